"""What people fill in for Durf te Vragen."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from jmzpro.media.forms import UploadsField
from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions.models import Answer, Question
from jmzpro.questions.question import anonymity
from jmzpro.text.forms import NO_CHILD_NAME, GuardedForm, GuardedTextField, PlainTextField
from jmzpro.themes.forms import ThemesByAxisField
from jmzpro.trust.idempotency import OnceForm

TITLE = 160
TEXT = 5000
ANSWER = 20_000


def title_field() -> GuardedTextField:
    return GuardedTextField(
        lines=1,
        max_length=TITLE,
        label="Je vraag in één zin",
        help_text=(
            "Dit is het onderwerp van de mail. Bijvoorbeeld: Hoe regelen jullie vervoer als "
            "ouders niet kunnen rijden?"
        ),
    )


def text_field() -> GuardedTextField:
    return GuardedTextField(
        max_length=TEXT,
        label="Vertel er iets bij",
        help_text=(
            "Wat wil je bereiken, en wat heb je al geprobeerd? Schrijf niets waaraan een kind of "
            "gezin te herkennen is."
        ),
    )


ANYWAY = "Ik weet dat ik hieraan te herkennen kan zijn, en wil het zo laten staan"


class NamelessForm(GuardedForm):
    """Words of somebody who asked without a name: none of them may say who it is.

    `nameless` is that person, or None when the question carries a name. A name, an organisation or
    an address is refused; what may mean something else too (a town, a first name) is asked about
    once.
    """

    def __init__(self, *args: Any, nameless: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nameless = nameless

    def asks_without_name(self) -> bool:
        return self.nameless is not None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.nameless is not None and self.asks_without_name():
            for name, field in list(self.fields.items()):
                if isinstance(field, GuardedTextField) and cleaned.get(name):
                    self.look_for_names(name, self.cleaned_data[name], self.nameless)
        return cleaned

    def look_for_names(self, name: str, text: str, person: Person) -> None:
        found = anonymity.find_giveaways(text, person)
        if found.certain:
            said = anonymity.sentence(found.certain)
            self.add_error(name, f"{said} Haal het weg en verstuur opnieuw.")
        elif found.words:
            self.fields["toch_zo"] = forms.BooleanField(required=False, label=ANYWAY)
            if not self.data.get("toch_zo"):
                said = anonymity.sentence(found.words)
                self.add_error(name, f"{said} Haal het weg, of zet onderaan een vinkje.")


def nameless_asker(question: Question, person: Person | None) -> Person | None:
    """The person whose name must stay out of what is written now: the asker, when the question
    was asked without a name.
    """
    return person if question.is_without_name and question.is_asked_by(person) else None


class AskForm(NamelessForm, OnceForm):
    """A question. It is sent twice: to look at who will get it ("bekijk"), and to send it
    ("verstuur").
    """

    what = "een vraag"
    title = title_field()
    text = text_field()
    province = forms.ModelChoiceField(
        Province.objects.all(),
        required=False,
        label="Maakt het uit in welke provincie?",
        empty_label="Nee, de regio maakt niet uit",
        help_text="Kies alleen een provincie als het antwoord daar moet kloppen.",
    )
    is_without_name = forms.BooleanField(
        required=False,
        label="Vraag zonder mijn naam",
        help_text=(
            "Leden zien alleen wat voor werk je doet, en het deel van het land als daar genoeg "
            "mensen werken die dat ook doen. "
            "Alleen het bureau weet wie je bent."
        ),
    )
    themes = ThemesByAxisField()

    def asks_without_name(self) -> bool:
        return bool(self.cleaned_data.get("is_without_name"))

    def answers_to_guard(self) -> list[str]:
        """The ticks under texts that the guard asked about: they go along to the second step."""
        return [
            name
            for name in ("title_nagekeken", "text_nagekeken", "toch_zo", NO_CHILD_NAME)
            if self.data.get(name)
        ]

    def acts_now(self) -> bool:
        return self.data.get("stap") == "verstuur"


class EditQuestionForm(NamelessForm):
    what = "een wijziging van een vraag"
    title = title_field()
    text = text_field()

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        nameless = nameless_asker(question, question.asker)
        super().__init__(
            *args,
            nameless=nameless,
            **{"initial": {"title": question.title, "text": question.text}, **kwargs},
        )


def writer_field() -> PlainTextField:
    return PlainTextField(
        reason="de naam van een collega, die zichzelf noemt",
        max_length=120,
        label="Wie schrijft dit?",
        help_text="Een teammailbox heeft geen naam.",
    )


class AnswerForm(NamelessForm, OnceForm):
    """An answer. A team's mailbox says who writes."""

    what = "een antwoord"

    text = GuardedTextField(
        max_length=ANSWER,
        label="Je antwoord",
        help_text="Eigen ervaring is genoeg. Leden zien je naam en organisatie.",
    )
    written_by = writer_field()
    bijlagen = UploadsField()

    def __init__(self, *args: Any, person: Person, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, nameless=nameless_asker(question, person), **kwargs)
        if self.nameless is not None:
            self.fields[
                "text"
            ].help_text = (
                "Je reageert zonder je naam. Zet hem dus ook niet in je tekst of in een bijlage."
            )
        if not person.is_team_mailbox or self.nameless is not None:
            del self.fields["written_by"]


