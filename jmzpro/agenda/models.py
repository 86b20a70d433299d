"""The agenda: activities, the dates they are on, and which organisers the office knows."""

from jmzpro.agenda.activity.calendar_text import CalendarText
from jmzpro.agenda.activity.models import Activity, ActivityQuerySet, free_slug
from jmzpro.agenda.activity.occurrence import Occurrence, OccurrenceQuerySet
from jmzpro.agenda.activity.organiser import Organiser, OrganiserQuerySet
from jmzpro.agenda.choices import ChangeState, Step
from jmzpro.agenda.external_calendars.models import (
    CalendarEntry,
    CalendarPlacement,
    CalendarReading,
    ConnectedCalendar,
)
from jmzpro.agenda.registration.models import (
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
from jmzpro.agenda.submission.models import ProposedChange, ReviewStep

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
