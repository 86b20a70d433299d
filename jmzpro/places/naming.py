"""The names by which places are looked for, as rows: their own, and those of data/other_names.csv."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jmzpro.places.folding import fold

OTHER_NAMES = Path(__file__).parent / "data" / "other_names.csv"


def other_names() -> dict[str, list[str]]:
    """What else a place is called, by its own name as it is written."""
    found: dict[str, list[str]] = {}
    with OTHER_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["of"], []).append(row["name"])
    return found


def keys_of(name: str, others: dict[str, list[str]]) -> set[str]:
    """The keys of a name: "Bergen (NH.)" is found as "Bergen" too."""
    return {key for key in map(fold, (name, name.partition("(")[0], *others.get(name, []))) if key}


def write_names(place_name: Any, towns: Iterable[Any], municipalities: Iterable[Any]) -> None:
    """Add the rows that are not there yet; `place_name` is the model, or that of a migration."""
    others = other_names()
    rows = [place_name(key=key, town_id=town.pk) for town in towns for key in keys_of(town.name, others)]
    rows += [place_name(key=key, municipality_id=one.pk) for one in municipalities for key in keys_of(one.name, others)]
    place_name.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)
