"""Vraag zonder je naam: what others may read instead, and what in a text would still give the asker
away.

Others read a role and a part of the country, as far as at least five members fit that; it is fixed
at the moment of asking. The office knows who asked. See docs/decisions/0017.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from jmzpro.mail.parser.signatures import CONTACT, is_closing, is_prose, paragraphs
from jmzpro.members.models import Person
from jmzpro.members.person.traits import ENOUGH, Spread, traits_of
from jmzpro.places.models import Province
from jmzpro.questions.question.states import Region
from jmzpro.text.known_names import Known, Named, find
from jmzpro.text.names import BETWEEN
from jmzpro.text.words import fold

if TYPE_CHECKING:
    from jmzpro.questions.question.models import Question

GREETING = re.compile(
    r"(?:(?:^|(?<=[\s.!?,;]))(?:met )?(?:vriendelijke |hartelijke |warme |lieve |veel )?"
    r"(?:groet\w*|gr|mvg|grtz?|liefs|namens)\.?)?[\s,;:–-]*$",
    re.I,
)
# A name written as a site: "debrug" in "www.debrug.nl".
AS_SITE = re.compile(r"(?:[.-][\w-]+)*\.[a-z]{2,}", re.I)
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


def hide_asker(question: "Question", asker: Person) -> None:
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


# What gives away: what counts as a name is decided in members/person/traits.py and
# text/known_names.py, for publication and for this alike (decision 0064).


@dataclass(frozen=True)
class Giveaways:
    """The words of a text that may tell who asked. `certain`: those that can mean nobody else; all
    of them stand in `words` too.
    """

    certain: tuple[str, ...]
    words: tuple[str, ...]


def find_giveaways(text: str, person: Person) -> Giveaways:
    names = find(text, traits_of(person, Spread.of([person])))
    certain = [one for one in names if is_certain(one, text, person)]
    return Giveaways(words_in(text, certain), words_in(text, [*certain, *names]))


def words_in(text: str, names: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text[one.start : one.end] for one in names))


def is_certain(name: Named, text: str, person: Person) -> bool:
    """An address or number, the whole name of the asker or the organisation, or a name with the
    end of a site behind it.
    """
    word = text[name.start : name.end]
    if find(word, Known()) or AS_SITE.match(text, name.end):
        return True
    wholes = [person.name, person.organisation.name if person.organisation else ""]
    told = squeezed(word)
    return any(len(whole.split()) > 1 and squeezed(whole) in told for whole in wholes)


def squeezed(text: str) -> str:
    """Letters and digits alone, small and without accents."""
    return "".join(char for char in fold(text) if char.isalnum())


# A mail's signature


def without_signature(text: str, person: Person) -> str:
    """The asker's mailed words without who and where: from the goodbye on, and each short line that
    names the asker or an address.

    Cut harder than other mail: of what is left, `find_giveaways` says whether somebody must look
    first.
    """
    known = traits_of(person, Spread.of([person]))
    lines = [without_name_at_the_end(line, person) for line in text.split("\n")]
    lines = lines[: signature_start(lines, person, known)]
    kept = [line for line in lines if not is_identification(line, person, known)]
    while kept and (not any(char.isalnum() for char in kept[-1]) or is_closing(kept[-1])):
        kept.pop()
    return "\n".join(kept).strip()


def signature_start(lines: Sequence[str], person: Person, known: Known) -> int:
    """The first goodbye or own name after which nobody says anything more; the number of lines
    when there is none.
    """
    for at, line in enumerate(lines):
        if (is_closing(line) or is_identification(line, person, known)) and not any(
            is_prose(lines[at + 1 + start : at + 1 + end], seen_contact=True)
            for start, end in paragraphs(lines[at + 1 :])
        ):
            return at
    return len(lines)


def is_identification(line: str, person: Person, known: Known) -> bool:
    """A short line with a name by which the asker is known, or an address or number in it. Words
    in small letters are none here: the line would be lost.
    """
    bare = line.strip().strip("*_-–|")
    if not bare or len(bare.split()) > MOST_OF_A_LINE or bare.endswith("?"):
        return False
    if CONTACT.search(bare) and not is_prose([bare], seen_contact=False):
        return True
    names = find(bare, known)
    named = any(bare[one.start].isupper() or is_certain(one, bare, person) for one in names)
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
