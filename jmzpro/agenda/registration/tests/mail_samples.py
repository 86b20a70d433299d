"""One of each mail about a registration."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from jmzpro.agenda.registration import booking, emails
from jmzpro.agenda.registration import certificates as registration_certificates
from jmzpro.agenda.registration.models import Gathering, Participant, Round
from jmzpro.agenda.registration.tests.made import make_training, sign_up


def placing(cast: SimpleNamespace) -> None:
    sign_up(make_training(cast), "eva")


def holding(cast: SimpleNamespace) -> None:
    """For an address that nobody proved: a place, and a place in the line."""
    desk = make_training(cast, capacity=1)
    sign_up(desk, "eva", is_proven=False)
    sign_up(desk, "bram", is_proven=False)


def waiting_and_getting(cast: SimpleNamespace) -> None:
    """On the list, one's own twice, and then a place."""
    desk = make_training(cast, capacity=1)
    first = sign_up(desk, "eva")
    sign_up(desk, "bram")
    sign_up(desk, "bram")
    booking.cancel(first)


def offering(cast: SimpleNamespace) -> None:
    """Offered, and gone to the next."""
    desk = make_training(cast, capacity=1, confirm_within=24)
    first, second = sign_up(desk, "eva"), sign_up(desk, "bram")
    booking.cancel(first, by_organiser=True)
    booking.expire(booking.main_booking(second).offered_until)


def a_workshop(cast: SimpleNamespace) -> None:
    desk = make_training(cast, capacity=None)
    now = timezone.now()
    round_ = Round.objects.create(
        desk=desk, title="Ronde 1", starts_at=now, ends_at=now + timedelta(hours=1)
    )
    workshop = Gathering.objects.create(
        desk=desk,
        kind="workshop",
        round=round_,
        title="Spelen",
        capacity=1,
        starts_at=round_.starts_at,
        ends_at=round_.ends_at,
    )
    first = sign_up(desk, "eva", workshops=[workshop])
    sign_up(desk, "bram", workshops=[workshop])
    booking.cancel(first)


def telling(cast: SimpleNamespace) -> None:
    registration = sign_up(make_training(cast), "eva")
    emails.reminder(registration)
    emails.message([registration], "voorbeeld", "De route", "Neem de ingang aan de achterkant.")
    emails.changed(registration, "voorbeeld", "De nieuwe plek: het buurthuis.")
    emails.evaluation(registration)


def certificates(cast: SimpleNamespace) -> None:
    desk = make_training(cast, gives_certificates=True)
    registration = sign_up(desk, "eva")
    Participant.objects.filter(registration=registration).update(present_at=timezone.now())
    registration_certificates.give(desk)


# What is held comes last: `offering` lets time pass.
SAMPLES = (placing, waiting_and_getting, offering, a_workshop, telling, certificates, holding)
# About one's own registration, and each sent once.
SINGLE = {
    f"agenda/registering/mail/{name}"
    for name in (
        "placed",
        "already",
        "granted",
        "expired",
        "workshop",
        "cancelled",
        "changed",
        "certificate",
    )
}
