"""The municipalities of places/data/municipalities.csv, the villages of villages.csv, and in which municipality each town is."""

import csv
from pathlib import Path

from django.db import migrations
from django.utils.text import slugify

DATA = Path(__file__).resolve().parent.parent / "data"
YEAR = 2025


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    model = apps.get_model
    provinces = {province.code: province for province in model("places", "Province").objects.all()}
    Municipality, Town = model("places", "Municipality"), model("places", "Town")
    if Municipality.objects.exists():
        return
    Municipality.objects.bulk_create(
        [
            Municipality(
                code=row["code"],
                name=row["name"],
                slug=slugify(row["name"]),
                province=provinces[row["province"]],
                year=YEAR,
                latitude=row["latitude"],
                longitude=row["longitude"],
            )
            for row in rows("municipalities.csv")
        ],
        batch_size=100,
    )
    municipalities = {one.code: one for one in Municipality.objects.all()}
    place_towns(Town, municipalities)
    add_villages(Town, municipalities)


def place_towns(Town, municipalities):
    towns = {town.geonames_id: town for town in Town.objects.all()}
    for row in rows("towns.csv"):
        if town := towns.get(int(row["geonames_id"])):
            town.name = row["name"]
            town.municipality = municipalities[row["municipality"]]
            town.is_rough = row["rough"] == "1"
    Town.objects.bulk_update(towns.values(), ["name", "municipality", "is_rough"], batch_size=100)


def add_villages(Town, municipalities):
    slugs = set(Town.objects.values_list("slug", flat=True))
    villages = []
    for row in rows("villages.csv"):
        municipality = municipalities[row["municipality"]]
        slug = slugify(row["name"])
        if slug in slugs:
            slug = f"{slug}-{municipality.slug}"
        slugs.add(slug)
        villages.append(
            Town(
                name=row["name"],
                slug=slug,
                province_id=municipality.province_id,
                municipality=municipality,
                latitude=row["latitude"],
                longitude=row["longitude"],
            )
        )
    Town.objects.bulk_create(villages, batch_size=100)


class Migration(migrations.Migration):
    dependencies = [("places", "0003_municipalities")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
