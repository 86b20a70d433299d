from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone

from jmzpro.work.errors import without_words
from jmzpro.work.jobs import Job
from jmzpro.work.models import JobRun, pause_after
from jmzpro.work.worker import Worker

SECOND = timedelta(seconds=1)


class Counter:
    """A job that counts its runs; `more` is how often it says that more waits."""

    def __init__(self, more: int = 0, error: Exception | None = None) -> None:
        self.runs = 0
        self.more = more
        self.error = error

    def __call__(self) -> bool:
        self.runs += 1
        if self.error is not None:
            raise self.error
        return self.runs <= self.more


def due_again(name: str) -> None:
    JobRun.objects.filter(name=name).update(next_at=timezone.now() - SECOND)


@pytest.mark.django_db
def test_a_job_runs_and_rests_until_it_is_due() -> None:
    count = Counter()
    worker = Worker([Job("toy", every=timedelta(hours=1), run=count)])
    worker.run_due()
    worker.run_due()
    assert count.runs == 1
    row = JobRun.objects.get(name="toy")
    assert row.leased_until is None
    assert row.last_ok_at is not None
    assert row.next_at > timezone.now() + timedelta(minutes=59)


@pytest.mark.django_db
def test_a_job_with_more_to_do_is_called_again_at_once() -> None:
    count = Counter(more=4)
    Worker([Job("toy", every=timedelta(hours=1), run=count)]).run_due()
    assert count.runs == 5


@pytest.mark.django_db
def test_one_of_two_workers_gets_a_due_job() -> None:
    Worker([Job("toy", every=SECOND, run=Counter())]).make_rows()
    first = JobRun.objects.claim("toy", timedelta(minutes=5))
    second = JobRun.objects.claim("toy", timedelta(minutes=5))
    assert first is not None
    assert second is None


@pytest.mark.django_db
def test_a_job_in_another_workers_hands_is_left_alone() -> None:
    count = Counter()
    worker = Worker([Job("toy", every=SECOND, run=count)])
    worker.make_rows()
    assert JobRun.objects.claim("toy", timedelta(minutes=5))
    worker.run_due()
    assert count.runs == 0


@pytest.mark.django_db
def test_the_lease_of_a_killed_worker_runs_out() -> None:
    count = Counter()
    worker = Worker([Job("toy", every=SECOND, run=count)])
    worker.make_rows()
    JobRun.objects.filter(name="toy").update(leased_until=timezone.now() - SECOND)
    worker.run_due()
    assert count.runs == 1


@pytest.mark.django_db
@pytest.mark.parametrize("every", [SECOND, timedelta(days=1)])
def test_a_clock_that_was_ahead_and_is_set_right_stops_no_job(every: timedelta) -> None:
    count = Counter()
    worker = Worker([Job("toy", every=every, run=count)])
    with time_machine.travel("2027-03-03 10:00:00+00:00", tick=False) as clock:
        worker.run_due()
        clock.shift(-timedelta(days=400))
        worker.run_due()
        worker.run_due()
        assert count.runs == 2, "once on each clock, and then it rests"


@pytest.mark.django_db
def test_a_lease_of_a_clock_that_was_ahead_runs_out_as_any_other() -> None:
    count = Counter()
    worker = Worker([Job("toy", every=SECOND, run=count)])
    worker.make_rows()
    with time_machine.travel("2026-03-03 10:00:00+00:00", tick=False) as clock:
        JobRun.objects.update(
            next_at=timezone.now() + timedelta(days=400),
            leased_until=timezone.now() + timedelta(days=400),
        )
        worker.run_due()
        assert count.runs == 0, "who has it may be at work"
        clock.shift(timedelta(minutes=6))
        worker.run_due()
    assert count.runs == 1


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_hands_nothing_back_for_the_next() -> None:
    theirs = timezone.now() + timedelta(minutes=7)

    def too_long() -> bool:
        JobRun.objects.filter(name="toy").update(leased_until=theirs)
        return False

    Worker([Job("toy", every=SECOND, run=too_long)]).run_due()
    assert JobRun.objects.get(name="toy").leased_until == theirs


