from django import forms

from jmzpro.demo.replies import PROGRAMS
from jmzpro.text.forms import PlainTextField


class ReplyForm(forms.Form):
    text = PlainTextField(
        reason="gaat als mail naar binnen en komt daar langs de bewaker",
        label="Je antwoord",
        max_length=20_000,
    )
    program = forms.ChoiceField(
        label="Zoals een mailprogramma het stuurt",
        choices=PROGRAMS,
        widget=forms.RadioSelect,
        initial="outlook",
        help_text="Met de handtekening en het citaat die dat programma eronder zet.",
    )
