"""Files that people send: only kinds we know, known by their content, and without their
metadata.
"""

import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from jmzpro.media import metadata_removal

LARGEST = 20 * 1024 * 1024  # bytes
MOST_FILES = 5
LONGEST_NAME = 100
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "jpg": "image/jpeg",
    "png": "image/png",
}
ACCEPT = ".pdf,.docx,.pptx,.jpg,.jpeg,.png"
# The last resort when the process that cleans hangs without using its processor time.
PATIENCE = 40  # seconds


class UploadRefused(ValueError):
    """A file is not taken; the text is the Dutch sentence for who sent it, with what to do now."""


@dataclass(frozen=True)
class CleanFile:
    """A file that may be kept: `name` ends in its real kind, `content` has lost its metadata."""

    name: str
    content_type: str
    content: bytes


def clean_upload(name: str, content: bytes) -> CleanFile:
    """The clean file, or UploadRefused. Costs a process and up to 20 seconds of processor time
    for a hostile file.
    """
    if not content:
        raise UploadRefused("Dit bestand is leeg.")
    if len(content) > LARGEST:
        raise UploadRefused(
            "Dit bestand is groter dan 20 MB. Maak het kleiner, of zet een link in je tekst."
        )
    stripping_process = [sys.executable, "-I", "-X", "utf8", metadata_removal.__file__]
    try:
        done = subprocess.run(  # noqa: S603
            stripping_process, input=content, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UploadRefused(metadata_removal.TOO_MUCH) from error
    if done.returncode == 3:
        raise UploadRefused(done.stderr.decode())
    if done.returncode != 0 or not done.stdout:
        raise UploadRefused(metadata_removal.BROKEN)
    kind = done.stderr.decode().splitlines()[0]
    return CleanFile(
        name=safe_name(name, kind), content_type=CONTENT_TYPES[kind], content=done.stdout
    )


def safe_name(name: str, kind: str) -> str:
    """What the file is called on the page: no folders, no signs that hide or turn text, ending
    in its real kind.
    """
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    visible = "".join(
        sign
        for sign in base
        if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    )
    path = PurePosixPath(re.sub(r'[<>:"|?*]', " ", visible).strip(" ."))
    is_right = path.suffix.lower() in ({".jpg", ".jpeg"} if kind == "jpg" else {f".{kind}"})
    known = path.suffix.lower().lstrip(".") in {*CONTENT_TYPES, "jpeg"}
    stem = path.stem if is_right or known else path.name
    return f"{' '.join(stem.split())[:LONGEST_NAME].strip() or 'bestand'}.{kind}"
