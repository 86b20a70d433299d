"""What waits for the office about offers: reports."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from jmzpro.questions.deciding import may_decide
from jmzpro.questions.emails import taken_down
from jmzpro.questions.models import OfferReport, ReportState
from jmzpro.questions.offers import bringing
from jmzpro.trust.queue import AlreadyDecided, Decision, QueueKind, Waiting


def reports_for(user: Any) -> QuerySet[OfferReport]:
    return OfferReport.objects.waiting() if may_decide(user) else OfferReport.objects.none()


def waiting_reports(user: Any) -> Sequence[Waiting]:
    return [waiting_report(report) for report in reports_for(user).select_related("offer__bringer", "reporter")]


def waiting_report(report: OfferReport) -> Waiting:
    offer = report.offer
    told = "\n\n".join(part for part in (offer.title, offer.text, offer.for_whom, offer.conditions) if part)
    return Waiting(
        id=str(report.pk),
        title=f"Aanbod: {offer.title}",
        since=report.at,
        text=f"De melding: {report.text}\n\nWat er staat: {told}",
        url=offer.get_absolute_url(),
        facts=(
            ("Gemeld door", report.reporter.name if report.reporter else "een oud-lid"),
            ("Gebracht door", offer.bringer.name if offer.bringer else "een oud-lid"),
        ),
    )


def open_report(item_id: str) -> OfferReport:
    found = OfferReport.objects.waiting().select_related("offer__bringer__user").filter(pk=item_id).first()
    if found is None:
        raise AlreadyDecided
    return found


def hide(item_id: str, *, by: Any, reason: str = "") -> None:
    """Take the offer off the site; its bringer and who waited for it hear it."""
    report = open_report(item_id)
    if not report.decide(ReportState.HIDDEN, by=by):
        raise AlreadyDecided
    offer = report.offer
    if bringing.remove(offer):
        taken_down(offer.bringer, f"je aanbod ‘{offer.title}’", reverse("questions:offers"), reason, f"hidden:offer/{offer.pk}")


def leave(item_id: str, *, by: Any, reason: str = "") -> None:
    if not open_report(item_id).decide(ReportState.LEFT, by=by):
        raise AlreadyDecided


REPORTS = QueueKind(
    key="offer-reports",
    label="Meldingen over aanbod",
    waiting=waiting_reports,
    count=lambda user: reports_for(user).count(),
    decisions=(
        Decision(
            key="hide",
            label="Haal van de site",
            carry_out=hide,
            needs_reason=True,
            is_destructive=True,
            consequence="Het aanbod verdwijnt van de site en uit het zoeken; de brenger krijgt je reden per mail.",
        ),
        Decision(key="leave", label="Laat staan", carry_out=leave),
    ),
    order=22,
)
