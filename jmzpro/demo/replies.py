"""Answering a mail of the mailbox page as its receiver would: a raw mail, as a common mail
program makes it, over LMTP.
"""

import smtplib
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid
from typing import Literal

from django.conf import settings
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.work.addresses import read_address

Program = Literal["outlook", "gmail", "telefoon"]
PROGRAMS: list[tuple[Program, str]] = [
    ("outlook", "Outlook"),
    ("gmail", "Gmail"),
    ("telefoon", "Telefoon"),
]
TIMEOUT = 10  # seconds


class NotDelivered(Exception):
    """The mail did not come in; the argument is a Dutch sentence that says why."""


def reply(mail: OutgoingMail, text: str, program: Program) -> None:
    """Send `text` as the answer of the mail's receiver, the way it goes in earnest. Raises
    NotDelivered.
    """
    raw = write_reply(mail, text, program)
    try:
        with open_door() as server:
            server.send_message(raw, from_addr=mail.to, to_addrs=[mail.reply_to])
    except smtplib.SMTPRecipientsRefused as refused:
        _, answer = next(iter(refused.recipients.values()))
        raise NotDelivered(
            f"De mail werd niet aangenomen: {answer.decode(errors='replace')}"
        ) from refused
    except smtplib.SMTPResponseException as refused:
        said = refused.smtp_error
        raise NotDelivered(
            "De mail werd niet aangenomen: "
            f"{said.decode(errors='replace') if isinstance(said, bytes) else said}"
        ) from refused
    except OSError as failure:
        raise NotDelivered(
            "De mail kon niet worden bezorgd: het programma dat post ontvangt, draait niet."
        ) from failure


def open_door() -> smtplib.LMTP:
    """The program that takes in mail, at its address or its unix socket. Raises OSError."""
    path = settings.LMTP_ADDRESS.removeprefix("unix:")
    if path.startswith("/"):
        return smtplib.LMTP(path)
    address = read_address(path)
    return smtplib.LMTP(address.host, address.port, timeout=TIMEOUT)


def write_reply(mail: OutgoingMail, text: str, program: Program) -> EmailMessage:
    raw = EmailMessage()
    name = mail.user.get_full_name() if mail.user else ""
    raw["From"] = formataddr((name, mail.to))
    raw["To"] = mail.reply_to
    raw["Subject"] = f"{'RE' if program == 'outlook' else 'Re'}: {mail.subject}"
    raw["Date"] = format_datetime(timezone.localtime())
    raw["Message-ID"] = make_msgid(domain=mail.to.rpartition("@")[2])
    raw["In-Reply-To"] = mail.message_id
    raw["References"] = f"{mail.references} {mail.message_id}".strip()
    raw.set_content(
        f"{text.rstrip()}\n\n{signed_and_quoted(mail, name, program)}",
        charset="utf-8",
        cte="quoted-printable",
    )
    return raw


def signed_and_quoted(mail: OutgoingMail, name: str, program: Program) -> str:
    """What the program puts under the new words: a signature, and the mail that is answered."""
    sent = timezone.localtime(mail.sent_at or mail.created_at)
    sender = settings.MAIL_FROM
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
    if program == "outlook":
        header = (
            f"Van: {sender}\nVerzonden: {sent:%d-%m-%Y %H:%M}\nAan: {name} "
            f"<{mail.to}>\nOnderwerp: {mail.subject}"
        )
        return f"Met vriendelijke groet,\n\n{name}\n\n{'_' * 32}\n{header}\n\n{mail.text}"
    if program == "gmail":
        return f"Op {sent:%d-%m-%Y} om {sent:%H:%M} schreef {sender}:\n\n{quoted}"
    return (
        f"Verstuurd vanaf mijn telefoon\n\nOp {sent:%d-%m-%Y} om {sent:%H:%M} heeft {sender} het "
        f"volgende geschreven:\n\n{quoted}"
    )
