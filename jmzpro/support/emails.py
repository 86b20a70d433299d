"""The mails of Hulp vinden: one typed function a message, called in the transaction of what it
tells.
"""

from typing import TYPE_CHECKING

from django.urls import reverse

from jmzpro.letters import unsubscribe
from jmzpro.letters.kinds import muted
from jmzpro.members.models import Person
from jmzpro.members.person.mail import send_to

if TYPE_CHECKING:
    from jmzpro.support.models import ServiceReport, SupportService

UPKEEP = "support-upkeep"  # a kind of mail
BECAUSE = (
    "Je krijgt deze mail omdat jij de contactpersoon bent van de organisatie die dit hulpaanbod "
    "heeft."
)


def still_right(service: "SupportService", owner: Person, url: str) -> None:
    """To the contact of its organisation: once for each time that it was looked at."""
    send_to(
        owner,
        cause=f"support-still-right:{service.public_id}:{service.assured_date}",
        subject=f"Klopt dit nog: {service.name}?",
        template="support/mail/still_right",
        unsubscribe_url=unsubscribe.address(owner, UPKEEP),
        reason=BECAUSE,
        context={
            "service": service,
            "url": url,
            "edit_url": reverse("support:edit", args=[service.public_id]),
        },
    )


def reported(report: "ServiceReport") -> None:
    """To the contact of its organisation, when it has one. Not who reported it."""
    organisation = report.service.organisation
    owner = organisation.contact if organisation else None
    send_to(
        owner,
        cause=f"support-report:{report.pk}",
        subject=f"Klopt er iets niet? {report.service.name}",
        template="support/mail/reported",
        reason=BECAUSE,
        context={
            "service": report.service,
            "text": report.text,
            "edit_url": reverse("support:edit", args=[report.service.public_id]),
        },
    )


MAIL_KIND = muted(
    UPKEEP,
    "Geen mail meer of jullie hulpaanbod nog klopt",
    (
        "We vragen je niet meer per mail of jullie hulpaanbod nog klopt. Bij ‘Ons hulpaanbod’ "
        "zie je wat nagekeken moet worden."
    ),
    order=76,
    is_own=True,
)
