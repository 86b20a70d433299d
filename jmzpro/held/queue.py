"""What waits for the moderator on duty: who of the office sees it, and the two decisions."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jmzpro.held import custody
from jmzpro.held.acts import CannotBeDone
from jmzpro.held.models import HeldText, HeldTextQuerySet
from jmzpro.office.duty import on_duty
from jmzpro.trust.duty import OFFICES
from jmzpro.trust.queue import AlreadyDecided, CannotDecide, Decision, Letter, QueueKind, Waiting

NEEDED = "Schrijf in een zin wat er anders moet."


def is_on_duty(user: Any) -> bool:
    return user in on_duty(timezone.localdate())


def readable_by(user: Any) -> HeldTextQuerySet:
    """For who is on duty today, and nobody else of the office."""
    return HeldText.objects.waiting() if is_on_duty(user) else HeldText.objects.none()


def waiting(user: Any) -> Sequence[Waiting]:
    """Who, what and since when; the words are read on their own page."""
    return [
        Waiting(
            id=held.public_id,
            title=f"{held.what[:1].upper()}{held.what[1:]}, misschien over een kind",
            since=held.held_at,
            text=(
                "De schrijver zegt dat dit niet over een kind of gezin gaat. Lees het voordat je "
                "besluit. Er ging nog geen mail uit."
            ),
            url=reverse("held_reading", args=[held.public_id]),
            facts=[
                ("Van", str(held.writer or "een bezoeker")),
                ("Gevonden", ", ".join(held.found)),
                ("Weg op", f"{held.gone_at:%d-%m-%Y}"),
            ],
        )
        for held in readable_by(user).select_related("writer__person").defer("sealed")
    ]


def count(user: Any) -> int:
    return readable_by(user).count()


def let_pass(item_id: str, *, by: Any, reason: str = "") -> None:
    held = readable_by(by).filter(public_id=item_id).first()
    try:
        if held is None or not custody.let_pass(held):
            raise AlreadyDecided
    except CannotBeDone as refusal:
        raise CannotDecide(
            f"{refusal} Geef de tekst terug, dan hoort de schrijver het."
        ) from refusal


def give_back(item_id: str, *, by: Any, reason: str = "", text: str = "") -> None:
    held = readable_by(by).filter(public_id=item_id).first()
    if held is None or not custody.give_back(held, text):
        raise AlreadyDecided


HELD_TEXTS = QueueKind(
    key="bekijken",
    label="Misschien over een kind",
    waiting=waiting,
    count=count,
    decisions=(
        Decision(
            "laat-door",
            "Laat door",
            let_pass,
            letter=Letter("de schrijver en wie dit krijgt", takes_words=False),
            consequence=(
                "De tekst gaat nu uit zoals de schrijver hem verstuurde. Dit kun je niet "
                "terugdraaien."
            ),
        ),
        Decision(
            "geef-terug",
            "Geef terug",
            give_back,
            letter=Letter("de schrijver", asks="Wat moet er anders?", needed=NEEDED),
            is_destructive=True,
            consequence="De tekst is dan weg. Dit kun je niet terugdraaien.",
        ),
    ),
    groups=OFFICES,
    order=6,
)
