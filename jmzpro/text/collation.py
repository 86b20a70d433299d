"""In which order names stand in a list: "van der Berg" under B, "'s-Hertogenbosch" under H, É
beside E, other scripts after ours.

A key is stored beside the name (`SortNameField`) so that the database sorts, and is made of 0-9 and
a-f alone: every collation of every database puts those in the same order. It is the folded name in
UTF-8, so scripts follow each other as in Unicode.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import models

from jmzpro.text.words import fold, words_of

# What goes before a name and is not what it stands under.
PARTICLES = frozenset(words_of("particles"))
# Letters that are no letter with an accent to Unicode, but are to who looks something up.
ALIKE = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)
APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
# "'s-Gravenhage", "d'Hondt" and "al-Masri" are written in one with what they stand under.
JOINED = re.compile(r"('s|'t|d'|l'|al|el)(?:-|(?<='))(?=[^\W\d_]{2})|('s|'t)-")
NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W_]+")
# Bytes of a name that are compared: longer names that begin the same way stand beside each other.
COMPARED = 96
KEY_LENGTH = 2 * COMPARED


def name_key(name: str) -> str:
    """The key of an organisation, a place or a surname: by its first word that is no particle,
    the particles last of all.
    """
    words = parts(name)
    main = after_particles(words)
    return encoded(main, words[: len(words) - len(main)])


def person_key(name: str) -> str:
    """The key of somebody's full name: by what comes after the given name and the particles, then
    by given name.

    "Anna Maria van den Berg" stands under "berg", "José García" under "garcia", a name of one word
    under that word.
    """
    before, comma, after = name.partition(",")
    if comma and before.strip() and after.strip():
        return encoded(after_particles(parts(before)), parts(after), parts(before))
    words = parts(name)
    particles = [at for at, word in enumerate(words[:-1]) if word in PARTICLES]
    if particles and particles[0] == 0:
        return name_key(name)
    at = particles[0] if particles else max(0, len(words) - 1)
    return encoded(after_particles(words[at:]), words[:at], words[at:])


def after_particles(words: list[str]) -> list[str]:
    at = next((at for at, word in enumerate(words) if word not in PARTICLES), 0)
    return words[at:]


def parts(name: str) -> list[str]:
    """The words of a name, folded; "d'Hondt", "'s-Gravenhage" and "al-Masri" taken apart."""
    found: list[str] = []
    for word in fold(name.translate(APOSTROPHES)).translate(ALIKE).split():
        joined = JOINED.match(word)
        found += [joined[1] or joined[2], word[joined.end() :]] if joined else [word]
    return found


def encoded(*fields: list[str]) -> str:
    """Fields one after the other: a name before the names that begin with it, numbers by their
    size.
    """
    text = "\x00".join(
        " ".join(piece for word in words for piece in bare(word)) for words in fields
    )
    return text.encode("utf-8", "replace")[:COMPARED].hex()


def bare(word: str) -> list[str]:
    if word in PARTICLES:
        return [word]
    return [NUMBER.sub(lambda number: number[0].zfill(8), piece) for piece in WORD.findall(word)]


class SortNameField(models.CharField):  # type: ignore[type-arg]
    """The stored key of a name in another field, made anew whenever the row is saved
    (`update_fields` that name it, `bulk_create` too).

    `update()` of the name alone goes past it: set both there.
    """

    def __init__(
        self, *args: Any, of: str = "name", key: Callable[[str], str] = name_key, **kwargs: Any
    ) -> None:
        self.of, self.key = of, key
        kwargs |= {"max_length": KEY_LENGTH, "editable": False, "default": "", "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "editable", "default", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "of": self.of, "key": self.key}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        made = self.key(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, made)
        return made
