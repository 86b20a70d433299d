"""The agenda at 50, 5,000 and 100,000 activities: how long its list takes, its month, its map and
its calendar. Prints a Markdown section.

    python bench/agenda.py [50 5000 100000]

Processor time of this process (what a loaded machine does not distort) and wall-clock time, without
the network and without keeping pages, each address asked with another place and age each time;
SQLite in a temporary folder, or the database of JMZ_BENCH_DATABASE_URL. One in ten is a series. The
counts are compared with a count of our own. `--where` says where the time of the list goes.
"""

import os
import sys
import tempfile
from datetime import datetime, timedelta
from random import Random
from typing import Any

from made import site

SIZES = (50, 5_000, 100_000)
GOALS = {50: 30, 5_000: 30, 100_000: 50}  # ms, p95 of the list
ROUNDS = int(os.environ.get("JMZ_BENCH_ROUNDS", "40"))
PLACES = ("Utrecht", "Rotterdam", "Zwolle", "Groningen", "Maastricht", "Ede", "Den Helder", "Goes")
LIST = {
    "the list": "/agenda/",
    "near a place and for an age": "/agenda/?plaats={place}&afstand=25&leeftijd={age}",
    "within 100 km and for an age": "/agenda/?plaats={place}&afstand=100&leeftijd={age}",
    "free, for young carers, a province": "/agenda/?voor=jonge-mantelzorgers&gratis=on&provincie=gelderland",  # noqa: E501
    "a theme and a kind": "/agenda/?thema=vervoer&soort=sport&leeftijd={age}",
    "page 50": "/agenda/?pagina=50",
}
OTHERS = {
    "the month": "/agenda/maand/?plaats={place}&afstand=50",
    "the map": "/agenda/kaart/?leeftijd={age}",
    "an activity": "/agenda/activiteit-7/",
    "the calendar, near a place and for an age": "/agenda.ics?plaats={place}&afstand=25&leeftijd={age}",  # noqa: E501
}
WHOLE = {"the whole calendar (2,000 entries)": "/agenda.ics"}


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(SIZES)
    sections, slow = [], []
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        site.set_up(folder, with_cast=True)
        from jmzpro.agenda.activity.text_cache import write_ahead
        from jmzpro.agenda.models import Activity

        for size in sizes:
            site.fill(Activity, size, add)
            while write_ahead():  # as the worker does every minute
                pass
            section, p95 = measure(size)
            sections.append(section)
            if p95 > GOALS.get(size, 50):
                slow.append(f"{size:,}: {p95:.0f} ms")
    verdict = "NOT reached at " + ", ".join(slow) if slow else "reached"
    goals = ", ".join(f"{goal} ms at {size:,}" for size, goal in GOALS.items())
    head = "## The agenda as it grows\n\nPages made anew each time.\n\n"
    sys.stdout.write(
        f"{head}{''.join(sections)}Goal: p95 of each list at most {goals}: {verdict}.\n"
    )


def add(random: Random, numbers: range) -> None:
    from django.utils import timezone

    from jmzpro.agenda.activity.schedule import copied, new_date, planned
    from jmzpro.agenda.models import Activity, Occurrence
    from jmzpro.members.models import Organisation
    from jmzpro.places.models import Town
    from jmzpro.themes.models import Theme

    towns = list(Town.objects.select_related("province").order_by("pk"))
    weights = [town.population + 500 for town in towns]
    organisations = list(Organisation.objects.order_by("pk"))
    themes = list(Theme.objects.values_list("pk", flat=True).order_by("pk"))
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    where = random.choices(towns, weights, k=len(numbers))
    rows = [
        one(random, number, town, organisations, now)
        for number, town in zip(numbers, where, strict=True)
    ]
    made = Activity.objects.bulk_create(rows, batch_size=500)
    Occurrence.objects.bulk_create(
        [
            new_date(row, name, span, copied(row))
            for row in made
            for name, span in planned(row, now).items()
        ],
        batch_size=500,
    )
    tagged = Activity.themes.through
    tagged.objects.bulk_create(
        [
            tagged(activity_id=row.pk, theme_id=theme)
            for row in made
            for theme in random.sample(themes, 2)
        ],
        batch_size=1000,
    )


