"""What other pages show of the agenda: what is on soon."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from jmzpro.agenda.list_page import first_of_each
from jmzpro.agenda.models import Activity, Occurrence
from jmzpro.kit.panels import Panel
from jmzpro.members.models import Organisation
from jmzpro.themes.models import Theme

SHOWN = 4


def soon(request: HttpRequest, subject: None) -> dict[str, Any] | None:
    """For the home page: the same for everybody, so what visitors see."""
    dates = first_of_each(Occurrence.objects.visible_to(AnonymousUser()).upcoming(), SHOWN)
    return {"dates": dates} if dates else None


def about_theme(request: HttpRequest, theme: Theme) -> dict[str, Any] | None:
    tagged = Activity.themes.through.objects.filter(theme=theme).values("activity")
    dates = first_of_each(
        Occurrence.objects.visible_to(request.user).filter(activity__in=tagged).upcoming(), SHOWN
    )
    return {"dates": dates, "theme": theme} if dates else None


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    dates = first_of_each(
        Occurrence.objects.visible_to(request.user).filter(organisation=organisation).upcoming(),
        SHOWN,
    )
    return {"dates": dates, "organisation": organisation} if dates else None


PANELS = (
    Panel("agenda-home", "home", "agenda/panels/home.html", soon, order=20),
    Panel("agenda-theme", "theme", "agenda/panels/theme.html", about_theme, order=30),
    Panel(
        "agenda-organisation",
        "organisation",
        "agenda/panels/organisation.html",
        of_organisation,
        order=20,
    ),
)
