"""What routing knows of everybody: read from the database, and in a large network kept by each
process and followed.

In a small network all of it is read for each question. In a large one a process keeps it, and reads
the change rows that search keeps (search/models.py): who changed since is read again and stands
beside what was kept, until there are too many. What may not be stale (who may be asked at all, and
how often they were) is never kept: routing/recipients.py asks the database.
docs/decisions/0013-routing-a-large-network.md
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, F, Max, QuerySet

from jmzpro.kit.lazy import lazy_module
from jmzpro.members.expertise import expertise
from jmzpro.members.models import Organisation, Person
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.routing.candidates import Candidate, CandidateMatrix, PastAnswer
from jmzpro.questions.routing.experience import Asked
from jmzpro.questions.routing.selection import Mask
from jmzpro.questions.routing.similarity import terms
from jmzpro.search.models import Change
from jmzpro.search.sync import Progress

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

# From so many members on a process keeps what it knows; reading it anew takes longer than a
# question may.
KEPT_FROM = 500
# So many people may stand apart before the worker reads all anew, and before any process must.
FEW_APART, MOST_APART = 500, 5_000
LONGEST_KEPT_SECONDS = 12 * 3600
# Each mark of "dit hielp mij" makes an earlier answer count for more, up to twice.
WORTH_OF_A_MARK = 0.25


def day_of(moment: datetime) -> float:
    return moment.timestamp() / 86_400


@dataclass(frozen=True)
class Snapshot:
    """Crowds that together are the network: of each, which rows still stand (None: all)."""

    crowds: Sequence[tuple[CandidateMatrix, Mask | None]]
    asked: Asked


class CandidateCache:
    """What one process keeps."""

    def __init__(self, *, kept_from: int = KEPT_FROM) -> None:
        self.kept_from = kept_from
        self.lock = threading.Lock()
        self.kept: CachedNetwork | None = None

    def now(self) -> Snapshot:
        """Everything as it is committed now (and in this transaction)."""
        kept = self.kept
        if kept is None and not is_at_least(self.kept_from):
            return fresh()
        progress = Progress.now()
        if kept is None or not kept.can_follow(progress):
            with self.lock:  # of several threads one reads it
                kept = self.kept
                if kept is None or not kept.can_follow(progress):
                    kept = self.keep(CachedNetwork.read(progress))
        return self.keep(kept.followed(progress)).known

    def keep(self, kept: CachedNetwork) -> CachedNetwork:
        """What a transaction sees may yet be taken back, so nothing of it is kept."""
        if not connection.in_atomic_block:
            self.kept = kept
        return kept

    def get_ready(self) -> bool:
        """Read what there is to know, or follow it: called outside a transaction, before one has to
        wait for it.

        In a large network a first reading takes seconds. The worker does this all the time (a job),
        and it alone reads all anew when much changed or half a day went by: meanwhile other threads
        go on with what was kept. Gives False, as a job that has no more to do.
        """
        if self.kept is None or not self.kept.is_worn():
            if is_at_least(self.kept_from):
                self.now()
        else:
            self.keep(CachedNetwork.read(Progress.now()))
        return False


def is_at_least(number: int) -> bool:
    """Whether there are so many people, without counting them all."""
    return len(Person.objects.order_by("pk").values_list("pk", flat=True)[:number]) >= number


@dataclass(frozen=True)
class CachedNetwork:
    """What was read at some moment, and apart from it the people who changed since (gone: None)."""

    progress: Progress
    base: CandidateMatrix
    known: Snapshot
    apart: Mapping[int, Candidate | None] = field(default_factory=dict)
    made_at: float = field(default_factory=time.monotonic)

    @classmethod
    def read(cls, progress: Progress) -> CachedNetwork:
        """`progress`: taken before."""
        known = fresh()
        ((base, _),) = known.crowds
        return cls(progress, base, known)

    def can_follow(self, now: Progress) -> bool:
        return len(self.apart) <= MOST_APART and self.progress.can_follow(now)

    def is_worn(self) -> bool:
        """Whether it is time to read all anew."""
        return len(self.apart) > FEW_APART or time.monotonic() - self.made_at > LONGEST_KEPT_SECONDS

    def followed(self, now: Progress) -> CachedNetwork:
        rows = [
            (kind, object_id) for *_, kind, object_id in Change.objects.since(self.progress.place)
        ]
        if not rows:
            return replace(self, progress=now)
        changed = people_behind(rows)
        apart = {
            **self.apart,
            **dict.fromkeys(changed),
            **{candidate.id: candidate for candidate in read(changed)},
        }
        asked = self.known.asked
        if any(kind == "question" for kind, _ in rows):
            asked = asked.with_later(questions_since(asked.day))
        stands = np.ones(self.base.size, np.bool_)
        stands[[self.base.row_of[pk] for pk in apart if pk in self.base.row_of]] = False
        beside = CandidateMatrix(
            [candidate for candidate in apart.values() if candidate is not None],
            asked,
            all_could_answer=False,
        )
        known = Snapshot([(self.base.measured_by(asked), stands), (beside, None)], asked)
        return replace(self, progress=now, known=known, apart=apart)


def people_behind(rows: Iterable[tuple[str, str]]) -> frozenset[int]:
    """Whose part in the network a change may have touched."""
    ids: dict[str, set[str]] = {}
    for kind, object_id in rows:
        ids.setdefault(kind, set()).add(object_id)
    found: set[int | None] = {int(pk) for pk in ids.get("person", ())}
    for kind, who in WHO.items():
        if kind in ids:
            found |= set(who(ids[kind]))
    for source in expertise:
        if source.searchable in ids:
            found |= set(source.writers(ids[source.searchable]))
    return frozenset(pk for pk in found if pk is not None)


WHO: Mapping[str, Callable[[Collection[str]], Iterable[int | None]]] = {
    "organisation": lambda ids: Person.objects.filter(organisation_id__in=ids).values_list(
        "pk", flat=True
    ),
    "answer": lambda ids: Answer.objects.filter(pk__in=ids).values_list("author", flat=True),
    "question": lambda ids: [
        *Answer.objects.filter(question_id__in=ids).values_list("author", flat=True),
        *Question.objects.filter(pk__in=ids).values_list("asker", flat=True),
    ],
}


def fresh() -> Snapshot:
    asked = read_asked()
    return Snapshot([(CandidateMatrix(read(None), asked, all_could_answer=False), None)], asked)


def read_asked() -> Asked:
    asked = Asked()
    for day, topics in questions_since(None):
        asked.add(day, topics)
    return asked


def questions_since(day: float | None) -> Iterator[tuple[float, Sequence[int]]]:
    """(day, themes) of the questions asked after this day, in the order of time."""
    standing = Question.objects.standing().order_by("asked_at", "pk")
    about = Question.themes.through.objects.all()
    if day is not None:
        since = datetime.fromtimestamp(day * 86_400, UTC)
        standing, about = (
            standing.filter(asked_at__gte=since),
            about.filter(question__asked_at__gte=since),
        )
    topics = grouped(about.values_list("question", "theme"))
    for pk, at in standing.values_list("pk", "asked_at"):
        yield day_of(at), topics.get(pk, ())


def areas() -> Iterator[tuple[int, tuple[str, str]]]:
    """(organisation, (province, part of the country)) of where each works: whole provinces, and
    those of its municipalities.
    """
    provinces = Organisation.works_in.through.objects.order_by()
    municipalities = Organisation.municipalities.through.objects.order_by().distinct()
    for rows, of_province in ((provinces, "province"), (municipalities, "municipality__province")):
        for organisation, name, part in rows.values_list(
            "organisation", f"{of_province}__name", f"{of_province}__part"
        ):
            yield organisation, (name, part)


def read(ids: Collection[int] | None) -> list[Candidate]:
    """These people as candidates, or everybody: a few queries, however many they are. Rows,
    since models cost more time.
    """
    people = rows_of(Person.objects.active(), "pk", ids)
    themes = grouped(
        rows_of(Person.themes.through.objects.all(), "person", ids).values_list("person", "theme")
    )
    works_in = grouped(areas())
    answers = answers_by_person(ids)
    asked_on = dict(
        rows_of(Question.objects.standing(), "asker", ids)
        .order_by()
        .values_list("asker")
        .annotate(last=Max("asked_at"))
    )
    published = published_by_person(ids)
    made = []
    for (
        pk,
        organisation,
        province,
        part,
        brings,
        function,
        created_at,
        welcomed_at,
    ) in people.order_by("pk").values_list(
        "pk",
        "organisation",
        "province__name",
        "province__part",
        "brings",
        "function",
        "created_at",
        "welcomed_at",
    ):
        places = [(province, part), *works_in.get(organisation, [])]
        made.append(
            Candidate(
                id=pk,
                themes=frozenset(themes.get(pk, ())),
                provinces=frozenset(name for name, _ in places if name),
                parts=frozenset(str(of_country) for _, of_country in places if of_country),
                terms=frozenset(terms(f"{brings}\n{function}")),
                published=published.get(pk, frozenset()),
                answers=answers.get(pk, ()),
                asked_on=day_of(asked_on[pk]) if pk in asked_on else None,
                joined_on=day_of(welcomed_at or created_at),  # nobody is asked before
            )
        )
    return made


def rows_of(rows: QuerySet[Any], column: str, ids: Collection[int] | None) -> QuerySet[Any]:
    return rows if ids is None else rows.filter(**{f"{column}__in": ids})


def grouped(rows: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """First column → the second columns of its rows."""
    found: dict[Any, list[Any]] = {}
    for first, second in rows:
        found.setdefault(first, []).append(second)
    return found


def answers_by_person(ids: Collection[int] | None) -> dict[int, list[PastAnswer]]:
    """What each answered to others. An answer that helped counts for more."""
    answers = (
        rows_of(Answer.objects.visible(), "author", ids)
        .filter(author__isnull=False)
        .exclude(author=F("question__asker"))
        .order_by()
    )
    marks = dict(
        answers.filter(helpful_marks__isnull=False)
        .values_list("pk")
        .annotate(n=Count("helpful_marks"))
    )
    themes = Question.themes.through.objects.all()
    about = grouped(
        (
            themes if ids is None else themes.filter(question__answers__author__in=ids).distinct()
        ).values_list("question", "theme")
    )
    topics = {question: frozenset(known) for question, known in about.items()}
    found: dict[int, list[PastAnswer]] = {}
    for pk, author, question, at in answers.values_list("pk", "author", "question", "created_at"):
        worth = min(2.0, 1.0 + WORTH_OF_A_MARK * marks.get(pk, 0))
        found.setdefault(author, []).append(
            PastAnswer(question, day_of(at), worth, topics.get(question, frozenset()))
        )
    return found


def published_by_person(ids: Collection[int] | None) -> dict[int, frozenset[int | str]]:
    """The themes and words of what each published, as the parts tell."""
    found: dict[int, set[int | str]] = {}
    for source in expertise:
        for work in source.works(ids):
            found.setdefault(work.person, set()).update(work.themes, terms(work.text))
    return {person: frozenset(said) for person, said in found.items()}


candidate_cache = CandidateCache()
