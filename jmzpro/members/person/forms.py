"""The forms of the first minute, the profile and the alerts."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from jmzpro.kit.fields import DayField
from jmzpro.members.models import AlertPace, Person, Role
from jmzpro.places.forms import PlaceField
from jmzpro.places.models import Province
from jmzpro.text.forms import GuardedTextField, GuardedTexts, PlainTextField
from jmzpro.themes.models import Axis, Theme

# Steps are for reading by, not for knowing of: nobody is asked a question because they know step 2.
ASKED_AXES = (Axis.HOME, Axis.RELATION, Axis.CONTEXT, Axis.WAY)
LONGEST_PAUSE = timedelta(days=366)
ABOUT_ONESELF = (
    "De naam, functie of rol van iemand zelf; er is geen plek om over een kind te schrijven."
)


class ThemesForm(forms.ModelForm[Person]):
    """One group of boxes an axis, so that thirty themes read as four short questions."""

    class Meta:
        model = Person
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = (
            set(self.instance.themes.values_list("pk", flat=True)) if self.instance.pk else set()
        )
        offered = list(Theme.objects.active())
        fields = {
            f"themes_{axis.value}": axis_field(
                axis, [theme for theme in offered if theme.axis == axis], known
            )
            for axis in ASKED_AXES
        }
        self.axis_fields = list(fields)
        fields[
            self.axis_fields[0]
        ].help_text = "Vink overal aan waar je iets van weet. Twijfel je? Vink het aan."
        self.fields = fields | self.fields

    def chosen_themes(self) -> list[int]:
        """The ticked ones, and those the form does not offer (no longer in use, or a step),
        which stay.
        """
        ticked = [int(pk) for name in self.axis_fields for pk in self.cleaned_data[name]]
        offered = [int(pk) for name in self.axis_fields for pk, _ in self.fields[name].choices]  # type: ignore[attr-defined]  # made by axis_field
        return ticked + list(
            self.instance.themes.exclude(pk__in=offered).values_list("pk", flat=True)
        )

    def save(self, commit: bool = True) -> Person:
        person = super().save(commit)
        person.themes.set(self.chosen_themes())
        return person


def axis_field(axis: Axis, themes: list[Theme], known: set[int]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=axis.label,
        choices=[(str(theme.pk), theme.name) for theme in themes],
        initial=[str(theme.pk) for theme in themes if theme.pk in known],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "boxes"}),
        error_messages={"invalid_choice": "Kies uit de thema’s die er staan."},
    )


class ProvinceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "queryset": Province.objects.all(),
                "label": "In welke provincie werk je?",
                "help_text": (
                    "Kies waar je het meest bent. Vragen uit je buurt komen eerder bij jou."
                ),
                "empty_label": "In het hele land",
                "required": False,
                **kwargs,
            }
        )


class AlertsForm(forms.ModelForm[Person]):
    """How somebody wants to be asked."""

    alert_pace = forms.ChoiceField(
        label="Wanneer wil je een vraag krijgen?",
        help_text=(
            "Een mail per dag of per week is één brief met alle vragen die bij je passen. Is er "
            "geen, dan komt er geen brief."
        ),
        choices=AlertPace.choices,
        widget=forms.RadioSelect(attrs={"class": "boxes"}),
        error_messages={"required": "Kies een van de vier."},
    )
    alerts_per_week = forms.IntegerField(
        label="Hoeveel vragen per week, hoogstens?",
        help_text="Een getal van 1 tot 20. Meer dan dit krijg je nooit.",
        min_value=1,
        max_value=20,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Vul een getal van 1 tot 20 in.",
            "invalid": "Vul een heel getal van 1 tot 20 in.",
            "min_value": (
                "Kies 1 of meer. Wil je geen vragen? Kies dan hierboven ‘Geen mail over vragen’."
            ),
            "max_value": "Kies hoogstens 20.",
        },
    )
    paused_until = DayField(
        label="Even geen vragen tot",
        help_text="Vanaf deze dag krijg je weer vragen. Laat leeg als je geen pauze wilt.",
        required=False,
    )

    class Meta:
        model = Person
        fields = ["alert_pace", "alerts_per_week", "paused_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.is_paused():
            self.initial["paused_until"] = None

    def clean_paused_until(self) -> date | None:
        day: date | None = self.cleaned_data["paused_until"]
        today = timezone.localdate()
        if day is not None and day <= today:
            raise forms.ValidationError("Kies een dag na vandaag, of laat het veld leeg.")
        if day is not None and day > today + LONGEST_PAUSE:
            raise forms.ValidationError(
                "Kies een dag binnen een jaar. Wil je langer geen vragen? Kies dan hierboven "
                "‘Geen mail over vragen’."
            )
        return day


class WelcomeForm(ThemesForm, AlertsForm):
    province = ProvinceField()

    field_order = ["province", "alert_pace", "alerts_per_week", "paused_until"]

    class Meta:
        model = Person
        fields = ["province", "alert_pace", "alerts_per_week", "paused_until"]


class ProfileForm(GuardedTexts, ThemesForm):
    name = PlainTextField(
        reason=ABOUT_ONESELF,
        label="Je naam",
        max_length=120,
        error_messages={"required": "Vul je naam in."},
    )
    function = PlainTextField(
        reason=ABOUT_ONESELF, label="Je functie", max_length=120, required=False
    )
    role = forms.ChoiceField(label="Wat doe je vooral?", choices=Role.choices)
    province = ProvinceField()
    town = PlaceField(label="Plaats waar je werkt", required=False)
    brings = GuardedTextField(
        label="Dit kan ik brengen",
        help_text=(
            "Waar mogen anderen je voor vragen? Een gastles, een draaiboek, een dag meelopen."
        ),
        lines=4,
        max_length=1000,
        required=False,
    )
    seeks = GuardedTextField(
        label="Dit haal ik graag",
        help_text="Wat zou je van anderen willen leren?",
        lines=4,
        max_length=1000,
        required=False,
        help_numbers=False,
    )
    shows_email = forms.BooleanField(
        label="Laat mijn e-mailadres zien aan andere leden", required=False
    )

    class Meta:
        model = Person
        fields = ["name", "function", "role", "province", "town", "brings", "seeks", "shows_email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_team_mailbox:
            self.fields["name"].label = "Naam van je team"
        last = {
            name: self.fields.pop(name)
            for name in [*self.axis_fields, "brings", "seeks", "shows_email"]
        }
        self.fields |= last
