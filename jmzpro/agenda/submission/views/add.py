"""/agenda/toevoegen/: fill in, look at it, send; a visitor confirms the address by mail."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.agenda.choices import State
from jmzpro.agenda.models import Activity
from jmzpro.agenda.submission import drafts, duplicates, links, organiser_trust
from jmzpro.agenda.submission.forms import ActivityForm
from jmzpro.agenda.submission.notices import go_on, just_done
from jmzpro.agenda.submission.queue import facts_of
from jmzpro.members.access import account
from jmzpro.members.models import Person
from jmzpro.trust import limits
from jmzpro.trust.private_links import render_private
from jmzpro.trust.queue import AlreadyDecided

MOST_MAILS_A_DAY = 5  # to one address, whoever asks for them
SHOWN_DATES = 60


def member_of(request: HttpRequest) -> Person | None:
    return account(request).person if getattr(request.user, "is_member", False) else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("agenda-add", limit=30, per=timedelta(hours=1))
def add(request: HttpRequest) -> HttpResponseBase:
    person = member_of(request)
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        like=copied(request),
        organisation=person.organisation if person else None,
        asks_address=person is None,
        initial=of_person(person) if person and "kopie" not in request.GET else None,
    )
    if form.is_valid():
        if form.is_trap_sprung:
            return redirect("agenda:sent")
        made = drafts.create_draft(form, person)
        return redirect(
            "agenda:check", made.public_id if person else links.token_of(made, links.DRAFT)
        )
    context = {"form": form, "person": person, "activity": None}
    return render(request, "agenda/adding/form.html", context, status=422 if form.is_bound else 200)


def of_person(person: Person) -> dict[str, str]:
    return {"contact_name": person.name, "contact_email": person.user.email}


def copied(request: HttpRequest) -> Activity | None:
    """The earlier activity this begins as a copy of: only for who may change that one."""
    token = request.GET.get("kopie", "")
    if "." in token:
        return links.of_token(token, links.CHANGE)[0]
    if not token:
        return None
    if not request.user.is_authenticated:
        raise Http404
    found = links.reachable_by(request.user).filter(public_id=token).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("agenda-send", limit=30, per=timedelta(hours=1), visitors=10)
def check(request: HttpRequest, token: str) -> HttpResponseBase:
    """How it will be, with all its dates and what it may be a double of. Sending is a button
    here.
    """
    found = links.entry(request, token)
    if isinstance(found, HttpResponseBase):
        return found
    activity = found.activity
    if activity.state != State.DRAFT:
        return redirect(found.url())
    if request.method == "POST":
        return send(request, found)
    dates = list(activity.dates_to_come().select_related("activity")[: SHOWN_DATES + 1])
    context = {
        "entry": found,
        "just_done": just_done(request),
        "activity": activity,
        "facts": [fact for fact in facts_of(activity) if fact[1] and fact[0] not in OF_THE_OFFICE],
        "dates": dates[:SHOWN_DATES],
        "has_more": len(dates) > SHOWN_DATES,
        "doubles": duplicates.doubles(activity),
        "at_once": not found.is_by_link and organiser_trust.may_go_at_once(activity),
    }
    return render_private(request, "agenda/adding/check.html", context)


OF_THE_OFFICE = ("Organisator", "Van", "Herkomst")


def send(request: HttpRequest, found: links.Entry) -> HttpResponseBase:
    activity = found.activity
    if found.is_by_link:
        asked_for = limits.allow(
            f"agenda-confirm:mail/{activity.submitter_email}",
            limit=MOST_MAILS_A_DAY,
            per=timedelta(days=1),
        )
        # The page says the same: it tells nothing about an address of somebody else.
        if not asked_for:
            try_to_send(activity, None)
        return redirect("agenda:sent")
    if try_to_send(activity, request.user):
        activity.refresh_from_db()
        return go_on(found.url(), "geplaatst" if activity.is_on_the_site else "verstuurd")
    return redirect(found.url())


def try_to_send(activity: Activity, by: object) -> bool:
    """False when it was sent already: a double click."""
    try:
        activity.send(by=by)
    except AlreadyDecided:
        return False
    return True


@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    return render(request, "agenda/adding/sent.html", {"days": drafts.UNCONFIRMED_KEPT.days})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening it changes nothing, since link scanners open everything; the button confirms."""
    activity, _ = links.of_token(token, links.CONFIRM)
    if request.method == "POST":
        activity.confirm_address()
        activity.refresh_from_db()
    is_waiting = activity.state == State.TO_CONFIRM
    context = {
        "activity": activity,
        "token": token,
        "is_waiting": is_waiting,
        "change_url": links.change_url(activity),
    }
    return render_private(request, "agenda/adding/confirm.html", context)
