"""What would come of a mail, for who looks into one: nothing is kept, sent or counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from jmzpro.mail.incoming import machine_mail
from jmzpro.mail.incoming.identifying_replies import names_of
from jmzpro.mail.incoming.recipients import find_token, known_user, original_text
from jmzpro.mail.models import ReplyToken
from jmzpro.mail.parser import Letter, NewWords, new_words, parse
from jmzpro.mail.parser.absence import written_on
from jmzpro.mail.parser.kinds import Kind
from jmzpro.mail.parser.machine_mail import kind_of
from jmzpro.mail.parser.removed_text import LeftOff
from jmzpro.mail.parser.senders import Sender, is_vouched_for, sole_sender

OLDEST = timedelta(days=3650)  # a mail of years ago is read as of the day it was written
MACHINE = "machine"
KINDS = {
    "answer": "een antwoord van een mens",
    "empty": "een mail zonder nieuwe woorden",
    "unreadable": "een mail die niet te lezen is",
    "own": "een mail van onszelf",
    "bounce": "een bericht over een mail die niet aankwam",
    "away": "een afwezigheidsbericht",
    "list": "een mail van een lijst of nieuwsbrief",
    MACHINE: "een automatische mail",
    "reaction": "een reactie met een duim of hartje",
    "receipt": "een leesbevestiging of ontvangstbevestiging",
    "calendar": "een antwoord op een uitnodiging, of een afzegging",
    "chat": "een melding van een chat",
    "secured": "een beveiligde mail, die we niet kunnen openen",
    "invitation": "een uitnodiging zonder woorden ernaast",
    "recall": "een verzoek om een mail terug te roepen",
    "vote": "een druk op een stemknop",
    "shared": "een melding over een gedeeld bestand",
}
STANDINGS = {
    "owner": "de eigenaar van het antwoordadres; onze mailserver staat ervoor in",
    "owner-unproven": "de eigenaar van het antwoordadres, maar niemand staat ervoor in",
    "other": "een ander dan de eigenaar van het antwoordadres",
    "member": "een account hier, zonder antwoordadres in de mail",
    "unknown": "geen account hier",
    "nobody": "er is niet precies één afzender te lezen",
}


@dataclass(frozen=True)
class Report:
    """`kind` is a key of KINDS, `standing` one of STANDINGS; `text` what would be placed, of an
    answer alone.
    """

    kind: str
    standing: str
    text: str = ""
    left_off: tuple[LeftOff, ...] = ()
    away_until: date | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "standing": self.standing,
            "text": self.text,
            "left_off": [{"rule": one.rule, "text": one.text} for one in self.left_off],
            "away_until": self.away_until.isoformat() if self.away_until else None,
        }


def report_of(raw: bytes, recipients: Sequence[str] = ()) -> Report:
    """Of a raw RFC 5322 message. `recipients`: the envelope's, when they are known; the headers
    are looked at as well.
    """
    letter = parse(raw)
    sender, token = sole_sender(letter), find_token(recipients, letter)
    standing = standing_of(letter, sender, token)
    words = new_words(
        letter, names=names(sender, token), original=original_text(token, letter) if token else ""
    )
    kind = kind_in_words(letter, words)
    if kind == "answer":
        return Report(kind, standing, words.text, words.left_off)
    said = (LeftOff(kind, words.text),) if words.text else ()
    return Report(
        kind, standing, "", (*said, *words.left_off), day_back(letter) if kind == "away" else None
    )


def kind_in_words(letter: Letter, words: NewWords) -> str:
    if machine_mail.is_own_mail(letter):
        return "own"
    if kind := kind_of(letter):
        return MACHINE if kind is Kind.OTHER else kind.name.lower()
    if words.is_unreadable:
        return "unreadable"
    return "answer" if words.text else "empty"


def standing_of(letter: Letter, sender: Sender | None, token: ReplyToken | None) -> str:
    if sender is None:
        return "nobody"
    if token is None:
        return "member" if known_user(sender.address) else "unknown"
    if sender.address != token.user.email.lower():
        return "other"
    return (
        "owner" if is_vouched_for(letter, sender, settings.MAIL_AUTHSERV_ID) else "owner-unproven"
    )


def names(sender: Sender | None, token: ReplyToken | None) -> list[str]:
    """What the sender may be called, as when the mail comes in."""
    if token is not None:
        return names_of(sender, token)
    user = known_user(sender.address) if sender else None
    return [
        name
        for name in (sender.name if sender else "", user.get_full_name() if user else "")
        if name and "@" not in name
    ]


def day_back(letter: Letter) -> date | None:
    today = timezone.localdate()
    return machine_mail.day_back(letter, written_on(letter.first("date"), today, at_most=OLDEST))
