"""What another part brings to the Kennisbank: a submission like any other, with its files, that
the Redactie looks at.
"""

import hashlib
from typing import Any

from django.core.files.base import ContentFile

from jmzpro.library import files, queue
from jmzpro.library.choices import Kind
from jmzpro.library.emails import submission_url
from jmzpro.library.models import FileVersion, Item
from jmzpro.media.shelves import Deposit, Shelf
from jmzpro.members.models import Person


def put(person: Person, deposit: Deposit) -> str:
    """Each file is read by the background worker, as what the Redactie adds itself."""

    def fill(item: Item) -> None:
        item.text = deposit.text
        item.themes.set(deposit.themes)

    item = queue.send_in(person, Kind.PUBLICATION, deposit.title, deposit.promise, fill)
    for name, content_type, file in deposit.files:
        files.attach(received(name, content_type, file, person), item)
    return submission_url(item)


def received(name: str, content_type: str, file: Any, person: Person) -> FileVersion:
    with file.open("rb") as opened:
        content = opened.read()
    digest = hashlib.sha256(content).hexdigest()
    version = FileVersion(
        name=name,
        content_type=content_type,
        sha256=digest,
        size=len(content),
        uploaded_by=person.user,
    )
    version.original.save(name, ContentFile(content), save=False)
    return version


SHELF = Shelf(key="library", label="Kennisbank", put=put)
