"""The date in an out-of-office reply: until when somebody is away."""

import re
from datetime import date, timedelta

LONGEST = timedelta(days=90)
READ = 4_000  # characters of the reply

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maart mrt maa march mar",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:ma|di|wo|do|vr|za|zo)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:mon|tue|wed|thu|fri|sat|sun))\b[.,]?\s+"
)
DATE = re.compile(
    rf"(?:{_WEEKDAY})?(?:(?:the\s+)?(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?\.?\s*(?:of\s+)?-?(?P<month>{_MONTH})\b\.?-?,?(?:\s*(?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?:\s*(?P<year2>\d{{4}}))?"
    r"|(?P<year3>20\d\d)-(?P<month3>\d{1,2})-(?P<day3>\d{1,2})"
    r"|(?P<day4>\d{1,2})[-/.](?P<month4>\d{1,2})(?:[-/.](?P<year4>\d{4}|\d{2}))?)(?!\d)",
    re.I,
)
# "tot en met 3 maart": away on that day too. "tot 3 maart", "vanaf 3 maart bereikbaar": back on that day.
THROUGH = re.compile(r"(?:t/m|t\.?m\.?|tot en met|through|until and including|up to and including|t/en/m)[\s:,]*(?:op\s+|on\s+)?$", re.I)
UNTIL = re.compile(r"(?:\btot|\buntil|\btill|\bbis|\btot aan|\bto|\u2013|-)[\s:,]*(?:uiterlijk\s+|op\s+)?$", re.I)
BACK = re.compile(
    r"(?:(?:weer|terug|back|opnieuw|return\w*|aanwezig|bereikbaar|available|beschikbaar|aan het werk|werkzaam|resume\w*|"
    r"hervat)\b[^.!?\n]{0,60}|vanaf|met ingang van|per|from|as of|starting)"
    r"(?:\b(?:op|vanaf|on|from|per|in|sinds|at)\b)?[\s:,]*$",
    re.I,
)
AWAY_FROM = re.compile(
    r"(?:afwezig|met verlof|vakantie|vrij|weg|away|out of (?:the )?office|on leave|absent|niet aanwezig|"
    r"niet bereikbaar)\b[^.!?\n]{0,30}\b(?:van|vanaf|from|per|met ingang van|sinds)[\s:,]*$",
    re.I,
)
BACK_AFTER = re.compile(r"^[^.!?\n]{0,50}\b(?:weer|terug|back|bereikbaar|aanwezig|available|beschikbaar|aan het werk)\b", re.I)


def away_until(text: str, today: date) -> date | None:
    """The first day somebody is back, as far as the reply says so: after today, at most 90 days on.

    The last such date in the text that says an end ("tot", "t/m", "weer op …"). A date without a year is the next one. None when
    no end can be read, when it lies in the past, and when two ends are so far apart that one cannot be meant.
    """
    ends = [end for end in (end_at(text[:READ], found, today) for found in DATE.finditer(text[:READ])) if end is not None]
    ends = [end for end in ends if end > today]
    if not ends:
        return None
    return min(max(ends), today + LONGEST)


def end_at(text: str, found: re.Match[str], today: date) -> date | None:
    """The first day back that this date means, None when it does not say an end."""
    day = date_in(found, today)
    if day is None:
        return None
    before, after = text[max(0, found.start() - 90) : found.start()], text[found.end() : found.end() + 60]
    before = re.split(r"[!?\n]{2,}", before)[-1]
    before = re.sub(r"\s+", " ", before)
    if THROUGH.search(before):
        return day + timedelta(days=1)
    if AWAY_FROM.search(before):
        return None
    if UNTIL.search(before) or BACK.search(before):
        return day
    if re.search(r"\b(?:vanaf|op|on|from|per)\s*$", before, re.I) and BACK_AFTER.match(after):
        return day
    return None


def date_in(found: re.Match[str], today: date) -> date | None:
    """The date as written; without a year the one that lies nearest ahead (a little back still counts as this year)."""
    parts = found.groupdict()
    day = int(parts["day"] or parts["day2"] or parts["day3"] or parts["day4"])
    word = parts["month"] or parts["month2"]
    month = MONTHS[word.lower()] if word else int(parts["month3"] or parts["month4"])
    written = parts["year"] or parts["year2"] or parts["year3"] or parts["year4"]
    if written:
        year = int(written) + (2000 if len(written) == 2 else 0)
        return made(year, month, day)
    this_year = made(today.year, month, day)
    if this_year is not None and this_year < today - timedelta(days=183):
        return made(today.year + 1, month, day)
    return this_year or made(today.year + 1, month, day)


def made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
