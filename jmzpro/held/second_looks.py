"""One thing that the guard asked about and its writer let stand: a line in the queue that says
where it is.
"""

import logging
import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone

from jmzpro.held.models import LookedOver
from jmzpro.kit.menu import menu
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import AlreadyDecided, Decision, QueueKind, Waiting
from jmzpro.work.errors import without_words

logger = logging.getLogger(__name__)

MOST_KINDS = 120
SHOWN = 100
# A part of an address that only its receiver may have: signed (with colons), or random.
PRIVATE = re.compile(r"(?<=/)(?:[^\s/?#]*:[^\s/?#]+|(?=[^\s/?#]*\d)[0-9A-Za-z_-]{20,})(?=[/?#]|$)")


class Note:
    """The line of one request: written before the act (or in its transaction), and given its place
    when the act is done.

    Killed in between, the process leaves the line without its place: better than none.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._line: LookedOver | None = None

    def write(self, kinds: Collection[str]) -> None:
        """May fail: what was sent is worth more than the line."""
        writer = self._request.user if self._request.user.is_authenticated else None
        what = {
            "writer": writer,
            "what": part_of(self._request),
            "kinds": ",".join(sorted(kinds))[:MOST_KINDS],
        }
        try:
            with transaction.atomic():
                if self._line is None:
                    self._line = LookedOver.objects.create(**what)
                else:
                    LookedOver.objects.filter(pk=self._line.pk).update(**what)
        except DatabaseError as error:
            logger.error("What a writer looked over could not be noted: %s", without_words(error))

    def place(self, path: str) -> None:
        """The act is done: one line for a place, however often it is changed."""
        url = "" if PRIVATE.search(path) else path[:300]
        if self._line is None or not url:
            return
        try:
            with transaction.atomic():
                LookedOver.objects.filter(url=url).exclude(pk=self._line.pk).delete()
                LookedOver.objects.filter(pk=self._line.pk).update(url=url)
        except DatabaseError as error:
            logger.error(
                "Where a writer looked over something could not be noted: %s", without_words(error)
            )

    def drop(self) -> None:
        """Nothing was done after all."""
        if self._line is None:
            return
        try:
            with transaction.atomic():
                LookedOver.objects.filter(pk=self._line.pk).delete()
        except DatabaseError as error:
            logger.error("A line for nothing stays: %s", without_words(error))


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
    if not LookedOver.objects.filter(pk=number(item_id), seen_at=None).update(
        seen_at=timezone.now()
    ):
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
    groups=(Office.MODERATORS,),
    order=60,
)
