"""The files of an item: each under one address for good, with its versions, and their text in a
table of its own.
"""

from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from jmzpro.library.models.item import Item
from jmzpro.search.models import changed
from jmzpro.trust import audit


def private_storage() -> Storage:
    return storages["private"]


WITHOUT_WORDS = frozenset({"image/jpeg", "image/png", "video/mp4"})


def new_file_id() -> str:
    return get_random_string(12, "abcdefghjkmnpqrstuvwxyz23456789")


def kept_as(version: "FileVersion", name: str) -> str:
    """Under its own unguessable name; what somebody called it is only shown."""
    return f"library/{get_random_string(2, '0123456789abcdef')}/{get_random_string(24)}"


class Purpose(models.TextChoices):
    CONTENT = "inhoud", "Bestand"
    CAPTIONS = "ondertiteling", "Ondertiteling bij de film"


class FileQuerySet(models.QuerySet["File"]):
    def standing(self) -> "FileQuerySet":
        return self.filter(removed_at=None)

    def visible_to(self, user: Any) -> "FileQuerySet":
        """What belongs to an item this user may see, and is ready to be given."""
        return self.standing().filter(current__isnull=False, item__in=Item.objects.visible_to(user))


class File(models.Model):
    """One file of an item. Its address stays when a new version takes the place of the old;
    `current` is what visitors get.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_file_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="files")
    purpose = models.CharField(
        "wat is het", max_length=14, choices=Purpose, default=Purpose.CONTENT
    )
    label = models.CharField("wat staat erin", max_length=120, blank=True)
    order = models.PositiveSmallIntegerField("volgorde", default=0)
    current = models.ForeignKey(
        "library.FileVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values), name="file_purpose_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.label or self.public_id

    def get_absolute_url(self) -> str:
        name = self.current.name if self.current else "bestand"
        return reverse("library:file", args=[self.public_id, name])

    @transaction.atomic
    def take_away(self, by: Any) -> bool:
        """Visitors do not get it any more; we keep it. False when it was away already."""
        done = File.objects.filter(pk=self.pk, removed_at=None).update(removed_at=timezone.now())
        return self._told("bestand weggehaald", by) if done else False

    @transaction.atomic
    def put_back(self, by: Any) -> bool:
        """Under the address it had. False when it stood there already."""
        done = File.objects.filter(pk=self.pk, removed_at__isnull=False).update(removed_at=None)
        return self._told("bestand teruggezet", by) if done else False

    @transaction.atomic
    def give(self, version: "FileVersion", by: Any) -> bool:
        """Let visitors get this version of it, older or newer than what they got. False when
        they got it already.
        """
        others = File.objects.standing().filter(~Q(current=version) | Q(current=None), pk=self.pk)
        done = (
            others.update(current=version)
            if version.file_id == self.pk and version.reading == Reading.READY
            else 0
        )
        return (
            self._told("andere versie van bestand op de site gezet", by, versie=version.number)
            if done
            else False
        )

    def _told(self, done: str, by: Any, **facts: Any) -> bool:
        audit.record(done, self.item, by=by, bestand=self.public_id, **facts)
        changed(self.item)
        return True


class Reading(models.TextChoices):
    """How far the background worker is with a version."""

    WAITING = "wacht", "Wordt nog nagekeken"
    READY = "klaar", "Klaar"
    REFUSED = "geweigerd", "Niet aangenomen"


class FileVersionQuerySet(models.QuerySet["FileVersion"]):
    def waiting(self) -> "FileVersionQuerySet":
        """In nobody's hands: a killed worker's lease runs out by itself."""
        return self.filter(
            Q(leased_until=None) | Q(leased_until__lte=timezone.now()), reading=Reading.WAITING
        )


class FileVersion(models.Model):
    """One upload. `original` is what the editor sent, for nobody but us; `copy` is the one
    without metadata that visitors get.
    """

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    name = models.CharField("naam", max_length=120)
    content_type = models.CharField(max_length=100)
    original = models.FileField(storage=private_storage, upload_to=kept_as, max_length=120)
    copy = models.FileField(storage=private_storage, upload_to=kept_as, max_length=120, blank=True)
    cover = models.FileField(storage=private_storage, upload_to=kept_as, max_length=120, blank=True)
    sha256 = models.CharField(
        max_length=64, db_index=True
    )  # of the original: the same file sent twice is known by it
    size = models.PositiveBigIntegerField(default=0)  # bytes, of the clean copy
    pages = models.PositiveIntegerField(null=True, blank=True)
    has_text = models.BooleanField(
        null=True, blank=True
    )  # False: little or none; None: not read, or no kind that has text
    reading = models.CharField(max_length=10, choices=Reading, default=Reading.WAITING)
    refusal = models.CharField(max_length=300, blank=True)  # the sentence for the editor
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = FileVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reading__in=Reading.values), name="file_reading_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(reading=Reading.READY) | ~Q(copy=""),
                name="file_that_is_ready_has_a_clean_copy",
            ),
            models.UniqueConstraint(fields=["file", "number"], name="file_versions_are_numbered"),
        ]
        indexes = [
            models.Index(
                fields=["uploaded_at"], name="files_that_wait", condition=Q(reading="wacht")
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def has_words(self) -> bool:
        """Whether it is of a kind that text is read from."""
        return self.content_type not in WITHOUT_WORDS

    @property
    def text_state(self) -> str:
        """What its text is good for, for the editor; empty for what has none by nature, or is
        not read yet.
        """
        if self.reading != Reading.READY or not self.has_words:
            return ""
        if self.has_text is None:
            return "niet te lezen"
        if self.has_text:
            return "doorzoekbaar"
        words = FileText.objects.filter(version=self).values_list("text", flat=True).first() or ""
        if words.strip():
            return "weinig tekst"
        return "scan zonder tekst" if self.content_type == "application/pdf" else "geen tekst"


class FileText(models.Model):
    """The text of a version, for search alone: apart, so that no page loads it by accident."""

    version = models.OneToOneField(
        FileVersion, primary_key=True, on_delete=models.CASCADE, related_name="text"
    )
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.version)