@pytest.mark.django_db
def test_a_failing_job_is_tried_again_later_and_later_and_hinders_no_other() -> None:
    failing, healthy = Counter(error=ValueError("Sanne woont op Dorpsstraat 1")), Counter()
    worker = Worker([Job("bad", every=SECOND, run=failing), Job("good", every=SECOND, run=healthy)])
    worker.run_due()
    assert healthy.runs == 1
    first_pause = JobRun.objects.get(name="bad").next_at - timezone.now()
    due_again("bad")
    worker.run_due()
    row = JobRun.objects.get(name="bad")
    assert (failing.runs, row.failures, row.leased_until) == (2, 2, None)
    assert row.next_at - timezone.now() > first_pause


@pytest.mark.django_db
def test_a_job_that_works_again_is_forgiven() -> None:
    count = Counter(error=ValueError())
    worker = Worker([Job("toy", every=SECOND, run=count)])
    worker.run_due()
    count.error = None
    due_again("toy")
    worker.run_due()
    row = JobRun.objects.get(name="toy")
    assert row.failures == 0
    assert row.last_error.startswith("ValueError at ")  # for who looks back with `manage.py jobs`


@pytest.mark.django_db
def test_what_is_kept_and_logged_of_a_failure_has_no_words_of_people(
    caplog: pytest.LogCaptureFixture,
) -> None:
    Worker(
        [Job("toy", every=SECOND, run=Counter(error=ValueError("sanne@cast.example")))]
    ).run_due()
    kept = JobRun.objects.get(name="toy").last_error
    assert kept.startswith("ValueError at ")
    assert "sanne" not in kept + caplog.text


@pytest.mark.django_db
def test_a_job_of_each_machine_runs_in_both_workers() -> None:
    count = Counter()
    job = Job("toy", every=timedelta(hours=1), run=count, on_each_machine=True)
    first, second = Worker([job]), Worker([job])
    for worker in (first, second, first):
        worker.run_due()
    assert count.runs == 2
    assert not JobRun.objects.filter(name="toy").exists()


@pytest.mark.django_db
def test_a_lease_that_could_not_be_handed_back_is_handed_back_later() -> None:
    """The database was away for a moment, between the job's failing and the note of it."""
    worker = Worker([Job("toy", every=SECOND, run=Counter(error=OperationalError()))])
    worker.make_rows()
    lease = JobRun.objects.claim("toy", timedelta(minutes=5))
    assert lease is not None
    worker.owed.append(("toy", lease))
    worker.hand_back_owed()
    assert JobRun.objects.get(name="toy").leased_until is None
    assert worker.owed == []


@pytest.mark.django_db
@pytest.mark.parametrize("error", [None, ValueError()])
def test_a_job_that_ends_while_the_database_is_bad_owes_its_lease(error: Exception | None) -> None:
    def with_a_bad_database() -> bool:
        connection.set_rollback(True)  # every query from now on is refused
        if error is not None:
            raise error
        return False

    job = Job("toy", every=SECOND, run=with_a_bad_database)
    worker = Worker([job])
    worker.make_rows()
    with pytest.raises(DatabaseError):
        worker.run_job(job)
    connection.set_rollback(False)
    assert [key for key, _ in worker.owed] == ["toy"]
    worker.hand_back_owed()
    assert JobRun.objects.get(name="toy").leased_until is None


@pytest.mark.django_db
def test_the_loop_may_hand_back_what_is_owed_while_a_job_fails() -> None:
    """The loop runs beside the job's thread: here in the middle of the job's own note of its
    failure.
    """
    worker = Worker([Job("toy", every=SECOND, run=Counter(error=ValueError()))])
    worker.make_rows()

    def loop_in_between(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("SELECT") and "failures" in sql:
            worker.hand_back_owed()
        return execute(sql, *rest)

    with connection.execute_wrapper(loop_in_between):
        worker.run_due()
    row = JobRun.objects.get(name="toy")
    assert (row.leased_until, row.failures, worker.owed) == (None, 1, [])


def test_the_pause_after_failures_grows_and_has_an_end() -> None:
    pauses = [pause_after(failures, SECOND) for failures in range(1, 30)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(minutes=5)
    assert pause_after(3, timedelta(days=1)) == timedelta(days=1)


def test_the_place_of_an_error_is_named() -> None:
    try:
        int("geheim")
    except ValueError as error:
        told = without_words(error)
    assert "test_worker.py" in told
    assert "geheim" not in told
