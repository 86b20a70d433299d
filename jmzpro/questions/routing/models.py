"""What must still happen for a question without an answer; the days the office is closed, and
who listens in its place.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

if TYPE_CHECKING:
    from jmzpro.members.models import Person
    from jmzpro.questions.question.models import Question


class AlertState(models.TextChoices):
    ASKED = "gevraagd", "Gevraagd"
    PASSED = "weet-niet", "Wist het niet"
    ANSWERED = "beantwoord", "Antwoordde"


class AlertQuerySet(models.QuerySet["Alert"]):
    def waiting(self) -> "AlertQuerySet":
        return self.filter(state=AlertState.ASKED)


class Alert(models.Model):
    """One member was asked to help with one question, and why. Never twice for the same
    question.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="alerts"
    )
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="alerts")
    wave = models.PositiveSmallIntegerField(default=1)
    # Dutch, each to follow "je": ["hebt ervaring met brusjes", …]. routing/reasons.py says them
    # about several people.
    reasons = models.JSONField(default=list)
    score = models.FloatField(default=0)
    state = models.CharField(max_length=12, choices=AlertState, default=AlertState.ASKED)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    # Asked in a daily or weekly letter: does not count for the week.
    in_letter = models.BooleanField(default=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = "melding aan een lid"
        verbose_name_plural = "meldingen aan leden"
        ordering = ["wave", "-score", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], name="a_person_is_asked_once_for_a_question"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AlertState.values), name="alert_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["person", "-created_at"], name="alerts_of_a_person")]

    def __str__(self) -> str:
        return f"vraag {self.question_id} aan {self.person_id}"

    @classmethod
    def mark(cls, question: "Question", person: "Person", state: AlertState) -> bool:
        """The asked person passed or answered. An answer after a pass counts; a pass after an
        answer does not.
        """
        before = (
            [AlertState.ASKED]
            if state == AlertState.PASSED
            else [AlertState.ASKED, AlertState.PASSED]
        )
        waiting = cls.objects.filter(question=question, person=person, state__in=before)
        return bool(waiting.update(state=state, decided_at=timezone.now()))


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__gte=F("starts_on")),
        name=name,
        violation_error_message="De laatste dag ligt voor de eerste.",
    )


class StepKind(models.TextChoices):
    FIRST_WAVE = "eerste-ronde", "Vraag de eerste zes mensen"
    SECOND_WAVE = "tweede-ronde", "Vraag nog twaalf mensen"
    OFFICE = "bureau", "Vertel het het bureau"


class StepQuerySet(models.QuerySet["Step"]):
    def undone(self) -> "StepQuerySet":
        """Of open questions that nobody answered yet."""
        return self.filter(done_at=None, question__state="open", question__first_answer_at=None)

    def with_places(self) -> "StepQuerySet":
        """Waves that may still ask somebody: fewer were free than there were places, and nobody
        answered yet.
        """
        return self.filter(
            done_at__isnull=False,
            places__gt=0,
            question__state="open",
            question__first_answer_at=None,
        )

    def waiting_for_office(self) -> "StepQuerySet":
        """The office heard of these and has not decided; an answer makes them go away by
        themselves.
        """
        return self.filter(
            kind=StepKind.OFFICE,
            done_at__isnull=False,
            decided_at=None,
            question__state="open",
            question__first_answer_at=None,
        )


class Step(models.Model):
    """Something that happens once when a question stays without an answer: waves.py says when.
    Made with the question.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="steps"
    )
    kind = models.CharField(max_length=16, choices=StepKind)
    done_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)  # the office looked at it
    # Of a wave: how many more it may ask, and when somebody was last looked for.
    places = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateTimeField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "kind"], name="a_step_is_taken_once_for_a_question"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values), name="step_kind_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["question"], name="steps_not_yet_done", condition=Q(done_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.kind} vraag {self.question_id}"

    def claim(self, now: datetime, *, places: int = 0) -> bool:
        """Take it, by one conditional UPDATE that decides who was first and that it is still
        needed.
        """
        return bool(Step.objects.undone().filter(pk=self.pk).update(done_at=now, places=places))

    def decide(self) -> bool:
        return bool(
            Step.objects.waiting_for_office().filter(pk=self.pk).update(decided_at=timezone.now())
        )

    @classmethod
    def wait_again(cls, pk: str) -> bool:
        """What the office decided waits for it once more; False when it did already."""
        return bool(cls.objects.filter(pk=pk, decided_at__isnull=False).update(decided_at=None))


class Referral(models.Model):
    """Somebody who was asked named another member. Whether that one was asked is nobody's
    business: `asked_at` is for us.
    """

    MOST = 3

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="referrals")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "number"], name="a_referral_has_a_number_of_its_own"
            ),
            models.UniqueConstraint(
                fields=["alert", "person"], name="a_member_is_named_once_for_an_alert"
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, 3)), name="an_alert_is_referred_three_times_at_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert_id} → {self.person_id}"


class KeptForLetter(models.Model):
    """A question kept for the next letter of somebody who reads questions once a day or week.
    Goes when the letter tells it.
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="kept_for_letters"
    )
    person = models.ForeignKey("members.Person", on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)  # as of an alert
    score = models.FloatField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person"], name="a_question_is_kept_once_for_a_letter"
            )
        ]

    def __str__(self) -> str:
        return f"vraag {self.question_id} voor de brief van {self.person_id}"


class ClosedDaysQuerySet(models.QuerySet["ClosedDays"]):
    def between(self, first: date, last: date) -> "ClosedDaysQuerySet":
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class ClosedDays(models.Model):
    """The office is closed: no working days, beside weekends and public holidays."""

    name = models.CharField("naam", max_length=80)
    starts_on = models.DateField("van")
    ends_on = models.DateField("tot en met")

    objects = ClosedDaysQuerySet.as_manager()

    class Meta:
        verbose_name = "dagen dat het bureau dicht is"
        verbose_name_plural = "dagen dat het bureau dicht is"
        ordering = ["-starts_on"]
        constraints = [ends_after_it_starts("closed_days_end_after_they_start")]

    def __str__(self) -> str:
        return self.name


class StandInQuerySet(models.QuerySet["StandIn"]):
    def on(self, day: date) -> "StandInQuerySet":
        return self.filter(
            starts_on__lte=day,
            ends_on__gte=day,
            person__is_active=True,
            person__user__is_active=True,
        )


class StandIn(models.Model):
    """Who hears of questions without an answer in the office's place, on these days."""

    person = models.ForeignKey(
        "members.Person", verbose_name="wie", on_delete=models.CASCADE, related_name="+"
    )
    starts_on = models.DateField("van")
    ends_on = models.DateField("tot en met")

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "waarneming"
        verbose_name_plural = "waarnemingen"
        ordering = ["-starts_on"]
        constraints = [ends_after_it_starts("standing_in_ends_after_it_starts")]

    def __str__(self) -> str:
        return f"{self.person} {self.starts_on:%d-%m-%Y}"
