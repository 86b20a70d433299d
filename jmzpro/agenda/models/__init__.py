"""The agenda: activities, the dates they are on, and which organisers the office knows."""

from jmzpro.agenda.adding.models import ChangeState, ProposedChange, ReviewStep, Step
from jmzpro.agenda.connected.models import CalendarEntry, CalendarPlacement, CalendarReading, ConnectedCalendar
from jmzpro.agenda.models.activity import Activity, ActivityQuerySet, free_slug
from jmzpro.agenda.models.occurrence import Occurrence, OccurrenceQuerySet
from jmzpro.agenda.models.organiser import Organiser, OrganiserQuerySet
from jmzpro.agenda.models.written import CalendarText
from jmzpro.agenda.registering.models import (
    Booking,
    Certificate,
    Desk,
    Evaluation,
    Gathering,
    Material,
    Participant,
    Registration,
    RegistrationAnswer,
    RegistrationQuestion,
    Round,
)

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Booking",
    "CalendarEntry",
    "CalendarPlacement",
    "CalendarReading",
    "CalendarText",
    "Certificate",
    "ChangeState",
    "ConnectedCalendar",
    "Desk",
    "Evaluation",
    "Gathering",
    "Material",
    "Occurrence",
    "OccurrenceQuerySet",
    "Organiser",
    "OrganiserQuerySet",
    "Participant",
    "ProposedChange",
    "Registration",
    "RegistrationAnswer",
    "RegistrationQuestion",
    "ReviewStep",
    "Round",
    "Step",
    "free_slug",
]
