"""The forms about the house rules: asking for them, and writing them."""

from django import forms

from jmzpro.members.membership.rules.models import HouseRules, MembershipSettings
from jmzpro.text.forms import MailedTextField, PlainTextField

OF_THE_OFFICE = "De Spelregels van het netwerk, die het bureau schrijft."


class AskForRulesForm(forms.Form):
    email = forms.EmailField(
        label="Je e-mailadres",
        max_length=254,
        help_text="We mailen je de Spelregels, en het bureau ziet dat je ze opvroeg.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Vul je e-mailadres in.",
            "invalid": "Dit lijkt geen e-mailadres. Kijk het nog eens na.",
        },
    )


class HouseRulesForm(forms.ModelForm[HouseRules]):
    text = PlainTextField(
        reason=OF_THE_OFFICE,
        label="De Spelregels",
        lines=24,
        max_length=40_000,
        help_text="Een lege regel begint een nieuwe alinea.",
    )
    summary = MailedTextField(
        reason=OF_THE_OFFICE,
        label="Wat is er anders?",
        lines=4,
        max_length=2_000,
        required=False,
        help_text="Een paar zinnen. Ze staan in de mail aan de contactpersonen.",
    )

    class Meta:
        model = HouseRules
        fields = ["text", "summary", "independents_vote"]

    def save(self, commit: bool = True) -> HouseRules:
        if not self.instance.pk:
            self.instance.number = HouseRules.next_number()
        return super().save(commit)


class MembershipSettingsForm(forms.ModelForm[MembershipSettings]):
    contribution = forms.DecimalField(
        label="Contributie per jaar, in euro",
        help_text="Staat bij ‘Lid worden’. Laat leeg als je geen bedrag wilt noemen.",
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
        error_messages={"invalid": "Vul een bedrag in, zoals 150 of 150,00."},
    )

    class Meta:
        model = MembershipSettings
        fields = ["rules_are_open", "contribution", "expires_by_itself", "grace_days"]
        error_messages = {
            "grace_days": {
                "invalid": "Vul een heel getal in.",
                "required": "Vul een getal in, bijvoorbeeld 60.",
            }
        }
