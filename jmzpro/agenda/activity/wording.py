"""When, for whom and where, as a Dutch reader says it."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from jmzpro.agenda.activity.recurrence import WEEKDAYS, ZONE, UnknownRule, parts
from jmzpro.kit import dutch

if TYPE_CHECKING:
    from jmzpro.agenda.models import Activity

INSTANT = timedelta(microseconds=1)
LONG_EVENING = timedelta(hours=12)


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%-H.%M}"


def clocks(starts_at: datetime, ends_at: datetime) -> str:
    """`19.30 – 21.00 uur`; over more days only when it begins."""
    if ends_at == starts_at or ends_at - starts_at > LONG_EVENING:
        return f"{clock(starts_at)} uur"
    return f"{clock(starts_at)} – {clock(ends_at)} uur"


def days(starts_at: datetime, ends_at: datetime) -> tuple[date, date]:
    """The first and the last day of it; what ends at midnight does not touch the day after."""
    first = starts_at.astimezone(ZONE).date()
    return first, max(first, (ends_at - INSTANT).astimezone(ZONE).date())


def when(starts_at: datetime, ends_at: datetime, *, is_all_day: bool) -> str:
    """`dinsdag 3 maart, 19.30 – 21.00 uur`; over more days `vrijdag 4 juni – zondag 6 juni`."""
    first, last = days(starts_at, ends_at)
    if is_all_day:
        return dutch.day(first) if first == last else f"{dutch.day(first)} – {dutch.day(last)}"
    if ends_at == starts_at:
        return f"{dutch.day(first)}, {clock(starts_at)} uur"
    # Past midnight is still that evening.
    if first == last or ends_at - starts_at <= LONG_EVENING:
        return f"{dutch.day(first)}, {clock(starts_at)} – {clock(ends_at)} uur"
    return (
        f"{dutch.day(first)}, {clock(starts_at)} uur – "
        f"{dutch.day(ends_at.astimezone(ZONE).date())}, {clock(ends_at)} uur"
    )


def ages(age_from: int | None, age_to: int | None) -> str:
    """`8 tot en met 12 jaar`; empty when nobody said."""
    if age_from is not None and age_to is not None:
        return f"{age_from} jaar" if age_from == age_to else f"{age_from} tot en met {age_to} jaar"
    if age_from is not None:
        return f"vanaf {age_from} jaar"
    return f"tot en met {age_to} jaar" if age_to is not None else ""


def for_whom(activity: "Activity") -> str:
    """`jonge mantelzorgers van 8 tot en met 12 jaar, ouders`."""
    names = [audience.label for audience in activity.audiences]
    said = ages(activity.age_from, activity.age_to)
    if activity.for_young_carers and said:
        names[0] = f"{names[0]} {'van ' if said[0].isdigit() else ''}{said}"
    return (
        ", ".join([names[0], *(name if name.isupper() else name.lower() for name in names[1:])])
        if names
        else ""
    )


def place(activity: "Activity") -> str:
    """`Buurthuis De Lantaarn, Voorbeeldstraat 3, 1234 AB Assen`; `Online`; empty when nobody
    said.
    """
    if not activity.is_on_site:
        return "Online"
    town = activity.town.name if activity.town else ""
    parts = (activity.venue_name, activity.address, f"{activity.postcode} {town}".strip())
    return ", ".join(part for part in parts if part)


ORDINALS = {
    "1": "eerste",
    "2": "tweede",
    "3": "derde",
    "4": "vierde",
    "5": "vijfde",
    "-1": "laatste",
}
BY_DAY = dict(zip(WEEKDAYS, dutch.DAYS, strict=True))
EVERY = {
    "DAILY": ("elke dag", "dagen"),
    "WEEKLY": ("elke week", "weken"),
    "MONTHLY": ("elke maand", "maanden"),
    "YEARLY": ("elk jaar", "jaar"),
}


def repeats(activity: "Activity") -> str:
    """`Elke eerste dinsdag van de maand`, `Elke week`, `Elke 2 weken`; of dates that follow no
    rule: `Op meer dagen`.
    """
    try:
        rule = parts(activity.rrule) if activity.rrule else {}
    except UnknownRule:
        rule = {}
    every = EVERY.get(rule.get("FREQ", ""))
    if every is None:
        return "Op meer dagen"
    days = [said for code in rule.get("BYDAY", "").split(",") if (said := day_of(code))]
    interval = rule.get("INTERVAL", "1")
    if interval == "1" and days and rule["FREQ"] in {"WEEKLY", "MONTHLY"}:
        of_month = " van de maand" if rule["FREQ"] == "MONTHLY" else ""
        return f"Elke {dutch.in_a_row(days)}{of_month}"
    words = every[0] if interval == "1" else f"elke {interval} {every[1]}"
    return f"{words[0].upper()}{words[1:]}"


def day_of(code: str) -> str:
    """`1TU` is `eerste dinsdag`, `TU` is `dinsdag`; empty for what we do not know."""
    day = BY_DAY.get(code[-2:])
    order = code[:-2].lstrip("+")
    if day is None or (order and order not in ORDINALS):
        return ""
    return f"{ORDINALS[order]} {day}" if order else day
