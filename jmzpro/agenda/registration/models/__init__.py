"""Registering: the desk of an activity, what has places, who registered, and what remains
afterwards.
"""

from jmzpro.agenda.registration.models.after_event import Certificate, Evaluation, Material
from jmzpro.agenda.registration.models.registration import (
    Booking,
    Participant,
    Registration,
    RegistrationAnswer,
    registrations_of,
    tidy_address,
)
from jmzpro.agenda.registration.models.session import Gathering, Round
from jmzpro.agenda.registration.models.settings import Desk, RegistrationQuestion, desk_of

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
