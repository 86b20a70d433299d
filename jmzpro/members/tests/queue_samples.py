"""One of each kind that waits for the office: see jmzpro/office/tests/test_every_decision.py."""

from types import SimpleNamespace

from jmzpro.members.membership.application.models import (
    Application,
    ApplicationState,
    ApplicationStepKind,
)
from jmzpro.members.models import Organisation, Person, User
from jmzpro.members.team import departure, transfer
from jmzpro.places.models import Town


def application(cast: SimpleNamespace, number: int) -> None:
    made = Application.objects.create(
        name=f"Welzijn Voorbeeldstad {number}",
        kind="welzijn",
        town=Town.objects.get(slug="zwolle"),
        motivation="We willen leren van anderen.",
        contact_name="Mo de Vries",
        contact_email="mo@voorbeeld.example",
        state=ApplicationState.WAITING,
    )
    made.take_step(ApplicationStepKind.SENT, by=None)


def move(cast: SimpleNamespace, number: int) -> None:
    """Somebody left, and wants to come where nobody is contact."""
    Organisation.objects.filter(pk=cast.wad.pk).update(contact=None)
    user = User.objects.create_user(f"zoekt{number}@cast.example")
    person = Person.objects.create(user=user, name=f"Zoekt {number}", organisation=cast.brug)
    departure.leave(person, by=cast.sanne.user, tells=False)
    transfer.ask(person, cast.wad)


SAMPLES = {"lid-worden": application, "moves": move}
