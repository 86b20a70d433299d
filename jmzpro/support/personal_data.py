"""What Hulp vinden holds about people: who left an address with a report. Of who searched,
nothing exists.
"""

from typing import Any

from django.utils import timezone

from jmzpro.support.models import ServiceReport
from jmzpro.trust.personal_data import DataCategory, moment


def export(user: Any) -> list[dict[str, str | None]]:
    sent = (
        ServiceReport.objects.filter(email__iexact=user.email)
        .select_related("service")
        .order_by("sent_at", "pk")
    )
    return [
        {"wanneer": moment(one.sent_at), "hulpaanbod": one.service.name, "melding": one.text}
        for one in sent
    ]


def erase(user: Any) -> None:
    ServiceReport.objects.filter(email__iexact=user.email).delete()


def sweep() -> int:
    return ServiceReport.objects.past_their_time(timezone.now()).delete()[0]


REPORTS = DataCategory(
    key="service-reports",
    label="Je meldingen over hulpaanbod",
    models=("support.ServiceReport",),
    export=export,
    erase=erase,
    kept=(
        "Tot het bureau erover besloot en dan nog negentig dagen, zodat iemand erop terug kan "
        "komen."
    ),
    sweep=sweep,
    order=61,
)
