"""Which links are looked at when, and the Redactie's list of those that lead nowhere.

One visit at a time, so one at a time for each site too; a site rests between two visits, and each address is visited once a week
at the most. What keeps failing is visited less and less.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jmzpro.library.keeping import editors_only
from jmzpro.library.link_visits import Visit, visit
from jmzpro.library.models import FAULTS, CheckedLink, Link, key_of
from jmzpro.trust import installation

WEEK = timedelta(days=7)
LONGEST_PAUSE = timedelta(days=56)
REST = timedelta(seconds=10)  # of a site, between two visits
HELD = timedelta(minutes=5)  # a visit that was killed is done again after this
ON_A_PAGE = 50


def work() -> bool:
    """One visit; True when another may follow at once."""
    if not settings.CHECK_LINKS or installation.is_demo():
        return False
    link = claim(timezone.now())
    if link is None:
        return False
    note(link, visit(link.url, agent=agent()), timezone.now())
    return True


def agent() -> str:
    """Who we are and where to complain, in every request."""
    return f"JMZPro-linkcontrole/1.0 (+{settings.BASE_URL}/contact/)"


def keep_up() -> bool:
    """Know the links that are on the site now, and forget the others."""
    on_site = {key_of(url): url for url in Link.objects.filter(item__live=True).values_list("url", flat=True).distinct()}
    known = set(CheckedLink.objects.values_list("key", flat=True))
    new = [CheckedLink(key=key, url=url, host=host_of(url)) for key, url in on_site.items() if key not in known]
    CheckedLink.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    gone = sorted(known - on_site.keys())
    for at in range(0, len(gone), 500):
        CheckedLink.objects.filter(key__in=gone[at : at + 500]).delete()
    return False


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""


def claim(now: datetime) -> CheckedLink | None:
    """The link that waits longest on a site that rests long enough; ours alone, for the UPDATE says so."""
    tired = CheckedLink.objects.filter(host=OuterRef("host"), checked_at__gt=now - REST)
    for link in CheckedLink.objects.due(now).exclude(Exists(tired)).order_by("next_at", "pk")[:5]:
        if CheckedLink.objects.filter(pk=link.pk, next_at=link.next_at).update(next_at=now + HELD, checked_at=now):
            return link
    return None


def note(link: CheckedLink, seen: Visit, now: datetime) -> None:
    is_fault = seen.outcome in FAULTS
    failures = link.failures + 1 if is_fault else 0
    CheckedLink.objects.filter(pk=link.pk).update(
        outcome=seen.outcome,
        status=seen.status,
        failures=min(failures, 30_000),
        failing_since=(link.failing_since or now) if is_fault else None,
        checked_at=now,
        next_at=now + pause_after(failures),
    )


def pause_after(failures: int) -> timedelta:
    """A week; from the second failure in a row on it doubles, up to eight weeks."""
    doublings = min(max(failures - 1, 0), 10)
    return min(LONGEST_PAUSE, WEEK * (1 << doublings))


@require_safe
@editors_only
def dead_links(request: HttpRequest) -> HttpResponse:
    page = Paginator(CheckedLink.objects.dead().order_by("-failures", "failing_since", "pk"), ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "rows": [{"link": link, "items": items} for link, items in with_items(page.object_list)],
        "known": CheckedLink.objects.count(),
        "is_on": settings.CHECK_LINKS and not installation.is_demo(),
    }
    return render(request, "library/beheer/dead_links.html", context)


def with_items(links: Iterable[CheckedLink]) -> Sequence[tuple[CheckedLink, list[dict[str, Any]]]]:
    links = list(links)
    items: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    rows = Link.objects.filter(url__in=[link.url for link in links], item__live=True).values_list("url", "item", "item__title")
    for url, pk, title in rows.order_by("item__title", "item"):
        items[url][pk] = {"title": title, "edit_url": reverse("wagtailsnippets_library_item:edit", args=[pk])}
    return [(link, list(items[link.url].values())) for link in links]
