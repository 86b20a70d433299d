"""What people fill in for Durf te Vragen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from jmzpro.media.forms import UploadsField
from jmzpro.members.models import Person
from jmzpro.places.models import Province
from jmzpro.questions.models import Answer, Question
from jmzpro.text.forms import GuardedTextField, PlainTextField
from jmzpro.themes.models import Axis, Theme
from jmzpro.trust.once import OnceForm

TITLE = 160
TEXT = 5000
ANSWER = 20_000


def title_field() -> GuardedTextField:
    return GuardedTextField(
        lines=1,
        max_length=TITLE,
        label="Je vraag in één zin",
        help_text="Dit is het onderwerp van de mail. Bijvoorbeeld: Hoe regelen jullie vervoer als ouders niet kunnen rijden?",
    )


def text_field() -> GuardedTextField:
    return GuardedTextField(
        max_length=TEXT,
        label="Vertel er iets bij",
        help_text="Wat wil je bereiken, en wat heb je al geprobeerd? Schrijf niets waaraan een kind of gezin te herkennen is.",
    )


class ThemeField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Themes as ticks; the page shows the suggested ones first and the rest by axis."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Theme.objects.active(), required=False, label="Waar gaat het over?", **kwargs)

    def clean(self, value: Any) -> Any:
        """A list of themes. What is none (any more) is left out: nobody loses a question over it."""
        wanted = {str(one) for one in value or []}
        return [theme for theme in Theme.objects.active() if str(theme.pk) in wanted]

    def by_axis(self, without: set[int]) -> Iterator[tuple[str, list[Theme]]]:
        themes = [theme for theme in Theme.objects.active() if theme.pk not in without]
        for axis in Axis:
            of_axis = [theme for theme in themes if theme.axis == axis]
            if of_axis:
                yield axis.label, of_axis


class AskForm(OnceForm):
    """A question. It is sent twice: to look at who will get it ("bekijk"), and to send it ("verstuur")."""

    title = title_field()
    text = text_field()
    province = forms.ModelChoiceField(
        Province.objects.all(),
        required=False,
        label="Maakt het uit in welke provincie?",
        empty_label="Nee, de regio maakt niet uit",
        help_text="Kies alleen een provincie als het antwoord daar moet kloppen.",
    )
    themes = ThemeField()

    def answers_to_guard(self) -> list[str]:
        """The ticks under texts that the guard asked about: they go along to the second step."""
        return [name for name in ("title_nagekeken", "text_nagekeken") if self.data.get(name)]


class EditQuestionForm(forms.Form):
    title = title_field()
    text = text_field()

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"title": question.title, "text": question.text}, **kwargs})


def writer_field() -> PlainTextField:
    return PlainTextField(
        reason="de naam van een collega, die zichzelf noemt",
        max_length=120,
        label="Wie schrijft dit?",
        help_text="Een teammailbox heeft geen naam.",
    )


class AnswerForm(OnceForm):
    """An answer. A team's mailbox says who writes."""

    text = GuardedTextField(
        max_length=ANSWER, label="Je antwoord", help_text="Eigen ervaring is genoeg. Leden zien je naam en organisatie."
    )
    written_by = writer_field()
    bijlagen = UploadsField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not person.is_team_mailbox:
            del self.fields["written_by"]


class EditAnswerForm(forms.Form):
    text = GuardedTextField(max_length=ANSWER, label="Je antwoord")
    written_by = writer_field()

    def __init__(self, *args: Any, answer: Answer, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"text": answer.text, "written_by": answer.written_by}, **kwargs})
        if answer.author is None or not answer.author.is_team_mailbox:
            del self.fields["written_by"]


class CloseForm(forms.Form):
    what_helped = GuardedTextField(
        max_length=2000,
        lines=5,
        required=False,
        label="Wat hielp?",
        help_text="In een paar zinnen: wat ga je doen, of wat werkte? Daar heeft de volgende iets aan.",
    )
    may_publish = forms.BooleanField(
        required=False,
        label="Mijn vraag mag openbaar worden, zonder mijn naam en organisatie",
        help_text=(
            "Het bureau leest hem eerst. Iedereen ziet dan wat voor werk je doet en in welk deel van het land. "
            "Antwoorden komen alleen mee als de schrijver het goedvindt. Terugdraaien kan altijd."
        ),
    )


class ThanksForm(forms.Form):
    text = GuardedTextField(
        lines=1,
        max_length=500,
        required=False,
        label="Wat wil je zeggen?",
        help_text="De schrijver krijgt het per mail, hoogstens één keer per dag.",
    )


class ReportForm(forms.Form):
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

    weeks = forms.TypedChoiceField(choices=WEEKS, coerce=int, initial=2, label="Hoe lang?", widget=forms.RadioSelect)

    def until(self) -> date:
        return timezone.localdate() + timedelta(weeks=self.cleaned_data["weeks"])
