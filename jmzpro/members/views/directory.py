"""/leden/: organisations for everybody, people for members."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jmzpro.freshness.keeping import kept_for_visitors
from jmzpro.kit import panels
from jmzpro.members import finding
from jmzpro.members.access import member_required
from jmzpro.members.forms.directory import DirectoryForm
from jmzpro.members.models import Organisation, Person


@require_safe
@kept_for_visitors
def directory(request: HttpRequest) -> HttpResponseBase:
    """All that fit on one page: a network has some hundred organisations. An unknown filter is left out and said."""
    form = DirectoryForm(request.GET)
    wanted = form.chosen()
    found = list(
        Organisation.objects.visible_to(request.user)
        .filter(**wanted)
        .select_related("town")
        .prefetch_related("works_in")
        .annotate(people_count=Count("people", filter=Q(people__is_active=True, people__user__is_active=True)))
    )
    return render(request, "members/directory.html", {"form": form, "organisations": found, "is_filtered": bool(wanted)})


@require_safe
@kept_for_visitors
def organisation(request: HttpRequest, slug: str) -> HttpResponseBase:
    shown = Organisation.objects.readable_by(request.user).select_related("town__province").prefetch_related("works_in", "themes")
    subject = get_object_or_404(shown, slug=slug)
    people = Person.objects.visible_to(request.user).filter(organisation=subject).prefetch_related("themes")
    context = {
        "crumbs": [("Leden", reverse("members:directory"))],
        "organisation": subject,
        "shared": finding.shared(subject) if subject.is_active else None,
        "people": list(people),
        "panels": panels.render("organisation", request, subject),
        "aside_panels": panels.render("organisation-aside", request, subject),
    }
    return render(request, "members/organisation.html", context)


@require_safe
@member_required
def person(request: HttpRequest, public_id: str) -> HttpResponseBase:
    shown = Person.objects.visible_to(request.user).select_related("organisation", "province", "town", "user").prefetch_related("themes")
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
