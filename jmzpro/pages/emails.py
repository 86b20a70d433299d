"""The mails about messages to the office, to whoever left an address."""

from jmzpro.mail.correction import Regret, come_back
from jmzpro.mail.outbox import Message as Mail
from jmzpro.mail.outbox import send
from jmzpro.pages.models import Message

REASON = (
    "Je krijgt deze mail omdat iemand dit adres invulde bij een bericht aan het bureau van JMZ Pro."
)


def message_received(message: Message) -> None:
    """Says that it came in, without the words of the sender: the address may be somebody else's."""
    if not message.email:
        return
    send(
        Mail(
            cause=f"message-received:{message.pk}",
            to=message.email,
            subject="Je bericht is aangekomen",
            template="pages/mail/received",
            reason=REASON,
            context={"message": message},
        )
    )


def answered(message: Message) -> str:
    """What is decided again is told again."""
    return f"message-answered:{message.pk}:{message.decided_at:%Y%m%d%H%M%S%f}"


def message_came_back(message: Message) -> None:
    """On an answer; the message still says when that was."""
    come_back(answered(message), Regret("wat je meldde", "We kijken er nog een keer naar.", REASON))


def message_answered(message: Message, words: str) -> None:
    if not message.email:
        return
    is_mistake = message.kind == "klopt-niet"
    send(
        Mail(
            cause=answered(message),
            to=message.email,
            subject="Bedankt: we keken naar wat je meldde"
            if is_mistake
            else "Antwoord van het bureau van JMZ Pro",
            template="pages/mail/answered",
            reason=REASON,
            context={"message": message, "words": words, "is_mistake": is_mistake},
        )
    )
