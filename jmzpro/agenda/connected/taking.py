"""From what stands in a calendar to activities: new ones by the trust of the organisation, changed ones changed, the rest as it was."""

import time
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from jmzpro.agenda import publishing, recurrence, scheduling
from jmzpro.agenda.adding import changing, knowing, sending
from jmzpro.agenda.choices import OccurrenceState, Source, State, Where
from jmzpro.agenda.connected.found import Feed, Found, LeftOut
from jmzpro.agenda.connected.models import CalendarEntry, CalendarReading, ConnectedCalendar, Form, Outcome
from jmzpro.agenda.connected.placing import Places
from jmzpro.agenda.models import Activity, Occurrence, Step, free_slug
from jmzpro.trust.queue import AlreadyDecided

MOST_NEW = 200  # in one reading; the next one goes on
MOST_ENTRIES = 5_000  # of one organisation
SECONDS = 60.0
SHOWN = 200  # left out, named one by one in the report
LATER = "Deze komt bij de volgende keer: we nemen er 200 tegelijk over."


@dataclass
class Report:
    """How it went, for the owner."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    past: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    of: int = 0

    def keep(self, calendar: ConnectedCalendar) -> CalendarReading:
        counts = {name: getattr(self, name) for name in ("added", "changed", "unchanged", "vanished", "past")}
        return CalendarReading.objects.create(
            calendar=calendar,
            outcome=Outcome.READ,
            left_out=[asdict(one) for one in self.left_out[:SHOWN]],
            left_out_count=sum(not one.is_taken for one in self.left_out),
            **counts,
        )


@dataclass
class Series:
    """An event with the dates of it that are different."""

    main: Found
    dates: list[Found] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        return sha256(repr((self.main, sorted(self.dates, key=lambda one: str(one.recurrence)))).encode()).hexdigest()


class DryRun(Exception):
    """Ends a transaction of which nothing is to be kept."""


def take_over(calendar: ConnectedCalendar, feed: Feed, now: datetime | None = None, *, dry_run: bool = False) -> Report:
    """Each event in a transaction of its own: what goes wrong with one is its own. Nothing is kept of a dry run."""
    moment = now or timezone.now()
    if not dry_run:
        return Taking(calendar, feed, moment).run()
    report = Report()
    try:
        with transaction.atomic():
            report = Taking(calendar, feed, moment).run()
            raise DryRun
    except DryRun:
        return report


class Taking:
    def __init__(self, calendar: ConnectedCalendar, feed: Feed, now: datetime) -> None:
        self.calendar, self.now, self.feed = calendar, now, feed
        self.organisation = calendar.organisation
        self.report = Report(left_out=list(feed.left_out), of=feed.of)
        self.places = Places(self.organisation.town)
        self.entries = {
            entry.key: entry for entry in CalendarEntry.objects.filter(organisation=self.organisation).select_related("activity__town")
        }
        self.ends = time.monotonic() + SECONDS

    def run(self) -> Report:
        seen: list[int] = []
        for series in self.series():
            try:
                with transaction.atomic():
                    entry = self.take(series)
                    if entry is not None:
                        seen.append(entry.pk)
            except (DatabaseError, ValueError, TypeError, OverflowError, KeyError, AlreadyDecided):
                self.leave(series.main, "Deze activiteit konden we niet bewaren. Kijk of alles erin klopt.")
        for at in range(0, len(seen), 500):
            CalendarEntry.objects.filter(pk__in=seen[at : at + 500]).update(seen_at=self.now)
            Activity.objects.filter(calendar_entry__in=seen[at : at + 500], vanished_at__isnull=False).update(vanished_at=None)
        if seen:  # a calendar that is suddenly empty is a calendar that went wrong
            self.report.vanished = self.mark_vanished()
        return self.report

    def leave(self, found: Found, why: str, *, is_taken: bool = False) -> None:
        self.report.left_out.append(LeftOut(found.title, why, found.when, is_taken))

    def series(self) -> list[Series]:
        """Each event once, the newest of doubles, with its own dates. A date without its series stands alone."""
        mains: dict[str, Series] = {}
        for found in (one for one in self.feed.events if one.recurrence is None):
            there = mains.get(found.uid)
            if there is None or found.version > there.main.version:
                mains[found.uid] = Series(found)
            if there is not None:
                self.leave(found, "Deze activiteit staat er dubbel in, met hetzelfde kenmerk. We namen de nieuwste.")
        for found in (one for one in self.feed.events if one.recurrence is not None):
            if found.uid in mains:
                mains[found.uid].dates.append(found)
            elif found.name_of_date in mains:
                self.leave(found, "Deze datum staat er dubbel in.")
            else:
                mains[found.name_of_date] = Series(found)
        return sorted(mains.values(), key=lambda one: one.main.start)

    def key_of(self, found: Found) -> str:
        return sha256(found.name_of_date.encode()).hexdigest()

    def take(self, series: Series) -> CalendarEntry | None:
        main = series.main
        entry = self.entries.get(self.key_of(main))
        if entry is not None and entry.fingerprint == series.fingerprint:
            self.report.unchanged += 1
            return entry
        if time.monotonic() > self.ends:
            self.leave(main, "Het inlezen duurde te lang. Deze komt de volgende keer.")
            return entry
        if entry is not None:
            self.change(entry, series)
            self.report.changed += 1
            return entry
        return self.add(series)

    def add(self, series: Series) -> CalendarEntry | None:
        main = series.main
        if is_over(main, series.dates, self.now):
            self.report.past += 1
            return None
        if main.is_cancelled:
            self.leave(main, "Deze activiteit gaat niet door.")
            return None
        if self.report.added >= MOST_NEW:
            self.leave(main, LATER)
            return None
        if len(self.entries) >= MOST_ENTRIES:
            self.leave(main, "Er staan al 5.000 activiteiten van je organisatie in de agenda. Meer nemen we niet over.")
            return None
        organiser = knowing.of_organisation(self.organisation)
        activity = Activity.objects.create(
            **self.values(main),
            slug=free_slug(main.title),
            external_uid=main.name_of_date[:500],
            state=State.DRAFT,
            source=Source.CALENDAR if self.calendar.form == Form.ADDRESS else Source.IMPORT,
            kind=self.calendar.kind,
            for_young_carers=self.calendar.for_young_carers,
            for_parents=self.calendar.for_parents,
            for_professionals=self.calendar.for_professionals,
            organisation=self.organisation,
            organiser=organiser,
            organiser_name=self.organisation.name,
            contact_name=organiser.contact_name,
            contact_email=self.organisation.email or organiser.contact_email,
            submitter=self.calendar.added_by,
        )
        scheduling.lay_out(activity, self.now)
        self.take_dates(activity, series)
        if knowing.may_go_at_once(activity):
            publishing.put_on_site(activity, None)
            sending.step(activity, Step.PLACED, None)
        else:
            sending.ask(activity, State.DRAFT, None)
        entry = CalendarEntry.objects.create(
            organisation=self.organisation,
            calendar=self.calendar,
            activity=activity,
            key=self.key_of(main),
            fingerprint=series.fingerprint,
            seen_at=self.now,
        )
        self.entries[entry.key] = entry
        self.report.added += 1
        return entry

    def change(self, entry: CalendarEntry, series: Series) -> None:
        """What the office took off or rejected stays so, whatever the calendar says."""
        activity = entry.activity
        if activity.state in changing.OPEN:
            changing.change(activity, self.values(series.main), by=None, source=Source.CALENDAR)
            self.take_dates(activity, series)
            if series.main.is_cancelled and activity.state == State.PUBLISHED:
                publishing.cancel(activity, None, "gaat niet door volgens de kalender van de organisator")
        CalendarEntry.objects.filter(pk=entry.pk).update(fingerprint=series.fingerprint, calendar=self.calendar)

    def values(self, found: Found) -> dict[str, Any]:
        place = self.places.of(found.place)
        if place.doubt:
            self.leave(found, f"Deze activiteit staat er zonder plaats in. {place.doubt}", is_taken=True)
        return {
            "title": found.title,
            "text": found.text,
            "starts_at": recurrence.aware(found.start),
            "ends_at": max(recurrence.aware(found.end), recurrence.aware(found.start)),
            "is_all_day": found.is_all_day,
            "rrule": found.rrule,
            "rdate": recurrence.write_moments(found.extra),
            "exdate": recurrence.write_moments(found.dropped),
            "where": Where.ONLINE if place.is_online else Where.ON_SITE,
            "venue_name": place.venue,
            "address": place.address,
            "postcode": place.postcode,
            "town": place.town,
            "website": found.link,
        }

    def take_dates(self, activity: Activity, series: Series) -> None:
        """The dates of a series that are different: cancelled, at another time, under another title, in another place."""
        names = {recurrence.aware(one.recurrence): one for one in series.dates if one.recurrence is not None}
        rows = {row.recurrence_id: row for row in activity.occurrences.filter(recurrence_id__in=names).select_related("activity")}
        for name, found in names.items():
            row = rows.get(name)
            if row is None:
                if found.end > recurrence.local(self.now):
                    self.leave(found, "Deze ene datum hoort bij een reeks die die dag niet heeft.")
                continue
            self.take_date(row, found, series.main)

    def take_date(self, row: Occurrence, found: Found, main: Found) -> None:
        if found.is_cancelled:
            if row.state != OccurrenceState.CANCELLED:
                changing.drop_date(row, None)
            return
        start = recurrence.aware(found.start)
        end = max(start, recurrence.aware(found.end))
        if (row.starts_at, row.ends_at) != (start, end):
            changing.move_to(row, start, end, None)
        title = found.title if found.title != main.title else ""
        # Another place for children waits for a look; so a date of theirs keeps the place of the series.
        is_held = row.activity.is_for_children and row.activity.is_on_the_site
        place = row.own_place if is_held else found.place if found.place != main.place else ""
        if Occurrence.objects.filter(pk=row.pk).exclude(own_title=title, own_place=place).update(own_title=title, own_place=place):
            Activity.objects.filter(pk=row.activity_id).update(last_modified=timezone.now())

    def mark_vanished(self) -> int:
        """Of this calendar, still to come, and not in it any more."""
        comes = Occurrence.objects.filter(activity=OuterRef("pk"), ends_at__gt=self.now)
        gone = Activity.objects.filter(Exists(comes), calendar_entry__calendar=self.calendar, calendar_entry__seen_at__lt=self.now)
        gone.filter(vanished_at=None).update(vanished_at=self.now)
        return gone.count()


def is_over(found: Found, dates: list[Found], now: datetime) -> bool:
    """No date of it is still to come."""
    clock = recurrence.local(now)
    if any(one.end > clock for one in (found, *dates)):
        return False
    length = found.end - found.start
    if not (found.rrule or found.extra):
        return True
    after = max(found.start, clock - length - timedelta(minutes=1))
    moments = (recurrence.write_moments(found.extra), recurrence.write_moments(found.dropped))
    coming = recurrence.dates(found.start, found.rrule, *moments, since=after, until=clock + scheduling.AHEAD)
    return not any(one + length > clock for one in coming)
