"""Nothing that people type becomes a header, and every header reads back as it was meant."""

from email import policy
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import parseaddr
from types import SimpleNamespace
from typing import Any

from django.test import override_settings
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from jmzpro.mail.composition import isolated, written_in_one_line
from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.outbox import mail_address, send, written
from jmzpro.mail.tests.conftest import letter_to
from jmzpro.mail.wire_format import as_email, return_address, returned

EXPECTED = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "X-MS-Reactions",
    "MIME-Version",
    "Content-Type",
}
NASTY = st.text(max_size=300) | st.from_regex(
    r"(?s).{0,20}(\r\n|\n|\r|=\?utf-8\?q\?=0D=0A)Bcc: x@example\.org.{0,20}"
)


def wire(mail: OutgoingMail) -> bytes:
    return as_email(mail).as_bytes()


def parsed(mail: OutgoingMail) -> Any:
    return BytesParser(policy=policy.default).parsebytes(wire(mail))


@examples(max_examples=60, deadline=None)
@given(subject=NASTY, name=NASTY, text=NASTY)
def test_no_typed_text_makes_a_header_or_a_long_line(subject: str, name: str, text: str) -> None:
    mail = written(
        letter_to("sanne@cast.example", subject=subject, from_name=name, context={"text": text}), []
    )
    content = wire(mail)
    head, _, _ = content.partition(b"\r\n\r\n")
    names = [
        line.split(b":")[0].decode()
        for line in head.split(b"\r\n")
        if not line.startswith((b" ", b"\t"))
    ]
    assert set(names) == EXPECTED
    assert len(names) == len(EXPECTED)
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) < 998
    assert content.isascii()


@examples(max_examples=60, deadline=None)
@given(subject=NASTY, name=NASTY)
def test_subject_and_sender_read_back_as_written(subject: str, name: str) -> None:
    mail = written(letter_to("sanne@cast.example", subject=subject, from_name=name), [])
    # The old parser: the new one puts a space between two encoded words of a name, against RFC
    # 2047.
    back = BytesParser(policy=policy.compat32).parsebytes(wire(mail))
    assert " ".join(str(make_header(decode_header(back["Subject"]))).split()) == " ".join(
        mail.subject.split()
    )
    name, address = parseaddr(back["From"].replace("\r\n", ""))
    assert address == "netwerk@jmzpro.example"
    assert " ".join(str(make_header(decode_header(name))).split()) == " ".join(
        (mail.from_name or "JMZ Pro").split()
    )


@examples(max_examples=60, deadline=None)
@given(text=st.text(max_size=2000))
def test_the_text_reads_back_as_written(text: str) -> None:
    mail = written(letter_to("sanne@cast.example", context={"text": text}), [])
    back = parsed(mail)
    assert back.get_body(["plain"]).get_content().replace("\r\n", "\n") == mail.text
    assert back.get_body(["html"]).get_content().replace("\r\n", "\n") == mail.html


@examples(max_examples=60, deadline=None)
@given(text=st.text())
def test_a_line_for_a_header_has_no_control_characters(text: str) -> None:
    line = written_in_one_line(text, limit=200)
    assert len(line) <= 202
    assert line == line.strip()
    assert not any(c in line for c in "\r\n\x00\x85\u2028\u202e")


def test_a_right_to_left_name_keeps_its_direction_to_itself() -> None:
    assert (
        isolated("Vraag van שרה כהן over brusjes") == "Vraag van \u2068שרה כהן\u2069 over brusjes"
    )
    assert isolated("Gewoon Nederlands") == "Gewoon Nederlands"


def test_a_long_subject_is_cut_at_a_word() -> None:
    subject = written(letter_to("sanne@cast.example", subject="woord " * 100), []).subject
    assert len(subject) <= 200
    assert subject.endswith("woord…")


def test_ids_of_other_programs_stay_whole(cast: SimpleNamespace) -> None:
    long_id = f"<{'A1b2' * 25}@eur04.prod.protection.outlook.example>"
    mail = written(
        letter_to(
            "sanne@cast.example",
            thread="question/1",
            in_reply_to=long_id,
            unsubscribe_url="/" + "x" * 200,
        ),
        [],
    )
    content = wire(mail)
    assert b"=?" not in content.partition(b"\r\n\r\n")[0]
    back = parsed(mail)
    assert back["In-Reply-To"] == long_id
    assert back["References"].split() == mail.references.split()
    assert back["List-Unsubscribe"] == f"<{mail.unsubscribe_url}>"


def test_an_id_that_is_none_is_left_out() -> None:
    assert (
        written(
            letter_to("sanne@cast.example", in_reply_to="<a b>\r\nBcc: x@example.org"), []
        ).references
        == ""
    )


def test_the_mails_of_a_thread_refer_to_each_other(cast: SimpleNamespace) -> None:
    first = send(letter_to("sanne@cast.example", cause="a", thread="question/1"))
    second = send(letter_to("sanne@cast.example", cause="b", thread="question/1"))
    elsewhere = send(letter_to("daan@cast.example", cause="b", thread="question/1"))
    assert first is not None
    assert second is not None
    assert elsewhere is not None
    root = first.references
    assert second.references.split() == [root, first.message_id]
    assert elsewhere.references == root
    assert as_email(second)["In-Reply-To"] == first.message_id


def test_a_bounce_finds_its_mail_by_the_return_address(cast: SimpleNamespace) -> None:
    mail = send(letter_to("sanne@cast.example"))
    assert mail is not None
    assert returned(return_address(mail).upper()) == mail
    assert returned("retour+@antwoord.jmzpro.example") is None
    assert returned(f"antwoord+{mail.message_id[1:33]}@antwoord.jmzpro.example") is None
    assert returned(return_address(mail).replace("antwoord.", "elders.")) is None


def test_out_of_office_is_welcome_after_an_alert_and_not_after_a_login_code() -> None:
    alert = as_email(written(letter_to("sanne@cast.example"), []))
    code = as_email(written(letter_to("sanne@cast.example", is_urgent=True), []))
    assert "OOF" not in alert["X-Auto-Response-Suppress"]
    assert code["X-Auto-Response-Suppress"] == "All"


def test_a_domain_with_an_accent_goes_as_ascii() -> None:
    mail = written(letter_to("info@zorgvoorjóú.example"), [])
    assert (
        as_email(mail)["To"] == "info@xn--zorgvoorj-g7ae.example"
        or str(as_email(mail)["To"]).isascii()
    )


@override_settings(MAIL_FROM="netwerk@jmzpro.example")
def test_a_sender_without_a_name_is_an_address() -> None:
    assert (
        parsed(written(letter_to("sanne@cast.example"), []))["From"].addresses[0].addr_spec
        == "netwerk@jmzpro.example"
    )


def test_only_the_domain_of_an_address_loses_its_capitals() -> None:
    assert mail_address("Sanne@Cast.Example") == "Sanne@cast.example"
