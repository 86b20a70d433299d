"""Private files: a part registers a kind; one view serves them to who may see them, as a download
that can do nothing.

    def find(user, public_id):
        return Attachment.objects.visible_to(user).filter(public_id=public_id).first()

    private_files.register(PrivateKind("antwoord", get=find))

and in the model: `get_absolute_url` returns `file_url("antwoord", self.public_id, self.name)`. The
file itself lies in `storages["private"]`, under an unguessable name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.files import File
from django.urls import reverse

from jmzpro.kit.registry import Registry


class PrivateFile(Protocol):
    """What `PrivateKind.get` returns: a model with a file, the name to save it under, and its
    type by content.
    """

    @property
    def file(self) -> "File[Any]": ...

    @property
    def name(self) -> str: ...

    @property
    def content_type(self) -> str: ...


@dataclass(frozen=True)
class PrivateKind:
    """`get(user, public_id)` gives the file when this (logged-in) user may see it, else None: it
    asks the part's `visible_to`.
    """

    key: str
    get: Callable[[Any, str], PrivateFile | None]
    order: int = 50


private_files: Registry[PrivateKind] = Registry("private files")


def file_url(kind: str, public_id: str, name: str) -> str:
    """The address of a private file; it ends in its name so that it is saved well."""
    return reverse("media:file", args=[kind, public_id, name.replace("/", "-")])
