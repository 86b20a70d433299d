"""The filter of the directory."""

from typing import Any

from django import forms
from django.db.models import Count, Q

from jmzpro.members.models import Organisation, OrganisationKind
from jmzpro.places.models import Province


class DirectoryForm(forms.Form):
    """Province and kind, each with how many organisations it would give together with the other filter."""

    provincie = forms.ChoiceField(label="Provincie", required=False)
    soort = forms.ChoiceField(label="Soort organisatie", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        # The state of the form is what was chosen and exists; anything else in the address counts as nothing chosen.
        self.provinces = list(Province.objects.annotate(number=Count("organisations", filter=self.shown("soort", "organisations__"))))
        kinds = (
            Organisation.objects.filter(self.shown("provincie")).order_by().values_list("kind").annotate(number=Count("pk", distinct=True))
        )
        counted = dict(kinds)
        provinces = [(province.slug, f"{province.name} ({province.number})") for province in self.provinces]
        self.offer("provincie", [("", "Het hele land"), *provinces])
        self.offer(
            "soort", [("", "Alle soorten"), *((kind.value, f"{kind.label} ({counted.get(kind.value, 0)})") for kind in OrganisationKind)]
        )

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def shown(self, other: str, prefix: str = "") -> Q:
        """What is visible and fits the other filter."""
        fits = Q(**{f"{prefix}is_active": True})
        value = self.data.get(other, "")
        if other == "soort" and value in OrganisationKind.values:
            fits &= Q(**{f"{prefix}kind": value})
        if other == "provincie" and value in {province.slug for province in getattr(self, "provinces", [])}:
            fits &= Q(**{f"{prefix}works_in__slug": value})
        return fits

    def chosen(self) -> dict[str, str]:
        """The filters as lookups on an organisation; what does not exist is no filter."""
        self.is_valid()
        lookups = {"provincie": "works_in__slug", "soort": "kind"}
        return {lookups[name]: value for name, value in self.cleaned_data.items() if value}
