"""When, for whom and where, as a Dutch reader says it."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from jmzpro.agenda.recurrence import ZONE
from jmzpro.kit import dutch

if TYPE_CHECKING:
    from jmzpro.agenda.models import Activity

INSTANT = timedelta(microseconds=1)


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%-H.%M}"


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
    if first == last or ends_at - starts_at <= timedelta(hours=12):
        return f"{dutch.day(first)}, {clock(starts_at)} – {clock(ends_at)} uur"
    return f"{dutch.day(first)}, {clock(starts_at)} uur – {dutch.day(ends_at.astimezone(ZONE).date())}, {clock(ends_at)} uur"


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
    return ", ".join([names[0], *(name if name.isupper() else name.lower() for name in names[1:])]) if names else ""
