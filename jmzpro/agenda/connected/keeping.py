"""Reading the connected calendars again, each every few hours; one that fails is asked less and less, and its owner after a week."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jmzpro.agenda.connected import emails, fetching, pages, reading, taking
from jmzpro.agenda.connected.found import Feed, Unreadable
from jmzpro.agenda.connected.models import CalendarReading, ConnectedCalendar, Form, Outcome
from jmzpro.trust import audit, installation

EVERY = timedelta(hours=4)
LONGEST_PAUSE = timedelta(days=1)
HELD = timedelta(minutes=10)  # a reading that was killed is done again after this
PATIENCE = timedelta(days=7)
KEPT = 20  # readings of each calendar


def work() -> bool:
    """One calendar; True when another may follow at once."""
    if installation.is_demo():
        return False
    calendar = claim(timezone.now())
    if calendar is None:
        return False
    read_again(calendar)
    return ConnectedCalendar.objects.due(timezone.now()).exists()


def claim(now: datetime) -> ConnectedCalendar | None:
    """The one that waits longest; ours alone, for the UPDATE says so."""
    for calendar in ConnectedCalendar.objects.due(now).select_related("organisation__town", "added_by__user")[:5]:
        if ConnectedCalendar.objects.filter(pk=calendar.pk, next_at=calendar.next_at).update(next_at=now + HELD):
            return calendar
    return None


def read_again(calendar: ConnectedCalendar) -> CalendarReading:
    """Fetch, read, take over, note. Never raises for what is wrong at the other side."""
    try:
        answer = fetching.fetch(calendar.url, etag=calendar.etag, last_modified=calendar.last_modified)
        if answer.content is None:
            return note(calendar, CalendarReading.objects.create(calendar=calendar, outcome=Outcome.SAME))
        feed = feed_of(answer.content)
    except Unreadable as refusal:
        return note_failure(calendar, str(refusal))
    report = taking.take_over(calendar, feed)
    # What was put off to the next time is asked for again in full.
    is_whole = not any(one.why == taking.LATER for one in report.left_out)
    tags = (answer.etag, answer.last_modified) if is_whole else ("", "")
    return note(calendar, report.keep(calendar), etag=tags[0], last_modified=tags[1])


def feed_of(content: bytes) -> Feed:
    """A calendar, or a page that tells of events. Raises Unreadable."""
    if b"BEGIN:VCALENDAR" in content[:100_000].upper() or b"BEGIN:VEVENT" in content[:100_000].upper():
        return reading.read(content, timezone.now())
    return pages.read(content)


def note(calendar: ConnectedCalendar, made: CalendarReading, **tags: str) -> CalendarReading:
    now = timezone.now()
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(read_at=now, next_at=now + EVERY, failures=0, failing_since=None, **tags)
    sweep(calendar)
    return made


@transaction.atomic
def note_failure(calendar: ConnectedCalendar, why: str) -> CalendarReading:
    now = timezone.now()
    failures = min(calendar.failures + 1, 30_000)
    since = calendar.failing_since or now
    pause = min(LONGEST_PAUSE, EVERY * (1 << min(failures - 1, 5)))
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(failures=failures, failing_since=since, next_at=now + pause)
    made = CalendarReading.objects.create(calendar=calendar, outcome=Outcome.FAILED, problem=why)
    if now - since >= PATIENCE:
        emails.failing(calendar, since, why)
    sweep(calendar)
    return made


def sweep(calendar: ConnectedCalendar) -> None:
    old = CalendarReading.objects.filter(calendar=calendar).values_list("pk", flat=True)[KEPT:]
    CalendarReading.objects.filter(pk__in=list(old)).delete()


def connect(calendar: ConnectedCalendar) -> None:
    """A new one, that is read within a few minutes."""
    calendar.next_at = timezone.now()
    calendar.save()
    audit.record("kalender gekoppeld", calendar, by=calendar.added_by.user if calendar.added_by else None)


def ask_now(calendar: ConnectedCalendar) -> None:
    ConnectedCalendar.objects.filter(pk=calendar.pk, form=Form.ADDRESS).update(
        is_on=True, next_at=timezone.now(), etag="", last_modified=""
    )


def disconnect(calendar: ConnectedCalendar, by: object) -> None:
    """What came from it stays in the agenda, to be changed by hand from now on."""
    ConnectedCalendar.objects.filter(pk=calendar.pk).update(is_on=False, next_at=None)
    audit.record("kalender ontkoppeld", calendar, by=by)
