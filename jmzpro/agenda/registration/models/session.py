"""What somebody can have a place at: the whole activity, one date of it, or a workshop. Each has
its room and its waiting list.
"""

from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from jmzpro.agenda.choices import OccurrenceState
from jmzpro.agenda.registration.choices import GatheringKind
from jmzpro.agenda.registration.models.settings import MOST_PLACES, Desk

if TYPE_CHECKING:
    from jmzpro.agenda.models import Occurrence


class Round(models.Model):
    """A part of the day in which workshops are held side by side: each registrant chooses one."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="rounds")
    title = models.CharField("naam van de ronde", max_length=120)
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="a_round_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Gathering(models.Model):
    """`taken` counts the people with a place, or one on offer; the database itself keeps it below
    the capacity.

    Its times are copied from what it is of (`following`). After the retention date the four counts
    are all that is left.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="gatherings")
    kind = models.CharField(max_length=8, choices=GatheringKind)
    # Empty when the date was taken off the agenda: what was booked for it stays known.
    occurrence = models.ForeignKey(
        "agenda.Occurrence", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    round = models.ForeignKey(
        Round, null=True, blank=True, on_delete=models.CASCADE, related_name="workshops"
    )
    title = models.CharField("titel", max_length=200, blank=True)
    about = models.TextField("waarover", blank=True)
    room = models.CharField("zaal", max_length=120, blank=True)
    capacity = models.PositiveIntegerField(
        "aantal plekken",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
    )
    taken = models.PositiveIntegerField(default=0, editable=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # How far this follows the activity, and what who registered was told about when and where
    # (`following`).
    followed_at = models.DateTimeField(null=True, editable=False)
    told_as = models.JSONField(default=dict, editable=False)
    # Set when the personal data went.
    forgotten_at = models.DateTimeField(null=True, editable=False)
    counted_places = models.PositiveIntegerField(default=0, editable=False)
    counted_present = models.PositiveIntegerField(default=0, editable=False)
    counted_waiting = models.PositiveIntegerField(default=0, editable=False)
    counted_left = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=GatheringKind.values), name="gathering_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="no_more_places_than_there_are",
            ),
            models.UniqueConstraint(
                fields=["desk"],
                condition=Q(kind=GatheringKind.WHOLE),
                name="one_gathering_for_the_whole",
            ),
            models.UniqueConstraint(
                fields=["desk", "occurrence"],
                condition=Q(kind=GatheringKind.DATE),
                name="one_gathering_for_each_date",
            ),
            models.CheckConstraint(
                condition=Q(kind=GatheringKind.WORKSHOP) | Q(round=None),
                name="only_a_workshop_is_in_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(kind=GatheringKind.WORKSHOP) | Q(round__isnull=False),
                name="a_workshop_is_in_a_round",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_at"],
                condition=Q(forgotten_at=None),
                name="gatherings_not_yet_forgotten",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, desk: Desk, date: "Occurrence | None" = None) -> "Gathering":
        if date is not None:
            times = {
                "starts_at": date.starts_at,
                "ends_at": date.ends_at,
                "followed_at": desk.activity.last_modified,
            }
            defaults = {"kind": GatheringKind.DATE, "capacity": desk.capacity, **times}
            return cls.objects.get_or_create(desk=desk, occurrence=date, defaults=defaults)[0]
        defaults = {
            "capacity": desk.capacity,
            "followed_at": desk.activity.last_modified,
            **whole_times(desk),
        }
        return cls.objects.get_or_create(desk=desk, kind=GatheringKind.WHOLE, defaults=defaults)[0]

    @property
    def name(self) -> str:
        return self.title or self.desk.activity.title

    @property
    def is_workshop(self) -> bool:
        return self.kind == GatheringKind.WORKSHOP

    @property
    def is_off(self) -> bool:
        """Cancelled, or its date was taken off the agenda."""
        gone = self.kind == GatheringKind.DATE and (
            self.occurrence is None or self.occurrence.state == OccurrenceState.CANCELLED
        )
        return gone or not self.desk.activity.is_on_the_site or self.desk.activity.is_cancelled

    @property
    def room_left(self) -> int | None:
        """None: as many as come."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def when(self) -> str:
        from jmzpro.agenda.activity.wording import when

        if self.kind == GatheringKind.WHOLE and self.desk.activity.is_series:
            return "alle data"
        return when(
            self.starts_at,
            self.ends_at,
            is_all_day=self.desk.activity.is_all_day and not self.is_workshop,
        )


def whole_times(desk: Desk) -> dict[str, Any]:
    """From the first date to the end of the last that goes on."""
    activity = desk.activity
    dates = activity.occurrences.exclude(state=OccurrenceState.CANCELLED)
    last = dates.aggregate(last=models.Max("ends_at"))["last"] if activity.is_series else None
    return {"starts_at": activity.starts_at, "ends_at": last or activity.ends_at}
