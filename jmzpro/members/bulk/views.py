"""Taking in lists of organisations and people in /beheer/: hand in, read the report, pick what
is double, say go.
"""

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit.forms import posted
from jmzpro.mail.rehearsal import ShownMails, shown_mails
from jmzpro.members.access import account, office_required
from jmzpro.members.bulk.columns import BETWEEN
from jmzpro.members.bulk.jobs import uninvited
from jmzpro.members.bulk.models import (
    Choice,
    ImportKind,
    ImportRow,
    ImportState,
    MemberImport,
    Outcome,
)
from jmzpro.members.bulk.parser import COLUMNS_OF, LARGEST
from jmzpro.members.models import Person, TooSoon, User, invite
from jmzpro.trust import audit, idempotency
from jmzpro.trust.idempotency import OnceForm
from jmzpro.trust.limits import limited
from jmzpro.trust.offices import Office

ON_A_PAGE = 50
# Doubles first: they are what the office has to do.
ORDER = (Outcome.DOUBLE, Outcome.NEW, Outcome.CHANGED, Outcome.LEFT_OUT, Outcome.UNCHANGED)


class ImportForm(OnceForm):
    kind = forms.ChoiceField(
        label="Wat staat erin?",
        choices=ImportKind.choices,
        error_messages={"required": "Kies wat erin staat."},
    )
    file = forms.FileField(
        label="Bestand",
        help_text=(
            "Een .xlsx of .csv, zoals Excel hem bewaart, of een export van je contacten. "
            "Hoogstens 10.000 rijen."
        ),
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in {".csv", ".txt", ".tsv", ".xlsx", ".xlsm"}:
            raise forms.ValidationError(
                "Dit is geen .xlsx of .csv. Kies in Excel ‘Opslaan als’ en dan "
                "‘Excel-werkmap (.xlsx)’ of ‘CSV’."
            )
        if file.size > LARGEST:
            raise forms.ValidationError(
                "Dit bestand is groter dan 10 MB. Verdeel de lijst over een paar bestanden."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
@limited("member-import", limit=30, per=timedelta(hours=1))
def imports(request: HttpRequest) -> HttpResponseBase:
    form = ImportForm(posted(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with transaction.atomic():
            sending = idempotency.take(request, form)
            if sending.is_repeat:
                return sending.to_result()
            made = MemberImport.objects.create(
                kind=form.cleaned_data["kind"],
                name=PurePath(file.name).name[:120],
                data=file.read(),
                handed_in_by=account(request),
            )
            audit.record("members.import_handed_in", made, by=account(request), holds=made.kind)
            sending.made(made)
        return redirect(made)
    page = Paginator(
        MemberImport.objects.select_related("handed_in_by__person").defer("data"), 20
    ).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "columns": COLUMNS_OF, "between": BETWEEN.strip()}
    return render(
        request, "members/exchange/imports.html", context, status=422 if form.is_bound else 200
    )


def found(key: str) -> MemberImport:
    return get_object_or_404(MemberImport.objects.defer("data"), key=key)


@require_safe
@office_required(Office.BUREAU)
def report(request: HttpRequest, key: str) -> HttpResponse:
    """While the worker is busy the page asks again by itself."""
    source = found(key)
    field = "done" if source.state in {ImportState.DONE, ImportState.INVITING} else "outcome"
    counts = dict(source.rows.order_by().values_list(field).annotate(number=Count("pk")))
    chosen = request.GET.get("soort", "")
    chosen = (
        chosen if chosen in Outcome.values else next((one for one in ORDER if counts.get(one)), "")
    )
    page = Paginator(source.rows.filter(**{field: chosen}), ON_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    picking = source.state == ImportState.CHECKED and chosen == Outcome.DOUBLE
    context = {
        "source": source,
        "counts": [(one, counts.get(one, 0)) for one in ORDER],
        "chosen": chosen,
        "page": page,
        "is_picking": picking,
        "choices": Choice.choices,
        "unpicked": source.rows.filter(outcome=Outcome.DOUBLE, choice="").count(),
        "may_go": source.state == ImportState.CHECKED
        and any(counts.get(one) for one in (Outcome.NEW, Outcome.CHANGED, Outcome.DOUBLE)),
        "uninvited": len(uninvited(source)) if source.state == ImportState.DONE else 0,
        "headings": {column.key: column.heading for column in COLUMNS_OF[source.kind]},
        "letters": first_invitation(source, by=account(request)),
    }
    return render(request, "members/exchange/report.html", context)


@require_POST
@office_required(Office.BUREAU)
def picks(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same or another, for the doubles of one page. What was not picked stays as it was."""
    source = found(key)
    rows = ImportRow.objects.filter(
        source=source, source__state=ImportState.CHECKED, outcome=Outcome.DOUBLE
    )
    number = 0
    with transaction.atomic():
        for row in rows.filter(
            place__in=[
                int(name[4:])
                for name in request.POST
                if name[:4] == "rij-" and name[4:].isdecimal()
            ][:ON_A_PAGE]
        ):
            choice = request.POST.get(f"rij-{row.place}", "")
            if choice in Choice.values:
                number += rows.filter(pk=row.pk).update(choice=choice)
    messages.success(request, f"Bewaard: {number} gekozen.")
    return redirect(source)


@require_POST
@office_required(Office.BUREAU)
def taking_in(request: HttpRequest, key: str) -> HttpResponseBase:
    source = found(key)
    with transaction.atomic():
        if source.move_on(ImportState.CHECKED, ImportState.TAKING, by=account(request)):
            audit.record(
                "members.import_carried_out", source, by=account(request), holds=source.kind
            )
    return redirect(source)


def first_invitation(source: MemberImport, *, by: User) -> ShownMails:
    """The mail as the first of the uninvited gets it; the others get theirs with their own name."""
    rows = uninvited(source) if source.state == ImportState.DONE else []
    people = Person.objects.filter(pk__in=[row.target for row in rows[:1] if row.target])
    person = people.select_related("user").first()
    if person is None:
        return ShownMails()
    try:
        return shown_mails(lambda: invite(person, by=by))
    except TooSoon:
        return ShownMails()


@require_POST
@office_required(Office.BUREAU)
def invitations(request: HttpRequest, key: str) -> HttpResponseBase:
    """Who the list added is asked to log in, when the office says so."""
    source = found(key)
    with transaction.atomic():
        if source.move_on(ImportState.DONE, ImportState.INVITING, by=account(request)):
            audit.record("members.import_invited", source, by=account(request))
    return redirect(source)


urlpatterns: list[URLPattern] = [
    path("leden/inlezen/", imports, name="members_imports"),
    path("leden/inlezen/<slug:key>/", report, name="members_import"),
    path("leden/inlezen/<slug:key>/keuze/", picks, name="members_import_picks"),
    path("leden/inlezen/<slug:key>/opname/", taking_in, name="members_import_taking_in"),
    path("leden/inlezen/<slug:key>/uitnodigingen/", invitations, name="members_import_invitations"),
]
