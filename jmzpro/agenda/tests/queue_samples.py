"""One of each kind that waits for the office, of one sender however often it is made: see
jmzpro/office/tests/test_every_decision.py.
"""

from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from jmzpro.agenda.activity import schedule
from jmzpro.agenda.choices import Source, State
from jmzpro.agenda.external_calendars.models import CalendarEntry
from jmzpro.agenda.models import Activity, ConnectedCalendar, ProposedChange, Step
from jmzpro.testing.samples import make_activity

SENDER = "organisator@voorbeeld.example"


def sent_in(cast: SimpleNamespace, number: int, **fields: Any) -> Activity:
    made = make_activity(cast, f"Netwerklunch {number}", **fields)
    Activity.objects.filter(pk=made.pk).update(state=State.FOR_REVIEW, published_at=None)
    made.refresh_from_db()
    schedule.lay_out(made)
    made.review_steps.create(step=Step.SENT, by=None, text="")
    return made


def for_professionals(cast: SimpleNamespace, number: int) -> None:
    sent_in(
        cast, number, for_young_carers=False, for_professionals=True, age_from=None, age_to=None
    )


def of_an_unknown(cast: SimpleNamespace, number: int) -> None:
    told = {
        "organisation": None,
        "organiser_name": "Stichting Naast Elkaar",
        "contact_name": "Mo de Vries",
    }
    sent_in(cast, number, submitter=None, submitter_email=SENDER, **told)


def change(cast: SimpleNamespace, number: int) -> None:
    activity = make_activity(cast, f"Buitendag {number}")
    ProposedChange.objects.create(
        activity=activity, values={"venue_name": "Elders"}, source=Source.MEMBER, by=cast.sanne.user
    )


def from_a_calendar(cast: SimpleNamespace, number: int) -> None:
    calendar = ConnectedCalendar.objects.create(
        organisation=cast.brug, added_by=cast.sanne, name=f"Agenda {number}", for_professionals=True
    )
    for one in range(2):
        activity = sent_in(
            cast,
            number * 10 + one,
            for_young_carers=False,
            for_professionals=True,
            age_from=None,
            age_to=None,
        )
        CalendarEntry.objects.create(
            organisation=cast.brug,
            calendar=calendar,
            activity=activity,
            key=f"{activity.pk}",
            seen_at=timezone.now(),
        )


SAMPLES = {
    "agenda": for_professionals,
    "agenda-onbekend": of_an_unknown,
    "agenda-wijziging": change,
    "agenda-kalender": from_a_calendar,
}
