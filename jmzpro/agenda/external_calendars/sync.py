"""From what stands in a calendar to activities: new ones by the trust of the organisation, changed
ones changed, what it takes back taken back, the rest as it was.
"""

import time
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from jmzpro.agenda.activity import recurrence, schedule
from jmzpro.agenda.choices import Source, State, Where
from jmzpro.agenda.external_calendars import series_dates
from jmzpro.agenda.external_calendars.differences import (
    GROUPS,
    Account,
    compared,
    of_activity,
    of_group,
    remembered,
    version_of,
)
from jmzpro.agenda.external_calendars.events import Feed, Found, LeftOut
from jmzpro.agenda.external_calendars.locations import Places
from jmzpro.agenda.external_calendars.models import (
    CalendarEntry,
    CalendarReading,
    ConnectedCalendar,
    Form,
    Outcome,
)
from jmzpro.agenda.external_calendars.series import Series, assembled
from jmzpro.agenda.models import Activity, Occurrence, free_slug
from jmzpro.agenda.submission import organiser_trust
from jmzpro.places.normalisation import fold
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import AlreadyDecided

MOST_ENTRIES = 5_000  # of one organisation
MOST_AT_ONCE = 25  # new ones that go on the site without a look, of whom we trust
BEFORE_A_LOOK = (State.DRAFT, State.FOR_REVIEW)
SHOWN = 200  # left out, named one by one in the report
COUNTS = ("added", "changed", "unchanged", "vanished", "past")
OLDER = "Wat hier staat, is nieuwer dan wat in dit bestand staat. We lieten het zo."
OFF = "Deze activiteit gaat niet door."
BROKEN = "Deze activiteit konden we niet bewaren. Kijk of alles erin klopt."
MOST = "Er staan al 5.000 activiteiten van je organisatie in de agenda. Meer nemen we niet over."


