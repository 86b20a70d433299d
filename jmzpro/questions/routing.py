"""Routing: which members may get a question, and why. Gathers what the database knows and lets scoring.py decide; changes nothing.

Whoever was asked for this question before is no candidate again. waves.py makes the alerts.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jmzpro.mail.models import AddressState
from jmzpro.members.models import AlertPace, Organisation, Person
from jmzpro.places.models import Province
from jmzpro.questions import looking_alike
from jmzpro.questions.models import Alert, Answer, Question
from jmzpro.questions.scoring import Candidate, Score, Signals, choose, rank
from jmzpro.themes.models import Theme

FIRST_WAVE = 6
WEEK = timedelta(days=7)
# Each mark of "dit hielp mij" makes an earlier answer count for more, up to twice.
WORTH_OF_A_MARK = 0.25


@dataclass(frozen=True)
class Draft:
    """What routing reads of a question, asked or still being written."""

    title: str
    text: str
    themes: Collection[Theme]
    province: Province | None
    asker: Person | None
    question: Question | None = None

    @classmethod
    def of(cls, question: Question) -> "Draft":
        return cls(question.title, question.text, list(question.themes.all()), question.province, question.asker, question)


def ranking(draft: Draft, *, at_most: int, now: datetime | None = None) -> list[Score]:
    """The people to ask, best first, at most `at_most`; changes nothing."""
    at = now or timezone.now()
    return choose(candidates(draft, at), signals(draft), at_most=at_most)


def explanation(question: Question, now: datetime | None = None) -> list[tuple[Person, Score, bool]]:
    """Everybody who could be asked now with the score, best first, and whether they would be."""
    at, draft = now or timezone.now(), Draft.of(question)
    people, said = candidates(draft, at), signals(draft)
    chosen = {score.id for score in choose(people, said, at_most=FIRST_WAVE)}
    by_id = Person.objects.select_related("organisation").in_bulk([c.id for c in people])
    return [(by_id[score.id], score, score.id in chosen) for score in rank(people, said)]


def signals(draft: Draft) -> Signals:
    """What the question says about who may know."""
    return Signals(
        themes={theme.pk: in_a_sentence(theme.name) for theme in draft.themes},
        province=draft.province.name if draft.province else "",
        part=draft.province.part if draft.province else "",
        terms=looking_alike.terms(f"{draft.title}\n{draft.text}"),
        alike=looking_alike.answered_questions(draft.title, draft.text, asker=draft.asker, besides=draft.question),
        seed=str(draft.question.number if draft.question else draft.title),
    )


def in_a_sentence(name: str) -> str:
    """A theme's name as it stands within a sentence: "Vervoer" → "vervoer", "Mbo" → "mbo"; "KOPP" stays."""
    first = name.split(" ", 1)[0]
    return name if first.isupper() and len(first) > 1 else name[:1].lower() + name[1:]


def may_be_asked(draft: Draft, now: datetime) -> QuerySet[Person]:
    """Members whom a question may be mailed to at once: the hard rules, before any score."""
    today = timezone.localdate(now)
    this_week = (
        Alert.objects.filter(person=OuterRef("pk"), created_at__gt=now - WEEK)
        .order_by()
        .values("person")
        .annotate(n=Count("pk"))
        .values("n")
    )
    people = (
        Person.objects.active()
        .filter(alert_pace=AlertPace.AT_ONCE, welcomed_at__isnull=False)
        .filter(Q(paused_until=None) | Q(paused_until__lte=today))
        .exclude(user__email__in=AddressState.objects.paused().values("address"))
        .annotate(asked_this_week=Coalesce(Subquery(this_week, output_field=IntegerField()), 0))
        .filter(asked_this_week__lt=F("alerts_per_week"))
    )
    if draft.asker is not None:
        people = people.exclude(pk=draft.asker.pk)
        if draft.asker.organisation_id is not None:
            people = people.exclude(organisation=draft.asker.organisation_id)
    if draft.question is not None:
        people = people.exclude(pk__in=Alert.objects.filter(question=draft.question).values("person"))
    return people


FIELDS = ("pk", "organisation", "province__name", "province__part", "brings", "function", "created_at", "asked_this_week", "last_answer_at")


def candidates(draft: Draft, now: datetime) -> list[Candidate]:
    """Everybody who may be asked, with what we know of them: five queries, however many they are. Rows, since models cost more time."""
    people = list(may_be_asked(draft, now).annotate(last_answer_at=Max("answers__created_at")).values_list(*FIELDS))
    known = grouped(Person.themes.through.objects.filter(theme__in=draft.themes).values_list("person", "theme"))
    works_in = grouped(
        Organisation.works_in.through.objects.order_by().values_list("organisation", "province__name", "province__part")
        if draft.province
        else ()
    )
    answered = answers_by_person()
    made = []
    for pk, organisation, province, part, brings, function, created_at, asked_this_week, last_answer_at in people:
        places = [(province, part), *works_in.get(organisation, [])]
        made.append(
            Candidate(
                id=pk,
                themes=frozenset(theme for (theme,) in known.get(pk, [])),
                provinces=frozenset(name for name, _ in places if name),
                parts=frozenset(str(of) for _, of in places if of),
                terms=frozenset(looking_alike.terms(f"{brings}\n{function}")),
                answered=answered.get(pk, {}),
                days_since_active=days_between(last_answer_at, now) if last_answer_at else None,
                days_since_joined=days_between(created_at, now),
                asked_this_week=asked_this_week,
            )
        )
    return made


def grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """First column → the other columns of its rows."""
    found: dict[Any, list[tuple[Any, ...]]] = {}
    for first, *others in rows:
        found.setdefault(first, []).append(tuple(others))
    return found


def days_between(then: datetime, now: datetime) -> float:
    return (now - then).total_seconds() / 86_400


def answers_by_person() -> dict[int, dict[int, float]]:
    """Person → question → what their answers there are worth: 1, and more for each mark of having helped, at most 2."""
    rows = (
        Answer.objects.visible()
        .filter(author__isnull=False)
        .exclude(author=F("question__asker"))
        .order_by()
        .values_list("author", "question")
        .annotate(marks=Count("helpful_marks"))
    )
    worth: dict[int, dict[int, float]] = {}
    for author, question, marks in rows:
        worth.setdefault(author, {})[question] = min(2.0, 1.0 + WORTH_OF_A_MARK * marks)
    return worth
