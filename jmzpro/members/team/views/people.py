"""/mijn/organisatie/mensen/: the contact sees who works there, invites, changes, and tells who
left.
"""

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit.forms import posted
from jmzpro.members.access import account, member_required
from jmzpro.members.models import Organisation, Person, TooSoon, invite
from jmzpro.members.team import colleagues, transfer
from jmzpro.members.team import departure as team_departure
from jmzpro.members.team.forms import ChangeForm, InviteForm
from jmzpro.members.team.models import AskedBy, Move
from jmzpro.trust import idempotency
from jmzpro.trust.limits import limited

SOMEBODY_ELSE = "Dat is intussen veranderd. Er is nu niets gebeurd: kijk hieronder hoe het staat."


def own_organisation(request: HttpRequest) -> Organisation:
    """The one whose contact looks; the own one first, should it be more than one. 404 for who is
    no contact.
    """
    mine = Organisation.objects.editable_by(request.user)
    first = mine.filter(people=account(request).person).first() or mine.first()
    return first or get_object_or_404(mine)


def somebody(request: HttpRequest, public_id: str) -> Person:
    """Who works at an organisation whose contact looks."""
    people = Person.objects.managed_by(request.user).select_related("user", "organisation")
    return get_object_or_404(people, public_id=public_id)


