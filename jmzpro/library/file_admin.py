"""The files of an item in /beheer/: adding, replacing and taking away, by who may change items."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from jmzpro.kit.forms import posted
from jmzpro.library import files as library_files
from jmzpro.library.forms import FileForm
from jmzpro.library.models import File, FileVersion, Item, Reading
from jmzpro.media.views import download
from jmzpro.trust import idempotency


def editors_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("library.change_item"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return wrapped


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def files(request: HttpRequest, pk: int) -> HttpResponseBase:
    return take(request, get_object_or_404(Item, pk=pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def replacement(request: HttpRequest, pk: int, public_id: str) -> HttpResponseBase:
    """A new version under the same address. Visitors keep the old one until the new one has been
    read.
    """
    file = get_object_or_404(
        File.objects.standing().select_related("item"), item=pk, public_id=public_id
    )
    return take(request, file.item, file)


def take(request: HttpRequest, item: Item, file: File | None) -> HttpResponseBase:
    form = FileForm(posted(request), request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        version = library_files.receive(given["file"], given["found"], by=request.user)
        with transaction.atomic():
            sending = idempotency.take(request, form)
            if sending.is_repeat:
                version.original.delete(save=False)
                return redirect("library_files", item.pk)
            library_files.attach(version, item, label=given["label"], file=file)
            sending.made(reverse("library_files", args=[item.pk]))
        messages.success(
            request,
            (
                f"{version.name} is ontvangen. We kijken het na en lezen de tekst; dan staat het "
                "erbij."
            ),
        )
        return redirect("library_files", item.pk)
    shown = (
        item.files.standing().select_related("current").prefetch_related("versions__uploaded_by")
    )
    item_url = AdminURLFinder(request.user).get_edit_url(item)
    away = (
        item.files.filter(removed_at__isnull=False)
        .prefetch_related("versions")
        .order_by("-removed_at")
    )
    context = {
        "item": item,
        "item_url": item_url,
        "files": shown,
        "away": away,
        "form": form,
        "replaced": file,
    }
    return render(
        request, "library/beheer/files.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@editors_only
def removal(request: HttpRequest, pk: int, public_id: str) -> HttpResponse:
    """Take it away, or put it back when the button says so: a double click does the same thing
    twice, not its opposite.
    """
    file = get_object_or_404(File.objects.select_related("item"), item=pk, public_id=public_id)
    if "terug" in request.POST:
        file.put_back(by=request.user)
        messages.success(request, "Het bestand staat weer bij het item.")
    else:
        file.take_away(by=request.user)
        messages.success(request, "Het bestand is weggehaald. Je kunt het hieronder terugzetten.")
    return redirect("library_files", pk)


@require_POST
@editors_only
def current(request: HttpRequest, pk: int, public_id: str, number: int) -> HttpResponse:
    """Visitors get this version from now on, under the same address."""
    readable = FileVersion.objects.filter(
        reading=Reading.READY, file__in=File.objects.standing()
    ).select_related("file__item")
    version = get_object_or_404(readable, file__item=pk, file__public_id=public_id, number=number)
    version.file.give(version, by=request.user)
    messages.success(request, f"Versie {version.number} staat nu op de site: {version.name}")
    return redirect("library_files", pk)


@require_safe
@editors_only
def original(request: HttpRequest, pk: int, public_id: str, number: int) -> HttpResponseBase:
    """An older version, as visitors got it."""
    version = get_object_or_404(
        FileVersion.objects.exclude(copy=""),
        file__item=pk,
        file__public_id=public_id,
        number=number,
    )
    try:
        opened = version.copy.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return download(FileResponse(opened), version.name, version.content_type)
