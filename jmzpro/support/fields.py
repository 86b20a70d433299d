"""What a service says, a line for each column: how the form asks for it, where HSDS and the API
hold it, and what readers are told.

The form, the facts, the HSDS exporter, the HSDS mapping and the API read this table, so a new
column is named in its model, here and, where a page words it in its own way, in a template.
`tests/test_fields.py` holds the table against the model.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django import forms
from django.utils import timezone

from jmzpro.kit.fields import DayField
from jmzpro.members.models import Organisation
from jmzpro.places.forms import MunicipalitiesField, PlaceField
from jmzpro.places.models import Province
from jmzpro.support import wording
from jmzpro.support.choices import Applicant, Audience, Language, Status, Way
from jmzpro.support.models import SupportService
from jmzpro.support.models.service import WEB
from jmzpro.text.forms import GuardedTextField, PlainTextField
from jmzpro.themes.forms import ThemesByAxisField

OF_SERVICE = "what an organisation offers, and how it is reached"
OLDEST = 99
AGE = {
    "invalid": "Vul de leeftijd in als een getal, zoals 12. Of laat het leeg.",
    "min_value": "Vul een leeftijd van 0 tot en met 99 in.",
    "max_value": "Vul een leeftijd van 0 tot en met 99 in.",
}
# Columns that say nothing about the service itself, and why they are here.
BOOKKEEPING = {
    "id": "the key of the database",
    "slug": "its address, made from its first name",
    "area_in_words": "made from its areas by lay_out",
    "assurer": "who checked it; said beside the day, and no property of HSDS",
    "asked_about": "whether its owner was asked since the last check",
    "version": "for two who change it at once",
    "is_example": "whether it is invented, for the demo network",
    "created_at": "when it came here",
}


class Group(Enum):
    """The groups of the form, in order: their title, and whether they are folded."""

    WHAT = "Wat", False
    FOR_WHOM = "Voor wie", False
    WHERE = "Waar het voor werkt", False
    APPLYING = "Aanmelden en verwijzen", False
    CONTACT = "Contact", False
    MORE = "Meer", True

    @property
    def title(self) -> str:
        return self.value[0]

    @property
    def folds(self) -> bool:
        return self.value[1]


class Place(Enum):
    """Where facts are shown: on its page, on its card in a list, and where its owner looks
    whether it still holds.
    """

    PAGE, CARD, CHECK = "page", "card", "check"


@dataclass(frozen=True)
class Fact:
    """What readers are told of a column. `words`: how it is said, when not as it stands; `link`:
    an address that belongs to it, or "".
    """

    label: str
    on: tuple[Place, ...] = (Place.PAGE,)
    words: Callable[[SupportService], str] | None = None
    link: Callable[[SupportService], str] | None = None


@dataclass(frozen=True)
class ServiceField:
    """One column or set of `SupportService`.

    `ask`: the form field, None for what nobody types. `hsds`: the property of an HSDS record that
    holds it, alone or with other columns; `api`: its name in our API, for what HSDS has no property
    for. `kind`: of its value in both, when it is given as it stands there.
    """

    name: str
    ask: forms.Field | None = None
    group: Group | None = None
    hsds: str = ""
    api: str = ""
    kind: type | None = None
    fact: Fact | None = None

    @property
    def is_set(self) -> bool:
        return bool(SupportService._meta.get_field(self.name).many_to_many)

    def value(self, service: SupportService) -> Any:
        """As HSDS and the API give it; None for what is not known."""
        value = getattr(service, self.name)
        return None if value == "" else value.isoformat() if isinstance(value, date) else value

    def words(self, service: SupportService) -> str:
        told = self.fact.words if self.fact else None
        return told(service) if told else str(getattr(service, self.name))


def plain(
    label: str, help_text: str = "", *, lines: int = 1, most: int = 200, required: bool = False
) -> PlainTextField:
    return PlainTextField(
        reason=OF_SERVICE,
        label=label,
        help_text=help_text,
        lines=lines,
        max_length=most,
        required=required,
    )


def ticks(label: str, choices: Any, *, required: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=bool(required),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": required} if required else None,
    )


def age(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=OLDEST, error_messages=AGE
    )


def not_to_come(day: date) -> None:
    if day > timezone.localdate():
        raise forms.ValidationError(
            "Deze dag moet nog komen. Vul vandaag in, of een dag die geweest is.", code="to_come"
        )


FIELDS = (
    ServiceField("hsds_id", hsds="id", kind=str),
    ServiceField("public_id", api="public_id", kind=str),
    ServiceField(
        "name",
        GuardedTextField(label="Naam", lines=1, max_length=160),
        Group.WHAT,
        hsds="name",
        kind=str,
    ),
    ServiceField(
        "organisation",
        forms.ModelChoiceField(
            Organisation.objects.none(), label="Van welke organisatie?", empty_label=None
        ),
        Group.WHAT,
        hsds="organization",
        fact=Fact("Van", words=lambda service: service.provider, link=wording.provider_link),
    ),
    ServiceField(
        "provider_name",
        plain("Of van een organisatie die geen lid is", "De naam van die organisatie."),
        Group.WHAT,
        hsds="organization",
    ),
    ServiceField("provider_hsds_id", hsds="organization"),
    ServiceField(
        "description",
        GuardedTextField(
            label="Wat is het?",
            help_text="In een paar zinnen: wat gebeurt er, en waar helpt het bij?",
            max_length=5_000,
            help_numbers=False,
        ),
        Group.WHAT,
        hsds="description",
        kind=str,
    ),
    ServiceField(
        "status",
        forms.ChoiceField(
            label="Kan er nu iemand terecht?", choices=Status.choices, initial=Status.ACTIVE
        ),
        Group.WHAT,
        hsds="status",
        kind=str,
    ),
    ServiceField(
        "audiences",
        ticks("Voor wie?", Audience.choices, required="Kies voor wie het is."),
        Group.FOR_WHOM,
        hsds="attributes",
        fact=Fact("Voor wie", words=wording.for_whom),
    ),
    ServiceField(
        "minimum_age", age("Leeftijd vanaf"), Group.FOR_WHOM, hsds="minimum_age", kind=int
    ),
    ServiceField(
        "maximum_age", age("Leeftijd tot en met"), Group.FOR_WHOM, hsds="maximum_age", kind=int
    ),
    ServiceField(
        "themes",
        ThemesByAxisField(help_text="Niets gekozen is: voor alle situaties."),
        Group.FOR_WHOM,
        hsds="attributes",
    ),
    ServiceField(
        "ways",
        ticks("Hoe?", Way.choices, required="Kies hoe het gaat."),
        Group.FOR_WHOM,
        hsds="attributes",
        fact=Fact("Hoe", words=wording.ways),
    ),
    ServiceField(
        "is_national",
        forms.BooleanField(label="In heel Nederland", required=False),
        Group.WHERE,
        hsds="service_areas",
        fact=Fact("Werkt in", words=lambda service: service.area_in_words),
    ),
    ServiceField(
        "provinces",
        forms.ModelMultipleChoiceField(
            Province.objects.all(),
            label="Provincies",
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        Group.WHERE,
        hsds="service_areas",
    ),
    ServiceField(
        "municipalities",
        MunicipalitiesField(
            label="Gemeenten",
            help_text="Typ de namen, met een komma ertussen.",
            required=False,
            widget=forms.TextInput,
        ),
        Group.WHERE,
        hsds="service_areas",
    ),
    ServiceField(
        "town",
        PlaceField(
            label="Waar is het?",
            help_text="Typ de naam van een dorp of stad. Is het alleen online? Laat het leeg.",
            required=False,
        ),
        Group.WHERE,
        hsds="service_at_locations",
        fact=Fact("Waar", words=wording.location),
    ),
    ServiceField(
        "applicants",
        ticks("Wie mag aanmelden?", Applicant.choices, required="Kies wie mag aanmelden."),
        Group.APPLYING,
        hsds="attributes",
    ),
    ServiceField(
        "application_process",
        plain("Hoe meld je aan of verwijs je?", lines=3, most=2_000),
        Group.APPLYING,
        hsds="application_process",
        kind=str,
        fact=Fact("Aanmelden", on=(Place.CHECK,)),
    ),
    ServiceField(
        "wait_time",
        plain("Wachttijd", "Zoals: je kunt meteen terecht, of: ongeveer vier weken."),
        Group.APPLYING,
        hsds="wait_time",
        kind=str,
        fact=Fact("Wachttijd", on=(Place.PAGE, Place.CARD, Place.CHECK), words=wording.wait_time),
    ),
    ServiceField(
        "wait_time_known_on",
        DayField(
            label="Wachttijd bekend op",
            help_text=(
                "De dag waarop je deze wachttijd hoorde. Verandert de wachttijd, vul dan ook de "
                "nieuwe dag in."
            ),
            required=False,
            validators=[not_to_come],
        ),
        Group.APPLYING,
        api="wait_time_known_on",
        kind=date,
    ),
    ServiceField(
        "fees_description",
        plain("Kosten", "Zoals: gratis, of: met een verwijzing van de gemeente.", most=300),
        Group.APPLYING,
        hsds="fees_description",
        kind=str,
        fact=Fact("Kosten", on=(Place.PAGE, Place.CARD)),
    ),
    ServiceField(
        "phone",
        plain("Telefoon", most=40),
        Group.CONTACT,
        hsds="phones",
        fact=Fact("Telefoon", on=(Place.CHECK,)),
    ),
    ServiceField(
        "email",
        forms.EmailField(label="E-mailadres", required=False, max_length=254),
        Group.CONTACT,
        hsds="email",
        kind=str,
        fact=Fact("E-mail", on=(Place.CHECK,)),
    ),
    ServiceField(
        "url",
        forms.URLField(
            label="Website",
            required=False,
            max_length=1000,
            validators=[WEB],
            assume_scheme="https",
        ),
        Group.CONTACT,
        hsds="url",
        kind=str,
    ),
    ServiceField(
        "alternate_name",
        plain("Ook bekend als", most=160),
        Group.MORE,
        hsds="alternate_name",
        kind=str,
    ),
    ServiceField(
        "eligibility_description",
        plain("Voor wie precies?", lines=2, most=1_000),
        Group.MORE,
        hsds="eligibility_description",
        kind=str,
    ),
    ServiceField(
        "phone_description",
        plain("Bij de telefoon", "Zoals: vraag naar de consulent jonge mantelzorgers."),
        Group.MORE,
        hsds="phones",
    ),
    ServiceField("phones", hsds="phones"),
    ServiceField(
        "opening_hours",
        plain(
            "Bereikbaar",
            "Zoals: maandag tot en met donderdag van 9.00 tot 17.00 uur.",
            lines=2,
            most=500,
        ),
        Group.MORE,
        hsds="schedules",
        fact=Fact("Bereikbaar"),
    ),
    ServiceField("schedules", hsds="schedules"),
    ServiceField(
        "address",
        plain("Straat en huisnummer", "Staat op de site. Laat leeg bij iemand thuis."),
        Group.MORE,
        hsds="service_at_locations",
    ),
    ServiceField("postcode", plain("Postcode", most=7), Group.MORE, hsds="service_at_locations"),
    ServiceField(
        "languages",
        ticks("Talen", Language.choices),
        Group.MORE,
        hsds="languages",
        fact=Fact("Talen", words=wording.languages),
    ),
    ServiceField(
        "interpretation_services",
        plain("Tolk", most=300),
        Group.MORE,
        hsds="interpretation_services",
        kind=str,
        fact=Fact("Tolk"),
    ),
    ServiceField("assured_date", hsds="assured_date", kind=date),
    ServiceField("last_modified", hsds="last_modified", kind=datetime),
)


def unlisted(columns: Iterable[str]) -> set[str]:
    """Columns of the model that neither the table nor the bookkeeping names."""
    return set(columns) - {field.name for field in FIELDS} - BOOKKEEPING.keys()


def facts(service: SupportService, place: Place) -> list[tuple[str, ...]]:
    """What is known of a service for this place: label, words, and an address where there is
    one.
    """
    rows: list[tuple[str, ...]] = []
    for field in FIELDS:
        if field.fact and place in field.fact.on and (words := field.words(service)):
            link = field.fact.link(service) if field.fact.link else ""
            rows.append((field.fact.label, words, link) if link else (field.fact.label, words))
    return rows
