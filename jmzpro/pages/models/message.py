"""What visitors write to the office: a question for it, or what is wrong on a page."""

import hashlib
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from jmzpro.trust.queue import AlreadyDecided


class MessageKind(models.TextChoices):
    CONTACT = "bericht", "Bericht aan het bureau"
    MISTAKE = "klopt-niet", "Klopt er iets niet?"


class MessageState(models.TextChoices):
    WAITING = "wacht", "wacht"
    ANSWERED = "beantwoord", "beantwoord"
    ASIDE = "opzij", "opzij gelegd"


# As long as this after the decision: somebody may come back to it.
KEPT = timedelta(days=90)


class MessageQuerySet(models.QuerySet["Message"]):
    def waiting(self, kind: str) -> "MessageQuerySet":
        return self.filter(kind=kind, state=MessageState.WAITING).order_by("sent_at", "pk")

    def past_their_time(self, now: datetime) -> "MessageQuerySet":
        return self.exclude(state=MessageState.WAITING).filter(decided_at__lt=now - KEPT)


class Message(models.Model):
    kind = models.CharField("soort", max_length=12, choices=MessageKind)
    # Where the sender was, as a path on this site.
    page = models.CharField("pagina", max_length=300, blank=True)
    text = models.TextField("bericht")
    email = models.EmailField("mailadres", blank=True)
    state = models.CharField(
        "stand", max_length=12, choices=MessageState, default=MessageState.WAITING
    )
    sent_at = models.DateTimeField("verstuurd op", auto_now_add=True)
    decided_at = models.DateTimeField("besloten op", null=True)
    # The same words of the same sender about the same page on the same day are one message, however
    # often they are sent.
    fingerprint = models.CharField(max_length=64, unique=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=MessageKind.values), name="message_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MessageState.values), name="message_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=MessageState.WAITING, decided_at=None)
                | (~models.Q(state=MessageState.WAITING) & models.Q(decided_at__isnull=False)),
                name="message_waits_or_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @classmethod
    @transaction.atomic
    def receive(cls, *, text: str, email: str, page: str, is_mistake: bool) -> "Message":
        """Keep a message and tell its sender that it came in. The same one sent again is the
        first one.
        """
        from jmzpro.pages import emails

        kind = MessageKind.MISTAKE if is_mistake else MessageKind.CONTACT
        mark = "\n".join((kind, page, email.lower(), text, timezone.localdate().isoformat()))
        fingerprint = hashlib.sha256(mark.encode()).hexdigest()
        values = {"kind": kind, "page": page, "text": text, "email": email}
        message, is_new = cls.objects.get_or_create(fingerprint=fingerprint, defaults=values)
        if is_new:
            emails.message_received(message)
        return message

    @classmethod
    @transaction.atomic
    def decide(cls, pk: str, state: MessageState, words: str = "") -> None:
        """Answer it or lay it aside; AlreadyDecided for the second. `words` are mailed to a
        sender who left an address.
        """
        from jmzpro.pages import emails

        changed = cls.objects.filter(pk=pk, state=MessageState.WAITING).update(
            state=state, decided_at=timezone.now()
        )
        if not changed:
            raise AlreadyDecided
        if state == MessageState.ANSWERED:
            emails.message_answered(cls.objects.get(pk=pk), words)

    @classmethod
    @transaction.atomic
    def wait_again(cls, pk: str) -> None:
        """What was laid aside or mended waits again, and who was mailed about that hears it.
        AlreadyDecided when it waits already.
        """
        from jmzpro.pages import emails

        message = cls.objects.exclude(state=MessageState.WAITING).filter(pk=pk).first()
        if message is None or not cls.objects.filter(pk=pk, state=message.state).update(
            state=MessageState.WAITING, decided_at=None
        ):
            raise AlreadyDecided
        emails.message_came_back(message)
