"""Municipalities that merged since 1997 (data/former_municipalities.csv), and what was added to the other files of data since."""

import csv
from pathlib import Path

from django.db import migrations
from django.utils.text import slugify

from jmzpro.places.place_names import write_names

DATA = Path(__file__).resolve().parent.parent / "data"
# In which municipality they are was guessed from what is near, and wrong.
MISPLACED = {2747661: "GM1895", 2745589: "GM0770", 2743636: "GM1966"}


def rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fill(apps, schema_editor):
    model = apps.get_model
    Municipality, Town, PlaceName = (model("places", name) for name in ("Municipality", "Town", "PlaceName"))
    by_code = {one.code: one for one in Municipality.objects.all()}
    for geonames_id, code in MISPLACED.items():
        Town.objects.filter(geonames_id=geonames_id, is_rough=True).update(municipality=by_code.get(code), is_rough=False)
    add_villages(Town, by_code)
    add_former(Municipality, Town, by_code)
    write_names(PlaceName, Town.objects.all(), Municipality.objects.all())


def add_villages(Town, by_code):
    there = set(Town.objects.values_list("name", "municipality_id"))
    slugs = set(Town.objects.values_list("slug", flat=True))
    for row in rows("villages.csv"):
        municipality = by_code.get(row["municipality"])
        if municipality is None or (row["name"], municipality.pk) in there:
            continue
        slug = slugify(row["name"])
        slug = f"{slug}-{municipality.slug}" if slug in slugs else slug
        slugs.add(slug)
        Town.objects.create(
            name=row["name"],
            slug=slug,
            province_id=municipality.province_id,
            municipality=municipality,
            latitude=row["latitude"],
            longitude=row["longitude"],
        )


def add_former(Municipality, Town, by_code):
    towns = {(town.municipality_id, town.name): town for town in Town.objects.order_by("population", "-pk")}
    slugs = set(Municipality.objects.values_list("slug", flat=True))
    made = []
    for row in rows("former_municipalities.csv"):
        now = by_code.get(row["into"])
        now = now.merged_into if now is not None and now.merged_into_id else now
        if now is None or row["code"] in by_code:
            continue
        main = towns.get((now.pk, row["town"]), now)
        slug = slugify(row["name"])[:70]
        slug = f"{slug}-{row['code'].lower()}" if slug in slugs else slug
        slugs.add(slug)
        made.append(
            Municipality(
                code=row["code"],
                name=row["name"],
                slug=slug,
                province_id=now.province_id,
                year=int(row["until"]) - 1,
                merged_into=now,
                latitude=main.latitude,
                longitude=main.longitude,
            )
        )
    Municipality.objects.bulk_create(made, batch_size=100)


class Migration(migrations.Migration):
    dependencies = [("places", "0006_fill_names")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
