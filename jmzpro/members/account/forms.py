"""The forms of logging in and of the security page.

The form of being forgotten.
"""

import unicodedata

from django import forms


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="Je e-mailadres",
        help_text="Het adres waarop je bent uitgenodigd, meestal dat van je werk.",
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "username webauthn", "inputmode": "email", "spellcheck": "false"}
        ),
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Vul een volledig e-mailadres in, zoals naam@organisatie.nl.",
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label="De code uit je mail",
        help_text="Acht cijfers. Spaties mag je weglaten of laten staan.",
        max_length=120,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
        error_messages={
            "required": "Vul de code uit je mail in.",
            "max_length": "Vul alleen de code in.",
        },
    )

    def clean_code(self) -> str:
        """The digits only: also out of a pasted "Je code is: 1234 5678."."""
        typed = unicodedata.normalize("NFKC", str(self.cleaned_data["code"]))
        digits = "".join(character for character in typed if character.isdigit())
        if not digits:
            raise forms.ValidationError("De code bestaat uit cijfers.")
        return digits


class SecondFactorForm(forms.Form):
    """A code, or the passkey that the script put in."""

    code = forms.CharField(
        label="Code van je app, of een herstelcode",
        required=False,
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )
    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def clean(self) -> dict[str, str]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("code") and not cleaned.get("credential"):
            self.add_error("code", "Vul de code in.")
        return cleaned


class AppCodeForm(forms.Form):
    code = forms.CharField(
        label="De code die je app nu laat zien",
        help_text="Zes cijfers.",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
        error_messages={"required": "Vul de code van je app in."},
    )


class PasskeyForm(forms.Form):
    name = forms.CharField(
        label="Hoe noem je deze passkey?",
        help_text="Bijvoorbeeld: telefoon, of laptop van het werk.",
        required=False,
        max_length=60,
    )
    credential = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


class ForgetForm(forms.Form):
    sure = forms.BooleanField(
        label="Ja, wis mijn gegevens. Ik weet dat dit niet terug te draaien is.",
        error_messages={"required": "Zet een vinkje als je het zeker weet."},
    )
