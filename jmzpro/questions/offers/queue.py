"""What waits for the office about offers: reports."""

from typing import Any

from django.urls import reverse

from jmzpro.members.reports import About, Reports
from jmzpro.questions.emails import taken_down
from jmzpro.questions.models import OfferReport
from jmzpro.questions.offers import lifecycle


def about(report: OfferReport) -> About:
    offer = report.offer
    return About(
        title=f"Aanbod: {offer.title}",
        text="\n\n".join(
            part for part in (offer.title, offer.text, offer.for_whom, offer.conditions) if part
        ),
        url=offer.get_absolute_url(),
        writer=offer.bringer,
        written="Gebracht door",
    )


def take_down(report: OfferReport, by: Any, text: str) -> None:
    """Its bringer and who waited for it hear it."""
    offer = report.offer
    if lifecycle.remove(offer):
        taken_down(
            offer.bringer,
            f"je aanbod ‘{offer.title}’",
            reverse("questions:offers"),
            text,
            f"hidden:offer/{offer.pk}",
        )


REPORTS = Reports(
    OfferReport,
    lambda: OfferReport.objects.select_related("offer__bringer__user", "reporter"),
    about,
    take_down,
)
QUEUE = REPORTS.queued(
    "offer-reports",
    "Meldingen over aanbod",
    "Het aanbod verdwijnt van de site en uit het zoeken; de brenger krijgt je reden per mail.",
    order=22,
)
