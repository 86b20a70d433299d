"""What the Bureau decides about a membership in /beheer/. Each page asks once, with the
consequence in words, and POST does it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets import Button

from jmzpro.kit.forms import posted
from jmzpro.mail.rehearsal import AS_SHOWN, ShownMails, shown_mails
from jmzpro.members.access import account, office_required
from jmzpro.members.membership import lifecycle
from jmzpro.members.membership.state import MembershipState
from jmzpro.members.models import Organisation
from jmzpro.members.office.forms import ReasonForm
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import AlreadyDecided

EDIT = "organisaties:edit"
GONE = (
    "Wie er werkt krijgt vanaf nu geen vragen meer en ziet de ledenpagina’s niet meer, krijgt "
    "een mail, en heeft een maand om bij een "
    "andere organisatie te gaan horen. De pagina van de organisatie blijft, en zegt tot wanneer "
    "het lidmaatschap liep."
)


@dataclass(frozen=True)
class Decision:
    """What can be decided: its page in words, and the verb that does it. `{name}` is the
    organisation, `{gone}` what ending means.
    """

    path: str
    title: str
    consequence: str
    label: str
    done: str
    verb: Callable[..., Any]


DECISIONS = {
    "accept": Decision(
        path="lid",
        title="{name} lid maken",
        consequence="{name} is vanaf nu lid, en krijgt een stem als het netwerk stemt.",
        label="Maak lid",
        done="{name} is lid.",
        verb=lifecycle.accept,
    ),
    "end": Decision(
        path="beeindigen",
        title="Lidmaatschap van {name} beëindigen",
        consequence="{name} heeft opgezegd. {gone}",
        label="Beëindig het lidmaatschap",
        done="Het lidmaatschap van {name} is beëindigd.",
        verb=lifecycle.end,
    ),
    "expire": Decision(
        path="verlopen",
        title="Lidmaatschap van {name} laten verlopen",
        consequence="{name} zei niet op, en is toch geen lid meer. {gone}",
        label="Laat het lidmaatschap verlopen",
        done="Het lidmaatschap van {name} is verlopen.",
        verb=lifecycle.expire,
    ),
    "resume": Decision(
        path="weer-lid",
        title="{name} weer lid maken",
        consequence=(
            "{name} staat weer bij de leden. Wie er werkte en niet naar een andere organisatie "
            "ging, doet weer mee."
        ),
        label="Maak weer lid",
        done="{name} is weer lid.",
        verb=lifecycle.resume,
    ),
    "remove": Decision(
        path="weghalen",
        title="{name} weghalen",
        consequence=(
            "{name} staat nergens meer op de site, en wie er werkt is geen lid meer. Terugzetten "
            "kan, met alles erbij."
        ),
        label="Haal weg",
        done="{name} is weggehaald.",
        verb=lifecycle.remove,
    ),
    "restore": Decision(
        path="terugzetten",
        title="{name} terugzetten",
        consequence=(
            "{name} komt terug zoals het was, met de mensen die niet naar een andere organisatie "
            "gingen."
        ),
        label="Zet terug",
        done="{name} staat er weer.",
        verb=lifecycle.restore,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def decide(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """Who comes second is told who was first."""
    decision = DECISIONS[key]
    organisation = get_object_or_404(Organisation, pk=pk)
    form = ReasonForm(posted(request))
    letters = mails_of(decision, pk, by=account(request))
    if form.is_valid() and request.POST.get(AS_SHOWN, "") == letters.version:
        try:
            decision.verb(organisation, by=account(request), reason=form.cleaned_data["reason"])
            messages.success(request, decision.done.format(name=organisation.name))
        except AlreadyDecided:
            messages.error(request, how_it_is(organisation))
        return redirect(EDIT, organisation.pk)
    context: dict[str, Any] = {
        name: getattr(decision, name).format(name=organisation.name, gone=GONE)
        for name in ("title", "consequence", "label")
    }
    context |= {
        "organisation": organisation,
        "form": form,
        "letters": letters,
        "were_changed": form.is_bound and form.is_valid(),
        "changes": organisation.membership_changes.select_related("by__person"),
    }
    return render(
        request,
        "members/membership/office/decide.html",
        context,
        status=422 if form.errors else 200,
    )


def mails_of(decision: Decision, pk: int, *, by: Any) -> ShownMails:
    """To the people who go or come back with it; none when somebody decided first."""

    def act() -> None:
        decision.verb(Organisation.objects.get(pk=pk), by=by, reason="")

    try:
        return shown_mails(act)
    except AlreadyDecided:
        return ShownMails()


def how_it_is(organisation: Organisation) -> str:
    """Who decided what, for somebody who came second."""
    last = organisation.membership_changes.select_related("by__person").first()
    if last is None:
        return (
            f"{organisation.name} is {MembershipState(organisation.state).label.lower()}. Er "
            "veranderde niets."
        )
    by = f", door {last.by}" if last.by else ""
    now = Organisation.objects.get(pk=organisation.pk).state_in_words().lower()
    return f"Er was al iets besloten: {organisation.name} is {now}{by}. Er veranderde niets."


def buttons(organisation: Organisation) -> list[Button]:
    """What can be decided as things are."""
    possible = {
        MembershipState.ASPIRANT: (("accept", "Maak lid", "check"), ("end", "Beëindig", "cross")),
        MembershipState.MEMBER: (
            ("end", "Heeft opgezegd", "cross"),
            ("expire", "Laat verlopen", "time"),
        ),
        MembershipState.ENDED: (("resume", "Maak weer lid", "check"),),
        MembershipState.EXPIRED: (("resume", "Maak weer lid", "check"),),
    }
    here = possible[MembershipState(organisation.state)]
    if organisation.merged_into_id is not None:
        return []
    verbs = (
        (("restore", "Zet terug", "undo"),)
        if organisation.removed_at
        else (*here, ("remove", "Haal weg", "bin"))
    )
    return [
        Button(
            label,
            url=reverse(f"organisaties:{verb}", args=[organisation.pk]),
            icon_name=icon,
            priority=10 * number,
        )
        for number, (verb, label, icon) in enumerate(verbs)
    ]


urlpatterns: list[URLPattern] = [
    path(f"<int:pk>/{decision.path}/", decide, {"key": key}, name=key)
    for key, decision in DECISIONS.items()
]
