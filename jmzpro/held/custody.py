"""Holding an act, and what becomes of it: each in one transaction, each once."""

from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from jmzpro.held import acts, emails
from jmzpro.held.acts import CannotBeDone
from jmzpro.held.encryption import Package, mark_of, opened, seal
from jmzpro.held.models import HeldState, HeldText
from jmzpro.mail import outbox
from jmzpro.mail.tokens import Refused, Reply
from jmzpro.members.models import User
from jmzpro.text.passage import MustBeHeld
from jmzpro.trust import duty

CALLED = "Een tekst die misschien over een kind gaat"
REPLY = "een antwoord per mail"
TOO_LARGE = (
    "Je bijlagen zijn samen groter dan 20 MB. Stuur je mail opnieuw met kleinere bijlagen; we "
    "hebben hem niet bewaard."
)


def hold_form(request: HttpRequest, wanted: MustBeHeld) -> HeldText:
    """Keep the form as it was sent. Raises acts.TooLarge."""
    package = acts.form_package(request, wanted.address)
    return hold(
        package, wanted.what, wanted.kinds, request.user if request.user.is_authenticated else None
    )


def hold_reply(reply: Reply, kinds: frozenset[str]) -> None:
    """Keep a reply by mail. Raises Refused."""
    try:
        package = acts.reply_package(reply)
    except acts.TooLarge as error:
        raise Refused(TOO_LARGE) from error
    hold(package, REPLY, kinds, reply.token.user)


@transaction.atomic
def hold(package: Package, what: str, kinds: frozenset[str], writer: Any) -> HeldText:
    """The same act twice is held once. Who is on duty hears where and when, never a word of it."""
    held, is_new = HeldText.objects.get_or_create(
        mark=mark_of(package),
        defaults={
            "writer": writer,
            "what": what,
            "kinds": ",".join(sorted(kinds)),
            "sealed": seal(package),
        },
    )
    if is_new:
        path = reverse("held_reading", args=[held.public_id])
        duty.tell(duty.Call(f"held:{held.pk}", CALLED, what, held.held_at, path))
    return held


@transaction.atomic
def let_pass(held: HeldText) -> bool:
    """Do what the writer did. False when somebody decided first; raises CannotBeDone, and it
    waits on.
    """
    row = HeldText.objects.select_for_update(of=("self",)).filter(pk=held.pk).first()
    if row is None or not row.is_waiting or row.gone_at < timezone.now():
        return False
    package = opened(row.sealed)
    if package is None:
        raise CannotBeDone(
            "De tekst is niet meer te lezen. Geef hem terug, dan hoort de schrijver het."
        )
    if not row.turn(HeldState.PASSED):
        return False
    address = cast(str, package["address"])
    with outbox.noting() as mails:
        done = carry_out(package)
    HeldText.objects.filter(pk=row.pk).update(result_url=done.url[:300])
    # What they did may have a mail of its own for them ("We sturen je vraag rond"): one is enough.
    if emails.receiver(row, address) not in {mail.to for mail in mails}:
        emails.passed(row, done.url, address)
    return True


def carry_out(package: Package) -> acts.Done:
    if package["way"] == "mail":
        return acts.give_reply(package)
    is_account = package["writer"] is not None
    writer = (
        User.objects.filter(pk=cast(int, package["writer"]), is_active=True).first()
        if is_account
        else None
    )
    if is_account and writer is None:
        raise CannotBeDone("De schrijver heeft geen account meer.")
    return acts.send_form(package, writer, urlsplit(settings.BASE_URL).netloc)


@transaction.atomic
def give_back(held: HeldText, text: str) -> bool:
    """Not so: the writer hears it, the words are gone. False when somebody decided first."""
    address = address_of(held)
    if not held.turn(HeldState.RETURNED):
        return False
    emails.given_back(held, text, address)
    return True


@transaction.atomic
def withdraw(held: HeldText) -> bool:
    """Its writer takes it back; the words are gone."""
    return held.turn(HeldState.WITHDRAWN)


def throw_away_overdue() -> int:
    """What nobody decided on in a week is gone, and its writer hears it."""
    gone = 0
    for held in HeldText.objects.overdue().order_by("held_at")[:200]:
        with transaction.atomic():
            address = address_of(held)
            if held.turn(HeldState.EXPIRED):
                emails.expired(held, address)
                gone += 1
    return gone


def address_of(held: HeldText) -> str:
    """Where a writer without an account is reached; it is kept with the words."""
    package = opened(held.sealed) or {}
    return str(package.get("address") or "")
