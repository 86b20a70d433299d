"""What would be taken of a calendar, without taking it: for support, and for who wants to know
beforehand.
"""

from datetime import datetime
from typing import TypedDict

from jmzpro.agenda.activity import recurrence, schedule
from jmzpro.agenda.external_calendars.events import Feed, LeftOut
from jmzpro.agenda.external_calendars.locations import Placed, Places
from jmzpro.agenda.external_calendars.moments import is_midnight
from jmzpro.agenda.external_calendars.series import Date, Series, assembled
from jmzpro.places.lookup import label_of
from jmzpro.places.models import Town

OVER = "Deze activiteit is al geweest."
OFF = "Deze activiteit gaat niet door."
HORIZON = "Van wat zich herhaalt, staan hier de data tot en met {}: zo ver gaat de agenda vooruit."


class DateTold(TypedDict):
    """Moments as ISO 8601 with the offset of the Netherlands. Of a whole day from its midnight to
    the midnight after its last day.
    """

    start: str
    end: str
    whole_day: bool
    cancelled: bool


class ActivityTold(TypedDict):
    title: str
    venue: str
    address: str
    town: str
    dates: list[DateTold]


class LeftOutTold(TypedDict):
    title: str
    reason: str


class Told(TypedDict):
    activities: list[ActivityTold]
    left_out: list[LeftOutTold]
    notes: list[str]


class Preview:
    def __init__(self, feed: Feed, now: datetime, near: Town | None = None) -> None:
        self.feed, self.now = feed, now
        self.places = Places(near)
        self.labels: dict[int, str] = {}
        self.activities: list[ActivityTold] = []
        self.left_out: list[LeftOut] = list(feed.left_out)
        self.notes: list[str] = list(feed.notes)

    def told(self) -> Told:
        series, left = assembled(self.feed, self.now)
        self.left_out.extend(left)
        for one in series:
            self.tell(one)
        left_out = [LeftOutTold(title=one.title, reason=reason(one)) for one in self.left_out]
        return Told(activities=self.activities, left_out=left_out, notes=self.notes)

    def tell(self, series: Series) -> None:
        main = series.main
        if series.is_over(self.now):
            self.left_out.append(LeftOut(main.title, OVER, main.when))
            return
        if main.is_cancelled:
            self.left_out.append(LeftOut(main.title, OFF, main.when))
            return
        place = self.places.of(main.place)
        dates = [date_told(one, is_all_day=main.is_all_day) for one in series.all_dates(self.now)]
        self.activities.append(
            ActivityTold(
                title=main.title,
                venue=place.venue,
                address=address_of(place),
                town=self.label(place.town) if place.town else "",
                dates=dates,
            )
        )
        doubts = [place.doubt] if place.doubt else []
        if place.is_online:
            doubts.append("Dit is ook online." if place.town else "Dit is online.")
        self.notes.extend(
            f"{main.title} ({main.when}): {note}" for note in [*series.all_notes(), *doubts]
        )
        if "UNTIL" not in main.rrule and "COUNT" not in main.rrule and main.rrule:
            horizon = recurrence.local(self.now + schedule.AHEAD)
            note = HORIZON.format(f"{horizon:%d-%m-%Y}")
            if note not in self.notes:
                self.notes.append(note)

    def label(self, town: Town) -> str:
        if town.pk not in self.labels:
            self.labels[town.pk] = label_of(town)
        return self.labels[town.pk]


def reason(one: LeftOut) -> str:
    return f"{one.why} ({one.when})" if one.when else one.why


def address_of(place: Placed) -> str:
    return place.address or place.postcode


def date_told(date: Date, *, is_all_day: bool) -> DateTold:
    return DateTold(
        start=written(date.start),
        end=written(date.end),
        whole_day=is_all_day
        or (is_midnight(date.start) and is_midnight(date.end) and date.end > date.start),
        cancelled=date.is_cancelled,
    )


def written(wall: datetime) -> str:
    """2027-03-10T19:30:00+01:00."""
    return recurrence.aware(wall).astimezone(recurrence.ZONE).isoformat()
