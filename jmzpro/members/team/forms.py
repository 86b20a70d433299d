"""The forms about who works at an organisation."""

from typing import Any

from django import forms

from jmzpro.members.models import Byline, Organisation, Person, Role
from jmzpro.members.person.forms import ABOUT_ONESELF
from jmzpro.members.team.colleagues import Told
from jmzpro.text.forms import PlainTextField
from jmzpro.text.words import fold
from jmzpro.trust.idempotency import OnceForm

# Organisations that are named when what somebody typed fits more than one.
NAMED = 5


def name_field() -> PlainTextField:
    return PlainTextField(
        reason=ABOUT_ONESELF,
        label="Naam",
        max_length=120,
        error_messages={"required": "Vul de naam van je collega in."},
    )


def function_field() -> PlainTextField:
    return PlainTextField(reason=ABOUT_ONESELF, label="Functie", max_length=120, required=False)


def role_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Wat doet je collega vooral?",
        choices=[("", "Kies"), *Role.choices],
        error_messages={
            "required": "Kies wat je collega vooral doet.",
            "invalid_choice": "Kies uit de lijst.",
        },
    )


class InviteForm(OnceForm):
    name = name_field()
    email = forms.EmailField(
        label="E-mailadres op het werk",
        max_length=254,
        help_text="Je collega logt in met een code die naar dit adres gaat.",
        error_messages={
            "required": "Vul het e-mailadres van je collega in.",
            "invalid": "Vul een volledig e-mailadres in, zoals naam@organisatie.nl.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    function = function_field()
    role = role_field()

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def told(self) -> Told:
        given = self.cleaned_data
        return Told(given["name"], given["email"], given["function"], given["role"])


class ChangeForm(forms.Form):
    """`seen`: how the person was when the form was made."""

    name = name_field()
    function = function_field()
    role = role_field()
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


def byline_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text="Dit kun je nog veranderen tot je account sluit.",
        choices=Byline.choices,
        initial=Byline.NAME,
        widget=forms.RadioSelect(attrs={"class": "boxes"}),
        error_messages={
            "required": "Kies een van de twee.",
            "invalid_choice": "Kies een van de twee.",
        },
    )


class LeaveForm(forms.Form):
    """`colleagues`: who may follow, when who leaves is the contact."""

    shown_as = byline_field("Hoe blijft staan wat je schreef?")

    def __init__(self, *args: Any, colleagues: "list[Person] | None" = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if colleagues:
            self.fields["successor"] = forms.ChoiceField(
                label="Wie wordt de contactpersoon?",
                help_text=(
                    "Je collega krijgt een mail. Weet je het niet, dan vraagt het bureau het na."
                ),
                choices=[
                    ("", "Dat weet ik niet"),
                    *((one.public_id, one.name) for one in colleagues),
                ],
                required=False,
                error_messages={"invalid_choice": "Kies een collega uit de lijst."},
            )


class BylineForm(forms.Form):
    shown_as = byline_field("Hoe blijft staan wat je schreef?")


class AskForm(OnceForm):
    """An organisation by its name, or by a part of it that only one has."""

    organisation = forms.CharField(
        label="Bij welke organisatie werk je nu?",
        help_text="Typ de naam, of een deel ervan.",
        max_length=120,
        strip=True,
        error_messages={"required": "Typ de naam van de organisatie waar je nu werkt."},
    )

    def clean_organisation(self) -> Organisation:
        typed = self.cleaned_data["organisation"].replace("\x00", "")
        offered = Organisation.objects.filter(is_active=True)
        exact = list(offered.filter(name__iexact=typed)[:2])
        found = (
            exact
            or list(offered.filter(name__icontains=typed)[: NAMED + 1])
            or folded(offered, typed)
        )
        if not found:
            raise forms.ValidationError(
                "Geen organisatie in het netwerk heet zo. Kijk bij de leden hoe zij precies heet."
            )
        if len(found) > 1:
            named = ", ".join(f"‘{one.name}’" for one in found[:NAMED])
            more = " en meer" if len(found) > NAMED else ""
            raise forms.ValidationError(f"Er zijn er meer: {named}{more}. Typ de hele naam.")
        return found[0]


def folded(offered: Any, typed: str) -> list[Organisation]:
    """Without accents and capitals; SQLite knows no other letters than ASCII."""
    wanted = fold(typed)
    keys = [
        pk for pk, name in offered.values_list("pk", "name").iterator() if wanted in fold(name)
    ][: NAMED + 1]
    return list(offered.filter(pk__in=keys))
