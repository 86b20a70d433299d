"""The buttons to follow, on pages of the floors below, and the letter on the page of the alerts."""

from typing import Any

from django.http import HttpRequest

from jmzpro.kit.panels import Panel
from jmzpro.letters.forms import RhythmForm
from jmzpro.letters.models import Follow
from jmzpro.letters.registry import followables
from jmzpro.letters.subscriptions import followed_by
from jmzpro.letters.views.mine import rhythm_of
from jmzpro.members.access import account
from jmzpro.members.models import Organisation, Person
from jmzpro.themes.models import Theme


def box(request: HttpRequest, kind: str, target: object, name: str) -> dict[str, Any] | None:
    """How it stands between this member and this thing; nothing for who is no member."""
    if not getattr(request.user, "is_member", False):
        return None
    found = Follow.objects.filter(
        person=account(request).person, kind=kind, target=str(target)
    ).first()
    return {
        "stance": found.stance if found else "",
        "kind": kind,
        "target": str(target),
        "name": name,
        "this": followables[kind].this,
        "can_mute": kind != "part",
        "next": request.get_full_path(),
    }


def on_theme(request: HttpRequest, theme: Theme) -> dict[str, Any]:
    """A member follows it; a visitor can have a letter about it."""
    return {"box": box(request, "theme", theme.pk, theme.name), "theme": theme}


def on_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    found = box(request, "organisation", organisation.pk, organisation.name)
    return {"box": found} if found else None


def on_alerts(request: HttpRequest, person: Person) -> dict[str, Any]:
    return {
        "form": RhythmForm(rhythm=rhythm_of(person)),
        "person": person,
        "groups": followed_by(person),
    }


PANELS = (
    Panel("letters-theme", "theme-aside", "letters/panels/theme.html", on_theme, order=10),
    Panel(
        "letters-organisation",
        "organisation-aside",
        "letters/panels/organisation.html",
        on_organisation,
        order=10,
    ),
    Panel("letters-alerts", "alerts", "letters/panels/alerts.html", on_alerts, order=10),
)
