"""A connected calendar, what became an activity of it, and how each reading went."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from jmzpro.agenda.choices import Kind
from jmzpro.kit.short_links import new_code


class Form(models.TextChoices):
    ADDRESS = "adres", "Adres van een kalender of bladzijde"
    FILE = "bestand", "Ingelezen bestand"


class CalendarQuerySet(models.QuerySet["ConnectedCalendar"]):
    def editable_by(self, user: Any) -> "CalendarQuerySet":
        """Everybody of the organisation."""
        person = user.person if getattr(user, "is_member", False) else None
        return (
            self.filter(organisation=person.organisation_id)
            if person and person.organisation_id
            else self.none()
        )

    def due(self, now: datetime) -> "CalendarQuerySet":
        """To be read: an address every few hours, a file from when it was given until it was
        read.
        """
        return self.filter(is_on=True, next_at__lte=now).order_by("next_at", "pk")


class ConnectedCalendar(models.Model):
    """A calendar of an organisation. What it does not say of itself (for whom, which kind) is
    said here, for all that is in it.
    """

    public_id = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    organisation = models.ForeignKey(
        "members.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    added_by = models.ForeignKey(
        "members.Person", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("naam", max_length=120)
    form = models.CharField(max_length=8, choices=Form, default=Form.ADDRESS)
    url = models.URLField("adres", max_length=1000, blank=True)
    kind = models.CharField("soort", max_length=12, choices=Kind, default=Kind.OTHER)
    for_young_carers = models.BooleanField(default=False)
    for_parents = models.BooleanField(default=False)
    for_professionals = models.BooleanField(default=False)
    is_on = models.BooleanField(default=True)

    # Of the last answer, to ask only for what is new.
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    read_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "gekoppelde kalender"
        verbose_name_plural = "gekoppelde kalenders"
        constraints = [
            models.CheckConstraint(
                condition=Q(form__in=Form.values), name="calendar_form_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="calendar_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["organisation", "url"],
                condition=~Q(url=""),
                name="a_calendar_is_connected_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(is_on=True), name="calendars_by_next_reading"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("agenda:calendar", args=[self.public_id])


class CalendarPlacement(models.Model):
    """A decision of the office that all that waited of a calendar may go on the site; the worker
    carries it out.

    `item_id` is what of the queue was decided about. It is open until `done_at`: placed, or taken
    back. `gave_trust`: with it the organisation became one that places by itself.
    """

    calendar = models.ForeignKey(
        ConnectedCalendar, on_delete=models.CASCADE, related_name="placements"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    item_id = models.CharField(max_length=40)
    gave_trust = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "plaatsing van een kalender"
        verbose_name_plural = "plaatsingen van kalenders"
        constraints = [
            models.UniqueConstraint(
                fields=["calendar"],
                condition=Q(done_at=None),
                name="a_calendar_is_placed_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.item_id


class CalendarEntry(models.Model):
    """An activity that came from a calendar. `key` names it in its organisation: read twice, or
    by file and by address, it is one.
    """

    organisation = models.ForeignKey(
        "members.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    calendar = models.ForeignKey(
        ConnectedCalendar, on_delete=models.CASCADE, related_name="entries"
    )
    activity = models.OneToOneField(
        "agenda.Activity", on_delete=models.CASCADE, related_name="calendar_entry"
    )
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)  # of what it said when it was last taken over
    seen_at = models.DateTimeField()
    # The version that was taken over last (SEQUENCE, and when it was changed there).
    sequence = models.PositiveIntegerField(default=0)
    changed = models.CharField(max_length=40, blank=True)
    # What the calendar said last, in columns of the activity and by date: what is other here now, a
    # person changed. None: taken over before this was kept.
    said: Any = models.JSONField(null=True)
    # What a person changed here and the calendar changed after that: the columns as the calendar
    # has them.
    differs: Any = models.JSONField(default=dict)
    notes: Any = models.JSONField(default=list)  # what of it is not as it stands there, in Dutch
    # With which it came on the site.
    placement = models.ForeignKey(
        CalendarPlacement, null=True, on_delete=models.SET_NULL, related_name="entries"
    )

    class Meta:
        verbose_name = "uit een kalender"
        verbose_name_plural = "uit kalenders"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "key"], name="an_event_of_a_calendar_is_taken_once"
            )
        ]
        indexes = [models.Index(fields=["calendar", "seen_at"], name="entries_by_last_seen")]

    def __str__(self) -> str:
        return self.key


class Outcome(models.TextChoices):
    BUSY = "bezig", "Bezig"
    READ = "gelezen", "Gelezen"
    SAME = "onveranderd", "Niets veranderd"
    FAILED = "mislukt", "Niet gelukt"


class CalendarReading(models.Model):
    """How one reading went, or how far it is. `left_out`: what was not taken over, each with when
    and why, in Dutch; `notes`: what of the calendar as a whole is not as it stands there.
    """

    calendar = models.ForeignKey(
        ConnectedCalendar, on_delete=models.CASCADE, related_name="readings"
    )
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    problem = models.TextField(blank=True)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    vanished = models.PositiveIntegerField(default=0)
    past = models.PositiveIntegerField(default=0)
    left_out: Any = models.JSONField(default=list)
    left_out_count = models.PositiveIntegerField(default=0)
    notes: Any = models.JSONField(default=list)
    # While it is read: the calendar itself, how many activities it holds and how many of them were
    # done.
    content = models.BinaryField(null=True)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    of = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    # So many new ones that somebody looks first, of whomever it is.
    is_held = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "lezing"
        verbose_name_plural = "lezingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="calendar_outcome_is_known"
            )
        ]
        indexes = [models.Index(fields=["calendar", "-at"], name="readings_newest_first")]

    def __str__(self) -> str:
        return self.get_outcome_display()
