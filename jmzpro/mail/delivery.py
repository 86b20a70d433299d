"""Sending what waits in the outbox: docs/e-mail.md, docs/decisions/0008-outbox.md.

One mail at a time: take it in hand with a lease, put it on the wire, write down that it is sent,
then the next. A process that is killed leaves at most one mail in hand, which goes again, with the
same Message-ID, when its lease is over.
"""

import logging
import random
import threading
import time
from collections import deque
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils import timezone

from jmzpro.kit.clocks import CLOCKS_APART
from jmzpro.mail import addresses, suppression
from jmzpro.mail.models import AddressState, OutgoingMail, OutgoingState
from jmzpro.mail.smtp import (
    TIMEOUT_SECONDS,
    CapturedWire,
    NotNow,
    Refused,
    Server,
    SmtpWire,
    Unreachable,
)
from jmzpro.mail.wire_format import as_email, return_address, wire_address
from jmzpro.trust.installation import is_demo

logger = logging.getLogger(__name__)

# How many answers of the server a mail may wait for, and one to spare: so long nobody else takes it
# in hand.
ANSWERS_IN_A_LEASE = 6
LEASE = ANSWERS_IN_A_LEASE * timedelta(seconds=TIMEOUT_SECONDS)
# One run of the job; the worker calls again at once while mail waits, so that it can stop in
# between.
RUN_SECONDS = 1.0
# Tries of one mail: after 1, 2, 4 … minutes, at most 6 hours apart, together about a day.
MOST_ATTEMPTS = 12
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
FIRST_PAUSE_OF_URGENT = timedelta(seconds=15)
# So many of the mails that wait are read at once, for so long: reading them one by one costs more
# than sending them.
MOST_AHEAD, LONGEST_AHEAD_SECONDS = 20, 0.2
# A server that is away is tried again after 1, 2, 4 … seconds.
LONGEST_SILENCE_SECONDS = 60.0
TRIES_TO_WRITE_DOWN = 5
CLOCK_SECONDS = 60.0


class Wire(Protocol):
    """Where mails leave: SMTP, or nowhere in a demo network."""

    def send(self, sender: str, receiver: str, content: bytes) -> None: ...
    def rest(self) -> None: ...
    def drop(self) -> None: ...


class Delivery:
    """What one process needs to send mail: its wire, and since when the server is away. For one
    thread at a time.
    """

    def __init__(self, wire: Wire, *, lease: timedelta = LEASE) -> None:
        self.wire = wire
        self.lease = lease
        self.failures = 0
        self.silent_until = 0.0
        self.clock_is_looked_at = 0.0

    def run(self, seconds: float = RUN_SECONDS) -> bool:
        """Send for so many seconds at most; True while more waits."""
        if time.monotonic() < self.silent_until:
            return False
        if time.monotonic() >= self.clock_is_looked_at:
            bring_back_what_a_clock_put_off(self.lease)
            self.clock_is_looked_at = time.monotonic() + CLOCK_SECONDS
        take_back_what_was_left_in_hand()
        end = time.monotonic() + seconds
        waiting = Next()
        while time.monotonic() < end:
            mail = waiting.claim(self.lease)
            if mail is None:
                self.wire.rest()
                return False
            if not self.deliver(mail):
                return False
        return True

    def deliver(self, mail: OutgoingMail) -> bool:
        """Send one mail that is in hand and write down what came of it. False when the server is
        away.
        """
        if not may_go(mail):
            withdraw(mail)
            return True
        if mail.attempts > MOST_ATTEMPTS:
            give_up(mail, "Bij elke poging viel de verzending weg.", count=False)
            return True
        try:
            self.wire.send(return_address(mail), wire_address(mail.to), as_email(mail).as_bytes())
        except Unreachable as error:
            hand_back(mail, str(error))
            self.be_silent()
            return False
        except NotNow as error:
            retry_later(mail, str(error))
        except Refused as error:
            give_up(mail, str(error), count=error.is_address)
        except UnicodeError:
            give_up(mail, "Dit adres kan niet over de mail.", count=False)
        else:
            write_down(
                mail,
                state=OutgoingState.SENT,
                sent_at=timezone.now(),
                last_error="",
                **words_to_forget(mail),
            )
        self.be_heard()
        return True

    def be_silent(self) -> None:
        pause = min(2.0**self.failures, LONGEST_SILENCE_SECONDS) * random.uniform(0.8, 1.2)  # noqa: S311 (spreading, no secret)
        self.silent_until = time.monotonic() + pause
        if self.failures == 0:
            logger.warning(
                "The mail server takes no mail; trying again. The reason stands with the "
                "mails that wait."
            )
        self.failures += 1

    def be_heard(self) -> None:
        if self.failures:
            logger.info("The mail server takes mail again.")
        self.failures = 0


