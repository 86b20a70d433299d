"""The date in an out-of-office reply: until when somebody is away.

Every day, week and weekday that is named is a `Mention`. The words right in front of it say what it
is ("t/m", "tot", "vanaf"); where they do not, the clause around it does ("… weer terug", "…
afwezig").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=400)  # further ahead no reply means it
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
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = "|".join((*WEEKDAYS, *ENGLISH_DAYS))
_WEEKDAY = (
    rf"(?:(?:{_DAY})|(?:ma|di|wo|do|vr|za|zo|mon|tues?|wed|thu(?:rs)?|fri|sat|sun))\b[.,]?\s+"
)
DATE = re.compile(
    rf"(?:{_WEEKDAY})?(?:(?:the\s+|de\s+)?(?<![\d:.])(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?\.?\s*(?:of\s+)?-?"
    rf"(?P<month>{_MONTH})\b\.?-?,?(?:\s*(?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b,?(?:\s*(?P<year2>\d{{4}}))?"
    r"|(?P<year3>20\d\d)-(?P<month3>\d{1,2})-(?P<day3>\d{1,2})"
    r"|(?<![\d:.])(?P<day4>\d{1,2})[-/.](?P<month4>\d{1,2})(?:[-/.](?P<year4>\d{4}|\d{2}))?)(?![\d:])(?!\s*(?:uur|u\b|h\b|%|euro))",
    re.I,
)
WEEK = re.compile(
    r"\bwe(?:e)?k(?:en|nummer|nr\.?)?\s*(?P<first>\d{1,2})"
    r"(?:\s*(?:en|t/m|tot en "
    r"met|tm|-|–|/|,|&)\s*(?:week\s*)?(?P<last>\d{1,2})(?![-/.]?\d))?(?!\s*(?:dagen|weken|uur)|\d)",
    re.I,
)
MONTHDAY = re.compile(r"\bde\s+(?P<day>\d{1,2})(?:e|ste|de)\b", re.I)
NEAR = re.compile(
    rf"\b(?P<near>overmorgen|morgen(?!s|ochtend)|vandaag|volgende week(?! (?:{_DAY}))|komende "
    r"week|deze week|"
    rf"de (?:hele|rest van de) week|today|tomorrow|next week(?! (?:{_DAY})))\b",
    re.I,
)
NAMED = re.compile(rf"\b(?P<next>volgende week |next week )?(?P<name>{_DAY})\b", re.I)
_WHOLE_MONTH = "|".join(name for name in MONTHS if len(name) > 4 or name in {"mei", "juni", "juli"})
MONTH_ALONE = re.compile(rf"\b(?<=tot )(?P<alone>{_WHOLE_MONTH})\b(?!\s*\d)", re.I)

# "tot en met 3 maart": away on that day too. "tot 3 maart", "vanaf 3 maart bereikbaar": back on
# that day.
THROUGH = re.compile(
    r"(?:\bt\s?/\s?m|\bt\.?m\.?|\btot en met|\btot\s?&\s?met|\btot/met|\btotenmet|\bthrough|"
    r"\buntil and including|\bup to and including|\bt/en/m)[\s:,]*(?:op\s+|on\s+|de\s+)?$",
    re.I,
)
RANGE = re.compile(
    rf"\d(?:e|ste|de)?(?:\s*(?:{_MONTH})\.?)?(?:\s*\d{{4}})?\s*[-–]\s*(?:{_WEEKDAY})?$", re.I
)
UNTIL_AFTER = re.compile(
    r"(?:\btot|\bpas|\buntil|\btill|\bnot until)?\s*\b(?:na|after)[\s:,]*(?:op\s+|de\s+)?$", re.I
)
UNTIL = re.compile(
    (
        r"(?:\btot|\buntil|\btill|\bbis|\btot aan|\bto|\btot uiterlijk|\btot ongeveer|\btot "
        r"ca\.?)[\s:,]*(?:uiterlijk\s+|op\s+|de\s+)?$"
    ),
    re.I,
)
FROM = re.compile(
    (
        r"\b(?:vanaf|met ingang van|m\.?i\.?v\.?|per|van|sinds|from|as "
        r"of|starting|since)[\s:,]*(?:op\s+)?$"
    ),
    re.I,
)
APART = re.compile(
    r"(?:\b(?:a\.?s\.?|aanstaande|aankomende|komende|eerstvolgende|volgende "
    rf"week|(?:op\s+)?(?:{_DAY})|"
    r"morgen|overmorgen|week \d+)[\s,]*)+$",
    re.I,
)
HOLIDAY = re.compile(
    r"\b(?:de|het|mijn|onze|zijn|haar)?\s*\w*(?:vakantie|verlof|weekend|feestdagen|kerst|reces|break|holidays?)\s*$",
    re.I,
)
BACK = re.compile(
    r"\b(?:weer|terug|back|opnieuw|return\w*|(?<!niet )(?<!not "
    r")(?:aanwezig|bereikbaar|available|beschikbaar|op kantoor)|"
    r"(?<!niet )aan het werk|aan de slag|resume\w*|hervat\w*|begin ik|start "
    r"ik|reageer\w*|beantwoord\w*)\b",
    re.I,
)
AWAY = re.compile(
    r"\b(?:afwezig\w*|verlof|vakantie\w*|vrij|weg|away|out of (?:the )?office|on "
    r"leave|absent|vacation|holiday|ziek|cursus|congres|"
    r"(?:niet|geen|not|beperkt|slecht|minder)\b[^.!?\n]{0,30}\b(?:aanwezig|bereikbaar|beschikbaar|werkzaam|op "  # noqa: E501
    r"kantoor|in the office|"
    r"available|mail\w*|werk\w*)|er\b[^.!?\n]{0,20}\bniet|gesloten|closed)\b",
    re.I,
)
# The ends of a clause: a sentence's, or a word that begins another.
CLAUSE = re.compile(
    r"[!?;\n]|\.(?=\s+[A-Z]|\s*$)|,(?!\s*\d)\s|\s(?:en|maar|and|but|daarna|waarna)\s", re.I
)
SURELY_ONCE = re.compile(
    (
        r"\b(?:weer|terug|back|pas|a\.?s\.?|aanstaande|komende|aankomende|eerstvolgende|volgende "
        r"week|next)\b"
    ),
    re.I,
)
EVERY_WEEK = re.compile(
    (
        rf"\b(?:{_DAY})s?\b\W{{1,4}}(?:(?:en|t/m|tot en "
        rf"met|tot|and|-)\s+)?(?:{_DAY})|\b(?:elke|iedere|werkdag\w*|openingstijd\w*|spreekuur)\b"
    ),
    re.I,
)


@dataclass(frozen=True)
class Mention:
    """A stretch of days that the text names, and where: its `first` and `last` day. Weak: a
    weekday alone may be any week's.
    """

    first: date
    last: date
    start: int
    end: int
    is_weak: bool = False


def away_until(text: str, today: date) -> date | None:
    """The first day somebody is back, as far as the reply says so: after today.

    The last such date in the text that says an end ("tot", "t/m", "weer op …"); a weekday alone
    counts when no date does. A date without a year is the next one. None when no end can be read,
    and when it lies in the past. `today`: the day it was written.
    """
    text = flattened(text[:READ])
    ends: dict[bool, list[date]] = {False: [], True: []}
    for mention in mentions(text, today):
        end = end_at(text, mention)
        if end is not None and today < end <= today + LONGEST:
            ends[mention.is_weak].append(end)
    chosen = ends[False] or ends[True]
    return max(chosen) if chosen else None


def written_on(header: str, today: date, *, at_most: timedelta) -> date:
    """The day in the mail's own Date, when that can be true; else today."""
    try:
        day = parsedate_to_datetime(header).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return today
    return day if today - at_most <= day <= today + timedelta(days=1) else today


