"""The worker: looks a few times a second which registered jobs are due, and runs them beside each
other.

The worker may be killed at any moment. Whatever must not be lost stands in rows of the parts; a job
is a wake-up.
"""

import logging
import os
import threading
import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from jmzpro.kit.clocks import CLOCKS_APART
from jmzpro.work.errors import without_words
from jmzpro.work.jobs import Job, jobs
from jmzpro.work.models import LONGEST_PAUSE, JobRun, JobRunQuerySet, pause_after

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
LONGEST_WAIT_FOR_DATABASE = 10.0
# Jobs at work when the worker must stop get this long to end; after that the process just goes.
LAST_ROUND_SECONDS = 1.2
THREADS = 4


class Worker:
    """Runs jobs until `stop()`. `run_due()` is one round, for tests and for the loop alike."""

    def __init__(self, registered: Iterable[Job] | None = None) -> None:
        self.registered = registered if registered is not None else jobs
        self.stopping = threading.Event()
        self.pool = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="job")
        self.at_work: dict[str, Future[None]] = {}
        self.next_here: dict[str, float] = {}
        self.failures_here: dict[str, int] = {}
        self.owed: list[
            tuple[str, datetime]
        ] = []  # leases that could not be handed back, the database being away

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        """Until `stop()`. A database that is away is waited for, with longer and longer pauses."""
        wait = POLL_SECONDS
        known = False
        while not self.stopping.wait(wait):
            try:
                if not known:
                    self.make_rows()
                    known = True
                self.hand_back_owed()
                for job in self.due():
                    self.start(job)
                wait = POLL_SECONDS
            except (DatabaseError, InterfaceError) as error:
                wait = min(max(wait, POLL_SECONDS) * 2, LONGEST_WAIT_FOR_DATABASE)
                logger.warning(
                    "The database does not answer (%s); trying again in %.1f s.",
                    type(error).__name__,
                    wait,
                )
                connection.close()
        self.finish()

    def finish(self) -> None:
        deadline = time.monotonic() + LAST_ROUND_SECONDS
        while time.monotonic() < deadline and any(
            not future.done() for future in self.at_work.values()
        ):
            time.sleep(0.02)
        self.pool.shutdown(wait=False, cancel_futures=True)

    def make_rows(self) -> None:
        now = timezone.now()
        rows = [
            JobRun(name=job.key, next_at=now) for job in self.registered if not job.on_each_machine
        ]
        JobRun.objects.bulk_create(rows, ignore_conflicts=True)

    def due(self) -> list[Job]:
        """What may start now, in the order of the registry: not at work here, and its time has
        come.
        """
        free = self.free()
        now = time.monotonic()
        idle = [
            job
            for job in self.registered
            if job.key not in self.at_work or self.at_work[job.key].done()
        ]
        return [
            job
            for job in idle
            if (self.next_here.get(job.key, 0.0) <= now if job.on_each_machine else job.key in free)
        ]

    def free(self) -> set[str]:
        """The names of what is due and in nobody's hands. What a clock that was ahead put off is
        brought back.
        """
        now, every = timezone.now(), {job.key: job for job in self.registered}
        free = set()
        for row in JobRun.objects.filter(name__in=every):
            job = every[row.name]
            if row.next_at > now + max(job.every, LONGEST_PAUSE) + CLOCKS_APART:
                JobRun.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=now)
                row.next_at = now
            if row.leased_until and row.leased_until > now + job.lease + CLOCKS_APART:
                # Its holder may be at work; when it is, it hands nothing back for the next.
                JobRun.objects.held(row.name, row.leased_until).update(leased_until=now + job.lease)
            elif row.next_at <= now and (row.leased_until is None or row.leased_until <= now):
                free.add(row.name)
        return free

    def start(self, job: Job) -> None:
        self.at_work[job.key] = self.pool.submit(self.in_a_thread, job)

    def in_a_thread(self, job: Job) -> None:
        close_old_connections()
        try:
            self.run_job(job)
        except (DatabaseError, InterfaceError) as error:
            logger.warning(
                "Job %s could not be kept in the database (%s).", job.key, type(error).__name__
            )
            connection.close()
        except Exception as error:
            logger.error("Job %s could not be run: %s", job.key, without_words(error))

    def run_due(self) -> None:
        """One round, in this thread."""
        self.make_rows()
        for job in self.due():
            self.run_job(job)

    def run_job(self, job: Job) -> None:
        if job.on_each_machine:
            self.run_here(job)
        else:
            self.run_leased(job)

    def run_here(self, job: Job) -> None:
        try:
            while job.run() and not self.stopping.is_set():
                pass
        except Exception as error:
            logger.error("Job %s failed: %s", job.key, without_words(error))
            self.failures_here[job.key] = self.failures_here.get(job.key, 0) + 1
            pause = pause_after(self.failures_here[job.key], job.every)
        else:
            self.failures_here.pop(job.key, None)
            pause = job.every
        self.next_here[job.key] = time.monotonic() + pause.total_seconds()

    def run_leased(self, job: Job) -> None:
        lease = JobRun.objects.claim(job.key, job.lease)
        if lease is None:
            return
        try:
            while job.run() and not self.stopping.is_set():
                longer = timezone.now() + job.lease
                if not JobRun.objects.held(job.key, lease).update(leased_until=longer):
                    return  # it took longer than its lease, and somebody else has it now
                lease = longer
        except Exception as error:
            logger.error("Job %s failed: %s", job.key, without_words(error))
            self.hand_back(job, lease, error)
        else:
            self.hand_back(job, lease, None)

    def hand_back(self, job: Job, lease: datetime, error: Exception | None) -> None:
        """Write down how it went. A job's thread only adds to what is owed; the loop, in its own
        thread, only takes away.
        """
        held = JobRun.objects.held(job.key, lease)
        try:
            if error is None:
                now = timezone.now()
                held.update(leased_until=None, next_at=now + job.every, last_ok_at=now, failures=0)
            else:
                self.hand_back_failed(held, job, error)
        except (DatabaseError, InterfaceError):
            self.owed.append((job.key, lease))
            raise

    def hand_back_failed(self, held: JobRunQuerySet, job: Job, error: Exception) -> None:
        failures = (held.values_list("failures", flat=True).first() or 0) + 1
        now, said = timezone.now(), without_words(error)[:300]
        next_at = now + pause_after(failures, job.every)
        held.update(
            leased_until=None,
            next_at=next_at,
            last_failed_at=now,
            last_error=said,
            failures=failures,
        )

    def hand_back_owed(self) -> None:
        for key, lease in self.owed[:]:
            JobRun.objects.held(key, lease).update(leased_until=None)
            self.owed.remove((key, lease))


def leave() -> None:
    """End the process now, also when a job still runs in a thread; it may be killed at any
    moment anyway.
    """
    logging.shutdown()
    os._exit(0)
