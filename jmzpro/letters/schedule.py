"""When the next letter goes: a time of day of the Netherlands, also across a change of the
clock.
"""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def on(day: date, hour: int) -> datetime:
    """That hour of that day. An hour that the clock skips is the next one."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def next_day_at(hour: int, now: datetime) -> datetime:
    """The first time after `now` that it is this hour."""
    today = timezone.localdate(now)
    return next(at for at in (on(today, hour), on(today + timedelta(days=1), hour)) if at > now)


def next_week_at(weekday: int, hour: int, now: datetime) -> datetime:
    """The first time after `now` that it is this hour of this day (0: Monday)."""
    day = timezone.localdate(now)
    days = (day + timedelta(days=ahead) for ahead in range(8))
    return next(
        at for at in (on(one, hour) for one in days if one.weekday() == weekday) if at > now
    )


def has_been(weekday: int, hour: int, since: datetime, now: datetime) -> bool:
    """Whether it was this hour of this day from `since` up to and with `now`."""
    return next_week_at(weekday, hour, since - timedelta(seconds=1)) <= now
