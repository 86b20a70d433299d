"""What in a text points at one person together: two or more different kinds, at least one of which
is a child's or a family's.

A name with a birth date; initials with a school; the street where somebody lives with a phone
number. What is a professional's does not count: who to call, where a meeting is, who wrote a book.
Where the text does not say whose a name is, it counts as a child's.
"""

from collections.abc import Iterator, Sequence

from jmzpro.text.guard.around import facts_around, facts_in
from jmzpro.text.guard.name_context import (
    A_CHILD_OF,
    AGED_BEHIND,
    CLASS_BEHIND,
    FAREWELL,
    HOME_MAIL,
    KIN_CONTACT,
    LIVES_BEFORE,
    OWN_CONTACT,
    PLACE_OF_MEETING,
    PRONOUN_AGE,
    SELF,
    THEIR_OWN,
)
from jmzpro.text.guard.named_persons import SIGNED, Person, Role
from jmzpro.text.guard.personal_details import BORN_BEFORE, is_told
from jmzpro.text.guard.spans import Kind, Seen, Span

REACH = 120  # characters between a number and the name it belongs to
CONTACT: frozenset[Kind] = frozenset({"phone", "email", "iban", "account"})


def kinds_of_one_person(
    plain: str, persons: Sequence[Person], seen: Sequence[Seen]
) -> frozenset[str]:
    """The kinds that point at one person together; empty when they do not."""
    counted: dict[str, bool] = {}  # kind: whether it is a child's or a family's beyond doubt
    for kind, is_private in _pointers(plain, persons, seen):
        counted[kind] = counted.get(kind, False) or is_private
    return frozenset(counted) if len(counted) > 1 and any(counted.values()) else frozenset()


def _pointers(
    plain: str, persons: Sequence[Person], seen: Sequence[Seen]
) -> Iterator[tuple[str, bool]]:
    yield from _of_persons(plain, persons)
    tells_of_nobody = all(
        person.role is not Role.CHILD and not is_told(plain, person) for person in persons
    )
    for start, end, kind, _ in seen:
        if kind == "birthdate":
            is_born = BORN_BEFORE.search(plain, max(0, start - 40), start) or A_CHILD_OF.search(
                plain, max(0, start - 40), end
            )
            yield kind, bool(is_born) or _is_beside_child(persons, (start, end))
        elif (
            kind == "school" and persons and tells_of_nobody
        ):  # a school, and a name that may be a colleague's
            continue
        elif kind in {"school", "club"}:
            yield kind, False
        elif kind == "address":
            role = _role_of_address(plain, persons, (start, end))
            if role is not Role.PROFESSIONAL:
                yield kind, role is Role.CHILD
        elif kind in CONTACT:
            role = _role_of_contact(plain, persons, (start, end))
            if role is not Role.PROFESSIONAL:
                yield (kind if role is Role.CHILD else "contact"), role is Role.CHILD


def _of_persons(plain: str, persons: Sequence[Person]) -> Iterator[tuple[str, bool]]:
    facts = facts_in(plain) if any(person.role is Role.CHILD for person in persons) else []
    for person in persons:
        if person.role is Role.PROFESSIONAL:
            continue
        yield ("initials" if person.is_initials else "name"), True
        if person.is_placed:
            yield "place", True
        # A child's whole name with how old it is, or its class: that is one child already.
        is_aged = any(
            sign.match(plain, person.end) for sign in (AGED_BEHIND, CLASS_BEHIND, PRONOUN_AGE)
        )
        if person.is_full and (
            is_aged
            or (
                person.role is Role.CHILD
                and any(kind == "age" for _, kind in facts_around(plain, person.span, facts))
            )
        ):
            yield "age", True


def _is_beside_child(persons: Sequence[Person], span: Span) -> bool:
    return any(
        person.role is Role.CHILD and _distance(person.span, span) <= REACH for person in persons
    )


def _distance(one: Span, other: Span) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])


def _nearest(persons: Sequence[Person], span: Span) -> Role | None:
    near = [
        (distance, person.start, person.role)
        for person in persons
        if (distance := _distance(person.span, span)) <= REACH
    ]
    return min(near, key=lambda found: found[:2])[2] if near else None


def _role_of_contact(plain: str, persons: Sequence[Person], span: Span) -> Role:
    before = plain[max(0, span[0] - 90) : span[0]]
    nearest = _nearest(persons, span)
    is_theirs = KIN_CONTACT.search(before) or (
        nearest is not Role.PROFESSIONAL and THEIR_OWN.search(before)
    )
    if is_theirs or (nearest is Role.CHILD and not SELF.search(before)):
        return Role.CHILD
    if (
        OWN_CONTACT.search(before)
        or FAREWELL.search(plain, max(0, span[0] - SIGNED), span[0])
        or nearest is Role.PROFESSIONAL
    ):
        return Role.PROFESSIONAL
    if nearest is Role.CHILD:
        return Role.CHILD
    found = plain[slice(*span)]
    if "@" in found and not HOME_MAIL.search(found):
        return Role.PROFESSIONAL
    return Role.UNSURE


def _role_of_address(plain: str, persons: Sequence[Person], span: Span) -> Role:
    before = plain[max(0, span[0] - 110) : span[0]]
    if LIVES_BEFORE.search(before):
        return Role.CHILD
    nearest = _nearest(persons, span)
    if nearest is Role.CHILD:
        return Role.CHILD
    is_of_work = (
        PLACE_OF_MEETING.search(before)
        or FAREWELL.search(plain, max(0, span[0] - SIGNED), span[0])
        or nearest is Role.PROFESSIONAL
    )
    return Role.PROFESSIONAL if is_of_work else Role.UNSURE
