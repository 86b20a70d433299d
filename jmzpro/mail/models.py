"""Mail that goes out, mail that comes in, and what an address can take."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


class OutgoingState(models.TextChoices):
    WAITING = "wacht", "wacht"
    SENDING = "onderweg", "onderweg"
    SENT = "verstuurd", "verstuurd"
    DEAD = "mislukt", "mislukt"
    CANCELLED = "ingetrokken", "ingetrokken"


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        return self.filter(state=OutgoingState.WAITING)

    def dead(self) -> "OutgoingMailQuerySet":
        """Mails we gave up, with their text still there: what the office may try again."""
        return self.filter(state=OutgoingState.DEAD, left_alone_at=None).exclude(text="")

    def held(self, pk: int, lease: str) -> "OutgoingMailQuerySet":
        """The mail, as long as this lease still holds it."""
        return self.filter(pk=pk, state=OutgoingState.SENDING, lease=lease)


class OutgoingMail(models.Model):
    """One mail to one receiver for one cause, written in the transaction of its cause. The
    worker sends it (delivery.py).
    """

    # What happened, unique with the receiver: "alert:question/12", so the same cause never mails
    # somebody twice.
    cause = models.CharField(max_length=120)
    to = models.EmailField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    message_id = models.CharField(max_length=120, unique=True)  # stable over retries, with its < >
    from_name = models.CharField(max_length=120, blank=True)
    reply_to = models.CharField(max_length=200, blank=True)
    thread = models.CharField(max_length=120, blank=True)  # the conversation: "question/12"
    references = models.TextField(
        blank=True
    )  # Message-IDs of the thread, space separated, the nearest last
    template = models.CharField(max_length=120)  # which mail it is: "questions/mail/alert"
    subject = models.CharField(max_length=250)
    reason = models.CharField(
        max_length=300, blank=True
    )  # why the receiver gets it, in one sentence; kept as long as the row
    text = models.TextField()
    html = models.TextField()
    # Empty for mail nobody can stop (a login code); else the page and the one-click address of RFC
    # 8058.
    unsubscribe_url = models.CharField(max_length=300, blank=True)
    is_urgent = models.BooleanField(default=False)  # a login code goes before a round of alerts
    is_auto_reply = models.BooleanField(
        default=False
    )  # our answer to a mail that came in; it must never be answered by a machine
    keeps_text = models.BooleanField(
        default=True
    )  # not of words that nobody here may keep: they go when the mail has left
    state = models.CharField(max_length=12, choices=OutgoingState, default=OutgoingState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True)
    left_alone_at = models.DateTimeField(null=True)  # dead, and the office let it be

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "to"], name="a_cause_mails_a_receiver_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=OutgoingState.values), name="outgoing_state_is_known"
            ),
        ]
        indexes = [
            # Not partial: SQLite does not see that `state = ?` is the index's condition, and then
            # sorts 10,000 rows for each mail.
            models.Index(
                fields=["state", "-is_urgent", "next_attempt_at"], name="outgoing_in_order_of_going"
            ),
            models.Index(fields=["thread", "to"], name="outgoing_of_a_thread"),
            models.Index(fields=["user"], name="outgoing_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.message_id}"


class AddressStateQuerySet(models.QuerySet["AddressState"]):
    def paused(self) -> "AddressStateQuerySet":
        """Those that get no mail but login codes."""
        return self.filter(paused_at__isnull=False)


class AddressState(models.Model):
    """What we know of an address that refused mail: addresses.py decides, the office may let it
    be mailed again.
    """

    address = models.EmailField(unique=True)  # in lower case
    hard_bounces = models.PositiveSmallIntegerField(default=0)  # since `counted_since`
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    counted_since = models.DateTimeField(default=timezone.now)
    last_bounce_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    left_alone_at = models.DateTimeField(null=True)  # the office saw the pause and let it be

    objects = AddressStateQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["paused_at"],
                name="address_that_is_paused",
                condition=models.Q(paused_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"adres {self.pk}"


def new_token() -> str:
    return secrets.token_hex(16)


class ReplyToken(models.Model):
    """What `antwoord+TOKEN@…` (and the one-click pages of a mail) mean: whose it is, what for,
    until when.

    128 random bits in lower-case hexadecimal, since mail programs may change an address's case.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    kind = models.CharField(max_length=40)  # the registered meaning, see tokens.py
    subject_id = models.CharField(max_length=40)  # what the kind's own part understands
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "user"], name="one_token_for_a_person_and_a_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class InboundState(models.TextChoices):
    RECEIVED = "ontvangen", "ontvangen"  # kept, not yet decided on
    TAKEN = "geplaatst", "geplaatst"
    HELD = "gevraagd", "wacht op bevestiging"
    RETURNED = "teruggestuurd", "teruggestuurd"
    LEFT = "gelaten", "niets mee gedaan"
    DISOWNED = "weggegooid", "niet van de eigenaar"
    STUCK = "vastgelopen", "wacht op het bureau"


class InboundMailQuerySet(models.QuerySet["InboundMail"]):
    def held(self) -> "InboundMailQuerySet":
        """What waits for its owner to say "ja, dit was ik", and can still be read."""
        return self.filter(state=InboundState.HELD, raw__isnull=False)

    def untold(self) -> "InboundMailQuerySet":
        """Of which somebody still is to hear what came of it."""
        return self.filter(told_at=None).exclude(sentence="")


class InboundMail(models.Model):
    """One mail that came in, and what came of it: incoming/intake.py,
    docs/decisions/0009-mail-in.md.

    The mail itself stands in `raw`, encrypted, for a week at most; a machine's mail is never kept
    at all.
    """

    # Of its Message-ID (or of the whole mail when it has none): the same mail twice is taken once.
    fingerprint = models.CharField(max_length=64)
    token = models.ForeignKey(ReplyToken, null=True, on_delete=models.CASCADE, related_name="+")
    sender = models.CharField(
        max_length=320, blank=True
    )  # the address in From, lower case; "" when there is not exactly one
    is_vouched_for = models.BooleanField(
        default=False
    )  # our mail server says that From is true, or this way in needs no proof
    state = models.CharField(max_length=16, choices=InboundState, default=InboundState.RECEIVED)
    reason = models.CharField(max_length=24, blank=True)  # why, in one word of incoming/verdicts.py
    sentence = models.TextField(
        blank=True
    )  # what somebody is to hear, in Dutch; never words of the mail
    confirmation = models.CharField(
        max_length=32, unique=True, default=new_token
    )  # the key of the page "was jij dit?"
    size = models.PositiveIntegerField(default=0)  # bytes
    raw = models.BinaryField(null=True)  # incoming/encryption.py
    attempts = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    delete_raw_at = models.DateTimeField(db_index=True)
    told_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    objects = InboundMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "fingerprint"],
                name="a_mail_is_taken_once_for_a_token",
                condition=models.Q(token__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["fingerprint"],
                name="a_mail_without_a_token_comes_once",
                condition=models.Q(token=None),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=InboundState.values), name="inbound_state_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                name="inbound_that_waits",
                condition=models.Q(state__in=["ontvangen", "gevraagd", "vastgelopen"]),
            ),
            models.Index(
                fields=["received_at"],
                name="inbound_untold",
                condition=models.Q(told_at=None) & ~models.Q(sentence=""),
            ),
        ]

    def __str__(self) -> str:
        return f"binnengekomen mail {self.pk}"
