"""The lists of organisations and people as a spreadsheet, for the Bureau: as they stand on the
screen, and each time in the audit trail.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from jmzpro.kit import spreadsheet
from jmzpro.members.bulk.columns import COLUMNS
from jmzpro.members.models import Organisation
from jmzpro.trust import audit

AT_ONCE = 500
FORMS = {"csv": spreadsheet.CSV, "xlsx": spreadsheet.XLSX}


def whole(found: QuerySet[Any]) -> QuerySet[Any]:
    """With all that the columns read, in a few queries for each `AT_ONCE` rows."""
    if found.model is Organisation:
        taking_part = Q(people__is_active=True, people__user__is_active=True)
        counted: QuerySet[Any] = found.annotate(
            people_count=Count("people", filter=taking_part, distinct=True)
        )
        return counted.select_related("town__province", "contact").prefetch_related(
            "works_in", "themes"
        )
    return found.select_related("user", "organisation", "province")


def rows(found: QuerySet[Any]) -> Iterator[list[object]]:
    columns = COLUMNS[found.model]
    yield [column.heading for column in columns]
    for one in whole(found).iterator(chunk_size=AT_ONCE):
        yield [column.of(one) for column in columns]


def export(
    found: QuerySet[Any], form: str, *, by: Any, filters: dict[str, str]
) -> HttpResponseBase:
    """The file; who took it, how many rows and by which filters stands in the audit trail,
    before the first row is given.
    """
    model: type[Model] = found.model
    label = str(model._meta.verbose_name_plural)
    audit.record_item(
        "members.exported",
        model._meta.label_lower,
        "-",
        by=by,
        form=form,
        rows=found.count(),
        filters=filters,
    )
    response = (
        StreamingHttpResponse(spreadsheet.as_csv(rows(found)), content_type=FORMS[form])
        if form == "csv"
        else HttpResponse(
            spreadsheet.as_xlsx(rows(found), label.capitalize()), content_type=FORMS[form]
        )
    )
    response["Content-Disposition"] = (
        f'attachment; filename="{label}-{timezone.localdate():%Y-%m-%d}.{form}"'
    )
    response["Cache-Control"] = "private, no-store"
    return response
