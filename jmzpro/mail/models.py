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
    """One mail to one receiver for one cause, written in the transaction of its cause. The worker sends it (delivery.py)."""

    # What happened, unique with the receiver: "alert:question/12", so the same cause never mails somebody twice.
    cause = models.CharField(max_length=120)
    to = models.EmailField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    message_id = models.CharField(max_length=120, unique=True)  # stable over retries, with its < >
    from_name = models.CharField(max_length=120, blank=True)
    reply_to = models.CharField(max_length=200, blank=True)
    thread = models.CharField(max_length=120, blank=True)  # the conversation: "question/12"
    references = models.TextField(blank=True)  # Message-IDs of the thread, space separated, the nearest last
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField()
    # Empty for mail nobody can stop (a login code); else the page and the one-click address of RFC 8058.
    unsubscribe_url = models.CharField(max_length=300, blank=True)
    is_urgent = models.BooleanField(default=False)  # a login code goes before a round of alerts
    is_auto_reply = models.BooleanField(default=False)  # our answer to a mail that came in; it must never be answered by a machine
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
            models.CheckConstraint(condition=models.Q(state__in=OutgoingState.values), name="outgoing_state_is_known"),
        ]
        indexes = [
            # Not partial: SQLite does not see that `state = ?` is the index's condition, and then sorts 10,000 rows for each mail.
            models.Index(fields=["state", "-is_urgent", "next_attempt_at"], name="outgoing_in_order_of_going"),
            models.Index(fields=["thread", "to"], name="outgoing_of_a_thread"),
            models.Index(fields=["user"], name="outgoing_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.message_id}"


class AddressState(models.Model):
    """What we know of an address that refused mail: addresses.py decides, the office may let it be mailed again."""

    address = models.EmailField(unique=True)  # in lower case
    hard_bounces = models.PositiveSmallIntegerField(default=0)  # since `counted_since`
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    counted_since = models.DateTimeField(default=timezone.now)
    last_bounce_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    left_alone_at = models.DateTimeField(null=True)  # the office saw the pause and let it be

    class Meta:
        indexes = [models.Index(fields=["paused_at"], name="address_that_is_paused", condition=models.Q(paused_at__isnull=False))]

    def __str__(self) -> str:
        return f"adres {self.pk}"


def new_token() -> str:
    return secrets.token_hex(16)


class ReplyToken(models.Model):
    """What `antwoord+TOKEN@…` (and the one-click pages of a mail) mean: whose it is, what for, until when.

    128 random bits in lower-case hexadecimal, since mail programs may change an address's case.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token)
    kind = models.CharField(max_length=40)  # the registered meaning, see tokens.py
    subject_id = models.CharField(max_length=40)  # what the kind's own part understands
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject_id", "user"], name="one_token_for_a_person_and_a_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"
