"""The reasons why members were asked, told to one of them or about all of them. They are stored
as words that follow "je".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jmzpro.kit.dutch import in_a_row

# How a reason begins, said to one person → said about several; what follows the opening is what it
# is about.
OPENINGS: Mapping[str, str] = {
    "hebt ervaring met ": "hebben ervaring met ",
    "werkt in ": "werken in ",
    "noemt ": "noemen ",
    "antwoordde eerder op ": "antwoordden eerder op ",
    "publiceerde ": "publiceerden ",
    "deed de laatste tijd ": "deden de laatste tijd ",
    "bent nieuw ": "zijn nieuw ",
    "werd genoemd ": "werden genoemd ",
}
# The same after "omdat je": {} is what it is about.
CAUSES: Mapping[str, str] = {
    "hebt ervaring met ": "ervaring hebt met {}",
    "werkt in ": "in {} werkt",
    "noemt ": "{} noemt",
    "antwoordde eerder op ": "eerder antwoordde op {}",
    "publiceerde ": "{} publiceerde",
    "deed de laatste tijd ": "de laatste tijd {}",
    "bent nieuw ": "nieuw bent {}",
    "werd genoemd ": "genoemd werd {}",
}
# What follows these is the name of a theme: quoted, since such a name may have an "en" or "of" of
# its own.
OF_THEMES = ("hebt ervaring met ", "hebben ervaring met ")
NUMBERS = (
    "geen",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)


@dataclass(frozen=True)
class Summed:
    """One clause about several people: "hebben ervaring met " + ["vervoer", "groep"]."""

    opening: str
    about: tuple[str, ...]

    def __str__(self) -> str:
        return clause(self.opening, self.about, "of")


def clause(opening: str, about: Sequence[str], last: str) -> str:
    """ "hebt ervaring met de thema’s ‘vervoer’ en ‘groep’" """
    words, tail = without_tail(about)
    return (
        begun(opening, is_many=len(words) > 1 and last == "en")
        + in_a_row([named(opening, one) for one in words], last)
        + tail
    )


def without_tail(about: Sequence[str]) -> tuple[Sequence[str], str]:
    """What all of these end in is said once: "noemen ‘bus’ of ‘taxi’ in hun profiel"."""
    tail = next(
        (
            end
            for end in (" in je profiel", " in hun profiel")
            if about and all(one.endswith(end) for one in about)
        ),
        "",
    )
    return [one.removesuffix(tail) for one in about], tail


def begun(opening: str, *, is_many: bool = False) -> str:
    if opening not in OF_THEMES:
        return opening
    return f"{opening}{'de thema’s ' if is_many else 'het thema '}"


def named(opening: str, about: str) -> str:
    return f"‘{about}’" if opening in OF_THEMES else about


def in_words(number: int) -> str:
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def you(reasons: Sequence[str]) -> str:
    """ "omdat je ervaring hebt met de thema’s ‘vervoer’ en ‘groep’, en in Friesland werkt"."""
    grouped: dict[str, list[str]] = {}
    for reason in reasons:
        opening = next((o for o in OPENINGS if reason.startswith(o)), "")
        grouped.setdefault(opening, []).append(reason.removeprefix(opening))
    clauses = [cause(opening, about) for opening, about in grouped.items()]
    if len(clauses) > 1 and len(reasons) > len(clauses):
        clauses[-2] += ","  # one of them has an "en" of its own
    return f"omdat je {in_a_row(clauses, 'en')}" if clauses else ""


def cause(opening: str, about: Sequence[str]) -> str:
    """ "ervaring hebt met het thema ‘vervoer’": the verb where it stands after "omdat"."""
    words, tail = without_tail(about)
    told = (
        begun(opening, is_many=len(words) > 1).removeprefix(opening)
        + in_a_row([named(opening, one) for one in words], "en")
        + tail
    )
    if opening == "deed de laatste tijd ":
        told = told.replace("mee ", "meedeed ", 1)
    return CAUSES.get(opening, "{}").format(told)


def they(clauses: Sequence[Summed]) -> str:
    """ "hebben ervaring met het thema ‘vervoer’ of ‘groep’, of werken in Friesland"."""
    return ", of ".join(str(clause) for clause in clauses)


def summed(all_reasons: Iterable[Sequence[str]]) -> list[Summed]:
    """The reasons of several people as one list of clauses, what counts most people first within
    each clause.
    """
    found: dict[str, dict[str, int]] = {}
    for reasons in all_reasons:
        for reason in reasons:
            opening = next((o for o in OPENINGS if reason.startswith(o)), "")
            about = found.setdefault(OPENINGS.get(opening, ""), {})
            rest = reason.removeprefix(opening).replace(" in je profiel", " in hun profiel")
            about[rest] = about.get(rest, 0) + 1
    order = list(OPENINGS.values())
    clauses = sorted(found, key=lambda o: order.index(o) if o in order else len(order))
    return [
        Summed(o, tuple(sorted(found[o], key=lambda rest: (-found[o][rest], rest))))
        for o in clauses
    ]
