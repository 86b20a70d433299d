"""From what a form says of day and time to moments, and the Dutch sentence when there is no such
time.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.activity.occurrence import LONGEST
from jmzpro.agenda.submission import recurrence_parser
from jmzpro.agenda.submission.dates import write_day
from jmzpro.kit import dutch

FURTHEST = timedelta(days=3 * 366)
NIGHT_ENDS = time(6)


class NotATime(ValueError):
    """`field` of the form and the sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Span:
    """On the wall clock, without a zone."""

    start: datetime
    end: datetime

    def columns(self) -> dict[str, datetime]:
        return {"starts_at": recurrence.aware(self.start), "ends_at": recurrence.aware(self.end)}


def span(
    day: date, begins: time | None, ends: time | None, last_day: date | None, *, is_all_day: bool
) -> Span:
    """Raises NotATime."""
    if last_day is not None and last_day < day:
        raise NotATime("last_day", "De laatste dag ligt voor de eerste. Verander een van de twee.")
    if is_all_day:
        return within_a_year(
            Span(
                datetime.combine(day, time()),
                datetime.combine((last_day or day) + timedelta(days=1), time()),
            )
        )
    if begins is None:
        raise NotATime("begins", "Vul in hoe laat het begint, of zet een vinkje bij ‘hele dag’.")
    start = datetime.combine(day, begins)
    if ends is None and last_day not in (None, day):
        raise NotATime("ends", "Vul ook in hoe laat het op de laatste dag eindigt.")
    end = datetime.combine(last_day or day, ends) if ends is not None else start
    if end < start and last_day is None and ends is not None and ends <= NIGHT_ENDS:
        end += timedelta(days=1)  # until after midnight
    if end < start:
        raise NotATime(
            "ends",
            (
                "Het eindigt voor het begint. Kijk de tijden na; duurt het tot een andere dag, "
                "vul dan de laatste dag in."
            ),
        )
    for field, wall in (("begins", start), ("ends", end)):
        if not recurrence.exists(wall):
            raise NotATime(field, skipped(wall))
    return within_a_year(Span(start, max(end, start)))


def within_a_year(found: Span) -> Span:
    if found.end - found.start > LONGEST:
        raise NotATime(
            "last_day",
            (
                "Het duurt langer dan een jaar. Maak er een herhaling van, of kies een eerdere "
                "laatste dag."
            ),
        )
    return found


def skipped(wall: datetime) -> str:
    """Why there is no such time, and which one to take."""
    later = recurrence.local(recurrence.aware(wall))
    return (
        f"Op {dutch.day(wall.date())} gaat de klok van 2.00 naar 3.00 uur (zomertijd): "
        f"{wall:%-H.%M} uur bestaat die nacht niet. "
        f"Kies {later:%-H.%M} uur, of een andere tijd."
    )


def check_series(found: Span, repeats: recurrence_parser.Repeats) -> None:
    """Each date of it has a time that exists, and there is more than one. Raises NotATime."""
    if not (repeats.rrule or repeats.extra):
        return
    columns = repeats.columns(found.start.time())
    dates = recurrence.dates(
        found.start,
        columns["rrule"],
        columns["rdate"],
        columns["exdate"],
        since=found.start,
        until=found.start + FURTHEST,
    )
    if not dates:
        raise NotATime("repeats", "Zo blijft er geen datum over. Laat minder data weg.")
    length = found.end - found.start
    for wall in dates:
        for moment in (wall, wall + length):
            if not recurrence.exists(moment):
                raise NotATime(
                    "repeats",
                    f"{skipped(moment)} Of schrijf erbij: behalve {write_day(wall.date())}.",
                )


def check_when(found: Span, today: date) -> None:
    """Not over, and not so far away that it is a slip of the finger. Raises NotATime."""
    if found.end.date() < today:
        raise NotATime(
            "day",
            (
                f"{dutch.day(found.start.date()).capitalize()} is al geweest. Kies een dag die "
                "nog komt."
            ),
        )
    if found.start.date() > today + FURTHEST:
        raise NotATime(
            "day",
            (
                f"{write_day(found.start.date()).capitalize()} is over meer dan drie jaar. Kijk "
                "het jaar na."
            ),
        )
