"""Taking in the official files. The files are made here, with the headings that CBS and PDOK
give them.
"""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pyproj import Transformer

from jmzpro.members.models import Organisation
from jmzpro.places.forms import MunicipalitiesField, NearField, PlaceField
from jmzpro.places.models import Municipality, Postcode, Town

pytestmark = pytest.mark.django_db

# As the table "Gebieden in Nederland" of StatLine heads its columns.
STATLINE = (
    "Regio's",
    "Codes en namen van gemeenten/Code (code)",
    "Codes en namen van gemeenten/Naam (naam)",
    "Lokaliseringen van gemeenten/GGD-regio's/Code (code)",
    "Lokaliseringen van gemeenten/GGD-regio's/Naam (naam)",
    "Lokaliseringen van gemeenten/Jeugdregio's/Naam (naam)",
    "Lokaliseringen van gemeenten/Provincies/Naam (naam)",
    "Lokaliseringen van gemeenten/RMC-regio's/Naam (naam)",
)
# As the list "Gemeenten alfabetisch" of CBS heads them.
ALPHABETICAL = (
    "Gemeentecode",
    "GemeentecodeGM",
    "Gemeentenaam",
    "Provinciecode",
    "ProvinciecodePV",
    "Provincienaam",
)
TILBURG, GOIRLE, ALTENA = "GM0855", "GM0785", "GM1959"


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_places", *map(str, arguments), stdout=out)
    return out.getvalue()


def write(
    path: Path,
    headings: tuple[str, ...],
    rows: list[tuple[object, ...]],
    separator: str = ";",
    encoding: str = "utf-8-sig",
) -> Path:
    lines = [headings, *rows]
    path.write_text(
        "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines), encoding=encoding
    )
    return path


def statline(
    folder: Path, without: tuple[str, ...] = (), extra: tuple[tuple[object, ...], ...] = ()
) -> Path:
    rows: list[tuple[object, ...]] = [
        (
            one.name,
            one.code,
            one.name,
            "GG1413",
            "GGD Hart voor Brabant",
            "Midden-Brabant",
            one.province.name.replace("Friesland", "Fryslân"),
            "RMC 40",
        )
        for one in Municipality.objects.current()
        .select_related("province")
        .exclude(code__in=without)
        .order_by("code")
    ]
    return write(folder / "gebieden-2026.csv", STATLINE, [*rows, *extra])


def square(
    latitude: float, longitude: float, half: float = 0.04, rd: bool = False
) -> dict[str, Any]:
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    ring = [(longitude + x * half, latitude + y * half) for x, y in corners]
    if rd:
        to_rd = Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
        ring = [to_rd.transform(x, y) for x, y in ring]
    return {"type": "Polygon", "coordinates": [ring]}


def geojson(path: Path, features: list[dict[str, Any]], crs: str = "") -> Path:
    given: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        given["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


def outline(code: str, shape: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"statcode": code, "statnaam": "x", "jrstatcode": f"2026{code}"},
        "geometry": shape,
    }


def test_a_year_brings_the_regions_and_twice_is_once(tmp_path: Path) -> None:
    path = statline(tmp_path)
    assert "342 gewijzigd" in run("--municipalities", path)
    tilburg = Municipality.objects.get(code=TILBURG)
    assert (tilburg.year, tilburg.ggd_region, tilburg.youth_region, tilburg.rmc_region) == (
        2026,
        "GGD Hart voor Brabant",
        "Midden-Brabant",
        "RMC 40",
    )
    assert run("--municipalities", path) == "342 gelijk.\n"


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    said = run("--municipalities", statline(tmp_path), "--dry-run")
    assert said.startswith("Proef, er is niets veranderd.")
    assert "342 gewijzigd" in said
    assert Municipality.objects.get(code=TILBURG).year == 2025


def test_what_merged_takes_organisations_towns_and_names_along(tmp_path: Path) -> None:
    old, new = Municipality.objects.get(code=GOIRLE), Municipality.objects.get(code=TILBURG)
    both = Organisation.objects.create(name="Beide", slug="beide", kind="welzijn")
    both.municipalities.set([old, new])
    only = Organisation.objects.create(name="Alleen", slug="alleen", kind="welzijn")
    only.municipalities.set([old])
    mergers = write(
        tmp_path / "herindeling.csv",
        ("Oude code", "Nieuwe code"),
        [(GOIRLE, TILBURG)],
        separator=",",
    )
    said = run("--municipalities", statline(tmp_path, without=(GOIRLE,)), "--mergers", mergers)
    assert "1 opgegaan" in said
    assert [one.code for one in both.municipalities.all()] == [TILBURG]
    assert [one.code for one in only.municipalities.all()] == [TILBURG]
    assert Town.objects.get(slug="goirle").municipality == new
    assert Municipality.objects.current().count() == 341
    assert MunicipalitiesField().clean("Goirle") == [new]
    assert "opgegaan" not in run(
        "--municipalities", statline(tmp_path, without=(GOIRLE,)), "--mergers", mergers
    )


def test_what_merged_earlier_follows(tmp_path: Path) -> None:
    old, between = Municipality.objects.get(code=ALTENA), Municipality.objects.get(code=GOIRLE)
    Municipality.objects.filter(pk=old.pk).update(merged_into=between)
    mergers = write(tmp_path / "herindeling.csv", ("Van", "Naar"), [(GOIRLE, TILBURG)])
    run("--mergers", mergers)
    old.refresh_from_db()
    assert old.merged_into == Municipality.objects.get(code=TILBURG)


