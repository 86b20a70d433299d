"""What members fill in: a practice, a tip for an item, their use of one, a report."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from jmzpro.library.choices import Kind, Reuse
from jmzpro.library.models import Credit, CreditRole, Item, Link
from jmzpro.text.forms import GuardedForm, GuardedTextField, PlainTextField
from jmzpro.themes.forms import ThemesByAxisField
from jmzpro.trust.idempotency import OnceForm

STORY = 5000
MAY_ADAPT = (
    (Reuse.ADAPT, "Ja, je mag het aanpassen"),
    (Reuse.UNCHANGED, "Alleen zoals het is"),
    (Reuse.ON_REQUEST, "Vraag het me eerst"),
)
TO_TIP = [(kind.value, kind.label) for kind in Kind if kind not in (Kind.PRACTICE, Kind.TOOLKIT)]


def told(
    label: str, help_text: str = "", *, required: bool = True, help_numbers: bool = False
) -> GuardedTextField:
    return GuardedTextField(
        label=label,
        help_text=help_text,
        lines=5,
        max_length=STORY,
        required=required,
        help_numbers=help_numbers,
    )


class SubmissionForm(OnceForm):
    """What every submission says. `item` is what is revised: then its writer may add a word for
    the Redactie.
    """

    what = "een bijdrage aan de Kennisbank"
    kind = Kind.PRACTICE.value
    # Named as on the item.
    copied: tuple[str, ...] = ("title", "promise", "is_for_members")

    title = GuardedTextField(label="Titel", lines=1, max_length=200)
    promise = GuardedTextField(
        label="Wat heeft een collega eraan?",
        help_text="Eén zin, die begint met een werkwoord.",
        lines=1,
        max_length=200,
    )
    themes = ThemesByAxisField()
    is_for_members = forms.BooleanField(label="Laat dit alleen aan leden zien", required=False)

    def __init__(
        self, data: Any = None, *, item: Item | None = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=self.initial_of(item) if item else initial)
        if item is not None:
            self.fields["note"] = GuardedTextField(
                label="Een woord erbij voor de redactie",
                lines=3,
                max_length=2000,
                required=False,
                help_numbers=False,
            )

    def initial_of(self, item: Item) -> dict[str, Any]:
        return {
            **{name: getattr(item, name) for name in self.copied},
            "themes": [theme.pk for theme in item.themes.all()],
        }

    def fill(self, item: Item) -> None:
        for name in self.copied:
            setattr(item, name, self.cleaned_data[name])
        item.themes.set(self.cleaned_data["themes"])


class PracticeForm(SubmissionForm):
    copied = (
        *SubmissionForm.copied,
        "practice_context",
        "practice_approach",
        "practice_result",
        "practice_differently",
        "reuse",
        "practice_contact",
    )

    practice_context = told(
        "Wat was de situatie?",
        (
            "Waar werk je, en wat zag je gebeuren? Schrijf niets waaraan een kind of gezin te "
            "herkennen is."
        ),
        help_numbers=True,
    )
    practice_approach = told("Wat deden jullie?", "Zo dat een collega het morgen kan nadoen.")
    practice_result = told("Wat leverde het op?")
    practice_differently = told("Wat zou je nu anders doen?", required=False)
    reuse = forms.ChoiceField(
        label="Mogen anderen dit aanpassen?", choices=MAY_ADAPT, widget=forms.RadioSelect
    )
    practice_contact = PlainTextField(
        reason="hoe een professional zelf bereikbaar wil zijn, door die professional opgeschreven",
        label="Bij wie kan een collega terecht?",
        help_text=(
            "Naam met een e-mailadres of telefoonnummer van je werk. Iedereen die dit leest, "
            "ziet het."
        ),
        max_length=200,
        required=False,
    )

    field_order = ["title", "promise", *copied[3:], "themes", "is_for_members"]


class TipForm(SubmissionForm):
    """Something of somebody else that belongs in the Kennisbank."""

    copied = (*SubmissionForm.copied, "kind", "text")

    kind = forms.ChoiceField(label="Wat is het?", choices=[("", "Kies een soort"), *TO_TIP])  # type: ignore[assignment]
    url = forms.URLField(
        label="Waar staat het?",
        help_text="Het adres van de bladzijde, zoals https://www.voorbeeld.nl/toolkit.",
        max_length=1000,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    publisher = PlainTextField(
        reason="de naam van wie het stuk uitgaf",
        label="Wie maakte het?",
        help_text="De organisatie.",
        max_length=200,
        required=False,
    )
    text = told(
        "Waarom raad je het aan?",
        "Hoe gebruikte je het, en voor wie is het geschikt?",
        help_numbers=True,
    )

    field_order = [
        "kind",
        "title",
        "url",
        "publisher",
        "promise",
        "text",
        "themes",
        "is_for_members",
    ]

    def initial_of(self, item: Item) -> dict[str, Any]:
        link, credit = item.links.first(), item.credits.first()
        return {
            **super().initial_of(item),
            "url": link.url if link else "",
            "publisher": credit.name if credit else "",
        }

    def fill(self, item: Item) -> None:
        super().fill(item)
        item.links = [Link(url=self.cleaned_data["url"])]
        name = self.cleaned_data["publisher"]
        item.credits = (
            [Credit(role=CreditRole.PUBLISHER, name=name, is_organisation=True)] if name else []
        )


class UseForm(GuardedForm):
    text = told(
        "Wat veranderden jullie eraan?",
        "Of: hoe pakte het uit? Laat leeg als jullie het gebruiken zoals het is.",
        required=False,
    )


class UseReportForm(GuardedForm):
    text = GuardedTextField(label="Wat is er aan de hand?", lines=4, max_length=2000)
