import pytest

from jmzpro.mail.parser import parse
from jmzpro.mail.parser.senders import is_vouched_for, read_results, sole_sender

SERVER = "mx.jmzpro.example"
GOOD = f"{SERVER}; dkim=pass header.d=cast.example; dmarc=pass header.from=cast.example"


def vouched(*headers: str, sender: str = "marijke@cast.example") -> bool:
    raw = (
        "".join(f"Authentication-Results: {value}\r\n" for value in headers)
        + f"From: {sender}\r\n\r\nJa."
    )
    letter = parse(raw.encode())
    who = sole_sender(letter)
    assert who is not None
    return is_vouched_for(letter, who, SERVER)


@pytest.mark.parametrize(
    "value",
    [
        GOOD,
        f"{SERVER} 1; dmarc=pass (p=REJECT sp=NONE dis=NONE) header.from=cast.example",
        f"{SERVER};\r\n\tdkim=pass (2048-bit key; unprotected) "
        "header.d=cast.example;\r\n\tdmarc=pass (policy=none) "
        f"header.from=cast.example",
        f"{SERVER}; dmarc = pass header.from = CAST.example",
        f'"{SERVER}"; dmarc=pass reason="dmarc=fail; really" header.from="cast.example"',
        (
            f"(a comment; (nested) \\) ) {SERVER.upper()} (more); dmarc/1=pass "
            "header.from=cast.example policy.dmarc=none"
        ),
        (
            f'{SERVER}; spf=pass smtp.mailfrom="x y"@elders.example; dmarc=pass '
            "header.from=cast.example"
        ),
    ],
)
def test_our_mail_server_vouches(value: str) -> None:
    assert vouched(value)


@pytest.mark.parametrize(
    "value",
    [
        f"{SERVER}; dmarc=fail header.from=cast.example",
        f"{SERVER}; dmarc=none header.from=cast.example",
        f"{SERVER}; dmarc=pass header.from=elders.example",
        f"{SERVER}; dmarc=pass header.from=cast.example.elders.example",
        f"{SERVER}; dmarc=pass",
        f"{SERVER}; dkim=pass header.d=cast.example; spf=pass smtp.mailfrom=cast.example",
        f"{SERVER}; none",
        f"{SERVER}.elders.example; dmarc=pass header.from=cast.example",
        f"elders.example; dmarc=pass header.from=cast.example; x={SERVER}",
        f"{SERVER}; spf=pass smtp.mailfrom=(x; dmarc=pass header.from=cast.example)",
        f'{SERVER}; spf=pass smtp.mailfrom="x; dmarc=pass header.from=cast.example"@elders.example',
        f'{SERVER}; dmarc=pass header.from="cast.example',
        f"{SERVER}; dmarc=pass (header.from=cast.example",
        f"{SERVER}; dmarc=pass header.from=cast.example; dmarc=fail header.from=cast.example",
        f"{SERVER} dmarc=pass header.from=cast.example",
        f"; dmarc=pass header.from=cast.example; {SERVER}",
        "",
    ],
)
def test_nothing_else_vouches(value: str) -> None:
    assert not vouched(value)


def test_only_the_topmost_header_of_our_server_counts() -> None:
    assert vouched("elders.example; dmarc=fail header.from=cast.example", GOOD)
    assert not vouched(f"{SERVER}; dmarc=fail header.from=cast.example", GOOD)
    assert not vouched(f"{SERVER}; dkim=none", GOOD)
    assert not vouched(f"{SERVER}; dmarc=pass (unclosed header.from=cast.example", GOOD)


def test_without_a_configured_server_nobody_vouches() -> None:
    letter = parse(
        f"Authentication-Results: {GOOD}\r\nFrom: marijke@cast.example\r\n\r\nJa.".encode()
    )
    who = sole_sender(letter)
    assert who is not None
    assert not is_vouched_for(letter, who, "")


