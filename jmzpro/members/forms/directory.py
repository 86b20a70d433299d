"""The filter of the directory."""

from collections.abc import Mapping

from django import forms
from django.db.models import Count, Q

from jmzpro.members.models import Organisation, OrganisationKind
from jmzpro.places.models import Province


class DirectoryForm(forms.Form):
    """Province and kind, each choice with how many organisations it gives together with the other filter.

    What stands in the address and does not exist counts as nothing chosen. Two queries.
    """

    provincie = forms.ChoiceField(label="Provincie")
    soort = forms.ChoiceField(label="Soort organisatie")
    use_required_attribute = False  # each has a choice that is empty

    def __init__(self, query: Mapping[str, str]) -> None:
        kind = query.get("soort", "")
        kind = kind if kind in OrganisationKind.values else ""
        of_kind = Q(organisations__is_active=True) & (Q(organisations__kind=kind) if kind else Q())
        provinces = list(Province.objects.annotate(number=Count("organisations", filter=of_kind)))
        province = query.get("provincie", "")
        province = province if province in {one.slug for one in provinces} else ""
        super().__init__(initial={"provincie": province, "soort": kind})
        in_province = Q(is_active=True) & (Q(works_in__slug=province) if province else Q())
        kinds = dict(Organisation.objects.filter(in_province).order_by().values_list("kind").annotate(number=Count("pk", distinct=True)))
        self.offer("provincie", [("", "Alle provincies"), *((one.slug, f"{one.name} ({one.number})") for one in provinces)])
        self.offer("soort", [("", "Alle soorten"), *((one.value, f"{one.label} ({kinds.get(one.value, 0)})") for one in OrganisationKind)])

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen(self) -> dict[str, str]:
        """The filters as lookups on an organisation."""
        lookups = {"provincie": "works_in__slug", "soort": "kind"}
        return {lookups[name]: value for name, value in self.initial.items() if value}
