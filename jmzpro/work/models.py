"""The background work's own memory: when each job ran last, and who holds it now."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

# After the nth failure in a row a job waits its own pace times 2**n, and never longer than this.
LONGEST_PAUSE = timedelta(minutes=5)


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def free(self, now: datetime) -> "JobRunQuerySet":
        """Due, and in nobody's hands."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lte=now), next_at__lte=now)

    def claim(self, name: str, lease: timedelta) -> datetime | None:
        """Take a due job, by one conditional UPDATE that decides who was first. Returns the
        lease to hand back, or None.
        """
        now = timezone.now()
        until = now + lease
        return until if self.free(now).filter(name=name).update(leased_until=until) else None

    def held(self, name: str, lease: datetime) -> "JobRunQuerySet":
        """The row, as long as it is still ours: a lease that ran out may be another worker's by
        now.
        """
        return self.filter(name=name, leased_until=lease)


class JobRun(models.Model):
    """One row a job. `leased_until` is in the future while a worker has it in hand; a killed
    worker's lease runs out by itself.
    """

    name = models.CharField(max_length=80, unique=True)
    leased_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    last_ok_at = models.DateTimeField(null=True)
    # Of its last failure; they stay when it goes well again.
    last_failed_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row, until now

    objects = JobRunQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


def pause_after(failures: int, every: timedelta) -> timedelta:
    """How long a job rests after so many failures in a row."""
    doubled: timedelta = max(every, timedelta(seconds=1)) * 2 ** min(failures, 12)
    return max(every, min(doubled, LONGEST_PAUSE))
