"""The forms with which a service is kept right, and with which anybody says what is wrong with it."""

from collections.abc import Iterator
from typing import Any

from django import forms

from jmzpro.kit.both_changed import VersionedForm
from jmzpro.members.models import Organisation
from jmzpro.places.forms import MunicipalitiesField, PlaceField
from jmzpro.places.models import Province
from jmzpro.support.choices import Applicant, Audience, Language, Status, Way
from jmzpro.support.models import SupportService
from jmzpro.support.models.service import WEB
from jmzpro.text.forms import GuardedForm, GuardedTextField, GuardedTexts, PlainTextField
from jmzpro.themes.forms import ThemesByAxisField

OF_SERVICE = "what an organisation offers, and how it is reached"
OLDEST = 99
AGE = {
    "invalid": "Vul de leeftijd in als een getal, zoals 12. Of laat het leeg.",
    "min_value": "Vul een leeftijd van 0 tot en met 99 in.",
    "max_value": "Vul een leeftijd van 0 tot en met 99 in.",
}
# Columns that are asked for by their own name, and the sets.
COLUMNS = (
    *("status", "name", "alternate_name", "description", "url", "email", "phone", "phone_description", "opening_hours"),
    *("organisation", "provider_name", "audiences", "minimum_age", "maximum_age", "eligibility_description", "ways", "languages"),
    *("interpretation_services", "fees_description", "wait_time", "application_process", "applicants", "is_national"),
    *("town", "address", "postcode"),
)
SETS = ("themes", "provinces", "municipalities")


def plain(label: str, help_text: str = "", *, lines: int = 1, most: int = 200, required: bool = False) -> PlainTextField:
    return PlainTextField(reason=OF_SERVICE, label=label, help_text=help_text, lines=lines, max_length=most, required=required)


def ticks(label: str, choices: Any, *, required: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=bool(required),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": required} if required else None,
    )


def age(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=OLDEST, error_messages=AGE)


