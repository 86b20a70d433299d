"""What people hear of a mail that came in: at most one such mail for an address in an hour,
never to an address we do not know.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from jmzpro.mail import outbox
from jmzpro.mail.incoming import identifying_replies
from jmzpro.mail.incoming.encryption import opened
from jmzpro.mail.incoming.recipients import known_user
from jmzpro.mail.incoming.verdicts import OF_A_PROGRAM, Verdict
from jmzpro.mail.models import InboundMail, InboundState
from jmzpro.mail.outbox import Message
from jmzpro.mail.parser import new_words, parse
from jmzpro.trust import limits

ONE_IN = timedelta(hours=1)
SHOWN = 600  # characters of a mail that may not be the receiver's own
AT_A_TIME = 50
TOLD_TO_OWNER = {"bsn", identifying_replies.REASON, *(kind.name.lower() for kind in OF_A_PROGRAM)}


def tell(inbound: InboundMail) -> bool:
    """Mail what came of it, in the caller's transaction. False when it has to wait;
    `tell_what_waited` does it then.
    """
    user = receiver_of(inbound)
    if user is None:
        InboundMail.objects.filter(pk=inbound.pk).update(told_at=timezone.now(), sentence="")
        return True
    if limits.allow(
        f"mail-in-notice:{user.email.lower()}", limit=1, per=ONE_IN, undone_with_caller=True
    ):
        return False
    message = (
        question_to(user, inbound)
        if inbound.state == InboundState.HELD
        else answer_to(user, inbound)
    )
    if inbound.told_at is not None:  # asked again: a cause mails somebody once
        message = replace(message, cause=f"{message.cause}:{timezone.now():%Y%m%d%H%M}")
    outbox.send(message)
    inbound.told_at = timezone.now()
    InboundMail.objects.filter(pk=inbound.pk).update(told_at=inbound.told_at)
    return True


def give_back(inbound: InboundMail, found: Verdict, message_id: str) -> bool:
    """Words that are not kept go back at once; False when there were so many that only `tell`
    can still say what came of it.
    """
    user = receiver_of(inbound)
    if user is None or limits.allow(
        f"mail-in-returned:{user.email.lower()}", limit=10, per=ONE_IN, undone_with_caller=True
    ):
        return False
    outbox.send(identifying_replies.returned(user, inbound, found, message_id))
    inbound.told_at = timezone.now()
    InboundMail.objects.filter(pk=inbound.pk).update(told_at=inbound.told_at)
    return True


def receiver_of(inbound: InboundMail) -> Any:
    """Who hears of it. Held, or a program's mail in the owner's name: the token's owner. Else
    the sender, when that is an account.
    """
    if inbound.state == InboundState.HELD or (
        inbound.reason in TOLD_TO_OWNER and inbound.token is not None
    ):
        return (
            inbound.token.user
            if inbound.token is not None and inbound.token.user.is_active
            else None
        )
    return known_user(inbound.sender)


def question_to(user: Any, inbound: InboundMail) -> Message:
    """ "Was jij dit?", with the first words of the mail and one page with two buttons."""
    text = text_of(inbound)
    return Message(
        cause=f"inkomend:{inbound.pk}",
        to=user.email,
        user=user,
        subject="Was jij dit? Er kwam een antwoord op jouw naam binnen",
        template="mail/was_it_you",
        reason="Je krijgt deze mail omdat er een mail binnenkwam op jouw antwoordadres.",
        context={
            "sender": inbound.sender,
            "text": text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} …",
            "url": reverse("mail:confirm", args=[inbound.confirmation]),
        },
        is_auto_reply=True,
    )


def answer_to(user: Any, inbound: InboundMail) -> Message:
    """The sentence, with the sender's own text under it so that nothing is lost."""
    is_sure = inbound.is_vouched_for or (inbound.token is not None and inbound.token.user == user)
    text = text_of(inbound) if is_sure and inbound.reason != "bsn" else ""
    is_taken = inbound.state == InboundState.TAKEN
    return Message(
        cause=f"inkomend:{inbound.pk}",
        to=user.email,
        user=user,
        subject="Over je antwoord per mail" if is_taken else "Je antwoord is niet geplaatst",
        template="mail/returned",
        reason="Je krijgt deze mail omdat je ons een mail stuurde.",
        context={"sentence": inbound.sentence, "text": "" if is_taken else text},
        in_reply_to=parse(opened(inbound.raw) or b"").message_id,
        is_auto_reply=True,
    )


def text_of(inbound: InboundMail) -> str:
    """The new words of a mail that is still kept; of one that is nothing but a quote, nothing."""
    raw = opened(inbound.raw)
    return new_words(parse(raw)).text[:40_000] if raw else ""


def tell_what_waited() -> bool:
    """The job's part: those whose hour is over hear of the oldest that waits. False: nothing
    more can be told now.
    """
    waiting = InboundMail.objects.untold().filter(
        state__in=[
            InboundState.HELD,
            InboundState.RETURNED,
            InboundState.TAKEN,
            InboundState.STUCK,
            InboundState.LEFT,
        ]
    )
    done: set[str] = set()
    for inbound in waiting.select_related("token__user").order_by("received_at")[: AT_A_TIME * 4]:
        user = receiver_of(inbound)
        key = user.email if user else ""
        if key in done:
            continue
        if key:
            done.add(key)
        tell(inbound)
        if len(done) >= AT_A_TIME:
            break
    return False
