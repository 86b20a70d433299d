"""A year of the network, made by chance: people ask, answer, pass, name others, pause, change their pace; days are off; the worker runs.

`live` carries out a list of happenings and then holds what came of it against the promises, written here once more in the plainest way.
"""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import holidays
import time_machine
from hypothesis import strategies as st

from jmzpro.letters import writing
from jmzpro.letters.models import Mailed
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions import answering, referring, waves
from jmzpro.questions.asking import ask
from jmzpro.questions.models import Alert, ClosedDays, Question, Step, StepKind
from jmzpro.themes.models import Theme

HERE = ZoneInfo("Europe/Amsterdam")
BEGIN = datetime(2027, 1, 4, 9, 30, tzinfo=HERE)
KINDS = ("ask", "ask", "ask", "answer", "pass", "pass", "refer", "pause", "pace", "closed", "wait", "wait")
PACES = (AlertPace.AT_ONCE, AlertPace.AT_ONCE, AlertPace.DAILY, AlertPace.WEEKLY, AlertPace.NONE)

# What happens, hours after the one before, and two numbers that choose who and what.
happenings = st.tuples(st.sampled_from(KINDS), st.integers(1, 200), st.integers(0, 1000), st.integers(0, 1000))
years = st.lists(happenings, min_size=10, max_size=24)


@dataclass
class Year:
    """The network while it lives: who was away when, and when each question was answered."""

    people: list[Person]
    off: set[date] = field(default_factory=set)
    away: list[tuple[int, datetime, date]] = field(default_factory=list)
    paces: dict[int, list[tuple[datetime, str]]] = field(default_factory=dict)
    first_answers: dict[int, datetime] = field(default_factory=dict)
    calendar_changed_at: list[datetime] = field(default_factory=list)

    def one(self, number: int) -> Person:
        person = self.people[number % len(self.people)]
        person.refresh_from_db()
        return person


