"""One of each kind that waits for the office: see jmzpro/office/tests/test_every_decision.py."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from jmzpro.mail import addresses
from jmzpro.mail.incoming.encryption import sealed
from jmzpro.mail.models import InboundMail, InboundState, OutgoingMail, OutgoingState
from jmzpro.mail.tests.conftest import write_letter
from jmzpro.mail.tests.mail_samples import RAW
from jmzpro.mail.tokens import token_for


def dead_letter(cast: SimpleNamespace, number: int) -> None:
    mail = write_letter(cause=f"letter/{number}")
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=OutgoingState.DEAD, attempts=12, last_error="450 try later"
    )


def paused_address(cast: SimpleNamespace, number: int) -> None:
    for _ in range(addresses.HARD_BOUNCES_BEFORE_A_PAUSE):
        addresses.count_bounce(f"adres{number}@cast.example", hard=True)


def held_mail(cast: SimpleNamespace, number: int) -> None:
    """Whose owner did not say in three days whether it was theirs."""
    came = timezone.now() - timedelta(days=3)
    InboundMail.objects.create(
        fingerprint=f"held {number}",
        token=token_for("toy", number, cast.sanne.user),
        sender="sanne@cast.example",
        is_vouched_for=True,
        state=InboundState.HELD,
        raw=sealed(RAW),
        received_at=came,
        delete_raw_at=came + timedelta(days=7),
    )


SAMPLES = {"dead-letters": dead_letter, "paused-addresses": paused_address, "mail-in": held_mail}
