"""One of each kind that waits for the office: see jmzpro/office/tests/test_every_decision.py."""

from types import SimpleNamespace

from jmzpro.library import queue
from jmzpro.library.choices import Kind
from jmzpro.library.models import Use, UseReport
from jmzpro.library.tests.shelf import make_item


def submission(cast: SimpleNamespace, number: int) -> None:
    title = f"Samen koken op woensdag {number}"
    queue.send_in(cast.sanne, Kind.PRACTICE, title, "Breng gezinnen bij elkaar.", lambda item: None)


def use_report(cast: SimpleNamespace, number: int) -> None:
    use = Use.tell(
        make_item(f"Signalen in de klas {number}"), cast.daan, "Wij deden het met de hele klas."
    )
    UseReport.put_before_the_office(use, cast.marijke, "Hier staat een school in.")


SAMPLES = {"library-submissions": submission, "library-use-reports": use_report}
