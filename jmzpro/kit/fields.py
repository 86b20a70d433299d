"""Form fields that every part uses."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jmzpro.kit.dutch import DAYS, MONTHS

NO_DAY = (
    "Dit is geen dag die we kennen. Kies een dag, of schrijf hem zoals 31-12-2027 of 31 december "
    "2027."
)
WRITTEN = re.compile(
    rf"(?:(?:{'|'.join(DAYS)})\s+)?(\d{{1,2}})\s+([a-z]{{3,9}})\.?\s+(\d{{4}})", re.IGNORECASE
)


class DayInput(forms.DateInput):
    """The date picker of the browser. It reads and sends ISO dates only."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, picked or typed as people write it in Dutch: 31-12-2027, 31/12/27, 31 december
    2027, vrijdag 31 dec. 2027.
    """

    widget = DayInput
    default_error_messages = {"required": "Kies een dag.", "invalid": NO_DAY}
    formats = ("%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%Y/%m/%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"input_formats": self.formats, **kwargs})

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(in_digits(value) if isinstance(value, str) else value)
        return day

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed as a day where it is one, since the date picker shows nothing else."""
        try:
            return self.to_python(data) or data
        except ValidationError:
            return data


def in_digits(typed: str) -> str:
    """`31 december 2027` as `31-12-2027`; anything else as it is."""
    found = WRITTEN.fullmatch(typed.strip())
    month = month_of(found[2].lower()) if found else None
    return f"{found[1]}-{month}-{found[3]}" if found and month else typed


def month_of(name: str) -> int | None:
    """The number of a month by its name or the beginning of it."""
    name = {"mrt": "maart"}.get(name, name)
    return next(
        (number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)), None
    )
