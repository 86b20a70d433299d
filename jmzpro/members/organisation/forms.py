"""Where an organisation works and how it is reached, as its people write it."""

import re
from typing import Any

from django import forms

from jmzpro.places.forms import MunicipalitiesField
from jmzpro.text.forms import PlainTextField


class ServedMunicipalitiesField(MunicipalitiesField, PlainTextField):  # type: ignore[misc]  # cleans to what is meant, not to text
    """Municipalities by name, in a text of which nothing is kept but what it names."""

    def __init__(self, **kwargs: Any) -> None:
        reason = "Names that are looked up: nothing of what is typed is kept."
        super().__init__(**{"reason": reason, "lines": 3, "required": False, **kwargs})


PHONE = re.compile(r"\+?[\d\s().\-–/]+")


class PhoneField(PlainTextField):
    """A telephone number in any notation; what is typed stays as it is. From four digits (14 030
    of a municipality) to the fifteen of the world.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "reason": "How an organisation is reached, given to be shown on the site.",
                "label": "Telefoonnummer",
                "max_length": 40,
                "required": False,
                **kwargs,
            }
        )
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "tel"}

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "")
        digits = re.sub(r"\D", "", typed)
        if typed and not (PHONE.fullmatch(typed) and 4 <= len(digits) <= 15):
            raise forms.ValidationError(
                "Dit lijkt geen telefoonnummer. Schrijf het zoals 030 123 45 67.",
                code="phone",
            )
        return typed
