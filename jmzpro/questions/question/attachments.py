from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.media.files import file_url
from jmzpro.media.uploads import clean_upload
from jmzpro.questions.answer.states import AnswerState
from jmzpro.questions.question.states import QuestionState
from jmzpro.text.clean_text import tidy_line
from jmzpro.text.guard import inspect

if TYPE_CHECKING:
    from jmzpro.questions.answer.models import Answer

# How long a file that came by mail waits for its author's "voeg toe".
WAITS_FOR = timedelta(days=7)


def private_storage() -> Storage:
    return storages["private"]


def new_file_id() -> str:
    return get_random_string(16, "abcdefghjkmnpqrstuvwxyz23456789")


def stored_as(attachment: "Attachment", name: str) -> str:
    """Under its own unguessable name: what the sender called it is only shown, never used as a
    path.
    """
    return f"questions/{attachment.public_id[:2]}/{attachment.public_id}"


def shown_name(name: str) -> str:
    """What the sender called it; a name with a BSN in it is not kept."""
    tidy = tidy_line(name)[-120:] or "bestand"
    ending = PurePosixPath(tidy).suffix
    return f"bestand{ending if ending[1:].isalpha() else ''}" if inspect(tidy).refused else tidy


def neutral_name(name: str, number: int) -> str:
    """For a file of who asked without a name: "Brief Sanne Vermeer.docx" → "bijlage-1.docx"."""
    ending = PurePosixPath(name).suffix.lower()
    return f"bijlage-{number}{ending if ending[1:].isalnum() and len(ending) < 7 else ''}"


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
        return (
            self.filter(shown)
            .exclude(answer__state=AnswerState.REMOVED)
            .exclude(answer__question__state=QuestionState.REMOVED)
        )

    def get_for(self, user: Any, public_id: str) -> "Attachment | None":
        """To download: what waits was not looked at yet, so nobody gets it, its author neither."""
        return self.added().visible_to(user).filter(public_id=public_id).first()

    def editable_by(self, user: Any) -> "AttachmentQuerySet":
        return (
            self.visible_to(user).filter(answer__author=user.person)
            if getattr(user, "is_member", False)
            else self.none()
        )


class Attachment(models.Model):
    """A file with an answer, in private storage, metadata removed."""

    public_id = models.CharField(max_length=16, unique=True, default=new_file_id, editable=False)
    answer = models.ForeignKey(
        "questions.Answer", on_delete=models.CASCADE, related_name="attachments"
    )
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
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AttachmentState.values), name="attachment_state_is_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["created_at"], name="attachments_that_wait", condition=Q(state="wacht")
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return file_url("vraag", self.public_id, self.name)

    @classmethod
    def keep(
        cls,
        answer: "Answer",
        name: str,
        content: bytes,
        content_type: str,
        state: AttachmentState = AttachmentState.ADDED,
    ) -> "Attachment":
        """Write the file and its row."""
        shown = shown_name(name)
        if answer.is_without_name:
            shown = neutral_name(shown, answer.attachments.count() + 1)
        kept = cls(
            answer=answer, name=shown, content_type=content_type, size=len(content), state=state
        )
        kept.file.save(kept.public_id, ContentFile(content), save=False)
        kept.save()
        return kept

    def add(self) -> None:
        """The author said "voeg toe": what came by mail is cleaned now. Raises UploadRefused;
        adding twice changes nothing.

        Not for within a transaction: cleaning a hostile file takes seconds.
        """
        if self.state == AttachmentState.ADDED:
            return
        with self.file.storage.open(self.file.name or "") as waiting:
            cleaned = clean_upload(self.name, waiting.read())
        with transaction.atomic():
            storage, before = self.file.storage, self.file.name
            self.name, self.content_type, self.size, self.state = (
                cleaned.name,
                cleaned.content_type,
                len(cleaned.content),
                AttachmentState.ADDED,
            )
            self.public_id = new_file_id()
            self.file.save(self.public_id, ContentFile(cleaned.content), save=False)
            self.save()
            transaction.on_commit(lambda: storage.delete(before) if before else None)

    def destroy(self) -> None:
        """The row and the file: the file goes when the transaction is certain."""
        storage, path = self.file.storage, self.file.name
        self.delete()
        transaction.on_commit(lambda: storage.delete(path) if path else None)
