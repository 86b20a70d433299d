"""The forms of the letter: when it comes, and a visitor's theme letter."""

from typing import Any

from django import forms

from jmzpro.kit.dutch import DAYS
from jmzpro.letters.models import LetterPace, Rhythm
from jmzpro.members.forms.profile import axis_field
from jmzpro.members.models import AlertPace
from jmzpro.themes.models import Axis, Theme


class RhythmForm(forms.Form):
    """When the letter comes. Who gets questions once a day or week has chosen its pace there."""

    pace = forms.ChoiceField(
        label="Hoe vaak?",
        choices=LetterPace.choices,
        widget=forms.RadioSelect(attrs={"class": "boxes"}),
        error_messages={"required": "Kies een van de drie."},
    )
    hour = forms.TypedChoiceField(
        label="Hoe laat?",
        coerce=int,
        choices=[(hour, f"{hour}.00 uur") for hour in range(24)],
        error_messages={"required": "Kies een tijd.", "invalid_choice": "Kies een tijd uit de lijst."},
    )
    weekday = forms.TypedChoiceField(
        label="Op welke dag, bij één keer per week?",
        coerce=int,
        choices=list(enumerate(DAYS)),
        error_messages={"required": "Kies een dag.", "invalid_choice": "Kies een dag uit de lijst."},
    )

    def __init__(self, *args: Any, rhythm: Rhythm, **kwargs: Any) -> None:
        current = {"pace": rhythm.pace, "hour": rhythm.hour, "weekday": rhythm.weekday}
        super().__init__(*args, **{"initial": current, "prefix": "brief", **kwargs})
        self.rhythm = rhythm
        if rhythm.person.alert_pace in (AlertPace.DAILY, AlertPace.WEEKLY):
            del self.fields["pace"]

    def save(self) -> None:
        chosen = self.cleaned_data
        self.rhythm.change(pace=chosen.get("pace", self.rhythm.pace), hour=chosen["hour"], weekday=chosen["weekday"])


class ThemeLetterForm(forms.Form):
    """For visitors: the page is the same for all of them, so it holds no key."""

    email = forms.EmailField(
        label="Je e-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Vul je e-mailadres in.", "invalid": "Dit lijkt geen e-mailadres. Kijk het nog eens na."},
    )

    def __init__(self, *args: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(Theme.objects.active())
        known = {theme.pk for theme in offered if theme.slug == chosen}
        for axis in Axis:
            self.fields[f"themes_{axis.value}"] = axis_field(axis, [theme for theme in offered if theme.axis == axis], known)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not self.themes():
            raise forms.ValidationError("Kies minstens één thema.")
        return data

    def themes(self) -> list[int]:
        return [int(pk) for name, chosen in self.cleaned_data.items() if name.startswith("themes_") for pk in chosen]
