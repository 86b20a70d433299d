"""The way in for every mail, from LMTP, standard input or a provider's webhook:
docs/decisions/0009-mail-in.md.

First the mail is kept, then it is decided on in a transaction of its own: a failure there leaves it
to be tried again, by whoever brought it. Nothing here logs an address or a word of a mail.
"""

import hashlib
import logging
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from jmzpro.mail.incoming import danger, identifying_replies, machine_mail, notices, recipients
from jmzpro.mail.incoming.acceptance import judge
from jmzpro.mail.incoming.encryption import opened, sealed
from jmzpro.mail.incoming.verdicts import (
    AGAIN_WITHOUT,
    FAILED,
    KIND_OF_STATE,
    MOST_BYTES,
    TOO_LARGE,
    TOO_MANY,
    WITH_NUMBER,
    Outcome,
    OutcomeKind,
    Verdict,
)
from jmzpro.mail.models import InboundMail, InboundState, ReplyToken
from jmzpro.mail.parser import Letter, new_words, parse
from jmzpro.mail.parser.kinds import Kind
from jmzpro.mail.parser.machine_mail import kind_of
from jmzpro.mail.parser.senders import Sender, is_vouched_for, sole_sender
from jmzpro.text.guard import inspect
from jmzpro.trust import limits
from jmzpro.work.errors import without_words

logger = logging.getLogger(__name__)

RAW_KEPT = timedelta(days=7)
MOST_AN_HOUR = 30  # mails to one reply address, or from one sender
MOST_ATTEMPTS = 5
HEADERS_READ = 100_000  # bytes of a mail that is too large
# Whoever brought a mail offers it again; what is still undecided after this was brought by somebody
# who did not.
LEFT_BEHIND_AFTER = timedelta(minutes=15)
AT_A_TIME = 20


def receive(raw: bytes, *, recipients: Sequence[str], trusted: bool) -> Outcome:
    """Take a raw RFC 5322 message in; never raises.

    `recipients`: the envelope's addresses. `trusted`: the way in vouches for From (the loopback
    port of a demo network). The outcome says whether it is ours now (`is_ours`), or must be offered
    again.
    """
    try:
        return taken_in(raw, recipients, trusted=trusted)
    except Exception as error:  # whatever fails, the mail must be offered again, not lost
        log_failure("An incoming mail could not be taken", error)
        return Outcome(OutcomeKind.LATER)


def taken_in(raw: bytes, to: Sequence[str], *, trusted: bool) -> Outcome:
    if len(raw) > MOST_BYTES:
        return too_large(raw, to)
    letter = parse(raw)
    if machine_mail.is_own_mail(letter):
        return Outcome(OutcomeKind.LEFT, "loop")
    kind = kind_of(letter)
    if kind and not kind.is_persons:
        return from_machine(kind, raw, to, letter)
    return from_person(raw, to, letter, trusted=trusted)


