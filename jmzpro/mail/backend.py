"""Django's way of sending mail, led into the outbox: what Django, allauth and Wagtail still send
goes the same way as ours.
"""

import re
from collections.abc import Sequence
from secrets import token_hex
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from jmzpro.mail import outbox
from jmzpro.mail.outbox import Message

REASON = "Je krijgt deze mail omdat er iets met je account of je werk op de site gebeurde."
INSIDE = re.compile(r"^.*<body[^>]*>(.*)</body>.*$", re.IGNORECASE | re.DOTALL)


class OutboxBackend(BaseEmailBackend):
    """Writes one row a receiver. Nothing is sent here, so nothing can fail here; an attachment
    is a programming error (ValueError).
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(bool(put_in_outbox(email)) for email in email_messages)


def put_in_outbox(email: EmailMessage) -> int:
    """How many rows were written: each receiver gets a mail of his own, so that nobody sees who
    else got it.
    """
    if email.attachments:
        raise ValueError("The outbox sends no attachments; mail a link.")
    cause = f"django/{token_hex(16)}"
    receivers = list(dict.fromkeys(email.recipients()))
    users = owners(receivers)
    return len(
        outbox.send_many(as_message(email, cause, to, users.get(to.lower())) for to in receivers)
    )


def as_message(email: EmailMessage, cause: str, to: str, user: Any) -> Message:
    """Urgent: these are mails that somebody asked for a moment ago."""
    text, html = texts_of(email)
    return Message(
        cause=cause,
        to=to,
        subject=str(email.subject),
        template="mail/letter",
        reason=REASON,
        context={"text": text, "html_body": html},
        user=user,
        is_urgent=True,
    )


def texts_of(email: EmailMessage) -> tuple[str, str]:
    """Plain text, and the inside of the HTML that came with it ("" when none did)."""
    body = str(email.body)
    if email.content_subtype == "html":
        return strip_tags(INSIDE.sub(r"\1", body)), inside(body)
    alternatives = email.alternatives if isinstance(email, EmailMultiAlternatives) else []
    return body, next(
        (inside(str(content)) for content, kind in alternatives if kind == "text/html"), ""
    )


def inside(html: str) -> SafeString:
    """What stands in the body. It is safe as far as it is Django's, allauth's or Wagtail's own;
    nobody else sends this way.
    """
    return mark_safe(INSIDE.sub(r"\1", html))  # noqa: S308


def owners(addresses: list[str]) -> dict[str, Any]:
    """By address in lower case: the account, so that a person's export and erasure know this
    mail too.
    """
    users = get_user_model()._default_manager.filter(
        email__in=[address.lower() for address in addresses]
    )
    return {user.get_username().lower(): user for user in users}
