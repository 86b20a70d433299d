"""A reply that points at one child or family: it is not kept, and goes back to its sender with what
was found.

Who says in a new mail that it is about no child or family ("Dit gaat niet over een kind of gezin",
as its first line) has it held for a moderator. The words come again with that mail, so nothing of
the first has to be kept: docs/decisions/0062.
"""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from django.db import transaction

from jmzpro.mail import outbox
from jmzpro.mail.composition import reply_address
from jmzpro.mail.incoming.recipients import original_text
from jmzpro.mail.incoming.verdicts import AGAIN_WITHOUT, LOOKED_AT, NOT_FROM_YOU, Verdict
from jmzpro.mail.models import InboundMail, InboundState, ReplyToken
from jmzpro.mail.parser import Letter, NewWords, new_words
from jmzpro.mail.parser.senders import Sender, sole_sender
from jmzpro.mail.tokens import Refused, Reply, holders
from jmzpro.text.guard import Report, called, inspect

REASON = "person"
NO_CHILD = "Dit gaat niet over een kind of gezin."
SAID = re.compile(
    r"\A[\s>*_]*dit gaat niet over een kind(?: of(?: een)? gezin)?[\s.!*_]*(?:\n|\Z)", re.I
)
# What the link in the mail can carry: longer ones are cut off by some mail programs.
MOST_IN_A_LINK = 1_200


def names_of(sender: Sender | None, token: ReplyToken) -> list[str]:
    return [
        name
        for name in (sender.name if sender else "", token.user.get_full_name())
        if name and "@" not in name
    ]


def words_in(letter: Letter, token: ReplyToken | None) -> NewWords:
    """The new words of a mail, read as the answer to this token's mail."""
    if token is None:
        return new_words(letter)
    return new_words(
        letter, names=names_of(sole_sender(letter), token), original=original_text(token, letter)
    )


def report_of(letter: Letter, words: NewWords, token: ReplyToken | None) -> Report:
    sender = sole_sender(letter)
    own = (
        names_of(sender, token)
        if token is not None
        else [sender.name]
        if sender is not None and sender.name
        else []
    )
    return inspect(words.text, own=own)


def may_be_kept(letter: Letter, token: ReplyToken | None) -> bool:
    """Whether the mail may be written down at all, encrypted as it is."""
    return not report_of(letter, words_in(letter, token), token).points_at_one_person


def without_statement(words: NewWords) -> tuple[NewWords, bool]:
    """The words without the sentence that they are about no child, and whether it stood there."""
    said = SAID.match(words.text)
    return (replace(words, text=words.text[said.end() :].strip()), True) if said else (words, False)


def verdict(reply: Reply, report: Report, *, is_sure: bool, is_said: bool) -> Verdict:
    """Held for a moderator when its sender said it, and is surely the owner of the address; else
    given back.
    """
    if not is_sure:
        return Verdict(InboundState.RETURNED, REASON, NOT_FROM_YOU, keeps_raw=False)
    if not is_said or not len(holders):
        return Verdict(
            InboundState.RETURNED,
            REASON,
            AGAIN_WITHOUT,
            keeps_raw=False,
            text=reply.text,
            kinds=report.together,
        )
    try:
        with transaction.atomic():
            for holder in holders:
                holder.hold(reply, report.together)
    except Refused as refused:
        return Verdict(InboundState.RETURNED, REASON, str(refused), keeps_raw=False)
    return Verdict(InboundState.TAKEN, REASON, LOOKED_AT, keeps_raw=False)


def returned(user: Any, inbound: InboundMail, found: Verdict, message_id: str) -> outbox.Message:
    """The words back to who sent them, what was found in them by its kind, and the two ways on."""
    assert inbound.token is not None
    return outbox.Message(
        cause=f"inkomend:{inbound.pk}",
        to=user.email,
        user=user,
        subject="Je antwoord is niet geplaatst",
        template="mail/one_person",
        reason="Je krijgt deze mail omdat je ons een mail stuurde.",
        context={
            "found": called(found.kinds),
            "no_child": NO_CHILD,
            "text": found.text,
            "link": link(inbound.token, found.text),
        },
        reply_token=inbound.token,
        in_reply_to=message_id,
        is_auto_reply=True,
        keeps_text=False,
    )


def link(token: ReplyToken, text: str) -> str:
    """Opens a new mail with the sentence above the words: they are in the mail, and nowhere with
    us.
    """
    body = f"{NO_CHILD}\r\n\r\n" + (
        text.replace("\n", "\r\n") if len(text) <= MOST_IN_A_LINK else ""
    )
    return f"mailto:{reply_address(token)}?subject={quote('Dit gaat niet over een kind of gezin')}&body={quote(body)}"  # noqa: E501
