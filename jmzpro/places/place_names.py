"""The names by which places are looked for, as rows: their own, those of data/other_names.csv,
and short ways to write them.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jmzpro.places.normalisation import fold

OTHER_NAMES = Path(__file__).parent / "data" / "other_names.csv"
ON_A_RIVER = re.compile(r" aan den? (?=\S)")
# "Alphen a/d Rijn" and "Alphen a.d. Rijn" fold to the same, and many write "aan de" for "aan den"
# or the other way round.
WRITTEN_AS = (" a/d ", " aan de ", " aan den ")


def other_names() -> dict[str, list[str]]:
    """What else a place is called, by its own name as it is written."""
    found: dict[str, list[str]] = {}
    with OTHER_NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["of"], []).append(row["name"])
    return found


def keys_of(name: str, others: dict[str, list[str]]) -> set[str]:
    """The keys of a name: "Bergen (NH.)" is found as "Bergen" too, "Alphen aan den Rijn" as
    "Alphen a/d Rijn".
    """
    names = [name, name.partition("(")[0], *others.get(name, [])]
    return {key for written in names for key in map(fold, spellings(written)) if key}


def spellings(name: str) -> Iterator[str]:
    yield name
    if ON_A_RIVER.search(name):
        yield from (ON_A_RIVER.sub(written, name) for written in WRITTEN_AS)


def write_names(place_name: Any, towns: Iterable[Any], municipalities: Iterable[Any]) -> None:
    """Add the rows that are not there yet; `place_name` is the model, or that of a migration.

    One that merged before we knew it never takes a name that is used today: "Hengelo" is not the
    former one in Gelderland, and who types "Sneek" may mean the town alone.
    """
    others = other_names()
    rows = [
        place_name(key=key, town_id=town.pk) for town in towns for key in keys_of(town.name, others)
    ]
    found = list(municipalities)
    taken = {row.key for row in rows} | {
        key for one in found if one.merged_into_id is None for key in keys_of(one.name, others)
    }
    for one in found:
        keys = keys_of(one.name, others)
        rows += [
            place_name(key=key, municipality_id=one.pk)
            for key in (keys - taken if one.merged_into_id else keys)
        ]
    place_name.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)
