"""One of each mail that the office gets from the machine: see docs/e-mail.md."""

from types import SimpleNamespace

from django.utils import timezone

from jmzpro.office import reminder
from jmzpro.pages.models import Message
from jmzpro.trust import duty


def calling(cast: SimpleNamespace) -> None:
    at = timezone.now()
    duty.tell(
        duty.Call("toy:1", "Woorden van gevaar", "Bericht aan het bureau", at, "/beheer/wachtrij/")
    )


def waiting(cast: SimpleNamespace) -> None:
    Message.receive(text="Waar vind ik het jaarverslag?", email="", page="", is_mistake=False)
    reminder.remind(timezone.now())


SAMPLES = (calling, waiting)
# The office's work: nobody on duty can do without it.
SINGLE = {"office/mail/on_duty"}