def live(cast: SimpleNamespace, story: list[tuple[str, int, int, int]]) -> None:
    year = Year([cast.sanne, cast.youssef, cast.marijke, cast.daan, cast.fatima, cast.joost, cast.lotte, cast.els, cast.noor])
    Person.objects.update(alerts_per_week=2)
    now = BEGIN
    for kind, hours, who, what in story:
        for _ in range(hours // 12):
            now += timedelta(hours=12)
            work(now)
        now += timedelta(hours=hours % 12, minutes=7)
        with time_machine.travel(now, tick=False):
            happen(year, kind, who, what, now)
    for _ in range(30):
        now += timedelta(hours=12)
        work(now)
    nobody_was_over_the_cap()
    nobody_heard_twice_or_of_a_colleague(year)
    who_was_away_was_left_alone(year)
    every_open_question_reached_the_office(year, now)


def work(now: datetime) -> None:
    """The worker, twice: that must change nothing."""
    with time_machine.travel(now, tick=False):
        for _ in range(2):
            waves.work_through()
            writing.send_due()


def happen(year: Year, kind: str, who: int, what: int, now: datetime) -> None:
    person = year.one(who)
    alerts = list(Alert.objects.order_by("pk").select_related("question", "person"))
    if kind == "ask":
        themes = list(Theme.objects.order_by("pk")[what % 20 : what % 20 + 3])
        ask(person, f"Wie weet raad {what}?", "We zoeken een oplossing.", themes, None)
    elif kind == "answer" and alerts:
        alert = alerts[what % len(alerts)]
        if alert.question.is_open:
            answering.answer(alert.question, alert.person, "Wij doen het zo.")
            year.first_answers.setdefault(alert.question_id, now)
    elif kind == "pass" and alerts:
        alert = alerts[what % len(alerts)]
        waves.pass_on(alert.question, alert.person)
    elif kind == "refer" and alerts:
        with suppress(referring.NamedEnough):
            referring.refer(alerts[what % len(alerts)], person)
    elif kind == "pause":
        until = now.date() + timedelta(days=what % 20 + 1)
        person.pause_until(until)
        year.away.append((person.pk, now, until))
    elif kind == "pace":
        person.change_pace(PACES[what % len(PACES)])
        year.paces.setdefault(person.pk, []).append((now, person.alert_pace))
    elif kind == "closed":
        first = now.date() + timedelta(days=10 + what % 10)
        ClosedDays.objects.create(name="Dicht", starts_on=first, ends_on=first + timedelta(days=what % 3))
        year.off |= {first + timedelta(days=n) for n in range(what % 3 + 1)}


def nobody_was_over_the_cap() -> None:
    for person in Person.objects.all():
        times = sorted(Alert.objects.filter(person=person, in_letter=False).values_list("created_at", flat=True))
        for start in times:
            assert sum(start <= at < start + timedelta(days=7) for at in times) <= person.alerts_per_week, person


def nobody_heard_twice_or_of_a_colleague(year: Year) -> None:
    alerts = list(Alert.objects.select_related("question__asker", "person"))
    by_mail = Counter((alert.question_id, alert.person_id) for alert in alerts if not alert.in_letter)
    in_letters = Counter(
        (int(key.removeprefix("question/")), person) for key, person in Mailed.objects.values_list("key", "person") if "question/" in key
    )
    assert all(number == 1 for number in (by_mail + in_letters).values())
    sent = Counter(OutgoingMail.objects.filter(cause__startswith="alert:").values_list("user", "cause"))
    assert sum(sent.values()) == len(by_mail)
    for alert in alerts:
        asker = alert.question.asker
        assert asker is not None
        assert alert.person_id != asker.pk
        assert alert.person.organisation_id is None or alert.person.organisation_id != asker.organisation_id


def who_was_away_was_left_alone(year: Year) -> None:
    for person, since, until in year.away:
        later = [at for who, at, _ in year.away if who == person and at > since]
        end = min([datetime.combine(until, datetime.min.time(), HERE), *later])
        assert not Alert.objects.filter(person=person, created_at__gt=since, created_at__lt=end).exists()
    for person, changes in year.paces.items():
        ends = [*[at for at, _ in changes[1:]], datetime.max.replace(tzinfo=HERE) - timedelta(days=2)]
        for (since, pace), end in zip(changes, ends, strict=True):
            got = Alert.objects.filter(person=person, created_at__gt=since, created_at__lt=end)
            if pace == AlertPace.NONE:
                assert not got.exists()
            elif pace != AlertPace.AT_ONCE:
                assert not got.filter(in_letter=False).exists()


def every_open_question_reached_the_office(year: Year, now: datetime) -> None:
    """Once, not before five working days, and at the next round of the worker after them; an answer in time spares it."""
    free = holidays.country_holidays("NL", years=[2027, 2028])
    for question in Question.objects.all():
        at = question.asked_at.astimezone(HERE)
        day, clock, counted = at.date(), at.time(), 0
        if is_off(day, year, free):
            clock = datetime(2027, 1, 1, 9).time()
            while is_off(day, year, free):
                day += timedelta(days=1)
        while counted < 5:
            day += timedelta(days=1)
            counted += not is_off(day, year, free)
        due = datetime.combine(day, clock, HERE)
        step = Step.objects.get(question=question, kind=StepKind.OFFICE)
        told = OutgoingMail.objects.filter(cause=f"unanswered:question/{question.pk}")
        assert len(told) == len(set(told.values_list("to", flat=True)))
        answered = year.first_answers.get(question.pk)
        if answered is not None and answered < due:
            assert step.done_at is None
            assert not told.exists()
        elif due <= now - timedelta(hours=24) and (answered is None or answered > due + timedelta(hours=24)):
            assert step.done_at is not None
            assert due <= step.done_at <= due + timedelta(hours=24)
            assert told.exists()


def is_off(day: date, year: Year, free: object) -> bool:
    return day.weekday() > 4 or day in free or day in year.off  # type: ignore[operator]  # holidays have no types
