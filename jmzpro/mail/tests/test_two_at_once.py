"""Two requests with the same cause at the same moment write one mail, and neither fails."""

import threading

import pytest
from django.db import connection, transaction

from jmzpro.mail import outbox
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.tests.conftest import letter_to
from jmzpro.trust.models import RateWindow


@pytest.mark.django_db(transaction=True)
def test_the_same_cause_from_two_requests_is_one_mail_and_both_go_on() -> None:
    together = threading.Barrier(2)
    outcomes: list[bool] = []

    def request(number: int) -> None:
        together.wait(10)
        with transaction.atomic():
            outcomes.append(outbox.send(letter_to("sanne@cast.example")) is not None)
            RateWindow.objects.create(key=f"after/{number}", ends_at="2026-01-01T00:00Z")
        connection.close()

    threads = [threading.Thread(target=request, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == [False, True]
    assert OutgoingMail.objects.count() == 1
    assert RateWindow.objects.count() == 2


def test_a_cause_that_is_undone_mails_nobody(db: None) -> None:
    with transaction.atomic():
        outbox.send(letter_to("sanne@cast.example"))
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert outbox.send(letter_to("sanne@cast.example")) is not None


def test_a_round_is_written_in_a_few_queries(
    db: None, django_assert_max_num_queries: object
) -> None:
    messages = [
        letter_to(f"p{number}@cast.example", thread="question/1", cause="round")
        for number in range(500)
    ]
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert len(outbox.send_many(messages)) == 500
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        assert outbox.send_many(messages) == []
