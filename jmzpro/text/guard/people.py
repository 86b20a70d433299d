"""Names, ages, birth dates and schools: each common by itself, together one child."""

import re
from collections.abc import Iterator
from pathlib import Path

from jmzpro.text.guard.spans import Seen, Span, spans_of

NEAR = 90
GIVEN = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]{1,24}+"
NAME = rf"{GIVEN}(?: (?:van der|van den|van de|van|de|den|der|el|ten|ter|te|al|bin|ben|da|dos) {GIVEN}| {GIVEN})?"
CHILD = (
    r"(?:leerlinge?|kind(?:je)?|cliënte?|client|dochter(?:tje)?|zoon(?:tje)?|jongetje|jongen|meisje|brus(?:je)?|broer(?:tje)?|zus(?:je)?|jongere"
    r"|puber|tiener|pupil|scholier|kleuter|peuter|baby|studente?|patiënte?|patient|stiefzoon|stiefdochter|pleegkind|kleinzoon|kleindochter|neefje"
    r"|nichtje|mantelzorger)"
)
CHILD_NAMED = re.compile(rf"\b(?i:{CHILD}),? \(?(?:(?:die |dat )?(?:heet|genaamd|met de naam|is) )?({NAME})")
NAMED_AGE = re.compile(
    rf"(?<![\w.])({NAME}),? (?:(?:is|was|van|wordt|een) )?(?:\((?:van )?(\d{{1,2}})(?:\)| jaar| jr)|(?:nu |pas |net |bijna )?(\d{{1,2}}|[a-z]{{3,9}})"
    r"(?:[ -]?(?:jaar|jr|jarige?))?\b)"
)
AGE_FOLLOWS = re.compile(r"[ -]?(?:jaar|jr|jarige?)\b")
AGE = re.compile(r"(?<![\d.,-])(\d{1,2})[ -]?(?:jaar|jr|jarige?)\b|\b([a-z]{3,9}?)(?: jaar|-?jarige?)\b", re.I)
NUMBERS = (
    "nul",
    "een",
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
    "dertien",
    "veertien",
    "vijftien",
)
NUMBER_WORDS = {word: number for number, word in enumerate((*NUMBERS, "zestien", "zeventien"))}
SCHOOL = re.compile(
    rf"(?<!\w)(?:(?i:basisschool|obs|cbs|rkbs|pcbs|kbs|ibs|sbo|school|college|lyceum|gymnasium|scholengemeenschap|praktijkschool) "
    rf"(?:[Dd]e |[Hh]et |'t |[Ss]t\.? |[Ss]int )?{GIVEN}|[A-Z][\w'’-]{{2,25}}?(?:school|college|lyceum|gymnasium)\b"
    r"|[A-Z][\w'’-]{1,25}+ (?i:college|lyceum|gymnasium|basisschool)\b)"
)
CLASS = re.compile(
    r"\bgroep [1-8]\b|\b(?:klas|leerjaar) [1-6]?[a-z]?\d?\b|\b[1-6] ?(?:vmbo|havo|vwo|mavo|gymnasium|atheneum)\b|\b(?:vmbo|havo|vwo|mavo) ?[1-6]\b"
    r"|\bbrugklas",
    re.I,
)
MONTH = r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
DATE = re.compile(
    rf"(?<![\d-])(?:\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?(?:(?:19|20)\d\d|\d\d)(?![\d-])|(?:19|20)\d\d-\d\d-\d\d(?!\d)"
    rf"|\d{{1,2}} {MONTH}\.? (?:(?:19|20)\d\d|'\d\d)(?!\d))",
    re.I,
)
BIRTH_WORD = re.compile(r"\bgeboren\b|\bgeboorte|\bgeb\b|\bjarig\b|\bverjaart\b|\bverjaardag", re.I)
# Capitalised words that stand beside such a word, or before an age, without being anybody's name.
NO_NAMES = frozenset((Path(__file__).parent.parent / "data" / "no-names.txt").read_text().split())


def seen(plain: str) -> Iterator[Seen]:
    names, ages, schools = [*_names(plain)], [*_ages(plain)], spans_of(SCHOOL, plain)
    yield from ((*span, "name", False) for span in names)
    yield from ((*span, "age", False) for span in ages if _is_near(span, names) or _is_near(span, schools))
    beside_school = [*names, *ages, *spans_of(CLASS, plain)]
    yield from ((*span, "school", False) for span in schools if _is_near(span, beside_school))
    for match in DATE.finditer(plain):
        if BIRTH_WORD.search(plain, max(0, match.start() - 60), match.end() + 30) or _is_near(match.span(), names):
            yield (*match.span(), "birthdate", False)


def _names(plain: str) -> Iterator[Span]:
    for match in CHILD_NAMED.finditer(plain):
        if _may_be_name(match[1]):
            yield match.span(1)
    for match in NAMED_AGE.finditer(plain):
        number = match[2] or match[3]
        # "van 9" after a name is an age; "Utrecht 9" or "Sam een" is not.
        says_age = match[2] or AGE_FOLLOWS.match(plain, match.end(3)) or AGE_FOLLOWS.search(match[0]) or " van " in match[0]
        if says_age and _is_young(number) and _may_be_name(match[1]):
            yield match.span(1)


def _may_be_name(words: str) -> bool:
    return words.split(maxsplit=1)[0].lower() not in NO_NAMES


def _is_young(number: str) -> bool:
    return (int(number) if number.isdigit() else NUMBER_WORDS.get(number.lower(), 99)) <= 17


def _ages(plain: str) -> Iterator[Span]:
    return (match.span() for match in AGE.finditer(plain) if _is_young(match[1] or match[2]))


def _is_near(span: Span, others: list[Span]) -> bool:
    return any(start - NEAR < span[1] and span[0] < end + NEAR for start, end in others)
