"""The small forms beside the large one: one date, a reason, an answer."""

from typing import Any

from django import forms
from django.utils import timezone

from jmzpro.agenda.submission import form_times
from jmzpro.agenda.submission.fields import clock_field, mail_field
from jmzpro.kit.fields import DayField
from jmzpro.text.forms import GuardedForm, GuardedTextField


class MoveForm(forms.Form):
    """One date of a series to another moment."""

    day = DayField(label="Nieuwe dag")
    begins = clock_field("Begint om")
    ends = clock_field("Eindigt om")

    def __init__(self, *args: Any, is_all_day: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_all_day = is_all_day
        self.span: form_times.Span | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        try:
            self.span = form_times.span(
                given["day"],
                given.get("begins"),
                given.get("ends"),
                None,
                is_all_day=self.is_all_day,
            )
            form_times.check_when(self.span, timezone.localdate())
        except form_times.NotATime as refusal:
            self.add_error(refusal.field if refusal.field in self.fields else "day", str(refusal))
        return given


class ReasonForm(GuardedForm):
    what = "een reden"
    text = GuardedTextField(
        label="Waarom?", lines=3, max_length=1000, required=False, help_numbers=False
    )


class AnswerForm(GuardedForm):
    what = "een antwoord aan het bureau"
    text = GuardedTextField(
        label="Je antwoord aan het bureau", lines=4, max_length=2000, help_numbers=False
    )


class LostLinkForm(forms.Form):
    email = mail_field(
        "Je e-mailadres", "Het adres waarmee je de activiteit toevoegde.", required=True
    )
