"""Who was there: marked by name, or by the code on a ticket."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.registration import certificates
from jmzpro.agenda.registration.choices import BookingState
from jmzpro.agenda.registration.models import Booking, Certificate, Desk, Gathering, Participant


def expected(gathering: Gathering) -> list[Booking]:
    """Who has a place, by name, with the people that each brings. Flat: four queries whatever
    the number.
    """
    placed = gathering.bookings.filter(state=BookingState.PLACE, registration__cancelled_at=None)
    found = placed.select_related("registration__gathering").prefetch_related(
        "registration__participants__certificate"
    )
    return sorted(
        found,
        key=lambda booking: (booking.registration.name or booking.registration.email).casefold(),
    )


def may_be_marked(gathering: Gathering, now: datetime | None = None) -> bool:
    """From the morning of the day itself."""
    return timezone.localdate(now) >= timezone.localdate(gathering.starts_at)


def by_code(desk: Desk, code: str) -> Participant | None:
    """As scanned or typed over; only of this activity, and only who has a place."""
    people = Participant.objects.filter(
        registration__gathering__desk=desk,
        registration__cancelled_at=None,
        code=code.strip().lower(),
    )
    person = people.select_related(
        "registration__gathering__desk__activity", "registration__gathering__occurrence"
    ).first()
    has_place = person is not None and person.registration.booking.state == BookingState.PLACE
    return person if has_place else None


@transaction.atomic
def mark(person: Participant, *, is_present: bool) -> None:
    """Once marked stays marked at that moment. Who was not there after all has no certificate
    either.
    """
    if is_present:
        Participant.objects.filter(pk=person.pk, present_at=None).update(present_at=timezone.now())
    else:
        Participant.objects.filter(pk=person.pk).update(present_at=None)
        Certificate.objects.filter(participant=person).delete()


def due_certificates(desk: Desk) -> int:
    return len(certificates.who_may_have_one(desk)) if desk.certifies else 0
