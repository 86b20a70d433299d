"""The mails about held texts. None has a word of what was written."""

from jmzpro.held.models import HeldText
from jmzpro.mail import outbox

REASON = "Je krijgt deze mail omdat een moderator een tekst van je bekeek."


def tell_writer(held: HeldText, about: str, subject: str, address: str, **context: object) -> None:
    """To the account, or to the address a visitor gave."""
    to = receiver(held, address)
    if not to:
        return
    outbox.send(
        outbox.Message(
            cause=f"held:{held.pk}:{about}",
            to=to,
            user=held.writer,
            subject=subject,
            template=f"held/mail/{about}",
            reason=REASON,
            context={"held": held, **context},
        )
    )


def receiver(held: HeldText, address: str) -> str:
    """As the outbox keeps it; "" when there is none."""
    to = held.writer.email if held.writer is not None else address
    return outbox.mail_address(to) if to else ""


def passed(held: HeldText, url: str, address: str) -> None:
    tell_writer(
        held,
        "passed",
        "Je tekst is bekeken en doorgelaten",
        address,
        url=url if url.startswith("/") else "",
    )


def given_back(held: HeldText, text: str, address: str) -> None:
    tell_writer(held, "given_back", "Je tekst is niet verstuurd", address, text=text)


def expired(held: HeldText, address: str) -> None:
    tell_writer(held, "expired", "Je tekst is niet verstuurd", address)
