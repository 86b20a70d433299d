""" "Klopt dit nog?": who added a weekly activity is asked once a year, for as long as it goes on."""  # noqa: E501

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity, ActivityQuerySet, Occurrence
from jmzpro.agenda.submission import emails, links
from jmzpro.mail.models import OutgoingMail
from jmzpro.trust.private_links import render_private
from jmzpro.trust.queue import AlreadyDecided

YEAR = timedelta(days=365)
AT_A_TIME = 50


def doubtful() -> ActivityQuerySet:
    """Weekly, still to come, and nobody said for a year that it holds; who waits longest first."""
    now = timezone.now()
    comes = Occurrence.objects.filter(activity=OuterRef("pk"), starts_at__gt=now)
    found = Activity.objects.filter(
        Exists(comes),
        state=State.PUBLISHED,
        rrule__contains="FREQ=WEEKLY",
        published_at__lt=now - YEAR,
    )
    return found.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=now - YEAR)).order_by(
        "published_at", "pk"
    )


def ask_whether_still_right() -> bool:
    """Mail who added each of them, once for each year that it was not confirmed; True when more
    waits.
    """
    asked = OutgoingMail.objects.filter(
        cause__startswith="agenda-still-right:", created_at__gt=timezone.now() - YEAR
    )
    known = {cause.split(":")[1] for cause in asked.values_list("cause", flat=True)}
    waiting = doubtful().exclude(public_id__in=known).select_related("submitter__user")
    reachable = [one for one in waiting[: AT_A_TIME * 4] if one.submitter or one.submitter_email][
        :AT_A_TIME
    ]
    for activity in reachable:
        emails.still_right(activity, timezone.localdate().year)
    return False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening it changes nothing: link scanners open everything."""
    activity, _ = links.of_token(token, links.STILL)
    is_asked = doubtful().filter(pk=activity.pk).exists()
    answer = request.POST.get("antwoord", "") if request.method == "POST" else ""
    by = activity.submitter.user if activity.submitter else None
    if answer == "ja":
        activity.confirm_still_right(by=by)
    elif answer == "stopt":
        try:
            activity.cancel(by=by, reason="gaat niet meer door")
        except AlreadyDecided:
            answer = ""
    context = {
        "activity": activity,
        "token": token,
        "answer": answer,
        "is_asked": is_asked,
        "change_url": links.change_url(activity),
    }
    return render_private(request, "agenda/adding/still_right.html", context)
