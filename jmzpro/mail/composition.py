"""Making the two texts of a mail, and keeping what people typed from becoming a header."""

import re
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from jmzpro.mail.models import ReplyToken

if TYPE_CHECKING:
    from jmzpro.mail.outbox import Message

MARKER = "--- Antwoord boven deze regel ---"
# Everything that steers instead of showing: C0 and C1 but tab and newline, half characters, and
# marks that turn the direction of text.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
FROM_RIGHT = re.compile(f"{RIGHT_TO_LEFT.pattern}(?:.*{RIGHT_TO_LEFT.pattern})?")


def without_control_characters(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def written_in_one_line(text: str, *, limit: int = 0) -> str:
    """Fit for a header: one line, nothing that steers, right-to-left words kept from turning
    their neighbours, cut at `limit`.
    """
    # A typed "=?" would be read as the start of an encoded word, which can hide a line end.
    line = " ".join(TURNING.sub("", CONTROL.sub(" ", text)).replace("=?", "= ?").split())
    if limit and len(line) > limit:
        line = f"{line[: limit - 1].rsplit(' ', 1)[0].rstrip() or line[: limit - 1]}…"
    return isolated(line)


def isolated(text: str) -> str:
    """The text with its right-to-left stretch inside marks that keep its direction to itself
    (FSI … PDI).
    """
    return FROM_RIGHT.sub(lambda found: f"\u2068{found.group()}\u2069", text)


def absolute(path: str) -> str:
    """The whole address of a path on this site."""
    return urljoin(f"{settings.BASE_URL}/", path)


def reply_address(token: ReplyToken) -> str:
    return f"antwoord+{token.token}@{settings.MAIL_REPLY_DOMAIN}"


def render(message: "Message") -> tuple[str, str]:
    """The plain text and the HTML of a mail. A mistake in a template raises: it is ours, and the
    cause must not pass for done.
    """
    frame = {
        "subject": " ".join(message.subject.split()),
        "reason": message.reason,
        "stop_url": absolute(message.unsubscribe_url) if message.unsubscribe_url else "",
        "marker": MARKER if message.reply_token else "",
        "site_url": settings.BASE_URL,
        "site_name": parseaddr(settings.MAIL_FROM)[0] or "JMZ Pro",
    }
    return (
        tidy(rendered(f"{message.template}.txt", {**message.context, "mail": frame}, escape=False)),
        without_control_characters(
            rendered(f"{message.template}.html", {**message.context, "mail": frame}, escape=True)
        ).strip()
        + "\n",
    )


def rendered(name: str, context: dict[str, Any], *, escape: bool) -> str:
    template: Any = get_template(
        name
    )  # the backend's wrapper; its own `render` would escape plain text too
    return str(template.template.render(Context(context, autoescape=escape)))


def tidy(text: str) -> str:
    """Plain text without the blank lines that template tags leave behind."""
    lines = "\n".join(line.rstrip() for line in without_control_characters(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
