"""Vraag zonder je naam: what others may read instead, and what in a text would still give the asker
away.

Others read a role and a part of the country, as far as at least five members fit that; it is fixed
at the moment of asking. The office knows who asked. See docs/decisions/0017.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from jmzpro.mail.parser.signatures import CONTACT, is_closing, is_prose, paragraphs
from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions.models import Question, Region

ENOUGH = 5
# Words of a name that say nothing alone.
BETWEEN = frozenset(
    {
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "el",
        "la",
        "le",
        "von",
        "du",
        "en",
        "in",
        "op",
        "aan",
        "bij",
    }
)
# Words of an organisation's name that many have.
COMMON = frozenset(
    {
        "steunpunt",
        "mantelzorg",
        "mantelzorgers",
        "jonge",
        "jongeren",
        "jeugd",
        "jongerenwerk",
        "welzijn",
        "welzijnswerk",
        "stichting",
    }
    | {
        "gemeente",
        "centrum",
        "expertisecentrum",
        "preventie",
        "school",
        "college",
        "team",
        "regio",
        "wijk",
        "vereniging",
        "netwerk",
    }
    | {"zorg", "huis", "naasten", "informele", "sociaal", "sociale", "werk", "kennis", "kennishuis"}
)
GREETING = re.compile(
    r"(?:(?:^|(?<=[\s.!?,;]))(?:met )?(?:vriendelijke |hartelijke |warme |lieve |veel )?"
    r"(?:groet\w*|gr|mvg|grtz?|liefs|namens)\.?)?[\s,;:–-]*$",
    re.I,
)
CONTACT_DETAILS = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?:\+|00)\d{2}[\s\d()-]{7,}|\b0\d(?:[\s-]?\d){8}\b|\b(?:https?://|www\.)\S+",
    re.I,
)
MOST_OF_A_LINE = 8  # words: a line this short that names the asker or an address is no sentence


@dataclass(frozen=True)
class Shown:
    """What others read. Empty: "een lid"; `region`: how much of the question's province."""

    role: str = ""
    part: str = ""
    region: Region = Region.NOTHING


def shown_of(person: Person, province: Province | None) -> Shown:
    """As precise as leaves at least five members, the asker among them, who fit."""
    own = person.province.part if person.province else None
    of_role, in_own = Q(role=person.role), Q(province__part=own)
    people = Person.objects.active()
    counts = people.aggregate(
        alike=Count("pk", filter=of_role), near=Count("pk", filter=of_role & in_own)
    )
    role = person.role if counts["alike"] >= ENOUGH else ""
    part = own if own and role and counts["near"] >= ENOUGH else ""
    return Shown(role, part or "", region_of(province, role))


def hide_asker(question: Question, asker: Person) -> None:
    """Of a question that is not stored yet: from now on others read only this."""
    shown = shown_of(asker, question.province)
    question.is_without_name = True
    question.shown_role, question.shown_part, question.shown_region = (
        shown.role,
        shown.part,
        shown.region,
    )


def region_of(province: Province | None, role: str) -> Region:
    if province is None:
        return Region.PROVINCE  # there is nothing to tell
    fitting = Person.objects.active().filter(**({"role": role} if role else {}))
    counts = fitting.aggregate(
        here=Count("pk", filter=Q(province=province)),
        near=Count("pk", filter=Q(province__part=province.part)),
    )
    if counts["here"] >= ENOUGH:
        return Region.PROVINCE
    return Region.PART if counts["near"] >= ENOUGH else Region.NOTHING


# What gives away


def certain_traits(person: Person) -> list[str]:
    """What can mean nobody or nothing else: the name, the organisation, the mail address."""
    told = [person.name, person.user.email, person.user.email.partition("@")[2]]
    if person.organisation is not None:
        told += [person.organisation.name, person.organisation.email]
        told.append(re.sub(r"^https?://(?:www\.)?|/.*$", "", person.organisation.website))
    return [one for one in dict.fromkeys(told) if len(one) > 2]


