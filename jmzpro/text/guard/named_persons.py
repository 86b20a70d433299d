"""Whose names stand in a text: a child's or a family's, a professional's, or one of which the text
does not say it.

What stands beside a name decides (`guard/name_context.py`), a child's sign before a professional's:
"Kim de Vries, geboren" and "de moeder van Kim" against "Petra Jansen, consulent", "neem contact op
met Petra Jansen" and what stands under a greeting.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from jmzpro.text import names
from jmzpro.text.guard.around import is_at_home
from jmzpro.text.guard.name_context import (
    AGED_BEHIND,
    BORN_OR_AGED,
    CARES_FOR_KIN,
    CHILD_BEFORE,
    CHILD_CALLED,
    CHILD_NAMED,
    CITED,
    DESCRIBED,
    FAMILY_NAMED,
    FAREWELL,
    INITIALS,
    KIN_OF,
    LIKELY_CHILD,
    LISTED_CLASS,
    NAME,
    NAMED_AFTER,
    NO_INITIALS,
    OF_PLACE,
    PRONOUN_CHILD,
    PRONOUN_WORKS,
    SURELY_CHILD,
    TELLS_OF_ITSELF,
    TITLE_BEFORE,
    WITH_INITIALS,
    WORK_BEFORE,
    WORKS_AFTER,
    WORKS_BEFORE,
)
from jmzpro.text.guard.spans import Paint
from jmzpro.text.names import NO_NAMES, SURNAMES, WORD_NAMES, flat

BEFORE = 70
AFTER = 90
SIGNED = 260  # characters that a greeting may stand before the name under it
# "Johannes Calvijnschool", "Emmakerk": it is called as somebody is.
HOUSE = re.compile(r"\w(?:school|college|lyceum|kerk|stichting)$", re.I)
ANY_NAME = re.compile(rf"(?<![\w.])(?:{NAME})")


class Role(Enum):
    """Of a child or its family; of a professional; or the text does not say."""

    CHILD = "child"
    PROFESSIONAL = "professional"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Person:
    """Somebody named at `text[start:end]`. `is_initials`: by initials alone; `is_placed`: as
    somebody of a village that is named.
    """

    start: int
    end: int
    is_full: bool
    role: Role
    is_initials: bool = False
    is_placed: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def persons(plain: str, own: Sequence[str] = ()) -> list[Person]:
    """Everybody who is named, in the order of the text. `own`: names of who writes, which are a
    professional's.
    """
    signed = Paint(len(plain), [span for name in own for span in names.mentions(plain, name)])
    found: list[Person] = []
    told = Paint(len(plain), [])
    for person in sorted(_all_named(plain), key=rank, reverse=True):
        if told.touches(person.span):
            continue
        told.add(person.span)
        is_own = person.role is not Role.CHILD and signed.touches(person.span)
        found.append(replace(person, role=Role.PROFESSIONAL) if is_own else person)
    return sorted(found, key=lambda person: person.start)


def _all_named(plain: str) -> list[Person]:
    """In every way that is known; one place may be in it more than once."""
    ways = (_announced, _listed, _initials, _told, _with_initials)
    return [person for way in ways for person in way(plain)]


def rank(person: Person) -> tuple[bool, int]:
    """Of two that stand in one place: the child's, then the longer."""
    return person.role is Role.CHILD, person.end - person.start


def _listed(plain: str) -> Iterator[Person]:
    """First names the lists know: with a surname always, alone where something says that it is a
    child's.
    """
    for found in names.names_in(plain):
        role = role_of(plain, found.start, found.end, is_full=found.is_full)
        if NAMED_AFTER.match(plain, found.end) or HOUSE.search(plain, found.start, found.end):
            continue
        if found.is_full or role is Role.CHILD:
            yield Person(found.start, found.end, found.is_full, role)


def role_of(plain: str, start: int, end: int, *, is_full: bool) -> Role:
    before, after = plain[max(0, start - BEFORE) : start], plain[end : end + AFTER]
    if is_full and LISTED_CLASS.match(after) and not is_at_work(plain, start, before, after):
        return Role.CHILD
    if is_of_child(before, after, plain[start:end], is_full=is_full):
        return Role.CHILD
    if is_at_work(plain, start, before, after):
        return Role.PROFESSIONAL
    return (
        Role.CHILD
        if may_be_told_of(plain, start, end, is_full=is_full) and is_at_home(plain, (start, end))
        else Role.UNSURE
    )


def may_be_told_of(plain: str, start: int, end: int, *, is_full: bool) -> bool:
    """A first name alone in small letters, or one that is an ordinary word and begins the
    sentence, needs a sign beside it.
    """
    if is_full:
        return True
    begins = not plain[:start].strip() or plain[:start].rstrip()[-1] in ".!?:\n"
    return plain[start].isupper() and not (begins and flat(plain[start:end]) in WORD_NAMES)


