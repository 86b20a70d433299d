"""The twelve provinces and the towns of places/data/towns.csv."""

import csv
from collections import Counter
from pathlib import Path

from django.db import migrations
from django.utils.text import slugify

PROVINCES = [
    ("20", "Groningen", "noord"),
    ("21", "Friesland", "noord"),
    ("22", "Drenthe", "noord"),
    ("23", "Overijssel", "oost"),
    ("24", "Flevoland", "oost"),
    ("25", "Gelderland", "oost"),
    ("26", "Utrecht", "west"),
    ("27", "Noord-Holland", "west"),
    ("28", "Zuid-Holland", "west"),
    ("29", "Zeeland", "west"),
    ("30", "Noord-Brabant", "zuid"),
    ("31", "Limburg", "zuid"),
]
TOWNS = Path(__file__).resolve().parent.parent / "data" / "towns.csv"


def fill(apps, schema_editor):
    Province = apps.get_model("places", "Province")
    Town = apps.get_model("places", "Town")
    Province.objects.bulk_create(
        Province(code=code, name=name, slug=slugify(name), part=part) for code, name, part in PROVINCES
    )
    provinces = {province.code: province for province in Province.objects.all()}
    with TOWNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    Town.objects.bulk_create(
        [
            Town(
                geonames_id=row["geonames_id"],
                name=row["name"],
                slug=slug,
                province=provinces[row["province"]],
                latitude=row["latitude"],
                longitude=row["longitude"],
                population=row["population"],
            )
            for row, slug in zip(rows, slugs(rows, provinces), strict=True)
        ],
        batch_size=100,
    )


def slugs(rows, provinces):
    """The name; with its province where a name occurs twice; with its GeoNames id where that is still not enough."""
    names = Counter(slugify(row["name"]) for row in rows)
    pairs = Counter((slugify(row["name"]), row["province"]) for row in rows)
    for row in rows:
        name = slugify(row["name"])
        if names[name] == 1:
            yield name
        elif pairs[name, row["province"]] == 1:
            yield f"{name}-{provinces[row['province']].slug}"
        else:
            yield f"{name}-{row['geonames_id']}"


class Migration(migrations.Migration):
    dependencies = [("places", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
