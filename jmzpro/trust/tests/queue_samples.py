"""One of each kind that waits for the office: see jmzpro/office/tests/test_every_decision.py."""

from types import SimpleNamespace

from jmzpro.trust.models import Alarm


def alarm(cast: SimpleNamespace, number: int) -> None:
    Alarm.raise_alarm(f"Bericht {number} aan het bureau", "/contact/")


SAMPLES = {"gevaar": alarm}
