"""What an organiser sets: how registering goes, questions, workshops, and a word to all."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import Max

from jmzpro.agenda.choices import Registration as How
from jmzpro.agenda.registration.choices import WITH_OPTIONS, BookingState, GatheringKind, WhoMay
from jmzpro.agenda.registration.models import Desk, Gathering, RegistrationQuestion, Round
from jmzpro.media.forms import UploadsField
from jmzpro.text.forms import GuardedTextField, GuardedTexts
from jmzpro.trust.idempotency import OnceForm

FOR_ADULTS = (
    "is_for_whole_series",
    "gives_certificates",
    "accreditation_number",
    "asks_evaluation",
    "kept_days",
    "privacy_note",
)
REMINDERS = [
    (1, "De dag ervoor"),
    (2, "Twee dagen ervoor"),
    (7, "Een week ervoor"),
    ("", "Geen herinnering"),
]
KEPT = [(30, "30 dagen na afloop"), (90, "90 dagen na afloop"), (365, "Een jaar na afloop")]


class MomentInput(forms.DateTimeInput):
    """The browser's own control; without it the moment is typed."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def moment_field(label: str, help_text: str = "", *, required: bool = False) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=required,
        widget=MomentInput(),
        input_formats=[
            "%Y-%m-%dT%H:%M",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%d-%m-%Y %H:%M",
            "%d-%m-%Y %H.%M",
        ],
        error_messages={
            "invalid": "Dit is geen moment. Typ bijvoorbeeld 31-12-2027 19:30.",
            "required": "Kies een dag en een tijd.",
        },
    )


class DeskForm(GuardedTexts, forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    what = "hoe een aanmelding gaat"
    registration = forms.ChoiceField(
        label="Hoe meld je je aan?", choices=How.choices, widget=forms.RadioSelect
    )
    registration_url = forms.URLField(
        label="Adres om je elders aan te melden",
        required=False,
        max_length=1000,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    opens_at = moment_field("Aanmelden kan vanaf", "Leeg: meteen.")
    closes_at = moment_field("Aanmelden kan tot", "Leeg: tot de activiteit begint.")
    members_until = moment_field("Alleen leden tot", "Alleen nodig bij ‘leden eerst’.")
    remind_days = forms.TypedChoiceField(
        label="Herinnering", choices=REMINDERS, coerce=int, empty_value=None, required=False
    )
    kept_days = forms.TypedChoiceField(label="Gegevens bewaren", choices=KEPT, coerce=int)
    privacy_note = GuardedTextField(
        label="Waarvoor je de gegevens gebruikt",
        help_text=(
            "Staat onder het formulier. Bijvoorbeeld: We gebruiken je antwoorden om groepen te "
            "maken."
        ),
        lines=3,
        max_length=1000,
        required=False,
        help_numbers=False,
    )

    class Meta:
        model = Desk
        fields = (
            "capacity",
            "largest_group",
            "is_for_whole_series",
            "opens_at",
            "closes_at",
            "who_may",
            "members_until",
            "queue_rule",
            "confirm_within",
            "price",
            "remind_days",
            "gives_certificates",
            "accreditation_number",
            "asks_evaluation",
            "kept_days",
            "privacy_note",
        )
        labels = {
            "capacity": "Aantal plekken",
            "largest_group": "Hoeveel mensen mag iemand tegelijk aanmelden?",
            "is_for_whole_series": "Eén aanmelding geldt voor alle data",
            "who_may": "Wie mag zich aanmelden?",
            "queue_rule": "Als een groep aan de beurt is die niet past",
            "confirm_within": "Binnen hoeveel uur bevestigt iemand een vrijgekomen plek?",
            "price": "Wat kost het?",
            "gives_certificates": "Wie er was, krijgt een deelnamebewijs",
            "accreditation_number": "Nummer van de accreditatie",
            "asks_evaluation": "Vraag na afloop hoe het was",
        }
        help_texts = {
            "capacity": "Leeg: zoveel als er komen.",
            "confirm_within": "Leeg: de plek is meteen van wie aan de beurt is.",
            "price": "Betalen gaat buiten deze site om.",
            "accreditation_number": (
                "Komt op het bewijs, naast de registers en de uren van de activiteit."
            ),
            "asks_evaluation": "Vijf vragen per mail. Je ziet de antwoorden samen, vanaf vijf.",
        }
        widgets = {"who_may": forms.RadioSelect, "queue_rule": forms.RadioSelect}

    def __init__(self, data: Any, *, desk: Desk) -> None:
        activity = desk.activity
        shown = (
            How.HERE
            if activity.registration == How.NONE and desk.pk is None
            else activity.registration
        )
        super().__init__(
            data,
            instance=desk,
            initial={"registration": shown, "registration_url": activity.registration_url},
        )
        for name in (
            FOR_ADULTS
            if activity.is_for_children
            else ()
            if activity.is_series
            else ("is_for_whole_series",)
        ):
            del self.fields[name]
        self.order_fields(["registration", "registration_url", *self.fields])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            cleaned.get("registration") == How.ELSEWHERE
            and not cleaned.get("registration_url")
            and "registration_url" not in self.errors
        ):
            self.add_error("registration_url", "Vul in waar mensen zich aanmelden.")
        if (
            cleaned.get("who_may") == WhoMay.MEMBERS_FIRST
            and not cleaned.get("members_until")
            and "members_until" not in self.errors
        ):
            self.add_error("members_until", "Vul in tot wanneer leden voorgaan.")
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "Het sluit voor het opent. Kies een later moment.")
        self.check_room(cleaned.get("capacity"), cleaned.get("largest_group") or 1)
        return cleaned

    def check_room(self, capacity: int | None, largest_group: int) -> None:
        if capacity is None:
            return
        if capacity < 1:
            self.add_error("capacity", "Geef minstens één plek, of laat dit leeg.")
            return
        if largest_group > capacity:
            self.add_error(
                "largest_group", f"Er zijn {capacity} plekken. Kies hier hoogstens {capacity}."
            )
        if self.instance.pk is not None:
            main = self.instance.gatherings.exclude(kind=GatheringKind.WORKSHOP)
            taken = main.aggregate(most=Max("taken"))["most"] or 0
            if capacity < taken:
                self.add_error(
                    "capacity",
                    (
                        f"Er zijn al {taken} plekken vergeven. Meld eerst mensen af, of kies "
                        f"minstens {taken}."
                    ),
                )


