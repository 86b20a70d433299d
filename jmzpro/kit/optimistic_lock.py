"""Two people who change the same thing at once lose nothing.

The row has a `version` that goes up with each change; the form carries the one it was filled from.
Who keeps second is told what is different by now, with all that was typed still there, and keeps
again to let it stand:

    form = ServiceForm(posted(request), initial=initial_of(service), version=service.version)
    if form.is_valid():
        if take_turn(SupportService.objects.filter(pk=service.pk), form.seen_version):   # in the transaction of the change
            ...
        else:
            now = SupportService.objects.get(pk=service.pk)
            form = ServiceForm(request.POST, initial=initial_of(now), version=now.version)
            form.tell_both()
"""  # noqa: E501

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import F, Model, QuerySet
from django.forms.models import ModelChoiceField
from django.http import QueryDict

FIELD = "versie"
MEANWHILE = (
    "Iemand anders heeft dit intussen veranderd. Hieronder staat wat jij typte; erboven zie je "
    "wat er nu staat. "
    "Neem over wat goed is en bewaar opnieuw: dan blijft jouw tekst staan."
)
LONGEST_SHOWN = 200


def take_turn(rows: QuerySet[Any, Any], seen: int | None) -> bool:
    """Claim the change of a row that is still as it was seen. Exactly one of two at the same
    moment gets True.
    """
    return seen is not None and rows.filter(version=seen).update(version=F("version") + 1) == 1


class VersionedForm(forms.Form):
    """Mix into the form of something with a `version`. `meanwhile` is filled by `tell_both`:
    label and what is there now.
    """

    versie = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.initial = {**(self.initial or {}), FIELD: version}
        self.meanwhile: list[tuple[str, str]] = []

    @property
    def seen_version(self) -> int | None:
        seen: int | None = self.cleaned_data.get(FIELD)
        return seen

    def tell_both(self) -> None:
        """Say where what is there now differs from what was typed; what is sent next is about
        what is there now.
        """
        self.full_clean()
        self.meanwhile = [
            (str(self.fields[name].label or name), self.as_text(name))
            for name in self.changed_data
            if name != FIELD
        ]
        sent = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        sent[self.add_prefix(FIELD)] = str(self.version)
        self.data = sent
        self.add_error(None, MEANWHILE)

    def as_text(self, name: str) -> str:
        """What is there now, in words."""
        field = self.fields[name]
        value = self.get_initial_for_field(field, name)
        names = dict(choices_of(field))
        several = (
            value if isinstance(value, Iterable) and not isinstance(value, str | Model) else [value]
        )
        shown = ", ".join(word for one in several if (word := in_words(names.get(one, one))))
        return (
            shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"
        ) or "leeg"


def in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)


def choices_of(field: forms.Field) -> list[tuple[Any, Any]]:
    """Of a field with choices of its own: what each value is called."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, ModelChoiceField):
        return []
    listed: Any = field.choices
    return [(value, label) for value, label in listed if isinstance(value, str)]
