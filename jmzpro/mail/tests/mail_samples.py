"""One of each mail that this slice sends: see docs/e-mail.md."""

from jmzpro.mail import outbox
from jmzpro.mail.tests.conftest import letter_to


def letter(cast: object) -> None:
    """What Django, allauth or Wagtail still sends."""
    outbox.send(letter_to("sanne@cast.example"))


SAMPLES = (letter,)
# Nobody can stop these, since somebody asked for them or they come once.
SINGLE = {"mail/letter"}
