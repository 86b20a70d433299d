"""What the Bureau does for one person in /beheer/: invite, stop, resume. Each asks once, and
POST does it.
"""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jmzpro.kit.forms import posted
from jmzpro.mail.rehearsal import AS_SHOWN, ShownMails, shown_mails
from jmzpro.members.access import account, office_required
from jmzpro.members.models import CannotReactivate, Person, TooSoon, User, invite
from jmzpro.members.office.forms import ReasonForm
from jmzpro.members.team import colleagues, departure
from jmzpro.trust.offices import Office

EDIT = "mensen:edit"


class Refused(Exception):
    """A decision that cannot be carried out. Raised and caught in this module; the argument is
    the sentence for the office.
    """


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def invite_person(request: HttpRequest, pk: int) -> HttpResponseBase:
    person = get_object_or_404(Person.objects.select_related("user"), pk=pk)
    by = account(request)
    letters = mails_of(person, lambda own, _: send_invitation(own, by=by))
    if request.method == "POST" and request.POST.get(AS_SHOWN, "") == letters.version:
        try:
            send_invitation(person, by=by)
            messages.success(
                request, f"We sturen {person.name} een uitnodiging op {person.user.email}."
            )
        except Refused as sentence:
            messages.error(request, str(sentence))
        return redirect(EDIT, person.pk)
    context = {
        "person": person,
        "title": f"{person.name} uitnodigen",
        "consequence": (
            f"{person.name} krijgt een mail op {person.user.email} met de vraag om in te loggen."
        ),
        "label": "Verstuur de uitnodiging",
        "letters": letters,
        "were_changed": request.method == "POST",
        "invitations": person.invitations.select_related("sent_by"),
    }
    return render(request, "members/office/decide.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def stop(request: HttpRequest, pk: int) -> HttpResponseBase:
    return decide(
        request,
        pk,
        title="{name} niet meer laten meedoen",
        consequence=(
            "{name} wordt overal uitgelogd, kan niet meer inloggen, krijgt geen vragen meer en "
            "staat niet meer bij de leden."
        ),
        label="Laat niet meer meedoen",
        done="{name} doet niet meer mee.",
        verb=lambda person, reason: person.deactivate(by=account(request), reason=reason),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def resume(request: HttpRequest, pk: int) -> HttpResponseBase:
    return decide(
        request,
        pk,
        title="{name} weer laten meedoen",
        consequence="{name} kan weer inloggen en staat weer bij de leden.",
        label="Laat weer meedoen",
        done="{name} doet weer mee.",
        verb=lambda person, reason: take_part_again(person, by=account(request), reason=reason),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    return decide(
        request,
        pk,
        title="{name} werkt er niet meer",
        consequence=(
            "{name} ziet geen vragen en leden meer en krijgt een mail. Het account blijft dertig "
            "dagen om over te stappen."
        ),
        label="Werkt er niet meer",
        done="{name} werkt er niet meer, en kan nog dertig dagen overstappen.",
        verb=lambda person, reason: let_go(person, by=account(request), reason=reason),
    )


def take_part_again(person: Person, *, by: User, reason: str) -> None:
    try:
        person.reactivate(by=by, reason=reason)
    except CannotReactivate as refusal:
        if refusal.is_erased:
            raise Refused(
                "Deze gegevens zijn gewist. Voeg iemand opnieuw toe als nieuwe persoon."
            ) from refusal
        raise Refused("Kies eerst een lidorganisatie, en bewaar dat.") from refusal


def let_go(person: Person, *, by: User, reason: str) -> None:
    try:
        if not departure.leave(person, by=by, reason=reason):
            raise Refused(f"{person.name} werkte al nergens meer. Er is niets veranderd.")
    except departure.CannotLeave as refusal:
        raise Refused(
            f"{person.name} werkt ook voor het bureau. Haal eerst die rollen weg."
        ) from refusal


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    return decide(
        request,
        pk,
        title="De uitnodiging aan {name} intrekken",
        consequence="{name} kan niet inloggen en wordt gewist, alsof het account er nooit was.",
        label="Trek in en wis",
        done="De uitnodiging is ingetrokken en het account is gewist.",
        verb=lambda person, reason: wipe(person, by=account(request)),
        may_mail=False,
    )


def wipe(person: Person, *, by: User) -> None:
    if not colleagues.take_back(person, by=by):
        raise Refused(f"{person.name} heeft al ingelogd. Er is niets veranderd.")


def decide(
    request: HttpRequest,
    pk: int,
    *,
    title: str,
    consequence: str,
    label: str,
    done: str,
    verb: Callable[[Person, str], None],
    may_mail: bool = True,
) -> HttpResponseBase:
    """Ask with the consequence in words and the mails that would go; carry out on POST; what
    cannot be carried out is said (Refused).
    """
    person = get_object_or_404(Person.objects.select_related("user", "organisation"), pk=pk)
    form = ReasonForm(posted(request))
    letters = mails_of(person, verb) if may_mail else ShownMails()
    if form.is_valid() and request.POST.get(AS_SHOWN, "") == letters.version:
        try:
            verb(person, form.cleaned_data["reason"])
            messages.success(request, done.format(name=person.name))
        except Refused as sentence:
            messages.error(request, str(sentence))
        return redirect(EDIT, person.pk)
    context = {
        "person": person,
        "form": form,
        "title": title.format(name=person.name),
        "consequence": consequence.format(name=person.name),
        "label": label,
        "letters": letters,
        "were_changed": form.is_bound and form.is_valid(),
    }
    return render(
        request, "members/office/decide.html", context, status=422 if form.errors else 200
    )


def mails_of(person: Person, verb: Callable[[Person, str], None]) -> ShownMails:
    """None when it cannot be carried out: then it says so."""

    def act() -> None:
        verb(Person.objects.select_related("user", "organisation").get(pk=person.pk), "")

    try:
        return shown_mails(act)
    except Refused:
        return ShownMails()


def send_invitation(person: Person, *, by: User) -> None:
    try:
        invite(person, by=by)
    except TooSoon as sentence:
        raise Refused(str(sentence)) from sentence
