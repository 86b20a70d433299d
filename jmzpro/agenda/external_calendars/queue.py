"""What of calendars waits for the office: one item a calendar, whatever is in it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet
from django.urls import reverse

from jmzpro.agenda.activity.wording import for_whom
from jmzpro.agenda.choices import State
from jmzpro.agenda.external_calendars import emails, placement
from jmzpro.agenda.external_calendars.models import (
    CalendarPlacement,
    CalendarReading,
    ConnectedCalendar,
    Outcome,
)
from jmzpro.agenda.models import Activity, ActivityQuerySet
from jmzpro.agenda.submission import organiser_trust
from jmzpro.agenda.submission.queue import GROUPS
from jmzpro.trust import audit
from jmzpro.trust.queue import (
    AlreadyDecided,
    CannotDecide,
    Decision,
    Letter,
    Named,
    QueueKind,
    Waiting,
)

SHOWN = 10


def waiting_calendars() -> QuerySet[ConnectedCalendar]:
    """With activities that wait; not while it is still read, or while what was decided is
    carried out.
    """
    reading = CalendarReading.objects.filter(calendar=OuterRef("pk"), outcome=Outcome.BUSY)
    asking = Activity.objects.filter(
        calendar_entry__calendar=OuterRef("pk"), state=State.FOR_REVIEW
    )
    return ConnectedCalendar.objects.filter(
        Exists(asking), ~Exists(reading), ~Exists(open_placement())
    )


def open_placement() -> QuerySet[CalendarPlacement]:
    return CalendarPlacement.objects.filter(calendar=OuterRef("pk"), done_at=None)


def waiting_in(calendar: ConnectedCalendar) -> ActivityQuerySet:
    return Activity.objects.filter(calendar_entry__calendar=calendar, state=State.FOR_REVIEW)


def waiting(user: Any) -> Sequence[Waiting]:
    found = waiting_calendars().select_related("organisation", "added_by")
    return sorted(map(as_it_waits, found), key=lambda one: one.since)


def as_it_waits(calendar: ConnectedCalendar) -> Waiting:
    """The newest activity and how many there are stand in the id: a decision is about what was
    read.
    """
    activities = waiting_in(calendar)
    told = activities.aggregate(number=Count("pk"), newest=Max("pk"), since=Min("created_at"))
    number = told["number"]
    first = list(activities.select_related("town").order_by("starts_at", "pk")[:SHOWN])
    lines = [line_of(one) for one in first]
    if number > len(first):
        lines.append(f"en nog {number - len(first)}")
    return Waiting(
        id=f"{calendar.public_id}-{told['newest']}-{number}",
        title=(
            f"Kalender “{calendar.name}” van {calendar.organisation.name}: {number} "
            f"{'activiteit' if number == 1 else 'activiteiten'}"
        ),
        since=told["since"] or calendar.created_at,
        text="\n".join(lines),
        url=reverse("agenda_calendar", args=[calendar.public_id]),
        facts=facts_of(calendar, first),
    )


def line_of(activity: Activity) -> str:
    town = (
        activity.town.name
        if activity.town
        else ("online" if activity.is_online else "zonder plaats")
    )
    return f"{activity.title}, {activity.first_words()}, {town}"


def facts_of(calendar: ConnectedCalendar, first: list[Activity]) -> list[tuple[str, str]]:
    organiser = organiser_trust.of_organisation(calendar.organisation)
    facts = [
        ("Voor wie", for_whom(first[0]) if first else ""),
        ("Organisatie", f"{organiser.name}{', mag zelf plaatsen' if organiser.is_trusted else ''}"),
        ("Contact", organiser.contact_name),
        ("Adres", calendar.url),
        ("Gekoppeld door", calendar.added_by.name if calendar.added_by else ""),
    ]
    return [(name, value) for name, value in facts if value]


def undecided(item_id: str) -> ConnectedCalendar:
    """The calendar as it was read, held until the decision stands."""
    public_id = item_id.partition("-")[0]
    held = ConnectedCalendar.objects.select_for_update(of=("self",)).filter(
        ~Exists(open_placement()), public_id=public_id
    )
    found = held.select_related("organisation", "added_by").first()
    if found is None or not waiting_in(found).exists() or as_it_waits(found).id != item_id:
        raise AlreadyDecided
    return found


def place_calendar(item_id: str, *, by: Any, reason: str = "") -> None:
    calendar = undecided(item_id)
    may_be_placed(calendar)
    audit.record(
        "kalender geplaatst", calendar, by=by, reason=reason, aantal=waiting_in(calendar).count()
    )
    placement.request_placement(calendar, item_id, by)


def trust_organisation(item_id: str, *, by: Any, reason: str = "") -> None:
    """From now on what this organisation adds goes on the site at once."""
    calendar = undecided(item_id)
    may_be_placed(calendar)
    organiser = organiser_trust.of_organisation(calendar.organisation)
    is_new = not organiser.is_trusted
    organiser.is_trusted = True
    organiser.save(update_fields=["is_trusted"])
    audit.record("organisator vertrouwd", organiser, by=by, reason=reason)
    placement.request_placement(calendar, item_id, by, gave_trust=is_new)


def may_be_placed(calendar: ConnectedCalendar) -> None:
    if organiser_trust.unknown_and_for_children(waiting_in(calendar)).exists():
        raise CannotDecide(
            "Hier zijn activiteiten voor kinderen bij, en van deze organisatie kennen we nog "
            "geen contactpersoon. "
            "Vul die eerst in bij Organisatoren."
        )


def reject_calendar(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    """All that waits of it, with one mail."""
    calendar = undecided(item_id)
    leave_out(calendar, waiting_in(calendar), by=by, text=text, reason=reason)


def leave_out(
    calendar: ConnectedCalendar,
    activities: ActivityQuerySet,
    *,
    by: Any,
    text: str,
    reason: str = "",
) -> int:
    """These of what waits do not come on the site; who connected the calendar gets one mail."""
    titles = list(activities.order_by("starts_at", "pk").values_list("title", flat=True)[:SHOWN])
    number = activities.reject_waiting()
    if number:
        audit.record("kalender niet geplaatst", calendar, by=by, reason=reason, aantal=number)
        emails.rejected(calendar, titles, number, text)
    return number


def take_back_calendar(item_id: str, *, by: Any) -> str:
    """Undo of `place_calendar` and `trust_organisation`."""
    return placement.take_back_placement(item_id, by)


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    public_ids = {item_id: item_id.partition("-")[0] for item_id in item_ids}
    found = {
        one.public_id: one
        for one in ConnectedCalendar.objects.filter(public_id__in=public_ids.values())
    }
    return {
        item_id: Named(f"Kalender “{found[one].name}”", reverse("agenda_calendar", args=[one]))
        for item_id, one in public_ids.items()
        if one in found
    }


CONNECTED_BY = "wie de kalender koppelde"
PLACED = Letter(CONNECTED_BY, takes_words=False)
WHY_NOT = Letter(
    CONNECTED_BY,
    asks="Waarom niet?",
    needed=(
        "Schrijf waarom dit niet op de site komt. Wie de kalender koppelde, krijgt dit te lezen."
    ),
)

QUEUE = QueueKind(
    key="agenda-kalender",
    label="Agenda: uit een kalender",
    waiting=waiting,
    count=lambda user: waiting_calendars().count(),
    decisions=(
        Decision(
            key="plaats",
            label="Plaats alles",
            carry_out=place_calendar,
            letter=PLACED,
            undo=take_back_calendar,
            done="Alles geplaatst",
        ),
        Decision(
            key="vertrouw",
            label="Plaats alles en vertrouw deze organisatie",
            carry_out=trust_organisation,
            letter=PLACED,
            undo=take_back_calendar,
            done="Alles geplaatst en de organisatie vertrouwd",
        ),
        Decision(
            key="afwijzen",
            label="Wijs alles af",
            carry_out=reject_calendar,
            letter=WHY_NOT,
            is_destructive=True,
            done="Alles afgewezen",
            consequence=(
                "Alles wat uit deze kalender wacht, komt niet op de site. Dit kun je niet "
                "terugdraaien."
            ),
        ),
    ),
    named=named,
    groups=GROUPS,
    order=20,
)
