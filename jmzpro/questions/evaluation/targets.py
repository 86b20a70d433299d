"""What the network aims for in its month's figures: chosen by the office, and remembered when it
chooses anew.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone


class TargetFigure(models.TextChoices):
    ANSWERED = "beantwoord", "Beantwoord"
    HOURS = "werkuren", "Tijd tot het eerste antwoord"
    MOST = "meeste", "Meeste bij één persoon"
    PASSED = "weet-niet", "Weet ik niet"
    UNREACHED = "onbereikt", "Nog nooit bereikt"


# What holds until the office chooses. 87.7 % of the questions were answered at a comparable
# service.
TO_BEGIN_WITH: dict[str, float] = {TargetFigure.ANSWERED: 87.7, TargetFigure.HOURS: 8}


class TargetQuerySet(models.QuerySet["Target"]):
    def latest_first(self) -> Self:
        return self.order_by("-since", "-pk")


class Target(models.Model):
    """From `since` on, until a newer one of the same figure. `value`: percents, working hours or
    a number; None for no target.
    """

    figure = models.CharField("cijfer", max_length=12, choices=TargetFigure)
    value = models.FloatField("streven", null=True, blank=True)
    since = models.DateTimeField("sinds", default=timezone.now)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "streven"
        verbose_name_plural = "streven"
        constraints = [
            models.CheckConstraint(
                condition=Q(figure__in=TargetFigure.values), name="target_figure_is_known"
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0), name="a_target_is_not_below_zero"
            ),
        ]
        indexes = [models.Index(fields=["figure", "-since"], name="targets_of_a_figure")]

    def __str__(self) -> str:
        return f"{self.get_figure_display()}: {self.value}"

    @classmethod
    def current(cls) -> dict[str, float | None]:
        """Each figure and what we aim for now; one query."""
        chosen = cls.objects.order_by("since", "pk").values_list("figure", "value")
        return {**dict.fromkeys(TargetFigure.values), **TO_BEGIN_WITH, **dict(chosen)}
