"""What the office sees of the reports about services, and what it decides about them."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from jmzpro.support.choices import ReportState
from jmzpro.support.models import ServiceReport
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import Decision, Named, QueueKind, Waiting


def waiting(user: Any) -> Sequence[Waiting]:
    return [
        as_it_waits(report)
        for report in ServiceReport.objects.waiting().select_related("service__organisation")
    ]


def as_it_waits(report: ServiceReport) -> Waiting:
    service = report.service
    facts = [("Van", service.provider), ("Afzender", report.email or "liet geen adres achter")]
    url = reverse("support:edit", args=[service.public_id])
    sender = f"address/{report.email.lower()}" if report.email else ""
    return Waiting(
        str(report.pk),
        service.name,
        report.sent_at,
        text=report.text,
        url=url,
        facts=facts,
        sender=sender,
    )


def count(user: Any) -> int:
    return ServiceReport.objects.waiting().count()


def mended(item_id: str, *, by: Any, reason: str = "") -> None:
    ServiceReport.decide(item_id, ReportState.MENDED)


def lay_aside(item_id: str, *, by: Any, reason: str = "") -> None:
    ServiceReport.decide(item_id, ReportState.ASIDE)


def wait_again(item_id: str, *, by: Any) -> None:
    ServiceReport.wait_again(item_id)


def named(item_ids: Sequence[str]) -> dict[str, Named]:
    found = ServiceReport.objects.filter(
        pk__in=[one for one in item_ids if one.isdecimal()]
    ).select_related("service")
    return {
        str(one.pk): Named(one.service.name, reverse("support:edit", args=[one.service.public_id]))
        for one in found
    }


QUEUE = QueueKind(
    key="hulpaanbod",
    label="Klopt er iets niet in Hulp vinden?",
    named=named,
    waiting=waiting,
    count=count,
    decisions=(
        Decision("verholpen", "Verholpen", mended, letter=None, undo=wait_again),
        Decision(
            "opzij",
            "Opzij leggen",
            lay_aside,
            letter=None,
            undo=wait_again,
            done="Opzij gelegd",
            for_all=True,
        ),
    ),
    groups=(Office.EDITORS, Office.BUREAU),
    order=36,
)
