"""The forms of logging in."""

import unicodedata

from django import forms


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="Je e-mailadres",
        help_text="Het adres waarop je bent uitgenodigd, meestal dat van je werk.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "inputmode": "email", "spellcheck": "false"}),
        error_messages={"required": "Vul je e-mailadres in.", "invalid": "Vul een volledig e-mailadres in, zoals naam@organisatie.nl."},
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label="De code uit je mail",
        help_text="Acht cijfers. Spaties mag je weglaten of laten staan.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": "Vul de code uit je mail in.", "max_length": "Vul alleen de code in."},
    )

    def clean_code(self) -> str:
        """The digits only: also out of a pasted "Je code is: 1234 5678."."""
        typed = unicodedata.normalize("NFKC", str(self.cleaned_data["code"]))
        digits = "".join(character for character in typed if character.isdigit())
        if not digits:
            raise forms.ValidationError("De code bestaat uit cijfers.")
        return digits
