"""Reading an archive: one JSON object a line, as odd as such files are. What cannot be read is
counted, not guessed.
"""

import gzip
import html
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

TAG = re.compile(r"<[^<>]{1,2000}>")
IN_ANGLES = re.compile(r"<([^<>]+)>")
GZIP = b"\x1f\x8b"


class ArchiveError(Exception):
    """The file is no archive; says why, for who runs the command."""


@dataclass(frozen=True)
class OldAnswer:
    user: str
    day: float
    score: float


@dataclass(frozen=True)
class OldQuestion:
    """`user` is empty when the archive does not say who asked. Days since 1970, in UTC."""

    title: str
    text: str
    tags: tuple[str, ...]
    user: str
    day: float
    answers: tuple[OldAnswer, ...] = ()


@dataclass
class Archive:
    """Questions in the order of time, and how many lines and answers could not be read."""

    questions: list[OldQuestion] = field(default_factory=list)
    lines_skipped: int = 0
    answers_skipped: int = 0


def read(path: Path) -> Archive:
    """Raises ArchiveError when there is no such file or nothing in it that is a question."""
    archive = Archive()
    try:
        for line in lines_of(path):
            if line.strip():
                question = question_in(line, archive)
                if question is None:
                    archive.lines_skipped += 1
                else:
                    archive.questions.append(question)
    except (OSError, EOFError) as error:
        raise ArchiveError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    if not archive.questions:
        raise ArchiveError(
            f"{path} has no line that is a question: a JSON object with at least a title or "
            "a text, and a date."
        )
    archive.questions.sort(key=lambda question: question.day)
    return archive


def lines_of(path: Path) -> Iterator[str]:
    """Packed or not, whatever the name says."""
    with path.open("rb") as file:
        is_packed = file.read(2) == GZIP
    with gzip.open(path, "rb") if is_packed else path.open("rb") as file:
        for line in file:
            yield line.decode("utf-8", "replace").lstrip("\ufeff")


def question_in(line: str, archive: Archive) -> OldQuestion | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict):
        return None
    title, text, day = plain(row.get("title")), plain(row.get("text")), day_of(row.get("date"))
    if day is None or not (title or text):
        return None
    answers = []
    told = row.get("answers")
    for given in told if isinstance(told, list) else ():
        answer = answer_in(given)
        if answer is None:
            archive.answers_skipped += 1
        else:
            answers.append(answer)
    return OldQuestion(
        title, text, tags_of(row.get("tags")), user_of(row.get("user")), day, tuple(answers)
    )


def answer_in(given: Any) -> OldAnswer | None:
    """None when nobody, or no moment, is told: then nothing can be learned from it."""
    if not isinstance(given, dict):
        return None
    user, day = user_of(given.get("user")), day_of(given.get("date"))
    return OldAnswer(user, day, number_of(given.get("score"))) if user and day is not None else None


def plain(value: Any) -> str:
    """Text, without its HTML if that is what it is written in."""
    if not isinstance(value, str):
        return "" if value is None or isinstance(value, bool | dict | list) else str(value)
    return html.unescape(TAG.sub(" ", value)) if "<" in value or "&" in value else value


def user_of(value: Any) -> str:
    """A user by any name: text or number. Empty for none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) else ""
    return str(value).strip()


def tags_of(value: Any) -> tuple[str, ...]:
    """A list, or a line as in the dumps of Stack Exchange: <a><b> or a|b."""
    if isinstance(value, str):
        value = IN_ANGLES.findall(value) or re.split(r"[|,\s]+", value)
    if not isinstance(value, list):
        return ()
    return tuple(
        dict.fromkeys(
            str(tag).strip().lower()
            for tag in value
            if isinstance(tag, str | int) and str(tag).strip()
        )
    )


def number_of(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else 0.0


def day_of(value: Any) -> float | None:
    """Days since 1970: of a date, of a moment with or without a time zone (UTC when none is
    told), or of seconds since 1970.
    """
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value) / 86_400 if 0 < float(value) < 1e11 else None
        if not isinstance(value, str):
            return None
        moment = datetime.fromisoformat(value.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.timestamp() / 86_400
    except (ValueError, OverflowError, OSError):
        return None