def one(random: Random, number: int, town: Any, organisations: list[Any], now: datetime) -> Any:
    from jmzpro.agenda.choices import Kind
    from jmzpro.agenda.models import Activity

    start = now + timedelta(hours=random.randint(-60 * 24, 365 * 24))
    is_young, youngest = random.random() < 0.6, random.randint(6, 16)
    online = random.random() < 0.1
    return Activity(
        slug=f"activiteit-{number}",
        title=f"Activiteit {number} in {town.name}",
        summary="Een middag samen iets doen, en even niets hoeven.",
        text="Een alinea over wat je kunt verwachten. " * 20,
        state="gepubliceerd",
        published_at=now - timedelta(minutes=number),
        kind=random.choice(Kind.values),
        for_young_carers=is_young,
        for_professionals=not is_young,
        age_from=youngest if is_young else None,
        age_to=youngest + random.randint(2, 9) if is_young else None,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        rrule="FREQ=WEEKLY;COUNT=6" if number % 10 == 0 else "",
        organisation=random.choice(organisations),
        organiser_name="Een organisatie",
        where="online" if online else "locatie",
        town=None if online else town,
        is_free=random.random() < 0.7,
        in_week=random.random() < 0.05,
    )


def measure(size: int) -> tuple[str, float]:
    from django.db import connection
    from django.test import Client

    from jmzpro.agenda.models import Occurrence
    from jmzpro.page_cache.cache import pages

    visitor = Client(SERVER_NAME="127.0.0.1")
    check_counts(visitor)
    timings = {
        name: timed(visitor, address, ROUNDS) for name, address in {**LIST, **OTHERS}.items()
    }
    timings |= {name: timed(visitor, address, 3) for name, address in WHOLE.items()}
    if "--where" in sys.argv:
        site.tell_where(
            lambda number: get(visitor, LIST["near a place and for an age"], number), pages.clear
        )
    rows = [timing.row(name) for name, timing in timings.items()]
    told = f"**{size:,} activities**, {Occurrence.objects.count():,} dates, on {connection.vendor}."
    return f"{told}\n\n{site.HEAD.format(what='page')}\n" + "\n".join(rows) + "\n\n", max(
        timings[name].p95 for name in LIST
    )


def timed(visitor: Any, address: str, rounds: int) -> site.Timing:
    from jmzpro.page_cache.cache import pages

    return site.timed(lambda number: get(visitor, address, number), rounds, pages.clear)


def get(visitor: Any, address: str, number: int) -> Any:
    """Another place and age each time."""
    return visitor.get(address.format(place=PLACES[number % len(PLACES)], age=6 + number % 12))


def check_counts(visitor: Any) -> None:
    """The number on the page is that of a count of our own, row by row."""
    import re

    from django.utils import timezone

    from jmzpro.agenda.models import Occurrence
    from jmzpro.places.models import Town

    centre = Town.objects.get(slug="utrecht")
    now = timezone.now()
    page = visitor.get("/agenda/?plaats=Utrecht&afstand=25&leeftijd=9").content.decode()
    said = int(re.search(r"<strong>([\d.]+)</strong> resulta", page)[1].replace(".", ""))  # type: ignore[index]
    near = {town.pk for town in Town.objects.all() if town.distance_to(centre) <= 25}
    rows = Occurrence.objects.filter(
        activity__state="gepubliceerd", ends_at__gt=now, town__isnull=False
    )
    ours = sum(
        town in near and youngest is not None and youngest <= 9 <= (oldest or 99)
        for town, youngest, oldest in rows.values_list(
            "town", "activity__age_from", "activity__age_to"
        )
    )
    if said != ours:
        raise SystemExit(f"The page says {said} and there are {ours}")


if __name__ == "__main__":
    main()
