"""What members send in, and what the Redactie decides about it. The text is an item from the
start; `ReviewStep` says what happened.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from jmzpro.library import emails, public_names
from jmzpro.library.choices import FIELDS_OF_KIND, Kind
from jmzpro.library.models import Item, ReviewStep, Step
from jmzpro.members.access import is_office
from jmzpro.members.models import Person
from jmzpro.trust import audit
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import (
    AlreadyDecided,
    CannotDecide,
    Decision,
    Letter,
    Named,
    QueueKind,
    Waiting,
)

Filled = Callable[[Item], None]


# By the member


@transaction.atomic
def send_in(person: Person, kind: str, title: str, promise: str, fill: Filled) -> Item:
    """A new item that waits for the Redactie. `fill` puts the rest of the form in it."""
    item = Item.draft(
        kind=kind,
        title=title,
        promise=promise,
        by=person.user,
        shared_by=person,
        organisation=person.organisation,
    )
    if kind == Kind.PRACTICE:
        item.owner = person.user  # who did it knows whether it still holds
    fill(item)
    ask(item, Step.SENT, person)
    return item


@transaction.atomic
def revise(item: Item, person: Person, fill: Filled, note: str) -> bool:
    """Send it in once more, whether it was sent back or still waits. False when the Redactie put
    it on the site in the meantime.
    """
    if (
        not Item.objects.revisable_by(person.user)
        .select_for_update(of=("self",))
        .filter(pk=item.pk)
        .exists()
    ):
        return False
    newest: Item = Item.objects.get(pk=item.pk).get_latest_revision_as_object()
    fill(newest)
    ask(newest, Step.REVISED, person, note)
    return True


def ask(item: Item, step: Step, person: Person, note: str = "") -> None:
    item.review_asked_at = item.review_asked_at or timezone.now()
    item.save()
    item.save_revision(user=person.user)
    item.review_steps.create(step=step, text=note, by=person.user)
    audit.record(step.label.lower(), item, by=person.user)


# By the Redactie


def waiting_for(user: Any) -> QuerySet[Item]:
    return Item.objects.for_review() if is_office(user, Office.EDITORS) else Item.objects.none()


def waiting(user: Any) -> Sequence[Waiting]:
    items = list(
        waiting_for(user).select_related("latest_revision", "shared_by__user", "organisation")
    )
    colleagues = public_names.colleagues_at(items)
    return [as_it_waits(item, colleagues) for item in items]


def as_it_waits(item: Item, colleagues: public_names.Colleagues) -> Waiting:
    """The newest version, whoever wrote that. Its number is in the id: a decision is about the
    text that was read.
    """
    newest = item.latest_revision.content if item.latest_revision else {}
    names = ("promise", "text", *FIELDS_OF_KIND.get(item.kind, ()))
    told = [str(newest.get(name) or "") for name in names if name != "practice_contact"]
    links = [str(link.get("url", "")) for link in newest.get("links", ())]
    assert item.review_asked_at is not None
    return Waiting(
        id=f"{item.public_id}-{item.latest_revision_id}",
        title=newest.get("title", item.title),
        since=item.review_asked_at,
        text="\n\n".join(part for part in (*told, *links) if part),
        url=reverse("wagtailsnippets_library_item:edit", args=[item.pk]),
        sender=f"person/{item.shared_by_id}" if item.shared_by_id else "",
        facts=(
            ("Soort", item.get_kind_display()),
            (
                "Van",
                ", ".join(
                    str(one)
                    for one in (item.shared_by and item.shared_by.name, item.organisation)
                    if one
                )
                or "een oud-lid",
            ),
            ("Wat je ermee mag", item.get_reuse_display()),
            *((("Contact", newest["practice_contact"]),) if newest.get("practice_contact") else ()),
        ),
        marks=public_names.unseen_in(item, newest, colleagues),
    )


def undecided(item_id: str) -> Item:
    """The item as it was read, held until the decision stands; who comes second finds it
    decided, or changed.
    """
    public_id, _, version = item_id.partition("-")
    held = Item.objects.for_review().select_for_update(of=("self",))
    found = (
        held.filter(public_id=public_id, latest_revision_id=int(version)).first()
        if version.isascii() and version.isdigit()
        else None
    )
    if found is None:
        raise AlreadyDecided
    return found


def place(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
    item = undecided(item_id)
    newest: Item = item.get_latest_revision_as_object()
    if names := public_names.unseen_in(
        item, item.latest_revision.content if item.latest_revision else {}
    ):
        raise CannotDecide(
            f"Kijk eerst naar elke naam: {', '.join(mark.word for mark in names[:5])}."
        )
    newest.put_on_site(by=by, reason=reason, text=text)


def send_back(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    item = undecided(item_id)
    Item.objects.filter(pk=item.pk).update(review_asked_at=None)
    emails.returned(item, said(item, Step.RETURNED, by, text, reason))


def comment(item_id: str, *, by: Any, text: str, reason: str = "") -> None:
    """It goes on waiting. The same words twice are a double click."""
    item = undecided(item_id)
    last = item.review_steps.last()
    if last is None or (last.step, last.text) != (Step.COMMENTED, text):
        emails.commented(item, said(item, Step.COMMENTED, by, text, reason))


def said(item: Item, step: Step, by: Any, text: str, reason: str = "") -> ReviewStep:
    audit.record(step.label.lower(), item, by=by, reason=reason)
    return ReviewStep.objects.create(item=item, step=step, text=text, by=by)


# Coming back on it


def take_off(item_id: str, *, by: Any) -> None:
    """Undo of `place`: it is off the site and waits again."""
    wait_again(item_id, Step.PLACED, by)


def ask_back(item_id: str, *, by: Any) -> None:
    """Undo of `send_back`: it waits again, unless its sender revised it meanwhile."""
    wait_again(item_id, Step.RETURNED, by)


@transaction.atomic
def wait_again(item_id: str, was: Step, by: Any) -> None:
    item = (
        Item.objects.select_for_update(of=("self",))
        .filter(public_id=item_id.partition("-")[0], review_asked_at=None)
        .first()
    )
    steps = list(item.review_steps.order_by("at", "pk")) if item else []
    if item is None or not steps or steps[-1].step != was or item.live != (was == Step.PLACED):
        raise AlreadyDecided
    if item.live:
        item.withdraw(by)
    asked = next(step.at for step in reversed(steps) if step.step in (Step.SENT, Step.REVISED))
    Item.objects.filter(pk=item.pk).update(review_asked_at=asked, withdrawn_at=None)
    audit.record("besluit teruggedraaid", item, by=by)
    emails.came_back(item, steps[-1])
    steps[-1].delete()


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    public_ids = {item_id: item_id.partition("-")[0] for item_id in item_ids}
    found = {one.public_id: one for one in Item.objects.filter(public_id__in=public_ids.values())}
    return {
        item_id: Named(
            found[one].title, reverse("wagtailsnippets_library_item:edit", args=[found[one].pk])
        )
        for item_id, one in public_ids.items()
        if one in found
    }


GOES = "De mail gaat meteen weg. Dit kun je niet terugdraaien."
SHARER = "wie het deelde"
WHAT_IS_MISSING = Letter(
    SHARER,
    asks="Wat is er nog nodig?",
    needed="Schrijf wat er nog nodig is. Wie het deelde, krijgt dit per mail.",
)
REMARK = Letter(
    SHARER,
    asks="Je opmerking",
    needed="Schrijf je opmerking op. Wie het deelde, krijgt die per mail.",
)

QUEUE = QueueKind(
    key="library-submissions",
    label="Ingestuurd voor de Kennisbank",
    named=named,
    waiting=waiting,
    count=lambda user: waiting_for(user).count(),
    decisions=(
        Decision(
            key="place",
            label="Zet op de site",
            carry_out=place,
            letter=Letter(SHARER),
            undo=take_off,
            done="Op de site gezet",
            confirms_names=True,
        ),
        Decision(
            key="return",
            label="Stuur terug",
            carry_out=send_back,
            letter=WHAT_IS_MISSING,
            undo=ask_back,
            done="Teruggestuurd",
        ),
        Decision(
            key="comment",
            label="Schrijf een opmerking",
            carry_out=comment,
            letter=REMARK,
            consequence=GOES,
            done="Opmerking geschreven",
        ),
    ),
    groups=(Office.EDITORS,),
    order=40,
)
