"""The background job: looks at lists, carries them out and sends invitations, a few rows in each
transaction.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from jmzpro.members.bulk.importer import Taking
from jmzpro.members.bulk.models import ImportKind, ImportRow, ImportState, MemberImport, Outcome
from jmzpro.members.bulk.parser import Unreadable, entries
from jmzpro.members.bulk.report import Report
from jmzpro.members.models import Person, TooSoon, invite

# Each transaction holds the one write lock of SQLite.
LOOKED_AT_ONCE = 100
TAKEN_AT_ONCE = 20
LONGEST = 20.0  # seconds, then another job gets its turn


class TakenOver(Exception):
    """Another worker has it: its lease ran out under us."""


def work() -> bool:
    """One list, or a piece of it; True when more waits."""
    source = MemberImport.objects.waiting().first()
    if source is None or not source.claim():
        return False
    steps = {
        ImportState.CHECKING: check,
        ImportState.TAKING: take,
        ImportState.INVITING: send_invitations,
    }
    with suppress(TakenOver):
        steps[ImportState(source.state)](source)
    return True


def check(source: MemberImport) -> None:
    try:
        found = entries(bytes(source.data), source.kind)
    except Unreadable as problem:
        source.still_mine().update(
            state=ImportState.UNREADABLE, problem=str(problem)[:300], leased_until=None
        )
        return
    earlier = list(source.rows.all())
    report = Report(source, earlier)
    looked_at = {row.place for row in earlier}
    rest = [entry for entry in found if entry.place not in looked_at]

    def look(some: Sequence[object]) -> None:
        ImportRow.objects.bulk_create(report.rows(some))  # type: ignore[arg-type]

    in_pieces(source, rest, LOOKED_AT_ONCE, look, ImportState.CHECKED)


def take(source: MemberImport) -> None:
    """Killed half-way, the rows that were done say so, and the rest goes on."""
    taking = Taking(source.kind, source.handed_in_by)

    def carry_out(some: Sequence[ImportRow]) -> None:
        for row in some:
            taking.take(row)

    in_pieces(source, list(source.rows.filter(done="")), TAKEN_AT_ONCE, carry_out, ImportState.DONE)


def uninvited(source: MemberImport) -> "list[ImportRow]":
    """Who this list added and nobody invited yet."""
    if source.kind != ImportKind.PEOPLE:
        return []
    return list(source.rows.filter(done=Outcome.NEW, invited_at=None))


def send_invitations(source: MemberImport) -> None:
    def send(some: Sequence[ImportRow]) -> None:
        people = Person.objects.select_related("user").in_bulk([row.target for row in some])
        for row in some:
            if row.target in people:
                with suppress(TooSoon):
                    invite(people[row.target], by=source.handed_in_by)
            row.invited_at = timezone.now()
            row.save(update_fields=["invited_at"])

    in_pieces(source, uninvited(source), TAKEN_AT_ONCE, send, ImportState.DONE)


def in_pieces(
    source: MemberImport,
    things: Sequence[object],
    at_once: int,
    do: Callable[..., None],
    afterwards: ImportState,
) -> None:
    """Each piece and the lease together: killed in between, neither is there."""
    until = time.monotonic() + LONGEST
    for start in range(0, len(things), at_once):
        with transaction.atomic():
            do(things[start : start + at_once])
            if not source.keep_hold():
                raise TakenOver
        if time.monotonic() > until and start + at_once < len(things):
            source.still_mine().update(leased_until=None)
            return
    source.still_mine().update(state=afterwards, leased_until=None)
