"""The office's forms: a record, and a file with it."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.forms import WagtailAdminModelForm

from jmzpro.library import files, public_names
from jmzpro.library.bulk.identity import bare_doi
from jmzpro.library.choices import LICENCES_UNCHANGED, Licence, Reuse
from jmzpro.library.models import Item, free_slug
from jmzpro.media.uploads import UploadRefused
from jmzpro.text.forms import GuardedTextField, GuardedTexts, PlainTextField
from jmzpro.trust.idempotency import OnceForm
from jmzpro.trust.name_marks import Mark
from jmzpro.trust.publication import confirm


def story(label: str, help_text: str = "", lines: int = 6) -> GuardedTextField:
    return GuardedTextField(
        label=label, help_text=help_text, lines=lines, required=False, help_numbers=False
    )


def is_isbn(digits: str) -> bool:
    """Ten digits (the last may be an X) or thirteen, with the right check digit."""
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if sign == "X" else int(sign) for sign in digits]
        return (
            sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11
            == 0
        )
    if re.fullmatch(r"97[89]\d{10}", digits):
        return (
            sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(digits)) % 10 == 0
        )
    return False


ONE_NAME = (
    "Dit woord kan een naam zijn van wie dit deelde of van een collega. Haal het uit de tekst, "
    "of zet er een vinkje bij als het mag."
)
MORE_NAMES = (
    "Deze woorden kunnen een naam zijn van wie dit deelde of van een collega. "
    "Haal ze uit de tekst, of zet een vinkje bij elk woord dat er mag staan."
)


def told(mark: Mark) -> str:
    """The word, and where it stands."""
    return f"‘{mark.word}’ mag blijven staan ({mark.label}: {mark.before}{mark.word}{mark.after})"


class ItemForm(GuardedTexts, WagtailAdminModelForm):  # type: ignore[misc]
    """What the Redactie writes about an item. Fields that its kind has not are kept but shown
    nowhere.

    Publishing what a member sent in asks for a tick at each word that may be a name, as the queue
    does; a draft does not.
    """

    names = forms.Field(
        label="Woorden die een naam kunnen zijn",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = story("Tekst", "Gewone tekst. Een lege regel begint een nieuwe alinea.", 12)
    transcript = PlainTextField(
        reason="wat in een film gezegd wordt, door de maker uitgeschreven",
        label="Uitgeschreven tekst",
        lines=8,
        max_length=100_000,
        required=False,
    )
    instrument_purpose = story("Waarvoor gebruik je het?", lines=4)
    practice_context = story("Situatie")
    practice_approach = story("Aanpak")
    practice_result = story("Wat het opleverde")
    practice_differently = story("Wat we anders zouden doen")

    looked_at: Sequence[str] = ()

    class Media:
        js = ("library/kinds.js",)

    def clean_isbn(self) -> str:
        typed: str = self.cleaned_data["isbn"].strip()
        if typed and not is_isbn(re.sub(r"[\s-]", "", typed).upper()):
            raise ValidationError(
                "Dit is geen ISBN: het laatste cijfer klopt niet bij de andere. Kijk het na "
                "in het boek."
            )
        return typed

    def clean_doi(self) -> str:
        typed = self.cleaned_data["doi"].strip()
        bare = bare_doi(typed)
        if typed and not bare:
            raise ValidationError(
                "Een DOI begint met 10. en heeft een schuine streep, zoals 10.1234/abc."
            )
        return bare

    def save(self, commit: bool = True) -> Item:
        confirm(self.looked_at)
        if not self.instance.slug:
            self.instance.slug = free_slug(self.instance.title)
        saved: Item = super().save(commit=commit)
        return saved

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("month") and not cleaned.get("year"):
            self.add_error("month", "Geef ook het jaar, of laat de maand leeg.")
        if cleaned.get("month") and not 1 <= cleaned["month"] <= 12:
            self.add_error("month", "Geef de maand als een getal van 1 tot en met 12.")
        if cleaned.get("licence") in LICENCES_UNCHANGED and cleaned.get("reuse") == Reuse.ADAPT:
            self.add_error(
                "reuse",
                (
                    f"Met {Licence(cleaned['licence']).label} mag je het niet aanpassen. Kies "
                    "“Alleen ongewijzigd”."
                ),
            )
        if "action-publish" in self.data:
            self._look_at_names(public_names.unseen_in(self.instance, cleaned), cleaned)
        return cleaned

    def _look_at_names(self, found: Sequence[Mark], cleaned: dict[str, Any]) -> None:
        """Ask for a tick at each, of the text exactly as it is typed now."""
        ticked = set(cleaned.get("names") or ())
        self.looked_at = [mark.key for mark in found if mark.key in ticked]
        self.fields["names"].widget.choices = [(mark.key, told(mark)) for mark in found]
        if len(self.looked_at) < len(found):
            self.add_error("names", ONE_NAME if len(found) == 1 else MORE_NAMES)


SAME_FILE = (
    "Dit bestand staat al bij <a href='{}'>{}</a>. Hoort het hier ook bij? Kies het opnieuw en "
    "zet het vinkje."
)


class FileForm(OnceForm):
    """A file to add, or the new version of one. `file` is refused or asked about with what was
    typed still there.
    """

    file = forms.FileField(
        label="Bestand",
        help_text=(
            "Pdf, Word (docx), PowerPoint (pptx), jpg, png, film (mp4) of ondertiteling (vtt), "
            "hoogstens 100 MB."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": files.ACCEPT}),
    )
    label = PlainTextField(
        reason="de naam van een bestand, door de Redactie gekozen",
        label="Wat staat erin?",
        help_text="Leeg: de naam van het bestand. Handig als er meer bij één item staan.",
        max_length=120,
        required=False,
    )
    is_wanted_twice = forms.BooleanField(
        label="Voeg het toch toe", required=False, widget=forms.HiddenInput
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" not in cleaned:
            return cleaned
        try:
            cleaned["found"] = found = files.look_at(cleaned["file"])
        except UploadRefused as refusal:
            self.add_error("file", str(refusal))
            return cleaned
        other = files.same_file_elsewhere(found.sha256)
        if other and not cleaned.get("is_wanted_twice"):
            self.fields["is_wanted_twice"].widget = forms.CheckboxInput()
            self.add_error(
                "file",
                format_html(SAME_FILE, reverse("library_files", args=[other.pk]), other.title),
            )
        return cleaned
