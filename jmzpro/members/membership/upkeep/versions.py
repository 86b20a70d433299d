"""Two people who edit the same organisation: who saves second sees both texts first, and loses
nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models, transaction
from django.http import QueryDict

from jmzpro.kit.optimistic_lock import in_words, take_turn
from jmzpro.members.models import Organisation

CHANGED_MEANWHILE = (
    "Iemand anders heeft dit intussen veranderd. Hieronder staat wat jij schreef, en daarbij wat "
    "er nu staat. "
    "Neem over wat je nodig hebt en bewaar nog eens."
)


class ChangedMeanwhile(Exception):
    """Somebody saved between the check and this save; nothing was changed."""


@dataclass(frozen=True)
class Difference:
    label: str
    stored: str
    typed: str


class VersionedForm(forms.BaseModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Mix into a model form of Organisation, before it. `conflicts` is filled when it was
    changed since the form was made.
    """

    instance: Organisation
    conflicts: list[Difference]
    errors_tell_all = False  # where the page has no list of what differs

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts = []
        if self.instance.pk:
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=self.instance.version
            )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        stored = (
            Organisation.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        )
        if stored is not None and given.get("version") != stored.version:
            self.conflicts = [one for one in self.differing(stored, given) if one is not None]
            if self.conflicts:
                told = [
                    (
                        f"{one.label}{'' if one.label.endswith('?') else ':'} nu staat er "
                        f"“{one.stored}”, jij schreef “{one.typed}”."
                    )
                    for one in self.conflicts
                ]
                self.add_error(None, [CHANGED_MEANWHILE, *(told if self.errors_tell_all else [])])
            self.instance.version = stored.version
            self.see(stored.version)
        return given

    def see(self, version: int) -> None:
        """Sending it again says: I have seen that version."""
        seen = QueryDict(mutable=True)
        seen.update(self.data)
        seen[self.add_prefix("version")] = str(version)
        self.data = seen

    def differing(self, stored: Organisation, given: dict[str, Any]) -> Iterable[Difference | None]:
        for name, value in given.items():
            if name == "version" or not hasattr(stored, name):
                continue
            there = getattr(stored, name)
            said, known = as_text(stored, name, value), as_text(stored, name, there)
            if said != known:
                label = self.fields[name].label or name
                yield Difference(str(label).capitalize(), known or "niets", said or "niets")

    @transaction.atomic
    def save(self, commit: bool = True) -> Organisation:
        """What this form is about and nothing else: the state of the membership is not its
        business. Raises ChangedMeanwhile.
        """
        if not self.instance.pk:
            made: Organisation = super().save(commit)
            return made
        self.claim()
        columns = [
            name
            for name in self._meta.fields or ()
            if not Organisation._meta.get_field(name).many_to_many
        ]
        self.instance.save(update_fields=[*columns, "sort_name", "updated_at"])
        self._save_m2m()  # type: ignore[attr-defined]  # of every model form
        return self.instance

    def claim(self) -> None:
        """Raises ChangedMeanwhile when somebody saved between the check and now."""
        if not take_turn(Organisation.objects.filter(pk=self.instance.pk), self.instance.version):
            raise ChangedMeanwhile
        self.instance.version += 1


def as_text(organisation: Organisation, name: str, value: Any) -> str:
    field = Organisation._meta.get_field(name)
    if isinstance(field, models.ManyToManyField):
        return ", ".join(
            sorted(str(one) for one in (value.all() if hasattr(value, "all") else value or ()))
        )
    return in_words(dict(getattr(field, "flatchoices", ())).get(value, value))
