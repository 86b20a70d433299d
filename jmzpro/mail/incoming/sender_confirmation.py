"""A held mail: its owner says on one page whether it was theirs."""

from django.db import transaction
from django.utils import timezone

from jmzpro.mail.incoming import identifying_replies
from jmzpro.mail.incoming.acceptance import give
from jmzpro.mail.incoming.encryption import opened
from jmzpro.mail.incoming.notices import tell
from jmzpro.mail.incoming.verdicts import Verdict
from jmzpro.mail.models import InboundMail, InboundState
from jmzpro.mail.parser import NewWords, parse


def held_mail(confirmation: str) -> InboundMail | None:
    """The mail this page is about, in whatever state, None for an unknown key."""
    return (
        InboundMail.objects.select_related("token__user")
        .filter(confirmation=confirmation, token__isnull=False)
        .first()
    )


def words_of(inbound: InboundMail) -> NewWords:
    return identifying_replies.words_in(parse(opened(inbound.raw) or b""), inbound.token)


@transaction.atomic
def confirm(inbound: InboundMail) -> Verdict | None:
    """ "Ja, dit was ik": the part gets it. None when somebody decided before, or the mail is
    gone.
    """
    row = (
        InboundMail.objects.select_for_update(of=("self",))
        .select_related("token__user")
        .filter(pk=inbound.pk)
        .first()
    )
    if row is None or row.state != InboundState.HELD:
        return None
    raw = opened(row.raw)
    if raw is None:
        return None
    verdict = give(row, parse(raw), words_of(row))
    row.state, row.reason, row.sentence, row.decided_at = (
        verdict.state,
        verdict.reason,
        verdict.sentence,
        timezone.now(),
    )
    row.told_at = timezone.now()  # the page says it
    if not verdict.keeps_raw:
        row.raw = None
    row.save(update_fields=["state", "reason", "sentence", "decided_at", "told_at", "raw"])
    return verdict


@transaction.atomic
def disown(inbound: InboundMail) -> bool:
    """ "Nee": thrown away at once. False when somebody decided before."""
    held = InboundMail.objects.filter(pk=inbound.pk, state=InboundState.HELD)
    return bool(
        held.update(
            state=InboundState.DISOWNED, raw=None, sender="", sentence="", decided_at=timezone.now()
        )
    )


def ask_again(inbound: InboundMail) -> bool:
    """Mail the question again; False when that has to wait for its hour."""
    return tell(inbound)
