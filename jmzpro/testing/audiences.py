"""What a visitor can read of what people wrote: each text in the database gets a word of its
own, and the whole site is read for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import DatabaseError, models, transaction
from django.test import Client

from jmzpro.testing import routes, rules
from jmzpro.testing.samples import Samples

# A word that no template has. With the number of its field behind it.
CANARY = "kanarievogel"
SHORTEST = (
    60  # characters that fit: a shorter field holds no words of people but a code, a kind, a number
)
# Keys, digests and drawings, which are nobody's words and break when one is added.
NO_WORDS = frozenset(
    {
        "outline",
        "key",
        "code",
        "slug",
        "sha256",
        "digest",
        "name_mark",
        "token",
        "etag",
        "uid",
        "sort_name",
    }
    | {"query_key", "message_id", "rrule", "rdate", "exdate"}
)
# Of the machinery, and places, whose names are official.
NOT_OURS = {"mail", "places", "work", "search", "freshness", "trust", "demo"}


@dataclass(frozen=True)
class Planted:
    """Field label → the word that stands in it now."""

    words: dict[str, str]

    def found_in(self, page: str) -> set[str]:
        """The fields of which this page shows something."""
        return (
            {label for label, word in self.words.items() if word in page}
            if CANARY in page
            else set()
        )


def texts_of(model: type[models.Model]) -> Iterator[models.Field[object, object]]:
    for field in model._meta.local_fields:
        is_plain = type(field) in {models.TextField, models.CharField}
        is_free = is_plain and not field.choices and not field.unique and field.name not in NO_WORDS
        if is_free and (field.max_length is None or field.max_length >= SHORTEST):
            yield field


def plant() -> Planted:
    """Put a word in every text of every row that people write; a field that takes none is left
    out.
    """
    words: dict[str, str] = {}
    for model in rules.our_models():
        if model._meta.app_label in NOT_OURS or model._meta.proxy or not model._meta.managed:
            continue
        for field in texts_of(model):
            label, word = f"{model._meta.label}.{field.name}", f"{CANARY}{len(words):04d}q"
            if put(model, field.name, word):
                words[label] = word
    return Planted(words)


def put(model: type[models.Model], name: str, word: str) -> bool:
    try:
        with transaction.atomic():
            return bool(model._default_manager.update(**{name: f"Zo is het {word} hier."}))
    except DatabaseError:
        return False


def read(addresses: Iterable[str], planted: Planted) -> dict[str, set[str]]:
    """Field → the addresses where a visitor reads it."""
    found: dict[str, set[str]] = {}
    client = Client()
    for address in addresses:
        answer = routes.ask(client, "GET", address)
        if answer.response.streaming or answer.response.status_code >= 400:
            continue
        for label in planted.found_in(answer.response.content.decode("utf-8", "replace")):
            found.setdefault(label, set()).add(address)
    return found


# In an address that only its receiver has.
SECRET = ("token", ":key>")


def public_addresses(samples: Samples) -> list[str]:
    """What anybody can find; an address with a key in it is somebody's own."""
    open_to_all = [
        route for route in routes.site_routes() if not any(sign in route.pattern for sign in SECRET)
    ]
    return [url for route in open_to_all if (url := routes.address(route, samples)) is not None]
