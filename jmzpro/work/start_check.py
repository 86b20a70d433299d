"""Whether a start has anything to prepare, told without loading Django: that is what makes a second
start quick.

`manage.py prepare` leaves a note in the data folder of what it prepared from. As long as the code's
migrations and static files and the database's own list of migrations are those of the note, there
is nothing to do.
"""

import contextlib
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jmzpro import settings

NOTE = "prepared.json"


@dataclass(frozen=True)
class Prepared:
    """What was prepared: hashes of what it was made from, and what kind of network it is."""

    code: str
    database: str
    is_demo: bool


def note() -> Prepared | None:
    """What `manage.py prepare` wrote last; None when it never ran, or the note cannot be read."""
    try:
        return Prepared(**json.loads((settings.DATA_DIR / NOTE).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def write_note(*, is_demo: bool) -> None:
    fresh = settings.DATA_DIR / f"{NOTE}.new"
    fresh.write_text(
        json.dumps(asdict(Prepared(code=code_hash(), database=database_hash(), is_demo=is_demo)))
    )
    fresh.replace(settings.DATA_DIR / NOTE)


def is_current(prepared: Prepared | None) -> bool:
    """Only SQLite can be looked at this cheaply: any other database is prepared each time, which
    changes nothing when it is current.
    """
    if (
        prepared is None
        or not prepared.database
        or not (settings.STATIC_ROOT / "staticfiles.json").exists()
    ):
        return False
    return (prepared.code, prepared.database) == (code_hash(), database_hash())


def code_hash() -> str:
    """Changes with our migrations, our static files, the list of packages and the Python that
    runs them.
    """
    digest = hashlib.sha256(sys.version.encode())
    for path in prepared_from():
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def prepared_from() -> Iterator[Path]:
    yield settings.BASE_DIR / "requirements" / "base.txt"
    package = settings.BASE_DIR / "jmzpro"
    yield from sorted(package.glob("*/migrations/*.py"))
    yield from our_static_files()


def our_static_files() -> Iterator[Path]:
    folders = sorted((settings.BASE_DIR / "jmzpro").glob("*/static"))
    return (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def database_hash() -> str:
    """Of the migrations a SQLite database says it has had; empty when it is another database, or
    none.
    """
    database: dict[str, Any] = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3") or not Path(database["NAME"]).exists():
        return ""
    try:
        with contextlib.closing(
            sqlite3.connect(f"file:{database['NAME']}?mode=ro", uri=True, timeout=5)
        ) as connection:
            rows = connection.execute(
                "SELECT app, name FROM django_migrations ORDER BY app, name"
            ).fetchall()
            made = connection.execute("SELECT is_demo FROM trust_installation").fetchall()
    except sqlite3.Error:
        return ""
    return hashlib.sha256(repr((rows, made)).encode()).hexdigest() if made else ""
