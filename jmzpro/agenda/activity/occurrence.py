"""The dates an activity is on. Every list, feed and count reads these rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from jmzpro.agenda.activity import wording
from jmzpro.agenda.choices import AUDIENCE_COLUMNS, Kind, OccurrenceState

# No single date lasts longer; so what began longer ago is over, and no list has to look there.
LONGEST = timedelta(days=366)
FILTERED = (
    "town",
    "province",
    "age_from",
    "age_to",
    *AUDIENCE_COLUMNS.values(),
    "kind",
    "is_on_site",
    "is_online",
    "is_free",
    "in_week",
    "has_accreditation",
    "organisation",
    "activity",
)


@dataclass(frozen=True)
class DateVersion:
    """How one date stands, or is to stand. Moments are aware; `title` and `place` are empty where
    they are those of the activity.
    """

    start: datetime
    end: datetime
    is_cancelled: bool = False
    title: str = ""
    place: str = ""

    def is_like(self, other: "DateVersion") -> bool:
        if self.is_cancelled or other.is_cancelled:
            return self.is_cancelled == other.is_cancelled
        return self == other

    def as_json(self) -> list[Any]:
        return [
            self.start.isoformat(),
            self.end.isoformat(),
            self.is_cancelled,
            self.title,
            self.place,
        ]

    @classmethod
    def of_json(cls, kept: list[Any]) -> "DateVersion":
        start, end, is_cancelled, title, place = kept
        return cls(
            datetime.fromisoformat(start), datetime.fromisoformat(end), is_cancelled, title, place
        )


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def visible_to(self, user: Any) -> "OccurrenceQuerySet":
        """The dates of what is on the site: public."""
        # "IN (true)" and not the bare column: SQLite keeps the order of an index only behind an
        # equality.
        return self.filter(is_listed__in=[True])

    def upcoming(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        """What is not over, the first first."""
        moment = now or timezone.now()
        return self.filter(ends_at__gt=moment, starts_at__gt=moment - LONGEST).order_by(
            "starts_at", "pk"
        )

    def not_over(self, now: datetime) -> "OccurrenceQuerySet":
        """The same dates as `upcoming`, to be counted: in no order, and by their end alone."""
        return self.filter(ends_at__gt=now).order_by()

    def past(self, now: datetime | None = None) -> "OccurrenceQuerySet":
        """What is over, the last first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def between(self, start: datetime, end: datetime) -> "OccurrenceQuerySet":
        """What is on at any moment from `start` up to `end`, the first first."""
        return self.filter(
            starts_at__lt=end, starts_at__gt=start - LONGEST, ends_at__gt=start
        ).order_by("starts_at", "pk")


class Occurrence(models.Model):
    """One date. `recurrence_id` is when the series has it, and stays when this date is moved: with
    the activity it is its name.

    The second half is copied from the activity by `schedule.lay_out`, so that a list filters and
    counts without a join.
    """

    activity = models.ForeignKey(
        "agenda.Activity", on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    recurrence_id = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # exclusive; of a whole day: the midnight after it
    # The days of both on our clock: a month is counted by day, without a calculation for each row.
    day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(
        max_length=12, choices=OccurrenceState, default=OccurrenceState.PLANNED
    )
    # What is different on this date; empty: as the activity has it.
    own_title = models.CharField(max_length=300, blank=True)
    own_place = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    is_listed = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=Kind)
    for_young_carers = models.BooleanField(default=False)
    for_parents = models.BooleanField(default=False)
    for_professionals = models.BooleanField(default=False)
    # For young carers: 0 and 99 when the ages are not known, so that any age finds it. Not for
    # young carers: empty, and no age does.
    age_from = models.SmallIntegerField(null=True)
    age_to = models.SmallIntegerField(null=True)
    is_on_site = models.BooleanField(default=False)
    is_online = models.BooleanField(default=False)
    is_free = models.BooleanField(default=False)
    in_week = models.BooleanField(default=False)
    has_accreditation = models.BooleanField(default=False)
    town = models.ForeignKey(
        "places.Town", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    province = models.ForeignKey(
        "places.Province", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    organisation = models.ForeignKey(
        "members.Organisation",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = "datum"
        verbose_name_plural = "data"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OccurrenceState.values), name="occurrence_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="occurrence_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="occurrence_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["activity", "recurrence_id"], name="a_date_of_a_series_is_there_once"
            ),
        ]
        indexes = [
            models.Index(fields=["activity", "starts_at"], name="dates_of_an_activity"),
            # A page of the list, with any filter: in its order, from the index alone.
            models.Index(
                fields=["is_listed", "starts_at", "id", "ends_at", *FILTERED],
                name="dates_listed_in_order",
            ),
            # Counting: what is over is not looked at, and of the rest only what is filtered on.
            models.Index(fields=["is_listed", "ends_at", *FILTERED], name="dates_counted"),
            # Near a place: the towns within reach, each from now on.
            models.Index(
                fields=["is_listed", "town", "ends_at", "age_from", "age_to", "starts_at"],
                name="dates_listed_by_town",
            ),
            # About a theme: of its activities those that fit.
            models.Index(
                fields=[
                    "activity",
                    "is_listed",
                    "ends_at",
                    "starts_at",
                    "kind",
                    "age_from",
                    "age_to",
                    *AUDIENCE_COLUMNS.values(),
                ],
                name="dates_listed_by_activity",
            ),
            models.Index(fields=["is_listed", "day", "last_day"], name="dates_listed_by_day"),
            models.Index(
                fields=["is_listed", "last_day"],
                condition=Q(last_day__gt=F("day")),
                name="dates_of_several_days",
            ),
            models.Index(
                fields=["organisation", "is_listed", "starts_at"], name="dates_of_an_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d}"

    @property
    def version(self) -> DateVersion:
        return DateVersion(
            self.starts_at,
            self.ends_at,
            self.state == OccurrenceState.CANCELLED,
            self.own_title,
            self.own_place,
        )

    def put(self, starts_at: datetime, ends_at: datetime) -> None:
        """On this moment, with its days."""
        self.starts_at, self.ends_at = starts_at, ends_at
        self.day, self.last_day = wording.days(starts_at, ends_at)

    @property
    def title(self) -> str:
        return self.own_title or self.activity.title

    @property
    def when(self) -> str:
        return wording.when(self.starts_at, self.ends_at, is_all_day=self.activity.is_all_day)

    @property
    def clock(self) -> str:
        """`19.30 – 21.00 uur`."""
        return wording.clocks(self.starts_at, self.ends_at)

    @property
    def clock_start(self) -> str:
        return wording.clock(self.starts_at)

    @property
    def where(self) -> str:
        """Short: `Assen`, `online`, `Assen en online`. Needs its town."""
        if self.own_place:
            return self.own_place
        here = self.town.name if self.town else ""
        online = "online" if self.is_online else ""
        return " en ".join(part for part in (here, online) if part)

    @property
    def for_whom(self) -> str:
        return wording.for_whom(self.activity)

    @property
    def is_moved(self) -> bool:
        """To another moment; one that only lasts longer is not."""
        return self.state == OccurrenceState.MOVED and self.starts_at != self.recurrence_id

    @property
    def is_cancelled(self) -> bool:
        return self.state == OccurrenceState.CANCELLED or self.activity.is_cancelled

    def is_past(self, now: datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())
