"""Which links are looked at when, and the Redactie's list of those that lead nowhere.

One visit at a time, so one at a time for each site too; a site rests between two visits, and each
address is visited once a week at the most. What keeps failing is visited less and less.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jmzpro.kit.registry import Registry
from jmzpro.library.file_admin import editors_only
from jmzpro.library.link_visits import Visit, visit
from jmzpro.library.models import FAULTS, CheckedLink, Link, key_of
from jmzpro.trust import installation


@dataclass(frozen=True)
class Place:
    """Something that links to `url`, for the editor who mends it."""

    url: str
    title: str
    edit_url: str


@dataclass(frozen=True)
class LinkSource:
    """A kind of text on the site that links to elsewhere. `places()`: each of its links, of what
    is on the site now.
    """

    key: str
    places: Callable[[], Iterable[Place]]
    order: int = 50


link_sources: Registry[LinkSource] = Registry("links")

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
    on_site = {key_of(place.url): place.url for source in link_sources for place in source.places()}
    known = set(CheckedLink.objects.values_list("key", flat=True))
    new = [
        CheckedLink(key=key, url=url, host=host_of(url))
        for key, url in on_site.items()
        if key not in known
    ]
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
    """The link that waits longest on a site that rests long enough; ours alone, for the UPDATE
    says so.
    """
    tired = CheckedLink.objects.filter(host=OuterRef("host"), checked_at__gt=now - REST)
    for link in CheckedLink.objects.due(now).exclude(Exists(tired)).order_by("next_at", "pk")[:5]:
        if CheckedLink.objects.filter(pk=link.pk, next_at=link.next_at).update(
            next_at=now + HELD, checked_at=now
        ):
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
    page = Paginator(
        CheckedLink.objects.dead().order_by("-failures", "failing_since", "pk"), ON_A_PAGE
    ).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "rows": with_places(page.object_list),
        "known": CheckedLink.objects.count(),
        "is_on": settings.CHECK_LINKS and not installation.is_demo(),
    }
    return render(request, "library/beheer/dead_links.html", context)


def with_places(links: Iterable[CheckedLink]) -> Sequence[tuple[CheckedLink, list[Place]]]:
    """Each link with where it stands, every place once."""
    links = list(links)
    wanted = {link.url for link in links}
    found = (
        {place for source in link_sources for place in source.places() if place.url in wanted}
        if wanted
        else set()
    )
    inorder = sorted(found, key=lambda place: (place.title.lower(), place.edit_url))
    return [(link, [place for place in inorder if place.url == link.url]) for link in links]


def of_items() -> Iterator[Place]:
    for url, pk, title in Link.objects.filter(item__live=True).values_list(
        "url", "item", "item__title"
    ):
        yield Place(url, title, reverse("wagtailsnippets_library_item:edit", args=[pk]))


ITEM_LINKS = LinkSource("items", of_items, order=10)
