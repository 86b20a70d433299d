"""The fields in which somebody types a place, and those in which they type the municipalities
they work in.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy

from jmzpro.kit.dutch import in_a_row
from jmzpro.places import lookup
from jmzpro.places.models import Municipality, PlaceName, Town
from jmzpro.places.normalisation import AREA, PROVINCES, fold, readings
from jmzpro.places.postcodes import is_postcode

CHOICE = "-keuze"
LINES = re.compile(r"[\n;]")
AMBIGUOUS = "Er zijn meer plaatsen met deze naam. Kies er een, of typ de provincie erbij: {}."
NO_POSTCODE = "Deze postcode kennen we niet. Kijk of hij klopt, of typ de naam van de plaats."
UNKNOWN = (
    "Deze plaats kennen we niet. Kijk of de naam goed gespeld is, of kies een grotere plaats in "
    "de buurt."
)


class PlaceInput(forms.TextInput):
    """A text field with suggestions from the site itself; without JavaScript it is a plain text
    field.

    When several places may be meant, they stand below it to choose from. The choice counts as long
    as the text is still that of then.
    """

    template_name = "places/place_input.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "autocomplete": "address-level2",
                "data-suggest": reverse_lazy("places:suggest"),
                **(attrs or {}),
            }
        )
        self.asked = ""
        self.offered: list[str] = []

    def offer(self, asked: str, offered: list[str]) -> None:
        self.asked, self.offered = asked, offered

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What to choose from: the value, which says on which text it is the answer, and what it
        is called.
        """
        return [(f"{self.asked}|{label}", label) for label in self.offered]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return {**context, "choices": self.choices, "choice_name": f"{name}{CHOICE}"}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        return chosen_for(typed, data.get(f"{name}{CHOICE}"))


def chosen_for(typed: Any, choice: Any) -> Any:
    """The choice when it answers what was typed, else what was typed."""
    asked, _, chosen = str(choice or "").partition("|")
    return chosen if chosen and asked == str(typed or "").strip() else typed


def settled(query: QueryDict, name: str) -> QueryDict:
    """The query with the choice for a place in the place of what was typed: what an address to
    share has.
    """
    choice = query.get(f"{name}{CHOICE}")
    if choice is None:
        return query
    query = query.copy()
    query[name] = chosen_for(query.get(name, ""), choice)
    del query[f"{name}{CHOICE}"]
    return query


class NearField(forms.CharField):
    """A place to measure from: a town, a municipality or a postcode of four digits. The cleaned
    value is a `lookup.Place`, or None.

    A name that several places share asks which; a misspelt one gets the nearest names. Both can be
    chosen without JavaScript.
    """

    widget = PlaceInput

    def __init__(self, **kwargs: Any) -> None:
        help_text = "Typ een dorp, stad of gemeente, of je postcode."
        super().__init__(
            **{"label": "Plaats of postcode", "help_text": help_text, "max_length": 120, **kwargs}
        )

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        places = lookup.find(typed)
        if len(places) == 1:
            return self.kept(places[0])
        if places:
            said = lookup.labels(places, frozenset([fold(typed)]))
            self.offer(typed, said)
            raise forms.ValidationError(AMBIGUOUS.format(in_a_row(said, "of")), code="ambiguous")
        near = [] if is_postcode(typed) else lookup.nearest_names(typed)
        self.offer(typed, near)
        raise forms.ValidationError(unknown(typed, near), code="unknown")

    def offer(self, typed: str, said: list[str]) -> None:
        if isinstance(self.widget, PlaceInput):
            self.widget.offer(typed, said)

    def kept(self, place: lookup.Place) -> Any:
        return place


class PlaceField(NearField):
    """A place to keep: the cleaned value is a Town. Of a municipality it is the largest, of a
    postcode the nearest.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Plaats", **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Show a Town (or its key, as a model form's initial) as text that can be sent back."""
        if isinstance(value, int):
            value = Town.objects.select_related("province", "municipality").filter(pk=value).first()
        return lookup.label_of(value) if isinstance(value, Town) else value

    def kept(self, place: lookup.Place) -> Any:
        return place.town


def unknown(typed: str, near: list[str]) -> str:
    """The sentence for a name we do not know."""
    if is_postcode(typed):
        return NO_POSTCODE
    return f"Deze plaats kennen we niet. Bedoel je {in_a_row(near, 'of')}?" if near else UNKNOWN


