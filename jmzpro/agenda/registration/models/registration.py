"""Who registered, for what, and who comes along."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.crypto import get_random_string

from jmzpro.agenda.registration.choices import FOR_A_WHILE, BookingState
from jmzpro.agenda.registration.models.session import Gathering
from jmzpro.agenda.registration.models.settings import Desk, RegistrationQuestion
from jmzpro.kit.short_links import CODE_LETTERS


def new_token() -> str:
    """The address of one's own registration: whoever has it may change it, so it cannot be
    guessed.
    """
    return get_random_string(32)


def new_public_id() -> str:
    return get_random_string(10, CODE_LETTERS)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def current(self) -> "RegistrationQuerySet":
        return self.filter(cancelled_at=None)

    def of_address(self, email: str) -> "RegistrationQuerySet":
        return self.filter(email=tidy_address(email)).exclude(email="")

    def proven(self) -> "RegistrationQuerySet":
        """Of addresses whose owner said yes, or that we knew."""
        return self.filter(confirm_until=None)

    def unproven_at(self, now: datetime) -> "RegistrationQuerySet":
        """In the line, while their address should have been confirmed by now."""
        in_line = Q(bookings__gathering=F("gathering"), bookings__state=BookingState.WAITING)
        return self.current().filter(in_line, confirm_until__lte=now)


def tidy_address(email: str) -> str:
    """Two spellings of one mailbox are one registration."""
    return email.strip().lower()


class Registration(models.Model):
    """One address, one registration for a gathering. Whoever cancels leaves nothing behind but
    that somebody did.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    public_id = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    email = models.EmailField("e-mailadres", blank=True)
    # Of whoever registers, a professional; never asked for an activity for children.
    name = models.CharField("naam", max_length=120, blank=True)
    organisation = models.CharField("organisatie", max_length=160, blank=True)
    people = models.PositiveSmallIntegerField("aantal plekken", default=1)
    wants_no_mail = models.BooleanField(default=False)
    # Until when the owner of the address may say yes; empty once they did, and where nothing is
    # scarce.
    confirm_until = models.DateTimeField(null=True, editable=False)
    # A keyed mark of where it came from, so that many from one source are seen; gone after some
    # days.
    source = models.CharField(max_length=16, blank=True, editable=False)
    registered_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    evaluation_asked_at = models.DateTimeField(null=True, editable=False)
    has_evaluated = models.BooleanField(default=False, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "email"],
                condition=~Q(email=""),
                name="an_address_registers_once",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1), name="a_registration_is_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(email="", name="", organisation="", source=""),
                name="who_cancelled_is_not_remembered",
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="registrations_by_address"),
            models.Index(
                fields=["confirm_until"],
                condition=Q(confirm_until__isnull=False),
                name="registrations_to_confirm",
            ),
            models.Index(
                fields=["source", "registered_at"],
                condition=~Q(source=""),
                name="registrations_by_source",
            ),
        ]

    def __str__(self) -> str:
        return f"aanmelding {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("agenda:registration", args=[self.token])

    @property
    def desk(self) -> Desk:
        return self.gathering.desk

    @property
    def booking(self) -> "Booking":
        """For the activity itself. Of those that were prefetched, when they were."""
        return next(
            booking for booking in self.bookings.all() if booking.gathering_id == self.gathering_id
        )


class BookingQuerySet(models.QuerySet["Booking"]):
    def waiting(self) -> "BookingQuerySet":
        """In the order of the list."""
        return self.filter(state=BookingState.WAITING).order_by("queue_number")

    def expired(self, now: datetime) -> "BookingQuerySet":
        """Offered or held, and nobody said yes in time."""
        return self.filter(state__in=FOR_A_WHILE, offered_until__lte=now)


class Booking(models.Model):
    """Where one registration stands for one gathering; changed by `waiting_list` only."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="bookings"
    )
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="bookings")
    state = models.CharField(max_length=12, choices=BookingState, default=BookingState.HOPED)
    people = models.PositiveSmallIntegerField(default=1)
    queue_number = models.PositiveIntegerField(
        null=True
    )  # in the order in which they came, for ever
    offered_until = models.DateTimeField(null=True)
    times_passed = models.PositiveSmallIntegerField(
        default=0
    )  # how often a smaller one behind it went first

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "plek"
        verbose_name_plural = "plekken"
        ordering = ["gathering", "queue_number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BookingState.values), name="booking_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["registration", "gathering"], name="nobody_has_two_places"
            ),
            models.UniqueConstraint(
                fields=["gathering", "queue_number"], name="nobody_shares_a_number"
            ),
            models.CheckConstraint(condition=Q(people__gte=1), name="a_booking_is_for_somebody"),
            models.CheckConstraint(
                condition=Q(state__in=FOR_A_WHILE, offered_until__isnull=False)
                | (~Q(state__in=FOR_A_WHILE) & Q(offered_until=None)),
                name="an_offer_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["gathering", "state", "queue_number"], name="bookings_in_line"),
            models.Index(
                fields=["offered_until"],
                condition=Q(state__in=FOR_A_WHILE),
                name="bookings_on_offer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.people})"


class Participant(models.Model):
    """A professional who comes. `code` stands on the ticket."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="participants"
    )
    name = models.CharField("naam", max_length=120)
    code = models.CharField(max_length=10, unique=True, default=new_public_id, editable=False)
    present_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class RegistrationAnswer(models.Model):
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        RegistrationQuestion, on_delete=models.CASCADE, related_name="answers"
    )
    text = models.TextField()

    class Meta:
        verbose_name = "antwoord bij een aanmelding"
        verbose_name_plural = "antwoorden bij aanmeldingen"
        ordering = ["question__order", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "question"], name="a_question_is_answered_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


def registrations_of(user: Any) -> RegistrationQuerySet:
    """Of the address of this account, whether or not its owner was logged in."""
    return Registration.objects.of_address(user.email)
