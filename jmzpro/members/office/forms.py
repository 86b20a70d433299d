"""The forms with which the office adds and changes organisations and people in /beheer/."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Q
from wagtail.admin.forms.models import WagtailAdminModelForm

from jmzpro.members.membership.application.forms import KvkField
from jmzpro.members.membership.upkeep.versions import VersionedForm
from jmzpro.members.models import Organisation, OrganisationKind, Person, Standing, User
from jmzpro.members.organisation.forms import PhoneField, ServedMunicipalitiesField
from jmzpro.places.forms import PlaceField
from jmzpro.text.forms import PlainTextField
from jmzpro.trust.queue import FOR_THE_LOG


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies een soort"), *OrganisationKind.choices],
        error_messages={"required": "Kies een soort.", "invalid_choice": "Kies uit de lijst."},
    )


class OrganisationForm(VersionedForm, WagtailAdminModelForm):
    errors_tell_all = True

    town = PlaceField(label="Plaats", required=False)
    municipalities = ServedMunicipalitiesField(
        label="Werkt in gemeenten",
        required=False,
        help_text=(
            "Met een komma ertussen. Vink hieronder alleen een provincie aan als ze in de hele "
            "provincie werken."
        ),
    )
    description = PlainTextField(
        reason="Het bureau beschrijft een organisatie.",
        label="Wie zijn zij?",
        lines=6,
        max_length=4000,
        required=False,
    )

    address = PlainTextField(
        reason="The address of an office that visitors may come to.",
        label="Bezoekadres",
        max_length=120,
        required=False,
    )
    phone = PhoneField()
    kvk = KvkField()
    kind = kind_field()

    class Meta:
        model = Organisation
        fields = [
            "name",
            "slug",
            "kind",
            "town",
            "address",
            "works_from_home",
            "municipalities",
            "works_in",
            "themes",
            "description",
            "website",
            "email",
            "phone",
            "kvk",
            "joined_on",
            "paid_until",
            "contact",
        ]
        widgets = {"works_in": forms.CheckboxSelectMultiple, "themes": forms.CheckboxSelectMultiple}
        help_texts = {
            "slug": "Het laatste stuk van het adres van de pagina, zoals steunpunt-de-brug.",
            "works_in": (
                "Zonder gemeente en zonder provincie werkt een organisatie in het hele land."
            ),
            "works_from_home": "Dan bewaren we geen adres: overal staat alleen de plaats.",
            "paid_until": "De laatste dag van het jaar waarvoor contributie betaald is.",
            "contact": "Houdt de gegevens bij en brengt de stem van de organisatie uit.",
        }

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("works_from_home"):
            self.cleaned_data["address"] = ""
        return super().clean()


class PersonForm(WagtailAdminModelForm):
    """A person and its account in one. What the person tells about itself is left to the person."""

    instance: Person

    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text=(
            "Met dit adres logt iemand in. Een gedeeld adres mag ook: zet dan hieronder een "
            "vinkje bij teammailbox."
        ),
        error_messages={"invalid": "Vul een volledig e-mailadres in, zoals naam@organisatie.nl."},
    )

    class Meta:
        model = Person
        fields = [
            "name",
            "email",
            "standing",
            "organisation",
            "is_team_mailbox",
            "function",
            "role",
            "province",
        ]
        help_texts = {
            "standing": (
                "Hoe iemand bij het netwerk hoort. Wie bij een lidorganisatie werkt, heeft ook "
                "een organisatie nodig."
            ),
            "organisation": "Verander je dit, dan blijft bewaard waar iemand eerder werkte.",
            "is_team_mailbox": (
                "Een plek voor een team met één adres, zoals info@. Meer mensen lezen wat daar "
                "binnenkomt; "
                "bij een antwoord vanaf dit adres vragen we steeds wie het schreef."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["email"] = self.instance.user.email
        self.fields["organisation"].queryset = Organisation.objects.filter(
            Q(is_active=True) | Q(people=self.instance.pk or 0)
        ).distinct()

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        taken = User.objects.filter(email__iexact=email).first()
        if taken is not None and not (self.instance.pk and taken.pk == self.instance.user_id):
            whose = f" van {taken.person.name}" if hasattr(taken, "person") else ""
            raise forms.ValidationError(
                f"Dit adres is al in gebruik: het is het account{whose}. Ieder adres hoort "
                "bij één account."
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needs_organisation = cleaned.get("standing") == Standing.MEMBER and (
            not self.instance.pk or self.instance.is_active
        )
        if (
            needs_organisation
            and not cleaned.get("organisation")
            and "organisation" not in self.errors
        ):
            self.add_error(
                "organisation",
                (
                    "Kies de lidorganisatie waar iemand werkt, of kies hierboven een andere plek "
                    "in het netwerk."
                ),
            )
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Person:
        """The office's change with its audit lines and the history of organisations. `for_user`
        is who does it.
        """
        by = self.for_user
        cleaned = self.cleaned_data
        if not self.instance.pk:
            joined = Person.join(
                cleaned["email"],
                by=by,
                **{name: cleaned[name] for name in self.Meta.fields if name != "email"},
            )
            self.instance = joined
            return joined
        before = Person.objects.select_related("user", "organisation").get(pk=self.instance.pk)
        for name in ("standing", "organisation"):  # changed by verbs, not by saving the form
            setattr(self.instance, name, getattr(before, name))
        person: Person = super().save(commit)
        person.settle(cleaned["standing"], cleaned["organisation"], by=by)
        if cleaned["email"] != before.user.email:
            person.change_address(cleaned["email"], by=by)
        return person


class ReasonForm(forms.Form):
    """Why the office decides this; it goes into the audit trail."""

    reason = PlainTextField(
        reason="Het bureau legt uit waarom; het staat alleen in het logboek.",
        label=FOR_THE_LOG,
        max_length=500,
        required=False,
        help_text="Waarom? Dan begrijpt een collega het later.",
    )
