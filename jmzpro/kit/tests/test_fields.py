"""Days are typed as people write them, and given back as the date picker reads them."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import Client

from jmzpro.kit.fields import DayField


class DayForm(forms.Form):
    day = DayField(label="Dag")


@pytest.mark.parametrize(
    "typed",
    [
        "2027-03-03",
        "3-3-2027",
        "03-03-27",
        "3/3/2027",
        "3.3.2027",
        "3 maart 2027",
        "3 mrt. 2027",
        "woensdag 3 Maart 2027",
        " 3  maart 2027 ",
    ],
)
def test_a_day_is_read_as_people_write_it_and_given_back_to_the_date_picker(typed: str) -> None:
    form = DayForm({"day": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2027, 3, 3)
    assert '<input type="date" name="day" value="2027-03-03"' in str(form["day"])


@pytest.mark.parametrize(
    "typed",
    [
        "31-2-2027",
        "gisteren",
        "3 maa-rt 2027",
        "30 februari 2027",
        "3 xyz 2027",
        "0 maart 2027",
        "3-3",
    ],
)
def test_what_is_no_day_is_refused_in_dutch_and_is_still_there(typed: str) -> None:
    form = DayForm({"day": typed})
    assert form.errors["day"] == [
        (
            "Dit is geen dag die we kennen. Kies een dag, of schrijf hem zoals 31-12-2027 of 31 "
            "december 2027."
        )
    ]
    assert f'value="{typed}"' in str(form["day"])


def test_a_day_that_has_to_be_there_is_asked_for() -> None:
    assert DayForm({"day": ""}).errors["day"] == ["Kies een dag."]


@pytest.mark.django_db
def test_the_filter_of_the_agenda_shows_a_typed_day_in_its_date_picker(client: Client) -> None:
    html = client.get("/agenda/", {"van": "3 maart 2027", "tot": "31-2-2027"}).content.decode()
    assert '<input type="date" name="van" value="2027-03-03"' in html
    assert "Dit is geen dag die we kennen." in html


def makes_a_date_field(source: str) -> bool:
    """Whether this source calls `forms.DateField` itself."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return any(ast.unparse(called) == "forms.DateField" for called in calls)


def test_every_form_reads_days_by_the_field_of_kit() -> None:
    sources = [
        path
        for path in (Path(settings.BASE_DIR) / "jmzpro").rglob("*.py")
        if "tests" not in path.parts
    ]
    assert [
        path.name for path in sources if makes_a_date_field(path.read_text(encoding="utf-8"))
    ] == []


def test_a_form_with_a_date_field_of_its_own_turns_it_red() -> None:
    assert makes_a_date_field("class Toy(forms.Form):\n    day = forms.DateField(required=False)")
    assert not makes_a_date_field("class Toy(models.Model):\n    day = models.DateField()")
