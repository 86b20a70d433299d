"""All that the contact keeps right about the organisation, on one page."""

from typing import Any

from django import forms

from jmzpro.members.membership.application.forms import KvkField, website_field
from jmzpro.members.membership.upkeep.versions import VersionedForm
from jmzpro.members.models import Organisation
from jmzpro.members.organisation.forms import PhoneField, ServedMunicipalitiesField
from jmzpro.places.forms import PlaceField
from jmzpro.text.forms import GuardedTextField, GuardedTexts, PlainTextField
from jmzpro.themes.forms import ThemesByAxisField


class OrganisationDetailsForm(GuardedTexts, VersionedForm, forms.ModelForm[Organisation]):
    description = GuardedTextField(
        label="Wie jullie zijn",
        help_text="Wat doen jullie voor jonge mantelzorgers?",
        lines=6,
        max_length=4_000,
        required=False,
        help_numbers=False,
    )
    town = PlaceField(label="Plaats", required=False)
    address = PlainTextField(
        reason="The address of an office that visitors may come to.",
        label="Bezoekadres",
        help_text="Straat en nummer, als mensen bij jullie langs kunnen komen.",
        max_length=120,
        required=False,
    )
    works_from_home = forms.BooleanField(
        label="Wij werken vanuit huis",
        help_text="Dan bewaren we geen adres: overal staat alleen de plaats.",
        required=False,
    )
    municipalities = ServedMunicipalitiesField(
        label="Gemeenten waar jullie werken",
        help_text="Typ de namen, met een komma ertussen of onder elkaar.",
    )
    themes = ThemesByAxisField(label="Waar jullie iets van weten")
    website = website_field()
    email = forms.EmailField(
        label="Algemeen e-mailadres",
        help_text="Staat op jullie pagina.",
        max_length=254,
        required=False,
        error_messages={"invalid": "Dit lijkt geen e-mailadres. Kijk het nog eens na."},
    )
    phone = PhoneField(help_text="Staat op jullie pagina en in de lijst van leden.")
    kvk = KvkField()

    class Meta:
        model = Organisation
        fields = [
            "description",
            "kind",
            "town",
            "address",
            "works_from_home",
            "municipalities",
            "works_in",
            "themes",
            "website",
            "email",
            "phone",
            "kvk",
        ]
        widgets = {"works_in": forms.CheckboxSelectMultiple(attrs={"class": "boxes"})}
        help_texts = {
            "works_in": (
                "Alleen als jullie in een hele provincie werken. Leeg, en hierboven ook leeg: "
                "het hele land."
            )
        }
        labels = {
            "works_in": "Hele provincies waar jullie werken",
            "kind": "Wat voor organisatie het is",
        }
        error_messages = {
            "kind": {
                "required": "Kies wat voor organisatie het is.",
                "invalid_choice": "Kies uit de lijst.",
            }
        }

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("works_from_home"):
            given["address"] = ""
        return super().clean()