def likely_traits(person: Person) -> list[str]:
    """What may mean something else too: a first name, a word of the organisation's name, the
    town. With their capital only.
    """
    names = [
        word
        for word in re.split(r"[\s-]+", person.name)
        if len(word) > 2 and word.casefold() not in BETWEEN
    ]
    towns = [person.town.name] if person.town else []
    if person.organisation is not None:
        words = re.split(r"[\s-]+", person.organisation.name)
        names += [
            word for word in words if len(word) > 3 and word.casefold() not in COMMON | BETWEEN
        ]
        towns += [person.organisation.town.name] if person.organisation.town else []
    return [word for word in dict.fromkeys([*names, *towns]) if word[:1].isupper()]


def certainly_gives_away(text: str, person: Person) -> list[str]:
    found = [match.group().strip() for match in CONTACT_DETAILS.finditer(text)]
    return list(
        dict.fromkeys(
            [
                *found,
                *(trait for trait in certain_traits(person) if as_words(trait, re.I).search(text)),
            ]
        )
    )


def may_give_away(text: str, person: Person) -> list[str]:
    """Both kinds, the certain ones first."""
    likely = (trait for trait in likely_traits(person) if as_words(trait).search(text))
    return list(dict.fromkeys([*certainly_gives_away(text, person), *likely]))


def as_words(words: str, flags: int = 0) -> re.Pattern[str]:
    """These words where no letter touches them, however they are spaced."""
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){spaced}(?!\w)", flags)


# A mail's signature


def without_signature(text: str, person: Person) -> str:
    """The asker's mailed words without who and where: from the goodbye on, and each short line that
    names the asker or an address.

    Cut harder than other mail: of what is left, `may_give_away` says whether somebody must look
    first.
    """
    lines = [without_name_at_the_end(line, person) for line in text.split("\n")]
    lines = lines[: signature_start(lines, person)]
    kept = [line for line in lines if not is_identification(line, person)]
    while kept and (not any(char.isalnum() for char in kept[-1]) or is_closing(kept[-1])):
        kept.pop()
    return "\n".join(kept).strip()


def signature_start(lines: Sequence[str], person: Person) -> int:
    """The first goodbye or own name after which nobody says anything more; the number of lines
    when there is none.
    """
    for at, line in enumerate(lines):
        if (is_closing(line) or is_identification(line, person)) and not any(
            is_prose(lines[at + 1 + start : at + 1 + end], seen_contact=True)
            for start, end in paragraphs(lines[at + 1 :])
        ):
            return at
    return len(lines)


def is_identification(line: str, person: Person) -> bool:
    """A short line with the asker's name, organisation, or an address or number in it."""
    bare = line.strip().strip("*_-–|")
    if not bare or len(bare.split()) > MOST_OF_A_LINE or bare.endswith("?"):
        return False
    if CONTACT.search(bare) and not is_prose([bare], seen_contact=False):
        return True
    named = any(
        as_words(trait, re.I).search(bare)
        for trait in [*certain_traits(person), *likely_traits(person)]
    )
    return named and bare[-1:] not in ".!…:"


def without_name_at_the_end(line: str, person: Person) -> str:
    """ "Dank jullie wel! Groetjes, Sanne" → "Dank jullie wel!"."""
    for name in names_of(person):
        found = re.search(rf"(?<!\w)(?:[A-Z]\.\s*)*{re.escape(name)}[\s.!]*$", line, re.I)
        if found and found.start() > 0 and not line[: found.start()].rstrip()[-1:].isalnum():
            return GREETING.sub("", line[: found.start()]).rstrip(" ,;:–-") or line
        if found and re.search(
            r"(?:groet\w*|gr|mvg|liefs|namens)\W*$", line[: found.start()], re.I
        ):
            return GREETING.sub("", line[: found.start()]).rstrip(" ,;:–-")
    return line


def names_of(person: Person) -> Iterator[str]:
    yield person.name
    yield from (
        word for word in person.name.split() if len(word) > 2 and word.casefold() not in BETWEEN
    )


def sentence(found: Iterable[str]) -> str:
    """What was seen, to the asker alone."""
    return (
        "Je vroeg dit zonder je naam, maar in je tekst staat: "
        f"{', '.join(f'‘{one}’' for one in list(found)[:4])}."
    )