def from_person(raw: bytes, to: Sequence[str], letter: Letter, *, trusted: bool) -> Outcome:
    """Keep the mail, then decide on it. Of a stranger who answers nothing of ours, nothing is
    kept.
    """
    sender = sole_sender(letter)
    token = recipients.find_token(to, letter)
    if token is None and (sender is None or recipients.known_user(sender.address) is None):
        return Outcome(OutcomeKind.LEFT, "unknown")
    if wait := too_fast(token, sender):
        return Outcome(OutcomeKind.TOO_MANY, "fast", TOO_MANY.format(minutes=-(-wait // 60)), wait)
    vouched = sender is not None and (
        trusted or is_vouched_for(letter, sender, settings.MAIL_AUTHSERV_ID)
    )
    inbound, is_new = kept(raw, letter, token, sender, vouched=vouched)
    if is_new:
        danger.hear(inbound, letter)
    if not is_new and inbound.state != InboundState.RECEIVED:
        return Outcome(OutcomeKind.REPEATED, inbound.reason)
    return decide(inbound, letter)


def from_machine(kind: Kind, raw: bytes, to: Sequence[str], letter: Letter) -> Outcome:
    """Nothing of a machine's mail is kept but that it came, so that the same one counts once."""
    reason = kind.name.lower()
    with transaction.atomic():
        found = machine_mail.count_bounce(to, letter) if kind is Kind.BOUNCE else None
        mark = (
            f"bounce:{found[0].message_id}:{found[1]}".encode()
            if found
            else (letter.message_id.encode("utf-8", "replace") or raw)
        )
        now = timezone.now()
        _, is_new = InboundMail.objects.get_or_create(
            fingerprint=hashlib.sha256(mark).hexdigest(),
            token=None,
            defaults={
                "state": InboundState.LEFT,
                "reason": reason,
                "size": len(raw),
                "delete_raw_at": now,
                "decided_at": now,
            },
        )
        if not is_new:
            return Outcome(OutcomeKind.REPEATED, reason)
        if found:
            machine_mail.count(found[0], is_hard=found[1])
        elif kind is Kind.AWAY:
            machine_mail.hear_that_somebody_is_away(to, letter)
    return Outcome(OutcomeKind.LEFT, reason)


def too_large(raw: bytes, to: Sequence[str]) -> Outcome:
    """The sender hears it, in case whoever brought the mail does not tell."""
    letter = parse(raw[:HEADERS_READ].split(b"\n\n")[0].split(b"\r\n\r\n")[0] + b"\n\n")
    sender = sole_sender(letter)
    if sender is None or kind_of(letter) or recipients.known_user(sender.address) is None:
        return Outcome(OutcomeKind.TOO_LARGE, "large", TOO_LARGE)
    token = recipients.find_token(to, letter)
    inbound, is_new = kept(raw, letter, token, sender, vouched=False, keeps_raw=False)
    if is_new:
        settle(inbound, Verdict(InboundState.RETURNED, "large", TOO_LARGE))
    return Outcome(OutcomeKind.TOO_LARGE, "large", TOO_LARGE)


def too_fast(token: ReplyToken | None, sender: Sender | None) -> int:
    """Seconds to wait, 0 when it may come in."""
    who = f"token/{token.pk}" if token is not None else f"sender/{sender.address if sender else ''}"
    return limits.allow(f"mail-in:{who}", limit=MOST_AN_HOUR, per=timedelta(hours=1))


def kept(
    raw: bytes,
    letter: Letter,
    token: ReplyToken | None,
    sender: Sender | None,
    *,
    vouched: bool,
    keeps_raw: bool = True,
) -> tuple[InboundMail, bool]:
    """The row of this mail, and whether it is new. What has a citizen service number or points
    at one child is never written down.
    """
    now = timezone.now()
    fault = fault_of(letter, token) if keeps_raw else ""
    fresh = {
        "sender": sender.address if sender else "",
        "is_vouched_for": vouched,
        "size": len(raw),
        "raw": sealed(raw) if keeps_raw and not fault else None,
        "reason": fault,
        "delete_raw_at": now + RAW_KEPT,
    }
    mark = letter.message_id.encode("utf-8", "replace") or raw
    try:
        with transaction.atomic():
            return InboundMail.objects.get_or_create(
                fingerprint=hashlib.sha256(mark).hexdigest(), token=token, defaults=fresh
            )
    except IntegrityError:  # two at the same moment: the other was first
        return InboundMail.objects.get(
            fingerprint=hashlib.sha256(mark).hexdigest(), token=token
        ), False


def fault_of(letter: Letter, token: ReplyToken | None) -> str:
    """Why this mail may not be kept, in one word; "" when it may."""
    if has_number(letter):
        return "bsn"
    return "" if identifying_replies.may_be_kept(letter, token) else identifying_replies.REASON


def has_number(letter: Letter) -> bool:
    """Whether the guard refuses the subject, the new words or any unquoted text of this mail."""
    return bool(inspect(letter.text("subject")).refused or inspect(new_words(letter).text).refused)


def decide(inbound: InboundMail, letter: Letter) -> Outcome:
    """Give the mail to its part, once. When that fails it stays as it was and is tried again;
    after five tries the office sees it.
    """
    try:
        with transaction.atomic():
            row = (
                InboundMail.objects.select_for_update(of=("self",))
                .select_related("token__user")
                .get(pk=inbound.pk)
            )
            if row.state != InboundState.RECEIVED:
                return Outcome(OutcomeKind.REPEATED, row.reason)
            verdict = verdict_on(row, letter)
            settle(row, verdict, letter.message_id)
    except Exception as error:  # of the part, or of the database: the transaction is undone
        log_failure("A part failed on an incoming mail", error)
        return failed(inbound)
    return Outcome(KIND_OF_STATE[verdict.state], verdict.reason, verdict.sentence)


def verdict_on(row: InboundMail, letter: Letter) -> Verdict:
    if row.reason == "bsn":
        return Verdict(InboundState.RETURNED, "bsn", WITH_NUMBER, keeps_raw=False)
    if (
        row.reason == identifying_replies.REASON
        and not letter.message_id
        and not new_words(letter).text
    ):
        return Verdict(
            InboundState.RETURNED, identifying_replies.REASON, AGAIN_WITHOUT
        )  # never written down, and whoever brought it is gone
    return judge(row, letter)


def settle(inbound: InboundMail, verdict: Verdict, message_id: str = "") -> None:
    """Write down what came of it, and tell who is to hear it, in the caller's transaction."""
    with transaction.atomic():
        inbound.state, inbound.reason, inbound.sentence = (
            verdict.state,
            verdict.reason,
            verdict.sentence,
        )
        inbound.decided_at = timezone.now()
        if not verdict.keeps_raw:
            inbound.raw = None
        inbound.save(update_fields=["state", "reason", "sentence", "decided_at", "raw"])
        if verdict.text and notices.give_back(inbound, verdict, message_id):
            return
        if verdict.sentence:
            notices.tell(inbound)


def failed(inbound: InboundMail) -> Outcome:
    """Count the try; the fifth puts the mail before the office, and is ours then."""
    inbound.attempts += 1
    rows = InboundMail.objects.filter(pk=inbound.pk, state=InboundState.RECEIVED)
    rows.update(attempts=inbound.attempts)
    if inbound.attempts < MOST_ATTEMPTS:
        return Outcome(OutcomeKind.LATER, "failed")
    with transaction.atomic():
        row = rows.select_for_update(of=("self",)).first()
        if row is not None:
            settle(row, Verdict(InboundState.STUCK, "failed", FAILED))
    return Outcome(OutcomeKind.HELD, "failed", FAILED)


def work_through() -> bool:
    """The job: decide on what was left behind, and tell those whose hour is over."""
    behind = InboundMail.objects.filter(
        state=InboundState.RECEIVED, received_at__lt=timezone.now() - LEFT_BEHIND_AFTER
    ).filter(Q(raw__isnull=False) | Q(reason__in=["bsn", identifying_replies.REASON]))
    for inbound in behind.order_by("received_at")[:AT_A_TIME]:
        decide(inbound, parse(opened(inbound.raw) or b""))
    notices.tell_what_waited()
    return False


def log_failure(what: str, error: Exception) -> None:
    logger.error("%s: %s", what, without_words(error))
