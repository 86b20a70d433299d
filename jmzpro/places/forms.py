"""The one field in which somebody types a place."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from rapidfuzz import process

from jmzpro.kit.dutch import in_a_row
from jmzpro.places.models import Town


class PlaceInput(forms.TextInput):
    """A text field with suggestions from the site itself; without JavaScript it is a plain text field."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "address-level2", "data-suggest": reverse_lazy("places:suggest"), **(attrs or {})})


class PlaceField(forms.CharField):
    """A town by its name; the cleaned value is a Town, or None when empty and not required.

    A name that several towns share needs its province: the error lists what to type. A misspelt one gets the nearest names.
    """

    widget = PlaceInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Plaats", "help_text": "Typ de naam van een dorp of stad.", "max_length": 120, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Show a Town (or its key, as a model form's initial) as text that can be sent back."""
        if isinstance(value, int):
            value = Town.objects.select_related("province").filter(pk=value).first()
        if isinstance(value, Town):
            return value.full_name if Town.objects.named(value.name).count() > 1 else value.name
        return value

    def clean(self, value: Any) -> Town | None:
        name = super().clean(value)
        if not name:
            return None
        towns = list(Town.objects.named(name)[:6])
        if len(towns) == 1:
            return towns[0]
        if towns:
            raise forms.ValidationError(
                f"Er zijn meer plaatsen met deze naam. Typ er de provincie bij: {in_a_row([town.full_name for town in towns], 'of')}.",
                code="ambiguous",
            )
        raise forms.ValidationError(unknown_place(name), code="unknown")


def unknown_place(name: str) -> str:
    """The sentence for a name we do not know, with the nearest names when there are any."""
    known = list(Town.objects.order_by().values_list("name", flat=True).distinct())
    near = [match for match, score, _ in process.extract(name, known, limit=3, score_cutoff=75)]
    if near:
        return f"Deze plaats kennen we niet. Bedoel je {in_a_row(near, 'of')}?"
    return "Deze plaats kennen we niet. Kijk of de naam goed gespeld is, of kies een grotere plaats in de buurt."
