"""What somebody says is wrong with a service."""

import hashlib
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from jmzpro.support import emails
from jmzpro.support.choices import ReportState
from jmzpro.support.models.service import SupportService
from jmzpro.trust.queue import AlreadyDecided

# As long as this after the decision: somebody may come back to it.
KEPT = timedelta(days=90)


class ServiceReportQuerySet(models.QuerySet["ServiceReport"]):
    def waiting(self) -> "ServiceReportQuerySet":
        return self.filter(state=ReportState.WAITING).order_by("sent_at", "pk")

    def past_their_time(self, now: datetime) -> "ServiceReportQuerySet":
        return self.exclude(state=ReportState.WAITING).filter(decided_at__lt=now - KEPT)


class ServiceReport(models.Model):
    service = models.ForeignKey(SupportService, on_delete=models.CASCADE, related_name="reports")
    text = models.TextField("wat er niet klopt")
    email = models.EmailField("mailadres", blank=True)
    state = models.CharField(
        "stand", max_length=12, choices=ReportState, default=ReportState.WAITING
    )
    sent_at = models.DateTimeField("verstuurd op", auto_now_add=True)
    decided_at = models.DateTimeField("besloten op", null=True)
    # The same words about the same service on the same day are one report, however often they are
    # sent.
    fingerprint = models.CharField(max_length=64, unique=True)

    objects = ServiceReportQuerySet.as_manager()

    class Meta:
        verbose_name = "melding over hulpaanbod"
        verbose_name_plural = "meldingen over hulpaanbod"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="service_report_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.WAITING, decided_at=None)
                | (~Q(state=ReportState.WAITING) & Q(decided_at__isnull=False)),
                name="service_report_waits_or_was_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.pk}"

    @classmethod
    @transaction.atomic
    def receive(cls, service: SupportService, text: str, email: str) -> "ServiceReport":
        """Keep it for the office and tell the owner. The same one sent again is the first one."""
        mark = "\n".join((service.public_id, email.lower(), text, timezone.localdate().isoformat()))
        fingerprint = hashlib.sha256(mark.encode()).hexdigest()
        values = {"service": service, "text": text, "email": email}
        report, is_new = cls.objects.get_or_create(fingerprint=fingerprint, defaults=values)
        if is_new:
            emails.reported(report)
        return report

    @classmethod
    def decide(cls, pk: str, state: ReportState) -> None:
        """AlreadyDecided for the second."""
        waits = (
            cls.objects.filter(pk=pk, state=ReportState.WAITING)
            if pk.isdigit()
            else cls.objects.none()
        )
        if not waits.update(state=state, decided_at=timezone.now()):
            raise AlreadyDecided

    @classmethod
    def wait_again(cls, pk: str) -> None:
        decided = cls.objects.filter(pk=pk).exclude(state=ReportState.WAITING)
        if not decided.update(state=ReportState.WAITING, decided_at=None):
            raise AlreadyDecided
