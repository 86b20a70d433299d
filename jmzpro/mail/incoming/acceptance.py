"""Whether a person's mail may be taken, and giving it to the part that mailed. Runs inside the
caller's transaction.
"""

from django.db import transaction
from django.utils import timezone

from jmzpro.mail.incoming import identifying_replies
from jmzpro.mail.incoming.verdicts import (
    EMPTY,
    EXPIRED,
    FILES_LEFT_OUT,
    MOST_CHARACTERS,
    OF_A_PROGRAM,
    ONLY_FILES,
    TOO_LONG,
    UNKNOWN,
    UNREADABLE,
    WAS_IT_YOU,
    WITH_NUMBER,
    Verdict,
)
from jmzpro.mail.models import InboundMail, InboundState, ReplyToken
from jmzpro.mail.parser import Letter, NewWords
from jmzpro.mail.parser.kinds import Kind
from jmzpro.mail.parser.program_mail import program_kind
from jmzpro.mail.parser.senders import sole_sender
from jmzpro.mail.tokens import IncomingFile, Refused, Reply, reply_kinds
from jmzpro.text.guard import inspect


def judge(inbound: InboundMail, letter: Letter) -> Verdict:
    """What comes of this mail. A part that takes it has done so when this returns TAKEN, and has
    undone its work otherwise.
    """
    token = inbound.token
    if token is None:
        return Verdict(InboundState.RETURNED, "unknown", UNKNOWN)
    if not is_alive(token):
        return Verdict(InboundState.RETURNED, "expired", EXPIRED)
    if kind := program_kind(
        letter
    ):  # also of somebody else's address: a service that mails in the owner's name
        return of_a_program(kind)
    return of_a_person(inbound, letter, token)


def of_a_person(inbound: InboundMail, letter: Letter, token: ReplyToken) -> Verdict:
    sender = sole_sender(letter)
    is_owners = sender is not None and sender.address == token.user.email.lower()
    is_sure = inbound.is_vouched_for and is_owners
    words, is_said = identifying_replies.without_statement(
        identifying_replies.words_in(letter, token)
    )
    if not words.text:
        return nothing_said(words) if is_owners else Verdict(InboundState.LEFT, "empty")
    report = identifying_replies.report_of(letter, words, token)
    if report.points_at_one_person and len(words.text) <= MOST_CHARACTERS:
        return identifying_replies.verdict(
            reply_of(inbound, token, letter, words), report, is_sure=is_sure, is_said=is_said
        )
    if not is_sure:
        return Verdict(InboundState.HELD, "unsure", WAS_IT_YOU)
    return give(inbound, letter, words)


def of_a_program(kind: Kind) -> Verdict:
    if kind.is_persons:
        return Verdict(InboundState.RETURNED, kind.name.lower(), OF_A_PROGRAM[kind])
    return Verdict(InboundState.LEFT, kind.name.lower())


def nothing_said(words: NewWords) -> Verdict:
    if words.is_unreadable:
        return Verdict(InboundState.RETURNED, "unreadable", UNREADABLE)
    return Verdict(InboundState.RETURNED, "empty", ONLY_FILES if words.files else EMPTY)


def is_alive(token: ReplyToken) -> bool:
    if token.expires_at is not None and token.expires_at <= timezone.now():
        return False
    return token.user.is_active and token.kind in reply_kinds


def give(inbound: InboundMail, letter: Letter, words: NewWords) -> Verdict:
    """Hand the reply to the part; what it wrote before it refused is undone."""
    token = inbound.token
    if token is None or not is_alive(token):
        return Verdict(InboundState.RETURNED, "expired", EXPIRED)
    if len(words.text) > MOST_CHARACTERS:
        return Verdict(InboundState.RETURNED, "long", TOO_LONG)
    try:
        with transaction.atomic():
            reply_kinds[token.kind].receive(reply_of(inbound, token, letter, words))
    except Refused as refused:
        return refusal(refused)
    return Verdict(InboundState.TAKEN, "", FILES_LEFT_OUT if words.more_files else "")


def reply_of(inbound: InboundMail, token: ReplyToken, letter: Letter, words: NewWords) -> Reply:
    sender = sole_sender(letter)
    return Reply(
        token=token,
        text=words.text,
        message_id=letter.message_id or f"<{inbound.fingerprint}@binnengekomen>",
        received_at=inbound.received_at,
        files=tuple(IncomingFile(one.name, one.content_type, one.content) for one in words.files),
        written_by=sender.name if sender else "",
    )


def refusal(refused: Refused) -> Verdict:
    sentence = str(refused)
    if (
        not refused.keep_raw
    ):  # the part may show the number it refuses; that must not stay behind in a mail of ours
        sentence = WITH_NUMBER if not sentence or inspect(sentence).refused else sentence
        return Verdict(InboundState.RETURNED, "bsn", sentence, keeps_raw=False)
    return Verdict(InboundState.RETURNED, "refused", sentence)
