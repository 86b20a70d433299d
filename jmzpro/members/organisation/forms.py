"""Where an organisation works, as its people write it."""

from typing import Any

from jmzpro.places.forms import MunicipalitiesField
from jmzpro.text.forms import PlainTextField


class ServedMunicipalitiesField(MunicipalitiesField, PlainTextField):  # type: ignore[misc]  # cleans to what is meant, not to text
    """Municipalities by name, in a text of which nothing is kept but what it names."""

    def __init__(self, **kwargs: Any) -> None:
        reason = "Names that are looked up: nothing of what is typed is kept."
        super().__init__(**{"reason": reason, "lines": 3, "required": False, **kwargs})
