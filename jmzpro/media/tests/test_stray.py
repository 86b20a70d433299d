"""A file is there whole or not at all, and what no row knows goes after a while."""

import errno
import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import storages
from django.core.management import call_command

from jmzpro.media import stray_files
from jmzpro.media.storage import WholeFileStorage

DAY = 24 * 3600


class FullDisk(io.BytesIO):
    """Gives a part, and then there is no room."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().read(10)


class Interrupted(FullDisk):
    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise KeyboardInterrupt
        return io.BytesIO.read(self, 10)


def everything(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


@pytest.mark.parametrize(
    ("source", "error"), [(FullDisk, OSError), (Interrupted, KeyboardInterrupt)]
)
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, source: Any, error: Any) -> None:
    storage = WholeFileStorage(location=tmp_path)
    with pytest.raises(error):
        storage.save("library/x.pdf", File(source(b"a" * 200_000), name="x.pdf"))
    assert everything(tmp_path) == []


def test_a_file_gets_its_name_whole_and_never_that_of_another(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path)
    names = [storage.save("library/x.pdf", ContentFile(word)) for word in (b"een", b"twee")]
    assert names[0] == "library/x.pdf"
    assert names[1] != names[0]
    assert [(tmp_path / name).read_bytes() for name in names] == [b"een", b"twee"]
    assert len(everything(tmp_path)) == 2
    (tmp_path / "library" / "y.pdf.part-1").write_bytes(b"nieuw")
    taken = storage.named("library/y.pdf.part-1", "library/x.pdf")
    assert (tmp_path / "library" / "x.pdf").read_bytes() == b"een"
    assert (tmp_path / taken).read_bytes() == b"nieuw"


def lay(folder: Path, name: str, days: float) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * 2048)
    when = time.time() - days * DAY
    os.utime(path, (when, when))


@pytest.mark.django_db
def test_what_no_row_knows_goes_after_a_week_and_nothing_else(
    settings: Any, tmp_path: Path
) -> None:
    from jmzpro.library.models import File as LibraryFile
    from jmzpro.library.models import FileVersion
    from jmzpro.library.tests.shelf import make_item
    from jmzpro.media.models import SiteDocument

    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path / "media"
    private, media = settings.PRIVATE_ROOT, settings.MEDIA_ROOT
    file = LibraryFile.objects.create(item=make_item("Handreiking"))
    FileVersion.objects.create(
        file=file,
        name="x",
        content_type="text/vtt",
        original="library/aa/bekend",
        copy="library/aa/schoon",
    )
    SiteDocument.objects.create(title="Folder", file="documents/folder.pdf")
    for name in (
        "library/aa/bekend",
        "library/aa/schoon",
        "library/bb/los",
        "questions/cc/los",
        "reading/12-x/copy",
        "sleutel",
    ):
        lay(private, name, 30)
    lay(private, "library/bb/jong", 2)
    lay(private, "library/bb/half.part-abc", 2)
    lay(private, "library/bb/nu.part-abc", 0.1)
    for name in ("documents/folder.pdf", "images/los.jpg", "iets/anders.txt"):
        lay(media, name, 30)
    out = io.StringIO()
    call_command("stray_files", stdout=out)
    assert "4 bestanden zonder rij, 8 kB." in out.getvalue()
    assert len(everything(private)) == 9
    assert stray_files.sweep() is False
    assert everything(private) == [
        "library/aa/bekend", "library/aa/schoon", "library/bb/jong", "library/bb/nu.part-abc", "reading/12-x/copy", "sleutel",  # noqa: E501
    ]  # fmt: skip
    assert everything(media) == ["documents/folder.pdf", "iets/anders.txt"]
    assert storages["private"].exists("library/aa/bekend")


def test_every_column_with_a_file_is_known_and_every_folder_is_swept() -> None:
    columns = {f"{model._meta.label}.{column.name}" for model, column in stray_files.file_fields()}
    assert {
        "library.FileVersion.original",
        "questions.Attachment.file",
        "media.SiteImage.file",
        "media.SiteDocument.file",
    } <= columns
