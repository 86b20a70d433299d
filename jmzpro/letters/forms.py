"""The forms of the letter: when it comes, and a visitor's theme letter."""

from typing import Any

from django import forms

from jmzpro.kit.dutch import DAYS
from jmzpro.letters.models import LetterPace, Rhythm
from jmzpro.members.models import AlertPace
from jmzpro.themes.forms import ThemesByAxisField
from jmzpro.themes.models import Theme


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
        error_messages={
            "required": "Kies een tijd.",
            "invalid_choice": "Kies een tijd uit de lijst.",
        },
    )
    weekday = forms.TypedChoiceField(
        label="Op welke dag, bij één keer per week?",
        coerce=int,
        choices=list(enumerate(DAYS)),
        error_messages={
            "required": "Kies een dag.",
            "invalid_choice": "Kies een dag uit de lijst.",
        },
    )

    def __init__(self, *args: Any, rhythm: Rhythm, **kwargs: Any) -> None:
        current = {"pace": rhythm.pace, "hour": rhythm.hour, "weekday": rhythm.weekday}
        super().__init__(*args, **{"initial": current, "prefix": "brief", **kwargs})
        self.rhythm = rhythm
        if rhythm.person.alert_pace in (AlertPace.DAILY, AlertPace.WEEKLY):
            del self.fields["pace"]

    def save(self) -> None:
        chosen = self.cleaned_data
        self.rhythm.change(
            pace=chosen.get("pace", self.rhythm.pace),
            hour=chosen["hour"],
            weekday=chosen["weekday"],
        )


class ThemeLetterForm(forms.Form):
    """For visitors: the page is the same for all of them, so it holds no key."""

    email = forms.EmailField(
        label="Je e-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Dit lijkt geen e-mailadres. Kijk het nog eens na.",
        },
    )

    themes = ThemesByAxisField(
        label="Over welke thema’s?",
        help_text="Klap een groep open en vink aan wat je wilt volgen.",
        required=True,
        error_messages={"required": "Kies minstens één thema."},
    )

    def __init__(self, *args: Any, chosen: str = "", **kwargs: Any) -> None:
        offered = Theme.objects.active().filter(slug=chosen)
        super().__init__(
            *args, **{"initial": {"themes": [theme.pk for theme in offered]}, **kwargs}
        )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()
