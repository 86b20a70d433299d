"""Themes as ticks, folded by axis."""

import pytest
from django import forms

from jmzpro.themes.forms import ThemesByAxisField

pytestmark = pytest.mark.django_db


class Ticks(forms.Form):
    themes = ThemesByAxisField()


def test_a_tick_has_one_label_that_is_read_once() -> None:
    html = str(Ticks()["themes"])
    assert html.count("<label") == html.count('type="checkbox"') > 10
    assert html.count("Broer of zus") == 1
