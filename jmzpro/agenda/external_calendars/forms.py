"""Connecting a calendar: its address, or a file."""

from typing import Any

from django import forms
from django.conf import settings

from jmzpro.agenda.activity.models import WEB
from jmzpro.agenda.choices import AUDIENCE_COLUMNS, Audience, Kind
from jmzpro.agenda.external_calendars.models import ConnectedCalendar, Form
from jmzpro.agenda.external_calendars.tokenizer import LARGEST, NONE_HERE, is_calendar
from jmzpro.agenda.submission.fields import WRONG_ADDRESS
from jmzpro.members.models import Person
from jmzpro.text.forms import PlainTextField
from jmzpro.trust.safe_fetch import is_literally_inside

INSIDE = (
    "Dit adres wijst naar een computer of netwerk van jezelf. Daar kunnen wij niet bij. "
    "Geef het adres waarmee iedereen op internet je kalender kan openen, of geef een bestand."
)


def content_of(file: Any) -> bytes | None:
    """What a file holds, when that is a calendar; it is read afterwards. Raises ValidationError."""
    if not file:
        return None
    if file.size > LARGEST:
        raise forms.ValidationError(
            "Dit bestand is groter dan 5 MB. Geef een kalender met minder activiteiten."
        )
    content = bytes(file.read(LARGEST + 1))
    if not is_calendar(content):
        raise forms.ValidationError(NONE_HERE)
    return content


class FileForm(forms.Form):
    """The newest file of a calendar that is here already."""

    file = forms.FileField(
        label="Bestand",
        help_text="Een .ics van hoogstens 5 MB. We nemen over wat anders is dan de vorige keer.",
    )

    def clean_file(self) -> bytes | None:
        return content_of(self.cleaned_data.get("file"))


class CalendarForm(forms.Form):
    name = PlainTextField(
        reason="what an organisation calls its own calendar",
        label="Hoe noem je deze kalender?",
        max_length=120,
    )
    url = forms.CharField(
        label="Adres van je kalender",
        help_text=(
            "Het iCal-adres (https of webcal) uit Google, Outlook of je website, of een "
            "bladzijde met activiteiten."
        ),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Of een bestand",
        help_text="Een .ics van hoogstens 5 MB. Verandert er iets, geef het dan opnieuw.",
        required=False,
    )
    audiences = forms.MultipleChoiceField(
        label="Voor wie is wat erin staat?",
        choices=Audience.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies voor wie het is."},
    )
    kind = forms.ChoiceField(label="Wat is het meestal?", choices=Kind.choices, initial=Kind.OTHER)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["file"].widget.attrs["accept"] = ".ics,text/calendar"

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        url = url.replace("webcal://", "https://", 1)
        if not url:
            return ""
        if "://" not in url:
            url = f"https://{url}"
        try:
            WEB(url)
        except forms.ValidationError as error:
            names_inside = " " not in url and is_literally_inside(url)
            raise forms.ValidationError(INSIDE if names_inside else WRONG_ADDRESS) from error
        if is_literally_inside(url) and not settings.CALENDARS_INSIDE:
            raise forms.ValidationError(INSIDE)
        if ConnectedCalendar.objects.filter(
            organisation=self.person.organisation_id, url=url
        ).exists():
            raise forms.ValidationError("Deze kalender is al gekoppeld. Je vindt hem in de lijst.")
        return url

    def clean_file(self) -> bytes | None:
        return content_of(self.cleaned_data.get("file"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given.get("url")) == bool(given.get("file")):
            self.add_error(
                "url", "Geef het adres van je kalender, of kies een bestand: één van de twee."
            )
        return given

    def calendar(self) -> ConnectedCalendar:
        given = self.cleaned_data
        assert self.person.organisation is not None
        return ConnectedCalendar(
            organisation=self.person.organisation,
            added_by=self.person,
            name=given["name"],
            url=given["url"],
            form=Form.ADDRESS if given["url"] else Form.FILE,
            kind=given["kind"],
            **{
                column: audience in given["audiences"]
                for audience, column in AUDIENCE_COLUMNS.items()
            },
        )
