"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from django.utils import timezone

from jmzpro.library import emails, queue, upkeep
from jmzpro.library.models import Item, Step, Use
from jmzpro.library.tests.shelf import make_item


def sent_in(cast: SimpleNamespace) -> Item:
    return queue.send_in(
        cast.sanne, "praktijkvoorbeeld", "Samen koken", "Breng gezinnen samen.", lambda item: None
    )


def deciding(cast: SimpleNamespace) -> None:
    item = sent_in(cast)
    for step, tell in (
        (Step.COMMENTED, emails.commented),
        (Step.RETURNED, emails.returned),
        (Step.PLACED, emails.placed),
    ):
        tell(item, queue.said(item, step, cast.ilse.user, "Noem ook hoeveel tijd het kost."))


def removing(cast: SimpleNamespace) -> None:
    emails.use_removed(
        Use.tell(make_item(), cast.daan, "Wij deden het met de hele klas."), "Er staat een naam in."
    )


def reviewing_again(cast: SimpleNamespace) -> None:
    for owner in (cast.daan.user, cast.ilse.user):
        item = make_item(owner=owner, review_on=timezone.localdate())
        emails.still_right(item, owner, upkeep.address_for(item, owner))


SAMPLES = (deciding, removing, reviewing_again)
SINGLE: set[str] = set()
