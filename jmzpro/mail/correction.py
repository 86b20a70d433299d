"""Coming back on what a mail said: it is withdrawn while it waits here, and when it has left its
receiver hears it.
"""

from dataclasses import dataclass
from typing import Any

from jmzpro.mail import outbox
from jmzpro.mail.models import OutgoingMail, OutgoingState

LEFT = (OutgoingState.SENDING, OutgoingState.SENT)


@dataclass(frozen=True)
class Regret:
    """What its receivers hear: `what` it was about, how it stands `now` in one or two sentences,
    and why they get it.
    """

    what: str
    now: str
    reason: str


def come_back(cause: str, regret: Regret) -> int:
    """Come back on every mail of this cause; gives how many receivers are told so."""
    mails = OutgoingMail.objects.filter(cause=cause)
    mails.waiting().update(state=OutgoingState.CANCELLED)
    return len(
        outbox.send_many(
            told(mail, regret) for mail in mails.filter(state__in=LEFT).select_related("user")
        )
    )


def told(mail: Any, regret: Regret) -> outbox.Message:
    """The cause holds the mail it comes back on, so that it is said once."""
    return outbox.Message(
        cause=f"came-back:{mail.pk}",
        to=mail.to,
        user=mail.user,
        subject=f"We kwamen erop terug: {regret.what}",
        template="mail/came_back",
        reason=regret.reason,
        context={"what": regret.what, "now": regret.now},
        thread=mail.thread,
    )
