"""What somebody stopped holds for mail that still waits too: the address to stop in a mail says
whose it is, which kind, and what about.
"""

from collections.abc import Collection, Iterable

from jmzpro.letters.kinds import MAIL
from jmzpro.letters.models import Follow, Stance, Subscriber
from jmzpro.letters.unsubscribe import NotOurs, Told, kind_of, read, token_of
from jmzpro.mail.suppression import Wish
from jmzpro.members.models import Person


def told_by(addresses: Iterable[str]) -> dict[str, Told]:
    """What each address says; those that are no address of ours are left out."""
    found = {}
    for address in addresses:
        try:
            found[address] = read(token_of(address))
        except NotOurs:
            continue
    return found


def unwanted(addresses: Collection[str]) -> set[str]:
    told = told_by(addresses)
    people = {
        p.public_id: p
        for p in Person.objects.active().filter(
            public_id__in={t.id_ for t in told.values() if not t.is_visitor}
        )
    }
    visitors = {t.id_ for t in told.values() if t.is_visitor}
    subscribed = (
        set(Subscriber.objects.filter(token__in=visitors).values_list("token", flat=True))
        if visitors
        else set()
    )
    mutes: dict[int, set[tuple[str, str]]] = {}
    muted = Follow.objects.filter(
        stance=Stance.MUTES, person__in=[person.pk for person in people.values()]
    )
    for person, kind, target in muted.values_list("person", "kind", "target"):
        mutes.setdefault(person, set()).add((kind, target))
    return {
        address
        for address, one in told.items()
        if (
            one.id_ not in subscribed
            if one.is_visitor
            else is_stopped(people.get(one.id_), one, mutes)
        )
    }


def is_stopped(person: Person | None, told: Told, mutes: dict[int, set[tuple[str, str]]]) -> bool:
    kind = kind_of(told)
    if person is None or kind is None:
        return False
    quiet = mutes.get(person.pk, set())
    if (MAIL, kind.key) in quiet or (kind.is_stopped is not None and kind.is_stopped(person)):
        return True
    return not kind.is_about_more and any(subject in quiet for subject in told.about)


def taken_back(address: str) -> None:
    for told in told_by([address]).values():
        person = None if told.is_visitor else Person.objects.filter(public_id=told.id_).first()
        kind = kind_of(told)
        if person is not None and kind is not None and kind.taken_back is not None:
            kind.taken_back(person, told.about)


WISH = Wish("letters", unwanted, taken_back)