def flattened(text: str) -> str:
    """A line that a program broke is one line; an empty one ends a sentence."""
    return re.sub(r"[ \t]+", " ", re.sub(r"(?<!\n)\n(?!\s*\n|\s*[-*•])", " ", text))


# ---- what days are named
# ----------------------------------------------------------------------------------------------------------  # noqa: E501


def mentions(text: str, today: date) -> Iterator[Mention]:
    taken: list[tuple[int, int]] = []
    for found in DATE.finditer(text):
        day = date_in(found, today)
        if day is not None:
            taken.append(found.span())
            yield Mention(day, day, *found.span())
    for found in WEEK.finditer(text):
        if week := week_in(found, today):
            yield Mention(week[0], week[1], *found.span())
    for pattern, days in (
        (MONTHDAY, day_of_month),
        (NEAR, day_nearby),
        (NAMED, day_named),
        (MONTH_ALONE, month_named),
    ):
        for found in pattern.finditer(text):
            if any(start <= found.start() < end for start, end in taken):
                continue
            if named := days(found, today):
                yield Mention(
                    named[0], named[1], *found.span(), is_weak=pattern in {NEAR, NAMED, MONTH_ALONE}
                )


def week_in(found: re.Match[str], today: date) -> tuple[date, date] | None:
    """From the Monday of the first to the Sunday of the last week, the nearest ahead that is not
    over.
    """
    monday = monday_of(int(found["first"]), today)
    if monday is None:
        return None
    last = monday_of(int(found["last"] or found["first"]), max(monday, today))
    return monday, (last or monday) + timedelta(days=6)


def monday_of(week: int, today: date) -> date | None:
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= today:
            return monday
    return None


