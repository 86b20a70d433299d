"""What somebody fills in to register, to change it, and afterwards."""

from collections.abc import Sequence
from typing import Any

from django import forms

from jmzpro.agenda.models import Occurrence
from jmzpro.agenda.registration.booking import RegistrationInput
from jmzpro.agenda.registration.choices import QuestionKind
from jmzpro.agenda.registration.models import (
    Certificate,
    Desk,
    Gathering,
    Registration,
    RegistrationQuestion,
)
from jmzpro.agenda.registration.models.settings import LARGEST_GROUP
from jmzpro.kit.dutch import counted
from jmzpro.text.forms import GuardedForm, GuardedTextField, PlainTextField
from jmzpro.text.guard import inspect

MARKS = [(5, "5: heel erg"), (4, "4"), (3, "3"), (2, "2"), (1, "1: helemaal niet")]
LONG = 2000


class RegistrationForm(GuardedForm):
    """Made for one desk. For children's activities it has an adult's address, a number of places
    and the date, and nothing else.
    """

    what = "een aanmelding"
    email = forms.EmailField(
        label="Je e-mailadres", max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )

    def __init__(
        self,
        data: Any = None,
        *,
        desk: Desk,
        dates: Sequence[Occurrence] = (),
        user: Any = None,
        registration: Registration | None = None,
    ) -> None:
        super().__init__(data, initial=first_guess(desk, user))
        self.desk, self.registration = desk, registration
        self.dates = {str(date.pk): date for date in dates}
        self.workshops: dict[str, dict[str, Gathering]] = {}
        if desk.asks_an_address_only:
            self.ask_an_address_only()
        else:
            self.ask_a_professional()
        if registration is not None:
            self.begin_with(registration)
        elif desk.is_by_date:
            self.fields["date"] = forms.ChoiceField(
                label="Welke datum?", choices=[(key, date.when) for key, date in self.dates.items()]
            )

    def ask_an_address_only(self) -> None:
        self.fields["email"].label = "E-mailadres van een volwassene"
        self.fields[
            "email"
        ].help_text = "Een ouder, verzorger of begeleider. We vragen niets over het kind."
        most = self.desk.largest_group
        self.fields["people"] = forms.IntegerField(
            label="Hoeveel plekken?", min_value=1, max_value=most, initial=1
        )
        self.fields["people"].widget.attrs["inputmode"] = "numeric"

    def ask_a_professional(self) -> None:
        of_a_professional = "naam van een professional, door die professional opgegeven"
        self.fields["name"] = PlainTextField(
            reason=of_a_professional, label="Je naam", max_length=120
        )
        self.fields["name"].help_text = (
            "Zoals die op je kaartje en je deelnamebewijs komt."
            if self.desk.gives_certificates
            else ""
        )
        self.fields["organisation"] = PlainTextField(
            reason="waar een professional werkt",
            label="Je organisatie",
            max_length=160,
            required=False,
        )
        if self.desk.largest_group > 1:
            self.fields["companions"] = GuardedTextField(
                label="Wie komen er met je mee?",
                help_text=(
                    f"Eén naam per regel, jij niet. Je meldt hoogstens {self.desk.largest_group} "
                    "mensen tegelijk aan."
                ),
                lines=4,
                max_length=121 * LARGEST_GROUP,
                required=False,
                help_numbers=False,
            )
        for question in self.desk.questions.all():
            self.fields[f"vraag_{question.pk}"] = field_for(question)
        for round_ in self.desk.rounds.prefetch_related("workshops"):
            self.ask_workshop(round_)
        self.order_fields(["name", "email", "organisation", "companions", "date"])

    def guarded_texts(self) -> dict[str, str]:
        """Names of colleagues say nothing about who the answers are about: they count when they
        point at a child by themselves.
        """
        guarded = super().guarded_texts()
        companions = guarded.get("companions", "")
        if not inspect(companions).points_at_one_person:
            guarded.pop("companions", None)
        return guarded

    def ask_workshop(self, round_: Any) -> None:
        name = f"ronde_{round_.pk}"
        self.workshops[name] = {str(workshop.pk): workshop for workshop in round_.workshops.all()}
        choices = [(key, offer_of(workshop)) for key, workshop in self.workshops[name].items()]
        self.fields[name] = forms.ChoiceField(
            label=round_.title,
            choices=[*choices, ("", "Niets in deze ronde")],
            required=False,
            widget=forms.RadioSelect,
        )

    def begin_with(self, registration: Registration) -> None:
        """Filled in as it is; the address stays, since it is what tells one registration from
        another.
        """
        del self.fields["email"]
        self.initial.update(
            name=registration.name,
            organisation=registration.organisation,
            people=registration.people,
        )
        self.initial["companions"] = "\n".join(
            person.name for person in registration.participants.all()[1:]
        )
        for answer in registration.answers.all():
            is_several = answer.question.kind == QuestionKind.SEVERAL
            self.initial[f"vraag_{answer.question_id}"] = (
                answer.text.split("\n") if is_several else answer.text
            )
        for booking in registration.bookings.all():
            for name, workshops in self.workshops.items():
                if str(booking.gathering_id) in workshops:
                    self.initial[name] = str(booking.gathering_id)

    def names(self) -> list[str]:
        others = self.cleaned_data.get("companions", "").splitlines()
        return [
            name for line in (self.cleaned_data.get("name", ""), *others) if (name := line.strip())
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.desk.asks_an_address_only:
            self.check_size(cleaned.get("people") or 1, "people")
            return cleaned
        names = self.names()
        where = "companions" if "companions" in self.fields else "name"
        if any(len(name) > 120 for name in names):
            self.add_error(
                where, "Een naam is langer dan 120 tekens. Zet elke naam op een eigen regel."
            )
        self.check_size(len(names) or 1, where)
        for field, workshops in self.workshops.items():
            chosen = workshops.get(cleaned.get(field, ""))
            if chosen is not None and chosen.capacity is not None and len(names) > chosen.capacity:
                self.add_error(
                    field,
                    (
                        f"In deze workshop passen {chosen.capacity} mensen. Kies een andere, of "
                        "meld je in delen aan."
                    ),
                )
        return cleaned

    def check_size(self, people: int, field: str) -> None:
        if self.registration is not None and people > self.registration.people:
            self.add_error(
                field, "Meer mensen? Meld hen apart aan: zo gaat niemand voor wie al wacht."
            )
        elif people > self.desk.largest_group:
            self.add_error(
                field,
                (
                    "Je meldt hier hoogstens "
                    f"{counted(self.desk.largest_group, 'persoon', 'mensen')} tegelijk aan. Meld "
                    "de rest apart aan."
                ),
            )

    def told(self) -> RegistrationInput:
        given = self.cleaned_data
        names = [] if self.desk.asks_an_address_only else self.names()
        chosen = [
            workshops[given[name]] for name, workshops in self.workshops.items() if given.get(name)
        ]
        return RegistrationInput(
            email=given.get("email") or (self.registration.email if self.registration else ""),
            people=given["people"] if self.desk.asks_an_address_only else len(names),
            names=names,
            organisation=given.get("organisation", ""),
            date=self.dates.get(given.get("date", "")),
            answers={
                question.pk: said(given[f"vraag_{question.pk}"])
                for question in self.desk.questions.all()
            }
            if not self.desk.asks_an_address_only
            else {},
            workshops=chosen,
        )


def first_guess(desk: Desk, user: Any) -> dict[str, Any]:
    """A member need not type what we know."""
    person = getattr(user, "person", None) if getattr(user, "is_member", False) else None
    if person is None or desk.asks_an_address_only:
        return {}
    return {
        "name": person.name,
        "email": user.email,
        "organisation": str(person.organisation or ""),
    }


def offer_of(workshop: Gathering) -> str:
    """`Spelen met verlies (zaal 3): nog 4 plekken`."""
    title = f"{workshop.title} ({workshop.room})" if workshop.room else workshop.title
    if workshop.room_left is None:
        return title
    left = workshop.room_left
    return (
        f"{title}: nog {counted(left, 'plek', 'plekken')}"
        if left > 0
        else f"{title}: vol, je komt op de wachtlijst"
    )


def field_for(question: RegistrationQuestion) -> forms.Field:
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help_text,
        "required": question.is_required,
    }
    choices = [(option, option) for option in question.choices]
    if question.kind == QuestionKind.TEXT:
        return GuardedTextField(**common, lines=4, max_length=LONG, help_numbers=False)
    if question.kind == QuestionKind.ONE:
        return forms.ChoiceField(
            **common,
            choices=choices if question.is_required else [*choices, ("", "Geen van deze")],
            widget=forms.RadioSelect,
        )
    if question.kind == QuestionKind.SEVERAL:
        return forms.MultipleChoiceField(
            **common, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    if question.kind == QuestionKind.TICK:
        return forms.BooleanField(**common)
    return GuardedTextField(**common, lines=1, max_length=200)


def said(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else ""
    return "\n".join(value) if isinstance(value, list) else str(value)


class EvaluationForm(GuardedForm):
    """Five questions, the same everywhere, so that one year can be laid beside the other."""

    overall = forms.TypedChoiceField(
        label="Ben je blij dat je er was?", choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    useful = forms.TypedChoiceField(
        label="Kun je het gebruiken in je werk?",
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    organised = forms.TypedChoiceField(
        label="Was het goed geregeld?", choices=MARKS, coerce=int, widget=forms.RadioSelect
    )
    takes_along = GuardedTextField(
        label="Wat neem je mee?", lines=3, max_length=LONG, required=False, help_numbers=False
    )
    could_be_better = GuardedTextField(
        label="Wat kan beter?", lines=3, max_length=LONG, required=False, help_numbers=False
    )


class CheckedFactsForm(forms.Form):
    """What the check page of a certificate shows, beside that it is real: its holder chooses."""

    activity = forms.BooleanField(
        required=False, label="Waar het voor is: de activiteit, de organisator en de datum"
    )
    hours = forms.BooleanField(required=False, label="De studie-uren")
    accreditation = forms.BooleanField(required=False, label="De accreditatie")

    def __init__(self, data: Any = None, *, certificate: Certificate) -> None:
        now = {
            name: getattr(certificate, f"shows_{name}")
            for name in ("activity", "hours", "accreditation")
        }
        super().__init__(data, initial=now)
        if not certificate.hours:
            del self.fields["hours"]
        if not (certificate.registers or certificate.accreditation):
            del self.fields["accreditation"]

    def chosen(self, name: str) -> bool:
        return bool(self.cleaned_data.get(name))


class VerificationForm(forms.Form):
    """Whether a certificate is real: its code and the name that stands on it."""

    code = forms.CharField(
        label="De code op het bewijs", max_length=20, help_text="Drie groepjes van vier tekens."
    )
    name = PlainTextField(
        reason="de naam zoals die op een bewijs staat",
        label="De naam op het bewijs",
        max_length=120,
    )

    def clean_code(self) -> str:
        letters = "".join(sign for sign in self.cleaned_data["code"].lower() if sign.isalnum())
        return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
