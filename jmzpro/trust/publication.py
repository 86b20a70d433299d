"""What members write for each other and others may read too: every such way is registered, with
what it promises who wrote it.

Of a text without a name each word that is one is marked (`name_marks.py`), the office confirms each
(`confirm`), and what makes it public asks `unconfirmed`. A confirmation is of one word in one text:
a text that changed is asked about again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model

from jmzpro.kit.registry import Registry
from jmzpro.trust.models import ConfirmedMark
from jmzpro.trust.name_marks import Mark


class Unconfirmed(Exception):
    """Nothing was made public: nobody looked at these names yet."""

    def __init__(self, found: Sequence[Mark]) -> None:
        super().__init__(f"{len(found)} names")
        self.marks = found


def confirm(keys: Iterable[str]) -> None:
    """Somebody of the office looked at these marks and lets the words stand."""
    ConfirmedMark.objects.bulk_create(
        [ConfirmedMark(key=key) for key in keys], ignore_conflicts=True
    )


def unconfirmed(found: Sequence[Mark]) -> list[Mark]:
    keys = {mark.key for mark in found}
    confirmed = (
        set(ConfirmedMark.objects.filter(key__in=keys).values_list("key", flat=True))
        if keys
        else set()
    )
    return [mark for mark in found if mark.key not in confirmed]


class Promise(StrEnum):
    """What a way out promises who wrote the words."""

    NO_NAME = "zonder naam"
    OWN_NAME = "onder de eigen naam"
    OFFICE = "van het bureau of de redactie"


@dataclass(frozen=True)
class Failing:
    """Something that is public and breaks its promise. `hold()` takes it off the public site and
    puts it before the office.

    `why` goes to who runs the command and into the log, which keep no words: it says how many and
    where, never which.
    """

    subject: Model
    url: str
    why: str
    hold: Callable[[], object]


def nothing() -> Iterable[Failing]:
    return ()


@dataclass(frozen=True)
class WiderAudience:
    """The fields of a part that visitors read, each as "questions.Answer.public_wording", and what
    their writers were promised.

    Of a model that is public as a whole, "agenda.Activity.*" stands for all its fields; never with
    a promise of no name.

    `failing()` gives what is public now and should not be: with `NO_NAME` it looks for names. A
    guard reads the whole site as a visitor, and a field that turns up there and is registered
    nowhere turns it red.
    """

    key: str
    label: str
    promise: Promise
    fields: tuple[str, ...]
    failing: Callable[[], Iterable[Failing]] = nothing
    order: int = 50


wider_audiences: Registry[WiderAudience] = Registry("wider audiences")