class EditAnswerForm(NamelessForm):
    what = "een wijziging van een antwoord"
    text = GuardedTextField(max_length=ANSWER, label="Je antwoord")
    written_by = writer_field()

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        nameless = nameless_asker(answer.question, answer.author)
        super().__init__(
            *args,
            nameless=nameless,
            **{"initial": {"text": answer.text, "written_by": answer.written_by}, **kwargs},
        )
        if answer.author is None or not answer.author.is_team_mailbox or nameless is not None:
            del self.fields["written_by"]


class CloseForm(NamelessForm):
    what = "wat hielp bij een vraag"
    what_helped = GuardedTextField(
        max_length=2000,
        lines=5,
        required=False,
        label="Wat hielp?",
        help_text=(
            "In een paar zinnen: wat ga je doen, of wat werkte? Daar heeft de volgende iets aan."
        ),
    )
    may_publish = forms.BooleanField(
        required=False,
        label="Mijn vraag mag openbaar worden, zonder mijn naam en organisatie",
        help_text=(
            "Het bureau leest hem eerst. Iedereen ziet dan wat voor werk je doet en in welk deel "
            "van het land. "
            "Antwoorden komen alleen mee als de schrijver het goedvindt. Terugdraaien kan altijd."
        ),
    )


class SummaryForm(NamelessForm):
    """`na`: the version that was improved, so that two people at once lose nothing."""

    text = GuardedTextField(
        max_length=4000,
        lines=8,
        label="Samenvatting",
        help_text=(
            "Wat weten we nu, voor wie de antwoorden niet allemaal leest? Zonder namen: wordt de "
            "vraag openbaar, dan kan dit mee."
        ),
    )
    na = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def after(self, number: int) -> "SummaryForm":
        """The same form, now as an improvement of version `number`."""
        again = SummaryForm({**dict(self.data.items()), "na": str(number)}, nameless=self.nameless)
        again.is_valid()
        return again


class ThanksForm(NamelessForm):
    what = "een bedankje"
    text = GuardedTextField(
        lines=1,
        max_length=500,
        required=False,
        label="Wat wil je zeggen?",
        help_text="De schrijver krijgt het per mail, hoogstens één keer per dag.",
    )


class ReportForm(GuardedForm):
    what = "een melding"
    text = GuardedTextField(
        lines=4,
        max_length=2000,
        label="Wat is er aan de hand?",
        help_text="Het bureau leest dit. Neem geen gegevens van een kind over.",
        help_numbers=True,
    )


class PauseForm(forms.Form):
    """How long no questions should come."""

    WEEKS = ((1, "Een week"), (2, "Twee weken"), (4, "Vier weken"), (8, "Acht weken"))

    weeks = forms.TypedChoiceField(
        choices=WEEKS, coerce=int, initial=2, label="Hoe lang?", widget=forms.RadioSelect
    )

    def until(self) -> date:
        return timezone.localdate() + timedelta(weeks=self.cleaned_data["weeks"])
