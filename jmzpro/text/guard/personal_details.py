"""Names, ages, birth dates and schools: each common by itself, together one child."""

import re
from collections.abc import Iterator, Sequence

from jmzpro.text.guard.around import HOME_OF, facts_around, facts_in
from jmzpro.text.guard.name_context import (
    A_CHILD_OF,
    A_CLASS,
    ACCOUNT,
    BIRTH_YEAR,
    CHILD,
    CLASS,
    FAMILY_WORD,
    GIVEN,
    HOME_STREET,
    MONTH,
    NUMBERS,
)
from jmzpro.text.guard.named_persons import Person, Role
from jmzpro.text.guard.spans import Paint, Seen, Span, spans_of

NEAR = 90
UNDER_AGE = frozenset(NUMBERS)
AGE_WORD = r"[ -]?(?:jaar|jr|jarige?)\b"
AGE = re.compile(
    (
        rf"(?<![\d.,-])(\d{{1,2}}){AGE_WORD}|\b([a-z]{{3,9}}?)(?: jaar|-?jarige?)\b|\b{CHILD} "
        rf"(?:is|van) (\d{{1,2}})\b(?![.:]\d)"
    ),
    re.I,
)
SCHOOL_KIND = r"basisschool|obs|cbs|rkbs|pcbs|kbs|ibs|sbo|school|college|lyceum|gymnasium|scholengemeenschap|praktijkschool"  # noqa: E501
SCHOOL_KIND += (
    r"|praktijkonderwijs|praktijkcollege|vso|daltonschool|jenaplanschool|montessorischool"
)
DENOMINATION = r"stedelijk|christelijk|gereformeerd|katholiek|openbaar|protestants|montessori|vrije"
SCHOOL = re.compile(
    rf"(?<!\w)(?:(?i:{SCHOOL_KIND}) (?:[Dd]e |[Hh]et |'t |[Ss]t\.? |[Ss]int )?{GIVEN}"
    r"|[A-Z][\w'’-]{2,25}?(?:school|college|lyceum|gymnasium)\b|[A-Z][\w'’-]{1,25}+ "
    r"(?i:college|lyceum|gymnasium|basisschool)\b"
    rf"|(?<=zit op )(?:[Dd]e |[Hh]et |'t ){GIVEN}"
    rf"|(?<=op )(?i:obs|cbs|rkbs|pcbs|kbs|sbo|vso) (?i:de |het |'t )?\w{{3,}}"
    rf"|(?<!\w)(?i:{DENOMINATION}) (?i:lyceum|college|gymnasium|school)\b)"
)
# What stands behind a class with an article, or in capitals: "in 2 havo op het Bornego", "klas 1D,
# ISW Gasthuislaan".
SCHOOL_OF_CLASS = re.compile(
    rf"(?i:{A_CLASS})(?:\)?(?:,| van| op| aan| bij)(?: (?i:de|het|'t)(?= [A-Z])) "
    rf"([A-ZÀ-Ý][\w'’-]{{2,}})"
    r"|\)?(?:,| van| op)? ([A-Z]{2,5} [A-ZÀ-Ý]\w+))"
)
ONE_CHILD = re.compile(rf"\b(?:een|één|die|dat|deze|dit|onze|mijn) (?:\w+ )?{CHILD}\b", re.I)
DATE = re.compile(
    rf"(?<![\d-])(?:\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] "
    r"?(?:(?:19|20)\d\d|\d\d)(?![\d-])|(?:19|20)\d\d-\d\d-\d\d(?!\d)"
    rf"|\d{{1,2}} {MONTH}\.? (?:(?:19|20)\d\d|'\d\d)(?!\d))",
    re.I,
)
BIRTH_WORD = re.compile(r"\bgeboren\b|\bgeboorte|\bgeb\b|\bjarig\b|\bverjaart\b|\bverjaardag", re.I)
# A day or a year alone, when the text says itself that somebody was born then.
BORN_ON = r"\b(?:geboren|geb\.?|geboortedatum:?|geboortejaar:?|geboortedag:?) ?(?:is |op |in )?"
BORN = re.compile(rf"{BORN_ON}(\d{{1,2}} {MONTH}\b|(?:{MONTH} )?(?:19|20)\d\d\b)", re.I)
BORN_BEFORE = re.compile(rf"{BORN_ON}$", re.I)
SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")


def seen(plain: str, persons: Sequence[Person]) -> Iterator[Seen]:
    found = list(_beside_and_behind(plain, persons))
    yield from found
    yield from ((*match.span("door"), "address", False) for match in HOME_OF.finditer(plain))
    yield from _around(plain, persons, found)


