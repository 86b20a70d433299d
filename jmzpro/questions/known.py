"""What routing knows of everybody: read from the database, and in a large network kept by each process and followed.

In a small network all of it is read for each question. In a large one a process keeps it, and reads the change rows that search keeps
(search/models.py): who changed since is read again and stands beside what was kept, until there are too many. What may not be stale
(who may be asked at all, and how often they were) is never kept: routing.py asks the database.
docs/decisions/0013-routing-a-large-network.md
"""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count, F, Max, QuerySet

from jmzpro.members.expertise import expertise
from jmzpro.members.models import Organisation, Person
from jmzpro.questions.choosing import Mask
from jmzpro.questions.experience import Asked
from jmzpro.questions.looking_alike import terms
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.scoring import Candidate, Crowd, Past
from jmzpro.search.follow import Progress
from jmzpro.search.models import Change

# From so many members on a process keeps what it knows; reading it anew takes longer than a question may.
KEPT_FROM = 500
MOST_CHANGED = 1_000
LONGEST_KEPT_SECONDS = 12 * 3600
# Each mark of "dit hielp mij" makes an earlier answer count for more, up to twice.
WORTH_OF_A_MARK = 0.25
IDS_AT_A_TIME = 5_000


def day_of(moment: datetime) -> float:
    return moment.timestamp() / 86_400


@dataclass(frozen=True)
class Known:
    """Crowds that together are the network: of each, which rows still stand (None: all)."""

    crowds: Sequence[tuple[Crowd, Mask | None]]
    asked: Asked


class Knowledge:
    """What one process keeps. For one thread at a time."""

    def __init__(self, *, kept_from: int = KEPT_FROM) -> None:
        self.kept_from = kept_from
        self.lock = threading.Lock()
        self.kept: Kept | None = None

    def now(self) -> Known:
        """Everything as it is committed now (and in this transaction)."""
        if self.kept is None and not is_at_least(self.kept_from):
            return fresh()
        with self.lock:
            progress = Progress.now()
            kept = self.kept
            if kept is None or not kept.can_follow(progress):
                kept = Kept(progress, fresh())
            known, followed = kept.followed(progress)
            # What a transaction sees may yet be taken back, so nothing of it is kept.
            if not connection.in_atomic_block:
                self.kept = followed
            return known


def is_at_least(number: int) -> bool:
    """Whether there are so many people, without counting them all."""
    return len(Person.objects.order_by("pk").values_list("pk", flat=True)[:number]) >= number


@dataclass(frozen=True)
class Kept:
    """What was read at some moment, and who changed since."""

    progress: Progress
    base: Known
    changed: frozenset[int] = frozenset()
    beside: Known | None = None
    made_at: float = field(default_factory=time.monotonic)

    def can_follow(self, now: Progress) -> bool:
        is_young = time.monotonic() - self.made_at < LONGEST_KEPT_SECONDS
        return is_young and len(self.changed) <= MOST_CHANGED and self.progress.can_follow(now)

    def followed(self, now: Progress) -> "tuple[Known, Kept]":
        rows = [(kind, object_id) for *_, kind, object_id in Change.objects.since(self.progress.place)]
        if not rows and self.beside is not None:
            return self.beside, Kept(now, self.base, self.changed, self.beside, self.made_at)
        if not rows:
            return self.base, Kept(now, self.base, self.changed, None, self.made_at)
        changed = self.changed | people_behind(rows)
        ((crowd, _),) = self.base.crowds
        stands = np.ones(crowd.size, np.bool_)
        stands[[crowd.row_of[pk] for pk in changed if pk in crowd.row_of]] = False
        beside = Known([(crowd, stands), (Crowd(read(changed), self.base.asked), None)], self.base.asked)
        return beside, Kept(now, self.base, changed, beside, self.made_at)


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
    "organisation": lambda ids: Person.objects.filter(organisation_id__in=ids).values_list("pk", flat=True),
    "answer": lambda ids: Answer.objects.filter(pk__in=ids).values_list("author", flat=True),
    "question": lambda ids: [
        *Answer.objects.filter(question_id__in=ids).values_list("author", flat=True),
        *Question.objects.filter(pk__in=ids).values_list("asker", flat=True),
    ],
}


def fresh() -> Known:
    asked = read_asked()
    return Known([(Crowd(read(None), asked), None)], asked)


def read_asked() -> Asked:
    asked = Asked()
    topics = grouped(Question.themes.through.objects.values_list("question", "theme"))
    for pk, at in Question.objects.standing().order_by("asked_at").values_list("pk", "asked_at"):
        asked.add(day_of(at), topics.get(pk, ()))
    return asked


def read(ids: Collection[int] | None) -> list[Candidate]:
    """These people as candidates, or everybody: a few queries, however many they are. Rows, since models cost more time."""
    people = of(Person.objects.active(), "pk", ids)
    themes = grouped(of(Person.themes.through.objects.all(), "person", ids).values_list("person", "theme"))
    works_in = grouped(
        (organisation, (name, part))
        for organisation, name, part in Organisation.works_in.through.objects.order_by().values_list(
            "organisation", "province__name", "province__part"
        )
    )
    answers = answers_by_person(ids)
    asked_on = dict(of(Question.objects.standing(), "asker", ids).order_by().values_list("asker").annotate(last=Max("asked_at")))
    published = published_by_person(ids)
    made = []
    for pk, organisation, province, part, brings, function, created_at in people.order_by("pk").values_list(
        "pk", "organisation", "province__name", "province__part", "brings", "function", "created_at"
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
                joined_on=day_of(created_at),
            )
        )
    return made


def of(rows: "QuerySet[Any]", column: str, ids: Collection[int] | None) -> "QuerySet[Any]":
    return rows if ids is None else rows.filter(**{f"{column}__in": ids})


def grouped(rows: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """First column → the second columns of its rows."""
    found: dict[Any, list[Any]] = {}
    for first, second in rows:
        found.setdefault(first, []).append(second)
    return found


def answers_by_person(ids: Collection[int] | None) -> dict[int, list[Past]]:
    """What each answered to others. An answer that helped counts for more."""
    answers = of(Answer.objects.visible(), "author", ids).filter(author__isnull=False).exclude(author=F("question__asker")).order_by()
    marks = dict(answers.filter(helpful_marks__isnull=False).values_list("pk").annotate(n=Count("helpful_marks")))
    themes = Question.themes.through.objects.all()
    about = grouped(
        (themes if ids is None else themes.filter(question__answers__author__in=ids).distinct()).values_list("question", "theme")
    )
    topics = {question: frozenset(known) for question, known in about.items()}
    found: dict[int, list[Past]] = {}
    for pk, author, question, at in answers.values_list("pk", "author", "question", "created_at"):
        worth = min(2.0, 1.0 + WORTH_OF_A_MARK * marks.get(pk, 0))
        found.setdefault(author, []).append(Past(question, day_of(at), worth, topics.get(question, frozenset())))
    return found


def published_by_person(ids: Collection[int] | None) -> dict[int, frozenset[int | str]]:
    """The themes and words of what each published, as the parts tell."""
    found: dict[int, set[int | str]] = {}
    for source in expertise:
        for work in source.works(ids):
            found.setdefault(work.person, set()).update(work.themes, terms(work.text))
    return {person: frozenset(said) for person, said in found.items()}


knowledge = Knowledge()
