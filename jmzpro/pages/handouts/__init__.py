"""What a consultant passes on to other professionals: a presentation, a mail and a flyer, with the
name of who gives them in it.

Made when asked for, from what was typed; nothing of it is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify

from jmzpro.pages.handouts.sender import Sender

__all__ = ["KINDS", "Kind", "Sender", "answer", "known_of"]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Kind:
    """One file. `make(sender)` gives its bytes."""

    key: str
    label: str
    promise: str
    file_name: str
    content_type: str
    make: Callable[[Sender], bytes]


def make_presentation(sender: Sender) -> bytes:
    from jmzpro.pages.handouts import slides  # takes long to read in, as the next two

    return slides.make(sender)


def make_mail(sender: Sender) -> bytes:
    from jmzpro.pages.handouts import letter

    return letter.make(sender)


def make_flyer(sender: Sender) -> bytes:
    from jmzpro.pages.handouts import flyer

    return flyer.make(sender)


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "presentatie",
            "Presentatie",
            (
                "Acht dia’s voor een team: wie het zijn, wat je ziet, wat je doet. Met notities "
                "voor wie vertelt. Ongeveer twintig minuten."
            ),
            "jonge-mantelzorgers-presentatie.pptx",
            POWERPOINT,
            make_presentation,
        ),
        Kind(
            "mail",
            "Mail",
            "Een korte mail aan een school, huisarts of team, om een afspraak te maken.",
            "jonge-mantelzorgers-mail.docx",
            WORD,
            make_mail,
        ),
        Kind(
            "flyer",
            "Flyer",
            (
                "Eén A4 voor in de lerarenkamer of de wachtkamer van het team: negen signalen, "
                "vijf stappen, wie je belt."
            ),
            "jonge-mantelzorgers-flyer.docx",
            WORD,
            make_flyer,
        ),
    )
}


def known_of(user: Any) -> dict[str, str]:
    """What a member need not type."""
    person = getattr(user, "person", None) if user.is_authenticated else None
    if person is None or not user.is_member:
        return {}
    return {
        "organisation": person.organisation.name if person.organisation else "",
        "name": person.name,
        "contact": user.email,
    }


def answer(kind: Kind, sender: Sender) -> HttpResponse:
    """The file as a download that no cache keeps."""
    name, _, ending = kind.file_name.rpartition(".")
    of_whom = slugify(sender.organisation)[:60].strip("-")
    response = HttpResponse(kind.make(sender), content_type=kind.content_type)
    response["Content-Disposition"] = (
        f'attachment; filename="{name}{f"-{of_whom}" if of_whom else ""}.{ending}"'
    )
    response["Cache-Control"] = "private, no-store"
    return response
