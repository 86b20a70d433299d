"""/beheer/hulpaanbod/: all that is in Hulp vinden and how fresh it is, for the office."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jmzpro.members.access import office_required
from jmzpro.support.choices import ON_THE_SITE
from jmzpro.support.models import ASK_AFTER, LEAVE_AFTER, MARK_AFTER, SupportService, months_ago
from jmzpro.support.models.service import OFFICES

ON_A_PAGE = 50
FRESH, ASKED, MARKED, LEFT, HIDDEN = (
    "vers",
    "gevraagd",
    "gemarkeerd",
    "uit-de-lijsten",
    "niet-op-de-site",
)
GROUPS = {
    FRESH: "nagekeken in het laatste jaar",
    ASKED: "langer dan een jaar geleden: de eigenaar is aan zet",
    MARKED: "langer dan anderhalf jaar: lezers zien dat",
    LEFT: "langer dan twee jaar: niet meer in de lijsten",
    HIDDEN: "niet op de site",
}


def grouped() -> Case:
    """In which of the groups each service is."""
    return Case(
        When(~Q(status__in=ON_THE_SITE), then=Value(HIDDEN)),
        When(assured_date__lte=months_ago(LEAVE_AFTER), then=Value(LEFT)),
        When(assured_date__lte=months_ago(MARK_AFTER), then=Value(MARKED)),
        When(assured_date__lte=months_ago(ASK_AFTER), then=Value(ASKED)),
        default=Value(FRESH),
    )


@require_safe
@office_required(*OFFICES)
def freshness(request: HttpRequest) -> HttpResponseBase:
    """Who has to be rung up: the oldest first, those without anybody to ask named."""
    group, words = request.GET.get("groep", ""), request.GET.get("q", "").strip()[:100]
    services = SupportService.objects.annotate(group=grouped())
    counts = dict(services.values_list("group").annotate(number=Count("pk")).order_by())
    found = (
        narrowed(services, group, words)
        .select_related("organisation__contact")
        .annotate(open_reports=open_reports())
    )
    page = Paginator(found.order_by("assured_date", "name", "pk"), ON_A_PAGE).get_page(
        request.GET.get("p")
    )
    tabs = [
        {"key": key, "label": label, "count": counts.get(key, 0), "current": key == group}
        for key, label in GROUPS.items()
    ]
    context: dict[str, Any] = {
        "page": page,
        "tabs": tabs,
        "group": group,
        "words": words,
        "total": sum(counts.values()),
    }
    return render(request, "support/office/freshness.html", context)


def open_reports() -> Any:
    return Count("reports", filter=Q(reports__state="wacht"), output_field=IntegerField())


def narrowed(services: QuerySet[Any], group: str, words: str) -> QuerySet[Any]:
    if group in GROUPS:
        services = services.filter(group=group)
    if words:
        of_whom = Q(provider_name__icontains=words) | Q(organisation__name__icontains=words)
        services = services.filter(Q(name__icontains=words) | of_whom | Q(town__name__iexact=words))
    return services