class ServiceForm(GuardedTexts, VersionedForm):
    """For the contact of an organisation, and for the office: `organisations` are those that it may be of, `is_office` may name another."""

    name = GuardedTextField(label="Naam", lines=1, max_length=160)
    alternate_name = plain("Ook bekend als", most=160)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Van welke organisatie?", empty_label=None)
    provider_name = plain("Of van een organisatie die geen lid is", "De naam van die organisatie.")
    description = GuardedTextField(
        label="Wat is het?",
        help_text="In een paar zinnen: wat gebeurt er, en waar helpt het bij?",
        max_length=5_000,
        help_numbers=False,
    )
    status = forms.ChoiceField(label="Kan er nu iemand terecht?", choices=Status.choices, initial=Status.ACTIVE)

    audiences = ticks("Voor wie?", Audience.choices, required="Kies voor wie het is.")
    minimum_age = age("Leeftijd vanaf")
    maximum_age = age("Leeftijd tot en met")
    eligibility_description = plain("Voor wie precies?", lines=2, most=1_000)
    themes = ThemesByAxisField(help_text="Niets gekozen is: voor alle situaties.")
    ways = ticks("Hoe?", Way.choices, required="Kies hoe het gaat.")

    is_national = forms.BooleanField(label="In heel Nederland", required=False)
    provinces = forms.ModelMultipleChoiceField(
        Province.objects.all(), label="Provincies", required=False, widget=forms.CheckboxSelectMultiple
    )
    municipalities = MunicipalitiesField(
        label="Gemeenten", help_text="Typ de namen, met een komma ertussen.", required=False, widget=forms.TextInput
    )
    town = PlaceField(
        label="Waar is het?", help_text="Typ de naam van een dorp of stad. Is het alleen online? Laat het leeg.", required=False
    )
    address = plain("Straat en huisnummer", "Staat op de site. Laat leeg bij iemand thuis.")
    postcode = plain("Postcode", most=7)

    applicants = ticks("Wie mag aanmelden?", Applicant.choices, required="Kies wie mag aanmelden.")
    application_process = plain("Hoe meld je aan of verwijs je?", lines=3, most=2_000)
    wait_time = plain("Wachttijd", "Zoals: je kunt meteen terecht, of: ongeveer vier weken.")
    fees_description = plain("Kosten", "Zoals: gratis, of: met een verwijzing van de gemeente.", most=300)
    phone = plain("Telefoon", most=40)
    phone_description = plain("Bij de telefoon", "Zoals: vraag naar de consulent jonge mantelzorgers.")
    opening_hours = plain("Bereikbaar", "Zoals: maandag tot en met donderdag van 9.00 tot 17.00 uur.", lines=2, most=500)
    email = forms.EmailField(label="E-mailadres", required=False, max_length=254)
    url = forms.URLField(label="Website", required=False, max_length=1000, validators=[WEB], assume_scheme="https")
    languages = ticks("Talen", Language.choices)
    interpretation_services = plain("Tolk", most=300)

    GROUPS = (
        ("Wat", False, "name organisation provider_name description status"),
        ("Voor wie", False, "audiences minimum_age maximum_age themes ways"),
        ("Waar het voor werkt", False, "is_national provinces municipalities town"),
        ("Aanmelden en verwijzen", False, "applicants application_process wait_time fees_description"),
        ("Contact", False, "phone email url"),
        (
            "Meer",
            True,
            "alternate_name eligibility_description phone_description opening_hours address postcode languages interpretation_services",
        ),
    )

    def __init__(self, data: Any = None, *, organisations: Any, is_office: bool = False, service: SupportService | None = None) -> None:
        super().__init__(data, initial=initial_of(service) if service else {}, version=service.version if service else None)
        self.may_name_another = is_office
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations
        if is_office:
            field.required, field.empty_label = False, "Een organisatie die geen lid is"
        else:
            del self.fields["provider_name"]
            field.initial = organisations.first()

    def groups(self) -> Iterator[tuple[str, bool, bool, list[forms.BoundField]]]:
        """For the page: title, whether it folds, whether it stands open, and its fields."""
        for title, folds, names in self.GROUPS:
            bound = [self[name] for name in names.split() if name in self.fields]
            yield title, folds, any(one.errors or one.value() for one in bound), bound

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        low, high = given.get("minimum_age"), given.get("maximum_age")
        if low is not None and high is not None and high < low:
            self.add_error("maximum_age", "Deze leeftijd is lager dan ‘vanaf’. Draai ze om, of laat er een leeg.")
        if self.may_name_another and not given.get("organisation") and not given.get("provider_name"):
            self.add_error("provider_name", "Kies een lidorganisatie, of vul de naam van een andere organisatie in.")
        if not {"provinces", "municipalities", "town"} & self.errors.keys() and not any(
            given.get(name) for name in ("is_national", "provinces", "municipalities", "town")
        ):
            self.add_error("municipalities", "Vul in waar het voor werkt: gemeenten, provincies, heel Nederland, of de plaats waar het is.")
        if not {"phone", "email", "url"} & self.errors.keys() and not any(given.get(name) for name in ("phone", "email", "url")):
            self.add_error("phone", "Vul een telefoonnummer, mailadres of website in: wie hulp zoekt, moet ergens terechtkunnen.")
        return given

    def values(self) -> dict[str, Any]:
        """The columns of the service, by name."""
        found = {name: self.cleaned_data[name] for name in COLUMNS if name in self.cleaned_data}
        if found.get("organisation"):
            found["provider_name"] = ""
        return found

    def sets(self) -> dict[str, list[Any]]:
        return {name: list(self.cleaned_data[name]) for name in SETS}


def initial_of(service: SupportService) -> dict[str, Any]:
    columns = {name: getattr(service, name) for name in COLUMNS}
    return columns | {name: list(getattr(service, name).all()) for name in SETS}


class ReportForm(GuardedForm):
    """What is wrong with a service. For visitors: the same words sent twice are one (models/report.py)."""

    what = "een melding over hulpaanbod"
    text = GuardedTextField(
        lines=4,
        max_length=3_000,
        label="Wat klopt er niet?",
        help_text="Zoals: het telefoonnummer is veranderd. Noem geen naam of andere gegevens van een kind.",
        help_numbers=False,
    )
    email = forms.EmailField(
        label="Je e-mailadres",
        required=False,
        max_length=254,
        help_text="Alleen als het bureau je iets mag vragen. We gebruiken het nergens anders voor.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    # Nobody sees this one; what fills in everything is no person.
    website = forms.CharField(
        label="Laat dit leeg", required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    @property
    def is_trap_sprung(self) -> bool:
        return bool(self.cleaned_data.get("website"))
