"""The background work's own memory: when each job ran last, and who holds it now."""

from django.db import models


class JobRun(models.Model):
    """One row a job. `leased_until` is in the future while a worker has it in hand; a killed worker's lease runs out by itself."""

    name = models.CharField(max_length=80, unique=True)
    leased_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField()
    last_ok_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name
