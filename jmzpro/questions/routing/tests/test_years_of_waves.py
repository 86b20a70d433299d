"""Over years made by chance: nobody over the cap, nobody asked twice, no own colleague, second
waves and the office in time, once each.

Here a few short stories; whole years live in bench/soak/years_of_waves.py. That this can fail was
tried in November 2026 by breaking the code on purpose. Each of these turned the story
AMONG_COLLEAGUES red at its promise: colleagues let through in hard_rules and routing; colleagues'
questions among what is open in a letter; a second wave after one working day; seven in the first
wave; no cap in hard_rules and routing; the office skipped. Asking somebody again is refused by the
database itself. The table BROKEN breaks each promise in what a story left behind, and stays here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings

from jmzpro.letters.models import Mailed
from jmzpro.mail.models import OutgoingMail
from jmzpro.members.models import Person
from jmzpro.questions.models import Alert, Question, Step, StepKind
from jmzpro.questions.routing import eligibility
from jmzpro.questions.tests import promises, years


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Where a promise is broken soonest, so that no luck is needed: colleagues (people 0 and 1, 5 and
# 6), one of whom reads a letter once a week; something that everybody could be asked; nobody
# answers until the office heard.
AMONG_COLLEAGUES: list[years.Happening] = [
    ("pace", 1, 1, 3),
    ("ask", 2, 0, 1),
    ("ask", 30, 0, 4),
    ("ask", 30, 5, 5),
    ("ask", 60, 6, 6),
    ("wait", 100, 0, 0),
    ("wait", 100, 0, 0),
]


@example(story=AMONG_COLLEAGUES)
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=years.stories)
def test_whatever_happens_the_promises_are_kept(
    cast: SimpleNamespace, story: list[years.Happening]
) -> None:
    with taken_back():
        promises.are_kept(years.live(cast, story))


# Each promise notices when it is broken.


def asked_most(year: years.Year) -> Alert:
    return Alert.objects.filter(in_letter=False, person__in=year.people).order_by("pk")[0]


def one_too_many(year: years.Year) -> None:
    alert = asked_most(year)
    year.caps[alert.person_id] = [(years.BEGIN - timedelta(days=9), 0)]


def by_letter_as_well(year: years.Year) -> None:
    alert = asked_most(year)
    Mailed.objects.create(person=alert.person, key=eligibility.key_of(alert.question))


def a_mail_twice(year: years.Year) -> None:
    mail = OutgoingMail.objects.filter(cause__startswith="alert:")[0]
    OutgoingMail.objects.create(
        cause=f"{mail.cause}:again", to=mail.to, user=mail.user, message_id="<again@cast.example>"
    )


def a_colleague(year: years.Year) -> None:
    alert = asked_most(year)
    assert alert.question.asker is not None
    year.homes[alert.person_id] = year.homes[alert.question.asker.pk] = [
        (years.BEGIN - timedelta(days=9), 1)
    ]


def a_colleague_in_a_letter(year: years.Year) -> None:
    question = Question.objects.filter(asker__organisation__isnull=False, is_without_name=False)[0]
    assert question.asker is not None
    colleague = Person.objects.filter(
        organisation=question.asker.organisation, pk__in=[p.pk for p in year.people]
    )
    year.homes[colleague[0].pk] = year.homes[question.asker.pk]
    Alert.objects.filter(question=question, person=colleague[0]).delete()
    Mailed.objects.get_or_create(person=colleague[0], key=eligibility.key_of(question))


def while_away(year: years.Year) -> None:
    alert = asked_most(year)
    year.pauses[alert.person_id] = [
        (years.BEGIN - timedelta(days=9), alert.created_at.date() + timedelta(days=2))
    ]


def far_too_many(year: years.Year) -> None:
    question = Question.objects.order_by("pk")[0]
    year.passes[question.pk] = -30


def a_late_second_wave(year: years.Year) -> None:
    for step in Step.objects.filter(kind=StepKind.SECOND_WAVE, done_at__isnull=False):
        Step.objects.filter(pk=step.pk).update(
            done_at=step.done_at + timedelta(days=3) if step.done_at else None
        )


def an_office_that_heard_nothing(year: years.Year) -> None:
    OutgoingMail.objects.filter(cause__startswith="unanswered:").delete()


def an_office_that_was_skipped(year: years.Year) -> None:
    Step.objects.filter(kind=StepKind.OFFICE).update(done_at=None)


BROKEN = {
    one_too_many: promises.nobody_was_over_the_cap,
    by_letter_as_well: promises.nobody_heard_of_a_question_twice,
    a_mail_twice: promises.nobody_heard_of_a_question_twice,
    a_colleague: promises.nobody_heard_of_a_colleague,
    a_colleague_in_a_letter: promises.nobody_heard_of_a_colleague,
    while_away: promises.who_would_not_hear_was_left_alone,
    far_too_many: promises.no_wave_was_too_large,
    a_late_second_wave: promises.the_second_wave_came_after_two_working_days,
    an_office_that_heard_nothing: promises.the_office_heard_after_five_working_days,
    an_office_that_was_skipped: promises.the_office_heard_after_five_working_days,
}


@pytest.mark.django_db
def test_a_broken_promise_is_noticed(cast: SimpleNamespace) -> None:
    """One quiet story, and each promise broken in what it left behind."""
    asking = [("ask", 30, number, 3 * number) for number in (0, 2, 3, 4)]
    year = years.live(cast, [*asking, ("pass", 5, 0, 0)])
    promises.are_kept(year)
    for break_it, promise in BROKEN.items():
        assert notices(promise, break_it, year), break_it.__name__


def notices(
    promise: Callable[[years.Year], None], break_it: Callable[[years.Year], None], year: years.Year
) -> bool:
    kept = SimpleNamespace(
        **{name: dict(getattr(year, name)) for name in ("pauses", "caps", "homes", "passes")}
    )
    with taken_back():
        break_it(year)
        try:
            promise(year)
        except AssertionError:
            return True
        finally:
            for name, value in vars(kept).items():
                setattr(year, name, value)
    return False


def test_a_whole_year_is_as_long_as_one() -> None:
    story = years.whole_year(Random(1))
    assert sum(hours for _, hours, _, _ in story) >= 50 * 7 * 24
    assert {kind for kind, *_ in story} == set(years.KINDS)
