"""A field for several choices in one column."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q


def known_choices(field: str, choices: type[models.TextChoices]) -> Q:
    """The condition of the check constraint: nothing, or known values between bars."""
    return Q(
        **{
            f"{field}__regex": rf"^(\|({'|'.join(re.escape(value) for value in choices.values)}))*\|?$"  # noqa: E501
        }
    )


class ChoicesField(models.TextField[Any, Any]):
    """Some of `of`, in their own order: a list in Python, "|vo|mbo|" in the database, so that
    `__contains="|vo|"` finds it.
    """

    def __init__(
        self, *args: Any, of: type[models.TextChoices] | None = None, **kwargs: Any
    ) -> None:
        self.of = of  # a migration does not know it, and does not need to
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, {**kwargs, "default": ""}

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> list[str]:
        return values_in(value or "")

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, str):
            return values_in(value)
        chosen, known = set(value or ()), self.of.values if self.of else []
        return [each for each in known if each in chosen] + sorted(chosen.difference(known))

    def get_prep_value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return as_column(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        return as_column(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> Any:
        return forms.MultipleChoiceField(
            choices=self.of.choices if self.of else [],
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
        )


def values_in(column: str) -> list[str]:
    return [value for value in column.split("|") if value]


def as_column(values: Iterable[str]) -> str:
    joined = "|".join(values)
    return f"|{joined}|" if joined else ""
