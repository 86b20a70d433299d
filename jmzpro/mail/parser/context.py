"""What is known of the mail that was answered, and of who answers: it tells a mail program's
lines from the sender's own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from jmzpro.mail.parser.charsets import header_text
from jmzpro.mail.parser.lines import cleaned
from jmzpro.mail.parser.message import Letter

OUR_NAMES = ("jmzpro", "jmzpronl")
MARKERS = {  # as letters only, and as machine translation makes it
    "antwoordbovendezeregel",
    "antwoordbovendezelijn",
    "antwoordenbovendezeregel",
    "replyabovethisline",
    "answerabovethisline",
    "respondabovethisline",
    "antwortenobendieserzeile",
    "antwortüberdieserzeile",
    "répondreaudessusdecetteligne",
    "répondezaudessusdecetteligne",
}
MAILBOXES = {
    "info",
    "contact",
    "mail",
    "post",
    "administratie",
    "directie",
    "secretariaat",
    "team",
    "school",
    "noreply",
    "no-reply",
    "antwoord",
}
SHORTEST = 12  # letters of a line, before it can be told to be one of ours
ANSWERED = re.compile(
    r"^(?:(?:re|fw|fwd|doorst|antw|aw|sv|vs|odp|betreft)\s*(?:\[\d+\])?\s*:\s*)+", re.I
)


@dataclass(frozen=True)
class Known:
    """`names`: what the sender may be called. `original`: the text of our mail. `us`: how the
    mail names whom it goes to.
    """

    names: Sequence[str] = ()
    original: str = ""
    subject: str = ""
    us: Sequence[str] = ()

    @cached_property
    def text(self) -> str:
        return squeezed(self.original)

    @cached_property
    def question(self) -> str:
        """The subject of the mail that was answered, as letters only."""
        return squeezed(ANSWERED.sub("", self.subject.strip()))

    def is_us(self, text: str) -> bool:
        """Whether one of our own names or addresses stands in it."""
        letters = squeezed(text)
        return any(
            name in letters
            for name in (*OUR_NAMES, *(squeezed(one) for one in self.us))
            if len(name) > 3
        )

    def is_ours(self, text: str) -> bool:
        """Whether this line stands in our mail."""
        letters = squeezed(text)
        return len(letters) > SHORTEST and letters in self.text

    def has_ours(self, texts: Iterable[str]) -> bool:
        """Whether these lines hold our marker, words of our mail, or its subject."""
        whole = [squeezed(text) for text in texts]
        together = "".join(whole)
        if any(marker in re.sub(r"\d", "", together) for marker in MARKERS):
            return True
        if len(self.question) > SHORTEST and self.question in together:
            return True
        return bool(self.text) and any(len(one) > SHORTEST and one in self.text for one in whole)


def known_of(letter: Letter, *, names: Sequence[str] = (), original: str = "") -> Known:
    """The mail goes back to whom it answers, so its To says how a quote may call us."""
    to = header_text(letter.first("to")[:500])
    us = [
        found
        for found in re.findall(r"[\w.+=-]+@[\w.-]+|\"[^\"]{4,80}\"|^[^<@,\"]{4,80}(?=<)", to)
        if squeezed(found)
    ]
    sender = re.findall(r"([a-z]+(?:[._-][a-z]+)*)@", letter.first("from").lower())
    called = [" ".join(re.split(r"[._-]", one)) for one in sender[:1] if one not in MAILBOXES]
    return Known((*names, *called), original, letter.text("subject"), tuple(us))


def squeezed(text: str) -> str:
    """Its letters and digits in lower case, so that no program's spaces, quote marks or stars
    make a difference.
    """
    return re.sub(r"[\W_]+", "", cleaned(text).lower())
