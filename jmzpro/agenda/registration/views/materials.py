"""What remains, for the organiser: materials for who was there, and how it was, as a whole."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Avg, Count
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.agenda.registration.models import Desk, Material
from jmzpro.agenda.registration.organiser_forms import MaterialForm
from jmzpro.agenda.registration.views.organiser import frame, organised_desk
from jmzpro.agenda.registration.views.programme import for_adults
from jmzpro.kit.forms import posted
from jmzpro.media.shelves import Deposit, Shelf, shelves
from jmzpro.members.access import account, member_required
from jmzpro.members.models import Person
from jmzpro.trust.limits import limited

# Fewer than this, and somebody could guess who said what.
FEWEST_EVALUATIONS = 5
MOST_MATERIALS = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("agenda-material", limit=60, per=timedelta(hours=1))
def materials(request: HttpRequest, slug: str) -> HttpResponseBase:
    desk = organised_desk(request, slug)
    there = list(desk.materials.all())
    form = MaterialForm(posted(request), request.FILES or None)
    if form.is_valid() and len(there) + len(form.cleaned_data["uploads"]) > MOST_MATERIALS:
        form.add_error(
            "uploads",
            f"Er passen {MOST_MATERIALS} bestanden bij een activiteit. Haal er eerst een paar weg.",
        )
    if form.is_valid():
        keep(desk, form.cleaned_data["uploads"])
        messages.success(
            request,
            "Toegevoegd. Wie een plek heeft of had, ziet het op de pagina van de aanmelding.",
        )
        return redirect("agenda:registrations-materials", slug)
    context = {
        **frame(desk, "registrations-materials"),
        "form": form,
        "materials": there,
        "shelf": next(iter(shelves), None),
        "may_share": any(not one.shared_url for one in there),
    }
    return render(
        request,
        "agenda/registering/organiser/materials.html",
        context,
        status=422 if form.is_bound else 200,
    )


@transaction.atomic
def keep(desk: Desk, files: list[Any]) -> None:
    for file in files:
        made = Material(desk=desk, name=file.name, content_type=file.content_type)
        made.file.save(file.name, ContentFile(file.content), save=False)
        made.save()


@require_POST
@member_required
def material_removal(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    desk = organised_desk(request, slug)
    found = get_object_or_404(desk.materials, public_id=public_id)
    name = found.file.name
    found.delete()
    transaction.on_commit(lambda: found.file.storage.delete(name))
    messages.success(request, "Het bestand is weg.")
    return redirect("agenda:registrations-materials", slug)


@require_POST
@member_required
@limited("agenda-share", limit=20, per=timedelta(hours=1))
def share(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All that was not shared yet, in one step, under the title of the activity."""
    desk = organised_desk(request, slug)
    shelf = next(iter(shelves), None)
    if shelf is None:
        raise Http404
    try:
        is_shared = put_on(shelf, desk, account(request).person)
    except FileNotFoundError:
        messages.error(
            request,
            (
                "Een van de bestanden is niet meer te lezen. Haal het weg, voeg het opnieuw toe "
                "en deel het dan."
            ),
        )
        return redirect("agenda:registrations-materials", slug)
    if is_shared:
        messages.success(
            request, f"Ingestuurd voor de {shelf.label}. De redactie kijkt ernaar en mailt je."
        )
    else:
        messages.info(request, "Er is niets nieuws om te delen.")
    return redirect("agenda:registrations-materials", slug)


@transaction.atomic
def put_on(shelf: Shelf, desk: Desk, person: Person) -> bool:
    files = list(Material.objects.select_for_update().filter(desk=desk, shared_url=""))
    if files:
        address = shelf.put(person, deposit(desk, files))
        Material.objects.filter(pk__in=[file.pk for file in files]).update(shared_url=address)
    return bool(files)


def deposit(desk: Desk, files: list[Material]) -> Deposit:
    activity = desk.activity
    return Deposit(
        title=f"Materiaal van: {activity.title}"[:200],
        promise=(activity.summary or f"Gebruik wat er gedeeld is bij {activity.title}.")[:200],
        text=activity.text,
        themes=list(activity.themes.all()),
        files=[(file.name, file.content_type, file.file) for file in files],
    )


@never_cache
@require_safe
@member_required
def evaluation(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Averages, and the words in an order that says nothing about who wrote them. Nothing at all
    while there are too few.
    """
    desk = for_adults(request, slug)
    means = desk.evaluations.aggregate(
        count=Count("pk"), overall=Avg("overall"), useful=Avg("useful"), organised=Avg("organised")
    )
    context: dict[str, Any] = {
        **frame(desk, "registrations-evaluation"),
        "count": means["count"],
        "fewest": FEWEST_EVALUATIONS,
    }
    if means["count"] >= FEWEST_EVALUATIONS:
        context |= {
            "marks": [
                (label, round(means[name], 1))
                for name, label in (
                    ("overall", "Blij dat ze er waren"),
                    ("useful", "Te gebruiken in het werk"),
                    ("organised", "Goed geregeld"),
                )
            ],
            "takes_along": sorted(
                desk.evaluations.exclude(takes_along="").values_list("takes_along", flat=True)
            ),
            "could_be_better": sorted(
                desk.evaluations.exclude(could_be_better="").values_list(
                    "could_be_better", flat=True
                )
            ),
        }
    return render(request, "agenda/registering/organiser/evaluation.html", context)
