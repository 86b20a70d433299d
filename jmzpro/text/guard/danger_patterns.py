"""The table of what tells of danger (`data/danger.txt`), as patterns over a text as it sounds."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from jmzpro.text.guard.phonetics import pattern
from jmzpro.text.words import DATA

HEADING = re.compile(r"\[(.+)\]")
FIRST = re.compile(r"(?:<[A-Z-]+>|\(\?:[^()]*\)) (?![{?*+])")
WITHIN = re.compile(r"\([^()]*\)")
MARK = re.compile(r"<(~?)([A-Z-]+|\d+)>")


@cache
def sections() -> Mapping[str, tuple[str, ...]]:
    """The lines of the table by heading; a line that is empty or begins with # is none."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in (DATA / "danger.txt").read_text(encoding="utf-8").splitlines():
        if heading := HEADING.fullmatch(line):
            lines = found.setdefault(heading[1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {heading: tuple(lines) for heading, lines in found.items()}


@cache
def classes() -> Mapping[str, str]:
    """What `<FAMILY>` and the like stand for; one may be made of those before it."""
    known: dict[str, str] = {}
    for line in sections()["words"]:
        name, _, source = line.partition(" = ")
        known[name] = MARK.sub(lambda found: known[found[2]], source)
    return known


def written_out(source: str) -> str:
    """One line of the table as a regular expression in ordinary Dutch."""
    return MARK.sub(
        lambda found: (
            gap(int(found[2]), found[1] == "") if found[2].isdigit() else classes()[found[2]]
        ),
        source,
    )


def gap(most: int, with_persons: bool) -> str:
    """So many words at most in between."""
    word = r"\w+" if with_persons else classes()["THING"]
    return rf"(?:{word} ){{0,{most}}}"


def lines_of(start: str) -> tuple[str, ...]:
    """The lines under every heading that begins so: `always` has one for each kind."""
    return tuple(
        line for heading, lines in sections().items() if heading.startswith(start) for line in lines
    )


def as_it_sounds(sources: Iterable[str]) -> re.Pattern[str]:
    """Any of these, from the beginning of a word on, over what `phonetics.plain` makes."""
    by_first: dict[str, list[str]] = {}
    for source in sources:
        first, rest = first_and_rest(source)
        by_first.setdefault(first, []).append(rest)
    lines = (
        f"{first}(?:{'|'.join(rests)})" if first else "|".join(rests)
        for first, rests in by_first.items()
    )
    return re.compile(f" (?:{'|'.join(pattern(written_out(line)) for line in lines)})")


def first_and_rest(source: str) -> tuple[str, str]:
    """A line cut after the class or the group it begins with: many lines begin with the same
    one, which is then looked for once.
    """
    if found := FIRST.match(source):
        rest = source[found.end() :]
        if "|" not in WITHIN.sub("", WITHIN.sub("", rest)):
            return found[0], rest
    return "", source


def as_it_is(sources: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sources), re.IGNORECASE)


def pairs(sort: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What counts only together: `together` in one sentence, `near` also in two that follow each
    other.
    """
    names = sorted(
        {heading.split(":")[0] for heading in sections() if heading.startswith(f"{sort} ")}
    )
    return tuple(
        (as_it_sounds(lines_of(f"{name}: first")), as_it_sounds(lines_of(f"{name}: second")))
        for name in names
    )
