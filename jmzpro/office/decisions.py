"""Carrying out what the office decides about what waits: the decision and its audit line, both
or neither.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jmzpro.mail import rehearsal
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.access import office_groups
from jmzpro.office.log_names import names_of
from jmzpro.trust import audit, publication
from jmzpro.trust.models import AuditLine
from jmzpro.trust.name_marks import Mark
from jmzpro.trust.queue import IN_QUEUE, Decision, Named, QueueKind, Waiting, queue

# As long as this after a decision, the one who took it is offered to take it back.
REGRET = timedelta(hours=24)
REGRET_IN_WORDS = "24 uur"
MOST_UNDONE = 30
# So many of one sender are shown at once; of what has no sender, so many of a kind.
MOST_OF_ONE, MOST_OF_NOBODY = 3, 10


@dataclass(frozen=True)
class Item:
    """One waiting thing with the kind it is of."""

    kind: QueueKind
    waiting: Waiting

    @property
    def decisions(self) -> list[Decision]:
        return [*self.kind.decisions, *self.waiting.more]

    def decision(self, key: str) -> Decision | None:
        return next((one for one in self.decisions if one.key == key), None)

    @property
    def choices(self) -> list[tuple[Decision, str]]:
        """Each decision, and what it is called for this one."""
        return [
            (decision, self.waiting.labels.get(decision.key, decision.label))
            for decision in self.decisions
        ]


@dataclass(frozen=True)
class Undoable:
    """A decision of a moment ago that can be taken back."""

    kind: QueueKind
    decision: Decision
    line: AuditLine
    about: Named


def kinds_for(user: Any) -> list[QueueKind]:
    """What this user of the office decides about, in the registry's order."""
    offices = office_groups(user)
    return [kind for kind in queue if offices & set(kind.groups)]


def counts_for(user: Any) -> list[tuple[QueueKind, int]]:
    return [(kind, kind.count(user)) for kind in kinds_for(user)]


def items_for(user: Any, kinds: Sequence[QueueKind]) -> list[Item]:
    """Everything of these kinds that waits for this user, what speaks of danger first, then the
    oldest; what waits for somebody else comes last.
    """
    items = [Item(kind, waiting) for kind in kinds for waiting in kind.waiting(user)]
    return sorted(items, key=lambda item: place_of(item.waiting))


def place_of(waiting: Waiting) -> tuple[bool, bool, bool, datetime]:
    return (
        not waiting.is_urgent,
        not waiting.speaks_of_danger,
        bool(waiting.waits_for),
        waiting.since,
    )


@dataclass(frozen=True)
class Shown:
    """An item on the page, and how many more there are after it of the same sender (or of
    nobody's, in its kind).
    """

    item: Item
    hidden: int = 0
    mark: str = ""

    @property
    def for_all(self) -> list[Decision]:
        """What may be decided about all of this sender at once."""
        return [one for one in self.item.kind.decisions if one.for_all] if self.mark else []


def mark_of(waiting: Waiting) -> str:
    """The sender in an address of ours: nobody reads from it who that is."""
    return salted_hmac("queue.sender", waiting.sender).hexdigest()[:16] if waiting.sender else ""


def without_a_crowd(items: Sequence[Item], *, is_one_kind: bool) -> list[Shown]:
    """A few of each sender, and of what has no sender a few of each kind, so that no one act buries
    the rest.

    What speaks of danger is always shown.
    """
    shown: list[Shown] = []
    places: dict[tuple[str, str], list[int]] = {}
    for item in items:
        mark = mark_of(item.waiting)
        here = places.setdefault((item.kind.key, mark), [])
        most = MOST_OF_ONE if mark else len(items) if is_one_kind else MOST_OF_NOBODY
        if len(here) < most or item.waiting.speaks_of_danger:
            here.append(len(shown))
            shown.append(Shown(item, mark=mark))
        else:
            last = shown[here[-1]]
            shown[here[-1]] = replace(last, hidden=last.hidden + 1)
    return shown


