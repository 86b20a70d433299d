"""Taking publications in from a file, in /beheer/: hand it in, read the report, say go."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit.forms import posted
from jmzpro.library.bulk.importer import ANOTHER, SAME
from jmzpro.library.bulk.parser import FORMATS, LARGEST
from jmzpro.library.downloads import LISTS
from jmzpro.library.models import Intake, Item
from jmzpro.members.access import account, office_required
from jmzpro.trust import audit, idempotency
from jmzpro.trust.idempotency import OnceForm
from jmzpro.trust.offices import Office

ON_A_PAGE = 20


class IntakeForm(OnceForm):
    file = forms.FileField(
        label="Bestand",
        help_text="Een .ris, .bib, .nbib, .csv, .xlsx, .json of .jsonl, van ten hoogste 20 MB.",
        allow_empty_file=False,
    )
    to_site = forms.BooleanField(
        label="Zet nieuwe items meteen op de site", required=False, initial=True
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower().lstrip(".") not in FORMATS:
            raise forms.ValidationError(
                "Dit is geen .ris, .bib, .nbib, .csv, .xlsx, .json of .jsonl. Bewaar de "
                "lijst als een daarvan en probeer het opnieuw."
            )
        if file.size > LARGEST:
            raise forms.ValidationError(
                "Dit bestand is groter dan 20 MB. Verdeel de lijst over een paar bestanden."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.EDITORS)
def intakes(request: HttpRequest) -> HttpResponseBase:
    form = IntakeForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with transaction.atomic():
            sending = idempotency.take(request, form)
            if sending.is_repeat:
                return sending.to_result()
            made = Intake.objects.create(
                name=PurePath(file.name).name[:120],
                format=PurePath(file.name).suffix.lower().lstrip("."),
                data=file.read(),
                to_site=form.cleaned_data["to_site"],
                handed_in_by=account(request),
            )
            sending.made(made)
        return redirect(made)
    page = Paginator(
        Intake.objects.select_related("handed_in_by").defer("data", "lines"), ON_A_PAGE
    ).get_page(request.GET.get("pagina"))
    return render(
        request,
        "library/beheer/intakes.html",
        {"form": form, "page": page},
        status=422 if form.is_bound else 200,
    )


@require_safe
@office_required(Office.EDITORS)
def intake(request: HttpRequest, key: str) -> HttpResponseBase:
    """The report. While the worker is busy the page asks again by itself."""
    found = get_object_or_404(Intake.objects.defer("data"), key=key)
    return render(request, "library/beheer/intake.html", {"intake": found})


@require_POST
@office_required(Office.EDITORS)
def taking_in(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(Intake.objects.defer("data"), key=key)
    with transaction.atomic():
        if found.take_in(account(request), choices_in(request)):
            audit.record("lijst ingelezen", found, by=account(request), bestand=found.name)
    return redirect(found)


def choices_in(request: HttpRequest) -> dict[str, str]:
    """By row: "rij-12" is "zelfde" or "nieuw"."""
    told = {
        name.removeprefix("rij-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("rij-")
    }
    return {row: said for row, said in told.items() if row.isdigit() and said in {SAME, ANOTHER}}


@require_safe
@office_required(Office.EDITORS)
def whole(request: HttpRequest, form: str) -> HttpResponseBase:
    """Everything, concepts and withdrawn items as well."""
    write, content_type = LISTS[form]
    response = StreamingHttpResponse(
        write(Item.objects.all()), content_type=f"{content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="kennisbank-alles-{timezone.localdate():%Y-%m-%d}.{form}"'
    )
    return response
