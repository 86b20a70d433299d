"""Years of the network, made by chance: people ask, answer, pass, name others, pause, leave, change
their pace and their week; days are off; the worker runs.

`live` carries out a list of happenings; `promises.py` then holds what came of it against what was
promised. The worker comes by every `tick`, so something may be so much later than it was due.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import time_machine
from hypothesis import strategies as st

from jmzpro.letters import composition
from jmzpro.letters.models import Follow, Stance
from jmzpro.members.models import AlertPace, Organisation, Person
from jmzpro.questions.models import Alert, Answer, ClosedDays
from jmzpro.questions.question.submission import ask
from jmzpro.questions.routing import referrals, waves
from jmzpro.themes.models import Theme

HERE = ZoneInfo("Europe/Amsterdam")
BEGIN = datetime(2027, 1, 4, 9, 30, tzinfo=HERE)
KINDS = (
    *("ask",) * 5, *("answer",) * 2, *("pass",) * 5, *("refer",) * 3, *("pause",) * 2, *("pace",) * 3,  # noqa: E501
    "cap", "mute", "closed", "leave", "move", "wait", "wait",
)  # fmt: skip
PACES = (AlertPace.AT_ONCE, AlertPace.AT_ONCE, AlertPace.DAILY, AlertPace.WEEKLY, AlertPace.NONE)
MOST_LEAVE = 2
# So long the worker goes on after the last happening: every question has come to the office by
# then.
AFTERWARDS = timedelta(days=15)

# What happens, hours after the one before, and two numbers that choose who and what.
Happening = tuple[str, int, int, int]
happenings = st.tuples(
    st.sampled_from(KINDS), st.integers(1, 100), st.integers(0, 1000), st.integers(0, 1000)
)
stories = st.lists(happenings, min_size=6, max_size=10)


def whole_year(chance: Random) -> list[Happening]:
    """A story of fifty weeks: some two happenings a day while people work."""
    story: list[Happening] = []
    while sum(hours for _, hours, _, _ in story) < 50 * 7 * 24:
        story.append(
            (
                chance.choice(KINDS),
                chance.randint(1, 60),
                chance.randint(0, 1000),
                chance.randint(0, 1000),
            )
        )
    return story


@dataclass
class Year:
    """What happened, kept apart from what the network keeps of it. Of a person: what held from
    when on, oldest first.
    """

    people: list[Person]
    tick: timedelta
    off: set[date] = field(default_factory=set)
    pauses: dict[int, list[tuple[datetime, date]]] = field(default_factory=dict)
    paces: dict[int, list[tuple[datetime, str]]] = field(default_factory=dict)
    caps: dict[int, list[tuple[datetime, int]]] = field(default_factory=dict)
    homes: dict[int, list[tuple[datetime, int | None]]] = field(default_factory=dict)
    mutes: dict[int, list[tuple[datetime, int]]] = field(default_factory=dict)
    left: dict[int, datetime] = field(default_factory=dict)
    first_answers: dict[int, datetime] = field(default_factory=dict)
    passes: dict[int, int] = field(default_factory=dict)
    ended_at: datetime = BEGIN

    def one(self, number: int) -> Person:
        person = self.people[number % len(self.people)]
        person.refresh_from_db()
        return person


def live(
    cast: SimpleNamespace, story: Sequence[Happening], tick: timedelta = timedelta(hours=24)
) -> Year:
    people = [
        cast.sanne,
        cast.youssef,
        cast.marijke,
        cast.daan,
        cast.fatima,
        cast.joost,
        cast.lotte,
        cast.els,
        cast.noor,
        cast.team,
    ]
    Person.objects.update(alerts_per_week=2, paused_until=None)
    for (
        person
    ) in people:  # something points to everybody, so that a wave has more people than places
        person.themes.set(Theme.objects.all())
    long_ago = BEGIN - timedelta(days=1)
    year = Year(people, tick)
    for person in people:
        person.refresh_from_db()
        year.paces[person.pk] = [(long_ago, person.alert_pace)]
        year.caps[person.pk] = [(long_ago, 2)]
        year.homes[person.pk] = [(long_ago, person.organisation_id)]
    now = round_at = BEGIN
    for kind, hours, who, what in story:
        now += timedelta(hours=hours, minutes=7)
        while round_at <= now:
            work(round_at)
            round_at += tick
        with time_machine.travel(now, tick=False):
            happen(year, kind, who, what, now)
    year.ended_at = now + AFTERWARDS
    while round_at <= year.ended_at:
        work(round_at)
        round_at += tick
    return year


def work(now: datetime) -> None:
    """The worker, now and then twice: that must change nothing."""
    with time_machine.travel(now, tick=False):
        for _ in range(2 if now.day % 5 == 0 else 1):
            waves.work_through()
            composition.send_due()


def happen(year: Year, kind: str, who: int, what: int, now: datetime) -> None:
    person = year.one(who)
    if kind in TO_A_PERSON:
        TO_A_PERSON[kind](year, person, what, now)
        return
    alerts = list(Alert.objects.order_by("pk").select_related("question", "person"))
    if kind == "ask" and person.is_active:
        themes = list(Theme.objects.order_by("pk")[what % 20 : what % 20 + 3])
        ask(
            person,
            f"Wie weet raad {what}?",
            "We zoeken een oplossing.",
            themes,
            None,
            is_without_name=what % 4 == 0,
        )
    elif kind in TO_AN_ALERT and alerts:
        TO_AN_ALERT[kind](year, alerts[what % len(alerts)], person, now)


def answer(year: Year, alert: Alert, person: Person, now: datetime) -> None:
    if alert.question.is_open and alert.person.is_active:
        Answer.give(alert.question, alert.person, "Wij doen het zo.")
        year.first_answers.setdefault(alert.question_id, now)


def pass_on(year: Year, alert: Alert, person: Person, now: datetime) -> None:
    if waves.pass_on(alert.question, alert.person):
        year.passes[alert.question_id] = year.passes.get(alert.question_id, 0) + 1


def refer(year: Year, alert: Alert, person: Person, now: datetime) -> None:
    with suppress(referrals.NamedEnough):
        referrals.refer(alert, person)


def pause(year: Year, person: Person, what: int, now: datetime) -> None:
    until = now.date() + timedelta(days=what % 20 + 1)
    person.pause_until(until)
    year.pauses.setdefault(person.pk, []).append((now, until))


def pace(year: Year, person: Person, what: int, now: datetime) -> None:
    person.change_pace(PACES[what % len(PACES)])
    year.paces[person.pk].append((now, person.alert_pace))


def cap(year: Year, person: Person, what: int, now: datetime) -> None:
    Person.objects.filter(pk=person.pk).update(alerts_per_week=what % 4 + 1)
    year.caps[person.pk].append((now, what % 4 + 1))


def mute(year: Year, person: Person, what: int, now: datetime) -> None:
    theme = Theme.objects.order_by("pk")[what % 20]
    Follow.choose(person, "theme", theme.pk, Stance.MUTES)
    year.mutes.setdefault(person.pk, []).append((now, theme.pk))


def closed(year: Year, person: Person, what: int, now: datetime) -> None:
    first = now.date() + timedelta(days=10 + what % 10)
    ClosedDays.objects.create(
        name="Dicht", starts_on=first, ends_on=first + timedelta(days=what % 3)
    )
    year.off |= {first + timedelta(days=n) for n in range(what % 3 + 1)}


def leave(year: Year, person: Person, what: int, now: datetime) -> None:
    if person.is_active and len(year.left) < MOST_LEAVE:
        person.deactivate(by=None)
        year.left[person.pk] = now


def move(year: Year, person: Person, what: int, now: datetime) -> None:
    homes = list(Organisation.objects.order_by("pk"))
    person.move_to(homes[what % len(homes)], by=None)
    year.homes[person.pk].append((now, homes[what % len(homes)].pk))


TO_A_PERSON = {
    "pause": pause,
    "pace": pace,
    "cap": cap,
    "mute": mute,
    "closed": closed,
    "leave": leave,
    "move": move,
}
TO_AN_ALERT = {"answer": answer, "pass": pass_on, "refer": refer}
