"""`manage.py jobs`: the timetable of all background jobs."""

from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from jmzpro.work.jobs import Job, jobs
from jmzpro.work.models import JobRun
from jmzpro.work.worker import Worker

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 3, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


def lines() -> dict[str, str]:
    said = StringIO()
    call_command("jobs", stdout=said)
    return {line.split()[0]: line for line in said.getvalue().splitlines()}


def test_every_registered_job_stands_in_it_with_its_pace() -> None:
    found = lines()
    assert found.keys() == {"job", *(job.key for job in jobs)}
    assert "0:00:10" in found["heartbeat"]
    assert "never" in found["heartbeat"]
    here = next(job.key for job in jobs if job.on_each_machine)
    assert "on each machine" in found[here]


def test_it_tells_when_a_job_ran_when_it_comes_again_and_how_it_failed() -> None:
    def fail() -> bool:
        raise ValueError("sanne@cast.example")

    toys = [
        Job("toy-good", every=timedelta(hours=1), run=lambda: False),
        Job("toy-bad", every=timedelta(hours=1), run=fail),
    ]
    try:
        for toy in toys:
            jobs.register(toy)
        with time_machine.travel(NOON, tick=False) as traveller:
            Worker(toys).run_due()
            found = lines()
            assert "2026-11-03 12:00:00  2026-11-03 13:00:00" in found["toy-good"]
            assert "never" in found["toy-bad"]
            assert "2026-11-03 12:00:00 ValueError at " in found["toy-bad"]
            assert "1 time in a row" in found["toy-bad"]
            assert "sanne" not in found["toy-bad"]
            traveller.move_to(NOON + timedelta(days=1))
            Worker([Job("toy-bad", every=timedelta(hours=1), run=lambda: False)]).run_due()
            assert "2026-11-04 12:00:00" in lines()["toy-bad"]
            assert "2026-11-03 12:00:00 ValueError at " in lines()["toy-bad"]
            assert "went well since" in lines()["toy-bad"]
            JobRun.objects.filter(name="toy-good").update(leased_until=NOON + timedelta(days=2))
            assert "at work" in lines()["toy-good"]
    finally:
        for toy in toys:
            jobs.unregister(toy.key)
