"""The names in what a member sends in for everybody: of the member, unless given as contact, and of colleagues who did not write it."""

from collections.abc import Mapping, Sequence
from typing import Any

from jmzpro.library.choices import FIELDS_OF_KIND
from jmzpro.library.models import Item
from jmzpro.members.models import Person
from jmzpro.text.known_names import Known, find
from jmzpro.trust.marks import Mark, Passage, marks
from jmzpro.trust.publication import unconfirmed

LABELS = {
    "title": "Titel",
    "promise": "Wat heeft een collega eraan",
    "text": "Tekst",
    "practice_context": "Situatie",
    "practice_approach": "Aanpak",
    "practice_result": "Wat het opleverde",
    "practice_differently": "Wat we anders zouden doen",
}


def known_of(item: Item, contact: str) -> Known:
    """The organisation stands on the page itself, and whoever is given as contact chose to."""
    if item.shared_by is None:
        return Known()
    colleagues = Person.objects.active().filter(organisation=item.organisation) if item.organisation else Person.objects.none()
    people = list({person.pk: person for person in (item.shared_by, *colleagues.select_related("user"))}.values())
    hidden = [person for person in people if not find(contact, Known(people=(person.name,)))]
    addresses = tuple(person.user.email for person in hidden)
    return Known(people=tuple(person.name for person in hidden), addresses=addresses)


def names_in(item: Item, content: Mapping[str, Any]) -> list[Mark]:
    """`content`: the fields of the version that would be public. Nothing of what only members read."""
    if content.get("is_for_members"):
        return []
    fields = ["title", "promise", "text", *FIELDS_OF_KIND.get(content.get("kind") or item.kind, ())]
    passages = [Passage(LABELS[name], str(content.get(name) or "")) for name in fields if name in LABELS]
    return marks(passages, known_of(item, str(content.get("practice_contact") or "")))


def unseen_in(item: Item, content: Mapping[str, Any]) -> Sequence[Mark]:
    return unconfirmed(names_in(item, content))