def is_of_child(before: str, after: str, name: str, *, is_full: bool) -> bool:
    if (WORK_BEFORE.search(before) or TITLE_BEFORE.search(before)) and not BORN_OR_AGED.match(
        after
    ):
        return False
    if SURELY_CHILD.match(after) or (
        CHILD_BEFORE.search(before) and not TITLE_BEFORE.search(before)
    ):
        return True
    if TITLE_BEFORE.search(before):
        return False
    if not is_full and after.startswith(" zorgt"):
        return CARES_FOR_KIN.match(after) is not None
    if not is_full and flat(name) in WORD_NAMES and not before.strip():
        return False
    return LIKELY_CHILD.match(after) is not None or PRONOUN_CHILD.match(after) is not None


def is_at_work(plain: str, start: int, before: str, after: str) -> bool:
    return bool(
        WORKS_AFTER.match(after)
        or PRONOUN_WORKS.match(after)
        or WORKS_BEFORE.search(before)
        or TITLE_BEFORE.search(before)
        or CITED.match(after)
        or FAREWELL.search(plain, max(0, start - SIGNED), start)
    )


def _announced(plain: str) -> Iterator[Person]:
    """Names that need no list, for what stands beside them: behind "leerling", before "van 9
    jaar" or "uit groep 6".
    """
    for pattern in (CHILD_NAMED, FAMILY_NAMED, CHILD_CALLED):
        for match in pattern.finditer(plain):
            if may_be_name(match[1]):
                is_family = pattern is FAMILY_NAMED
                is_placed = is_family and OF_PLACE.match(plain, match.end()) is not None
                yield Person(
                    *match.span(1), " " in match[1] or is_family, Role.CHILD, is_placed=is_placed
                )
    for match in KIN_OF.finditer(plain):
        if names.is_first_name(match[1]) or (
            match[1].endswith("s") and names.is_first_name(match[1][:-1])
        ):
            yield Person(*match.span(1), is_full=False, role=Role.CHILD)
    for match in ANY_NAME.finditer(plain):
        # The words before are read last: that costs most, and few names stand before a child's
        # sign.
        if (
            SURELY_CHILD.match(plain, match.end())
            and may_be_name(match[0])
            and not _is_titled(match)
        ):
            yield from _before_a_childs_sign(match)
        elif " " in match[0] and has_listed_surname(match[0]) and _is_of_home(match):
            yield Person(*match.span(), is_full=True, role=Role.CHILD)


def _is_of_home(match: re.Match[str]) -> bool:
    plain, (start, end) = match.string, match.span()
    if LIKELY_CHILD.match(plain, end):
        return not _is_at_work(match)
    return is_at_home(plain, (start, end)) and not is_at_work(
        plain, start, plain[max(0, start - BEFORE) : start], plain[end : end + AFTER]
    )


def _is_at_work(match: re.Match[str]) -> bool:
    return WORK_BEFORE.search(match.string, max(0, match.start() - 40), match.start()) is not None


def _is_titled(match: re.Match[str]) -> bool:
    """Of a professional, and not of somebody who was born then or is that old: "Juf Anna van
    groep 7".
    """
    is_of_work = TITLE_BEFORE.match(f"{match[0].split()[0]} ") and not BORN_OR_AGED.match(
        match.string, match.end()
    )
    return bool(is_of_work) or _is_at_work(match)


def _told(plain: str) -> Iterator[Person]:
    """Who tells of itself, and who everybody in a village knows by somebody else."""
    for match in TELLS_OF_ITSELF.finditer(plain):
        if may_be_name(match[1]):
            yield Person(*match.span(1), " " in match[1], Role.CHILD)
    for match in DESCRIBED.finditer(plain):
        yield Person(
            *match.span(), is_full=False, role=Role.CHILD, is_placed=match["place"] is not None
        )


def _with_initials(plain: str) -> Iterator[Person]:
    """Initials and a surname ("R. Doekhi") where something says that it is a child's."""
    for match in WITH_INITIALS.finditer(plain):
        if role_of(plain, *match.span(), is_full=True) is Role.CHILD:
            yield Person(*match.span(), is_full=True, role=Role.CHILD)


def _before_a_childs_sign(match: re.Match[str]) -> Iterator[Person]:
    """A word with a capital that begins the sentence ("Leerlingen uit groep 6") is a name only
    before an age.
    """
    is_full, text = " " in match[0], match.string
    begins = (
        not text[: match.start()].strip()
        or text[: match.start()].rstrip()[-1] in ".!?:\n"
        or text[match.start() - 1] == "\n"
    )
    if is_full or not begins or AGED_BEHIND.match(text, match.end()):
        yield Person(*match.span(), is_full=is_full, role=Role.CHILD)


def has_listed_surname(name: str) -> bool:
    return may_be_name(name) and flat(name.rsplit(maxsplit=1)[-1]) in SURNAMES


def may_be_name(words: str) -> bool:
    """Not when its first word, or the one behind it, is one of those that are nobody's name;
    behind a particle each may be.
    """
    first, *others = words.split()
    return flat(first) not in NO_NAMES and not (len(others) == 1 and flat(others[0]) in NO_NAMES)


def _initials(plain: str) -> Iterator[Person]:
    for match in INITIALS.finditer(plain):
        at = match.lastindex or 0
        if match[at].strip() not in NO_INITIALS:
            yield Person(
                match.start(at),
                match.start(at) + len(match[at].rstrip()),
                is_full=False,
                role=Role.CHILD,
                is_initials=True,
            )
