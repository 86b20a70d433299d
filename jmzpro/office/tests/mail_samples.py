"""One of each mail that the office gets from the machine: see docs/e-mail.md."""

from types import SimpleNamespace

from django.utils import timezone

from jmzpro.trust import duty


def calling(cast: SimpleNamespace) -> None:
    at = timezone.now()
    duty.tell(duty.Call("toy:1", "Woorden van gevaar", "Bericht aan het bureau", at, "/beheer/wachtrij/"))


SAMPLES = (calling,)
# The office's work: nobody on duty can do without it.
SINGLE = {"office/mail/on_duty"}
