"""Routing: which members may get a question, and why. Gathers what the database knows and lets
routing/scoring.py decide; changes nothing.

Whoever was asked for this question before is no candidate again. waves.py makes the alerts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jmzpro.mail.models import AddressState
from jmzpro.members.models import AlertPace, Person
from jmzpro.places.models import Province
from jmzpro.questions.models import Alert, Question
from jmzpro.questions.routing import similarity
from jmzpro.questions.routing.experience import Alike
from jmzpro.questions.routing.scoring import LOAD_DAYS, WEIGHTS, Rarity, Score, Signals, assess
from jmzpro.questions.routing.selection import (
    FEWEST,
    FIRST_LOOK,
    FIRST_WAVE,
    CandidatePool,
    Load,
    LookUp,
    choose,
    rank,
)
from jmzpro.questions.routing.snapshot import CandidateCache, candidate_cache, day_of
from jmzpro.themes.models import Theme

WEEK = timedelta(days=7)

__all__ = ["FEWEST", "FIRST_WAVE", "WEEK", "Draft", "explanation", "ranking"]


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
        return cls(
            question.title,
            question.text,
            list(question.themes.all()),
            question.province,
            question.asker,
            question,
        )


def ranking(
    draft: Draft,
    *,
    at_most: int,
    now: datetime | None = None,
    alike: Mapping[int, float] | None = None,
) -> list[Score]:
    """The people to ask, best first, at most `at_most`; changes nothing. `alike`: the look-alike
    questions when they are known already.
    """
    return choose(candidate_pool(draft, now or timezone.now(), alike=alike), at_most=at_most)


def explanation(
    question: Question, now: datetime | None = None
) -> list[tuple[Person, Score, bool]]:
    """Everybody who could be asked now with the score, best first, and whether they would be."""
    everybody = candidate_pool(Draft.of(question), now or timezone.now())
    chosen = {score.id: score for score in choose(everybody, at_most=FIRST_WAVE)}
    scores = [chosen.get(score.id, score) for score in rank(everybody)]
    by_id = Person.objects.select_related("organisation").in_bulk([score.id for score in scores])
    return [(by_id[score.id], score, score.id in chosen) for score in scores]


def candidate_pool(
    draft: Draft,
    at: datetime,
    *,
    alike: Mapping[int, float] | None = None,
    keeper: CandidateCache = candidate_cache,
    first_look: int = FIRST_LOOK,
    weights: Mapping[str, float] = WEIGHTS,
) -> CandidatePool:
    """The whole network for one question: scored, and ready to be looked up in the database."""
    known, said, day = keeper.now(), signals(draft, alike), hour_of(at)
    rarity = Rarity(said, known.crowds)
    return CandidatePool(
        [assess(crowd, said, day, rarity, weights) for crowd, _ in known.crowds],
        looking_up(draft, at),
        day=day,
        questions=known.asked.since(day - LOAD_DAYS),
        first_look=first_look,
        standing=[stands for _, stands in known.crowds],
    )


def hour_of(at: datetime) -> float:
    """The day as a number, counted to the end of the hour: what fades is worked out once an hour
    for everybody.
    """
    return ceil(day_of(at) * 24) / 24


def looking_up(draft: Draft, at: datetime, *, in_letter: bool = False) -> LookUp:
    """Of some people those whom the database lets ask now (or in their letter), with what they
    were asked for.
    """
    may = (may_read_of_it if in_letter else may_be_asked)(draft, at)
    lately = Count(
        "pk", filter=Q(created_at__gt=at - timedelta(days=LOAD_DAYS), created_at__lte=at)
    )

    def look_up(ids: Sequence[int]) -> dict[int, Load]:
        allowed = list(may.filter(pk__in=ids).values_list("pk", flat=True))
        asked = Alert.objects.filter(person__in=allowed).order_by().values_list("person")
        counted = {person: Load(number, ever=True) for person, number in asked.annotate(n=lately)}
        return {pk: counted.get(pk, Load()) for pk in allowed}

    return look_up


def signals(draft: Draft, alike: Mapping[int, float] | None = None) -> Signals:
    """What the question says about who may know."""
    if alike is None:
        about = [theme.pk for theme in draft.themes]
        alike = similarity.earlier_questions(
            draft.title, draft.text, themes=about, asker=draft.asker, besides=draft.question
        )
    return Signals(
        themes={theme.pk: in_a_sentence(theme.name) for theme in draft.themes},
        province=draft.province.name if draft.province else "",
        part=draft.province.part if draft.province else "",
        terms=similarity.terms(f"{draft.title}\n{draft.text}"),
        alike=Alike.of(alike),
        topics=frozenset(theme.pk for theme in draft.themes),
        seed=str(draft.question.number if draft.question else draft.title),
    )


def in_a_sentence(name: str) -> str:
    """A theme's name as it stands within a sentence: "Vervoer" → "vervoer", "Mbo" → "mbo";
    "KOPP" stays.
    """
    first = name.split(" ", 1)[0]
    return name if first.isupper() and len(first) > 1 else name[:1].lower() + name[1:]


def may_be_asked(draft: Draft, now: datetime) -> QuerySet[Person]:
    """Members whom a question may be mailed to at once: the hard rules, before any score."""
    this_week = (
        Alert.objects.filter(person=OuterRef("pk"), in_letter=False, created_at__gt=now - WEEK)
        .order_by()
        .values("person")
        .annotate(n=Count("pk"))
        .values("n")
    )
    people = may_hear(draft, now).filter(alert_pace=AlertPace.AT_ONCE)
    counted = people.annotate(
        asked_this_week=Coalesce(Subquery(this_week, output_field=IntegerField()), 0)
    )
    return counted.filter(asked_this_week__lt=F("alerts_per_week"))


def may_read_of_it(draft: Draft, now: datetime) -> QuerySet[Person]:
    """Who reads questions once a day or week: these stand in no wave, and no letter counts for
    the week.
    """
    return may_hear(draft, now).filter(alert_pace__in=(AlertPace.DAILY, AlertPace.WEEKLY))


def may_hear(draft: Draft, now: datetime) -> QuerySet[Person]:
    """Members whom this question may reach at all: not who pauses, the asker, a colleague, or
    who was asked before.
    """
    today = timezone.localdate(now)
    people = (
        Person.objects.active()
        .filter(welcomed_at__isnull=False)
        .filter(Q(paused_until=None) | Q(paused_until__lte=today))
        .exclude(user__email__in=AddressState.objects.paused().values("address"))
    )
    if draft.asker is not None:
        people = people.exclude(pk=draft.asker.pk)
        if draft.asker.organisation_id is not None:
            people = people.exclude(organisation=draft.asker.organisation_id)
    if draft.question is not None:
        people = people.exclude(
            pk__in=Alert.objects.filter(question=draft.question).values("person")
        )
    return people
