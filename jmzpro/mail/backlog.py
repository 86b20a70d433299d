"""Mail that should have left by now: how many, since when, and whether it is our server or that
of a receiver.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail, OutgoingState

LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Backlog:
    """`stuck`: how many of them wait for us; the others wait because the server of their
    receiver asked to come back later.
    """

    count: int
    stuck: int
    since: datetime | None

    @property
    def in_words(self) -> str:
        mails = "1 mail wacht" if self.count == 1 else f"{self.count} mails wachten"
        return f"{mails} langer dan tien minuten"


def late(now: datetime | None = None) -> Backlog:
    """Mail that was written more than ten minutes ago and is still here."""
    before = (now or timezone.now()) - LATE_AFTER
    waits_for_us = Q(state=OutgoingState.WAITING, next_attempt_at__lt=before) | Q(
        state=OutgoingState.SENDING, leased_until__lt=before
    )
    here = OutgoingMail.objects.filter(
        state__in=(OutgoingState.WAITING, OutgoingState.SENDING), created_at__lt=before
    )
    found = here.aggregate(
        count=Count("pk"), stuck=Count("pk", filter=waits_for_us), since=Min("created_at")
    )
    return Backlog(**found)


def ailment() -> str:
    """For `/gezond/`: what waits for us; what a receiver's server put off is no fault of ours."""
    backlog = late()
    if not backlog.stuck:
        return ""
    return f"mail: {backlog.in_words}, de oudste sinds {backlog.since:%Y-%m-%d %H:%M:%S} UTC"
