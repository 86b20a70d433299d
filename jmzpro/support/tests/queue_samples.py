"""One of each kind that waits for the office: see jmzpro/office/tests/test_every_decision.py."""

from types import SimpleNamespace

from jmzpro.support.models import ServiceReport
from jmzpro.support.tests.made import make_service


def report(cast: SimpleNamespace, number: int) -> None:
    ServiceReport.receive(
        make_service(f"Kookgroep {number}"), "Het nummer is veranderd.", "lezer@voorbeeld.example"
    )


SAMPLES = {"hulpaanbod": report}
