"""Hulp vinden in the demo network: a hundred and fifty invented services of its organisations,
checked longer and less long ago.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from jmzpro.members.models import Organisation
from jmzpro.places.distance import distance_km
from jmzpro.places.models import Municipality, Town
from jmzpro.support.models import SupportService, free_slug
from jmzpro.support.models.reach import lay_out_all
from jmzpro.themes.models import Theme

DATA = Path(__file__).resolve().parent / "data" / "support.json"
SERVICES = 150
ELSEWHERE = 8  # of organisations that are no member
# Days since somebody looked, as often as they occur: most within the year, a few long ago.
CHECKED = ((0, 330, 82), (370, 530, 10), (560, 700, 6))
# So long ago that it left the lists: a fixed number of those of no member. Left to chance it was
# now and then the last help near a town.
LEFT = (740, 800)
LEFT_OF_OTHERS = 3
WAITS_KNOWN = 0.6  # of the waiting times say on which day they were known
INVENTED = "Dit is een voorbeeld, bedacht voor het demonetwerk: je kunt er niet terecht."


class Supply:
    """What every service is made with: the chance, today, and what is there to belong to."""

    def __init__(self, random: Random, now: datetime) -> None:
        self.random = random
        self.today = timezone.localdate(now)
        self.now = now
        self.data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        found = Organisation.objects.select_related("town__province", "town__municipality").exclude(
            town=None
        )
        self.organisations = [one for one in found.order_by("pk") if one.kind in self.data]
        self.municipalities = list(Municipality.objects.current().order_by("pk"))

    def nearest(self, town: Town, count: int) -> list[Municipality]:
        """The municipality of the town, and so many around it."""
        by_distance = sorted(
            self.municipalities,
            key=lambda one: (
                distance_km(town.latitude, town.longitude, one.latitude, one.longitude),
                one.pk,
            ),
        )
        own = [town.municipality] if town.municipality else by_distance[:1]
        return [*own, *[one for one in by_distance if one not in own][:count]]


def build(random: Random, now: datetime) -> None:
    supply = Supply(random, now)
    made = [of_member(supply, number) for number in range(SERVICES - ELSEWHERE)]
    made += [of_another(supply, number) for number in range(ELSEWHERE)]
    lay_out_all(SupportService.objects.with_all().filter(pk__in=[service.pk for service in made]))


def of_member(supply: Supply, number: int) -> SupportService:
    round_, index = divmod(number, len(supply.organisations))
    organisation = supply.organisations[index]
    rows = supply.data[organisation.kind]
    return one(supply, rows[round_ % len(rows)], organisation)


def of_another(supply: Supply, number: int) -> SupportService:
    rows = supply.data["elders"]
    checked = LEFT if number < LEFT_OF_OTHERS else None
    return one(supply, rows[number % len(rows)], None, checked)


def one(
    supply: Supply,
    row: dict[str, Any],
    organisation: Organisation | None,
    checked_between: tuple[int, int] | None = None,
) -> SupportService:
    random, town = supply.random, organisation.town if organisation else None
    assert organisation is None or town is not None
    ages = row["ages"] or [None, None]
    of_town = town.name if town and row["reach"] != "land" else ""
    wait_time, checked = random.choice(supply.data["wait"]), checked_on(supply, checked_between)
    name = " ".join(
        part
        for part in (row["name"], of_town or (organisation.name if organisation else ""))
        if part
    )
    service = SupportService.objects.create(
        slug=free_slug(name),
        name=name,
        description=f"{row['text']}\n\n{INVENTED}",
        organisation=organisation,
        provider_name="" if organisation else row["provider"],
        audiences=row["for"].split(),
        minimum_age=ages[0],
        maximum_age=ages[1],
        ways=row["ways"].split(),
        applicants=row["applicants"].split(),
        application_process=row["how"],
        wait_time=wait_time,
        wait_time_known_on=checked if wait_time and random.random() < WAITS_KNOWN else None,
        fees_description=random.choice(supply.data["fees"]),
        opening_hours=random.choice(supply.data["hours"]),
        languages=random.choice(supply.data["languages"]).split(),
        phone=f"000-{random.randint(0, 9_999_999):07}",
        email=f"hulp@{organisation.slug if organisation else 'elders'}.example",
        town=town,
        is_national=row["reach"] == "land",
        assured_date=checked,
        assurer=organisation.name if organisation else "het bureau van JMZ Pro",
        last_modified=supply.now,
        is_example=True,
    )
    service.themes.set([supply.themes[slug] for slug in row["themes"].split()])
    if town is not None and row["reach"] == "provincie":
        service.provinces.add(town.province)
    elif town is not None and row["reach"] != "land":
        service.municipalities.set(supply.nearest(town, row["reach"]))
    return service


def checked_on(supply: Supply, between: tuple[int, int] | None) -> date:
    """`between`: so many days ago; without, as often as it occurs."""
    first, last, _ = supply.random.choices(CHECKED, weights=[weight for *_, weight in CHECKED])[0]
    return supply.today - timedelta(days=supply.random.randint(*(between or (first, last))))
