"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.pages.models import Message, MessageState


def mistake(cast: SimpleNamespace) -> None:
    message = Message.receive(
        text="De link gaat nergens heen.",
        email="lezer@voorbeeld.example",
        page="/herkennen/",
        is_mistake=True,
    )
    Message.decide(str(message.pk), MessageState.ANSWERED, "De link gaat weer ergens heen.")


SAMPLES = (mistake,)
# Sent once, about what somebody just did.
SINGLE = {"pages/mail/received", "pages/mail/answered"}
