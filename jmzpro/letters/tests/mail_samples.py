"""One of each mail that this slice sends: see docs/e-mail.md."""

from types import SimpleNamespace

from jmzpro.letters import emails
from jmzpro.letters.models import ThemeLetterRequest
from jmzpro.letters.tests.toy import letter_with
from jmzpro.themes.models import Theme


def letter(cast: SimpleNamespace) -> None:
    letter_with(cast.daan, "toy/1", "toy/2")


def confirming(cast: SimpleNamespace) -> None:
    asked = ThemeLetterRequest.objects.create(email="lezer@cast.example")
    asked.themes.set(Theme.objects.all()[:2])
    emails.confirm_theme_letter(asked)


SAMPLES = (letter, confirming)
# Asked for a moment ago, by whoever owns the address.
SINGLE = {"letters/mail/confirm"}
