"""What waves and letters promise, written once more in the plainest way, to hold a year
(years.py) against.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

import holidays

from jmzpro.letters.models import Mailed
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import AlertPace, Person
from jmzpro.questions.models import Alert, Question, Step, StepKind
from jmzpro.questions.routing import referrals
from jmzpro.questions.tests.years import HERE, Year

T = TypeVar("T")
FIRST, SECOND = 6, 12
LETTERS = (AlertPace.DAILY, AlertPace.WEEKLY)


def are_kept(year: Year) -> None:
    for promise in ALL:
        promise(year)


def at(history: Sequence[tuple[datetime, T]], moment: datetime) -> T:
    """What held at that moment."""
    return [value for since, value in history if since <= moment][-1]


def nobody_was_over_the_cap(year: Year) -> None:
    """Letters do not count: they may come on top."""
    for person in year.people:
        times = sorted(
            Alert.objects.filter(person=person, in_letter=False).values_list(
                "created_at", flat=True
            )
        )
        for last in times:
            assert sum(last - timedelta(days=7) < one <= last for one in times) <= at(
                year.caps[person.pk], last
            ), person


def nobody_heard_of_a_question_twice(year: Year) -> None:
    by_mail = Counter(Alert.objects.filter(in_letter=False).values_list("question", "person"))
    in_letters = Counter(
        (int(key.split("/")[1]), person)
        for key, person in Mailed.objects.values_list("key", "person")
    )
    assert all(number == 1 for number in (by_mail + in_letters).values())
    assert OutgoingMail.objects.filter(cause__startswith="alert:").count() == len(by_mail)
    asked_in_letters = set(Alert.objects.filter(in_letter=True).values_list("question", "person"))
    assert asked_in_letters <= set(in_letters)


def nobody_heard_of_a_colleague(year: Year) -> None:
    """By mail, nor in any part of a letter; nor of an own question.

    What a colleague asked without a name may stand among what is open: everybody finds it on the
    site, and a gap would say whose it is.
    """
    askers = dict(Question.objects.values_list("pk", "asker"))
    nameless = set(Question.objects.filter(is_without_name=True).values_list("pk", flat=True))
    asked = set(Alert.objects.values_list("question", "person"))
    heard = [
        (question, person, moment)
        for question, person, moment in Alert.objects.values_list(
            "question", "person", "created_at"
        )
    ]
    heard += [
        (int(key.split("/")[1]), person, moment)
        for key, person, moment in Mailed.objects.values_list("key", "person", "at")
    ]
    for question, person, moment in heard:
        asker = askers[question]
        assert asker is not None
        assert person != asker
        if question in nameless and (question, person) not in asked:
            continue
        home = at(year.homes[person], moment)
        assert home is None or home != at(year.homes[asker], moment)


def who_would_not_hear_was_left_alone(year: Year) -> None:
    """Pause, leaving, a muted theme, no questions at all; and who reads letters gets nothing
    else.
    """
    for alert in Alert.objects.prefetch_related("question__themes"):
        person, moment = alert.person_id, alert.created_at
        pauses = [until for since, until in year.pauses.get(person, []) if since <= moment]
        assert not pauses or moment.astimezone(HERE).date() >= pauses[-1]
        assert person not in year.left or moment <= year.left[person]
        themes = {theme.pk for theme in alert.question.themes.all()}
        assert not themes & {
            theme for since, theme in year.mutes.get(person, []) if since <= moment
        }
        pace = at(year.paces[person], moment)
        assert pace in LETTERS if alert.in_letter else pace == AlertPace.AT_ONCE


def no_wave_was_too_large(year: Year) -> None:
    """Somebody new for each who passed; who was named by somebody comes on top."""
    for question in Question.objects.prefetch_related("alerts"):
        chosen = [
            one
            for one in question.alerts.all()
            if not one.in_letter and one.reasons != [referrals.NAMED]
        ]
        passes = year.passes.get(question.pk, 0)
        assert sum(alert.wave == 1 for alert in chosen) <= FIRST + passes
        assert len(chosen) <= FIRST + SECOND + passes


def the_second_wave_came_after_two_working_days(year: Year) -> None:
    for question in Question.objects.all():
        step = Step.objects.get(question=question, kind=StepKind.SECOND_WAVE)
        due = working_days_after(year, question.asked_at, 2)
        was_taken_in_time(year, question, step, due)
        early = question.alerts.filter(wave=2, created_at__lt=due)
        assert not early.exists(), (question.asked_at, due)


def the_office_heard_after_five_working_days(year: Year) -> None:
    """Each of them once; an answer in time spares them."""
    office = set(
        Person.objects.active()
        .filter(user__groups__name="Bureau")
        .values_list("user__email", flat=True)
    )
    for question in Question.objects.all():
        step = Step.objects.get(question=question, kind=StepKind.OFFICE)
        was_taken_in_time(year, question, step, working_days_after(year, question.asked_at, 5))
        told = list(
            OutgoingMail.objects.filter(cause=f"unanswered:question/{question.pk}").values_list(
                "to", flat=True
            )
        )
        assert sorted(told) == (sorted(office) if step.done_at else [])


def was_taken_in_time(year: Year, question: Question, step: Step, due: datetime) -> None:
    answered = year.first_answers.get(question.pk)
    if answered is not None and answered < due:
        assert step.done_at is None, (question.asked_at, due, step.done_at, answered)
    elif due <= year.ended_at - year.tick and (answered is None or answered > due + year.tick):
        assert step.done_at is not None, (question.asked_at, due)
        assert due <= step.done_at <= due + year.tick, (question.asked_at, due, step.done_at)


def working_days_after(year: Year, asked_at: datetime, days: int) -> datetime:
    """What is asked on a day off was asked at nine o'clock on the next working day."""
    local = asked_at.astimezone(HERE)
    day, clock = local.date(), local.time()
    if is_off(day, year):
        clock = time(9)
        while is_off(day, year):
            day += timedelta(days=1)
    while days:
        day += timedelta(days=1)
        days -= not is_off(day, year)
    return datetime.combine(day, clock, HERE)


FREE = holidays.country_holidays("NL", years=range(2027, 2030))


def is_off(day: date, year: Year) -> bool:
    return day.weekday() > 4 or day in FREE or day in year.off


ALL = (
    nobody_was_over_the_cap,
    nobody_heard_of_a_question_twice,
    nobody_heard_of_a_colleague,
    who_would_not_hear_was_left_alone,
    no_wave_was_too_large,
    the_second_wave_came_after_two_working_days,
    the_office_heard_after_five_working_days,
)
