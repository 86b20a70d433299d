"""What other pages show of Hulp vinden."""

from typing import Any

from django.http import HttpRequest

from jmzpro.kit.panels import Panel
from jmzpro.members.access import is_office
from jmzpro.members.models import Organisation
from jmzpro.support import wording
from jmzpro.support.models import SupportService, SupportServiceQuerySet
from jmzpro.support.models.service import OFFICES
from jmzpro.themes.models import Theme

SHOWN = 4


def keeps_services(user: Any) -> bool:
    """Whose menu has it: the contact of an organisation, and the office."""
    if not getattr(user, "is_member", False):
        return False
    return is_office(user, *OFFICES) or Organisation.objects.editable_by(user).exists()


def rows(services: SupportServiceQuerySet) -> list[dict[str, Any]]:
    shown = services.for_cards().order_by("-assured_date", "-pk")[:SHOWN]
    return [
        {"service": one, "for_whom": wording.for_whom(one), "area": one.area_in_words}
        for one in shown
    ]


def about_theme(request: HttpRequest, theme: Theme) -> dict[str, Any] | None:
    tagged = SupportService.themes.through.objects.filter(theme=theme).values("supportservice")
    found = rows(SupportService.objects.findable().filter(pk__in=tagged))
    return {"rows": found, "theme": theme} if found else None


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    found = rows(SupportService.objects.findable().filter(organisation=organisation))
    return {"rows": found, "organisation": organisation} if found else None


def on_home(request: HttpRequest, subject: None) -> dict[str, Any]:
    """Two ways in, the same for everybody."""
    return {}


PANELS = (
    Panel("support-home", "home", "support/panels/home.html", on_home, order=10),
    Panel("support-theme", "theme", "support/panels/theme.html", about_theme, order=25),
    Panel(
        "support-organisation",
        "organisation",
        "support/panels/organisation.html",
        of_organisation,
        order=15,
    ),
)
