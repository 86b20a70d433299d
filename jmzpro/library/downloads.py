"""Taking records along: a citation of one item, a list of all that this reader may see."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jmzpro.library import citations
from jmzpro.library.bulk import exporter
from jmzpro.library.models import Item
from jmzpro.members.access import turn_away

CITATIONS = {
    "ris": (citations.ris, "application/x-research-info-systems"),
    "bib": (citations.bibtex, "application/x-bibtex"),
}
LISTS = {
    "csv": (exporter.as_csv, "text/csv"),
    "jsonl": (exporter.as_json_lines, "application/x-ndjson"),
}


@require_safe
def citation(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    found = (
        Item.objects.visible_to(request.user)
        .filter(slug=slug)
        .prefetch_related("credits", "themes", "links")
        .first()
    )
    if found is None:
        return turn_away(request)
    write, content_type = CITATIONS[form]
    response = HttpResponse(write(found), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.{form}"'
    return response


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Everything in the Kennisbank that this reader may see."""
    write, content_type = LISTS[form]
    response = StreamingHttpResponse(
        write(Item.objects.visible_to(request.user)), content_type=f"{content_type}; charset=utf-8"
    )
    response["Content-Disposition"] = (
        f'attachment; filename="kennisbank-{timezone.localdate():%Y-%m-%d}.{form}"'
    )
    return response
