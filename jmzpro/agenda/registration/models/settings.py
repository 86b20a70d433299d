"""How one activity takes registrations: set by who organises it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from jmzpro.agenda.activity.models import Activity
from jmzpro.agenda.choices import Register
from jmzpro.agenda.registration.choices import WITH_OPTIONS, QuestionKind, QueueRule, WhoMay

if TYPE_CHECKING:
    from jmzpro.agenda.models import Occurrence
    from jmzpro.agenda.registration.models.session import Gathering

# What is asked for children's activities is gone so soon after them, whatever the organiser would
# like.
KEPT_FOR_CHILDREN = timedelta(days=7)
LARGEST_GROUP = 20
MOST_PLACES = 10_000


class Desk(models.Model):
    """One for each activity that takes registrations here. Locking this row is what makes one
    thing happen at a time (`waiting_list`).
    """

    activity = models.OneToOneField(
        "agenda.Activity", on_delete=models.CASCADE, related_name="desk"
    )
    # Of a series: one registration for all its dates, or one for each date. For children always for
    # each, so that nothing is kept long.
    is_for_whole_series = models.BooleanField("één aanmelding voor alle data", default=False)
    capacity = models.PositiveIntegerField(
        "aantal plekken", null=True, blank=True, validators=[MaxValueValidator(MOST_PLACES)]
    )
    opens_at = models.DateTimeField("aanmelden kan vanaf", null=True, blank=True)
    closes_at = models.DateTimeField("aanmelden kan tot", null=True, blank=True)
    who_may = models.CharField(
        "wie zich mag aanmelden", max_length=12, choices=WhoMay, default=WhoMay.EVERYONE
    )
    members_until = models.DateTimeField("alleen leden tot", null=True, blank=True)
    largest_group = models.PositiveSmallIntegerField(
        "hoeveel mensen tegelijk",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_GROUP)],
    )
    queue_rule = models.CharField(
        "de regel van de wachtlijst", max_length=12, choices=QueueRule, default=QueueRule.STRICT
    )
    # Who is offered a place from the list says yes within so many hours; empty: the place is theirs
    # at once.
    confirm_within = models.PositiveSmallIntegerField(
        "uren om te bevestigen",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
    )
    price = models.CharField("wat het kost", max_length=200, blank=True)
    kept_days = models.PositiveSmallIntegerField(
        "dagen bewaard na afloop",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )
    privacy_note = models.TextField("waarvoor de gegevens zijn", blank=True)
    remind_days = models.PositiveSmallIntegerField(
        "herinnering, dagen ervoor", null=True, blank=True, default=1
    )
    gives_certificates = models.BooleanField("geeft deelnamebewijzen", default=False)
    accreditation_number = models.CharField(
        "nummer van de accreditatie", max_length=120, blank=True
    )
    asks_evaluation = models.BooleanField("vraagt na afloop hoe het was", default=False)

    class Meta:
        verbose_name = "aanmelding bij een activiteit"
        verbose_name_plural = "aanmeldingen bij activiteiten"
        constraints = [
            models.CheckConstraint(
                condition=Q(who_may__in=WhoMay.values), name="desk_who_may_is_known"
            ),
            models.CheckConstraint(
                condition=Q(queue_rule__in=QueueRule.values), name="desk_queue_rule_is_known"
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="a_desk_has_a_place_at_least"
            ),
            models.CheckConstraint(
                condition=Q(largest_group__range=(1, LARGEST_GROUP)), name="a_group_has_a_size"
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="a_desk_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(who_may=WhoMay.MEMBERS_FIRST) | Q(members_until__isnull=False),
                name="members_first_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"aanmelden bij {self.activity}"

    @property
    def asks_an_address_only(self) -> bool:
        """For children: an adult's address and a number of places, and not a word about a child."""
        return self.activity.is_for_children

    @property
    def is_by_date(self) -> bool:
        return self.activity.is_series and (
            self.asks_an_address_only or not self.is_for_whole_series
        )

    @property
    def may_be_scarce(self) -> bool:
        """There are so many places, at the activity or in one of its workshops."""
        return self.capacity is not None or self.gatherings.exclude(capacity=None).exists()

    @property
    def kept(self) -> timedelta:
        return KEPT_FOR_CHILDREN if self.asks_an_address_only else timedelta(days=self.kept_days)

    @property
    def certifies(self) -> bool:
        return self.gives_certificates and not self.asks_an_address_only

    @property
    def evaluates(self) -> bool:
        return self.asks_evaluation and not self.asks_an_address_only

    @property
    def registers(self) -> list[str]:
        return [
            Register(value).label
            for value in self.activity.accreditations
            if value in Register.values
        ]

    def is_open_to_members_only(self, now: datetime) -> bool:
        if self.who_may == WhoMay.MEMBERS_FIRST:
            return self.members_until is not None and now < self.members_until
        return self.who_may == WhoMay.MEMBERS

    def gathering(self, date: "Occurrence | None" = None) -> "Gathering":
        """What somebody registers for: the whole, or this date. Made when it is first needed,
        under the lock of the desk.
        """
        from jmzpro.agenda.registration.models.session import Gathering

        return Gathering.of(self, date)


class RegistrationQuestion(models.Model):
    """What the organiser wants to know as well. Never asked for an activity for children."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField("soort", max_length=8, choices=QuestionKind, default=QuestionKind.LINE)
    label = models.CharField("vraag", max_length=200)
    help_text = models.CharField("uitleg", max_length=300, blank=True)
    options = models.TextField("antwoorden, één per regel", blank=True)
    is_required = models.BooleanField("moet ingevuld", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "vraag bij het aanmelden"
        verbose_name_plural = "vragen bij het aanmelden"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=QuestionKind.values),
                name="registration_question_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=WITH_OPTIONS) | ~Q(options=""), name="a_choice_has_options"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def choices(self) -> list[str]:
        return list(
            dict.fromkeys(line.strip() for line in self.options.splitlines() if line.strip())
        )


def desk_of(activity: Activity) -> Desk | None:
    """None where nobody has set up registering yet."""
    return Desk.objects.filter(activity=activity).first()


def editable(user: Any) -> "models.QuerySet[Desk]":
    return Desk.objects.filter(activity__in=Activity.objects.editable_by(user))