@dataclass
class Report:
    """How it went, for the owner."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    past: int = 0
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    of: int = 0

    def keep(self, calendar: ConnectedCalendar) -> CalendarReading:
        return CalendarReading.objects.create(
            calendar=calendar,
            outcome=Outcome.READ,
            left_out=[asdict(one) for one in self.left_out[:SHOWN]],
            left_out_count=sum(not one.is_taken for one in self.left_out),
            notes=self.notes,
            **{name: getattr(self, name) for name in COUNTS},
        )


class DryRun(Exception):
    """Ends a transaction of which nothing is to be kept."""


def take_over(
    calendar: ConnectedCalendar, feed: Feed, now: datetime | None = None, *, dry_run: bool = False
) -> Report:
    """All of it. Each event in a transaction of its own: what goes wrong with one is its own.
    Nothing is kept of a dry run.
    """
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
    """One reading of a calendar; with `reading`, a part of it, which goes on where the last part
    ended.
    """

    def __init__(
        self,
        calendar: ConnectedCalendar,
        feed: Feed,
        now: datetime,
        reading: CalendarReading | None = None,
    ) -> None:
        self.calendar, self.now, self.feed, self.reading = calendar, now, feed, reading
        self.organisation = calendar.organisation
        self.report = Report(left_out=list(feed.left_out), notes=list(feed.notes), of=feed.of)
        self.series, doubles = assembled(feed, now)
        self.report.left_out.extend(doubles)
        self.places = Places(self.organisation.town)
        of_organisation = CalendarEntry.objects.filter(organisation=self.organisation)
        self.entries = {
            entry.key: entry
            for entry in of_organisation.select_related("activity__town", "calendar")
        }
        self.lost = self.lost_entries()
        self.is_held = reading.is_held if reading and reading.done else self.are_too_many()

    def run(self, seconds: float | None = None) -> Report:
        """Until it is done, or for so many seconds; `is_done` tells which."""
        ends = None if seconds is None else time.monotonic() + seconds
        if self.reading is not None and not self.reading.done:
            self.begin(self.reading)
        for series in self.series[self.reading.done if self.reading else 0 :]:
            if ends is not None and time.monotonic() > ends:
                return self.report
            if not self.take_one(series):
                return self.report
        self.is_done = True
        if (
            not self.feed.is_partial
            and CalendarEntry.objects.filter(calendar=self.calendar, seen_at=self.now).exists()
        ):
            # A calendar that is suddenly empty is a calendar that went wrong.
            self.report.vanished = self.mark_vanished()
        return self.report

    is_done = False

    # How far it is

    def begin(self, reading: CalendarReading) -> None:
        reading.of, reading.is_held, reading.notes = (
            len(self.series),
            self.is_held,
            self.report.notes,
        )
        reading.left_out = [asdict(one) for one in self.report.left_out[:SHOWN]]
        reading.left_out_count = sum(not one.is_taken for one in self.report.left_out)
        reading.save(update_fields=["of", "is_held", "notes", "left_out", "left_out_count"])

    def take_one(self, series: Series) -> bool:
        """With its place in the reading, both or neither; False when another worker was first."""
        before = {name: getattr(self.report, name) for name in COUNTS}
        number = len(self.report.left_out)
        try:
            with transaction.atomic():
                entry = self.take(series)
                if entry is not None:
                    self.see(entry, series)
                return self.go_on(before, number)
        except (DatabaseError, ValueError, TypeError, OverflowError, KeyError, AlreadyDecided):
            for name, count in before.items():
                setattr(self.report, name, count)
            del self.report.left_out[number:]
            self.leave(series.main, BROKEN)
        with transaction.atomic():
            return self.go_on(before, number)

    def go_on(self, before: dict[str, int], number: int) -> bool:
        if self.reading is None:
            return True
        more = {name: getattr(self.report, name) - count for name, count in before.items()}
        new = self.report.left_out[number:]
        if new:
            self.reading.left_out = [*self.reading.left_out, *(asdict(one) for one in new)][:SHOWN]
        is_mine = CalendarReading.objects.filter(
            pk=self.reading.pk, outcome=Outcome.BUSY, done=self.reading.done
        ).update(
            done=F("done") + 1,
            left_out=self.reading.left_out,
            left_out_count=F("left_out_count") + sum(not one.is_taken for one in new),
            **{name: F(name) + count for name, count in more.items() if count},
        )
        if not is_mine:
            transaction.set_rollback(True)
            return False
        self.reading.done += 1
        return True

    def see(self, entry: CalendarEntry, series: Series) -> None:
        CalendarEntry.objects.filter(pk=entry.pk).update(seen_at=self.now, calendar=self.calendar)
        vanished = Activity.objects.filter(pk=entry.activity_id, vanished_at__isnull=False)
        vanished.update(vanished_at=None)

    def leave(self, found: Found, why: str, *, is_taken: bool = False) -> None:
        self.report.left_out.append(LeftOut(found.title, why, found.when, is_taken))

    # Which activity it is

    def lost_entries(self) -> dict[str, list[CalendarEntry]]:
        """What this calendar does not name any more, by title: some programs give an event another
        UID each time. To a file the earlier files of the organisation belong as well, since what
        is saved again is often called otherwise.
        """
        if self.feed.is_partial or self.calendar.pk is None:
            return {}
        named = {series.key for series in self.series}
        lost: dict[str, list[CalendarEntry]] = defaultdict(list)
        for entry in self.entries.values():
            if entry.key not in named and self.may_follow(entry):
                lost[fold(entry.activity.title)].append(entry)
        return lost

    def may_follow(self, entry: CalendarEntry) -> bool:
        """Whether this calendar may be a later one of what the entry came from."""
        return self.is_own(entry) or Form.FILE == self.calendar.form == entry.calendar.form

    def is_own(self, entry: CalendarEntry) -> bool:
        return entry.calendar_id == self.calendar.pk

    def entry_of(self, series: Series) -> CalendarEntry | None:
        """By its UID; else the one of the same title and start, and place if more are, whose own
        UID is gone. What came from an earlier file is the same only at the same place.
        """
        entry = self.entries.get(series.key)
        if entry is not None:
            return entry
        alike = [
            one
            for one in self.lost.get(fold(series.main.title), [])
            if recurrence.local(one.activity.starts_at) == series.main.start
            or (
                series.main.rrule
                and one.activity.rrule == series.main.rrule
                and starts_alike(one, series)
            )
        ]
        place = self.places.of(series.main.place)
        alike = [
            one
            for one in alike
            if self.is_own(one)
            or (one.activity.town, one.activity.venue_name) == (place.town, place.venue)
        ]
        alike.sort(key=lambda one: (one.activity.town != place.town, not self.is_own(one)))
        if not alike:
            return None
        found = alike[0]
        self.lost[fold(series.main.title)].remove(found)
        self.entries.pop(found.key, None)
        found.key = series.key
        CalendarEntry.objects.filter(pk=found.pk).update(key=found.key)
        self.entries[found.key] = found
        return found

    def are_too_many(self) -> bool:
        """Whether so much is new that somebody looks first, whoever it is of."""
        new = 0
        for series in self.series:
            if self.entries.get(series.key) is None and not series.main.is_cancelled:
                new += not series.is_over(self.now)
            if new > MOST_AT_ONCE:
                return True
        return False

    def take(self, series: Series) -> CalendarEntry | None:
        main = series.main
        if main.recurrence is not None and (of_series := self.entries.get(main.key)) is not None:
            return self.take_single_date(of_series, series)
        entry = self.entry_of(series)
        if entry is not None and entry.fingerprint == series.fingerprint:
            self.report.unchanged += 1
            return entry
        if entry is not None and is_older(main, entry):
            self.leave(main, OLDER, is_taken=True)
            self.report.unchanged += 1
            return entry
        if entry is None:
            return self.add(series)
        self.report.changed += 1
        if main.is_cancelled and entry.activity.state in BEFORE_A_LOOK:
            # Nobody saw it: it goes, and is new when the calendar takes it back.
            entry.activity.delete()
            del self.entries[series.key]
            return None
        self.change_entry(entry, series)
        return entry

    # New ones

    def add(self, series: Series) -> CalendarEntry | None:
        main = series.main
        if series.is_over(self.now):
            self.report.past += 1
            return None
        if main.is_cancelled:
            self.leave(main, OFF)
            return None
        if len(self.entries) >= MOST_ENTRIES:
            self.leave(main, MOST)
            return None
        values, notes = self.values(main)
        activity = self.made(series, values)
        schedule.lay_out(activity, self.now)
        outcome = series_dates.take_dates(activity, series, None, is_new=True, was_edited=False)
        if organiser_trust.may_go_at_once(activity) and not self.is_held:
            activity.put_on_site(by=None)
        else:
            activity.request_review(by=None)
        account = Account(remembered(values, None, ()), outcome.said, main.is_cancelled)
        entry = CalendarEntry.objects.create(
            organisation=self.organisation,
            calendar=self.calendar,
            activity=activity,
            key=series.key,
            seen_at=self.now,
            **kept_of(series, account, [*series.all_notes(), *notes]),
        )
        self.entries[entry.key] = entry
        self.report.added += 1
        return entry

    def made(self, series: Series, values: dict[str, Any]) -> Activity:
        organiser = organiser_trust.of_organisation(self.organisation)
        of_address = self.calendar.form == Form.ADDRESS
        return Activity.objects.create(
            **values,
            slug=free_slug(series.main.title),
            external_uid=series.name[:500],
            source=Source.CALENDAR if of_address else Source.IMPORT,
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

    def values(self, found: Found) -> tuple[dict[str, Any], list[str]]:
        """The columns of an activity, and what to ask its owner."""
        place = self.places.of(found.place)
        where = Where.BOTH if place.town else Where.ONLINE
        if place.doubt:
            taken = "" if place.town else "Deze activiteit staat er zonder plaats in. "
            self.leave(found, f"{taken}{place.doubt}", is_taken=True)
        values = {
            "title": found.title,
            "text": found.text,
            "starts_at": recurrence.aware(found.start),
            "ends_at": max(recurrence.aware(found.end), recurrence.aware(found.start)),
            "is_all_day": found.is_all_day,
            "rrule": found.rrule,
            "rdate": recurrence.write_moments(found.extra),
            "exdate": recurrence.write_moments(found.dropped),
            "where": where if place.is_online else Where.ON_SITE,
            "venue_name": place.venue,
            "address": place.address,
            "postcode": place.postcode,
            "town": place.town,
            "website": found.link,
        }
        return values, [place.doubt] if place.doubt else []

    # Those that are there

    def change_entry(self, entry: CalendarEntry, series: Series) -> None:
        """What the office took off or rejected stays so, whatever the calendar says."""
        activity, said = entry.activity, Account.of(entry.said)
        values, notes = self.values(series.main)
        is_off = series.main.is_cancelled
        if activity.state == State.CANCELLED and not is_off and was_cancelled_there(activity, said):
            activity.resume(by=None, reason="gaat weer door volgens de kalender van de organisator")
        account, differs = said, dict(entry.differs)
        if activity.is_open:
            account, differs = self.change_open(entry, series, values)
            if is_off and activity.state == State.PUBLISHED and not (said and said.is_cancelled):
                activity.cancel(
                    by=None, reason="gaat niet door volgens de kalender van de organisator"
                )
        if account is not None:
            account.is_cancelled = is_off
        kept = kept_of(series, account, [*series.all_notes(), *notes])
        CalendarEntry.objects.filter(pk=entry.pk).update(
            **kept, differs=differs, calendar=self.calendar
        )

    def change_open(
        self, entry: CalendarEntry, series: Series, values: dict[str, Any]
    ) -> tuple[Account, dict[str, Any]]:
        activity, said = entry.activity, Account.of(entry.said)
        was_edited = said is None and was_edited_by_hand(activity)
        verdict = compared(activity, values, said, was_edited=was_edited)
        new = differing_columns(verdict.change, values)
        proposed = activity.change(new, by=None, source=Source.CALENDAR) if new else None
        held = proposed.values.keys() if proposed else ()
        outcome = series_dates.take_dates(
            activity, series, said, is_new=False, was_edited=was_edited
        )
        account = Account(remembered(values, said, held), outcome.said, series.main.is_cancelled)
        differs = still_differing(entry.differs, activity, values)
        differs |= {group: account.groups[group][0] for group in verdict.both}
        if outcome.both:
            differs["data"] = {**differs.get("data", {}), **outcome.both}
        return account, differs

    def take_single_date(self, entry: CalendarEntry, series: Series) -> CalendarEntry:
        """One date of a series that is here already and that this calendar names alone
        (METHOD:CANCEL).
        """
        activity, date = entry.activity, series.main
        rows = activity.occurrences.filter(
            recurrence_id=recurrence.aware(date.recurrence or date.start)
        )
        row = rows.first()
        if row is None or not activity.is_open:
            self.leave(date, "Deze ene datum hoort bij een reeks die die dag niet heeft.")
            return entry
        own = Series(date, [date]).own_dates()[date.recurrence or date.start]
        to = version_of(own)
        if row.version.is_like(to):
            self.report.unchanged += 1
            return entry
        activity.change_dates({row: to}, by=None)
        account = Account.of(entry.said) or Account()
        account.dates[row.recurrence_id.isoformat()] = to.as_json()
        CalendarEntry.objects.filter(pk=entry.pk).update(said=account.as_json(), fingerprint="")
        self.report.changed += 1
        return entry

    def mark_vanished(self) -> int:
        """Of this calendar, still to come, and not in it any more.

        Asked step by step, and mostly there are none: joined in one statement, PostgreSQL went
        through all activities for each of them as long as it had counted none (right after they
        were made).
        """
        unseen = CalendarEntry.objects.filter(calendar=self.calendar, seen_at__lt=self.now)
        activities = list(unseen.values_list("activity_id", flat=True))
        if not activities:
            return 0
        coming = set(
            Occurrence.objects.filter(activity__in=activities, ends_at__gt=self.now).values_list(
                "activity_id", flat=True
            )
        )
        Activity.objects.filter(pk__in=coming, vanished_at=None).update(vanished_at=self.now)
        return len(coming)


def starts_alike(entry: CalendarEntry, series: Series) -> bool:
    """A series of which the first dates went by: some programs let it begin at the next one."""
    at = recurrence.local(entry.activity.starts_at)
    return at.time() == series.main.start.time() and at.weekday() == series.main.start.weekday()


def is_older(found: Found, entry: CalendarEntry) -> bool:
    """By its number, unless it was changed later: programs begin to count anew."""
    return found.sequence < entry.sequence and not found.changed > entry.changed


def kept_of(series: Series, account: Account | None, notes: list[str]) -> dict[str, Any]:
    main = series.main
    return {
        "fingerprint": series.fingerprint,
        "sequence": min(main.sequence, 2_000_000_000),
        "changed": main.changed[:40],
        "said": account.as_json() if account is not None else None,
        "notes": notes[:20],
    }


def differing_columns(groups: list[str], values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for group in groups for name in GROUPS[group]}


def still_differing(differs: dict[str, Any], activity: Activity, values: Any) -> dict[str, Any]:
    """What both changed and nobody decided about, as far as it is still so."""
    return {
        group: kept
        for group, kept in differs.items()
        if group not in GROUPS or of_activity(activity, group) != of_group(values, group)
    }


def lines_about(activity: Activity) -> Any:
    return AuditLine.objects.filter(
        subject_type=activity._meta.label_lower, subject_id=str(activity.pk)
    )


def was_edited_by_hand(activity: Activity) -> bool:
    actions = ("aangepast", "datum verplaatst", "datum vervallen", "datum teruggezet")
    return bool(lines_about(activity).filter(actor__isnull=False, action__in=actions).exists())


def was_cancelled_there(activity: Activity, said: Account | None) -> bool:
    """Whether the calendar cancelled it, and no person did."""
    if said is not None:
        return said.is_cancelled
    last = lines_about(activity).filter(action="afgelast").order_by("-at", "-pk").first()
    return last is not None and last.actor_id is None
