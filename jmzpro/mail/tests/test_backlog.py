"""Mail that should have left by now is said: to the operator, and on the first page of the
office.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client

from jmzpro.mail.backlog import ailment, late
from jmzpro.mail.models import OutgoingMail, OutgoingState
from jmzpro.mail.tests.conftest import write_letter
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.work.models import JobRun

NOON = datetime(2027, 3, 8, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(cast: SimpleNamespace) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def written(number: int, **columns: object) -> None:
    mail = write_letter(cause=f"letter/{number}")
    OutgoingMail.objects.filter(pk=mail.pk).update(**columns)


@pytest.mark.parametrize(
    ("columns", "count", "stuck"),
    [
        ({}, 1, 1),
        ({"state": OutgoingState.SENT}, 0, 0),
        ({"state": OutgoingState.CANCELLED}, 0, 0),
        ({"state": OutgoingState.DEAD}, 0, 0),
        ({"state": OutgoingState.SENDING, "leased_until": NOON}, 1, 1),
        ({"state": OutgoingState.SENDING, "leased_until": NOON + timedelta(minutes=12)}, 1, 0),
        ({"next_attempt_at": NOON + timedelta(hours=1)}, 1, 0),
    ],
)
def test_what_is_late_after_eleven_minutes(
    clock: time_machine.Traveller, columns: dict[str, object], count: int, stuck: int
) -> None:
    written(1, **columns)
    assert late().count == 0
    clock.shift(timedelta(minutes=11))
    backlog = late()
    assert (backlog.count, backlog.stuck, backlog.since) == (count, stuck, NOON if count else None)


def test_the_operator_reads_how_many_and_since_when(
    client: Client, clock: time_machine.Traveller
) -> None:
    written(1)
    clock.shift(timedelta(minutes=5))
    written(2)
    assert ailment() == ""
    clock.shift(timedelta(minutes=11))
    JobRun.objects.create(name="heartbeat", next_at=NOON, last_ok_at=NOON + timedelta(minutes=16))
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    assert (
        "mail: 2 mails wachten langer dan tien minuten, de oudste sinds 2027-03-08 12:00:00 UTC"
        in answer.content.decode()
    )


def test_what_the_server_of_a_receiver_put_off_is_no_fault_of_ours(
    client: Client, clock: time_machine.Traveller
) -> None:
    written(1, next_attempt_at=NOON + timedelta(hours=1))
    clock.shift(timedelta(minutes=11))
    JobRun.objects.create(name="heartbeat", next_at=NOON, last_ok_at=NOON + timedelta(minutes=11))
    assert client.get("/gezond/").status_code == 200


def test_the_first_page_of_the_office_says_so(
    client: Client, clock: time_machine.Traveller, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.ilse)
    assert "Mail wacht" not in client.get("/beheer/").content.decode()
    written(1)
    clock.shift(timedelta(minutes=11))
    log_in(client, cast.ilse)
    page = client.get("/beheer/").content.decode()
    assert "1 mail wacht langer dan tien minuten, de oudste sinds maandag 8 maart" in page
    assert "Waarschuw wie de site beheert" in page
