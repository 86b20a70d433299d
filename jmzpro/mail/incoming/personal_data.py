"""What we hold of mail that came in: how long, and what its sender may ask of it."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jmzpro.mail.incoming.notices import text_of
from jmzpro.mail.models import InboundMail, OutgoingMail
from jmzpro.mail.personal_data import forget_words
from jmzpro.trust.personal_data import DataCategory, moment

MINIMISED_AFTER = timedelta(days=90)
ROW_KEPT = timedelta(days=400)


def sweep() -> int:
    """Destroy raw mail past its week, take the sender out of old rows, remove the oldest; gives
    how many rows changed.
    """
    now = timezone.now()
    changed = InboundMail.objects.filter(delete_raw_at__lt=now, raw__isnull=False).update(raw=None)
    changed += (
        InboundMail.objects.filter(received_at__lt=now - MINIMISED_AFTER)
        .exclude(sender="", sentence="")
        .update(sender="", sentence="")
    )
    return changed + InboundMail.objects.filter(received_at__lt=now - ROW_KEPT).delete()[0]


def mails_of(user: Any) -> Any:
    return InboundMail.objects.filter(Q(token__user=user) | Q(sender=user.get_username().lower()))


def export(user: Any) -> Any:
    """What came in on this person's addresses. Of a mail that somebody else may have sent, only
    that it came.
    """
    return [
        {
            "ontvangen": moment(inbound.received_at),
            "van": inbound.sender,
            "wat_ermee_gebeurde": inbound.get_state_display(),
            "tekst": text_of(inbound) if inbound.sender == user.get_username().lower() else "",
        }
        for inbound in mails_of(user).order_by("received_at")
    ]


def erase(user: Any) -> None:
    """Also the sender's address in our copies of "was jij dit?" to somebody else."""
    address = user.get_username().lower()
    asked = (
        f"inkomend:{pk}"
        for pk in InboundMail.objects.filter(sender=address).values_list("pk", flat=True)
    )
    for cause in asked:
        forget_words(
            OutgoingMail.objects.filter(Q(cause=cause) | Q(cause__startswith=f"{cause}:")),
            {address: "een oud-lid"},
        )
    mails_of(user).delete()


DATA_CATEGORY = DataCategory(
    key="mail-inbound",
    label="Mail die je ons stuurde",
    models=("mail.InboundMail",),
    export=export,
    erase=erase,
    kept=(
        "De mail zelf 7 dagen, versleuteld. Wie hem stuurde 90 dagen. Dat er een mail was 400 "
        "dagen, zodat hij niet twee keer telt."
    ),
    sweep=sweep,
)
