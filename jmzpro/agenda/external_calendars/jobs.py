"""Reading the connected calendars again, each every few hours; one that fails is asked less and
less, and its owner after a week. A file is read once, in parts.
"""

import re
from collections import Counter
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.external_calendars import availability, emails, fetcher, parser, sync, web_pages
from jmzpro.agenda.external_calendars.events import Feed, Unreadable
from jmzpro.agenda.external_calendars.models import (
    CalendarEntry,
    CalendarQuerySet,
    CalendarReading,
    ConnectedCalendar,
    Form,
    Outcome,
)
from jmzpro.agenda.external_calendars.tokenizer import as_line, as_utf_8, unfolded
from jmzpro.trust import audit, installation

EVERY = timedelta(hours=4)
LONGEST_PAUSE = timedelta(days=1)
HELD = timedelta(minutes=10)  # a part that was killed is done again after this
SECONDS = 30.0  # of one part
PATIENCE = timedelta(days=7)
KEPT = 20  # readings of each calendar
SAMPLE = 200
UID = re.compile(r"UID[;:]", re.IGNORECASE)


def work() -> bool:
    """One calendar, or a part of a large one; True when another may follow at once."""
    calendar = claim(timezone.now())
    if calendar is None:
        return False
    read_again(calendar)
    return readable().due(timezone.now()).exists()


def readable() -> CalendarQuerySet:
    """A demo network asks nothing of the sites of others."""
    found = ConnectedCalendar.objects.all()
    return found.filter(form=Form.FILE) if installation.is_demo() else found


def claim(now: datetime) -> ConnectedCalendar | None:
    """The one that waits longest; ours alone, for the UPDATE says so."""
    due = readable().due(now).select_related("organisation__town", "added_by__user")
    for calendar in due[:5]:
        held = ConnectedCalendar.objects.filter(pk=calendar.pk, next_at=calendar.next_at)
        if held.update(next_at=now + HELD):
            return calendar
    return None


def read_again(calendar: ConnectedCalendar) -> CalendarReading:
    """Fetch, read, take over, note: a large calendar in parts, each going on where the last one
    ended, also when that was killed. Never raises for what is wrong at the other side.
    """
    busy = calendar.readings.filter(outcome=Outcome.BUSY).order_by("-pk").first()
    if busy is not None:
        return go_on(calendar, busy)
    if calendar.form == Form.FILE:
        ConnectedCalendar.objects.filter(pk=calendar.pk).update(next_at=None)
        return CalendarReading(calendar=calendar, outcome=Outcome.SAME)
    try:
        answer = fetcher.fetch(
            calendar.url, etag=calendar.etag, last_modified=calendar.last_modified
        )
    except Unreadable as refusal:
        return note_failure(calendar, str(refusal))
    if answer.content is None:
        return note(
            calendar, CalendarReading.objects.create(calendar=calendar, outcome=Outcome.SAME)
        )
    made = CalendarReading.objects.create(
        calendar=calendar,
        outcome=Outcome.BUSY,
        content=answer.content,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )
    return go_on(calendar, made)


def go_on(calendar: ConnectedCalendar, reading: CalendarReading) -> CalendarReading:
    """The next part of a reading. All of it is read as of the moment at which it began."""
    try:
        feed = feed_of(bytes(reading.content or b""), reading.at)
        if availability.is_of_availability(feed):
            raise Unreadable(availability.ALL)
    except Unreadable as refusal:
        return note_failure(calendar, str(refusal), reading)
    part = sync.Taking(calendar, feed, reading.at, reading)
    part.run(SECONDS)
    if not part.is_done:
        ConnectedCalendar.objects.filter(pk=calendar.pk).update(next_at=timezone.now())
        return reading
    CalendarReading.objects.filter(pk=reading.pk).update(
        outcome=Outcome.READ, vanished=part.report.vanished, content=None
    )
    reading.outcome = Outcome.READ
    return note(calendar, reading, etag=reading.etag, last_modified=reading.last_modified)