def find_item(user: Any, kind: QueueKind, item_id: str) -> Item | None:
    return next(
        (Item(kind, waiting) for waiting in kind.waiting(user) if waiting.id == item_id), None
    )


def carry_out(
    decision: Decision, item_id: str, *, by: Any, reason: str, text: str
) -> Mapping[str, Any] | None:
    """`reason` for the log, `text` for the mail: a decision gets no words that it has no place
    for.
    """
    words = {"text": text} if decision.takes_words else {}
    return decision.carry_out(item_id, by=by, reason=reason, **words)


def rehearse(decision: Decision, waiting: Waiting, *, by: Any, text: str) -> list[OutgoingMail]:
    """The mails that this decision would send, by carrying it out and undoing all of it. Raises
    as `decide`.
    """

    def act() -> None:
        publication.confirm(mark.key for mark in waiting.marks)
        carry_out(decision, waiting.id, by=by, reason="", text=text)

    return rehearsal.rehearse(act)


def decide(
    kind: QueueKind,
    decision: Decision,
    item_id: str,
    *,
    by: Any,
    reason: str,
    text: str = "",
    confirmed: Sequence[Mark] = (),
) -> None:
    """Raises AlreadyDecided or CannotDecide; nothing was changed then, and nothing is written.
    `confirmed`: the names that were ticked.
    """
    with transaction.atomic():
        publication.confirm(mark.key for mark in confirmed)
        did = carry_out(decision, item_id, by=by, reason=reason, text=text)
        label = f"{kind.label}: {decision.in_the_past}"
        details: dict[str, Any] = {"names": len(confirmed)} if confirmed else {}
        if did:
            details["did"] = did
        audit.record_item(
            label,
            f"{IN_QUEUE}{kind.key}",
            item_id,
            by=by,
            reason=reason,
            decision=decision.key,
            **details,
        )


def last_decision(kind: QueueKind, item_id: str) -> AuditLine | None:
    """What was decided last about this item, with who did."""
    lines = AuditLine.objects.filter(subject_type=f"{IN_QUEUE}{kind.key}", subject_id=item_id[:40])
    return lines.select_related("actor__person").order_by("-at", "-pk").first()


def undo(undoable: Undoable, *, by: Any) -> str:
    """Gives what of it stays, in Dutch. Raises AlreadyDecided when it cannot be taken back any
    more.
    """
    kind, decision, line = undoable.kind, undoable.decision, undoable.line
    assert decision.undo is not None
    with transaction.atomic():
        stays = decision.undo(line.subject_id, by=by, **line.details.get("did", {})) or ""
        label = f"{kind.label}: {decision.in_the_past}, teruggedraaid"
        audit.record_item(
            label, line.subject_type, line.subject_id, by=by, reason=stays, undone=decision.key
        )
    return stays


def undoable_by(user: Any) -> list[Undoable]:
    """What this user decided in the last day and did not take back, newest first."""
    lines = AuditLine.objects.filter(
        actor=user, at__gte=timezone.now() - REGRET, subject_type__startswith=IN_QUEUE
    )[:100]
    found: list[tuple[QueueKind, Decision, AuditLine]] = []
    seen: set[tuple[str, str]] = set()
    for line in lines:
        subject = (line.subject_type, line.subject_id)
        kind_key = line.subject_type.removeprefix(IN_QUEUE)
        if subject in seen or kind_key not in queue:
            continue
        seen.add(subject)
        decision = queue[kind_key].decision(line.details.get("decision", ""))
        if decision is not None and decision.undo is not None:
            found.append((queue[kind_key], decision, line))
    names = names_of([line for _, _, line in found[:MOST_UNDONE]])
    return [
        Undoable(kind, decision, line, names.get(line.pk, Named("")))
        for kind, decision, line in found[:MOST_UNDONE]
    ]
