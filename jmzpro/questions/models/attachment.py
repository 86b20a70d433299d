from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.questions.models.answer import Answer, AnswerState
from jmzpro.questions.models.question import QuestionState

# How long a file that came by mail waits for its author's "voeg toe".
WAITS_FOR = timedelta(days=7)


def private_storage() -> Storage:
    return storages["private"]


def new_file_id() -> str:
    return get_random_string(16, "abcdefghjkmnpqrstuvwxyz23456789")


def stored_as(attachment: "Attachment", name: str) -> str:
    """Under its own unguessable name: what the sender called it is only shown, never used as a path."""
    return f"questions/{attachment.public_id[:2]}/{attachment.public_id}"


class AttachmentState(models.TextChoices):
    PENDING = "wacht", "Wacht op 'voeg toe'"
    ADDED = "toegevoegd", "Toegevoegd"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def added(self) -> "AttachmentQuerySet":
        return self.filter(state=AttachmentState.ADDED)

    def pending(self) -> "AttachmentQuerySet":
        return self.filter(state=AttachmentState.PENDING)

    def expired(self, now: datetime | None = None) -> "AttachmentQuerySet":
        return self.pending().filter(created_at__lt=(now or timezone.now()) - WAITS_FOR)

    def visible_to(self, user: Any) -> "AttachmentQuerySet":
        """Files are for members; one that waits shows to the answer's author alone."""
        if not getattr(user, "is_member", False):
            return self.none()
        own = Q(answer__author=user.person)
        shown = Q(state=AttachmentState.ADDED, answer__state=AnswerState.VISIBLE) | own
        return self.filter(shown).exclude(answer__state=AnswerState.REMOVED).exclude(answer__question__state=QuestionState.REMOVED)

    def editable_by(self, user: Any) -> "AttachmentQuerySet":
        return self.visible_to(user).filter(answer__author=user.person) if getattr(user, "is_member", False) else self.none()


class Attachment(models.Model):
    """A file with an answer, in private storage, metadata removed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_file_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField(storage=private_storage, upload_to=stored_as, max_length=120)
    name = models.CharField("naam", max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    state = models.CharField(max_length=12, choices=AttachmentState, default=AttachmentState.ADDED)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=AttachmentState.values), name="attachment_state_is_known")]
        indexes = [models.Index(fields=["created_at"], name="attachments_that_wait", condition=Q(state="wacht"))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("questions:file", args=[self.public_id])

    def add(self) -> bool:
        """The author said "voeg toe"."""
        added = Attachment.objects.pending().filter(pk=self.pk).update(state=AttachmentState.ADDED)
        self.refresh_from_db()
        return bool(added)

    def destroy(self) -> None:
        """The row and the file: the file goes when the transaction is certain."""
        from django.db import transaction

        storage, path = self.file.storage, self.file.name
        self.delete()
        transaction.on_commit(lambda: storage.delete(path) if path else None)