def day_of_month(found: re.Match[str], today: date) -> tuple[date, date] | None:
    """ "De 14e": of this month, or the next that has one."""
    for months in range(4):
        month = (today.month - 1 + months) % 12 + 1
        day = made(today.year + (today.month - 1 + months) // 12, month, int(found["day"]))
        if day is not None and day > today:
            return day, day
    return None


def day_nearby(found: re.Match[str], today: date) -> tuple[date, date]:
    word = found["near"].lower()
    monday = today - timedelta(days=today.weekday())
    if "volgende" in word or "next" in word or "komende" in word:
        return monday + timedelta(days=7), monday + timedelta(days=13)
    if "week" in word:
        return today, monday + timedelta(days=6)
    ahead = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1}.get(word, 2)
    day = today + timedelta(days=ahead)
    return day, day


def day_named(found: re.Match[str], today: date) -> tuple[date, date]:
    """The next day of that name; with "volgende week" the one of next week."""
    name = found["name"].lower()
    number = WEEKDAYS.index(name) if name in WEEKDAYS else ENGLISH_DAYS.index(name)
    if found["next"]:
        day = today + timedelta(days=7 - today.weekday() + number)
    else:
        day = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return day, day


def month_named(found: re.Match[str], today: date) -> tuple[date, date]:
    month = MONTHS[found["alone"].lower()]
    day = date(today.year + (month <= today.month), month, 1)
    return day, day


def date_in(found: re.Match[str], today: date) -> date | None:
    """The date as written; without a year the one that lies nearest ahead (a little back still
    counts as this year).
    """
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
    nearest = this_year or made(today.year + 1, month, day)
    return nearest if nearest is not None and nearest - today < timedelta(days=300) else None


def made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# ---- what they mean
# ---------------------------------------------------------------------------------------------------------------  # noqa: E501


def end_at(text: str, mention: Mention) -> date | None:
    """The first day back that these days mean, None when they do not say an end."""
    before, after = (
        text[max(0, mention.start - 120) : mention.start],
        text[mention.end : mention.end + 90],
    )
    is_bracketed = before.rstrip().endswith(("(", "["))
    bare = APART.sub("", before.rstrip("([ ") + " ")
    clause = f"{CLAUSE.split(bare)[-1]} | {clause_after(after)}"
    if mention.is_weak and (
        EVERY_WEEK.search(text[max(0, mention.start - 40) : mention.end + 25])
        or not is_meant_once(text, mention, bare, clause)
    ):
        return None
    if found := by_preposition(mention, bare, is_bracketed=is_bracketed):
        return found
    if FROM.search(bare):
        return mention.first if says_back(clause) else None
    if BACK.search(clause):
        return mention.first
    return mention.last + timedelta(days=1) if AWAY.search(clause) else None


def by_preposition(mention: Mention, before: str, *, is_bracketed: bool) -> date | None:
    """What the words right in front of it say. Of "tot na de vakantie (4 januari)" the bracket
    says when that is.
    """
    day_after = mention.last + timedelta(days=1)
    if THROUGH.search(before) or RANGE.search(before):
        return day_after
    if is_bracketed:
        before = HOLIDAY.sub("", before)
        if THROUGH.search(before):
            return day_after
        if UNTIL_AFTER.search(before):
            return mention.first
    if UNTIL_AFTER.search(before):
        return day_after
    return mention.first if UNTIL.search(before) else None


def clause_after(after: str) -> str:
    """Up to where the clause ends; a comma right behind the date does not end it."""
    after = after.lstrip(")] ,")
    found = CLAUSE.search(after)
    return after[: found.start()] if found else after


def says_back(clause: str) -> bool:
    """Of "vanaf 4 januari": whether somebody is back then. "Afwezig vanaf" says the opposite,
    unless "weer" stands behind the date.
    """
    before, _, after = clause.partition("|")
    if found := BACK.search(after):
        away = AWAY.search(after)
        return away is None or found.start() < away.start()
    return bool(BACK.search(before)) and not AWAY.search(after)


def is_meant_once(text: str, mention: Mention, before: str, clause: str) -> bool:
    """Whether a day without a date is one certain day: "maandag weer", "tot vrijdag", not
    "bereikbaar op maandag".
    """
    named = text[max(0, mention.start - 14) : mention.end]
    if NEAR.search(named) or MONTH_ALONE.search(text[max(0, mention.start - 6) : mention.end]):
        return bool(
            BACK.search(clause)
            or AWAY.search(clause)
            or THROUGH.search(before)
            or UNTIL.search(before)
        )
    if SURELY_ONCE.search(named) or SURELY_ONCE.search(clause):
        return bool(
            BACK.search(clause)
            or AWAY.search(clause)
            or THROUGH.search(before)
            or UNTIL.search(before)
        )
    ends_there = bool(THROUGH.search(before) or UNTIL.search(before))
    return ends_there and bool(AWAY.search(text[max(0, mention.start - 90) : mention.end + 60]))