@never_cache
@require_safe
@member_required
def people(request: HttpRequest) -> HttpResponseBase:
    organisation = own_organisation(request)
    working = (
        Person.objects.active()
        .filter(organisation=organisation)
        .select_related("user")
        .prefetch_related("invitations")
    )
    waiting = Move.objects.waiting().filter(organisation=organisation).select_related("person")
    context = {
        "organisation": organisation,
        "people": list(working),
        "left": list(Person.objects.left_from(organisation)),
        "asked": [move for move in waiting if move.asked_by == AskedBy.PERSON],
        "called": [move for move in waiting if move.asked_by == AskedBy.ORGANISATION],
    }
    return render(request, "members/team/people.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("team-invite", limit=20, per=timedelta(hours=1))
def invitation(request: HttpRequest) -> HttpResponseBase:
    organisation = own_organisation(request)
    form = InviteForm(posted(request))
    if form.is_valid():
        try:
            with transaction.atomic():
                sending = idempotency.take(request, form)
                if sending.is_repeat:
                    return sending.to_result()
                colleagues.invite_colleague(organisation, form.told(), by=account(request))
                sending.made("members:team")
        except colleagues.CannotInvite as sentence:
            form.add_error("email", str(sentence))
        else:
            messages.success(request, f"We sturen een mail naar {form.cleaned_data['email']}.")
            return redirect("members:team")
    context = {"form": form, "organisation": organisation}
    return render(
        request, "members/team/invite.html", context, status=422 if form.is_bound else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("team-change", limit=60, per=timedelta(hours=1))
def person(request: HttpRequest, public_id: str) -> HttpResponseBase:
    subject = somebody(request, public_id)
    initial = {
        "name": subject.name,
        "function": subject.function,
        "role": subject.role,
        "seen": colleagues.version(subject),
    }
    form = ChangeForm(posted(request), initial=initial)
    now = None
    if form.is_valid():
        try:
            colleagues.change(subject, **form.cleaned_data, by=account(request))
        except colleagues.Changed as changed:
            form, now = again(form, changed.args[0]), changed.args[0]
        else:
            messages.success(request, "Bewaard.")
            return redirect("members:team")
    context = {"form": form, "person": subject, "now": now}
    return render(
        request, "members/team/person.html", context, status=422 if form.is_bound else 200
    )


def again(form: ChangeForm, now: Person) -> ChangeForm:
    """What was typed, to be sent once more over what stands there now."""
    data = {**form.cleaned_data, "seen": colleagues.version(now)}
    retyped = ChangeForm(data)
    retyped.add_error(
        None,
        (
            f"{now.name} is intussen veranderd. Hieronder staat hoe het nu is. Bewaar opnieuw "
            "als jouw versie moet blijven."
        ),
    )
    return retyped


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("team-change", limit=60, per=timedelta(hours=1))
def departure(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Somebody works here no more. Oneself goes by the own page."""
    subject = somebody(request, public_id)
    if subject.user == request.user:
        return redirect("members:leave")
    if request.method == "POST":
        try:
            left = team_departure.leave(subject, by=account(request))
        except team_departure.CannotLeave as sentence:
            messages.error(request, str(sentence))
        else:
            say(
                request,
                left,
                f"{subject.name} doet niet meer mee namens jullie, en krijgt een mail.",
            )
        return redirect("members:team")
    return confirm(
        request,
        title=f"{subject.name} werkt hier niet meer",
        text=f"{subject.name} ziet meteen geen vragen en leden meer en krijgt een mail. Het "
        "account blijft dertig dagen bestaan, "
        "om mee te gaan naar een andere organisatie. Zo lang kun jij dit ook terugdraaien.",
        label="Ja, werkt hier niet meer",
    )


@require_POST
@member_required
@limited("team-change", limit=60, per=timedelta(hours=1))
def return_(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Somebody works here after all."""
    organisation = own_organisation(request)
    subject = get_object_or_404(Person.objects.left_from(organisation), public_id=public_id)
    say(
        request,
        team_departure.settle_at(subject, organisation, by=account(request)),
        f"{subject.name} staat weer bij jullie mensen.",
    )
    return redirect("members:team")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("team-change", limit=60, per=timedelta(hours=1))
def contact(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A colleague takes over; who hands over has no more to do here."""
    subject = somebody(request, public_id)
    organisation = own_organisation(request)
    if request.method == "POST":
        is_done = subject.organisation_id == organisation.pk and colleagues.hand_over(
            organisation, subject, by=account(request)
        )
        if is_done:
            messages.success(
                request, f"{subject.name} is nu de contactpersoon, en krijgt een mail."
            )
            return redirect("members:mine")
        messages.error(request, SOMEBODY_ELSE)
        return redirect("members:team")
    return confirm(
        request,
        title=f"{subject.name} contactpersoon maken",
        text=(
            f"{subject.name} houdt voortaan bij wie er meedoen en of jullie gegevens kloppen. "
            "Jij kunt dat dan niet meer."
        ),
        label="Geef door",
    )


@require_POST
@member_required
@limited("team-invite", limit=20, per=timedelta(hours=1))
def reminder(request: HttpRequest, public_id: str) -> HttpResponseBase:
    subject = somebody(request, public_id)
    try:
        invite(subject, by=account(request))
        messages.success(request, f"De uitnodiging aan {subject.name} is opnieuw onderweg.")
    except TooSoon as sentence:
        messages.error(request, str(sentence))
    return redirect("members:team")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("team-change", limit=60, per=timedelta(hours=1))
def withdrawal(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take back an invitation that nobody used yet."""
    subject = somebody(request, public_id)
    if request.method == "POST":
        name = subject.name
        say(
            request,
            colleagues.take_back(subject, by=account(request)),
            f"De uitnodiging aan {name} is ingetrokken.",
        )
        return redirect("members:team")
    return confirm(
        request,
        title=f"De uitnodiging aan {subject.name} intrekken",
        text=(
            f"{subject.name} kan dan niet meer inloggen, en we wissen wat je over {subject.name} "
            "invulde."
        ),
        label="Trek in",
    )


@require_POST
@member_required
@limited("team-change", limit=60, per=timedelta(hours=1))
def call_withdrawal(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Take back the question to somebody who has an account already."""
    organisation = own_organisation(request)
    move = get_object_or_404(
        Move, organisation=organisation, asked_by=AskedBy.ORGANISATION, public_id=public_id
    )
    say(request, transfer.withdraw(move, by=account(request)), "De uitnodiging is ingetrokken.")
    return redirect("members:team")


def say(request: HttpRequest, is_done: bool, sentence: str) -> None:
    if is_done:
        messages.success(request, sentence)
    else:
        messages.error(request, SOMEBODY_ELSE)


def confirm(request: HttpRequest, **said: str) -> HttpResponse:
    return render(request, "members/team/confirm.html", {**said, "action": request.path})
