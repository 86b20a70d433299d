"""After the retention date only counts are left; and what one person asks about themselves."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone

from jmzpro.agenda.registration import booking, emails, waiting_list
from jmzpro.agenda.registration.choices import FOR_A_WHILE, BookingState, GatheringKind
from jmzpro.agenda.registration.models import (
    Booking,
    Gathering,
    Participant,
    Registration,
    registrations_of,
)
from jmzpro.trust.personal_data import DataCategory, moment

AT_ONCE = 100
NO_PLACE_YET = (BookingState.WAITING, *FOR_A_WHILE)
SHORTEST = timedelta(days=1)  # nothing is kept for less


def sweep() -> int:
    """Forget who came to what is past its retention date. How many registrations went."""
    now = timezone.now()
    past = Gathering.objects.filter(forgotten_at=None, ends_at__lt=now - SHORTEST).exclude(
        kind=GatheringKind.WORKSHOP
    )
    over = [
        one
        for one in past.select_related("desk__activity").order_by("ends_at")
        if one.ends_at + one.desk.kept < now
    ]
    return sum(forget(gathering) for gathering in over[:AT_ONCE])


@transaction.atomic
def forget(gathering: Gathering) -> int:
    waiting_list.lock(gathering.desk)
    now = timezone.now()
    workshops = (
        gathering.desk.gatherings.filter(kind=GatheringKind.WORKSHOP)
        if gathering.kind == GatheringKind.WHOLE
        else []
    )
    for one in (gathering, *workshops):
        Gathering.objects.filter(pk=one.pk).update(**counts(one), forgotten_at=now)
    registrations = list(gathering.registrations.all())
    for registration in registrations:
        emails.forget(registration)
    Registration.objects.filter(pk__in=[one.pk for one in registrations]).delete()
    Gathering.objects.filter(pk__in=[gathering.pk, *(one.pk for one in workshops)]).update(taken=0)
    return len(registrations)


def counts(gathering: Gathering) -> dict[str, int]:
    """People, not registrations."""

    def people(state: BookingState) -> int:
        return gathering.bookings.filter(state=state).aggregate(people=Sum("people"))["people"] or 0

    present = Participant.objects.filter(
        registration__bookings__in=Booking.objects.filter(
            gathering=gathering, state=BookingState.PLACE
        ),
        present_at__isnull=False,
    )
    return {
        "counted_places": people(BookingState.PLACE),
        "counted_waiting": sum(people(state) for state in NO_PLACE_YET),
        "counted_left": people(BookingState.LEFT),
        "counted_present": present.count(),
    }


def export(user: Any) -> list[dict[str, Any]]:
    return [
        told(one)
        for one in registrations_of(user).select_related("gathering__desk__activity").order_by("pk")
    ]


def told(registration: Registration) -> dict[str, Any]:
    return {
        "activiteit": registration.gathering.desk.activity.title,
        "e-mailadres": registration.email,
        "naam": registration.name,
        "organisatie": registration.organisation,
        "aantal": registration.people,
        "aangemeld": moment(registration.registered_at),
        "te bevestigen voor": moment(registration.confirm_until),
        "merkteken van de verbinding": registration.source,
        "staat": booking.main_booking(registration).get_state_display(),
        "deelnemers": [
            {"naam": one.name, "aanwezig": moment(one.present_at)}
            for one in registration.participants.all()
        ],
        "antwoorden": {
            one.question.label: one.text for one in registration.answers.select_related("question")
        },
    }


def erase(user: Any) -> None:
    """What was still to come is free for the next; who it was is forgotten at once."""
    for registration in registrations_of(user).select_related("gathering__desk"):
        waiting_list.lock(registration.gathering.desk)
        emails.forget(registration)
        booking.release(registration)
    person = getattr(user, "person", None)
    if person is not None:
        forget_among_others(person.name, person.organisation)


def forget_among_others(name: str, organisation: Any) -> None:
    """A colleague brought them along: found by their name beside the name of their organisation,
    never by a name alone.
    """
    if organisation is not None:
        Participant.objects.filter(
            Q(registration__organisation__iexact=organisation.name), name__iexact=name
        ).update(name="Een deelnemer")


DATA_CATEGORY = DataCategory(
    key="agenda-registrations",
    label="Je aanmeldingen bij activiteiten",
    models=(
        "agenda.Registration",
        "agenda.Participant",
        "agenda.RegistrationAnswer",
        "agenda.Booking",
    ),
    export=export,
    erase=erase,
    kept=(
        "Tot de datum die bij het aanmelden staat, bij activiteiten voor kinderen zeven dagen na "
        "afloop; daarna blijven alleen aantallen."
    ),
    sweep=sweep,
    order=46,
)
