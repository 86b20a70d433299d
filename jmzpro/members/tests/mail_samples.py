"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.members import emails
from jmzpro.members.models import Person
from jmzpro.members.team import emails as team
from jmzpro.members.team import leaving, moving


def login_code(cast: SimpleNamespace) -> None:
    emails.send_login_code("sanne@cast.example", "12345678", user=cast.sanne.user, is_real=True)


def security_notice(cast: SimpleNamespace) -> None:
    emails.send_security_notice(cast.anouk.user, "Er is een tweede stap bij het inloggen toegevoegd.")


def invitation(cast: SimpleNamespace) -> None:
    emails.send_invitation(cast.nynke, "invitation:nynke")


def somebody(cast: SimpleNamespace, key: str) -> Person:
    """Who comes and goes without anybody of the cast having to."""
    return Person.join(f"{key}@cast.example", by=None, organisation=cast.brug, name=f"Iemand {key.title()}")


def leaving_and_closing(cast: SimpleNamespace) -> None:
    """A colleague tells it, the contact tells it of another; the contact hands over; accounts close."""
    own, other = somebody(cast, "zelf"), somebody(cast, "ander")
    leaving.leave(own, by=own.user, shown_as="oud-lid")
    leaving.leave(other, by=cast.sanne.user)
    team.you_are_contact(cast.nynke, cast.wad, by=cast.marijke.user)
    for person in (own, other):
        team.account_closed(person)


def moving_over(cast: SimpleNamespace) -> None:
    """One is taken in, one is not, one is called."""
    taken_in, refused, called = somebody(cast, "welkom"), somebody(cast, "niet"), somebody(cast, "gevraagd")
    for person in (taken_in, refused):
        leaving.leave(person, by=cast.sanne.user)
    moving.accept(moving.ask(taken_in, cast.ijssel), by=cast.daan.user)
    moving.decline(moving.ask(refused, cast.ijssel), by=cast.daan.user)
    moving.accept(moving.call(called, cast.ijssel, called.user.email, by=cast.daan.user), by=called.user)


SAMPLES = (leaving_and_closing, moving_over, login_code, security_notice, invitation)
# Asked for a moment ago, or sent once about one's own account.
SINGLE = {
    *(f"members/team/mail/{name}" for name in ("you_left", "colleague_left", "you_are_contact", "asks_to_come", "come_over", "moved")),
    *(f"members/team/mail/{name}" for name in ("came_over", "not_taken_in", "account_closed")),
    "members/mail/login_code",
    "members/mail/security_notice",
    "members/mail/invitation",
}
