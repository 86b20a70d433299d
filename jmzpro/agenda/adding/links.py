"""Private links: to confirm an address, to change an activity without an account. Signed, so that nothing secret is kept.

The mail is the proof: the link to change is only ever mailed. Who fills in the form has a key to its own draft, which opens nothing
any more once the draft was sent.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core import signing
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from jmzpro.agenda.choices import ON_THE_SITE, State
from jmzpro.agenda.models import Activity, ActivityQuerySet
from jmzpro.members.access import to_login

DRAFT, CONFIRM, CHANGE, STILL = "concept", "bevestig", "wijzig", "klopt"
MOST_MAILED = 50


@dataclass(frozen=True)
class Entry:
    """Somebody who may change this activity: by a private link, or logged in (`token` is then its public name)."""

    activity: Activity
    token: str
    is_by_link: bool

    def url(self, name: str = "change") -> str:
        return reverse(f"agenda:{name}", args=[self.token])


def signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"jmzpro.agenda.{purpose}", sep=".")


def digest(address: str) -> str:
    """The link dies with the address it was mailed to."""
    return sha256(address.strip().lower().encode()).hexdigest()[:12]


def token_of(activity: Activity, purpose: str) -> str:
    said = f"{activity.public_id}-{purpose}-{digest(activity.submitter_email)}"
    return signer(purpose).sign(said)


def change_url(activity: Activity) -> str:
    """For a mail to who added it: the private link of a visitor, the page behind the login of a member."""
    token = token_of(activity, CHANGE) if activity.submitter_email else activity.public_id
    return reverse("agenda:change", args=[token])


def of_token(token: str, *purposes: str) -> tuple[Activity, str]:
    """The activity and what the link is for. Http404 for a link we did not give, or give no more."""
    try:
        public_id, purpose, mark = token.rpartition(".")[0].split("-")
        if purpose not in purposes:
            raise Http404
        signer(purpose).unsign(token)
    except (ValueError, signing.BadSignature) as error:
        raise Http404 from error
    activity = get_object_or_404(Activity.objects.select_related("town__province", "organisation", "organiser"), public_id=public_id)
    if mark != digest(activity.submitter_email) or (purpose == DRAFT and activity.state != State.DRAFT):
        raise Http404
    return activity, purpose


def entry(request: HttpRequest, token: str) -> Entry | HttpResponseBase:
    """Who may change it, or the way to the login. Http404 when neither link nor login opens it."""
    if "." in token:
        activity, _ = of_token(token, DRAFT, CHANGE)
        return Entry(activity, token, is_by_link=True)
    if not request.user.is_authenticated:
        return to_login(request)
    found = reachable_by(request.user).select_related("town__province", "organisation", "organiser")
    return Entry(get_object_or_404(found, public_id=token), token, is_by_link=False)


def reachable_by(user: Any) -> ActivityQuerySet:
    """What somebody may change, and what the office rejected or took off: who added that reads why, and may copy it."""
    own = Activity.objects.submitted_by(user) if getattr(user, "is_member", False) else Activity.objects.none()
    return Activity.objects.filter(Q(pk__in=Activity.objects.editable_by(user).values("pk")) | Q(pk__in=own.values("pk")))


def changeable_by_link(address: str) -> ActivityQuerySet:
    """What this address added without an account and may still change, the first to come first."""
    begun = Q(starts_at__gt=timezone.now()) | Q(occurrences__ends_at__gt=timezone.now())
    open_to_change = Activity.objects.filter(begun, state__in=(State.FOR_REVIEW, *ON_THE_SITE), submitter=None)
    return open_to_change.filter(submitter_email__iexact=address).distinct().order_by("starts_at", "pk")[:MOST_MAILED]


def private(request: HttpRequest, template: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    """A page whose address is a secret: not kept, not indexed, not told to other sites."""
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