def test_a_new_municipality_is_found_by_name_and_one_that_is_gone_is_asked_for(
    tmp_path: Path,
) -> None:
    extra = ("Nieuwland aan Zee", "GM2099", "Nieuwland aan Zee", "", "", "", "Zeeland", "")
    said = run("--municipalities", statline(tmp_path, without=(ALTENA,), extra=(extra,)))
    assert "1 nieuw" in said
    assert "Altena: (GM1959) staat niet in gebieden-2026.csv. Geef met --mergers aan" in said
    assert MunicipalitiesField().clean("nieuwland aan zee")[0].province.name == "Zeeland"
    assert Municipality.objects.get(code=ALTENA).merged_into is None


def test_a_bad_row_is_told_and_the_others_stay(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("855", "GM0855", "Tilburg", "30", "PV30", "Noord-Brabant"),
        ("x", "x", "Zonder code", "30", "PV30", "Noord-Brabant"),
        ("785", "GM0785", "", "30", "PV30", "Noord-Brabant"),
        ("9999", "GM9999", "Nergens", "99", "PV99", "Atlantis"),
        ("855", "GM0855", "Tilburg", "30", "PV30", "Noord-Brabant"),
    ]
    said = run(
        "--municipalities",
        write(tmp_path / "gemeenten-2026.csv", ALPHABETICAL, rows, encoding="cp1252"),
    )
    assert "1 gewijzigd" in said
    assert "4 fout" in said
    for expected in (
        "regel 3: geen gemeentecode",
        "regel 4: geen gemeentecode of geen naam",
        "Nergens: provincie onbekend",
        "GM0855 staat er al",
    ):
        assert expected in said
    assert (
        Municipality.objects.current().count() == 342
    )  # a file of a few says nothing of the others


@pytest.mark.parametrize("rd", [False, True])
def test_outlines_in_degrees_or_rd_place_the_towns_and_draw_the_map(
    tmp_path: Path, rd: bool
) -> None:
    goirle = Town.objects.get(slug="goirle")
    shape = square(goirle.latitude, goirle.longitude, half=0.03, rd=rd)
    features = [
        outline(TILBURG, shape),
        outline("GM9999", shape),
        outline(ALTENA, None),
        outline(GOIRLE, square(40, 5)),
    ]
    said = run(
        "--outlines",
        geojson(
            tmp_path / "gemeenten.geojson", features, "urn:ogc:def:crs:EPSG::28992" if rd else ""
        ),
    )
    assert "1 omtrek" in said
    assert "3 fout" in said
    tilburg = Municipality.objects.get(code=TILBURG)
    assert tilburg.outline.startswith("M")
    assert tilburg.outline.endswith("z")
    assert not tilburg.is_rough
    assert abs(tilburg.latitude - goirle.latitude) < 0.01
    goirle.refresh_from_db()
    assert (goirle.municipality, goirle.is_rough) == (tilburg, False)
    again = run("--outlines", tmp_path / "gemeenten.geojson")
    assert "omtrek" not in again
    assert "ingedeeld" not in again


def test_the_outline_says_what_went_up_in_what(tmp_path: Path) -> None:
    goirle = Town.objects.get(slug="goirle")
    Municipality.objects.filter(code=GOIRLE).update(
        latitude=goirle.latitude, longitude=goirle.longitude
    )
    shapes = geojson(
        tmp_path / "gemeenten.geojson",
        [outline(TILBURG, square(goirle.latitude, goirle.longitude))],
    )
    said = run("--municipalities", statline(tmp_path, without=(GOIRLE,)), "--outlines", shapes)
    assert "1 opgegaan" in said
    old = Municipality.objects.get(code=GOIRLE)
    assert old.merged_into == Municipality.objects.get(code=TILBURG)


def test_postcodes_by_columns_in_rd_or_by_outlines(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("5038", "133360", "397270"),
        ("50", "1", "2"),
        ("5039", "x", "y"),
        ("5040", "0", "0"),
        ("5038", "133360", "397270"),
    ]
    said = run("--postcodes", write(tmp_path / "pc4.csv", ("postcode4", "X", "Y"), rows))
    assert "1 postcodes nieuw" in said
    assert "4 fout" in said
    place = NearField().clean("5038 AB")
    assert (place.is_rough, place.municipality.code) == (False, TILBURG)
    again = run("--postcodes", tmp_path / "pc4.csv")
    assert "postcodes" not in again.splitlines()[-1]
    sneek = Town.objects.get(slug="sneek")
    feature = {
        "type": "Feature",
        "properties": {"postcode": 8601},
        "geometry": square(sneek.latitude, sneek.longitude, 0.01),
    }
    assert "1 postcodes nieuw" in run("--postcodes", geojson(tmp_path / "pc4.geojson", [feature]))
    assert Postcode.objects.count() == 2
    assert PlaceField().clean("8601").slug == "sneek"


def test_what_is_no_such_file_is_said_in_one_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "kapot.geojson"
    bad.write_text("{", encoding="utf-8")
    empty = tmp_path / "leeg.csv"
    empty.write_text("", encoding="utf-8")
    for arguments in (
        (),
        ("--outlines", bad),
        ("--municipalities", empty),
        ("--postcodes", tmp_path / "weg.csv"),
    ):
        with pytest.raises(CommandError) as refused:
            run(*arguments)
        assert len(str(refused.value)) < 200
