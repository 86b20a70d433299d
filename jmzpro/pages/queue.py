"""What the office sees of the messages of visitors, and what it decides about them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from jmzpro.pages.models import Message, MessageKind, MessageState
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import Decision, Letter, Named, QueueKind, Waiting


def waiting(kind: MessageKind, user: Any) -> Sequence[Waiting]:
    return [shown(message) for message in Message.objects.waiting(kind)]


def shown(message: Message) -> Waiting:
    facts = [("Afzender", message.email or "liet geen adres achter")]
    if message.page:
        facts.append(("Pagina", message.page))
    sender = f"address/{message.email.lower()}" if message.email else ""
    return Waiting(
        str(message.pk),
        title_of(message),
        message.sent_at,
        text=message.text,
        url=message.page,
        facts=facts,
        sender=sender,
    )


def title_of(message: Message) -> str:
    first = message.text.split("\n", 1)[0]
    return first if len(first) <= 80 else f"{first[:79]}…"


def count(kind: MessageKind, user: Any) -> int:
    return Message.objects.waiting(kind).count()


def answer(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
    Message.decide(item_id, MessageState.ANSWERED, text)


def lay_aside(item_id: str, *, by: Any, reason: str = "") -> None:
    Message.decide(item_id, MessageState.ASIDE)


def wait_again(item_id: str, *, by: Any) -> None:
    Message.wait_again(item_id)


ASIDE = Decision(
    "opzij",
    "Opzij leggen",
    lay_aside,
    letter=None,
    undo=wait_again,
    done="Opzij gelegd",
    for_all=True,
)


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    found = Message.objects.filter(pk__in=[one for one in item_ids if one.isdecimal()])
    return {str(one.pk): Named(title_of(one), one.page) for one in found}


GOES = "Je antwoord gaat meteen weg. Dit kun je niet terugdraaien."
ANSWER = Letter(
    "de afzender",
    asks="Je antwoord",
    needed="Schrijf je antwoord op. De afzender krijgt het per mail.",
)
KINDS = (
    QueueKind(
        key="bericht",
        label=MessageKind.CONTACT.label,
        named=named,
        waiting=partial(waiting, MessageKind.CONTACT),
        count=partial(count, MessageKind.CONTACT),
        decisions=(
            Decision(
                "beantwoord",
                "Beantwoorden",
                answer,
                letter=ANSWER,
                consequence=GOES,
                done="Beantwoord",
            ),
            ASIDE,
        ),
        groups=(Office.BUREAU,),
        order=30,
    ),
    QueueKind(
        key="klopt-niet",
        label=MessageKind.MISTAKE.label,
        named=named,
        waiting=partial(waiting, MessageKind.MISTAKE),
        count=partial(count, MessageKind.MISTAKE),
        decisions=(
            Decision(
                "verholpen", "Verholpen", answer, letter=Letter("wie het meldde"), undo=wait_again
            ),
            ASIDE,
        ),
        groups=(Office.EDITORS, Office.BUREAU),
        order=35,
    ),
)
