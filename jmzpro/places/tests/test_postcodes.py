"""Where a postcode is, roughly."""

import pytest

from jmzpro.places.models import Town
from jmzpro.places.postcodes import is_postcode, town_near, towns


@pytest.mark.django_db
def test_each_area_has_a_town_that_we_know() -> None:
    assert len(towns()) == 90
    assert set(towns().values()) - set(Town.objects.values_list("slug", flat=True)) == set()


@pytest.mark.django_db
def test_a_postcode_is_near_its_town() -> None:
    assert [str(town_near(code)) for code in ("3511 AB", "3511ab", "3511", "9711 LM")] == [
        "Utrecht",
        "Utrecht",
        "Utrecht",
        "Groningen",
    ]


def test_a_name_or_a_mistyped_code_is_no_postcode() -> None:
    assert not any(is_postcode(text) for text in ("Utrecht", "35", "0123 AB", "3511 A", ""))
