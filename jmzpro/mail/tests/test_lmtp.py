import smtplib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jmzpro.mail import lmtp
from jmzpro.mail.incoming.verdicts import Outcome, OutcomeKind
from jmzpro.mail.tests.toy import Toy, ask, reply

UNKNOWN = f"antwoord+{'0' * 32}@antwoord.jmzpro.example"


@pytest.fixture
def door(transactional_db: None) -> Iterator[lmtp.Server]:
    server = lmtp.start("127.0.0.1", 0)
    yield server
    server.stop()


def connected(server: lmtp.Server) -> smtplib.LMTP:
    client = smtplib.LMTP("127.0.0.1", server.port)
    client.ehlo()  # says LHLO
    return client


def offer(
    client: smtplib.LMTP, raw: bytes, recipients: list[str], sender: str = "marijke@cast.example"
) -> list[int]:
    """The answers after DATA, one for each recipient that was let in."""
    client.docmd("MAIL", f"FROM:<{sender}>")
    let_in = [client.docmd("RCPT", f"TO:<{one}>")[0] for one in recipients].count(250)
    if client.docmd("DATA")[0] != 354:
        return []
    client.send(raw.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
    return [client.getreply()[0] for _ in range(let_in)]


def test_a_reply_comes_in_over_lmtp(
    door: lmtp.Server, cast: SimpleNamespace, demo: None, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    with connected(door) as client:
        client.sendmail(
            "marijke@cast.example",
            [asked.address.upper()],
            reply(asked, "Wij doen dat zo.\r\n.\r\nEcht."),
        )
    [taken] = toy.taken
    assert taken.text == "Wij doen dat zo.\n.\nEcht."


def test_outside_a_demo_network_the_loopback_port_vouches_for_nobody(
    door: lmtp.Server, cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    with connected(door) as client:
        assert offer(client, reply(asked), [asked.address]) == [250]
    assert toy.taken == []


def test_each_recipient_gets_its_own_answer(
    door: lmtp.Server, cast: SimpleNamespace, demo: None, toy: Toy
) -> None:
    first, second = ask(cast.marijke), ask(cast.joost, subject_id=13)
    with connected(door) as client:
        assert offer(
            client, reply(first), [first.address, second.address, "iemand@elders.example"]
        ) == [250, 250]
        assert client.noop()[0] == 250
    assert [one.token for one in toy.taken] == [first.token]  # on Joost's address it waits for him


def test_one_recipient_may_fail_while_the_other_is_taken(
    transactional_db: None, cast: SimpleNamespace
) -> None:
    first, second = ask(cast.marijke), ask(cast.joost, subject_id=13)

    def receiver(raw: bytes, *, recipients: list[str], trusted: bool) -> Outcome:
        return Outcome(OutcomeKind.LATER if recipients == [second.address] else OutcomeKind.TAKEN)

    server = lmtp.start("127.0.0.1", 0, receiver=receiver)
    try:
        with connected(server) as client:
            assert offer(client, reply(first), [first.address, second.address]) == [250, 451]
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("iemand@elders.example", 550),
        ("info@antwoord.jmzpro.example", 550),
        (UNKNOWN, 550),
        ("retour+" + "0" * 32 + "@antwoord.jmzpro.example", 550),
        ("postmaster@antwoord.jmzpro.example", 250),
        ("antwoord@ANTWOORD.jmzpro.example", 250),
    ],
)
def test_only_addresses_we_gave_out_are_let_in(door: lmtp.Server, address: str, code: int) -> None:
    with connected(door) as client:
        client.docmd("MAIL", "FROM:<iemand@elders.example>")
        assert client.docmd("RCPT", f"TO:<{address}>")[0] == code


def test_a_member_with_a_mistyped_address_is_let_in_to_be_answered(
    door: lmtp.Server, cast: SimpleNamespace
) -> None:
    with connected(door) as client:
        client.docmd("MAIL", "FROM:<marijke@cast.example>")
        assert client.docmd("RCPT", f"TO:<{UNKNOWN}>")[0] == 250


def test_the_door_says_what_it_can(door: lmtp.Server) -> None:
    with connected(door) as client:
        for feature in ("size", "8bitmime", "smtputf8", "pipelining", "enhancedstatuscodes"):
            assert client.has_extn(feature)
        assert client.esmtp_features["size"] == str(10 * 1024 * 1024)
        assert client.docmd("EHLO", "x")[0] == 500


def test_eleven_megabytes_is_refused_for_each_recipient(
    door: lmtp.Server, cast: SimpleNamespace
) -> None:
    first, second = ask(cast.marijke), ask(cast.joost, subject_id=13)
    with connected(door) as client:
        assert (
            client.docmd("MAIL", f"FROM:<marijke@cast.example> SIZE={11 * 1024 * 1024}")[0] == 552
        )
        line = b"x" * 998 + b"\r\n"
        assert offer(client, reply(first, "") + line * 11_000, [first.address, second.address]) == [
            552,
            552,
        ]
        assert client.noop()[0] == 250


def test_a_bounce_with_an_empty_sender_is_let_in_and_answered_with_nothing(
    door: lmtp.Server, cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    with connected(door) as client:
        assert offer(client, reply(asked), [asked.address], sender="") == [250]
    assert toy.taken == []


def test_long_lines_and_bare_line_feeds_are_no_way_around(
    door: lmtp.Server, cast: SimpleNamespace, demo: None, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    smuggled = reply(asked, "Eerst.\n.\nMAIL FROM:<x@y.example>\n" + "woord " * 2000)
    with connected(door) as client:
        assert offer(client, smuggled, [asked.address]) == [250]
        assert client.noop()[0] == 250
    assert "MAIL FROM" in toy.taken[0].text


def test_more_connections_than_it_takes_are_told_to_come_back(transactional_db: None) -> None:
    server = lmtp.start("127.0.0.1", 0)
    kept: list[socket.socket] = []
    try:
        for _ in range(lmtp.MOST_CONNECTIONS):
            kept.append(socket.create_connection(("127.0.0.1", server.port)))
            assert kept[-1].recv(200).startswith(b"220")
        late = socket.create_connection(("127.0.0.1", server.port))
        assert late.recv(200).startswith(b"421")
        late.close()
    finally:
        for one in kept:
            one.close()
        server.stop()


def test_many_mails_at_the_same_time_are_each_taken_once(
    door: lmtp.Server, cast: SimpleNamespace, demo: None, toy: Toy
) -> None:
    asked = [ask(cast.marijke, subject_id=n) for n in range(3)]
    codes: list[int] = []

    def bring(number: int) -> None:
        with connected(door) as client:
            for one in asked:
                codes.extend(offer(client, reply(one, number=number), [one.address]))

    threads = [threading.Thread(target=bring, args=(number % 2,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(codes) <= {250, 451}
    assert len(toy.taken) == len({(one.token.pk, one.message_id) for one in toy.taken}) <= 6
    assert codes.count(250) >= len(toy.taken)


def test_it_listens_on_a_unix_socket_too(transactional_db: None, tmp_path: Path) -> None:
    path = tmp_path / "lmtp"
    server = lmtp.start_at(f"unix:{path}")
    with smtplib.LMTP(str(path)) as client:
        assert client.noop()[0] == 250
    server.stop()
    assert not path.exists()


@pytest.mark.parametrize("address", ["geen-poort", "127.0.0.1:x", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with pytest.raises(ValueError, match="JMZ_LMTP_ADDRESS"):
        lmtp.start_at(address)


def test_a_taken_port_is_said(door: lmtp.Server) -> None:
    with pytest.raises(OSError, match="address"):
        lmtp.start("127.0.0.1", door.port)


def test_nothing_of_a_mail_is_logged(
    door: lmtp.Server, cast: SimpleNamespace, demo: None, toy: Toy, caplog: Any
) -> None:
    asked = ask(cast.marijke)
    toy.fails = RuntimeError("een taxi van marijke@cast.example")
    with connected(door) as client:
        assert offer(client, reply(asked), [asked.address]) == [451]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("jmzpro")]
    assert ours
    assert not any(word in line for line in ours for word in ("taxi", "marijke", asked.token.token))
