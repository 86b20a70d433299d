"""The questions of the demo network: asked over the last year, routed by the same code as real
ones, answered by who was asked.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils import timezone

from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions import emails, jobs
from jmzpro.questions.models import (
    Alert,
    AlertState,
    Answer,
    CameBy,
    Event,
    EventKind,
    Helpful,
    Question,
    Step,
    StepKind,
    next_number,
)
from jmzpro.questions.publication import public_text
from jmzpro.questions.question import anonymity, summary_edits
from jmzpro.questions.routing import recipients, waves
from jmzpro.questions.routing.working_days import is_working_day
from jmzpro.questions.routing.working_time import OPENS
from jmzpro.themes.models import Theme
from jmzpro.trust import publication

DATA = Path(__file__).resolve().parent / "data" / "questions.json"
# Of younger questions the alert mails are in the outbox: the mailbox of the demo is not empty.
STILL_MAILED = timedelta(days=2)


@dataclass(frozen=True)
class People:
    """Who takes part, and the chance and the clock that everything is made with."""

    members: Sequence[Person]
    random: Random
    now: datetime

    def named(self, key: str) -> Person:
        return next(person for person in self.members if person.user.email == f"{key}@cast.example")


def build(people: Sequence[Person], random: Random, now: datetime) -> None:
    """Make them oldest first, so that later ones are routed by who answered before. `random` and
    `now` make it repeatable.
    """
    members = [
        person
        for person in people
        if person.is_active
        and person.welcomed_at
        and not person.is_team_mailbox
        and not person.user.is_staff
    ]
    taking_part = People(members, random, now)
    timed = [
        (when_asked(row, taking_part), row) for row in json.loads(DATA.read_text(encoding="utf-8"))
    ]
    for asked_at, row in sorted(timed, key=lambda pair: pair[0]):
        one_question(row, asked_at, taking_part)


def when_asked(row: dict[str, Any], people: People) -> datetime:
    at = people.now - timedelta(days=row["days_ago"], minutes=people.random.randint(0, 240))
    return at_work_before(at, people.random) if row.get("answers") else at


def at_work_before(at: datetime, random: Random) -> datetime:
    """Between nine and four on that working day or the last one before: whenever a network is
    made, its people ask at work.
    """
    clock = (datetime.combine(date.min, OPENS) + timedelta(minutes=random.randrange(7 * 60))).time()
    day = timezone.localdate(at)
    while not is_working_day(day, ()) or timezone.make_aware(datetime.combine(day, clock)) > at:
        day -= timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, clock))


def one_question(row: dict[str, Any], asked_at: datetime, people: People) -> Question:
    asker = people.named(row["asker"]) if "asker" in row else find_asker(row, people)
    question = Question(
        number=next_number(),
        asker=asker,
        title=row["title"],
        text=row["text"],
        province=Province.objects.filter(slug=row.get("province", "")).first(),
        asked_at=asked_at,
        last_activity_at=asked_at,
        close_reminded_at=reminded_at
        if (reminded_at := asked_at + jobs.REMINDED_AFTER) <= people.now
        else None,
    )
    if row.get("without_name"):
        anonymity.hide_asker(question, asker)
    question.save()
    question.themes.set(Theme.objects.filter(slug__in=row["themes"]))
    Event.objects.create(question=question, kind=EventKind.ASKED, person=asker, at=asked_at)
    alerts = make_alerts(question, asked_at)
    writers = writers_of(question, [alert.person for alert in alerts], row, people)
    answers = [make_answer(question, answer, writers, people) for answer in row.get("answers", [])]
    question.count_first_answer()
    alerts += next_steps(question, people.now)
    pass_on(alerts, people.random, people.now)
    if row.get("closed"):
        close(question, row, answers, people.now)
    if row.get("summary"):
        summary_edits.improve(question, row["summary"], after=0, by=people.named("marijke"))
    mail(question, alerts, people)
    return question


def find_asker(row: dict[str, Any], people: People) -> Person:
    """Somebody who works where the question matters, and does not answer it too."""
    answering = {answer.get("by") for answer in row.get("answers", [])}
    others = [
        person
        for person in people.members
        if person.user.email.removesuffix("@cast.example") not in answering
    ]
    near = [
        person
        for person in others
        if person.province and person.province.slug == row.get("province")
    ]
    return people.random.choice(near or others)


def make_alerts(question: Question, at: datetime, *, wave: int = 1) -> list[Alert]:
    chosen = recipients.ranking(
        recipients.Draft.of(question),
        at_most=waves.WAVE_SIZES[wave],
        now=at,
        alike=alike_by_theme(question) if wave == 1 else {},
    )
    people = Person.objects.select_related("user", "organisation").in_bulk(
        [score.id for score in chosen]
    )
    return Alert.objects.bulk_create(
        [
            Alert(
                question=question,
                person=people[s.id],
                wave=wave,
                reasons=list(s.reasons),
                score=round(s.total, 3),
                created_at=at,
            )
            for s in chosen
        ]
    )


def next_steps(question: Question, now: datetime) -> list[Alert]:
    """What the worker did by now, had it been there: twelve more, then the office. Gives who
    were asked in that second wave.
    """
    question.refresh_from_db(fields=["first_answer_at"])
    steps = {kind: Step.objects.create(question=question, kind=kind) for kind in StepKind}
    done = {StepKind.FIRST_WAVE: question.asked_at}
    for kind in waves.AFTER:
        due = waves.due(steps[kind])
        if due <= now and (question.first_answer_at is None or question.first_answer_at > due):
            done[kind] = due
    for kind, at in done.items():
        Step.objects.filter(pk=steps[kind].pk).update(done_at=at, looked_at=at)
    second = done.get(StepKind.SECOND_WAVE)
    return make_alerts(question, second, wave=2) if second else []


def mail(question: Question, alerts: Sequence[Alert], people: People) -> None:
    """Of young questions each mail, that can still be answered in the mailbox; of older ones
    what the cast got and sent.
    """
    young = people.now - STILL_MAILED
    cast = [alert for alert in alerts if alert.person.user.email.endswith("@cast.example")]
    mailed = [alert for alert in alerts if alert.created_at > young] + [
        alert for alert in cast if alert.created_at <= young
    ]
    emails.alerts(question, mailed)
    asker = question.asker
    if asker is not None and asker.user.email.endswith("@cast.example"):
        emails.question_sent(question, [alert for alert in alerts if alert.wave == 1])
    for alert in mailed:
        was_sent(f"alert:question/{question.pk}:{alert.wave}", alert.created_at, to=alert.person)
    if asker is not None:
        was_sent(f"question-sent:question/{question.pk}", question.asked_at, to=asker)


def was_sent(cause: str, at: datetime, *, to: Person) -> None:
    """That mail, as it stands in the outbox of a network that lives."""
    OutgoingMail.objects.filter(cause=cause, user=to.user).update(
        state=OutgoingState.SENT,
        created_at=at,
        next_attempt_at=at,
        sent_at=at + timedelta(seconds=4),
    )


def alike_by_theme(question: Question) -> dict[int, float]:
    """The index is not there yet while the network is made: questions that share all themes are
    alike here.
    """
    mine = {theme.pk for theme in question.themes.all()}
    earlier = Question.objects.exclude(pk=question.pk).prefetch_related("themes")
    return {
        other.pk: 0.5
        for other in earlier
        if len(mine & {theme.pk for theme in other.themes.all()}) >= min(2, len(mine))
    }


def make_answer(
    question: Question, row: dict[str, Any], writers: Iterator[Person], people: People
) -> Answer:
    """`by: asker` is the asker's own reaction, another `by` one of the cast; else the next of
    `writers`.
    """
    at = min(question.asked_at + timedelta(minutes=row["after"]), people.now)
    named = row.get("by")
    author = question.asker if named == "asker" else people.named(named) if named else next(writers)
    assert author is not None
    answer = Answer.objects.create(
        question=question,
        number=question.answers.count() + 1,
        author=author,
        is_by_asker=author == question.asker,
        written_by="Voorbeeldcollega" if author.is_team_mailbox else "",
        text=row["text"],
        came_by=CameBy.PAGE if row.get("on_site") else CameBy.MAIL,
        created_at=at,
    )
    Event.objects.create(
        question=question, answer=answer, kind=EventKind.ANSWERED, person=author, at=at
    )
    question.note_activity(at)
    Alert.objects.filter(question=question, person=author).update(
        state=AlertState.ANSWERED, decided_at=at
    )
    helped = [question.asker, *people.random.sample(list(people.members), k=5)][
        : row.get("helped", 0)
    ]
    Helpful.objects.bulk_create(
        [
            Helpful(answer=answer, person=one, at=at)
            for one in dict.fromkeys(helped)
            if one and one != author
        ]
    )
    return answer


def writers_of(
    question: Question, asked: Sequence[Person], row: dict[str, Any], people: People
) -> Iterator[Person]:
    """Who was asked, one after the other, then whoever came by; nobody twice, and nobody who is
    named in the row.
    """
    named = {
        people.named(answer["by"])
        for answer in row.get("answers", [])
        if answer.get("by") not in (None, "asker")
    }
    rest = people.random.sample(list(people.members), k=len(people.members))
    return (
        one for one in dict.fromkeys([*asked, *rest]) if one not in named and one != question.asker
    )


def pass_on(alerts: Sequence[Alert], random: Random, now: datetime) -> None:
    """One in five of who did not answer said so."""
    for alert in alerts:
        if random.random() < 0.2:
            at = min(alert.created_at + timedelta(hours=random.randint(1, 30)), now)
            Alert.objects.filter(pk=alert.pk, state=AlertState.ASKED).update(
                state=AlertState.PASSED, decided_at=at
            )


def close(
    question: Question, row: dict[str, Any], answers: Sequence[Answer], now: datetime
) -> None:
    """Closed with what helped; a public one with the consent of its asker, its answerers (unless
    they said no) and the office.
    """
    assert question.asker is not None
    last = max((answer.created_at for answer in answers), default=question.asked_at)
    closed_at = min(last + timedelta(days=2), now)
    is_public = bool(row.get("public"))
    may_publish = is_public or bool(row.get("may_be_public"))
    if may_publish:
        # Before it is closed: who said yes or no is asked for it no more.
        for answer, told in zip(answers, row["answers"], strict=True):
            answer.agree_to_publish(not told.get("private"))
    question.close(
        row["closed"],
        may_publish=may_publish,
        by=question.asker,
        now=closed_at,
    )
    if is_public:
        # The office of the demo looked at each word that may be a name.
        publication.confirm(mark.key for mark in public_text.unconfirmed_of(question))
        published_at = min(closed_at + timedelta(days=3), now)
        question.publish(now=published_at)
        was_sent(emails.decision_on(question), published_at, to=question.asker)
        for answer in answers:
            if answer.author is not None:
                was_sent(emails.publicity_of(answer.pk, question), published_at, to=answer.author)
