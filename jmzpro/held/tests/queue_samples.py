"""One of each kind that waits for who is on duty: see
jmzpro/office/tests/test_every_decision.py.
"""

from types import SimpleNamespace

from django.test import Client

from jmzpro.held.models import LookedOver
from jmzpro.trust.idempotency import new_key

CHILD = (
    "Kim de Vries, geboren 12-03-2017, woont op de Kerkstraat 12 in Utrecht en zorgt voor haar "
    "moeder."
)


def text(cast: SimpleNamespace, number: int) -> None:
    """A question that its asker says is about no child, sent as a browser does."""
    client = Client()
    client.force_login(cast.sanne.user)
    typed = {
        "title": f"Wie denkt mee over vraag {number}?",
        "text": CHILD,
        "province": "",
        "stap": "verstuur",
    }
    client.post(
        "/durf-te-vragen/stel-je-vraag/", {**typed, "eenmalig": new_key(), "geen_kind": "on"}
    )


def look(cast: SimpleNamespace, number: int) -> None:
    LookedOver.objects.create(
        writer=cast.sanne.user,
        what="Durf te Vragen",
        kinds="name",
        url=f"/durf-te-vragen/{number}/",
    )


SAMPLES = {"bekijken": text, "nagekeken": look}
