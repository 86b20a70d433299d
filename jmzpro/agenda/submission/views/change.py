"""/agenda/wijzigen/…: what somebody added, as it stands; changing it, one date of it, taking it
back. By private link or logged in.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.choices import Source, State
from jmzpro.agenda.models import Activity, Occurrence, ProposedChange, Step
from jmzpro.agenda.submission import links
from jmzpro.agenda.submission.forms import ActivityForm
from jmzpro.agenda.submission.notices import go_on, just_done
from jmzpro.agenda.submission.small_forms import AnswerForm, MoveForm, ReasonForm
from jmzpro.agenda.submission.views.add import SHOWN_DATES
from jmzpro.trust.limits import limited
from jmzpro.trust.private_links import render_private
from jmzpro.trust.queue import AlreadyDecided

View = Callable[..., HttpResponseBase]
NAME = "%Y%m%dT%H%M%SZ"


def for_who_may_change(*methods: str) -> Callable[[View], View]:
    """`view(request, entry, …)` for a private link or somebody logged in; another gets the
    login, or 404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            found = links.entry(request, token)
            return found if isinstance(found, HttpResponseBase) else view(request, found, **kwargs)

        limit = limited("agenda-change", limit=100, per=timedelta(hours=1))
        return never_cache(require_http_methods([*methods, "HEAD"])(limit(wrapped)))

    return decorate


def by(request: HttpRequest, entry: links.Entry) -> Any:
    return None if entry.is_by_link else request.user


@for_who_may_change("GET")
def change(request: HttpRequest, entry: links.Entry) -> HttpResponseBase:
    """Where it stands, and what can be done."""
    activity = entry.activity
    if activity.state == State.DRAFT:
        return redirect(entry.url("check"))
    steps = list(activity.review_steps.exclude(text=""))
    dates = (
        list(activity.dates_to_come().select_related("activity")[: SHOWN_DATES + 1])
        if activity.is_series
        else []
    )
    context = {
        "entry": entry,
        "activity": activity,
        "steps": steps,
        "just_done": just_done(request),
        "asks": bool(steps) and steps[-1].step == Step.ASKED and activity.state == State.FOR_REVIEW,
        "waits": ProposedChange.objects.waiting().filter(activity=activity).exists(),
        "can_change": activity.is_open,
        "dates": dates[:SHOWN_DATES],
        "has_more": len(dates) > SHOWN_DATES,
    }
    return render_private(request, "agenda/adding/change.html", context)


@for_who_may_change("GET", "POST")
def edit(request: HttpRequest, entry: links.Entry) -> HttpResponseBase:
    activity = entry.activity
    if not activity.is_open:
        return go_on(entry.url(), "gesloten")
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        activity=activity,
        organisation=activity.organisation,
    )
    if form.is_valid():
        return save(request, entry, form)
    context = {"form": form, "entry": entry, "activity": activity, "person": None}
    return render_private(
        request, "agenda/adding/form.html", context, status=422 if form.is_bound else 200
    )


def save(request: HttpRequest, entry: links.Entry, form: ActivityForm) -> HttpResponseBase:
    values = form.values()
    picture = form.keep_picture()
    if picture is not None:
        values["picture"] = picture
    source = Source.VISITOR if entry.is_by_link else Source.MEMBER
    try:
        proposal = entry.activity.change(
            values,
            by=by(request, entry),
            source=source,
            themes=form.cleaned_data["themes"],
        )
    except AlreadyDecided:
        return go_on(entry.url(), "gesloten")
    if entry.activity.state == State.DRAFT:
        return redirect(entry.url("check"))
    return go_on(entry.url(), "bewaard" if proposal is None else "wacht")


def name_of(date: Occurrence) -> str:
    """A date in an address."""
    return date.recurrence_id.astimezone(recurrence.UTC).strftime(NAME)


def date_named(activity: Activity, name: str) -> Occurrence:
    try:
        moment = datetime.strptime(name, NAME).replace(tzinfo=recurrence.UTC)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(
        activity.dates_to_come().select_related("activity__town"), recurrence_id=moment
    )


@for_who_may_change("GET", "POST")
def date(request: HttpRequest, entry: links.Entry, name: str) -> HttpResponseBase:
    """One date: to another moment, dropped, or back to how the series has it."""
    activity = entry.activity
    if not activity.is_open:
        raise Http404
    found = date_named(activity, name)
    start, end = recurrence.local(found.starts_at), recurrence.local(found.ends_at)
    initial = {
        "day": start.date(),
        "begins": start.time(),
        "ends": end.time() if end != start else None,
    }
    wanted = request.POST.get("wat", "verplaats") if request.method == "POST" else ""
    is_moved = wanted == "verplaats"
    form = MoveForm(
        request.POST if is_moved else None, initial=initial, is_all_day=activity.is_all_day
    )
    back = entry.url("check" if activity.state == State.DRAFT else "change")
    span = form.span if is_moved and form.is_valid() else None
    try:
        if wanted == "vervalt":
            activity.drop_date(found, by=by(request, entry))
            return go_on(back, "vervalt")
        if wanted == "zet-terug":
            activity.restore_date(found, by=by(request, entry))
            return go_on(back, "teruggezet")
        if span is not None:
            moment = span.columns()
            activity.move_date(found, moment["starts_at"], moment["ends_at"], by=by(request, entry))
            return go_on(back, "verplaatst")
    except AlreadyDecided:
        return go_on(entry.url(), "gesloten")
    context = {"entry": entry, "activity": activity, "date": found, "form": form, "name": name}
    return render_private(
        request, "agenda/adding/date.html", context, status=422 if form.is_bound else 200
    )


@for_who_may_change("GET", "POST")
def cancel(request: HttpRequest, entry: links.Entry) -> HttpResponseBase:
    """Once asked, with the consequence in words."""
    activity = entry.activity
    if not activity.is_open:
        return go_on(entry.url(), "gesloten")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            activity.withdraw(by=by(request, entry), reason=form.cleaned_data["text"])
        except AlreadyDecided:
            return go_on(entry.url(), "gesloten")
        if activity.is_cancelled:
            return go_on(entry.url(), "afgelast")
        return go_on(entry.url() if entry.is_by_link else reverse("agenda:mine"), "ingetrokken")
    context = {"entry": entry, "activity": activity, "form": form}
    return render_private(
        request, "agenda/adding/cancel.html", context, status=422 if form.is_bound else 200
    )


@for_who_may_change("GET", "POST")
def answer(request: HttpRequest, entry: links.Entry) -> HttpResponseBase:
    """To what the office asked."""
    activity = entry.activity
    asked = activity.review_steps.filter(step=Step.ASKED).last()
    if asked is None or activity.state != State.FOR_REVIEW:
        return redirect(entry.url())
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        activity.answer_office(by=by(request, entry), text=form.cleaned_data["text"])
        return go_on(entry.url(), "antwoord")
    context = {"entry": entry, "activity": activity, "asked": asked, "form": form}
    return render_private(
        request, "agenda/adding/answer.html", context, status=422 if form.is_bound else 200
    )