def feed_of(content: bytes, now: datetime | None = None) -> Feed:
    """A calendar, or a page that tells of events. Raises Unreadable."""
    beginning = as_utf_8(content)[:100_000].upper()
    if b"BEGIN:VCALENDAR" in beginning or b"BEGIN:VEVENT" in beginning:
        return parser.read(content, now or timezone.now())
    return web_pages.read(content)


def note(calendar: ConnectedCalendar, made: CalendarReading, **tags: str) -> CalendarReading:
    now = timezone.now()
    again = now + EVERY if calendar.form == Form.ADDRESS else None
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(
        read_at=now, next_at=again, failures=0, failing_since=None, **tags
    )
    sweep(calendar)
    return made


@transaction.atomic
def note_failure(
    calendar: ConnectedCalendar, why: str, reading: CalendarReading | None = None
) -> CalendarReading:
    """A file is not tried again: it says the same each time."""
    now = timezone.now()
    failures = min(calendar.failures + 1, 30_000)
    since = calendar.failing_since or now
    pause = min(LONGEST_PAUSE, EVERY * (1 << min(failures - 1, 5)))
    again = now + pause if calendar.form == Form.ADDRESS else None
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(
        failures=failures, failing_since=since, next_at=again
    )
    made = reading or CalendarReading(calendar=calendar)
    made.outcome, made.problem, made.content = Outcome.FAILED, why, None
    made.save()
    if calendar.form == Form.ADDRESS and now - since >= PATIENCE:
        emails.failing(calendar, since, why)
    sweep(calendar)
    return made


def sweep(calendar: ConnectedCalendar) -> None:
    old = CalendarReading.objects.filter(calendar=calendar).values_list("pk", flat=True)[KEPT:]
    CalendarReading.objects.filter(pk__in=list(old)).delete()


@transaction.atomic
def connect(calendar: ConnectedCalendar, content: bytes | None = None) -> ConnectedCalendar:
    """One that is read within a few minutes: a new one, or the one that this file was read into
    before.
    """
    known = file_known(calendar, content) if content is not None else None
    if known is None:
        calendar.next_at = timezone.now()
        calendar.save()
        by = calendar.added_by.user if calendar.added_by else None
        audit.record("kalender gekoppeld", calendar, by=by)
    if content is not None:
        give_file(known or calendar, content)
    return known or calendar


@transaction.atomic
def give_file(calendar: ConnectedCalendar, content: bytes) -> CalendarReading:
    """The file stands in a row until all of it was taken over. A newer one takes the place of one
    that is still read.
    """
    calendar.readings.filter(outcome=Outcome.BUSY).delete()
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(is_on=True, next_at=timezone.now())
    return CalendarReading.objects.create(calendar=calendar, outcome=Outcome.BUSY, content=content)


def file_known(calendar: ConnectedCalendar, content: bytes) -> ConnectedCalendar | None:
    """The file that was called so before; else the one of which it holds half of the events or
    more.
    """
    files = ConnectedCalendar.objects.filter(
        organisation=calendar.organisation, form=Form.FILE
    ).order_by("pk")
    named = files.filter(name__iexact=calendar.name).first()
    if named is not None:
        return named
    uids = {as_line(line).text.strip() for line in unfolded(content) if UID.match(line)}
    keys = [sha256(uid.encode()).hexdigest() for uid in sorted(uids)[:SAMPLE]]
    entries = CalendarEntry.objects.filter(calendar__in=files, key__in=keys)
    counts = Counter(entries.values_list("calendar", flat=True))
    if not counts or counts.most_common(1)[0][1] * 2 < len(keys):
        return None
    return files.get(pk=counts.most_common(1)[0][0])


def ask_now(calendar: ConnectedCalendar) -> None:
    address = ConnectedCalendar.objects.filter(pk=calendar.pk, form=Form.ADDRESS)
    address.update(is_on=True, next_at=timezone.now(), etag="", last_modified="")


def disconnect(calendar: ConnectedCalendar, by: object) -> None:
    """What came from it stays in the agenda, to be changed by hand from now on."""
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(is_on=False, next_at=None)
    audit.record("kalender ontkoppeld", calendar, by=by)
