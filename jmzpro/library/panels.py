"""What other pages show of the Kennisbank."""

from typing import Any

from django.http import HttpRequest

from jmzpro.kit.panels import Panel
from jmzpro.library.list_page import for_cards
from jmzpro.library.models import Item, ItemQuerySet
from jmzpro.members.models import Organisation, Person
from jmzpro.themes.models import Axis, Theme

SHOWN = 5


def shown(items: ItemQuerySet, **context: Any) -> dict[str, Any] | None:
    found = list(for_cards(items.newest_first())[:SHOWN])
    return {"items": found, **context} if found else None


def newest(request: HttpRequest, subject: None) -> dict[str, Any] | None:
    """For the home page: the same for everybody, so public items only."""
    return shown(Item.objects.public())


def about_theme(request: HttpRequest, theme: Theme) -> dict[str, Any] | None:
    tagged = Item.themes.through.objects.filter(theme=theme).values("item")
    facet = "stap" if theme.axis == Axis.PHASE else "thema"
    return shown(
        Item.objects.visible_to(request.user).filter(pk__in=tagged), theme=theme, facet=facet
    )


def of_organisation(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    return shown(Item.objects.visible_to(request.user).filter(organisation=organisation))


def of_person(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """For members: what this person shared."""
    if not getattr(request.user, "is_member", False):
        return None
    return shown(Item.objects.visible_to(request.user).filter(shared_by=person), person=person)


PANELS = (
    Panel("library-home", "home", "library/panels/home.html", newest, order=30),
    Panel("library-theme", "theme", "library/panels/theme.html", about_theme, order=10),
    Panel(
        "library-organisation",
        "organisation",
        "library/panels/organisation.html",
        of_organisation,
        order=30,
    ),
    Panel("library-person", "person", "library/panels/person.html", of_person, order=30),
)
