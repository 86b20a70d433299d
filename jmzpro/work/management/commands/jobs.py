from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from jmzpro.work.jobs import Job, jobs
from jmzpro.work.models import JobRun

HEAD = ("job", "every", "last run", "next run", "last failure")


class Command(BaseCommand):
    help = (
        "Lists all background jobs: how often each runs, when it ran last, and when and how it "
        "failed last."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        runs = {run.name: run for run in JobRun.objects.all()}
        rows = [HEAD, *(row_of(job, runs.get(job.key)) for job in jobs)]
        for line in aligned(rows):
            self.stdout.write(line)


def row_of(job: Job, run: JobRun | None) -> tuple[str, ...]:
    every = str(job.every)
    if job.on_each_machine:
        return job.key, every, "on each machine: see its log", "", ""
    if run is None:
        return job.key, every, "never: no worker was started since it came", "", ""
    at_work = run.leased_until is not None and run.leased_until > timezone.now()
    return (
        job.key,
        every,
        clock(run.last_ok_at) or "never",
        "at work" if at_work else clock(run.next_at),
        failure_of(run),
    )


def failure_of(run: JobRun) -> str:
    """`2026-11-03 14:05 OperationalError, 3 times in a row`; "" for a job that never failed."""
    if run.last_failed_at is None:
        return ""
    since = (
        f", {run.failures} {'time' if run.failures == 1 else 'times'} in a row"
        if run.failures
        else ", went well since"
    )
    return f"{clock(run.last_failed_at)} {run.last_error}{since}"


def clock(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}" if moment else ""


def aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Columns as wide as their longest cell. A sentence at the end of a row runs on."""
    widths = [
        max(len(row[column]) for row in rows if column < 2 or any(row[3:]))
        for column in range(len(HEAD))
    ]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
