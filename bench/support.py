"""Hulp vinden at 80, 10,000 and 100,000 services: how long an answer takes. Prints a Markdown
section.

    python bench/support.py [80 10000 100000]

Distance, age and theme together, as the goal asks, and the other questions beside it. Processor
time of this process (what a loaded machine does not distort) and wall-clock time, without the
network; each time another place, age and theme. SQLite in a temporary folder, or the database of
JMZ_BENCH_DATABASE_URL. The answer is compared with a search of our own through all services, row by
row. `--where` says where the time goes.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from made import site

SIZES = (80, 10_000, 100_000)
GOAL = 30  # ms, p95
FLAT = 1.5  # times as long as with the fewest, at most
ROUNDS = int(os.environ.get("JMZ_BENCH_ROUNDS", "60"))
PLACES = (
    "Tilburg",
    "Utrecht",
    "Rotterdam",
    "Zwolle",
    "Groningen",
    "Maastricht",
    "Ede",
    "Den Helder",
    "Goes",
    "5038",
)
THEMES = (
    "psychische-kwetsbaarheid",
    "verslaving",
    "autisme",
    "chronische-ziekte",
    "rouw-en-verlies",
)
MAIN = "a place, an age and a theme"
QUESTIONS: dict[str, Callable[[int], dict[str, Any]]] = {
    MAIN: lambda number: {"place": place(number), "age": age(number), "home": [THEMES[number % 5]]},
    "the same in words": lambda number: {
        "place": place(number),
        "age": age(number),
        "words": "moeder met psychose",
    },
    "with what is sought": lambda number: {
        "place": place(number),
        "age": age(number),
        "home": [THEMES[number % 5]],
        "ways": ["maatje"],
    },
    "a place alone": lambda number: {"place": place(number)},
    "a theme alone": lambda number: {"home": [THEMES[number % 5]]},
    "nothing in the area": lambda number: {
        "place": place(number),
        "age": "3",
        "home": [THEMES[number % 5]],
    },
}


def place(number: int) -> str:
    return PLACES[number % len(PLACES)]


def age(number: int) -> str:
    return str(8 + number % 12)


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(SIZES)
    sections, slow, p50s = [], [], []
    with tempfile.TemporaryDirectory(prefix="jmz-bench-") as folder:
        site.set_up(folder, with_cast=True)
        from jmzpro.support.models import SupportService

        for size in sizes:
            site.fill(SupportService, size, add)
            section, p50, p95 = measure(size)
            sections.append(section)
            p50s.append(p50)
            if p95 > GOAL:
                slow.append(f"{size:,}: {p95:.0f} ms")
    growth = max(p50s) / p50s[0]
    reached = "NOT reached at " + ", ".join(slow) if slow else "reached"
    flat = "flat" if growth <= FLAT else "NOT flat"
    head = "## Hulp vinden as it grows\n\n"
    verdict = (
        f"Goal: p95 of {MAIN} at most {GOAL} ms: {reached}. The slowest p50 is {growth:.2f} "
        f"times that of {sizes[0]:,}: {flat}.\n"
    )
    sys.stdout.write(f"{head}{''.join(sections)}{verdict}")


def add(random: Random, numbers: range) -> None:
    """Most work in one to five municipalities, one in ten in a province, one in thirty in the
    whole country.
    """
    from jmzpro.places.models import Municipality, Town
    from jmzpro.support.models import SupportService
    from jmzpro.support.models.reach import lay_out_all
    from jmzpro.themes.models import Theme

    towns = list(Town.objects.select_related("province").exclude(municipality=None).order_by("pk"))
    where = random.choices(towns, [town.population + 500 for town in towns], k=len(numbers))
    municipalities = list(
        Municipality.objects.current().values_list("pk", flat=True).order_by("pk")
    )
    themes = list(
        Theme.objects.filter(axis__in=("thuis", "relatie"))
        .values_list("pk", flat=True)
        .order_by("pk")
    )
    rows = [one(random, number, town) for number, town in zip(numbers, where, strict=True)]
    made: list[Any] = SupportService.objects.bulk_create(rows, batch_size=500)
    tagged, works = SupportService.themes.through, SupportService.municipalities.through
    wide = SupportService.provinces.through
    tagged.objects.bulk_create(
        [
            tagged(supportservice_id=row.pk, theme_id=pk)
            for row in made
            for pk in random.sample(themes, random.randint(0, 2))
        ],
        batch_size=1000,
    )
    provincial = [row for row in made if not row.is_national and random.random() < 0.1]
    wide.objects.bulk_create(
        [wide(supportservice_id=row.pk, province_id=row.town.province_id) for row in provincial],
        batch_size=1000,
    )
    local = [row for row in made if not row.is_national and row not in set(provincial)]
    works.objects.bulk_create(
        [
            works(supportservice_id=row.pk, municipality_id=pk)
            for row in local
            for pk in {
                row.town.municipality_id,
                *random.sample(municipalities, random.randint(0, 4)),
            }
        ],
        batch_size=1000,
    )
    lay_out_all(SupportService.objects.with_all().filter(pk__in=[row.pk for row in made]))


def one(random: Random, number: int, town: Any) -> Any:
    from django.utils import timezone

    from jmzpro.support.choices import Way
    from jmzpro.support.models import SupportService

    youngest = random.choice((None, random.randint(6, 16)))
    columns: dict[str, Any] = {
        "audiences": ["jonge-mantelzorgers"],
        "ways": random.sample(Way.values, 2),
        "applicants": ["zelf"],
    }
    return SupportService(
        slug=f"aanbod-{number}",
        name=f"Aanbod {number} in {town.name}",
        description="Een alinea over wat het is. " * 10,
        provider_name="Een organisatie",
        minimum_age=youngest,
        maximum_age=None if youngest is None else youngest + random.randint(2, 9),
        phone="000-0000000",
        wait_time="vier weken",
        application_process="Bel de consulent.",
        is_national=random.random() < 1 / 30,
        town=town,
        assured_date=timezone.localdate() - timedelta(days=random.randint(0, 800)),
        assurer="Een organisatie",
        **columns,
    )


def measure(size: int) -> tuple[str, float, float]:
    from django.db import connection
    from django.test import Client

    from jmzpro.support.models import Reach
    from jmzpro.support.views.search import searching

    visitor = Client(SERVER_NAME="127.0.0.1")
    check_answers(visitor)

    def ask(question: Callable[[int], dict[str, Any]]) -> Callable[[int], Any]:
        return lambda number: visitor.post("/hulp-vinden/", question(number))

    timings = {
        name: site.timed(ask(question), ROUNDS, searching.clear)
        for name, question in QUESTIONS.items()
    }
    if "--where" in sys.argv:
        site.tell_where(ask(QUESTIONS[MAIN]), searching.clear)
    rows = [timing.row(name) for name, timing in timings.items()]
    told = (
        f"**{size:,} services**, {Reach.objects.count():,} rows in the index, on "
        f"{connection.vendor}."
    )
    head = site.HEAD.format(what="what is asked")
    return f"{told}\n\n{head}\n" + "\n".join(rows) + "\n\n", timings[MAIN].p50, timings[MAIN].p95


def check_answers(visitor: Any) -> None:
    """The first of the page is among the best of a search of our own: in the municipality, about
    this theme and for this age.
    """
    import re

    from jmzpro.places.models import Municipality, Town
    from jmzpro.support.models import SupportService
    from jmzpro.support.views.search import searching

    searching.clear()
    page = visitor.post(
        "/hulp-vinden/", {"place": "Tilburg", "age": "15", "home": ["autisme"]}
    ).content.decode()
    near = page.partition('id="dichtbij"')[2].partition("</section>")[0]
    shown = re.findall(r'href="/hulp-vinden/aanbod/(aanbod-\d+)/"', near)
    tilburg, centre = Municipality.objects.get(name="Tilburg"), Town.objects.get(slug="tilburg")
    fits = [
        service
        for service in SupportService.objects.findable()
        .with_all()
        .filter(municipalities=tilburg, themes__slug="autisme")
        if (service.minimum_age or 0)
        <= 15
        <= (99 if service.maximum_age is None else service.maximum_age)
    ]
    home = {
        service.slug: sum(theme.axis == "thuis" for theme in service.themes.all())
        for service in fits
    }
    only = [service for service in fits if home[service.slug] == 1]
    best = sorted(
        only,
        key=lambda service: (centre.distance_to(service.town) if service.town else 0.0, service.pk),
    )
    wanted = [service.slug for service in best[:10]]
    found = [slug for slug in shown if home.get(slug) == 1]
    if found[: len(wanted)] != wanted[: len(found)] or (wanted and not found):
        raise SystemExit(f"The page gives {found} and ours are {wanted}")


if __name__ == "__main__":
    main()
