"""The agenda: activities, the dates they are on, and which organisers the office knows."""

from jmzpro.agenda.adding.models import ChangeState, ProposedChange, ReviewStep, Step
from jmzpro.agenda.models.activity import Activity, ActivityQuerySet, free_slug
from jmzpro.agenda.models.occurrence import Occurrence, OccurrenceQuerySet
from jmzpro.agenda.models.organiser import Organiser, OrganiserQuerySet

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "ChangeState",
    "Occurrence",
    "OccurrenceQuerySet",
    "Organiser",
    "OrganiserQuerySet",
    "ProposedChange",
    "ReviewStep",
    "Step",
    "free_slug",
]