@pytest.mark.parametrize(
    ("value", "address", "name"),
    [
        ("marijke@cast.example", "marijke@cast.example", ""),
        ("Marijke Hoekstra <Marijke@CAST.example>", "marijke@cast.example", "Marijke Hoekstra"),
        (
            '"Hoekstra, Marijke (Wad)" <marijke@cast.example>',
            "marijke@cast.example",
            "Hoekstra, Marijke (Wad)",
        ),
        ("=?utf-8?q?Ren=C3=A9e?= <renee@cast.example>", "renee@cast.example", "Renée"),
        ("Marijke (van de brusjes) <marijke@cast.example>", "marijke@cast.example", "Marijke"),
        ('"marijke@cast.example" <iemand@elders.example>', "iemand@elders.example", ""),
        (
            "=?utf-8?q?marijke=40cast=2Eexample?= <iemand@elders.example>",
            "iemand@elders.example",
            "",
        ),
    ],
)
def test_one_sender_is_read(value: str, address: str, name: str) -> None:
    sender = sole_sender(parse(f"From: {value}\r\n\r\n".encode()))
    assert sender is not None
    assert (sender.address, sender.name) == (address, name)


@pytest.mark.parametrize(
    "head",
    [
        "Subject: geen From",
        "From: marijke@cast.example\r\nFrom: iemand@elders.example",
        "From: marijke@cast.example, iemand@elders.example",
        "From: marijke@cast.example <iemand@elders.example>",
        "From: <marijke@cast.example> <iemand@elders.example>",
        "From: groep: marijke@cast.example;",
        'From: "open <marijke@cast.example>',
        "From: (open <marijke@cast.example>",
        "From: marijke",
        "From: <>",
        "From:",
    ],
)
def test_a_sender_that_can_be_read_in_two_ways_is_none(head: str) -> None:
    assert sole_sender(parse(f"{head}\r\n\r\nJa.".encode())) is None


def test_a_result_keeps_its_properties() -> None:
    read = read_results(f"{SERVER}; dkim=pass header.d=a.example header.i=@a.example; spf=none")
    assert read is not None
    assert [(one.method, one.result) for one in read.results] == [("dkim", "pass"), ("spf", "none")]
    assert read.results[0].properties == {"header.d": "a.example", "header.i": "@a.example"}


DKIM = f"{SERVER}; dkim=pass header.d=cast.example"
DMARC = f"{SERVER}; dmarc=pass header.from=cast.example"


def arrived(*headers: str) -> bool:
    letter = parse(
        (
            "".join(f"{header}\r\n" for header in headers) + "From: marijke@cast.example\r\n\r\nJa."
        ).encode()
    )
    who = sole_sender(letter)
    assert who is not None
    return is_vouched_for(letter, who, SERVER)


def test_two_filters_of_one_server_are_read_together_above_its_received() -> None:
    dkim, dmarc, received = (
        f"Authentication-Results: {DKIM}",
        f"Authentication-Results: {DMARC}",
        "Received: from mx.cast.example by ours",
    )
    assert arrived(dkim, dmarc, received)
    assert arrived(dmarc, dkim, received)
    assert not arrived(received, dkim, dmarc)  # the second may have been in the mail
    assert not arrived(dkim, received, dmarc)
    assert not arrived(dkim, "X-Spam: no", dmarc, received)
    assert not arrived(dkim, dmarc)
    assert not arrived(dkim, dkim, dmarc, received)
    assert not arrived(
        dkim,
        f"Authentication-Results: {SERVER}; dmarc=pass header.from=cast.example; broken (",
        received,
    )
    assert not arrived(
        dmarc, f"Authentication-Results: {SERVER}; dmarc=fail header.from=cast.example", received
    )


def test_a_header_that_names_no_server_vouches_for_nobody() -> None:
    """As Microsoft 365 writes it; and a last semicolon, which some servers write, is no harm."""
    assert not arrived(
        (
            "Authentication-Results: spf=pass smtp.mailfrom=cast.example; dmarc=pass "
            "header.from=cast.example"
        ),
        "Received: x",
    )
    assert vouched(f"{GOOD};")
