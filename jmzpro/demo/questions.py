"""The questions of the demo network: asked over the last year, routed by the same code as real ones, answered by who was asked."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions import emails, routing
from jmzpro.questions.models import (
    Alert,
    AlertState,
    Answer,
    CameBy,
    Event,
    EventKind,
    Helpful,
    Question,
    next_number,
)
from jmzpro.questions.scoring import Score, choose
from jmzpro.themes.models import Theme

DATA = Path(__file__).resolve().parent / "data" / "questions.json"
# Of younger questions the alert mails are in the outbox: the mailbox of the demo is not empty.
STILL_MAILED = timedelta(days=2)


def build(people: Sequence[Person], random: Random, now: datetime) -> None:
    """Make them oldest first, so that later ones are routed by who answered before. `random` and `now` make it repeatable."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    provinces = {province.slug: province for province in Province.objects.all()}
    members = [
        person for person in people if person.is_active and person.welcomed_at and not person.is_team_mailbox and not person.user.is_staff
    ]
    for row in sorted(rows, key=lambda row: -float(row["days_ago"])):
        one_question(row, members, themes, provinces, random, now)


def one_question(
    row: dict[str, Any], members: Sequence[Person], themes: dict[str, Theme], provinces: dict[str, Province], random: Random, now: datetime
) -> Question:
    asked_at = now - timedelta(days=row["days_ago"], minutes=random.randint(0, 240))
    asker = find_asker(row, members, random)
    question = Question.objects.create(
        number=next_number(),
        asker=asker,
        title=row["title"],
        text=row["text"],
        province=provinces.get(row.get("province", "")),
        asked_at=asked_at,
        last_activity_at=asked_at,
    )
    question.themes.set([themes[slug] for slug in row["themes"]])
    Event.objects.create(question=question, kind=EventKind.ASKED, person=asker, at=asked_at)
    alerts = make_alerts(question, asked_at)
    answerers = [alert.person for alert in alerts] or list(members[:3])
    answers = [
        make_answer(question, n, answer, answerers, members, random, now) for n, answer in enumerate(row.get("answers", []), start=1)
    ]
    question.count_first_answer()
    pass_on(alerts, random, now)
    if row.get("closed"):
        close(question, row, answers, now)
    if asked_at > now - STILL_MAILED:
        emails.alerts(question, alerts)
    return question


def find_asker(row: dict[str, Any], members: Sequence[Person], random: Random) -> Person:
    """The named one of the cast, else somebody who works where the question matters or knows its themes."""
    if "asker" in row:
        return next(person for person in members if person.user.email.startswith(f"{row['asker']}@"))
    near = [person for person in members if person.province and person.province.slug == row.get("province")]
    return random.choice(near or members)


def make_alerts(question: Question, asked_at: datetime) -> list[Alert]:
    draft = routing.Draft.of(question)
    said = replace(routing.signals(draft), alike=alike_by_theme(question))
    chosen: list[Score] = choose(routing.candidates(draft, asked_at), said, at_most=routing.FIRST_WAVE)
    people = Person.objects.select_related("user", "organisation").in_bulk([score.id for score in chosen])
    return Alert.objects.bulk_create(
        [
            Alert(question=question, person=people[s.id], reasons=list(s.reasons), score=round(s.total, 3), created_at=question.asked_at)
            for s in chosen
        ]
    )


def alike_by_theme(question: Question) -> dict[int, float]:
    """The index is not there yet while the network is made: questions that share all themes are alike here."""
    mine = {theme.pk for theme in question.themes.all()}
    earlier = Question.objects.exclude(pk=question.pk).prefetch_related("themes")
    return {other.pk: 0.5 for other in earlier if len(mine & {theme.pk for theme in other.themes.all()}) >= min(2, len(mine))}


def make_answer(
    question: Question, number: int, row: dict[str, Any], asked: list[Person], members: Sequence[Person], random: Random, now: datetime
) -> Answer:
    """By somebody who was asked, one after the other; later ones by whoever came by. `by: asker` is the asker's own reaction."""
    at = min(question.asked_at + timedelta(minutes=row["after"]), now)
    if row.get("by") == "asker":
        author = question.asker
    elif row.get("by"):
        author = next(person for person in members if person.user.email.startswith(f"{row['by']}@"))
    elif number <= len(asked):
        author = asked[number - 1]
    else:
        author = random.choice([person for person in members if person != question.asker])
    assert author is not None
    answer = Answer.objects.create(
        question=question,
        number=number,
        author=author,
        written_by="Voorbeeldcollega" if author.is_team_mailbox else "",
        text=row["text"],
        came_by=CameBy.PAGE if row.get("on_site") else CameBy.MAIL,
        created_at=at,
    )
    Event.objects.create(question=question, answer=answer, kind=EventKind.ANSWERED, person=author, at=at)
    question.note_activity(at)
    Alert.objects.filter(question=question, person=author).update(state=AlertState.ANSWERED, decided_at=at)
    helped = [question.asker, *random.sample(list(members), k=5)][: row.get("helped", 0)]
    Helpful.objects.bulk_create(
        [Helpful(answer=answer, person=p, at=at) for p in dict.fromkeys(helped) if p and p != author], ignore_conflicts=True
    )
    return answer


def pass_on(alerts: Sequence[Alert], random: Random, now: datetime) -> None:
    """One in five of who did not answer said so."""
    for alert in alerts:
        if random.random() < 0.2:
            at = min(alert.created_at + timedelta(hours=random.randint(1, 30)), now)
            Alert.objects.filter(pk=alert.pk, state=AlertState.ASKED).update(state=AlertState.PASSED, decided_at=at)


def close(question: Question, row: dict[str, Any], answers: Sequence[Answer], now: datetime) -> None:
    """Closed with what helped; a public one with the consent of its asker, its answerers (unless they said no) and the office."""
    assert question.asker is not None
    last = max((answer.created_at for answer in answers), default=question.asked_at)
    closed_at = min(last + timedelta(days=2), now)
    is_public = bool(row.get("public"))
    question.close(row["closed"], may_publish=is_public or bool(row.get("may_be_public")), by=question.asker, now=closed_at)
    if is_public:
        for answer, told in zip(answers, row["answers"], strict=True):
            answer.agree_to_publish(not told.get("private"))
        question.publish(now=min(closed_at + timedelta(days=3), now))