class Next:
    """The mails whose turn it is, read a few at a time and taken in hand one by one.

    What was read is at most `MOST_AHEAD` mails or `LONGEST_AHEAD_SECONDS` old; a login code that
    comes in meanwhile waits no longer.
    """

    def __init__(self) -> None:
        self.read: deque[OutgoingMail] = deque()
        self.read_at = 0.0

    def claim(self, lease: timedelta) -> OutgoingMail | None:
        """Take the next mail in hand, urgent ones first; None when nothing may go now.

        The UPDATE with its condition decides between processes; who loses looks again.
        """
        while True:
            now = timezone.now()
            if not self.read or time.monotonic() - self.read_at > LONGEST_AHEAD_SECONDS:
                self.read = deque(due_mails(now))
                self.read_at = time.monotonic()
            if not self.read:
                return None
            mail = self.read.popleft()
            mail.lease = token_hex(16)
            mine = OutgoingMail.objects.waiting().filter(
                pk=mail.pk, attempts=mail.attempts, next_attempt_at__lte=now
            )
            if mine.update(
                state=OutgoingState.SENDING,
                lease=mail.lease,
                leased_until=now + lease,
                attempts=mail.attempts + 1,
            ):
                mail.attempts += 1
                return mail


def due_mails(now: datetime) -> list[OutgoingMail]:
    paused = AddressState.objects.paused().filter(address=Lower(OuterRef("to")))
    due = OutgoingMail.objects.waiting().filter(next_attempt_at__lte=now).select_related("user")
    found = list(
        due.annotate(is_paused=Exists(paused)).order_by("-is_urgent", "next_attempt_at")[
            :MOST_AHEAD
        ]
    )
    suppression.mark_unwanted(found)
    return found


def claim(lease: timedelta) -> OutgoingMail | None:
    """The next mail, read this moment."""
    return Next().claim(lease)


def take_back_what_was_left_in_hand() -> int:
    """Mails of a process that was killed wait again, once their lease is over."""
    left = OutgoingMail.objects.filter(state=OutgoingState.SENDING, leased_until__lt=timezone.now())
    return left.update(state=OutgoingState.WAITING, lease="", leased_until=None)


def bring_back_what_a_clock_put_off(lease: timedelta) -> None:
    """Mail of a clock that was ahead goes now that it is set right; who holds one may be at work
    and keeps it for one lease more.
    """
    now = timezone.now()
    in_hand = OutgoingMail.objects.filter(
        state=OutgoingState.SENDING, leased_until__gt=now + lease + CLOCKS_APART
    )
    in_hand.update(leased_until=now + lease, next_attempt_at=now)
    late = OutgoingMail.objects.waiting().filter(
        next_attempt_at__gt=now + LONGEST_PAUSE * 1.2 + CLOCKS_APART
    )
    late.update(next_attempt_at=now)


def may_go(mail: OutgoingMail) -> bool:
    """Not to somebody who left or stopped it, nor to an address that keeps refusing. A login
    code still goes there.
    """
    if (mail.user is not None and not mail.user.is_active) or getattr(mail, "is_unwanted", False):
        return False
    return mail.is_urgent or not getattr(mail, "is_paused", False)


