"""Waves: a question goes to a few people first, and to more when nobody answers; at last the office
hears of it.

What must still happen is a row (`Step`), taken by one conditional UPDATE in the transaction of what
it does: a killed worker loses nothing, and of two workers one does it.
docs/decisions/0014-waves-and-referrals.md.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from jmzpro.members.models import Person, User
from jmzpro.questions import emails
from jmzpro.questions.models import (
    Alert,
    AlertState,
    KeptForLetter,
    Question,
    StandIn,
    Step,
    StepKind,
)
from jmzpro.questions.routing import recipients, referrals, working_days
from jmzpro.questions.routing.eligibility import free_to_ask, muting, told
from jmzpro.questions.routing.scoring import Score
from jmzpro.questions.routing.selection import CandidatePool, choose
from jmzpro.trust.duty import Roster
from jmzpro.trust.offices import Office

WAVE_SIZES = {1: recipients.FIRST_WAVE, 2: 12}
WAVES = {StepKind.FIRST_WAVE: 1, StepKind.SECOND_WAVE: 2}
# Working days without an answer.
AFTER = {StepKind.SECOND_WAVE: 2, StepKind.OFFICE: 5}
AT_A_TIME = 200
# A wave that found fewer people free than it may ask looks again so often, and so long.
LOOKS_AGAIN = timedelta(hours=1)
LOOKS_FOR = timedelta(days=14)


def begin(question: Question, now: datetime) -> list[Alert]:
    """The first wave, and the rows of what must happen when nobody answers."""
    Step.objects.bulk_create([Step(question=question, kind=kind) for kind in StepKind])
    first = Step.objects.get(question=question, kind=StepKind.FIRST_WAVE)
    first.claim(now, places=WAVE_SIZES[1])
    return fill(first, now)


@transaction.atomic
def fill(step: Step, now: datetime, *, at_least: int = 0) -> list[Alert]:
    """Ask as many people as the wave still has places for. Who is not free now is looked for again
    later.

    A wave of fewer than three takes who is near, active or new as well; after that only people whom
    something points to.
    """
    held = Step.objects.with_places().filter(pk=step.pk).select_for_update(of=("self",)).first()
    if held is None:
        return []
    wave = WAVES[StepKind(held.kind)]
    short = (
        recipients.FEWEST
        - Alert.objects.filter(question=held.question_id, wave=wave, in_letter=False).count()
    )
    in_letters = 0 if held.looked_at else held.places
    made = send_wave(
        step.question,
        wave=wave,
        now=now,
        size=held.places,
        at_least=max(at_least, short, 0),
        in_letters=in_letters,
    )
    Step.objects.filter(pk=held.pk).update(places=held.places - len(made), looked_at=now)
    return made


def one_more(question: Question, now: datetime) -> None:
    """Somebody takes the place of who was asked in vain, now or as soon as somebody is free; as
    long as nobody answered.
    """
    waves = Step.objects.filter(
        question=question, kind__in=WAVES, done_at__isnull=False
    ).select_related("question__asker")
    latest = waves.order_by("-done_at", "-pk").first()
    if latest is None:  # asked before waves were kept as rows
        send_wave(question, wave=1, now=now, size=1)
        return
    Step.objects.filter(pk=latest.pk).update(places=F("places") + 1)
    fill(latest, now, at_least=1)


@transaction.atomic
def ask_more(question: Question, now: datetime) -> None:
    """Twelve more, because the office says so; who is not free now comes later."""
    made = send_wave(question, wave=3, now=now, size=WAVE_SIZES[2], in_letters=WAVE_SIZES[2])
    Step.objects.filter(question=question, kind=StepKind.SECOND_WAVE).update(
        places=WAVE_SIZES[2] - len(made), looked_at=now
    )


def send_wave(
    question: Question,
    *,
    wave: int,
    now: datetime,
    size: int,
    at_least: int = recipients.FEWEST,
    in_letters: int = 0,
) -> list[Alert]:
    """Choose, store the alerts with their reasons and put their mails in the outbox: all, or
    nothing.

    The chosen people's rows are locked before they are looked at again, so that two questions at
    the same moment never put somebody over the cap, and a letter never tells what an alert told.
    `in_letters`: so many of who reads questions once a day or week, chosen by the same score, find
    it on top of their next letter.
    """
    with transaction.atomic():
        everybody = recipients.candidate_pool(recipients.Draft.of(question), now)
        chosen, people = best(
            everybody, size, at_least, lambda ids: free_to_ask(question, ids, now)
        )
        made = Alert.objects.bulk_create(
            [
                Alert(
                    question=question,
                    person=people[score.id],
                    wave=wave,
                    reasons=list(score.reasons),
                    score=round(score.total, 3),
                    created_at=now,
                )
                for score in chosen
            ]
        )
        if made:
            emails.alerts(question, made)
        if in_letters:
            keep_for_letters(question, everybody, in_letters, now)
    return made


def best(
    everybody: CandidatePool,
    size: int,
    at_least: int,
    free: Callable[[Collection[int]], dict[int, Person]],
) -> tuple[list[Score], dict[int, Person]]:
    """The `size` best of whom `free` says that they may hear it. Looks further down the ranking
    when some of its head may not.
    """
    look_at = 3 * size
    while True:
        ranked = choose(everybody, at_most=look_at, at_least=at_least)
        allowed = free([score.id for score in ranked])
        chosen = [score for score in ranked if score.id in allowed][:size]
        if len(chosen) == size or len(ranked) < look_at:
            return chosen, allowed
        look_at *= 4


def keep_for_letters(
    question: Question, everybody: CandidatePool, size: int, now: datetime
) -> None:
    """Only whom something points to: the others find it among what is open once a week."""
    draft = recipients.Draft.of(question)
    readers = everybody.among(recipients.looking_up(draft, now, in_letter=True))
    chosen, _ = best(readers, size, 0, lambda ids: willing_to_read(question, ids))
    rows = [
        KeptForLetter(
            question=question,
            person_id=s.id,
            reasons=list(s.reasons),
            score=round(s.total, 3),
            at=now,
        )
        for s in chosen
    ]
    KeptForLetter.objects.bulk_create(rows, ignore_conflicts=True)


def willing_to_read(question: Question, ids: Collection[int]) -> dict[int, Person]:
    kept = set(
        KeptForLetter.objects.filter(question=question, person__in=ids).values_list(
            "person", flat=True
        )
    )
    unwilling = kept | muting(question, ids) | told(question, ids)
    return {
        person.pk: person
        for person in Person.objects.filter(pk__in=ids)
        if person.pk not in unwilling
    }


@transaction.atomic
def pass_on(question: Question, person: Person, now: datetime | None = None) -> bool:
    """Somebody does not know: the next person comes in, as long as nobody answered."""
    if not Alert.mark(question, person, AlertState.PASSED):
        return False
    question.refresh_from_db()
    if question.is_open and question.first_answer_at is None:
        one_more(question, now or timezone.now())
    return True


# The sweep.


def work_through(now: datetime | None = None) -> bool:
    """Take the steps whose time has come, and ask who was named and has room now. True when more
    waits.
    """
    at = now or timezone.now()
    undone = Step.objects.undone().filter(
        question__asked_at__lte=at - timedelta(days=min(AFTER.values()))
    )
    steps = list(
        undone.select_related("question__asker").order_by("question__asked_at", "pk")[:AT_A_TIME]
    )
    taken = sum(take(step, at) for step in steps if due(step) <= at)
    hoping = Step.objects.with_places().filter(
        done_at__gt=at - LOOKS_FOR, looked_at__lte=at - LOOKS_AGAIN
    )
    for step in hoping.select_related("question__asker").order_by("looked_at", "pk")[:AT_A_TIME]:
        fill(step, at)
    referrals.ask_who_has_room_now(at)
    return bool(taken) and len(steps) == AT_A_TIME


def due(step: Step) -> datetime:
    return working_days.after(step.question.asked_at, AFTER[StepKind(step.kind)])


@transaction.atomic
def take(step: Step, now: datetime) -> bool:
    if step.kind == StepKind.OFFICE:
        if not step.claim(now):
            return False
        emails.still_unanswered(step.question, listeners(now))
        return True
    if not step.claim(now, places=WAVE_SIZES[2]):
        return False
    Step.objects.filter(question=step.question_id, kind=StepKind.FIRST_WAVE).update(places=0)
    fill(step, now)
    return True


def listeners(now: datetime) -> Sequence[Person]:
    """Who hears of a question without an answer: the stand-in of today, or else the Bureau."""
    standing_in = [
        row.person
        for row in StandIn.objects.on(timezone.localdate(now)).select_related("person__user")
    ]
    if standing_in:
        return list(dict.fromkeys(standing_in))
    bureau = User.objects.filter(groups__name=Office.BUREAU, is_active=True)
    return list(
        Person.objects.active().filter(user__in=bureau).select_related("user").order_by("pk")
    )


def standing_in(day: date) -> Sequence[User]:
    """The accounts that stand in for the office on this day."""
    return [row.person.user for row in StandIn.objects.on(day).select_related("person__user")]


ROSTER = Roster(key="questions", standing_in=standing_in)
