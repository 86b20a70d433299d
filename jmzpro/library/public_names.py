"""The names in what a member sends in for everybody: of the member, unless given as contact, and
of colleagues who did not write it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jmzpro.library.choices import FIELDS_OF_KIND
from jmzpro.library.models import Item
from jmzpro.members.models import Person
from jmzpro.text.known_names import Known, find
from jmzpro.trust.name_marks import Mark, Passage, marks
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


Colleagues = Mapping[int, Sequence[Person]]


def colleagues_at(items: Iterable[Item]) -> Colleagues:
    """The people of the organisations of these items, with their addresses, by key of the
    organisation: one query.
    """
    wanted = {item.organisation_id for item in items if item.shared_by_id and item.organisation_id}
    found: dict[int, list[Person]] = {}
    for person in Person.objects.active().filter(organisation__in=wanted).select_related("user"):
        found.setdefault(person.organisation_id or 0, []).append(person)
    return found


def known_of(item: Item, contact: str, colleagues: Colleagues) -> Known:
    """The organisation stands on the page itself, and whoever is given as contact chose to."""
    if item.shared_by is None:
        return Known()
    beside = colleagues.get(item.organisation_id or 0, ())
    people = list({person.pk: person for person in (item.shared_by, *beside)}.values())
    hidden = [person for person in people if not find(contact, Known(people=(person.name,)))]
    addresses = tuple(person.user.email for person in hidden)
    return Known(people=tuple(person.name for person in hidden), addresses=addresses)


def names_in(item: Item, content: Mapping[str, Any], colleagues: Colleagues) -> list[Mark]:
    """`content`: the fields of the version that would be public. Nothing of what only members
    read.
    """
    if content.get("is_for_members"):
        return []
    fields = ["title", "promise", "text", *FIELDS_OF_KIND.get(content.get("kind") or item.kind, ())]
    passages = [
        Passage(LABELS[name], str(content.get(name) or "")) for name in fields if name in LABELS
    ]
    return marks(passages, known_of(item, str(content.get("practice_contact") or ""), colleagues))


def unseen_in(
    item: Item, content: Mapping[str, Any], colleagues: Colleagues | None = None
) -> Sequence[Mark]:
    """`colleagues`: of `colleagues_at`, for who looks at many items; they are asked for when not
    given.
    """
    return unconfirmed(
        names_in(item, content, colleagues_at([item]) if colleagues is None else colleagues)
    )
