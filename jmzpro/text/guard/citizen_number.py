"""The citizen service number (BSN): nine digits that no part of the network may hold, not even
with consent.
"""

import re
from collections.abc import Iterator

from jmzpro.text.guard.contacts import Numbers
from jmzpro.text.guard.spans import Paint, Seen, Span, spans_of

NEAR = 60
# Zero-width characters between digits hide a number from a simpler reader.
DIGITS = re.compile(r"\d(?:[ .\-/\u200b-\u200d\u2060]?\d)*+")
NINE = re.compile(r"(?<!\d)(?:\d{9}|\d{4}([ .\-/])\d\d\1\d{3}|\d{3}([ .\-/])\d{3}\2\d{3})(?!\d)")
THOUSANDS = re.compile(r"\d{3}\.\d{3}\.\d{3}")
BSN_WORD = re.compile(
    r"\bb\.?s\.?n\b|bsn-?(?:nummer|nr)|burger ?service ?-?(?:nummer|nr)|sofi ?-?(?:nummer|nr)", re.I
)
GLUED_WORD = re.compile(r"(?:bsn|nummer|nr)$", re.I)
OTHER_NUMBER_WORD = re.compile(
    r"\b(?:kvk|rsin|agb|big|skj|btw|ppn|brin|fiscaal|(?:order|factuur|dossier|zaak|artikel|bestel|meldings|klant|relatie|registratie|referentie"
    r"|project|lidmaatschaps|serie|polis)(?:nummer|nr)?|kenmerk)\b[^\d\n]{0,24}$",
    re.I,
)


def passes_eleven_test(digits: str) -> bool:
    """Nine digits weighed 9 to 2 and -1, the sum a multiple of eleven; nine zeros are nobody's."""
    if len(digits) != 9 or digits == "000000000":
        return False
    return (
        sum(
            int(digit) * weight
            for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
        )
        % 11
        == 0
    )


def seen(plain: str, numbers: Numbers) -> Iterator[Seen]:
    beside_word = Paint(len(plain), spans_of(BSN_WORD, plain), NEAR)
    for run in DIGITS.finditer(plain):
        for start, end in _nine_digits(run):
            if numbers.taken.touches((start, end)):
                continue
            is_beside_word = beside_word.touches((start, end))
            verdict = _verdict(
                plain,
                start,
                end,
                is_alone=(start, end) == run.span(),
                is_beside_word=is_beside_word,
            )
            if verdict is not None:
                yield start, end, "bsn", verdict


def _nine_digits(run: re.Match[str]) -> Iterator[Span]:
    """Where a run of digits holds nine that belong together; eight is an old number that lost
    its zero.
    """
    if sum(char.isdigit() for char in run[0]) in {8, 9}:
        yield run.span()
        return
    for match in NINE.finditer(run[0]):
        yield run.start() + match.start(), run.start() + match.end()


def _verdict(
    plain: str, start: int, end: int, *, is_alone: bool, is_beside_word: bool
) -> bool | None:
    """True: refused. False: asked about. None: nothing to say."""
    found, before, after = (
        plain[start:end],
        plain[max(0, start - NEAR) : start],
        plain[end : end + 1],
    )
    digits = re.sub(r"\D", "", found)
    is_valid = passes_eleven_test(digits.zfill(9))
    if is_beside_word:
        return is_valid
    if not NINE.fullmatch(found):
        return None
    is_solid = len(found) == 9
    is_glued = (
        before[-1:].isalnum() or before[-1:] == "_" or after[:1].isalnum() or after[:1] == "_"
    ) and not GLUED_WORD.search(before)
    if not is_valid:
        return False if is_solid and not is_glued else None
    if is_glued or THOUSANDS.fullmatch(found) or OTHER_NUMBER_WORD.search(before):
        return False
    return is_alone or is_solid
