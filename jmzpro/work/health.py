"""Whether the installation is well: the database answers, a worker was seen lately, and what
parts add to that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from jmzpro.kit.registry import Registry
from jmzpro.work.models import JobRun

# The heartbeat's job runs every ten seconds; a worker that missed it this long is not there.
SILENT_AFTER = timedelta(seconds=60)


@dataclass(frozen=True)
class Check:
    """What else must be well. `ailment()`: the plain sentence of what is wrong now, or nothing."""

    key: str
    ailment: Callable[[], str]
    order: int = 50


checks: Registry[Check] = Registry("checks of health")


def beat() -> bool:
    """The heartbeat's job. Doing nothing is enough: the worker writes down that it ran."""
    return False


def last_beat() -> datetime | None:
    return JobRun.objects.filter(name="heartbeat").values_list("last_ok_at", flat=True).first()


def ailments() -> list[str]:
    """What is wrong now, one plain sentence each; empty when all is well."""
    try:
        seen = last_beat()
        others = [said for said in (check.ailment() for check in checks) if said]
    except (DatabaseError, InterfaceError):
        return ["database: geeft geen antwoord"]
    if seen is None:
        return ["worker: nog niet gezien", *others]
    if timezone.now() - seen > SILENT_AFTER:
        return [f"worker: niet gezien sinds {seen:%Y-%m-%d %H:%M:%S} UTC", *others]
    return others
