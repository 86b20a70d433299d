"""Certificates of attendance: only for who was there, checked by anybody who holds the paper."""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from jmzpro.agenda.activity.wording import days
from jmzpro.agenda.registration import emails, waiting_list
from jmzpro.agenda.registration.choices import BookingState, GatheringKind
from jmzpro.agenda.registration.models import Certificate, Desk, Participant
from jmzpro.agenda.registration.models.after_event import mark_of, new_certificate_code
from jmzpro.kit import dutch


def who_may_have_one(desk: Desk) -> "list[Participant]":
    """Present, with a place, and not given one yet."""
    present = Participant.objects.filter(
        registration__gathering__desk=desk,
        registration__cancelled_at=None,
        registration__bookings__gathering__kind__in=(GatheringKind.WHOLE, GatheringKind.DATE),
        registration__bookings__state=BookingState.PLACE,
        present_at__isnull=False,
        certificate=None,
    )
    return list(
        present.select_related("registration__gathering__desk__activity").order_by(
            "registration", "pk"
        )
    )


@transaction.atomic
def give(desk: Desk) -> int:
    """A certificate for each who was present, and one mail for each registration. How many were
    given; nobody gets two.
    """
    desk = waiting_list.lock(desk)
    if not desk.certifies:
        return 0
    given: dict[int, list[Certificate]] = {}
    people = who_may_have_one(desk)
    for person in people:
        given.setdefault(person.registration_id, []).append(written(desk, person))
    registrations = {person.registration_id: person.registration for person in people}
    for pk, certificates in given.items():
        emails.certificates(registrations[pk], certificates)
    return len(people)


def written(desk: Desk, person: Participant) -> Certificate:
    activity, code = desk.activity, new_certificate_code()
    return Certificate.objects.create(
        code=code,
        desk=desk,
        participant=person,
        name_mark=mark_of(code, person.name),
        title=activity.title,
        organiser=activity.organiser_name,
        held_on=held_on(person),
        hours=activity.hours,
        registers=", ".join(desk.registers),
        accreditation=", ".join(
            part for part in (activity.accreditation_text, desk.accreditation_number) if part
        ),
    )


def held_on(person: Participant) -> str:
    """With the year, since it is read for years."""
    gathering = person.registration.gathering
    first, last = days(gathering.starts_at, gathering.ends_at)
    return in_full(first) if last <= first else f"{in_full(first)} tot en met {in_full(last)}"


def in_full(day: date) -> str:
    return f"{day.day} {dutch.MONTHS[day.month - 1]} {day.year}"


def paper(certificate: Certificate, name: str) -> bytes:
    """The certificate as a tagged PDF."""
    from jmzpro.agenda.registration.tagged_pdf import Block, as_pdf  # takes long to read in

    address = f"{settings.BASE_URL}{reverse('agenda:certificate-check')}"
    facts = [
        f"Gehouden op: {certificate.held_on}",
        f"Organisator: {certificate.organiser}",
        *(
            [f"Studie-uren: {dutch.figure(certificate.hours.normalize() + 0)}"]
            if certificate.hours
            else []
        ),
        *([f"Geaccrediteerd bij: {certificate.registers}"] if certificate.registers else []),
        *([f"Accreditatie: {certificate.accreditation}"] if certificate.accreditation else []),
    ]
    return as_pdf(
        f"Deelnamebewijs van {name}: {certificate.title}",
        [
            Block("H1", "Deelnamebewijs", size=34, weight=700, space=0),
            Block("P", "Dit is het bewijs dat", size=13, space=26),
            Block("P", name, size=24, weight=700, space=4),
            Block("P", "aanwezig was bij", size=13, space=10),
            Block("H2", certificate.title, size=19, weight=700, space=6),
            *[
                Block("P", fact, size=12, space=16 if number == 0 else 3)
                for number, fact in enumerate(facts)
            ],
            Block("H2", "Is dit bewijs echt?", size=14, weight=700, space=48),
            Block("P", f"Ga naar {address} en vul de code en de naam in.", space=4),
            Block("P", f"Code: {certificate.code}", size=13, weight=700, space=4),
            Block(
                "P",
                (
                    f"Gegeven op {dutch.day(certificate.given_at)} via JMZ Pro, het netwerk rond "
                    "jonge mantelzorgers."
                ),
                size=10,
                space=18,
            ),
        ],
    )
