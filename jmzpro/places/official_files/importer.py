"""What the official files say, put in our tables. A second time nothing changes; a bad row is
told, and the good rows stay.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from jmzpro.places.models import Municipality, PlaceName, Postcode, Province, Town
from jmzpro.places.normalisation import PROVINCES, fold
from jmzpro.places.official_files import geometry, parser
from jmzpro.places.official_files.municipal_mergers import merge
from jmzpro.places.place_names import write_names

REGIONS = {
    "ggd_region": ("ggd",),
    "youth_region": ("jeugdregio", "jeugdzorgregio"),
    "rmc_region": ("rmc",),
}
# A file with fewer is a part of the country, from which nobody can tell what is gone.
FEWEST_MUNICIPALITIES = 300


@dataclass
class Report:
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def wrong(self, where: str, said: str) -> None:
        self.counts["fout"] += 1
        self.problems.append(f"{where}: {said}")


def take_municipalities(path: Path, year: int, report: Report) -> None:
    """The municipalities of a year with their regions. Those that are not in the file are gone:
    `settle` looks where they went.
    """
    provinces = by_name_or_code()
    known = {one.code: one for one in Municipality.objects.all()}
    seen: set[str] = set()
    for line, row in parser.rows_of(path):
        where = f"{path.name}, regel {line}"
        code, name = (
            parser.code_of(parser.cell(row, parser.CODE)),
            parser.cell(row, parser.NAME)[:60],
        )
        if code is None or not name:
            report.wrong(where, "geen gemeentecode of geen naam")
            continue
        if code in seen:
            report.wrong(where, f"{code} staat er al")
            continue
        said = parser.cell(row, parser.PROVINCE) or parser.region(row, ("provincie",))
        province = provinces.get(fold(said).removeprefix("pv")) or (
            known[code].province if code in known else None
        )
        if province is None:
            report.wrong(where, f"{name}: provincie onbekend")
            continue
        seen.add(code)
        regions = {
            column: found
            for column, words in REGIONS.items()
            if (found := parser.region(row, words))
        }
        told = {
            "name": name.removesuffix(" (gemeente)"),
            "province": province,
            "year": year,
            "merged_into": None,
            **regions,
        }
        with transaction.atomic():
            take_one(known.get(code), code, told, report)


def by_name_or_code() -> dict[str, Province]:
    provinces = list(Province.objects.all())
    found = {fold(one.name): one for one in provinces} | {one.code: one for one in provinces}
    return found | {short: by for short, code in PROVINCES.items() if (by := found.get(code))}


def take_one(known: Municipality | None, code: str, told: dict[str, Any], report: Report) -> None:
    if known is None:
        town = Town.objects.filter(province=told["province"], name__iexact=told["name"]).first()
        middle = Town.objects.filter(province=told["province"]).aggregate(
            lat=models.Avg("latitude"), lon=models.Avg("longitude")
        )
        where = (
            (town.latitude, town.longitude)
            if town
            else (middle["lat"] or 52.2, middle["lon"] or 5.3)
        )
        known = Municipality(
            code=code, slug=free_slug(told["name"], code), latitude=where[0], longitude=where[1]
        )
        report.counts["nieuw"] += 1
    elif not any(getattr(known, name) != value for name, value in told.items()):
        report.counts["gelijk"] += 1
        return
    else:
        report.counts["gewijzigd"] += 1
    for name, value in told.items():
        setattr(known, name, value)
    known.save()
    write_names(PlaceName, [], [known])


def free_slug(name: str, code: str) -> str:
    slug = slugify(name)[:70]
    return (
        f"{slug}-{code.lower()}"
        if Municipality.objects.filter(slug=slug).exclude(code=code).exists()
        else slug
    )


def take_outlines(path: Path, report: Report) -> dict[int, Any]:
    """Each municipality's outline and centre; the shapes in degrees by key, to look up what is
    in them.
    """
    features, named = parser.features_of(path)
    known = {one.code: one for one in Municipality.objects.with_outlines()}
    shapes: dict[int, Any] = {}
    for number, told, given in parser.properties(features):
        where = f"{path.name}, vorm {number}"
        municipality = known.get(parser.code_of(parser.cell(told, parser.CODE)) or "")
        if municipality is None:
            report.wrong(where, "hoort bij geen gemeente die we kennen")
            continue
        try:
            found = geometry.geometry(given, named)
            outline, (latitude, longitude) = geometry.path(found), geometry.centre(found)
        except geometry.NotHere as problem:
            report.wrong(where, f"{municipality} {problem}")
            continue
        shapes[municipality.pk] = found
        told_now = {
            "outline": outline,
            "latitude": latitude,
            "longitude": longitude,
            "is_rough": False,
        }
        if any(getattr(municipality, name) != value for name, value in told_now.items()):
            Municipality.objects.filter(pk=municipality.pk).update(**told_now)
            report.counts["omtrek"] += 1
    return shapes


def take_mergers(path: Path, report: Report) -> None:
    """What went up in what: two columns of codes, the old and the new."""
    known = {one.code: one for one in Municipality.objects.all()}
    for line, row in parser.rows_of(path):
        codes = [parser.code_of(parser.cell(row, names)) for names in (parser.OLD, parser.NEW)]
        old, new = (known.get(code or "") for code in codes)
        if new is None or codes[0] is None:
            report.wrong(f"{path.name}, regel {line}", "de oude of de nieuwe code klopt niet")
        elif old is not None and old != new:
            go_on_as(old, new, report)


def settle(path: Path, shapes: Mapping[int, Any], report: Report) -> None:
    """Those that are not in the year's file go on as the one of that name, or the one whose
    outline their centre is in.
    """
    seen = {
        code
        for _, row in parser.rows_of(path)
        if (code := parser.code_of(parser.cell(row, parser.CODE)))
    }
    if len(seen) < FEWEST_MUNICIPALITIES:
        return
    there = {one.pk: one for one in Municipality.objects.filter(code__in=seen)}
    find = (
        geometry.finder({key: found for key, found in shapes.items() if key in there})
        if shapes
        else None
    )
    for old in Municipality.objects.current().exclude(code__in=seen):
        inside = find(old.latitude, old.longitude) if find else None
        same = [one for one in there.values() if fold(one.name) == fold(old.name)]
        new = same[0] if len(same) == 1 else there.get(inside or 0)
        if new is None:
            report.wrong(
                str(old),
                (
                    f"({old.code}) staat niet in {path.name}. Geef met --mergers aan waarin deze "
                    "gemeente opging"
                ),
            )
        else:
            go_on_as(old, new, report)


def go_on_as(old: Municipality, new: Municipality, report: Report) -> None:
    if old.merged_into_id == new.pk:
        return
    report.counts["opgegaan"] += 1
    report.counts["verhuisde rijen"] += merge(old, new)


def take_postcodes(path: Path, shapes: Mapping[int, Any], report: Report) -> None:
    """The centre of each postcode of four digits, from points or outlines (GeoJSON) or from
    columns (CSV), in degrees or in RD.
    """
    known = {one.number: one for one in Postcode.objects.all()}
    find = geometry.finder(dict(shapes)) if shapes else None
    made, changed, seen = [], [], set()
    for where, number, latitude, longitude in postcodes_in(path, report):
        if number in seen:
            report.wrong(where, f"{number} staat er al")
            continue
        seen.add(number)
        inside = find(latitude, longitude) if find else None
        row = known.get(number)
        told = {
            "latitude": latitude,
            "longitude": longitude,
            "municipality_id": inside or (row.municipality_id if row else None),
        }
        if row is None:
            made.append(Postcode(number=number, **told))
        elif any(getattr(row, name) != value for name, value in told.items()):
            for name, value in told.items():
                setattr(row, name, value)
            changed.append(row)
    Postcode.objects.bulk_create(made, batch_size=200)
    Postcode.objects.bulk_update(changed, ["latitude", "longitude", "municipality"], batch_size=200)
    report.counts["postcodes nieuw"] += len(made)
    report.counts["postcodes gewijzigd"] += len(changed)


def postcodes_in(path: Path, report: Report) -> Iterable[tuple[str, str, float, float]]:
    """(where it stands, number, latitude, longitude)"""
    for where, told, given, named in postcode_rows(path):
        number = parser.cell(told, parser.NUMBER).removesuffix(".0")[:4]
        try:
            if len(number) != 4 or not number.isascii() or not number.isdigit() or number[0] == "0":
                raise geometry.NotHere("geen postcode van vier cijfers")
            if given is None:
                x, y = (
                    float(parser.cell(told, names).replace(",", "."))
                    for names in (parser.X, parser.Y)
                )
                longitude, latitude = geometry.degrees(x, y)
            else:
                latitude, longitude = geometry.centre(geometry.geometry(given, named))
        except ValueError as problem:
            said = str(problem) if isinstance(problem, geometry.NotHere) else "geen coördinaten"
            report.wrong(where, f"{number or '?'}: {said}")
            continue
        yield where, number, round(latitude, 5), round(longitude, 5)


def postcode_rows(path: Path) -> Iterable[tuple[str, dict[str, str], Any, str]]:
    if path.suffix.lower() == ".csv":
        for line, row in parser.rows_of(path):
            yield f"{path.name}, regel {line}", row, None, ""
        return
    features, named = parser.features_of(path)
    for number, told, given in parser.properties(features):
        yield f"{path.name}, vorm {number}", told, given or {}, named


def place_towns(shapes: Mapping[int, Any], report: Report) -> None:
    """In which municipality each town is, now that their outlines are known. A village with a
    rough position stays rough.
    """
    find = geometry.finder(dict(shapes))
    changed = []
    for town in Town.objects.all():
        inside = find(town.latitude, town.longitude)
        if inside is None:
            continue
        is_rough = town.geonames_id is None
        if (is_rough and town.municipality_id) or (town.municipality_id, town.is_rough) == (
            inside,
            False,
        ):
            continue
        town.municipality_id, town.is_rough = inside, is_rough
        changed.append(town)
    Town.objects.bulk_update(changed, ["municipality", "is_rough"], batch_size=200)
    report.counts["plaatsen ingedeeld"] += len(changed)
