"""Earlier commits of this house, to measure beside."""

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def unpack(commit: str, folder: Path) -> None:
    """Lay the files of a commit in a folder, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["git", "archive", commit]
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
