"""What the examples page shows: invented, and the same every time."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from jmzpro.kit.fields import DayField
from jmzpro.kit.short_links import Shared

THEMES = (
    ("brusjes", "Broer of zus"),
    ("kopp", "Psychische kwetsbaarheid"),
    ("rouw", "Rouw en verlies"),
)


class ExampleForm(forms.Form):
    """One of every widget."""

    naam = forms.CharField(help_text="Zoals collega’s je kennen.", max_length=80)
    mail = forms.EmailField(label="E-mail", help_text="Je werkadres.")
    vraag = forms.CharField(
        label="Je vraag",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Schrijf niets waaraan iemand een kind kan herkennen.",
    )
    provincie = forms.ChoiceField(
        choices=[("", "Kies een provincie"), ("ut", "Utrecht"), ("fr", "Friesland")], required=False
    )
    tempo = forms.ChoiceField(
        label="Hoe wil je gevraagd worden?",
        widget=forms.RadioSelect,
        choices=[("meteen", "Meteen"), ("dag", "Eén mail per dag")],
    )
    themas = forms.MultipleChoiceField(
        label="Hier weet ik iets van",
        widget=forms.CheckboxSelectMultiple,
        choices=THEMES,
        required=False,
        help_text="Kies er een paar.",
    )
    bestand = forms.FileField(
        required=False, help_text="Pdf, Word, PowerPoint of een foto, hoogstens 20 MB."
    )
    dag = DayField(required=False)
    code = forms.CharField(
        label="Code uit de mail",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}
        ),
        required=False,
    )
    spelregels = forms.BooleanField(label="Ik houd me aan de Spelregels")


def context(page_number: str | None) -> dict[str, Any]:
    now = timezone.now()
    return {
        "crumbs": [("Durf te Vragen", "/kit/"), ("Vervoer", "/kit/")],
        "tabs": [
            {"label": "Alle vragen", "url": "/kit/", "count": 1240, "current": True},
            {
                "label": "Nog geen antwoord",
                "url": "/kit/?onbeantwoord=1",
                "count": 3,
                "current": False,
            },
            {"label": "Van mij", "url": "/kit/?van=mij", "count": 0, "current": False},
        ],
        "facts": [
            ("Eerste antwoord", "na 40 minuten"),
            ("Thema", "Vervoer", "/kit/"),
            ("Deel van het land", "Zuid"),
        ],
        "page": Paginator(range(230), 10).get_page(page_number),
        "long_ago": now - timedelta(days=400),
        "just_now": now - timedelta(hours=2),
        "span": timedelta(minutes=40),
        "typed": (
            "Eerste alinea met een adres: https://voorbeeld.example/pagina.\n\nTweede "
            "alinea.\nMet een <b>gewone</b> regel eronder."
        ),
        "to_share": Shared(
            code="v-1", title="Hoe begin je erover?", kind="Vraag", path="/kit/", accent="apricot"
        ),
        "titles": [
            "Bezorgd naar school",
            "Wat werkt bij de ondersteuning?",
            "Ecogram",
            "Toolkit onderwijs",
        ],
    }
