"""When registering is open, and for which dates."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from jmzpro.agenda.registration.models import Desk
from jmzpro.kit import dutch

MOST_DATES = 60


def why_closed(desk: Desk, user: Any, now: datetime | None = None) -> str:
    """Why this user cannot register now, as a sentence; empty when they can."""
    moment = now or timezone.now()
    activity = desk.activity
    if activity.is_cancelled:
        return "Deze activiteit gaat niet door. Aanmelden kan niet meer."
    if desk.opens_at and moment < desk.opens_at:
        return f"Aanmelden kan vanaf {dutch.moment(desk.opens_at)}."
    if closes_at := closing(desk, moment):
        return f"Aanmelden kon tot {dutch.moment(closes_at)}."
    if desk.is_open_to_members_only(moment) and not getattr(user, "is_member", False):
        if desk.members_until:
            return (
                f"Tot {dutch.moment(desk.members_until)} is aanmelden voor leden van het "
                "netwerk. Daarna kan iedereen zich aanmelden."
            )
        return "Aanmelden is voor leden van het netwerk."
    return ""


def closing(desk: Desk, now: datetime) -> datetime | None:
    """When it closed; None while it is open. Without a time of its own: at the start of the
    activity, or of the last of its dates.
    """
    if desk.closes_at is not None:
        ends_at = last_end(desk)
        closes_at = min(desk.closes_at, ends_at) if ends_at else desk.closes_at
    elif desk.activity.is_series and desk.is_by_date:
        last = (
            desk.activity.occurrences.order_by("-starts_at")
            .values_list("starts_at", flat=True)
            .first()
        )
        closes_at = last or desk.activity.starts_at
    else:
        closes_at = desk.activity.starts_at
    return closes_at if closes_at <= now else None


def last_end(desk: Desk) -> datetime | None:
    found: datetime | None = (
        desk.activity.occurrences.order_by("-ends_at").values_list("ends_at", flat=True).first()
    )
    return found


def open_dates(desk: Desk, now: datetime | None = None) -> list[Any]:
    """The dates of a series that somebody can still register for."""
    moment = now or timezone.now()
    upcoming = desk.activity.occurrences.filter(
        starts_at__gt=moment, state__in=("gepland", "verplaatst")
    )
    return list(upcoming.select_related("activity").order_by("starts_at")[:MOST_DATES])