class QuestionForm(GuardedTexts, forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    what = "een vraag bij het aanmelden"
    label = GuardedTextField(label="Je vraag", lines=1, max_length=200)
    options = GuardedTextField(
        label="Antwoorden, één per regel",
        help_text="Alleen bij een vraag met keuzes.",
        lines=4,
        max_length=2000,
        required=False,
        help_numbers=False,
    )
    help_text = GuardedTextField(label="Uitleg erbij", lines=1, max_length=300, required=False)

    class Meta:
        model = RegistrationQuestion
        fields = ("label", "kind", "options", "help_text", "is_required")
        labels = {"kind": "Soort antwoord", "is_required": "Moet ingevuld"}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        options = [line for line in (cleaned.get("options") or "").splitlines() if line.strip()]
        if cleaned.get("kind") in WITH_OPTIONS and len(options) < 2:
            self.add_error("options", "Geef minstens twee antwoorden, elk op een eigen regel.")
        return cleaned


class RoundForm(GuardedTexts, forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    what = "een ronde workshops"
    title = GuardedTextField(label="Naam van de ronde", lines=1, max_length=120)
    starts_at = moment_field("Begint", required=True)
    ends_at = moment_field("Eindigt", required=True)

    class Meta:
        model = Round
        fields = ("title", "starts_at", "ends_at")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts_at, ends_at = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", "De ronde eindigt voor hij begint.")
        return cleaned


class WorkshopForm(GuardedTexts, forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    what = "een workshop"
    title = GuardedTextField(label="Titel van de workshop", lines=1, max_length=200)
    about = GuardedTextField(
        label="Waarover", lines=3, max_length=2000, required=False, help_numbers=False
    )
    room = GuardedTextField(label="Zaal", lines=1, max_length=120, required=False)

    class Meta:
        model = Gathering
        fields = ("round", "title", "about", "room", "capacity")
        labels = {"round": "Ronde", "capacity": "Aantal plekken"}
        help_texts = {"capacity": "Leeg: zoveel als er komen."}

    def __init__(self, data: Any, *, desk: Desk, instance: Gathering | None = None) -> None:
        super().__init__(data, instance=instance)
        if instance is None:
            rounds: Any = self.fields["round"]
            rounds.queryset, rounds.required, rounds.empty_label = desk.rounds.all(), True, None
        else:
            del self.fields["round"]

    def clean_capacity(self) -> int | None:
        capacity: int | None = self.cleaned_data["capacity"]
        if self.instance.pk and capacity is not None and capacity < self.instance.taken:
            raise forms.ValidationError(f"Er zijn al {self.instance.taken} plekken vergeven.")
        return capacity


class MessageForm(OnceForm):
    what = "een bericht aan deelnemers"
    to = forms.ChoiceField(
        label="Aan wie?",
        choices=[
            (BookingState.PLACE, "Wie een plek heeft"),
            (BookingState.WAITING, "Wie op de wachtlijst staat"),
            ("", "Allebei"),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial=BookingState.PLACE,
    )
    subject = GuardedTextField(label="Onderwerp", lines=1, max_length=120)
    text = GuardedTextField(label="Je bericht", lines=8, max_length=5000, help_numbers=False)


class MaterialForm(forms.Form):
    uploads = UploadsField(label="Presentaties en hand-outs", required=True)


class CodeForm(forms.Form):
    code = forms.CharField(label="Code op het kaartje", max_length=20)
