"""What `/mijn/` shows of texts that wait."""

from typing import Any

from django.http import HttpRequest

from jmzpro.held.models import HeldText
from jmzpro.kit.panels import Panel


def waiting(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    texts = list(HeldText.objects.waiting().of(request.user).defer("sealed")[:10])
    return {"texts": texts} if texts else None


WAITING_PANEL = Panel(
    key="held-mine", slot="mine", template="held/panel.html", context=waiting, order=5
)
