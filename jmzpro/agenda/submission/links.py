"""Private links: to confirm an address, to change an activity without an account. Signed, so that
nothing secret is kept.

The mail is the proof: the link to change is only ever mailed. Who fills in the form has a key to
its own draft, which opens nothing any more once the draft was sent.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from jmzpro.agenda.choices import ON_THE_SITE, State
from jmzpro.agenda.models import Activity, ActivityQuerySet
from jmzpro.agenda.submission.tokens import (
    CHANGE,
    CONFIRM,
    DRAFT,
    PART,
    STILL,
    change_url,
    token_of,
)
from jmzpro.kit.errors import ForMembers
from jmzpro.members.access import is_leaving, to_login
from jmzpro.trust import private_links
from jmzpro.trust.private_links import digest

__all__ = [
    "CHANGE",
    "CONFIRM",
    "DRAFT",
    "STILL",
    "Entry",
    "change_url",
    "changeable_by_link",
    "digest",
    "entry",
    "of_token",
    "reachable_by",
    "token_of",
]

MOST_MAILED = 50


@dataclass(frozen=True)
class Entry:
    """Somebody who may change this activity: by a private link, or logged in (`token` is then
    its public name).
    """

    activity: Activity
    token: str
    is_by_link: bool

    def url(self, name: str = "change") -> str:
        return reverse(f"agenda:{name}", args=[self.token])


def of_token(token: str, *purposes: str) -> tuple[Activity, str]:
    """The activity and what the link is for. Http404 for a link we did not give, or give no
    more.
    """
    public_id, purpose, mark = private_links.read(PART, token, *purposes)
    activity = get_object_or_404(
        Activity.objects.select_related("town__province", "organisation", "organiser"),
        public_id=public_id,
    )
    if mark != digest(activity.submitter_email) or (
        purpose == DRAFT and activity.state != State.DRAFT
    ):
        raise Http404
    return activity, purpose


def entry(request: HttpRequest, token: str) -> Entry | HttpResponseBase:
    """Who may change it, or the way to the login. Http404 when neither link nor login opens it."""
    if "." in token:
        activity, _ = of_token(token, DRAFT, CHANGE)
        return Entry(activity, token, is_by_link=True)
    if not request.user.is_authenticated:
        return to_login(request)
    if is_leaving(request.user):
        raise ForMembers
    found = reachable_by(request.user).select_related("town__province", "organisation", "organiser")
    return Entry(get_object_or_404(found, public_id=token), token, is_by_link=False)


def reachable_by(user: Any) -> ActivityQuerySet:
    """What somebody may change, and what the office rejected or took off: who added that reads
    why, and may copy it.
    """
    own = (
        Activity.objects.submitted_by(user)
        if getattr(user, "is_member", False)
        else Activity.objects.none()
    )
    return Activity.objects.filter(
        Q(pk__in=Activity.objects.editable_by(user).values("pk")) | Q(pk__in=own.values("pk"))
    )


def changeable_by_link(address: str) -> ActivityQuerySet:
    """What this address added without an account and may still change, the first to come first."""
    begun = Q(starts_at__gt=timezone.now()) | Q(occurrences__ends_at__gt=timezone.now())
    open_to_change = Activity.objects.filter(
        begun, state__in=(State.FOR_REVIEW, *ON_THE_SITE), submitter=None
    )
    return (
        open_to_change.filter(submitter_email__iexact=address)
        .distinct()
        .order_by("starts_at", "pk")[:MOST_MAILED]
    )
