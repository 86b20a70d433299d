"""The directory at 80, 10,000 and 100,000 organisations: how long its list takes, its map and its
reach. Prints a Markdown section.

    python bench/directory.py [80 10000 100000]

Processor time of this process (what a loaded machine does not distort) and wall-clock time, without
the network and without keeping pages, each address asked with another place each time; SQLite in a
temporary folder, or the database of JMZ_BENCH_DATABASE_URL. Nine in ten organisations work in some
municipalities, the others in a province or the whole country. The count near a place is compared
with a count of our own. `--where` says where the time goes.
"""

import os
import re
import sys
import tempfile
from collections.abc import Callable
from random import Random
from typing import Any

from made import site

SIZES = (80, 10_000, 100_000)
GOAL = 30  # ms, p95 of each list
FLAT = 1.5  # times as long as with the fewest
ROUNDS = int(os.environ.get("JMZ_BENCH_ROUNDS", "40"))
PLACES = ("Utrecht", "Rotterdam", "Zwolle", "Groningen", "Maastricht", "Ede", "Den Helder", "Goes")
LIST = {
    "the list": "/leden/",
    "near a place": "/leden/?plaats={place}&afstand=25",
    "near a place, with a theme and a kind": "/leden/?plaats={place}&afstand=25&thema=vervoer&soort=welzijn",  # noqa: E501
    "who serves a municipality": "/leden/?gemeente={place}",
    "a province and a theme": "/leden/?provincie=gelderland&thema=vervoer",
    "words": "/leden/?q=wie+weet+iets+van+vervoer+in+{place}",
    "page 20": "/leden/?pagina=20",
}
OTHERS = {
    "the map": "/leden/kaart/",
    "the map of a theme": "/leden/kaart/?thema=vervoer",
    "the reach": "/leden/bereik/",
    "an organisation": "/leden/organisaties/organisatie-7/",
}


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(SIZES)
    sections, slow = [], []
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        site.set_up(folder, with_cast=False)
        from jmzpro.members.models import Organisation

        for size in sizes:
            site.fill(Organisation, size, add)
            section, p95 = measure(size)
            sections.append(section)
            first = first or p95
            slow += [
                f"{name} at {size:,} ({took:.0f} ms)" for name, took in p95.items() if took > GOAL
            ]
            slow += [
                f"{name} at {size:,} ({took / first[name]:.1f} times)"
                for name, took in p95.items()
                if took > GOAL and took > FLAT * first[name]
            ]
    verdict = f"NOT reached: {', '.join(slow)}" if slow else "reached"
    head = "## The directory as it grows\n\nPages made anew each time, for a visitor.\n\n"
    sys.stdout.write(
        f"{head}{''.join(sections)}Goal: p95 of each list at most {GOAL} ms: {verdict}.\n"
    )


def add(random: Random, numbers: range) -> None:
    from jmzpro.members.models import Organisation, OrganisationKind
    from jmzpro.places.models import Municipality, Town
    from jmzpro.text.collation import name_key
    from jmzpro.themes.models import Theme

    towns = list(Town.objects.order_by("pk"))
    municipalities = list(
        Municipality.objects.current().values_list("pk", flat=True).order_by("pk")
    )
    themes = list(Theme.objects.values_list("pk", flat=True).order_by("pk"))
    where = random.choices(towns, [town.population + 500 for town in towns], k=len(numbers))
    names = [
        f"Organisatie {number} {town.name}" for number, town in zip(numbers, where, strict=True)
    ]
    made = Organisation.objects.bulk_create(
        [
            Organisation(
                name=name,
                sort_name=name_key(name),
                slug=f"organisatie-{number}",
                kind=random.choice(OrganisationKind.values),
                town=town,
                description="Wat we doen. " * 20,
            )
            for number, name, town in zip(numbers, names, where, strict=True)
        ],
        batch_size=500,
    )
    link = Organisation.municipalities.through
    link.objects.bulk_create(
        [
            link(organisation_id=one.pk, municipality_id=key)
            for one in made
            if one.pk % 10 and one.town
            for key in {
                one.town.municipality_id or municipalities[0],
                random.choice(municipalities),
            }
        ],
        batch_size=1000,
    )
    whole = Organisation.works_in.through
    whole.objects.bulk_create(
        [
            whole(organisation_id=one.pk, province_id=one.town.province_id)
            for one in made
            if one.pk % 20 == 0 and one.town
        ],
        batch_size=1000,
    )
    about = Organisation.themes.through
    about.objects.bulk_create(
        [
            about(organisation_id=one.pk, theme_id=theme)
            for one in made
            for theme in random.sample(themes, 2)
        ],
        batch_size=1000,
    )


def measure(size: int) -> tuple[str, dict[str, float]]:
    from django.db import connection
    from django.test import Client

    from jmzpro.page_cache.cache import pages

    visitor = Client(SERVER_NAME="127.0.0.1")
    check_counts(visitor)

    def visit(address: str) -> Callable[[int], Any]:
        return lambda number: visitor.get(address.format(place=PLACES[number % len(PLACES)]))

    timings = {
        name: site.timed(visit(address), ROUNDS, pages.clear)
        for name, address in {**LIST, **OTHERS}.items()
    }
    if "--where" in sys.argv:
        for address in LIST.values():
            sys.stderr.write(f"{address}\n")
            site.tell_where(visit(address), pages.clear)
    rows = [timing.row(name) for name, timing in timings.items()]
    told = f"**{size:,} organisations**, on {connection.vendor}."
    return f"{told}\n\n{site.HEAD.format(what='page')}\n" + "\n".join(rows) + "\n\n", {
        name: timings[name].p95 for name in LIST
    }


def check_counts(visitor: Any) -> None:
    """The number on the page is that of a count of our own, row by row."""
    from jmzpro.members.models import Organisation
    from jmzpro.places.models import Town

    centre = Town.objects.get(slug="utrecht")
    page = visitor.get("/leden/?plaats=Utrecht&afstand=25&soort=welzijn").content.decode()
    said = re.search(r"<strong>([\d.]+)</strong> organisatie", page)
    near = {town.pk for town in Town.objects.all() if town.distance_to(centre) <= 25}
    ours = sum(
        town in near and kind == "welzijn"
        for town, kind in Organisation.objects.filter(is_active=True).values_list("town", "kind")
    )
    if said is None or int(said[1].replace(".", "")) != ours:
        raise SystemExit(f"The page says {said and said[1]} and there are {ours}")


if __name__ == "__main__":
    main()
