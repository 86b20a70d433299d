"""One of each kind that waits for the office: see jmzpro/office/tests/test_every_decision.py."""

from types import SimpleNamespace

from jmzpro.pages.models import Message

SENDER = "lezer@voorbeeld.example"


def question(cast: SimpleNamespace, number: int) -> None:
    Message.receive(
        text=f"Waar vind ik het jaarverslag? {number}", email=SENDER, page="", is_mistake=False
    )


def mistake(cast: SimpleNamespace, number: int) -> None:
    Message.receive(
        text=f"Het telefoonnummer is veranderd. {number}",
        email=SENDER,
        page="/contact/",
        is_mistake=True,
    )


SAMPLES = {"bericht": question, "klopt-niet": mistake}
