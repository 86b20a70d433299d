"""How long incoming mail is kept, what its sender may ask of it, and the jobs that see to it."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from jmzpro.mail.incoming.notices import tell_what_waited, text_of
from jmzpro.mail.incoming.sealing import opened
from jmzpro.mail.keeping import forget_words
from jmzpro.mail.models import InboundMail, InboundState, OutgoingMail
from jmzpro.mail.reading import parse
from jmzpro.mail.receive import decide
from jmzpro.trust.personal_data import Holding

MINIMISED_AFTER = timedelta(days=90)
ROW_KEPT = timedelta(days=400)
# Whoever brought a mail offers it again; what is still undecided after this was brought by somebody who did not.
LEFT_BEHIND_AFTER = timedelta(minutes=15)
AT_A_TIME = 20


def work_through() -> bool:
    """Every few minutes: decide on what was left behind, and tell those whose hour is over."""
    behind = InboundMail.objects.filter(state=InboundState.RECEIVED, received_at__lt=timezone.now() - LEFT_BEHIND_AFTER).filter(
        Q(raw__isnull=False) | Q(reason="bsn")
    )
    for inbound in behind.order_by("received_at")[:AT_A_TIME]:
        decide(inbound, parse(opened(inbound.raw) or b""))
    tell_what_waited()
    return False


def sweep() -> int:
    """Destroy raw mail past its week, take the sender out of old rows, remove the oldest; gives how many rows changed."""
    now = timezone.now()
    changed = InboundMail.objects.filter(delete_raw_at__lt=now, raw__isnull=False).update(raw=None)
    changed += (
        InboundMail.objects.filter(received_at__lt=now - MINIMISED_AFTER).exclude(sender="", sentence="").update(sender="", sentence="")
    )
    return changed + InboundMail.objects.filter(received_at__lt=now - ROW_KEPT).delete()[0]


def sweep_job() -> bool:
    sweep()
    return False


def mails_of(user: Any) -> Any:
    return InboundMail.objects.filter(Q(token__user=user) | Q(sender=user.get_username().lower()))


def export(user: Any) -> Any:
    """What came in on this person's addresses. Of a mail that somebody else may have sent, only that it came."""
    return [
        {
            "ontvangen": inbound.received_at.isoformat(),
            "van": inbound.sender,
            "wat_ermee_gebeurde": inbound.get_state_display(),
            "tekst": text_of(inbound) if inbound.sender == user.get_username().lower() else "",
        }
        for inbound in mails_of(user).order_by("received_at")
    ]


def erase(user: Any) -> None:
    """Also the sender's address in our copies of "was jij dit?" to somebody else."""
    address = user.get_username().lower()
    asked = (f"inkomend:{pk}" for pk in InboundMail.objects.filter(sender=address).values_list("pk", flat=True))
    for cause in asked:
        forget_words(OutgoingMail.objects.filter(Q(cause=cause) | Q(cause__startswith=f"{cause}:")), {address: "een oud-lid"})
    mails_of(user).delete()


HOLDING = Holding(
    key="mail-inbound",
    label="Mail die je ons stuurde",
    models=("mail.InboundMail",),
    export=export,
    erase=erase,
    kept="De mail zelf 7 dagen, versleuteld. Wie hem stuurde 90 dagen. Dat er een mail was 400 dagen, zodat hij niet twee keer telt.",
    sweep=sweep,
)
