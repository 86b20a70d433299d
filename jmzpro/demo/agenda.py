"""The agenda of the demo network: ninety invented activities of its organisations, from two
months ago until a year ahead.
"""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.models import Activity, Organiser, free_slug
from jmzpro.members.models import Organisation, Person
from jmzpro.themes.models import Theme

DATA = Path(__file__).resolve().parent / "data" / "agenda.json"
ACTIVITIES = 90
FIRST, LAST = -60, 365
CANCELLED_EVERY = 23
INVENTED = "Dit is een voorbeeld, bedacht voor het demonetwerk: je kunt er niet heen."


class Programme:
    """What every activity is made with: the chance, today, and what is there to belong to."""

    def __init__(self, random: Random, now: datetime) -> None:
        self.random = random
        self.today = timezone.localdate(now)
        self.data = json.loads(DATA.read_text(encoding="utf-8"))
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.organisations = list(
            Organisation.objects.select_related("town").exclude(town=None).order_by("pk")
        )
        self.people = {
            person.organisation_id: person
            for person in Person.objects.active().filter(user__is_staff=False).order_by("-pk")
        }

    def day_near(self, offset: int, weekday: int) -> date:
        """The first such weekday from so many days away."""
        near = self.today + timedelta(days=offset)
        return near + timedelta(days=(weekday - near.weekday()) % 7)

    def of_month(self, offset: int, nth: int, weekday: int) -> date:
        """The first, second or third such weekday of the month that is so many days away."""
        first = (self.today + timedelta(days=offset)).replace(day=1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))

    def next_june(self) -> date:
        """The first Tuesday of the Week van de Jonge Mantelzorger, 1 to 7 June, that is still to
        come.
        """
        year = self.today.year + (self.today >= date(self.today.year, 6, 1))
        return date(year, 6, 1) + timedelta(days=(1 - date(year, 6, 1).weekday()) % 7)


def build(random: Random, now: datetime) -> None:
    programme = Programme(random, now)
    for organisation in programme.organisations:
        know(programme, organisation)
    for number in range(ACTIVITIES):
        activity = one(programme, number)
        if number % CANCELLED_EVERY == CANCELLED_EVERY - 1:
            activity.cancel(by=None)


def know(programme: Programme, organisation: Organisation) -> None:
    person = programme.people.get(organisation.pk)
    Organiser.objects.create(
        name=organisation.name,
        organisation=organisation,
        contact_name=person.name if person else "",
        contact_email=person.user.email if person else "",
        is_trusted=organisation.pk % 3 == 0,
    )


def one(programme: Programme, number: int) -> Activity:
    random, data = programme.random, programme.data
    # Three of five for young carers, as in the field.
    rows = data["young"] if number % 5 < 3 else data["pros"]
    row = rows[(number // 5 * 3 + number % 5) % len(rows)]
    organisation = programme.organisations[number * 7 % len(programme.organisations)]
    offset = FIRST + (LAST - FIRST) * number // ACTIVITIES + random.randint(0, 3)
    in_week = number % 15 == 7
    monthly = row.get("monthly", "")
    near = (
        programme.of_month(offset, int(monthly[0]), row["day"])
        if monthly
        else programme.day_near(offset, row["day"])
    )
    day = programme.next_june() if in_week and not monthly else near
    town = organisation.town
    assert town is not None
    is_online = row.get("online", False)
    title = row["title"] if is_online else f"{row['title']} in {town.name}"
    activity = Activity(
        slug=free_slug(title),
        kind=row["kind"],
        title=title,
        summary=row["summary"],
        text=f"{row['text']}\n\n{INVENTED}",
        in_week=in_week and not monthly,
        organisation=organisation,
        organiser=organisation.organiser,
        organiser_name=organisation.name,
        contact_email=f"agenda@{organisation.slug}.example",
        where="online" if is_online else "locatie",
        venue_name="" if is_online else random.choice(data["venues"]),
        address="" if is_online else f"Voorbeeldstraat {random.randint(1, 90)}",
        town=None if is_online else town,
        accessibility="" if is_online else random.choice(data["access"]),
        public_transport="" if is_online else random.choice(data["transport"]),
        online_link="https://bijeenkomst.voorbeeld.example/" if is_online else "",
        is_free=row.get("free", False),
        cost=row.get("cost", ""),
        accreditations=row.get("accreditations", "").split(),
        accreditation_text=row.get("points", ""),
        hours=row.get("study"),
        source="lid",
        submitter=programme.people.get(organisation.pk),
        is_example=True,
        **for_whom(row),
        **times(row, day),
    )
    activity.save()
    activity.themes.set([programme.themes[slug] for slug in row["themes"].split()])
    activity.put_on_site(by=None)
    return activity


def for_whom(row: dict[str, Any]) -> dict[str, Any]:
    ages = row.get("ages")
    parents_only = row.get("parents_only", False)
    return {
        "for_young_carers": bool(ages),
        "for_parents": parents_only or row.get("parents", False),
        "for_professionals": not ages and not parents_only,
        "age_from": ages[0] if ages else None,
        "age_to": ages[1] if ages else None,
    }


def times(row: dict[str, Any], day: date) -> dict[str, Any]:
    if row.get("all_day"):
        start = recurrence.midnight(day)
        return {
            "starts_at": start,
            "ends_at": recurrence.midnight(day + timedelta(days=row["days"])),
            "is_all_day": True,
        }
    begin, end = (datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H.%M") for clock in row["hours"])
    return {
        "starts_at": recurrence.aware(begin),
        "ends_at": recurrence.aware(end),
        "rrule": rule(row, begin),
    }


def rule(row: dict[str, Any], start: datetime) -> str:
    if "weekly" in row:
        return f"FREQ=WEEKLY;COUNT={row['weekly']}"
    if "monthly" in row:
        return f"FREQ=MONTHLY;BYDAY={row['monthly']};UNTIL={recurrence.write(start + timedelta(days=240))}"  # noqa: E501
    return ""