def _around(plain: str, persons: Sequence[Person], found: Sequence[Seen]) -> Iterator[Seen]:
    """What leads to a child and stands anywhere in its sentence or the next, unless it was seen
    already.
    """
    told = Paint(len(plain), [seen[:2] for seen in found])
    facts = facts_in(plain) if any(person.role is Role.CHILD for person in persons) else []
    for person in persons:
        if person.role is Role.CHILD:
            for span, kind in facts_around(plain, person.span, facts):
                if not told.touches(span):
                    told.add(span)
                    yield *span, kind, False


def _beside_and_behind(plain: str, persons: Sequence[Person]) -> Iterator[Seen]:
    names = [person.span for person in persons if not person.is_initials and is_told(plain, person)]
    initials = [person.span for person in persons if person.is_initials]
    children = [person.span for person in persons if person.role is Role.CHILD]
    beside_name = Paint(len(plain), children, NEAR)
    yield from ((*span, "name", False) for span in names)
    yield from ((*span, "initials", False) for span in initials)
    yield from _schools_and_ages(plain, children, beside_name)
    yield from _births(plain, beside_name)
    yield from _behind_a_child(plain, persons)
    yield from ((*match.span(1), "birthdate", False) for match in A_CHILD_OF.finditer(plain))
    yield from (
        (*span, "account", False) for span in spans_of(ACCOUNT, plain) if beside_name.touches(span)
    )


def _behind_a_child(plain: str, persons: Sequence[Person]) -> Iterator[Seen]:
    """The street and the birth year that stand right behind a name: "Kim uit de Dorpsstraat",
    "Kim (2014)".
    """
    for person in persons:
        if is_told(plain, person) and (street := HOME_STREET.match(plain, person.end)):
            yield *street.span(1), "address", False
        if person.role is Role.CHILD and (year := BIRTH_YEAR.match(plain, person.end)):
            yield *year.span(1), "birthdate", False


def is_told(plain: str, person: Person) -> bool:
    """Whether a name is remarked on: a child's always; one the text says nothing of when its
    sentence is about a family.
    """
    if person.role is Role.CHILD:
        return True
    return (
        person.role is Role.UNSURE
        and FAMILY_WORD.search(sentence_around(plain, person.span)) is not None
    )


def sentence_around(plain: str, span: Span) -> str:
    before = plain[max(0, span[0] - 200) : span[0]]
    start = max((match.end() for match in SENTENCE_END.finditer(before)), default=0)
    end = SENTENCE_END.search(plain, span[1], span[1] + 200)
    return before[start:] + plain[span[0] : end.start() if end else span[1] + 200]


def _schools_and_ages(plain: str, children: Sequence[Span], beside_name: Paint) -> Iterator[Seen]:
    size, schools = len(plain), _schools(plain)
    if not children and not schools:
        return
    ages, beside_school = [*_ages(plain)], Paint(size, schools, NEAR)
    near = [*children, *ages, *spans_of(CLASS, plain), *spans_of(ONE_CHILD, plain)]
    beside_child = Paint(size, [*near, *spans_of(BIRTH_WORD, plain)], NEAR)
    yield from (
        (*span, "age", False)
        for span in ages
        if beside_name.touches(span) or beside_school.touches(span)
    )
    yield from ((*span, "school", False) for span in schools if beside_child.touches(span))


def _schools(plain: str) -> list[Span]:
    named = spans_of(SCHOOL, plain)
    told = Paint(len(plain), named)
    behind = (match.span(match.lastindex or 0) for match in SCHOOL_OF_CLASS.finditer(plain))
    return named + [span for span in behind if not told.touches(span)]


def _births(plain: str, beside_name: Paint) -> Iterator[Seen]:
    whole = []
    for match in DATE.finditer(plain):
        if BIRTH_WORD.search(
            plain, max(0, match.start() - 60), match.end() + 30
        ) or beside_name.touches(match.span()):
            whole.append(match.span())
            yield (*match.span(), "birthdate", False)
    dates = Paint(len(plain), whole)
    yield from (
        (*match.span(1), "birthdate", False)
        for match in BORN.finditer(plain)
        if not dates.touches(match.span(1))
    )


def _is_young(number: str) -> bool:
    return int(number) <= 17 if number.isdigit() else number.lower() in UNDER_AGE


def _ages(plain: str) -> Iterator[Span]:
    return (
        match.span() for match in AGE.finditer(plain) if _is_young(match[1] or match[2] or match[3])
    )
