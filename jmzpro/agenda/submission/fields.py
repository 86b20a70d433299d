"""Fields that forms of the agenda share."""

from typing import Any

from django import forms

from jmzpro.agenda.activity.models import WEB
from jmzpro.agenda.submission import recurrence_parser

CONTACT = "how to reach who organises, given to be shown on the site"
PLACE = "where something is held, which everyone may know"
WRONG_ADDRESS = "Dit lijkt geen webadres. Schrijf het zoals https://www.voorbeeld.nl."
WRONG_MAIL = "Dit lijkt geen e-mailadres. Kijk het nog eens na."


def web_field(label: str, help_text: str = "") -> forms.URLField:
    return forms.URLField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=1000,
        assume_scheme="https",
        validators=[WEB],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"invalid": WRONG_ADDRESS},
    )


def mail_field(label: str, help_text: str = "", *, required: bool = False) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": WRONG_MAIL,
            "required": "Vul je e-mailadres in. We mailen je om het te bevestigen.",
        },
    )


def clock_field(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Dit is geen tijd. Schrijf het zoals 19.30."},
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%H"],
    )


class RepeatsInput(forms.TextInput):
    """One line, with what can be said as suggestions."""

    template_name = "agenda/adding/repeats.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(
            name, value, {**(attrs or {}), "list": f"id_{name}_voorbeelden"}
        ) | {"examples": recurrence_parser.EXAMPLES}
