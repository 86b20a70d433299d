from django.db import models
from django.db.models import Q

from jmzpro.members.reports import MemberReport, ReportState
from jmzpro.questions.offers.models.offer import Offer


class OfferReport(MemberReport):
    """A member says that the office should look at an offer."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="reports")

    class Meta(MemberReport.Meta):
        abstract = False
        verbose_name = "melding over aanbod"
        verbose_name_plural = "meldingen over aanbod"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="offer_report_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"melding over aanbod {self.offer_id}"
