"""Names, ages, birth dates and schools: each common by itself, together one child."""

import re
from collections.abc import Iterator

from jmzpro.text.guard.spans import Paint, Seen, Span, spans_of
from jmzpro.text.words import words_of

NEAR = 90
GIVEN = r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’-]{1,24}+"
BETWEEN = r"van der|van den|van de|van|de|den|der|el|ten|ter|te|al|bin|ben|da|dos"
NAME = rf"{GIVEN}(?: (?:{BETWEEN}) {GIVEN}| {GIVEN})?"
CHILD = (
    r"(?:leerlinge?|kind(?:je)?|cliënte?|client|dochter(?:tje)?|zoon(?:tje)?|jongetje|jongen|meisje|brus(?:je)?|broer(?:tje)?|zus(?:je)?|jongere"
    r"|puber|tiener|pupil|scholier|kleuter|peuter|baby|studente?|patiënte?|patient|stiefzoon|stiefdochter|pleegkind|kleinzoon|kleindochter|neefje"
    r"|nichtje|mantelzorger)"
)
CHILD_NAMED = re.compile(rf"\b(?i:{CHILD}),? \(?(?:(?:die |dat )?(?:heet|genaamd|met de naam|is) )?({NAME})")
AGE_WORD = r"[ -]?(?:jaar|jr|jarige?)\b"
NAMED_AGE = re.compile(
    rf"(?<![\w.])({NAME}),? (?:(?:is|was|van|wordt|een) )?"
    rf"(?:\((?:van )?(\d{{1,2}})(?:\)| jaar| jr)|(?:nu |pas |net |bijna )?(\d{{1,2}}|[a-z]{{3,9}})(?:{AGE_WORD})?\b)"
)
AGE = re.compile(
    rf"(?<![\d.,-])(\d{{1,2}}){AGE_WORD}|\b([a-z]{{3,9}}?)(?: jaar|-?jarige?)\b|\b{CHILD} (?:is|van) (\d{{1,2}})\b(?![.:]\d)", re.I
)
AGE_FOLLOWS = re.compile(AGE_WORD)
UNDER_AGE = {word: age for age, word in enumerate(words_of("number-words"))}
SCHOOL_KIND = r"basisschool|obs|cbs|rkbs|pcbs|kbs|ibs|sbo|school|college|lyceum|gymnasium|scholengemeenschap|praktijkschool"
SCHOOL = re.compile(
    rf"(?<!\w)(?:(?i:{SCHOOL_KIND}) (?:[Dd]e |[Hh]et |'t |[Ss]t\.? |[Ss]int )?{GIVEN}"
    r"|[A-Z][\w'’-]{2,25}?(?:school|college|lyceum|gymnasium)\b|[A-Z][\w'’-]{1,25}+ (?i:college|lyceum|gymnasium|basisschool)\b)"
)
CLASS = re.compile(
    r"\bgroep [1-8]\b|\b(?:klas|leerjaar) [1-6]?[a-z]?\d?\b|\bbrugklas"
    r"|\b[1-6] ?(?:vmbo|havo|vwo|mavo|gymnasium|atheneum)\b|\b(?:vmbo|havo|vwo|mavo) ?[1-6]\b",
    re.I,
)
MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?"
    r"|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = re.compile(
    rf"(?<![\d-])(?:\d{{1,2}} ?[-/.] ?\d{{1,2}} ?[-/.] ?(?:(?:19|20)\d\d|\d\d)(?![\d-])|(?:19|20)\d\d-\d\d-\d\d(?!\d)"
    rf"|\d{{1,2}} {MONTH}\.? (?:(?:19|20)\d\d|'\d\d)(?!\d))",
    re.I,
)
BIRTH_WORD = re.compile(r"\bgeboren\b|\bgeboorte|\bgeb\b|\bjarig\b|\bverjaart\b|\bverjaardag", re.I)
# Capitalised words that stand beside such a word, or before an age, without being anybody's name.
NO_NAMES = frozenset(words_of("no-names"))


def seen(plain: str) -> Iterator[Seen]:
    size, names, schools = len(plain), [*_names(plain)], spans_of(SCHOOL, plain)
    beside_name = Paint(size, names, NEAR)
    if names or schools:
        ages, beside_school = [*_ages(plain)], Paint(size, schools, NEAR)
        beside_child = Paint(size, [*names, *ages, *spans_of(CLASS, plain)], NEAR)
        yield from ((*span, "name", False) for span in names)
        yield from ((*span, "age", False) for span in ages if beside_name.touches(span) or beside_school.touches(span))
        yield from ((*span, "school", False) for span in schools if beside_child.touches(span))
    for match in DATE.finditer(plain):
        if BIRTH_WORD.search(plain, max(0, match.start() - 60), match.end() + 30) or beside_name.touches(match.span()):
            yield (*match.span(), "birthdate", False)


def _names(plain: str) -> Iterator[Span]:
    for match in CHILD_NAMED.finditer(plain):
        if _may_be_name(match[1]):
            yield match.span(1)
    for match in NAMED_AGE.finditer(plain):
        # "van 9" after a name is an age; "Utrecht 9" or "Sam een" is not.
        says_age = match[2] or AGE_FOLLOWS.search(match[0]) or " van " in match[0]
        if says_age and _is_young(match[2] or match[3]) and _may_be_name(match[1]):
            yield match.span(1)


def _may_be_name(words: str) -> bool:
    return words.split(maxsplit=1)[0].lower() not in NO_NAMES


def _is_young(number: str) -> bool:
    return int(number) <= 17 if number.isdigit() else number.lower() in UNDER_AGE


def _ages(plain: str) -> Iterator[Span]:
    return (match.span() for match in AGE.finditer(plain) if _is_young(match[1] or match[2] or match[3]))
