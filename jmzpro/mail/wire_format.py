"""A mail of the outbox as it goes over the wire: `as_email(mail).as_bytes()`."""

from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.threads import mail_domain

RETURN_PREFIX = "retour+"
# Machines read these: never an encoded word in them, and a line may only be broken at a space.
FOR_MACHINES = {
    "message-id",
    "in-reply-to",
    "references",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "reply-to",
    "to",
    "auto-submitted",
    "x-auto-response-suppress",
    "x-ms-reactions",
    "date",
}
OURS = FOR_MACHINES | {"subject", "from"}
LINE = 76


class WirePolicy(EmailPolicy):
    """EmailPolicy, but with headers folded by hand.

    Python's own folding makes encoded words of long Message-IDs and addresses, which other programs
    do not read back.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Our own headers are kept as they are, since taking each apart costs more than the rest
        of the mail.
        """
        if name.lower() not in OURS:
            return (
                self.stored(name, value) if "boundary" in value else self.stored_before(name, value)
            )
        if "\n" in value or "\r" in value:
            raise ValueError(f"{name} has more than one line")
        return name, value

    def stored(self, name: str, value: str) -> tuple[str, Any]:
        pair: tuple[str, Any] = super().header_store_parse(name, value)
        return pair

    @lru_cache(maxsize=64)  # noqa: B019 (there is one policy)
    def stored_before(self, name: str, value: str) -> tuple[str, Any]:
        """What a part says of itself is the same in every mail, and taking it apart costs as
        much as the whole text.
        """
        return self.stored(name, value)

    def fold(self, name: str, value: Any) -> str:
        lowered = name.lower()
        if lowered in FOR_MACHINES:
            return folded_at_spaces(name, str(value))
        if lowered == "subject":
            return f"{name}: {encoded(str(value), taken=len(name) + 2)}\r\n"
        if lowered == "from":
            shown, address = parseaddr(str(value))
            return f"{name}: {shown_name(shown)} <{address}>\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii")


WIRE = WirePolicy(linesep="\r\n", cte_type="7bit", max_line_length=LINE)


def as_email(mail: OutgoingMail) -> EmailMessage:
    """The whole mail, the same on every try: text and HTML as alternatives, nothing of another
    site in it.
    """
    message = EmailMessage(policy=WIRE)
    name, address = parseaddr(settings.MAIL_FROM)
    message["From"] = (
        f'"{quoted(mail.from_name or name)}" <{address}>' if mail.from_name or name else address
    )
    message["To"] = wire_address(mail.to)
    if mail.reply_to:
        message["Reply-To"] = mail.reply_to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(timezone.localtime(mail.created_at))
    message["Message-ID"] = mail.message_id
    if mail.references:
        message["In-Reply-To"] = mail.references.split()[-1]
        message["References"] = mail.references
    if mail.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-replied" if mail.is_auto_reply else "auto-generated"
    # An out-of-office reply to an alert is welcome: it pauses the person. To an automatic answer of
    # ours nothing is.
    message["X-Auto-Response-Suppress"] = (
        "All" if mail.is_auto_reply or mail.is_urgent else "DR, RN, NRN, AutoReply"
    )
    message["X-MS-Reactions"] = "disallow"  # Outlook sends a thumb as a mail; nobody reads it here
    message.set_content(mail.text, cte=encoding_of(mail.text))
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte=encoding_of(mail.html))
        # "=_" cannot stand in quoted-printable, and nobody can guess the rest; the same on every
        # try.
        message.set_boundary(f"=_{mail.message_id[1:33]}")
    return message


def return_address(mail: OutgoingMail) -> str:
    """The envelope's sender, where bounces and out-of-office replies come: names the mail. Empty
    for an automatic reply (RFC 3834).
    """
    return (
        ""
        if mail.is_auto_reply
        else f"{RETURN_PREFIX}{mail.message_id[1:].partition('@')[0]}@{settings.MAIL_REPLY_DOMAIN}"
    )


def returned(address: str) -> OutgoingMail | None:
    """The mail whose return address this is; None for any other address."""
    local, _, domain = address.lower().strip("<> ").rpartition("@")
    number = local.removeprefix(RETURN_PREFIX)
    if number == local or domain != settings.MAIL_REPLY_DOMAIN.lower():
        return None
    return (
        OutgoingMail.objects.filter(message_id=f"<{number}@{mail_domain()}>")
        .select_related("user")
        .first()
    )


def wire_address(address: str) -> str:
    """The address in ASCII; raises UnicodeError when its domain cannot be."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{domain if domain.isascii() else domain.encode('idna').decode()}"


def encoding_of(text: str) -> str:
    """7bit when the text can go as it is, else quoted-printable: readable for people who look at
    the source.
    """
    return (
        "7bit"
        if text.isascii() and all(len(line) <= LINE for line in text.split("\n"))
        else "quoted-printable"
    )


def encoded(text: str, *, taken: int = 0) -> str:
    """A header's text after RFC 2047, folded; `taken` is how many characters of the first line
    are used.
    """
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, maxlinelen=LINE, header_name="x" * max(taken - 2, 1)).encode(
        linesep="\r\n"
    )


def quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def shown_name(name: str) -> str:
    if not name:
        return ""
    return f'"{quoted(name)}"' if name.isascii() else encoded(name, taken=6)


def folded_at_spaces(name: str, value: str) -> str:
    """The header with its words on lines of at most 76 characters where spaces allow."""
    lines = [f"{name}:"]
    for word in value.split():
        if len(lines[-1]) + 1 + len(word) > LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines) + "\r\n"
