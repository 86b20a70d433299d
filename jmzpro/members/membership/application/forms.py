"""The form to become a member, and the small one to answer a question of the office."""

import re
from typing import Any

from django import forms

from jmzpro.members.organisation.forms import ServedMunicipalitiesField
from jmzpro.members.organisation.models import OrganisationKind
from jmzpro.places.forms import PlaceField
from jmzpro.text.forms import GuardedForm, GuardedTextField, PlainTextField
from jmzpro.themes.forms import ThemesByAxisField

NAMES = "The name of an organisation, or of somebody who speaks for it."
KVK = re.compile(r"\d{8}")


class KvkField(forms.CharField):
    """Eight digits, however they were grouped."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = "Acht cijfers."
        super().__init__(
            **{
                "label": "KvK-nummer",
                "help_text": help_text,
                "required": False,
                "max_length": 20,
                "widget": forms.TextInput(attrs={"inputmode": "numeric"}),
                **kwargs,
            }
        )

    def clean(self, value: Any) -> str:
        digits = re.sub(r"[\s.\-]", "", super().clean(value) or "")
        if digits and not KVK.fullmatch(digits):
            raise forms.ValidationError(
                "Een KvK-nummer heeft acht cijfers, zoals 12345678. Kijk het na, of laat het leeg.",
                code="kvk",
            )
        return digits


def website_field() -> forms.URLField:
    return forms.URLField(
        label="Website",
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={
            "invalid": "Dit lijkt geen webadres. Schrijf het zoals https://www.voorbeeld.nl."
        },
    )


class ApplicationForm(GuardedForm):
    what = "een aanmelding als lid"
    address_field = "contact_email"
    name = PlainTextField(
        reason=NAMES,
        label="Naam",
        help_text="Van de organisatie, of je eigen naam als je zelfstandig werkt.",
        max_length=120,
        error_messages={"required": "Vul de naam in."},
    )
    kind = forms.ChoiceField(
        label="Wat voor organisatie is het?",
        choices=[("", "Kies een soort"), *OrganisationKind.choices],
        error_messages={
            "required": "Kies wat voor organisatie het is.",
            "invalid_choice": "Kies uit de lijst.",
        },
    )
    kvk = KvkField()
    town = PlaceField(
        label="Plaats", error_messages={"required": "Vul de plaats in waar jullie zitten."}
    )
    municipalities = ServedMunicipalitiesField(
        label="Voor welke gemeenten werken jullie?",
        required=False,
        help_text="Typ de namen, met een komma ertussen. Werken jullie in het "
        "hele land? Laat dit dan "
        "leeg. "
        "Zijn jullie zelf een gemeente, dan vullen we die in.",
    )
    themes = ThemesByAxisField(label="Waar weten jullie iets van?")
    website = website_field()
    contact_name = PlainTextField(
        reason=NAMES,
        label="Naam",
        max_length=120,
        error_messages={"required": "Vul de naam van de contactpersoon in."},
    )
    contact_function = PlainTextField(reason=NAMES, label="Functie", max_length=120, required=False)
    contact_email = forms.EmailField(
        label="E-mailadres op het werk",
        max_length=254,
        help_text="We mailen je om het te bevestigen. Met dit adres log je straks in.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Dit lijkt geen e-mailadres. Kijk het nog eens na.",
        },
    )
    motivation = GuardedTextField(
        label="Waarom willen jullie lid worden?",
        help_text="Wat komen jullie halen, en wat kunnen jullie brengen?",
        lines=5,
        max_length=3_000,
        error_messages={"required": "Schrijf in een paar zinnen waarom jullie lid willen worden."},
    )
    # Nobody sees this one; what fills in everything is no person.
    nickname = forms.CharField(
        label="Laat dit leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    GROUPS = (
        ("De organisatie", "name kind kvk website"),
        ("Waar en waarover", "town municipalities themes"),
        ("De contactpersoon", "contact_name contact_function contact_email"),
        ("Waarom", "motivation"),
    )

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names.split()]) for title, names in self.GROUPS]

    @property
    def is_trap_sprung(self) -> bool:
        return bool(self.cleaned_data.get("nickname"))

    def clean(self) -> dict[str, Any]:
        """A municipality that names none works in its own, not in the whole country."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        town = given.get("town")
        if (
            given.get("kind") == OrganisationKind.MUNICIPALITY
            and not given.get("municipalities")
            and town
            and town.municipality
        ):
            given["municipalities"] = [town.municipality]
        return given

    def clean_contact_email(self) -> str:
        return str(self.cleaned_data["contact_email"]).strip().lower()


class AnswerForm(GuardedForm):
    what = "een antwoord aan het bureau"
    text = GuardedTextField(
        label="Je antwoord",
        lines=5,
        max_length=3_000,
        error_messages={"required": "Schrijf je antwoord op de vraag van het bureau."},
    )
