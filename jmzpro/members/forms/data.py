"""The form of being forgotten."""

from django import forms


class ForgetForm(forms.Form):
    sure = forms.BooleanField(
        label="Ja, wis mijn gegevens. Ik weet dat dit niet terug te draaien is.",
        error_messages={"required": "Zet een vinkje als je het zeker weet."},
    )
