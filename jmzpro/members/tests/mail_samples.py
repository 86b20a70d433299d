"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.utils import timezone

from jmzpro.members.account import emails
from jmzpro.members.membership import emails as membership
from jmzpro.members.membership import lifecycle
from jmzpro.members.membership.application.models import (
    Application,
    ApplicationState,
    ApplicationStepKind,
)
from jmzpro.members.membership.rules import agreement
from jmzpro.members.membership.rules.models import HouseRules
from jmzpro.members.models import Organisation, Person
from jmzpro.members.team import departure, transfer
from jmzpro.members.team import emails as team
from jmzpro.places.models import Town


def login_code(cast: SimpleNamespace) -> None:
    emails.send_login_code("sanne@cast.example", "12345678", user=cast.sanne.user, is_real=True)


def security_notice(cast: SimpleNamespace) -> None:
    emails.send_security_notice(
        cast.anouk.user, "Er is een tweede stap bij het inloggen toegevoegd."
    )


def invitation(cast: SimpleNamespace) -> None:
    emails.send_invitation(cast.nynke, "invitation:nynke")


def somebody(cast: SimpleNamespace, key: str) -> Person:
    """Who comes and goes without anybody of the cast having to."""
    return Person.join(
        f"{key}@cast.example", by=None, organisation=cast.brug, name=f"Iemand {key.title()}"
    )


def leaving_and_closing(cast: SimpleNamespace) -> None:
    """A colleague tells it, the contact tells it of another; the contact hands over; accounts
    close.
    """
    own, other = somebody(cast, "zelf"), somebody(cast, "ander")
    departure.leave(own, by=own.user, shown_as="oud-lid")
    departure.leave(other, by=cast.sanne.user)
    team.you_are_contact(cast.nynke, cast.wad, by=cast.marijke.user)
    for person in (own, other):
        team.account_closed(person)


def moving_over(cast: SimpleNamespace) -> None:
    """One is taken in, one is not, one is called."""
    taken_in, refused, called = (
        somebody(cast, "welkom"),
        somebody(cast, "niet"),
        somebody(cast, "gevraagd"),
    )
    for person in (taken_in, refused):
        departure.leave(person, by=cast.sanne.user)
    transfer.accept(transfer.ask(taken_in, cast.ijssel), by=cast.daan.user)
    transfer.decline(transfer.ask(refused, cast.ijssel), by=cast.daan.user)
    transfer.accept(
        transfer.call(called, cast.ijssel, called.user.email, by=cast.daan.user), by=called.user
    )


def waiting_application() -> Application:
    return Application.objects.create(
        name="Stichting Voorbeeld",
        kind="welzijn",
        town=Town.objects.get(slug="zwolle"),
        motivation="We willen leren van anderen.",
        contact_name="Mo de Vries",
        contact_email="mo@voorbeeld.example",
        state=ApplicationState.WAITING,
    )


def applying(cast: SimpleNamespace) -> None:
    sent = waiting_application()
    membership.confirm_application(sent)
    membership.application_received(sent)
    membership.application_asked(
        sent, sent.take_step(ApplicationStepKind.ASKED, by=None, text="Voor wie werken jullie?")
    )
    membership.application_rejected(
        sent,
        sent.take_step(ApplicationStepKind.REJECTED, by=None, text="Dit is voor professionals."),
    )
    accepted = sent.take_step(
        ApplicationStepKind.ACCEPTED, by=None, text="Fijn dat jullie er zijn."
    )
    membership.application_accepted(sent, cast.wad, cast.wad.contact, accepted)
    joined = sent.take_step(
        ApplicationStepKind.ACCEPTED, by=None, text="Je collega’s kennen je al."
    )
    membership.application_joined(sent, cast.wad, cast.sanne, joined)


def house_rules(cast: SimpleNamespace) -> None:
    rules = HouseRules.objects.create(
        number=1, text="We antwoorden elkaar binnen een week.", summary="Sneller dan het was."
    )
    agreement.publish(rules, by=None)
    cast.anouk.user.groups.add(Group.objects.get_or_create(name="Bureau")[0])
    membership.send_rules(rules, "lezer@voorbeeld.example")


def still_right(cast: SimpleNamespace) -> None:
    membership.is_it_still_right(cast.brug, timezone.now())
    membership.is_it_still_right(cast.brug, timezone.now(), again=True)


def organisation_went(cast: SimpleNamespace) -> None:
    """It gave notice; nobody of the cast works there."""
    organisation = Organisation.objects.create(
        name="Welzijn Weg", slug="welzijn-weg", kind="welzijn"
    )
    Person.join("weg@cast.example", by=None, organisation=organisation, name="Iemand Weg")
    lifecycle.end(organisation, by=None)


SAMPLES = (
    organisation_went,
    leaving_and_closing,
    moving_over,
    applying,
    house_rules,
    still_right,
    login_code,
    security_notice,
    invitation,
)
# Asked for a moment ago, or sent once about one's own account.
SINGLE = {
    *(
        f"members/team/mail/{name}"
        for name in (
            "you_left",
            "colleague_left",
            "you_are_contact",
            "asks_to_come",
            "come_over",
            "moved",
        )
    ),
    *(
        f"members/membership/mail/{name}"
        for name in (
            "confirm",
            "received",
            "asked",
            "rejected",
            "accepted",
            "joined",
            "new_rules",
            "rules",
        )
    ),
    *(
        f"members/membership/mail/{name}"
        for name in ("rules_asked", "still_right", "organisation_went")
    ),
    *(f"members/team/mail/{name}" for name in ("came_over", "not_taken_in", "account_closed")),
    "members/mail/login_code",
    "members/mail/security_notice",
    "members/mail/invitation",
}
