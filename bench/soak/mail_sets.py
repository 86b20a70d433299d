"""How well mails of others are cut to their own words, against right values that a person wrote
before the first run.

JMZ_MAIL_SET names a folder of pairs: NAME.eml or NAME.txt (a body in plain text) and NAME.right,
the sender's own words. The script fetches nothing, and no mail of others is kept here. Such mails
stand in the test folders of readers of mail: on PyPI email-reply-extractor, quotequail and
mail-parser-reply, on npm planer, and their repositories.
"""

import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from jmzpro.mail.parser import NewWords, new_words, parse
from jmzpro.mail.parser.removed_text import NOT_THE_SENDERS

NEAR = 0.9
PLAIN = (
    b"From: Iemand <iemand@elders.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "
    b"charset=utf-8\r\n"
    b"Content-Transfer-Encoding: 8bit\r\n\r\n"
)


@dataclass(frozen=True)
class Result:
    """`lost`: own words that are neither in the text nor shown to the sender; `shown`: that are
    left off and shown; `leaked`: too many.
    """

    name: str
    likeness: float
    is_exact: bool
    shown: int
    lost: int
    leaked: int


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def raw_of(path: Path) -> bytes:
    return path.read_bytes() if path.suffix == ".eml" else PLAIN + path.read_bytes()


def result(path: Path) -> Result:
    found: NewWords = new_words(parse(raw_of(path)))
    right, got = words(path.with_suffix(".right").read_text()), words(found.text)
    missing = Counter(right) - Counter(got)
    offered = Counter(
        words(" ".join(one.text for one in found.left_off if one.rule not in NOT_THE_SENDERS))
    )
    lost = missing - offered
    likeness = 1.0 if right == got else SequenceMatcher(None, right, got, autojunk=False).ratio()
    return Result(
        path.stem,
        likeness,
        right == got,
        (missing - lost).total(),
        lost.total(),
        (Counter(got) - Counter(right)).total(),
    )


def main(folder: Path) -> int:
    paths = sorted(
        path
        for path in folder.iterdir()
        if path.suffix in {".eml", ".txt"} and path.with_suffix(".right").exists()
    )
    if not paths:
        sys.stderr.write(f"{folder} holds no mails with their right values.\n")
        return 1
    results = [result(path) for path in paths]
    sys.stdout.write(section(results))
    return 0


def section(results: list[Result]) -> str:
    leaking = [one.leaked for one in results if one.leaked]
    rows = (
        ("exact", sum(one.is_exact for one in results)),
        (
            "near (nine words in ten)",
            sum(not one.is_exact and one.likeness >= NEAR for one in results),
        ),
        ("mails with too much", f"{len(leaking)} ({sum(leaking)} words)"),
        ("own words left off, and shown to the sender", sum(one.shown for one in results)),
        ("own words lost", sum(one.lost for one in results)),
    )
    inexact = ", ".join(f"{one.name} ({one.likeness:.2f})" for one in results if not one.is_exact)
    return (
        "## Mails of others, cut to their own words\n\n"
        f"{len(results)} mails of public test sets, the right values written by hand before the "
        "first run.\n\n"
        "| what | figure |\n|---|---|\n"
        + "".join(f"| {what} | {figure} |\n" for what, figure in rows)
        + f"\nNot exact: {inexact or 'none'}.\n"
    )


if __name__ == "__main__":
    named = os.environ.get("JMZ_MAIL_SET", "")
    if not named:
        sys.stderr.write("JMZ_MAIL_SET must name a folder of mails with their right values.\n")
    sys.exit(main(Path(named)) if named else 1)
