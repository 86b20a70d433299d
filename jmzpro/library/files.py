"""Files on their way from the editor to the visitor: looked at when they come in, cleaned and read
in the background.

What is under way stands in the rows of `FileVersion`, under a lease that is renewed while the work
goes on. A worker that is killed leaves its lease behind; twenty seconds later another takes the
file up again, from the start.
"""

import hashlib
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File as DjangoFile
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone

from jmzpro.library import extraction
from jmzpro.library.models import File, FileText, FileVersion, Item, Purpose, Reading
from jmzpro.media import metadata_removal
from jmzpro.media.uploads import CONTENT_TYPES, UploadRefused, safe_name
from jmzpro.search.models import changed
from jmzpro.trust import audit

logger = logging.getLogger(__name__)

LARGEST = 100 * 1024 * 1024  # bytes
TYPES = {**CONTENT_TYPES, "mp4": "video/mp4", "vtt": "text/vtt"}
ACCEPT = ".pdf,.docx,.pptx,.jpg,.jpeg,.png,.mp4,.vtt"
TOO_LARGE = (
    "Dit bestand is groter dan 100 MB. Maak het kleiner, of geef een link naar waar het staat."
)
LEASE = timedelta(seconds=20)
PATIENCE = {"look": 15, "copy": 120, "text": 120}  # seconds
MOST_ATTEMPTS = 3
GAVE_UP = (
    "We kregen dit bestand niet gelezen. Sla het opnieuw op, of maak er een pdf van, en voeg het "
    "dan weer toe."
)


@dataclass(frozen=True)
class Step:
    """How one step of `extracting` went: what it found, or why it was refused (empty: it broke
    or took too long).
    """

    facts: dict[str, Any] | None
    refusal: str = ""


def run(step: str, source: str, folder: str, still_ours: Callable[[], bool] = lambda: True) -> Step:
    """Do one step in a process of its own; `still_ours` is asked every few seconds and may call
    it off.
    """
    command = [sys.executable, "-I", "-X", "utf8", extraction.__file__, step, source, folder]
    process = subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    until = time.monotonic() + PATIENCE[step]
    try:
        while True:
            try:
                out, error = process.communicate(timeout=5)
                break
            except subprocess.TimeoutExpired:
                if time.monotonic() > until or not still_ours():
                    return Step(None)
    finally:
        process.kill()
        process.wait()
    if process.returncode == 3:
        return Step(None, error.decode())
    if process.returncode != 0:
        return Step(None)
    return Step(json.loads(out))


@dataclass(frozen=True)
class Found:
    """What is known of an upload before it is read: its kind, its pages when it has them, and
    what it is known by.
    """

    kind: str
    pages: int | None
    sha256: str


def look_at(upload: "UploadedFile[Any]") -> Found:
    """Whether we take it at all, else UploadRefused with the sentence. Costs at most fifteen
    seconds; not for within a transaction.
    """
    if not upload.size:
        raise UploadRefused("Dit bestand is leeg.")
    if upload.size > LARGEST:
        raise UploadRefused(TOO_LARGE)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile() as local:
        for chunk in upload.chunks():
            local.write(chunk)
            digest.update(chunk)
        local.flush()
        upload.seek(0)
        found = run("look", local.name, "-")
    if found.facts is None:
        raise UploadRefused(found.refusal or metadata_removal.BROKEN)
    return Found(found.facts["kind"], found.facts.get("pages"), digest.hexdigest())


def same_file_elsewhere(digest: str) -> Item | None:
    """The item that has this very file, in any version of it."""
    versions = FileVersion.objects.filter(sha256=digest, file__removed_at=None).exclude(
        reading=Reading.REFUSED
    )
    version = versions.select_related("file__item").order_by("pk").first()
    return version.file.item if version else None


def receive(upload: "UploadedFile[Any]", found: Found, *, by: Any) -> FileVersion:
    """Write what came in to its place. Its row is made by `attach`."""
    version = FileVersion(
        name=safe_name(upload.name or "", found.kind),
        content_type=TYPES[found.kind],
        sha256=found.sha256,
        size=upload.size or 0,
        pages=found.pages,
        uploaded_by=by,
    )
    version.original.save(version.name, DjangoFile(upload), save=False)
    return version


@transaction.atomic
def attach(version: FileVersion, item: Item, *, label: str = "", file: File | None = None) -> None:
    """Put it with an item, or make it the new version of one of its files. It shows to visitors
    when it has been read.
    """
    if file is None:
        purpose = Purpose.CAPTIONS if version.content_type == TYPES["vtt"] else Purpose.CONTENT
        last = item.files.aggregate(last=models.Max("order"))["last"] or 0
        file = File.objects.create(item=item, label=label, purpose=purpose, order=last + 1)
    else:
        File.objects.select_for_update().get(pk=file.pk)
    version.file = file
    version.number = (file.versions.aggregate(last=models.Max("number"))["last"] or 0) + 1
    version.save()
    audit.record(
        "bestand toegevoegd",
        item,
        by=version.uploaded_by,
        bestand=file.public_id,
        versie=version.number,
    )


