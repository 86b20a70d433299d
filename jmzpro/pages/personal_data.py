"""What the site's own pages hold about people: messages to the office."""

from typing import Any

from django.utils import timezone

from jmzpro.pages.models import Message
from jmzpro.trust.personal_data import DataCategory, moment


def export(user: Any) -> list[dict[str, str | None]]:
    sent = Message.objects.filter(email__iexact=user.email).order_by("sent_at", "pk")
    return [
        {
            "wanneer": moment(one.sent_at),
            "soort": one.get_kind_display(),
            "pagina": one.page,
            "bericht": one.text,
        }
        for one in sent
    ]


def erase(user: Any) -> None:
    Message.objects.filter(email__iexact=user.email).delete()


def sweep() -> int:
    return Message.objects.past_their_time(timezone.now()).delete()[0]


MESSAGES = DataCategory(
    key="messages",
    label="Je berichten aan het bureau",
    models=("pages.Message",),
    export=export,
    erase=erase,
    kept=(
        "Tot het bureau erover besloot en dan nog negentig dagen, zodat iemand erop terug kan "
        "komen."
    ),
    sweep=sweep,
    order=60,
)
