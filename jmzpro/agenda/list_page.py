"""The list of the agenda: what was asked, how many dates fit, and one page of them by day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from jmzpro.agenda.activity.wording import ages
from jmzpro.agenda.choices import AUDIENCE_COLUMNS, Audience, Kind, Register
from jmzpro.agenda.filters import ANY_REGISTER, DISTANCES, Asked
from jmzpro.agenda.models import Occurrence, OccurrenceQuerySet
from jmzpro.kit import dutch

ON_A_PAGE = 20
# All that a row shows: an activity has sixty columns, and naming the few costs less than leaving
# out the many.
OF_A_DATE = (
    "recurrence_id",
    "starts_at",
    "ends_at",
    "day",
    "last_day",
    "state",
    "own_title",
    "own_place",
    "is_online",
    "is_free",
)
OF_ITS_ACTIVITY = (
    "slug",
    "state",
    "kind",
    "title",
    "summary",
    "is_all_day",
    "organiser_name",
    "age_from",
    "age_to",
)
IN_A_ROW = (
    *OF_A_DATE,
    "town__name",
    *(f"activity__{name}" for name in (*OF_ITS_ACTIVITY, *AUDIENCE_COLUMNS.values())),
)


@dataclass(frozen=True)
class Day:
    label: str
    rows: Sequence[Occurrence] = field(default_factory=list)


def for_rows(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    return dates.select_related("activity", "town").only(*IN_A_ROW)


def first_of_each(dates: OccurrenceQuerySet, most: int) -> list[Occurrence]:
    """The first dates, one of each activity: a series does not push the others out. Looks a bit
    further for that, not for ever.
    """
    first: dict[int, int] = {}
    for pk, activity in dates.values_list("pk", "activity")[: most * 5]:
        first.setdefault(activity, pk)
    chosen = list(first.values())[:most]
    return (
        list(for_rows(dates.model.objects.filter(pk__in=chosen)).order_by(*dates.query.order_by))
        if chosen
        else []
    )


class Listing:
    """Everything the list shows for one address; `is_past` for the archive."""

    def __init__(self, query: QueryDict, user: Any, *, is_past: bool = False) -> None:
        self.asked = Asked(query)
        self.is_past = is_past
        every = Occurrence.objects.visible_to(user)
        dates = self.asked.past(every) if is_past else self.asked.dates(every)
        self.total = dates.order_by().count() if is_past else self.asked.count(every)
        # First which rows, from an index alone; then what these few show.
        paginator: Paginator[int] = Paginator(dates.values_list("pk", flat=True), ON_A_PAGE)
        paginator.__dict__["count"] = self.total  # it is a cached property
        self.page: Page[int] = paginator.get_page(query.get("pagina"))
        self.days = by_day(
            rows_of(list(self.page.object_list)),
            timezone.localdate(self.asked.now),
            is_past=is_past,
        )


def rows_of(keys: Sequence[int]) -> list[Occurrence]:
    """These dates with what a row shows, in this order."""
    found = {row.pk: row for row in for_rows(Occurrence.objects.filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]


def by_day(rows: Sequence[Occurrence], today: date, *, is_past: bool) -> list[Day]:
    def heading(row: Occurrence) -> str:
        return (
            "Al begonnen"
            if row.day < today <= row.last_day and not is_past
            else on_day(row.day, today)
        )

    return [Day(label, list(group)) for label, group in groupby(rows, key=heading)]


def on_day(day: date, today: date) -> str:
    near = {today: "Vandaag, ", today + timedelta(days=1): "Morgen, "}.get(day, "")
    words = dutch.day(day)
    return f"{near}{words}" if near else words.capitalize()


def query_of(asked: Asked, **other: str) -> str:
    """The question as an address has it: what we know and what was filled in, in the order of
    the form; `other` in its place.
    """
    data = asked.query
    values = {
        name: [value for value in data.getlist(name) if value.strip()] for name in asked.form.fields
    }
    values |= {name: [value] for name, value in other.items()}
    if not values["plaats"]:
        values["afstand"] = []
    return urlencode(values, doseq=True)


def address(route: str, asked: Asked, **other: str) -> str:
    query = query_of(asked, **other)
    return f"{reverse(route)}?{query}" if query else reverse(route)


def in_words(asked: Asked) -> str:
    """What was asked, for a heading or the name of a feed: "voor jonge mantelzorgers van 8 jaar,
    binnen 25 km van Utrecht".
    """
    said = asked.values
    parts = [for_whom(said), where(asked), when(asked)]
    parts += [name for slug, name, _ in asked.form.themes if slug == said.get("thema")]
    parts += [Kind(kind).label.lower() for kind in said.get("soort", ())]
    parts += [
        f"van {name}"
        for slug, name, _ in asked.form.organisations
        if slug == said.get("organisatie")
    ]
    if said.get("gratis"):
        parts.append("gratis")
    if said.get("mantelzorgweek"):
        parts.append("in de Week van de Jonge Mantelzorger")
    if register := said.get("accreditatie"):
        parts.append(
            "met accreditatie"
            if register == ANY_REGISTER
            else f"met punten voor {Register(register).label}"
        )
    return ", ".join(part for part in parts if part)


def for_whom(said: dict[str, Any]) -> str:
    names = dutch.in_a_row([Audience(audience).label.lower() for audience in said.get("voor", ())])
    youngest, oldest = said.get("leeftijd"), said.get("leeftijd_tot")
    words = ages(youngest, youngest if oldest is None else oldest)
    if not words:
        return f"voor {names}" if names else ""
    return f"voor {names or 'jonge mantelzorgers'} {'van ' if words[0].isdigit() else ''}{words}"


def where(asked: Asked) -> str:
    said = asked.values
    parts = []
    if place := said.get("plaats"):
        distance = dict(DISTANCES)[f"{asked.kilometres:g}"]
        about = "ongeveer " if place.postcode and place.is_rough else ""
        parts.append(
            f"in {place.name}"
            if asked.kilometres == 0
            else f"binnen {about}{distance} van {place.name}"
        )
    parts += [
        f"in {name}" for slug, name, _ in asked.form.provinces if slug == said.get("provincie")
    ]
    if said.get("waar"):
        parts.append("online" if said["waar"] == "online" else "op een plek")
    return ", ".join(parts)


def when(asked: Asked) -> str:
    said = asked.values
    first, last = said.get("van"), said.get("tot")
    if first and first == last:
        return f"op {dutch.day(first)}"
    if first and last:
        return f"van {dutch.day(first)} tot en met {dutch.day(last)}"
    if first:
        return f"vanaf {dutch.day(first)}"
    if last:
        return f"tot en met {dutch.day(last)}"
    return {"week": "deze week", "maand": "deze maand"}.get(said.get("wanneer", ""), "")