def read_next() -> bool:
    """The job: take the file that waits longest and read it; True when there may be more."""
    version = FileVersion.objects.waiting().order_by("uploaded_at", "pk").first()
    if version is None:
        return False
    lease = timezone.now() + LEASE
    taken = FileVersion.objects.waiting().filter(pk=version.pk)
    if taken.update(leased_until=lease, attempts=models.F("attempts") + 1):
        work = Work(version, lease)
        # One that took its worker down each time is not tried for ever.
        work.fail(GAVE_UP) if version.attempts >= MOST_ATTEMPTS else work.do()
    return True


class Work:
    """One version in our hands, as long as the lease in its row is the one we wrote."""

    def __init__(self, version: FileVersion, lease: datetime) -> None:
        self.version = version
        self.lease = lease

    def held(self) -> models.QuerySet[FileVersion]:
        return FileVersion.objects.filter(
            pk=self.version.pk, leased_until=self.lease, reading=Reading.WAITING
        )

    def renew(self) -> bool:
        longer = timezone.now() + LEASE
        is_ours = bool(self.held().update(leased_until=longer))
        self.lease = longer if is_ours else self.lease
        return is_ours

    def do(self) -> None:
        with own_folder(self.version) as folder:
            source = self.version.original.path
            copied = run("copy", source, folder, self.renew)
            if copied.facts is None:
                self.fail(copied.refusal)
                return
            # The text is read from what is cleaned already. Whatever becomes of it, the file itself
            # is good.
            read = run("text", f"{folder}/copy", folder, self.renew)
            if self.renew():
                self.finish(Path(folder), read.facts or {"has_text": None})

    def fail(self, refusal: str) -> None:
        """Refused for good, or tried again when it may have been our fault."""
        is_last = bool(refusal) or self.version.attempts + 1 >= MOST_ATTEMPTS
        if is_last:
            self.held().update(
                reading=Reading.REFUSED, refusal=(refusal or GAVE_UP)[:300], leased_until=None
            )
        logger.warning("File version %s could not be read.", self.version.pk)

    def finish(self, folder: Path, facts: dict[str, Any]) -> None:
        version = self.version
        keep(version.copy, folder / "copy")
        if (folder / "cover.jpg").exists():
            keep(version.cover, folder / "cover.jpg")
        text = folder / "text.txt"
        with transaction.atomic():
            done = self.held().update(
                copy=version.copy.name,
                cover=version.cover.name or "",
                size=(folder / "copy").stat().st_size,
                pages=facts.get("pages") or version.pages,
                has_text=facts["has_text"],
                reading=Reading.READY,
                leased_until=None,
                read_at=timezone.now(),
            )
            if not done:
                return  # another worker has it now
            if text.exists():
                words = text.read_text(
                    encoding="utf-8", errors="replace"
                ).rstrip()  # an empty first page stays one
                FileText.objects.update_or_create(version=version, defaults={"text": words})
            # One that took longer than the next does not come in its place.
            if not version.file.versions.filter(
                reading=Reading.READY, number__gt=version.number
            ).exists():
                File.objects.filter(pk=version.file_id).update(current=version)
            changed(version.file.item)


def read_again(version: FileVersion) -> bool:
    """Read the text of a ready version once more, as we read it now; whether it became another."""
    with own_folder(version) as folder:
        read = run("text", version.copy.path, folder)
        if read.facts is None:
            return False
        text = Path(folder) / "text.txt"
        words = text.read_text(encoding="utf-8", errors="replace").rstrip() if text.exists() else ""
    with transaction.atomic():
        known = FileText.objects.filter(version=version).values_list("text", flat=True).first()
        if (known or "") == words and version.has_text == read.facts["has_text"]:
            return False
        FileText.objects.update_or_create(version=version, defaults={"text": words})
        FileVersion.objects.filter(pk=version.pk).update(
            has_text=read.facts["has_text"], read_at=timezone.now()
        )
        changed(version.file.item)
    return True


@contextmanager
def own_folder(version: FileVersion) -> Iterator[str]:
    """Where a version is worked on, empty at first: what a killed worker left there of it goes.
    Two workers never share one.
    """
    place = Path(settings.PRIVATE_ROOT) / "reading"
    place.mkdir(parents=True, exist_ok=True)
    for left in place.glob(f"{version.pk}-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(
        prefix=f"{version.pk}-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        yield folder


def keep(field: models.fields.files.FieldFile, path: Path) -> None:
    with path.open("rb") as file:
        field.save(path.name, DjangoFile(file), save=False)
