"""/leden/: organisations for everybody, people for members."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jmzpro.kit import panels
from jmzpro.members import search
from jmzpro.members.access import member_required
from jmzpro.members.directory import areas
from jmzpro.members.directory.filters import Asked
from jmzpro.members.directory.list_page import Listing, heard
from jmzpro.members.directory.map import Map
from jmzpro.members.directory.reach import Reach
from jmzpro.members.models import Organisation, Person
from jmzpro.page_cache.cache import keep, kept_for_visitors

VIEWS = (("members:directory", "Lijst"), ("members:map", "Kaart"))


@require_safe
def directory(request: HttpRequest) -> HttpResponseBase:
    listing = Listing(request.GET, request.user)
    return shown(
        request,
        "members/directory/list.html",
        "members:directory",
        listing.asked,
        {"listing": listing},
    )


@require_safe
def network(request: HttpRequest) -> HttpResponseBase:
    found = Map(request.GET, request.user)
    return shown(request, "members/directory/map.html", "members:map", found.asked, {"map": found})


@require_safe
@kept_for_visitors
def reach(request: HttpRequest) -> HttpResponseBase:
    """In which municipalities a member works, and in which nobody does."""
    crumbs = [("Leden", reverse("members:directory"))]
    return render(request, "members/directory/reach.html", {"reach": Reach(), "crumbs": crumbs})


def shown(
    request: HttpRequest, template: str, route: str, asked: Asked, context: dict[str, Any]
) -> HttpResponse:
    """A page with the filter above it. What could not be read is said at its field; the rest of
    the question is answered.
    """
    query = {name: asked.query.getlist(name) for name in asked.form.fields if asked.query.get(name)}
    tail = f"?{urlencode(query, doseq=True)}" if query else ""
    tabs = [
        {"label": label, "url": f"{reverse(name)}{tail}", "current": name == route, "count": None}
        for name, label in VIEWS
    ]
    more = {
        "asked": asked,
        "form": asked.form,
        "tabs": tabs,
        "heard": heard(asked),
        "is_member": getattr(request.user, "is_member", False),
    }
    page = render(request, template, {**more, **context}, status=422 if asked.form.errors else 200)
    keep(page)
    return page


@require_safe
@kept_for_visitors
def organisation(request: HttpRequest, slug: str) -> HttpResponseBase:
    shown = (
        Organisation.objects.readable_by(request.user)
        .select_related("town__province")
        .prefetch_related("works_in", "municipalities", "themes")
    )
    subject = shown.filter(slug=slug).first()
    if subject is None:
        return redirect(
            get_object_or_404(Organisation, removed_at=None, merged__slug=slug), permanent=True
        )
    people = (
        Person.objects.visible_to(request.user)
        .filter(organisation=subject)
        .prefetch_related("themes")
    )
    context = {
        "crumbs": [("Leden", reverse("members:directory"))],
        "organisation": subject,
        "area": areas.in_words(subject),
        "provinces": list(subject.works_in.all()),
        "municipalities": list(subject.municipalities.all()),
        "shared": search.shared(subject) if subject.is_active else None,
        "people": list(people),
        "panels": panels.render("organisation", request, subject),
        "aside_panels": panels.render("organisation-aside", request, subject),
    }
    return render(request, "members/organisation.html", context)


@require_safe
@member_required
def person(request: HttpRequest, public_id: str) -> HttpResponseBase:
    shown = (
        Person.objects.visible_to(request.user)
        .select_related("organisation", "province", "town", "user")
        .prefetch_related("themes")
    )
    subject = get_object_or_404(shown, public_id=public_id)
    crumbs = [("Leden", reverse("members:directory"))]
    if subject.organisation is not None:
        crumbs.append((subject.organisation.name, subject.organisation.get_absolute_url()))
    context = {
        "crumbs": crumbs,
        "person": subject,
        "panels": panels.render("person", request, subject),
        "is_me": subject.user == request.user,
    }
    return render(request, "members/person.html", context)
