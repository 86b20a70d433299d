"""The yearly "klopt alles nog?": asked of the contact, once more after three weeks, and answered
by one button or by saving.
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from jmzpro.members.membership import emails, lifecycle
from jmzpro.members.membership.rules.models import MembershipSettings
from jmzpro.members.models import Organisation, OrganisationQuerySet
from jmzpro.trust import audit
from jmzpro.trust.queue import AlreadyDecided

YEAR = timedelta(days=365)
REMINDED_AFTER = timedelta(days=21)
LATE_AFTER = timedelta(days=42)
# The first time a network is asked, nobody at the office gets eighty answers on one day.
AT_A_TIME = 20


def with_contact() -> OrganisationQuerySet:
    return Organisation.objects.filter(
        is_active=True, contact__is_active=True, contact__user__is_active=True
    )


def due(today: date) -> OrganisationQuerySet:
    """Nobody said for a year that it is right; who joined within the year is not asked yet."""
    since = Coalesce("checked_on", "joined_on", "state_since")
    return (
        with_contact()
        .filter(check_asked_at=None)
        .alias(since=since)
        .filter(since__lte=today - YEAR)
        .order_by("since", "pk")
    )


def ask() -> bool:
    """A day's worth. Each is claimed by one conditional update, with its mail in the same
    transaction.
    """
    now = timezone.now()
    for organisation in due(timezone.localdate(now)).select_related("contact__user")[:AT_A_TIME]:
        with transaction.atomic():
            if Organisation.objects.filter(pk=organisation.pk, check_asked_at=None).update(
                check_asked_at=now
            ):
                emails.is_it_still_right(organisation, now)
    return False


def remind() -> bool:
    """Once."""
    now = timezone.now()
    silent = (
        with_contact()
        .filter(check_asked_at__lte=now - REMINDED_AFTER, check_reminded_at=None)
        .order_by("check_asked_at", "pk")
    )
    for organisation in silent.select_related("contact__user")[:AT_A_TIME]:
        with transaction.atomic():
            still = Organisation.objects.filter(
                pk=organisation.pk,
                check_asked_at=organisation.check_asked_at,
                check_reminded_at=None,
            )
            if still.update(check_reminded_at=now):
                emails.is_it_still_right(organisation, now, again=True)
    return False


def is_right(organisation: Organisation, *, by: Any) -> None:
    """The contact says so; the next year is counted from today."""
    today = timezone.localdate()
    organisation.checked_on, organisation.check_asked_at, organisation.check_reminded_at = (
        today,
        None,
        None,
    )
    Organisation.objects.filter(pk=organisation.pk).update(
        checked_on=today, check_asked_at=None, check_reminded_at=None
    )
    audit.record("organisation.checked", organisation, by=by)


def silent() -> OrganisationQuerySet:
    """For the office: who was asked, and has not answered."""
    return (
        Organisation.objects.filter(is_active=True, check_asked_at__isnull=False)
        .select_related("contact__user")
        .order_by("check_asked_at")
    )


def expire_unpaid() -> bool:
    """When the office set that a membership expires by itself."""
    settings = MembershipSettings.current()
    if not settings.expires_by_itself:
        return False
    over = timezone.localdate() - timedelta(days=settings.grace_days)
    unpaid = list(
        Organisation.objects.filter(is_active=True, paid_until__lt=over).order_by(
            "paid_until", "pk"
        )[:AT_A_TIME]
    )
    for organisation in unpaid:
        try:
            lifecycle.expire(
                organisation,
                by=None,
                reason=f"Betaald tot en met {organisation.paid_until:%d-%m-%Y}.",
            )
        except AlreadyDecided:  # somebody was first
            continue
    return len(unpaid) == AT_A_TIME