def withdraw(mail: OutgoingMail) -> None:
    """It is not sent; who put it there may want to know."""
    with transaction.atomic():
        if write_down(mail, state=OutgoingState.CANCELLED, **words_to_forget(mail)) and getattr(
            mail, "is_unwanted", False
        ):
            suppression.taken_back(mail.unsubscribe_url)


def words_to_forget(mail: OutgoingMail) -> dict[str, str]:
    """Of a mail that keeps no words nothing stays. In a demo network our copy is its receiver's
    only one: there it stays a day.
    """
    return {} if mail.keeps_text or is_demo() else {"text": "", "html": ""}


def write_down(mail: OutgoingMail, **outcome: object) -> bool:
    """Keep what came of it, if the mail is still ours. A database that is busy is asked again:
    else the mail would go twice.
    """
    for attempt in range(TRIES_TO_WRITE_DOWN):
        try:
            return bool(
                OutgoingMail.objects.held(mail.pk, mail.lease).update(
                    lease="", leased_until=None, **outcome
                )
            )
        except OperationalError:
            if attempt == TRIES_TO_WRITE_DOWN - 1 or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(0.2 * 2**attempt)
    return False


def hand_back(mail: OutgoingMail, why: str) -> None:
    """It was not its turn after all: no attempt is counted."""
    write_down(mail, state=OutgoingState.WAITING, attempts=mail.attempts - 1, last_error=why[:300])


def retry_later(mail: OutgoingMail, why: str) -> None:
    if mail.attempts >= MOST_ATTEMPTS:
        give_up(mail, why, count=False)
        return
    write_down(
        mail,
        state=OutgoingState.WAITING,
        next_attempt_at=timezone.now() + pause_before_next(mail),
        last_error=why[:300],
    )


def give_up(mail: OutgoingMail, why: str, *, count: bool) -> None:
    """A dead letter, in the office's queue; `count`: the address itself is at fault."""
    with transaction.atomic():
        if (
            write_down(
                mail, state=OutgoingState.DEAD, last_error=why[:300], **words_to_forget(mail)
            )
            and count
        ):
            addresses.count_bounce(mail.to, hard=True)


def pause_before_next(mail: OutgoingMail) -> timedelta:
    """Doubles with each try, a fifth more or less, so that a round does not come back all at
    once.
    """
    first = FIRST_PAUSE_OF_URGENT if mail.is_urgent else FIRST_PAUSE
    return min(first * 2.0 ** (mail.attempts - 1), LONGEST_PAUSE) * random.uniform(0.8, 1.2)  # noqa: S311 (spreading, no secret)


def time_for_an_answer() -> timedelta:
    """The `timeout` of JMZ_SMTP_URL, from which every lease follows; the usual one while it
    cannot be read (checks.py says so).
    """
    try:
        return timedelta(seconds=Server.from_url(settings.SMTP_URL).timeout)
    except ImproperlyConfigured:
        return timedelta(seconds=TIMEOUT_SECONDS)


_deliveries: dict[str, Delivery] = {}
_one_at_a_time = threading.Lock()


def deliver() -> bool:
    """The job: send for a second with this process's own connection; True while more waits."""
    kind = "captured" if is_demo() else settings.SMTP_URL
    if not _one_at_a_time.acquire(blocking=False):
        return False
    try:
        if kind not in _deliveries:
            wire = CapturedWire() if kind == "captured" else SmtpWire(Server.from_url(kind))
            _deliveries[kind] = Delivery(wire, lease=ANSWERS_IN_A_LEASE * time_for_an_answer())
        return _deliveries[kind].run()
    finally:
        _one_at_a_time.release()


def hang_up() -> None:
    """Leave no connection open."""
    with _one_at_a_time:
        for delivery in _deliveries.values():
            delivery.wire.drop()
        _deliveries.clear()
