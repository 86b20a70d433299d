"""Days as people write them: 3 maart, 3 maart 2027, 3-3-2027, 3/3."""

import re
from datetime import date

from jmzpro.kit.dutch import MONTHS, in_a_row

SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name: number for number, name in enumerate(SHORT, 1)},
    "maa": 3,
    "sept": 9,
}
WORDS = r"(?P<day>\d{1,2})(?:e|ste|de)?\s+(?P<month>[a-z]+)\.?(?:\s+(?P<year>\d{4}))?"
NUMBERS = r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})(?:[-/.](?P<year>\d{4}))?"
ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
BETWEEN = re.compile(r"\s*(?:,|;|\ben\b|\n)\s*")


class NoDay(ValueError):
    """Something that is no day, with the reason in Dutch."""


def read_day(text: str, after: date) -> date:
    """The day; without a year the first one from `after` on. Raises NoDay."""
    clean = text.strip().strip(".").lower()
    clean = re.sub(r"^(?:ma|di|wo|do|vr|za|zo)[a-z]*\s+(?=\d)", "", clean)
    found = next(
        (match for shape in (ISO, WORDS, NUMBERS) if (match := re.fullmatch(shape, clean))), None
    )
    month = found["month"] if found else ""
    number = int(month) if month.isdigit() else MONTH_NUMBERS.get(month)
    if found is None or number is None:
        raise NoDay(
            f"“{text.strip()[:60]}” is geen dag die we kennen. Schrijf het zoals 3 maart of "
            "3-3-2027."
        )
    if found["year"]:
        return made(int(found["year"]), number, int(found["day"]), text)
    # 29 February is there once in four years.
    this = [
        made(year, number, int(found["day"]), text)
        for year in range(after.year, after.year + 9)
        if fits(year, number, int(found["day"]))
    ]
    return next((day for day in this if day >= after), None) or made(
        after.year, number, int(found["day"]), text
    )


def fits(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def made(year: int, month: int, day: int, text: str) -> date:
    if not fits(year, month, day) or not 1970 <= year <= 2200:
        raise NoDay(f"“{text.strip()[:60]}” bestaat niet. Kijk de dag en de maand na.")
    return date(year, month, day)


def read_days(text: str, after: date) -> list[date]:
    """Days with commas or "en" between them; without a year each follows the one before. "3, 10
    en 17 maart" too. Raises NoDay.
    """
    pieces = [piece for piece in BETWEEN.split(text.strip().strip(".")) if piece]
    days: list[date] = []
    for at, piece in enumerate(pieces):
        whole = piece
        if re.fullmatch(r"\d{1,2}(?:e|ste|de)?", piece.lower()):
            whole = f"{piece} {month_behind(pieces[at + 1 :])}".strip()
        days.append(read_day(whole, days[-1] if days else after))
    return days


def month_behind(pieces: list[str]) -> str:
    """The month of "3, 10 en 17 maart" stands at the last of them."""
    for piece in pieces:
        found = re.fullmatch(r"\d{1,2}(?:e|ste|de)?\s+([a-z]+\.?(?:\s+\d{4})?)", piece.lower())
        if found:
            return found[1]
    return ""


def write_day(day: date) -> str:
    """`3 maart 2027`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(days: list[date]) -> str:
    """`3 maart 2027, 10 maart 2027 en 17 maart 2027`."""
    return in_a_row([write_day(day) for day in days])
