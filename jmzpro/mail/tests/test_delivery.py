"""Mail leaves over one connection, is marked as it goes, and survives a mail server that
misbehaves.
"""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import time_machine
from django.utils import timezone

from jmzpro.mail import addresses, outbox
from jmzpro.mail import delivery as delivering
from jmzpro.mail.delivery import Delivery
from jmzpro.mail.models import AddressState, OutgoingMail, OutgoingState
from jmzpro.mail.smtp import CapturedWire, Server, SmtpWire
from jmzpro.mail.tests.conftest import letter_to
from jmzpro.testing.mailserver import MailServer
from jmzpro.trust import installation

Letter = Callable[..., OutgoingMail]


def test_what_waits_is_sent_over_one_connection(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    for number in range(5):
        letter(f"p{number}@cast.example")
    assert delivery.run() is False
    assert sorted(mail_server.receivers()) == [f"p{number}@cast.example" for number in range(5)]
    assert mail_server.connections == 1
    assert set(OutgoingMail.objects.values_list("state", "lease", "attempts")) == {
        (OutgoingState.SENT, "", 1)
    }


def test_a_login_code_goes_before_a_round(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    for number in range(3):
        letter(f"p{number}@cast.example")
    letter("haast@cast.example", is_urgent=True)
    delivery.run()
    assert mail_server.receivers()[0] == "haast@cast.example"


def test_the_mail_on_the_wire_is_the_mail_in_the_outbox(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail = letter(unsubscribe_url="/mail/stop/abc/", thread="question/1")
    delivery.run()
    taken = mail_server.taken[0]
    assert taken.message["Message-ID"] == mail.message_id
    assert taken.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert taken.sender == f"retour+{mail.message_id[1:33]}@antwoord.jmzpro.example"


def test_an_automatic_reply_has_nobody_to_answer_to(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    letter(is_auto_reply=True)
    delivery.run()
    assert mail_server.taken[0].sender == "<>"
    assert mail_server.taken[0].message["Auto-Submitted"] == "auto-replied"


def test_one_refused_receiver_is_a_dead_letter_and_the_others_get_theirs(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail_server.on_receiver = lambda address: (
        "550 5.1.1 no such user" if address.startswith("weg") else None
    )
    letter("weg@cast.example")
    letter("daan@cast.example")
    delivery.run()
    assert mail_server.receivers() == ["daan@cast.example"]
    dead = OutgoingMail.objects.get(to="weg@cast.example")
    assert (dead.state, dead.last_error) == (OutgoingState.DEAD, "550 5.1.1 no such user")
    assert AddressState.objects.get().hard_bounces == 1


def test_a_mail_refused_for_what_it_says_does_not_count_against_the_address(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail_server.on_content = lambda number: "554 5.7.1 looks like spam"
    letter()
    delivery.run()
    assert OutgoingMail.objects.get().state == OutgoingState.DEAD
    assert not AddressState.objects.exists()


def test_a_policy_refusal_at_the_receiver_does_not_count_against_the_address(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail_server.on_receiver = lambda address: "550 5.7.1 we do not take mail from you"
    letter()
    delivery.run()
    assert OutgoingMail.objects.get().state == OutgoingState.DEAD
    assert not AddressState.objects.exists()


def test_a_mail_that_is_put_off_comes_later_with_the_same_id(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail = letter()
    mail_server.on_receiver = lambda address: "451 4.7.1 greylisted"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        delivery.run()
        mail.refresh_from_db()
        assert mail.state == OutgoingState.WAITING
        assert (
            timedelta(seconds=48) <= mail.next_attempt_at - timezone.now() <= timedelta(seconds=72)
        )
        mail_server.on_receiver = lambda address: None
        delivery.run()
        assert mail_server.taken == []
        clock.shift(timedelta(minutes=2))
        delivery.run()
    assert mail_server.taken[0].message["Message-ID"] == mail.message_id


def test_mail_of_a_clock_that_was_ahead_goes_when_it_is_set_right(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=400), tick=False) as clock:
        letter("wacht@cast.example")
        letter("bij-een-dode@cast.example")
        held = delivering.claim(delivery.lease)
        assert held is not None
        clock.shift(-timedelta(days=400))
        delivery.run()
        assert len(mail_server.taken) == 1, "the other may be in the hands of a process that lives"
        clock.shift(delivery.lease + timedelta(seconds=1))
        delivery.run()
    assert sorted(mail_server.receivers()) == ["bij-een-dode@cast.example", "wacht@cast.example"]


def test_a_mail_nobody_takes_ends_as_a_dead_letter(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail = letter()
    mail_server.on_receiver = lambda address: "450 try later"
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(delivering.MOST_ATTEMPTS):
            delivery.run()
            clock.shift(timedelta(hours=8))
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (OutgoingState.DEAD, delivering.MOST_ATTEMPTS)


def test_a_server_that_drops_in_the_middle_gets_the_mail_again(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail_server.on_content = lambda number: "drop" if number == 1 else None
    letter("eerst@cast.example")
    letter("dan@cast.example")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        delivery.run()
        assert mail_server.receivers() == ["dan@cast.example"]
        clock.shift(timedelta(minutes=2))
        delivery.run()
    assert mail_server.receivers() == ["dan@cast.example", "eerst@cast.example"]


def test_a_server_that_had_enough_of_the_connection_gets_a_new_one(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    asked: list[str] = []

    def enough_after_two(address: str) -> str | None:
        asked.append(address)
        return "421 too many mails on this connection" if len(asked) == 3 else None

    mail_server.on_sender = enough_after_two
    for number in range(5):
        letter(f"p{number}@cast.example")
    delivery.run()
    assert len(mail_server.taken) == 5
    assert mail_server.connections == 2


def test_a_server_that_is_away_costs_no_mail_an_attempt(letter: Letter) -> None:
    letter()
    delivery = Delivery(SmtpWire(Server.from_url("smtp://127.0.0.1:1/?timeout=1")))
    assert delivery.run() is False
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (OutgoingState.WAITING, 0)
    assert "niet bereikbaar" in mail.last_error
    with MailServer() as back:
        delivery.wire = SmtpWire(Server.from_url(back.url))
        assert delivery.run() is False
        assert back.taken == []
        delivery.silent_until = 0.0
        delivery.run()
        assert len(back.taken) == 1
        delivery.wire.drop()


def test_a_server_that_wants_another_login_costs_no_mail_an_attempt(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    mail_server.on_sender = lambda address: "530 5.7.0 authentication required"
    letter()
    delivery.run()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (OutgoingState.WAITING, 0)


def test_a_slow_server_is_left_in_time(mail_server: MailServer, letter: Letter) -> None:
    mail_server.pause = 1.0
    letter()
    wire = SmtpWire(Server.from_url(f"smtp://127.0.0.1:{mail_server.port}/?timeout=0.2"))
    Delivery(wire).run()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (OutgoingState.WAITING, 1)


def test_a_server_without_tls_gets_no_password(mail_server: MailServer, letter: Letter) -> None:
    letter()
    wire = SmtpWire(
        Server.from_url(f"smtp://naam:geheim@127.0.0.1:{mail_server.port}/?starttls=1&timeout=2")
    )
    Delivery(wire).run()
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.attempts) == (OutgoingState.WAITING, 0)
    assert "geheim" not in mail.last_error
    assert mail_server.taken == []


def test_a_killed_process_leaves_its_mail_for_the_next(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    letter()
    left = delivering.claim(timedelta(seconds=60))
    assert left is not None
    with time_machine.travel(timezone.now(), tick=False) as clock:
        delivery.run()
        assert mail_server.taken == []
        clock.shift(timedelta(seconds=61))
        delivery.run()
    assert len(mail_server.taken) == 1
    assert delivering.write_down(left, state=OutgoingState.WAITING) is False


def test_a_mail_is_in_one_hand_only(letter: Letter) -> None:
    letter()
    assert delivering.claim(timedelta(seconds=60)) is not None
    assert delivering.claim(timedelta(seconds=60)) is None


def test_what_is_cancelled_is_not_sent(
    delivery: Delivery, mail_server: MailServer, cast: SimpleNamespace, letter: Letter
) -> None:
    letter("sanne@cast.example", cause="alert:question/12", user=cast.sanne.user)
    letter("daan@cast.example", cause="alert:question/12", user=cast.daan.user)
    assert outbox.cancel("alert:question/12", cast.sanne.user) == 1
    delivery.run()
    assert mail_server.receivers() == ["daan@cast.example"]


def test_who_left_gets_nothing_more(
    delivery: Delivery, mail_server: MailServer, cast: SimpleNamespace, letter: Letter
) -> None:
    letter("sanne@cast.example", user=cast.sanne.user)
    cast.sanne.user.is_active = False
    cast.sanne.user.save()
    delivery.run()
    assert mail_server.taken == []
    assert OutgoingMail.objects.get().state == OutgoingState.CANCELLED


def test_a_paused_address_gets_a_login_code_but_no_alert(
    delivery: Delivery, mail_server: MailServer, letter: Letter
) -> None:
    for _ in range(3):
        addresses.count_bounce("Sanne@cast.example", hard=True)
    letter("Sanne@cast.example", cause="alert:1")
    letter("Sanne@cast.example", cause="login:1", is_urgent=True)
    delivery.run()
    assert len(mail_server.taken) == 1
    assert OutgoingMail.objects.get(cause="alert:1").state == OutgoingState.CANCELLED


def test_an_address_that_cannot_exist_is_a_dead_letter_and_no_error(db: None) -> None:
    mail = outbox.send(letter_to("geen adres\r\nBcc: x@example.org"))
    assert mail is not None
    assert mail.state == OutgoingState.DEAD
    assert "\n" not in mail.to


def test_in_a_demo_network_nothing_leaves_the_machine(
    mail_server: MailServer, letter: Letter, settings: Any
) -> None:
    settings.SMTP_URL = mail_server.url
    installation.remember(True)
    letter()
    delivering.deliver()
    assert mail_server.taken == []
    assert OutgoingMail.objects.get().state == OutgoingState.SENT


def test_the_job_uses_the_server_of_the_settings(
    mail_server: MailServer, letter: Letter, settings: Any
) -> None:
    settings.SMTP_URL = mail_server.url
    letter()
    assert delivering.deliver() is False
    delivering.hang_up()
    assert len(mail_server.taken) == 1


def test_a_captured_wire_keeps_nothing_open() -> None:
    wire = CapturedWire()
    wire.send("a@example.org", "b@example.org", b"")
    wire.rest()
    wire.drop()
