"""One of each mail that the agenda sends: see docs/e-mail.md."""

from types import SimpleNamespace

from django.utils import timezone

from jmzpro.agenda.choices import Source, State
from jmzpro.agenda.external_calendars import emails as of_calendars
from jmzpro.agenda.models import (
    Activity,
    CalendarPlacement,
    ConnectedCalendar,
    ProposedChange,
    Step,
)
from jmzpro.agenda.registration.tests import mail_samples as registering
from jmzpro.agenda.submission import emails
from jmzpro.testing.samples import make_activity

WHY = "Er staat niet bij hoe laat het begint."


def by_visitor(cast: SimpleNamespace) -> Activity:
    return make_activity(
        cast, submitter=None, submitter_email="organisator@voorbeeld.example", organisation=None
    )


def confirming(cast: SimpleNamespace) -> None:
    activity = by_visitor(cast)
    emails.ask_confirmation(activity)
    emails.received(activity)
    emails.links_again(activity.submitter_email, [activity])


def deciding(cast: SimpleNamespace) -> None:
    for activity in (make_activity(cast), by_visitor(cast)):
        for step, tell in (
            (Step.ASKED, emails.asked),
            (Step.PLACED, emails.placed),
            (Step.REJECTED, emails.rejected),
        ):
            tell(
                activity,
                activity.review_steps.create(
                    step=step, by=cast.pieter.user, text="" if step == Step.PLACED else WHY
                ),
            )


def deciding_about_a_change(cast: SimpleNamespace) -> None:
    taken, refused = (proposed(make_activity(cast)) for _ in range(2))
    taken.accept(by=cast.pieter.user)
    refused.refuse(by=cast.pieter.user, text=WHY)


def proposed(activity: Activity) -> ProposedChange:
    return ProposedChange.objects.create(
        activity=activity, values={"venue_name": "Elders"}, source=Source.MEMBER
    )


def staying(cast: SimpleNamespace) -> None:
    for activity in (make_activity(cast), by_visitor(cast)):
        assert activity.state == State.PUBLISHED
        emails.still_right(activity, 2027)


def failing(cast: SimpleNamespace) -> None:
    calendar = ConnectedCalendar.objects.create(
        organisation=cast.brug, added_by=cast.sanne, name="De Brug", for_parents=True
    )
    of_calendars.failing(calendar, timezone.now(), "Op dit adres staat niets meer.")
    placed = CalendarPlacement.objects.create(
        calendar=calendar, by=cast.pieter.user, item_id=calendar.public_id, asked_at=timezone.now()
    )
    of_calendars.placed(placed)
    of_calendars.rejected(calendar, ["Koken", "Sporten"], 14, WHY)


SAMPLES = (confirming, deciding, deciding_about_a_change, staying, failing, *registering.SAMPLES)
# Sent once, about what somebody just did; and what is asked of a visitor, once a year for as long
# as it stands on the site.
SINGLE = registering.SINGLE | {
    f"agenda/mail/{name}"
    for name in (
        "confirm",
        "received",
        "links_again",
        "asked",
        "placed",
        "rejected",
        "change_taken",
        "change_refused",
        "still_right_by_link",
        "calendar_placed",
        "calendar_rejected",
    )
}
