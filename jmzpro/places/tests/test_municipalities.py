"""The municipalities that come with the house."""

import re
from types import SimpleNamespace

import pytest
from django.db.models import Count

from jmzpro.places.lookup import find
from jmzpro.places.models import Municipality, Town

pytestmark = pytest.mark.django_db


def test_the_country_has_342_municipalities_each_with_a_code_and_a_town() -> None:
    found = Municipality.objects.current()
    assert len(found) == 342
    assert all(re.fullmatch(r"GM\d{4}", one.code) for one in found)
    assert [one.name for one in found.annotate(number=Count("towns")).filter(number=0)] == []


def test_each_town_is_in_a_municipality_of_its_own_province() -> None:
    towns = Town.objects.select_related("municipality")
    assert [
        town.name
        for town in towns
        if town.municipality is None or town.municipality.province_id != town.province_id
    ] == []


@pytest.mark.parametrize(
    ("town", "municipality"),
    [
        ("sneek", "Súdwest-Fryslân"),
        ("hoofddorp", "Haarlemmermeer"),
        ("den-haag", "'s-Gravenhage"),
        ("huns", "Leeuwarden"),
        ("ee", "Noardeast-Fryslân"),
        ("etten-leur", "Etten-Leur"),
        ("tilburg", "Tilburg"),
        ("nieuw-bergen", "Bergen (L.)"),
    ],
)
def test_a_town_knows_its_municipality(town: str, municipality: str) -> None:
    assert (
        str(Town.objects.select_related("municipality").get(slug=town).municipality) == municipality
    )


def test_who_asks_for_a_name_does_not_fetch_the_outline(cast: SimpleNamespace) -> None:
    tilburg = Municipality.objects.get(name="Tilburg")
    cast.brug.municipalities.set([tilburg])
    through_organisation = cast.brug.municipalities.get()
    through_town = Town.objects.named("Tilburg").get().municipality
    assert through_town is not None
    for found in (tilburg, through_organisation, through_town):
        assert "outline" in found.get_deferred_fields()
    assert not Municipality.objects.with_outlines().get(name="Tilburg").get_deferred_fields()


def test_every_municipality_of_before_leads_to_one_of_today_and_is_found_there() -> None:
    """Each is in the province of what it is in now, and typing its name with "gemeente" before
    it finds it.
    """
    former = Municipality.objects.exclude(merged_into=None).select_related(
        "merged_into__province", "province"
    )
    assert len(former) == 370
    lost = []
    for one in former:
        now = one.merged_into
        assert now is not None
        assert now.merged_into_id is None, one.name
        assert now.province == one.province, one.name
        if now not in [place.municipality for place in find(f"gemeente {one.name}")]:
            lost.append(one.name)
    assert lost == []
    assert [str(place.municipality) for place in find("Hengelo (Gld.)")] == ["Bronckhorst"]


def test_no_former_code_is_one_of_today() -> None:
    codes = list(Municipality.objects.values_list("code", flat=True))
    assert len(codes) == len(set(codes)) == 712
