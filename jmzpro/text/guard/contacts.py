"""What leads to somebody's door, phone, mailbox or account; and what else a number can be part
of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jmzpro.text.guard.spans import Paint, Seen, Span, spans_of

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]++|\b10\.\d{4,9}/\S++", re.I)
EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@[\w-]++(?:\.[\w-]++)++")
IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,3})?(?!\w)", re.I
)
DUTCH_IBAN = re.compile(r"(?<!\w)NL\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\w)", re.I)
ISBN = re.compile(
    (
        r"(?<!\d)97[89](?:[ -]?\d){10}(?!\d)|\b(?:ISBN|ISSN|EAN|NUR)(?:-1[03])?:?(?: "
        r"?-?[\dX]){8,13}(?!\d)"
    ),
    re.I,
)
AMOUNT = re.compile(
    r"(?:€|\bEUR|\beuro) ?\d[\d.,]*+"
    r"|(?<![\d.,])\d[\d.,]*+ ?(?:€|euro\b|EUR\b)"
    r"|(?<![\d.,])\d{1,3}(?:\.\d{3})*+,(?:\d{2}|-)(?!\d)",
    re.I,
)
PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\+|00)[1-9]\d{0,2}[ ./-]?(?:\(0\))?|\(?0)(?:[ ./()-]{0,2}\d){7,12}(?!\d)"
)
# A number without its first 0, announced as one to call.
SPOKEN_PHONE = re.compile(
    r"\b(?:tel|telefoon(?:nummer)?|mobiel|gsm|whatsapp)\b[.:]{0,2} ?(\d{9})(?!\d)", re.I
)
DATE_FIRST = re.compile(r"\d{1,2}[ ./-]{1,2}\d{1,2}[ ./-]{1,2}(?:19|20)\d\d(?!\d)")
# Numbers that belong to everybody: help lines, information numbers and those of municipalities.
PUBLIC_PHONE = re.compile(r"(?:\+31|0031|0)(?:\(0\))?[ -]?(?:800|90[069]|88|14)")
TEAM_MAILBOX = re.compile(
    r"(?:info|contact|redactie|secretariaat|bureau|administratie|balie|receptie|post|mail|no-?reply)@",
    re.I,
)
POSTCODE = re.compile(r"(?<![\w.,-])[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2})(?!\w)")
BEFORE_POSTCODE = re.compile(r"(?<![\d.:])\d{1,4} ?[a-zA-Z]?,?\s{0,2}$")
AFTER_POSTCODE = re.compile(
    r",?(?: [A-Z][\w'-]{1,25})?,? ?(?:huisnummer|nr\.?|nummer)? ?\d{1,4}[a-zA-Z]?(?![\w:]|\.\d)"
)
STREET = re.compile(
    r"(?<!\w)[A-Z][\w'-]{1,30}?(?:straat|laan|weg|plein|kade|gracht|dijk|hof|singel|steeg|dreef|plantsoen|markt|pad|park"
    r"|strjitte|dyk|loane|leane|buorren|brink|boulevard|allee|meent|oever)"
    r" (?:nr\.? |nummer )?\d{1,4}(?:[a-zA-Z]|-\d{1,3})?(?![\w:%]|\.\d)"
)
# Where somebody lives needs no number, and may be written small.
STREETS = "straat|laan|weg|plein|kade|gracht|dijk|hof|singel|steeg|dreef|plantsoen|markt|pad|park|ring|wal|baan|erf"  # noqa: E501
LIVES_IN = re.compile(
    r"\bwo(?:ont|nen|onde)\b(?: \w+){0,4}?,?(?: (?:op|aan|in)(?: de| het| den)?)? "
    rf"(?:([A-Za-z][\w'-]{{2,30}}?(?:{STREETS})(?: \d{{1,4}}[a-z]?)?)\b"
    r"|(?<= op )[Dd]e ([A-Z][\w'-]{2,30})(?=,? (?:in|te) [A-Z])"
    r"|((?:[A-Z][\w'-]{1,30} ){1,4}\d{1,4}[a-z]?)(?![\w:%]|\.\d))"
)


@dataclass(frozen=True)
class Numbers:
    """Where the text has contact details; `taken`: where digits belong to those, or to something
    that is nobody's.
    """

    emails: list[Span]
    ibans: list[Span]
    phones: list[Span]
    taken: Paint


def read(plain: str) -> Numbers:
    emails = spans_of(EMAIL, plain)
    others = [*spans_of(URL, plain), *spans_of(ISBN, plain), *spans_of(AMOUNT, plain)]
    ibans = [
        *spans_of(DUTCH_IBAN, plain),
        *(span for span in spans_of(IBAN, plain) if _is_iban(plain[slice(*span)])),
    ]
    taken = Paint(len(plain), [*emails, *others, *ibans])
    phones = [
        match.span()
        for match in PHONE.finditer(plain)
        if _is_phone(match[0]) and not taken.touches(match.span())
    ]
    phones += [match.span(1) for match in SPOKEN_PHONE.finditer(plain)]
    return Numbers(emails, ibans, phones, Paint(len(plain), [*emails, *others, *ibans, *phones]))


def seen(plain: str, numbers: Numbers) -> Iterator[Seen]:
    yield from (
        (*span, "phone", False) for span in numbers.phones if not PUBLIC_PHONE.match(plain, span[0])
    )
    yield from (
        (*span, "email", False) for span in numbers.emails if not TEAM_MAILBOX.match(plain, span[0])
    )
    yield from ((*span, "iban", False) for span in numbers.ibans)
    yield from ((*span, "address", False) for span in _addresses(plain))


def _addresses(plain: str) -> Iterator[Span]:
    """A street with its number, or a postcode with a house number before or after it."""
    streets = spans_of(STREET, plain)
    yield from streets
    told = Paint(len(plain), streets)
    for match in LIVES_IN.finditer(plain):
        span = match.span(match.lastindex or 0)
        if not told.touches(span):
            yield span
    for match in POSTCODE.finditer(plain):
        before = BEFORE_POSTCODE.search(plain, max(0, match.start() - 8), match.start())
        after = AFTER_POSTCODE.match(plain, match.end())
        if before or after:
            yield before.start() if before else match.start(), after.end() if after else match.end()


def _is_iban(found: str) -> bool:
    code = re.sub(r"[ .-]", "", found).upper()
    return (
        15 <= len(code) <= 34
        and int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1
    )


def _is_phone(found: str) -> bool:
    if DATE_FIRST.match(found):
        return False
    digits = re.sub(r"\D", "", found.replace("(0)", ""))
    return (
        9 <= len(digits.removeprefix("00")) <= 14
        if found.startswith(("+", "00"))
        else len(digits) == 10
    )
