"""What can be passed on: one short address with a QR code, and one picture, for each public thing
of every part.

A part registers how it finds its things by their code. `/k/<code>/` leads to the thing for as long
as it exists, whatever its address became since; so what is on paper keeps working.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import get_random_string

from jmzpro.kit.picture import Words
from jmzpro.kit.registry import Registry

# Without what is mixed up when read aloud or typed over.
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code() -> str:
    """Eight characters of its own for what has no other name that stays the same."""
    return get_random_string(8, CODE_LETTERS)


@dataclass(frozen=True)
class Shared:
    """One thing, as this reader may see it. `code`: with the prefix of its kind; `path`: where it
    is now; `accent`: see `picture.ACCENTS`.

    What is not public has a short address for those who may see it, and no picture.
    """

    code: str
    title: str
    kind: str
    path: str
    accent: str
    is_public: bool = True
    about: str = ""

    @property
    def words(self) -> Words:
        return Words(self.title, self.kind, self.accent)

    @property
    def address(self) -> str:
        return f"{settings.BASE_URL}{self.path}"

    @property
    def short_address(self) -> str:
        return f"{settings.BASE_URL}{short_path(self.code)}"

    @property
    def short_address_shown(self) -> str:
        """As somebody types it over."""
        return self.short_address.partition("://")[2].rstrip("/")

    @property
    def qr_path(self) -> str:
        return reverse("pages:short-qr", args=[self.code])

    @property
    def picture_address(self) -> str:
        """Empty for what is not public."""
        return (
            f"{settings.BASE_URL}{reverse('pages:picture', args=[self.code, self.words.mark])}"
            if self.is_public
            else ""
        )

    @property
    def picture_alt(self) -> str:
        return f"{self.kind}: {self.title}" if self.kind else self.title

    @property
    def mail_address(self) -> str:
        body = "\n\n".join(
            part for part in (f"{self.title}\n{self.about}".strip(), self.address) if part
        )
        return f"mailto:?subject={quote(self.title)}&body={quote(body)}"


@dataclass(frozen=True)
class Shareable:
    """A kind of thing. `find(rest, user)`: what has this code, without its prefix, when this
    user may see it; else None.
    """

    key: str
    prefix: str
    find: Callable[[str, Any], Shared | None]
    order: int = 50

    def code(self, rest: object) -> str:
        return f"{self.prefix}-{rest}" if self.prefix else str(rest)


shareables: Registry[Shareable] = Registry("sharing")


def find(code: str, user: Any) -> Shared | None:
    """What a short address stands for; None when there is nothing that this user may see."""
    prefix, dash, rest = code.lower().partition("-")
    if not dash:
        prefix, rest = "", prefix
    kind = next((kind for kind in shareables if kind.prefix == prefix), None)
    return kind.find(rest, user) if kind else None


@lru_cache(maxsize=256)
def qr(address: str) -> bytes:
    """The QR code of an address as SVG: dark on light in every theme, for a phone must be able
    to read it.
    """
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=4, border=3, light="white", title="QR-code"
    )
    return drawn.getvalue()


def short_path(code: str) -> str:
    return reverse("pages:short", args=[code])
