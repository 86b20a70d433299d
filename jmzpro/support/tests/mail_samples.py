"""One of each mail that Hulp vinden sends: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.members.models import Organisation
from jmzpro.support import emails, upkeep
from jmzpro.support.models import ServiceReport
from jmzpro.support.tests.made import make_service


def asking(cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.brug.pk).update(contact=cast.sanne)
    service = make_service(organisation=Organisation.objects.get(pk=cast.brug.pk))
    emails.still_right(service, cast.sanne, upkeep.address_for(service, cast.sanne.user))


def reporting(cast: SimpleNamespace) -> None:
    Organisation.objects.filter(pk=cast.brug.pk).update(contact=cast.sanne)
    ServiceReport.receive(
        make_service(organisation=Organisation.objects.get(pk=cast.brug.pk)),
        "Het nummer is veranderd.",
        "",
    )


SAMPLES = (asking, reporting)
# Sent once, about what somebody just did.
SINGLE = {"support/mail/reported"}
