"""Words that were broken at the end of a line, as PDF files hold them, whole again."""

import re

# What readers of PDF put where a word was broken: their own signs for a hyphen that was only shown,
# and the soft hyphen.
SHOWN = "\ufffe\x02\u00ad"
LINE_END = r"[^\S\n]*\r?\n[^\S\n]*"
# "zorg- en welzijn" was no broken word.
PAIRED = re.compile(
    rf"(?<=\w)[-\u2010{SHOWN}](?:{LINE_END}|[^\S\n]+)?(?=(?:en|of|noch|tot|en/of)\b)"
)
SOFT = re.compile(rf"(?<=\w)[{SHOWN}](?:{LINE_END})?(?=\w)")
HARD = re.compile(rf"(?<=\w)[-\u2010]{LINE_END}(?=\w)")
# What stands before a hyphen that belongs to the word: a capital, a digit or a single letter
# ("SCP-rapport", "16-jarige", "e-mail").
KEEPS = re.compile(r"(?:[A-Z\d]|(?<!\w)\w)\Z")


def join_broken(text: str) -> str:
    """The same words; a hyphen that only marked a broken line is gone, one that belongs to the
    word stays.
    """
    text = PAIRED.sub(paired, text)
    text = SOFT.sub(lambda found: hyphen(text_before(found), found), text)
    text = HARD.sub(lambda found: hyphen(text_before(found), found), text)
    return re.sub(rf"[{SHOWN}]", "", text)


def paired(found: re.Match[str]) -> str:
    """A soft hyphen within a line is no end of a word; a reader's own sign stands at the end of
    a line, whether or not it says so.
    """
    sign, rest = found[0][0], found[0][1:]
    if "\n" in rest or sign in "\ufffe\x02":
        return "- "
    return found[0]


def text_before(found: re.Match[str]) -> str:
    return found.string[max(0, found.start() - 2) : found.start()]


def hyphen(before: str, found: re.Match[str]) -> str:
    """ "Noord-" before "Holland" keeps it, "regenboog-" before "kleuren" does not."""
    after = found.string[found.end()]
    if found[0][0] == "\u00ad":
        return ""
    return "-" if after.isupper() or after.isdigit() or KEEPS.search(before) else ""
