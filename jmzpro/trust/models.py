"""What keeps the network trustworthy: who decided what, how often somebody may try, and what was
already sent in.
"""

from datetime import timedelta
from typing import Any, NoReturn

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from jmzpro.trust import duty
from jmzpro.trust.queue import IN_QUEUE, AlreadyDecided, queue

# About one thing nobody is called twice within this; and not oftener than this, whatever comes in:
# the rest waits in the queue. Nothing that is asked of the site takes longer.
LONGEST_REQUEST = timedelta(minutes=2)
ONE_CALL = timedelta(hours=1)
MOST_CALLS_AN_HOUR = 30


class Installation(models.Model):
    """One row, made with the database: whether this is a demo network. Never changed afterwards."""

    is_demo = models.BooleanField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_installation")
        ]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "productie"


class AuditLine(models.Model):
    """Who did what to what, when and why. Only ever added: changing or deleting one raises, in
    Python and in the database.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"

    @property
    def subject_name(self) -> str:
        """What it was about in the words of the office; what is known no more keeps the name it
        was written with.
        """
        if self.subject_type.startswith(IN_QUEUE):
            key = self.subject_type.removeprefix(IN_QUEUE)
            return queue[key].label if key in queue else key
        try:
            return str(apps.get_model(self.subject_type)._meta.verbose_name)
        except (LookupError, ValueError):
            return self.subject_type

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            self.delete()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("an audit line is never changed or deleted")


class RateWindow(models.Model):
    """How many tries one key had in one window of time. Shared by all web processes, swept when
    the window is over.
    """

    key = models.CharField(max_length=200, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class Submission(models.Model):
    """One sending of one form, known by the random key the form carried: a second sending finds
    what the first one made.
    """

    key = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    result_url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="a_form_is_taken_once")]

    def __str__(self) -> str:
        return self.key


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def open(self) -> "AlarmQuerySet":
        return self.filter(seen_at=None, is_sent=True).order_by("at", "pk")

    def unanswered(self) -> "AlarmQuerySet":
        """Those whose request never came to its end: the process was killed while it ran."""
        return self.filter(is_sent=False, at__lt=timezone.now() - LONGEST_REQUEST)


class Alarm(models.Model):
    """Words of danger came in: where, when, and where they can be read. None of the words, and
    nobody's name.
    """

    LONGEST_PATH = 300

    where = models.CharField("waar", max_length=80)
    # The address of the thing it stands in; empty when it waits in the queue only.
    path = models.CharField("te lezen op", max_length=LONGEST_PATH, blank=True)
    at = models.DateTimeField("wanneer", default=timezone.now, db_index=True)
    seen_at = models.DateTimeField("opgepakt op", null=True)
    # False while the request that was heard still runs: written before its view acts, so that no
    # kill in between loses it.
    is_sent = models.BooleanField(default=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = "woorden van gevaar"
        verbose_name_plural = "woorden van gevaar"

    def __str__(self) -> str:
        return f"{self.where} {self.at:%d-%m-%Y %H:%M}"

    @classmethod
    @transaction.atomic
    def raise_alarm(cls, where: str, path: str = "") -> "Alarm":
        """Put it before the office and call who is on duty. About a thing that was called about
        a moment ago, nobody is called again.
        """
        return cls.objects.create(where=where, is_sent=False).send(path)

    @classmethod
    def hear(cls, where: str) -> "Alarm":
        """Write down that words of danger come in, before anything is done with them: `send` or
        `delete` follows.
        """
        return cls.objects.create(where=where, is_sent=False)

    @transaction.atomic
    def send(self, path: str = "") -> "Alarm":
        """What was heard is in. Gives the alarm that stands: an earlier one about the same
        thing, or this.
        """
        recent = timezone.now() - ONE_CALL
        if path and (earlier := Alarm.objects.open().filter(path=path, at__gt=recent).first()):
            self.delete()
            return earlier
        if not Alarm.objects.filter(pk=self.pk, is_sent=False).update(is_sent=True, path=path):
            return self
        self.is_sent, self.path = True, path
        if (
            Alarm.objects.filter(at__gt=timezone.now() - timedelta(hours=1), is_sent=True).count()
            <= MOST_CALLS_AN_HOUR
        ):
            duty.tell(
                duty.Call(
                    f"alarm:{self.pk}",
                    "Woorden van gevaar",
                    self.where,
                    self.at,
                    "/beheer/wachtrij/?soort=gevaar",
                )
            )
        return self

    @classmethod
    def send_unanswered(cls) -> bool:
        """Send those whose process was killed: what was typed may be in, and better called in
        vain than missed.
        """
        for alarm in cls.objects.unanswered():
            alarm.send()
        return False

    @classmethod
    def see(cls, pk: str) -> None:
        """Somebody of the office took it up; AlreadyDecided for the second."""
        if not cls.objects.filter(pk=pk, seen_at=None).update(seen_at=timezone.now()):
            raise AlreadyDecided

    @classmethod
    def wait_again(cls, pk: str) -> None:
        if not cls.objects.filter(pk=pk, seen_at__isnull=False).update(seen_at=None):
            raise AlreadyDecided


class ConfirmedMark(models.Model):
    """Somebody of the office looked at one name in one text before it became public. `key` is a
    digest: it tells neither (see `marks`).
    """

    key = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key
