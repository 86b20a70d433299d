"""Registering for an activity: anybody, without an account."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.agenda.choices import Registration as How
from jmzpro.agenda.models import Activity
from jmzpro.agenda.registration import booking, sources
from jmzpro.agenda.registration.booking import TooMany
from jmzpro.agenda.registration.forms import RegistrationForm
from jmzpro.agenda.registration.models import Desk, tidy_address
from jmzpro.agenda.registration.opening_times import open_dates, why_closed
from jmzpro.kit import errors
from jmzpro.kit.forms import posted
from jmzpro.members.access import account
from jmzpro.trust import limits

# Mails to one address in a day about one activity, whoever asks for them.
MOST_A_DAY = 5
# New registrations in a day at one activity from one source, unless who organises it fills them in.
MOST_FROM_ONE = 20
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def desk_or_404(request: HttpRequest, slug: str) -> Desk:
    activity = get_object_or_404(
        Activity.objects.visible_to(request.user).select_related("town"), slug=slug
    )
    desk = Desk.objects.filter(activity=activity).first()
    if desk is None or activity.registration != How.HERE:
        raise Http404
    desk.activity = activity
    return desk


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("agenda-registration", limit=60, per=HOUR, visitors=10)
def register(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The answer is the same for every address, whether it has registered before or not."""
    desk = desk_or_404(request, slug)
    if reason := why_closed(desk, request.user):
        return closed(request, desk, reason)
    dates = open_dates(desk) if desk.is_by_date else []
    form = RegistrationForm(posted(request), desk=desk, dates=dates, user=request.user)
    if form.is_valid():
        told = form.told()
        is_proven = is_known(request, desk, told.email)
        if not is_proven and (wait := too_many_from_here(request, desk)):
            return errors.too_many(request, wait)
        mark = sources.mark_of(desk, limits.client_key(request))
        try:
            if not limits.allow(
                f"agenda-registration:{desk.pk}/{told.email}", limit=MOST_A_DAY, per=DAY
            ):
                booking.register(desk, told, is_proven=is_proven, source=mark)
        except TooMany:
            form.add_error(
                None, f"Er zijn in totaal {desk.capacity} plekken. Meld je met minder mensen aan."
            )
        else:
            return redirect("agenda:registration-sent", slug)
    return render(
        request,
        "agenda/registering/register.html",
        {"form": form, **around(desk)},
        status=422 if form.is_bound else 200,
    )


def is_known(request: HttpRequest, desk: Desk, email: str) -> bool:
    """The address of the account that is logged in, which was proven there; or who organises
    fills it in.
    """
    user = request.user
    if not user.is_authenticated:
        return False
    is_own = tidy_address(account(request).email) == tidy_address(email)
    return is_own or Activity.objects.editable_by(user).filter(pk=desk.activity_id).exists()


def too_many_from_here(request: HttpRequest, desk: Desk) -> int:
    """Seconds to wait."""
    key = f"agenda-registration:{desk.pk}:{limits.user_key(request)}"
    return limits.allow(key, limit=MOST_FROM_ONE, per=DAY)


def closed(request: HttpRequest, desk: Desk, reason: str) -> HttpResponse:
    may_log_in = desk.is_open_to_members_only(timezone.now()) and not request.user.is_authenticated
    context = {"activity": desk.activity, "desk": desk, "reason": reason, "may_log_in": may_log_in}
    return render(
        request,
        "agenda/registering/closed.html",
        context,
        status=409 if request.method == "POST" else 200,
    )


def around(desk: Desk) -> dict[str, Any]:
    """What the form stands between: the price, the rule of the list, and what happens with what
    is filled in.
    """
    whole = None if desk.is_by_date else desk.gatherings.filter(kind="geheel").first()
    return {
        "desk": desk,
        "activity": desk.activity,
        "room_left": whole.room_left if whole else desk.capacity,
        "hours": booking.HELD_FOR // HOUR if desk.may_be_scarce else None,
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
    context = {
        "activity": desk.activity,
        "desk": desk,
        "must_confirm": desk.may_be_scarce and not request.user.is_authenticated,
        "hours": booking.HELD_FOR // HOUR,
    }
    return render(request, "agenda/registering/sent.html", context)
