"""One thing that the guard asked about and its writer let stand: a line in the queue that says where it is."""

import logging
import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from jmzpro.held.models import LookedOver
from jmzpro.kit.menu import menu
from jmzpro.trust.queue import AlreadyDecided, Decision, QueueKind, Waiting
from jmzpro.work.errors import without_words

logger = logging.getLogger(__name__)

MOST_KINDS = 120
SHOWN = 100
# A part of an address that only its receiver may have: signed (with colons), or random.
PRIVATE = re.compile(r"(?<=/)(?:[^\s/?#]*:[^\s/?#]+|(?=[^\s/?#]*\d)[0-9A-Za-z_-]{20,})(?=[/?#]|$)")


def note(request: HttpRequest, path: str, kinds: Collection[str]) -> None:
    """One line for a place, however often it is changed. What was sent stands already: this may fail."""
    url = "" if PRIVATE.search(path) else path[:300]
    writer = request.user if request.user.is_authenticated else None
    what = {"writer": writer, "what": part_of(request), "kinds": ",".join(sorted(kinds))[:MOST_KINDS]}
    try:
        with transaction.atomic():
            if url:
                LookedOver.objects.update_or_create(url=url, defaults={**what, "at": timezone.now(), "seen_at": None})
            else:
                LookedOver.objects.create(**what)
    except DatabaseError as error:
        logger.error("What a writer looked over could not be noted: %s", without_words(error))


def part_of(request: HttpRequest) -> str:
    """The part of the site, as the menu calls it; else the first word of the address."""
    first = f"/{request.path.strip('/').split('/')[0]}/"
    return next((item.label for item in menu if item.url == first), first.strip("/"))[:80]


def waiting(user: Any) -> Sequence[Waiting]:
    lines = LookedOver.objects.filter(seen_at=None).order_by("at", "pk")[:SHOWN]
    return [
        Waiting(
            id=str(line.pk),
            title=f"{line.what}: {', '.join(line.found)}",
            since=line.at,
            text="De schrijver keek dit na en liet het staan.",
            url=line.url,
        )
        for line in lines
    ]


def count(user: Any) -> int:
    return LookedOver.objects.filter(seen_at=None).count()


def see(item_id: str, *, by: Any, reason: str = "") -> None:
    if not LookedOver.objects.filter(pk=number(item_id), seen_at=None).update(seen_at=timezone.now()):
        raise AlreadyDecided


def see_again(item_id: str, *, by: Any) -> None:
    if not LookedOver.objects.filter(pk=number(item_id)).exclude(seen_at=None).update(seen_at=None):
        raise AlreadyDecided


def number(item_id: str) -> int:
    return int(item_id) if item_id.isdecimal() and len(item_id) < 19 else 0


LOOKED_OVER = QueueKind(
    key="nagekeken",
    label="Nagekeken door de schrijver",
    waiting=waiting,
    count=count,
    decisions=(Decision("gezien", "Gezien", see, letter=None, undo=see_again),),
    groups=("Moderatie",),
    order=60,
)
