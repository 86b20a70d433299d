"""The background job that checks and takes in what editors hand in, a few rows in each
transaction.
"""

import time
from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction

from jmzpro.library.bulk.entry import Entry, Unreadable
from jmzpro.library.bulk.importer import (
    DOUBLE,
    OUTCOMES,
    UNCHANGED,
    WRONG,
    Taking,
    missing,
    remember,
)
from jmzpro.library.bulk.parser import entries
from jmzpro.library.models.intake import Intake, IntakeState

# Each transaction holds the one write lock of SQLite.
BATCH = 10
LONGEST = 20.0  # seconds, then another job gets its turn


class TakenOver(Exception):
    """Another worker has it: its lease ran out under us."""


def work() -> bool:
    """One file, or a piece of it; True when more waits."""
    intake = Intake.objects.waiting().first()
    if intake is None or not intake.claim():
        return False
    try:
        found = entries(bytes(intake.data), intake.format)
    except Unreadable as problem:
        intake.still_mine().update(
            state=IntakeState.UNREADABLE, problem=str(problem)[:300], leased_until=None
        )
        return True
    with suppress(TakenOver):
        go_on(intake, found)
    return True


def go_on(intake: Intake, found: Sequence[Entry]) -> None:
    until = time.monotonic() + LONGEST
    taking = Taking(
        by=intake.handed_in_by,
        to_site=intake.to_site,
        is_dry=intake.is_dry,
        seen=seen_before(found[: intake.next_row]),
        choices=intake.choices,
    )
    while intake.next_row < len(found):
        with transaction.atomic():
            one_batch(intake, found[intake.next_row : intake.next_row + BATCH], taking)
        if time.monotonic() > until:
            intake.still_mine().update(leased_until=None)
            return
    following = IntakeState.CHECKED if intake.is_dry else IntakeState.DONE
    intake.still_mine().update(state=following, rows=len(found), leased_until=None)


def one_batch(intake: Intake, batch: Sequence[Entry], taking: Taking) -> None:
    """The rows and how far we are, together: killed in between, neither is there."""
    counts = {**dict.fromkeys(OUTCOMES, 0), **intake.counts}
    lines = list(intake.lines)
    for taken in map(taking.take, batch):
        counts[taken.outcome] = counts.get(taken.outcome, 0) + 1
        if taken.outcome != UNCHANGED or taken.dropped:
            lines.append(taken.as_json())
    lines.sort(
        key=lambda line: (line["outcome"] != WRONG, line["outcome"] != DOUBLE, line["place"])
    )
    if intake.write_down(counts, lines, intake.next_row + len(batch)) is None:
        raise TakenOver


def seen_before(found: Sequence[Entry]) -> dict[str, int]:
    seen: dict[str, int] = {}
    for entry in found:
        if not entry.problems and not list(missing(entry)):
            remember(entry, seen)
    return seen