class MunicipalitiesField(forms.CharField):
    """Several municipalities by name, with a comma or on lines of their own. The cleaned value
    is a list of Municipality, by name.
    """

    def __init__(self, **kwargs: Any) -> None:
        help_text = (
            "Typ de namen, met een komma ertussen. Werken jullie in het hele land? Laat dit dan "
            "leeg."
        )
        super().__init__(
            **{"label": "Gemeenten", "help_text": help_text, "max_length": 8000, **kwargs}
        )

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        if all(isinstance(one, int) for one in value):
            value = Municipality.objects.filter(pk__in=value)
        return ", ".join(sorted(str(one) for one in value))

    def clean(self, value: Any) -> list[Municipality]:
        typed = super().clean(value) or ""
        if not typed:
            return []
        known = called(keys_in(typed))
        found: dict[int, Municipality] = {}
        errors = []
        for name in names_in(typed, known):
            meant = meant_by(name, known)
            if len(meant) == 1:
                found[meant[0].pk] = meant[0]
            elif meant:
                errors.append(
                    f"“{name}” is de naam van meer dan één gemeente. Typ "
                    f"{in_a_row([str(one) for one in meant], 'of')}."
                )
            else:
                errors.append(unknown_municipality(name))
        if errors:
            raise forms.ValidationError(errors)
        return sorted(found.values(), key=lambda one: fold(one.name))


Known = dict[str, list[Municipality]]


def called(keys: set[str] | None = None) -> Known:
    """What municipalities these keys may mean; None: every key there is. One that merged stands
    for what it is now.
    """
    rows = PlaceName.objects.filter(municipality__isnull=False)
    if keys is not None:
        rows = rows.filter(key__in=keys)
    found: Known = {}
    rows = rows.select_related("municipality__province", "municipality__merged_into__province")
    for row in rows.order_by("municipality__name", "pk"):
        assert row.municipality is not None
        now = row.municipality.merged_into or row.municipality
        if now not in found.setdefault(row.key, []):
            found[row.key].append(now)
    return found


def parts_of(line: str) -> list[str]:
    return [part.strip() for part in line.split(",") if part.strip()]


def keys_in(typed: str) -> set[str]:
    """Every key that this text may name, one part or two together."""
    keys = set()
    for line in LINES.split(typed):
        parts = parts_of(line)
        pairs = [", ".join(pair) for pair in pairwise(parts)]
        keys |= {key for name in (*parts, *pairs) for key, _ in readings(name)} | {
            fold(pair) for pair in pairs
        }
    return keys


def names_in(typed: str, known: Known) -> list[str]:
    """The names in a text. A comma may stand in a name too: "Nuenen, Gerwen en Nederwetten"."""
    names = []
    for line in LINES.split(typed):
        parts = parts_of(line)
        while parts:
            together = ", ".join(parts[:2])
            taken = 2 if len(parts) > 1 and fold(together) in known else 1
            names.append(", ".join(parts[:taken]))
            parts = parts[taken:]
    return names


def meant_by(name: str, known: Known) -> list[Municipality]:
    for key, behind in readings(name):
        meant = [
            one for one in known.get(key, []) if not behind or behind == AREA or is_in(one, behind)
        ]
        if meant:
            return meant
    return []


def is_in(municipality: Municipality, behind: str) -> bool:
    return (
        fold(municipality.province.name) == behind
        or PROVINCES.get(behind) == municipality.province.code
    )


def unknown_municipality(name: str) -> str:
    """A town that is no municipality names the one it is in."""
    keys_meant = [key for key, _ in readings(name)]
    town = (
        Town.objects.filter(names__key__in=keys_meant, municipality__isnull=False)
        .order_by("-population", "pk")
        .first()
    )
    if town is not None and town.municipality is not None:
        return f"“{name}” is geen gemeente. Bedoel je {town.municipality}?"
    known = called()
    keys = lookup.most_alike(fold(name), list(known), 1)
    near = f" Bedoel je {known[keys[0]][0]}?" if keys else " Kijk of de naam goed gespeld is."
    return f"De gemeente “{name[:60]}” kennen we niet.{near}"
