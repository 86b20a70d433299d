"""Registering: the desk of an activity, what has places, who registered, and what remains afterwards."""

from jmzpro.agenda.registering.models.afterwards import Certificate, Evaluation, Material
from jmzpro.agenda.registering.models.desk import Desk, RegistrationQuestion, desk_of
from jmzpro.agenda.registering.models.gathering import Gathering, Round
from jmzpro.agenda.registering.models.registration import (
    Booking,
    Participant,
    Registration,
    RegistrationAnswer,
    registrations_of,
    tidy_address,
)

__all__ = [
    "Booking",
    "Certificate",
    "Desk",
    "Evaluation",
    "Gathering",
    "Material",
    "Participant",
    "Registration",
    "RegistrationAnswer",
    "RegistrationQuestion",
    "Round",
    "desk_of",
    "registrations_of",
    "tidy_address",
]
