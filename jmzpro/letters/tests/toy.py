"""A section with things that are new, for tests of the letter itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from jmzpro.letters import emails
from jmzpro.letters.composition import Group
from jmzpro.letters.models import Rhythm
from jmzpro.letters.registry import Item, Reader, Section, sections
from jmzpro.members.models import Person


def item(key: str) -> Item:
    return Item(
        key=key,
        title=f"Iets nieuws {key}",
        url="/themas/vervoer/",
        text="Kort verteld.",
        meta="Uit Utrecht",
        why="je het thema Vervoer volgt",
    )


def toy_section(*keys: str, broken_for: Person | None = None) -> Section:
    def items(reader: Reader, since: datetime, until: datetime) -> Sequence[Item]:
        if broken_for is not None and reader.person == broken_for:
            raise RuntimeError("broken")
        return [item(key) for key in keys]

    return Section("toy", "Nieuw", items, more="themes:themes", more_label="Alle thema’s", order=5)


@contextmanager
def new_things(*keys: str, broken_for: Person | None = None) -> Iterator[None]:
    """Only these are new to everybody, as long as this lasts."""
    kept = list(sections)
    for section in kept:
        sections.unregister(section.key)
    sections.register(toy_section(*keys, broken_for=broken_for))
    try:
        yield
    finally:
        sections.unregister("toy")
        for section in kept:
            sections.register(section)


def letter_with(person: Person, *keys: str) -> None:
    now = timezone.now()
    emails.letter(
        person,
        Rhythm(person=person, next_at=now, last_at=now),
        [Group(toy_section(*keys), [item(key) for key in keys], more=3)],
    )
