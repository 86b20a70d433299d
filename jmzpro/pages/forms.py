"""What visitors fill in on the site's own pages, and what an editor fills in for old addresses."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from wagtail.contrib.redirects.forms import RedirectForm

from jmzpro.kit.templatetags.kit import SECRETS
from jmzpro.pages import redirects
from jmzpro.text.forms import GuardedForm, GuardedTextField, PlainTextField

LONGEST_MESSAGE = 5_000
LONGEST_ADDRESS = 300
YOUNG, GROWN_UP = "ja", "nee"


class MessageForm(GuardedForm):
    """A message to the office. For visitors, so without a key of its own: the same message sent
    twice is one (models/message.py).
    """

    what = "een bericht aan het bureau"
    page = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2_000)
    text = GuardedTextField(
        lines=6,
        max_length=LONGEST_MESSAGE,
        label="Wat wil je ons laten weten?",
        help_text=(
            "Noem geen naam of andere gegevens van een kind. Dat hoeft het bureau niet te weten."
        ),
    )
    email = forms.EmailField(
        label="Je e-mailadres",
        required=False,
        max_length=254,
        help_text="Alleen als je antwoord wilt. We gebruiken het nergens anders voor.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    jonger = forms.ChoiceField(
        label="Ben je jonger dan 18?",
        choices=[(YOUNG, "Ja"), (GROWN_UP, "Nee, ik ben 18 of ouder")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    # Nobody sees this one; what fills in everything is no person.
    website = forms.CharField(
        label="Laat dit leeg",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["id"] = "bericht-tekst"

    def clean_page(self) -> str:
        return fit_page(self.cleaned_data["page"])

    @property
    def is_trap_sprung(self) -> bool:
        return bool(self.cleaned_data.get("website"))


def fit_page(address: str) -> str:
    """The path of a page of this site without what comes after it; empty for anything else, and
    for an address that is a secret.
    """
    path = (
        urlsplit(address).path
        if address.startswith("/") and not address.startswith("//") and address.isprintable()
        else ""
    )
    if not path or len(path) > LONGEST_ADDRESS:
        return ""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return "" if SECRETS & set(match.kwargs) else path


class PassOnForm(forms.Form):
    """What stands in the files that somebody passes on. All of it may stay empty; none of it is
    kept.
    """

    organisation = PlainTextField(
        reason="a name of an organisation, printed in a file of who types it and kept nowhere",
        label="Je organisatie",
        required=False,
        max_length=120,
    )
    name = PlainTextField(
        reason="the name of who types it, printed in a file of their own and kept nowhere",
        label="Je naam",
        required=False,
        max_length=120,
    )
    contact = PlainTextField(
        reason="how to reach who types it, printed in a file of their own and kept nowhere",
        label="Hoe ben je te bereiken?",
        required=False,
        max_length=160,
        help_text="Bijvoorbeeld je e-mailadres of telefoonnummer op het werk.",
    )


class RedirectsForm(forms.Form):
    """Old addresses with where they lead now, as a CSV file."""

    file = forms.FileField(
        label="CSV-bestand", help_text="Twee kolommen: oud en nieuw. Hoogstens 1 MB."
    )

    def clean_file(self) -> str:
        upload = self.cleaned_data["file"]
        if upload.size > 1024 * 1024:
            raise ValidationError(
                "Dit bestand is groter dan 1 MB. Verdeel het over een paar bestanden."
            )
        try:
            text: str = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(
                "Dit bestand is niet te lezen. Bewaar het als CSV in UTF-8."
            ) from error
        return text


class OldAddressForm(RedirectForm):
    """Wagtail's form for one old address, which may lead to no other old address: see
    `redirects.goes_round`.
    """

    def clean(self) -> None:
        super().clean()
        given = self.cleaned_data
        new = (
            given["redirect_page"].url if given.get("redirect_page") else given.get("redirect_link")
        )
        if given.get("old_path") and new:
            fault = redirects.goes_round(given["old_path"], new, but=self.instance.pk)
            if fault:
                self.add_error(
                    "redirect_page" if given.get("redirect_page") else "redirect_link", fault
                )
