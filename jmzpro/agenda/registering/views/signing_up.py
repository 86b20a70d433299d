"""Registering for an activity: anybody, without an account."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.agenda.choices import Registration as How
from jmzpro.agenda.models import Activity
from jmzpro.agenda.registering import signing_up
from jmzpro.agenda.registering.forms import RegistrationForm
from jmzpro.agenda.registering.models import Desk
from jmzpro.agenda.registering.signing_up import TooMany
from jmzpro.agenda.registering.times import open_dates, why_closed
from jmzpro.kit.posting import posted
from jmzpro.trust import limits

# Mails to one address in a day about one activity, whoever asks for them.
MOST_A_DAY = 5


def desk_or_404(request: HttpRequest, slug: str) -> Desk:
    activity = get_object_or_404(Activity.objects.visible_to(request.user).select_related("town"), slug=slug)
    desk = Desk.objects.filter(activity=activity).first()
    if desk is None or activity.registration != How.HERE:
        raise Http404
    desk.activity = activity
    return desk


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("agenda-registration", limit=60, per=timedelta(hours=1), by="address")
def register(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The answer is the same for every address, whether it has registered before or not."""
    desk = desk_or_404(request, slug)
    if reason := why_closed(desk, request.user):
        return closed(request, desk, reason)
    dates = open_dates(desk) if desk.is_by_date else []
    form = RegistrationForm(posted(request), desk=desk, dates=dates, user=request.user)
    if form.is_valid():
        told = form.told()
        try:
            if not limits.allow(f"agenda-registration:{desk.pk}/{told.email}", limit=MOST_A_DAY, per=timedelta(days=1)):
                signing_up.register(desk, told)
        except TooMany:
            form.add_error(None, f"Er zijn in totaal {desk.capacity} plekken. Meld je met minder mensen aan.")
        else:
            return redirect("agenda:registration-sent", slug)
    return render(request, "agenda/registering/register.html", {"form": form, **around(desk)}, status=422 if form.is_bound else 200)


def closed(request: HttpRequest, desk: Desk, reason: str) -> HttpResponse:
    may_log_in = desk.is_open_to_members_only(timezone.now()) and not request.user.is_authenticated
    context = {"activity": desk.activity, "desk": desk, "reason": reason, "may_log_in": may_log_in}
    return render(request, "agenda/registering/closed.html", context, status=409 if request.method == "POST" else 200)


def around(desk: Desk) -> dict[str, Any]:
    """What the form stands between: the price, the rule of the list, and what happens with what is filled in."""
    whole = None if desk.is_by_date else desk.gatherings.filter(kind="geheel").first()
    return {
        "desk": desk,
        "activity": desk.activity,
        "room_left": whole.room_left if whole else desk.capacity,
        "in_line": whole.bookings.waiting().count() if whole else 0,
        "kept_until": None if desk.is_by_date else kept_until(desk),
    }


def kept_until(desk: Desk) -> Any:
    """The day on which everything about somebody is gone."""
    whole = desk.gatherings.filter(kind="geheel").first()
    last = whole.ends_at if whole else desk.activity.ends_at
    return last + desk.kept


@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponseBase:
    desk = desk_or_404(request, slug)
    return render(request, "agenda/registering/sent.html", {"activity": desk.activity, "desk": desk})
