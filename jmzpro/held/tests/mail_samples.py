"""One of each mail about a held text: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.held import emails
from jmzpro.held.encryption import seal
from jmzpro.held.models import HeldText
from jmzpro.mail.models import new_token


def held(cast: SimpleNamespace) -> HeldText:
    return HeldText.objects.create(
        writer=cast.sanne.user,
        what="een vraag",
        kinds="name,birthdate",
        mark=new_token(),
        sealed=seal({}),
    )


def passed(cast: SimpleNamespace) -> None:
    emails.passed(held(cast), "/durf-te-vragen/1/", "")


def given_back(cast: SimpleNamespace) -> None:
    emails.given_back(held(cast), "Laat de naam van de straat weg.", "")


def expired(cast: SimpleNamespace) -> None:
    emails.expired(held(cast), "")


SAMPLES = (passed, given_back, expired)
# What became of something that somebody just sent.
SINGLE = {"held/mail/passed", "held/mail/given_back", "held/mail/expired"}
