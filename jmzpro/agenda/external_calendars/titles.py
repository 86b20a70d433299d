"""Titles that say that it does not go on."""

import re

WORDS = (
    r"geannuleerd|geannulleerd|afgelast|afgezegd|vervalt|vervallen|gaat\s+niet\s+door|uitgesteld"
    r"|cancell?ed|postponed|abgesagt|annul[eé]e?"
)
# Before the title with a colon, a dash or a bracket; or behind it so.
BEFORE = re.compile(
    rf"^\s*(?:[\[(*]+\s*(?:{WORDS})\s*[\])*!]+\s*[:–—-]?|(?:{WORDS})\s*!*\s*(?::|\s[–—-]\s|!))\s*(?=\S)",
    re.I,
)
BEHIND = re.compile(
    rf"(?<=\S)\s*(?:[\[(*]+\s*(?:{WORDS})\s*[\])*!]+|(?:\s[–—-]|[:,])\s*(?:{WORDS})\s*!*)\s*$", re.I
)


def read(title: str) -> tuple[str, bool]:
    """The title without that word, and whether it stood there."""
    without = BEHIND.sub("", BEFORE.sub("", title)).strip()
    return (without or title, without != title.strip())
