"""How often something is, in ordinary Dutch: "elke eerste dinsdag tot 30 juni, behalve 2 maart".
To a rule of RFC 5545, and back.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.recurrence import WEEKDAYS
from jmzpro.agenda.submission.dates import NoDay, read_day, read_days, write_day
from jmzpro.kit.dutch import DAYS

NTH = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "laatste": -1,
    "1e": 1,
    "2e": 2,
    "3e": 3,
    "4e": 4,
}
NUMBERS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "acht": 8,
    "tien": 10,
    "twaalf": 12,
}
ONCE = ("", "eenmalig", "een keer", "één keer", "1 keer", "geen", "nee", "niet")
EXAMPLES = (
    "elke week",
    "om de week",
    "elke eerste dinsdag",
    "elke dinsdag en donderdag tot 30 juni",
    "10 maart, 24 maart en 7 april",
)
UNREAD = (
    "We begrijpen niet hoe vaak het is. Schrijf bijvoorbeeld: elke week · om de week · elke "
    "eerste dinsdag · "
    "elke dinsdag tot 30 juni · 10 maart, 24 maart en 7 april."
)
MOST_TIMES = 366


class NotUnderstood(ValueError):
    """Words that are no recurrence, with what to write instead, in Dutch."""


@dataclass(frozen=True)
class Repeats:
    """The columns of an activity: `rrule`, and days that are extra or left out."""

    rrule: str = ""
    extra: list[date] = field(default_factory=list)
    left_out: list[date] = field(default_factory=list)

    def columns(self, at: time) -> dict[str, str]:
        """As the activity keeps them: on the wall clock."""
        return {
            "rrule": self.rrule,
            "rdate": recurrence.write_moments(datetime.combine(day, at) for day in self.extra),
            "exdate": recurrence.write_moments(datetime.combine(day, at) for day in self.left_out),
        }


def read(text: str, start: date) -> Repeats:
    """What the words say of something that is first on `start`. Raises NotUnderstood."""
    words = " ".join(
        text.lower().replace("iedere", "elke").replace("ieder ", "elk ").split()
    ).strip(" .")
    if words in ONCE:
        return Repeats()
    try:
        return understood(words, start)
    except NoDay as error:
        raise NotUnderstood(str(error)) from error


def understood(words: str, start: date) -> Repeats:
    words, left_out = without(words, start)
    head, end = with_end(words, start)
    if re.match(
        r"\d{1,2}(?:e|ste|de)?(?:\s+[a-z]{3}|[-/.]\d|\s*(?:,|en)\s*\d|-\d\d-)|\d{4}-", head
    ):
        return loose(head, end, left_out, start)
    rule = how_often(head, start)
    if rule is None:
        raise NotUnderstood(UNREAD)
    return Repeats(f"{rule}{end}", left_out=left_out)


def loose(head: str, end: str, left_out: list[date], start: date) -> Repeats:
    """Days one by one; the first of them is the date of the form itself."""
    if end:
        raise NotUnderstood("Schrijf óf losse data, óf hoe vaak het is tot een einddatum.")
    days = read_days(head, start)
    early = [day for day in days if day < start]
    if early:
        raise NotUnderstood(
            f"{write_day(early[0])} ligt voor de eerste datum, {write_day(start)}. Vul bij "
            "de datum de eerste dag in."
        )
    if len(days) > MOST_TIMES:
        raise NotUnderstood(f"Dit zijn {len(days)} data. Geef er hoogstens {MOST_TIMES}.")
    return Repeats(extra=sorted(set(days) - {start}), left_out=left_out)


def without(words: str, start: date) -> tuple[str, list[date]]:
    head, found, tail = (
        re.split(r"(,?\s*\b(?:behalve|maar niet|niet)(?: op)?\s+)", words, maxsplit=1)
        if has_without(words)
        else (words, "", "")
    )
    return head.strip(" ,"), read_days(tail, start) if found else []


def has_without(words: str) -> bool:
    return re.search(r"\b(?:behalve|maar niet|niet)(?: op)?\s", words) is not None


def with_end(words: str, start: date) -> tuple[str, str]:
    """The words without "tot 30 juni" or "10 keer", and what that is in a rule."""
    until = re.search(r",?\s*\b(?:tot en met|tot|t/m)\s+(.+)$", words)
    if until:
        last = read_day(until[1], start)
        if last < start:
            raise NotUnderstood(f"{write_day(last)} ligt voor de eerste datum, {write_day(start)}.")
        return words[: until.start()].strip(" ,"), f";UNTIL={last:%Y%m%d}T235959"
    times = re.search(r",?\s*\b(\d{1,3}|[a-zé]+) (?:keer|maal)$", words)
    number = number_of(times[1]) if times else None
    if times and number is not None:
        if not 2 <= number <= MOST_TIMES:
            raise NotUnderstood(f"Geef een aantal keren van 2 tot en met {MOST_TIMES}.")
        return words[: times.start()].strip(" ,"), f";COUNT={number}"
    return words, ""


def number_of(word: str) -> int | None:
    return int(word) if word.isdigit() else NUMBERS.get(word)


def how_often(head: str, start: date) -> str | None:
    """The rule without its end; None when the words are none of ours."""
    for reads in (daily, weekly, monthly_by_weekday, monthly_by_day, yearly):
        rule = reads(head, start)
        if rule is not None:
            return rule
    return None


def daily(head: str, start: date) -> str | None:
    if head in ("dagelijks", "elke dag"):
        return "FREQ=DAILY"
    if head in ("elke werkdag", "op werkdagen", "doordeweeks"):
        return weekly_on(["MO", "TU", "WE", "TH", "FR"], 1, start)
    return None


def weekly(head: str, start: date) -> str | None:
    """elke week · om de (twee) week · elke dinsdag en donderdag · elke twee weken op dinsdag."""
    every, _, on = head.partition(" op ")
    interval = interval_of(
        every, "week", "weken", ("wekelijks",), ("tweewekelijks", "veertiendaags")
    )
    if interval is not None:
        days = days_in(on) if on else [WEEKDAYS[start.weekday()]]
        return weekly_on(days, interval, start) if days else None
    days = days_in(re.sub(r"^(?:elke |op |om de )", "", head))
    if days is None:
        return None
    return weekly_on(days, 2 if head.startswith("om de ") else 1, start)


def interval_of(
    words: str, one: str, more: str, each: tuple[str, ...], other: tuple[str, ...]
) -> int | None:
    """1 for "elke week", 2 for "om de week" and "elke twee weken", 3 for "om de drie weken"."""
    if words in each or words in (f"elke {one}", f"elk {one}"):
        return 1
    if words in other or words == f"om de {one}":
        return 2
    found = re.fullmatch(rf"(?:elke|om de|eens per|één keer per|eens in de) (\S+) {more}", words)
    number = number_of(found[1]) if found else None
    return number if number and 1 <= number <= 24 else None


def days_in(words: str) -> list[str] | None:
    """ "dinsdag en donderdag" as codes; None when something else is said."""
    names = [
        name.removesuffix("s") if name not in DAYS else name
        for name in re.split(r"\s*(?:,|\ben\b)\s*(?:elke )?", words.strip())
    ]
    return (
        [WEEKDAYS[DAYS.index(name)] for name in names]
        if names and all(name in DAYS for name in names)
        else None
    )


def weekly_on(days: list[str], interval: int, start: date) -> str:
    its_own = WEEKDAYS[start.weekday()]
    if its_own not in days:
        named = " en ".join(
            DAYS[WEEKDAYS.index(code)] for code in sorted(set(days), key=WEEKDAYS.index)
        )
        raise NotUnderstood(
            f"De eerste datum, {write_day(start)}, is een {DAYS[start.weekday()]} en geen "
            f"{named}. Verander een van de twee."
        )
    every = f";INTERVAL={interval}" if interval > 1 else ""
    return f"FREQ=WEEKLY{every};BYDAY={','.join(sorted(set(days), key=WEEKDAYS.index))}"


def monthly_by_weekday(head: str, start: date) -> str | None:
    """elke eerste (en derde) dinsdag (van de maand) · elke twee maanden op de laatste vrijdag."""
    interval, rest = 1, head
    found = re.match(
        (
            r"(?:(?:elke|om de) (\S+) maanden|elke maand|maandelijks|om de maand)(?: op)? "
            r"(?:de|elke)? ?(?=\S)"
        ),
        head,
    )
    if found:
        interval = (
            (number_of(found[1]) or 0) if found[1] else 2 if head.startswith("om de maand") else 1
        )
        rest = head[found.end() :]
    shape = re.fullmatch(
        r"(?:elke |de |op de )?((?:\S+ en )*\S+) (\S+?)(?: van (?:de|elke) maand)?", rest
    )
    if not shape or not 1 <= interval <= 24 or shape[2] not in DAYS:
        return None
    numbers = [NTH.get(word) for word in shape[1].replace(",", " ").replace(" en ", " ").split()]
    if not numbers or None in numbers:
        return None
    return monthly_on(
        [number for number in numbers if number], DAYS.index(shape[2]), interval, start
    )


def monthly_on(numbers: list[int], weekday: int, interval: int, start: date) -> str:
    is_last = (start.toordinal() + 7) > last_of_month(start).toordinal()
    positions = {(start.day - 1) // 7 + 1, *((-1,) if is_last else ())}
    if start.weekday() != weekday or not positions & set(numbers):
        said = " en ".join(
            word
            for number in numbers
            for word, nth in NTH.items()
            if nth == number and word.isalpha()
        )
        raise NotUnderstood(
            f"De eerste datum, {write_day(start)}, is niet de {said} {DAYS[weekday]} van de "
            "maand. Verander de datum, of hoe vaak het is."
        )
    every = f";INTERVAL={interval}" if interval > 1 else ""
    days = ",".join(
        f"{number}{WEEKDAYS[weekday]}"
        for number in sorted(set(numbers), key=lambda number: number % 10)
    )
    return f"FREQ=MONTHLY{every};BYDAY={days}"


def last_of_month(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def monthly_by_day(head: str, start: date) -> str | None:
    """elke maand op de 15e · elke twee maanden op de 3e. Plain "elke maand" can mean two things,
    so it asks.
    """
    every, _, on = head.partition(" op ")
    interval = (
        3
        if every in ("elk kwartaal", "per kwartaal")
        else interval_of(every, "maand", "maanden", ("maandelijks",), ())
    )
    if interval is None:
        return None
    shape = re.fullmatch(r"de (\d{1,2})(?:e|ste|de)?(?: van de maand)?|dag (\d{1,2})", on)
    if not shape:
        nth = next(
            word
            for word, number in NTH.items()
            if number == min((start.day - 1) // 7 + 1, 4) or (start.day > 28 and number == -1)
        )
        by_weekday = f"{every} op de {nth} {DAYS[start.weekday()]}"
        raise NotUnderstood(
            f"Bedoel je “{by_weekday}” of “{every} op de {start.day}e”? Schrijf het zo."
        )
    day = int(shape[1] or shape[2])
    if day != start.day:
        raise NotUnderstood(
            f"De eerste datum is de {start.day}e en niet de {day}e. Verander een van de twee."
        )
    return f"FREQ=MONTHLY{f';INTERVAL={interval}' if interval > 1 else ''};BYMONTHDAY={day}"


def yearly(head: str, start: date) -> str | None:
    return (
        f"FREQ=YEARLY;BYMONTH={start.month};BYMONTHDAY={start.day}"
        if head in ("jaarlijks", "elk jaar", "elke jaar")
        else None
    )
