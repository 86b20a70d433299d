import pytest
from django import forms
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.places.distance import box_around, distance_km
from jmzpro.places.forms import PlaceField
from jmzpro.places.models import Province, Town

DEGREES = st.tuples(st.floats(50.7, 53.6), st.floats(3.3, 7.3))


def test_the_country_has_twelve_provinces_and_its_towns(db: None) -> None:
    assert Province.objects.count() == 12
    assert Town.objects.get(slug="zwolle").province.name == "Overijssel"


def test_two_towns_of_one_name_can_be_told_apart(db: None) -> None:
    assert {town.slug for town in Town.objects.filter(name="Valkenburg")} == {
        "valkenburg-limburg",
        "valkenburg-zuid-holland",
    }


def test_the_distance_from_utrecht_to_amsterdam_is_known(db: None) -> None:
    utrecht, amsterdam = Town.objects.get(slug="utrecht"), Town.objects.get(slug="amsterdam")
    assert utrecht.distance_to(amsterdam) == pytest.approx(35, abs=2)


@given(DEGREES, DEGREES)
def test_distance_is_the_same_both_ways_and_the_box_holds_it(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    distance = distance_km(*a, *b)
    south, west, north, east = box_around(*a, distance + 0.001)
    assert distance == pytest.approx(distance_km(*b, *a))
    assert south <= b[0] <= north
    assert west <= b[1] <= east


def test_what_is_near_comes_nearest_first(db: None) -> None:
    zwolle = Town.objects.get(slug="zwolle")
    near = Town.objects.within(8, zwolle)
    distances = [zwolle.distance_to(town) for town in near]
    assert near[0] == zwolle
    assert distances == sorted(distances)
    assert len(near) > 1
    assert max(distances) <= 8


def test_a_place_is_found_by_its_name_whatever_the_capitals(db: None) -> None:
    assert PlaceField().clean(" zwolle ") == Town.objects.get(slug="zwolle")


def test_a_name_that_two_towns_share_asks_for_the_province(db: None) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        PlaceField().clean("Valkenburg")
    assert "Valkenburg (Limburg)" in refused.value.messages[0]
    assert PlaceField().clean("Valkenburg (Limburg)") == Town.objects.get(slug="valkenburg-limburg")


def test_a_misspelt_place_gets_the_nearest_names(db: None) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        PlaceField().clean("Zwole")
    assert "Bedoel je" in refused.value.messages[0]
    assert "Zwolle" in refused.value.messages[0]


def test_an_empty_place_is_none_when_it_may_be(db: None) -> None:
    assert PlaceField(required=False).clean("") is None


def test_a_kept_place_is_shown_as_it_can_be_typed_back(db: None) -> None:
    town = Town.objects.get(slug="valkenburg-limburg")
    assert PlaceField().prepare_value(town) == "Valkenburg (Limburg)"
    assert PlaceField().prepare_value(town.pk) == "Valkenburg (Limburg)"
    assert PlaceField().prepare_value(Town.objects.get(slug="zwolle")) == "Zwolle"


def test_suggestions_name_the_largest_first(client: Client, db: None) -> None:
    assert client.get("/plaatsen/", {"q": "rott"}).json()["places"][0] == "Rotterdam"


@pytest.mark.parametrize("typed", ["", "z", "\x00", "%", "'; drop", "🏠" * 200])
def test_odd_input_for_suggestions_is_no_error(client: Client, db: None, typed: str) -> None:
    assert client.get("/plaatsen/", {"q": typed}).status_code == 200
