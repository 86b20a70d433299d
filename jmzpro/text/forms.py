"""The two fields for what people write: guarded where it may be about a child, plain with a
reason where it is not.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from jmzpro.text import clean_text
from jmzpro.text import passage as text_passage
from jmzpro.text.guard import Finding, Report, inspect

LONGEST = 20_000
TICK_OR_CHANGE = "Klopt het toch zo? Zet dan een vinkje onder je tekst en verstuur opnieuw."
CHECKED = "Ik heb dit nagekeken: er staat niets in over een herkenbaar kind."
ONE_PERSON = (
    "Hieraan is één kind of gezin te herkennen: {found}. We bewaren en versturen het zo niet. "
    "Haal weg waaraan iemand te herkennen is "
    "en verstuur opnieuw."
)
# How the writer says it, for the whole form at once: a moderator then looks first.
NO_CHILD_NAME = "geen_kind"
NO_CHILD = "Dit gaat niet over een kind of gezin"
NO_CHILD_HELP = (
    "Een moderator leest je tekst dan eerst. Tot die tijd staat hij nergens en krijgt niemand hem."
)


class TypedText(str):
    """What was typed, and whether its writer ticked that it was checked, or that it is about no
    child or family.
    """

    is_checked = False
    is_about_no_child = False


class GuardedText(forms.Textarea):
    """A text area (or one line) with the help numbers beside it, and under it the tick when the
    guard has something to ask.

    Each form has its own copy, so `asked` is about this form's text only.
    """

    template_name = "text/guarded_text.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, lines: int = 8, with_help_numbers: bool = True
    ) -> None:
        self.lines = lines
        self.with_help_numbers = with_help_numbers
        self.asked: tuple[Finding, ...] = ()
        self.is_checked = False
        self.asks_about_child = False
        super().__init__({"rows": lines, "dir": "auto", **(attrs or {})})
        if lines == 1:
            self.attrs = {
                name: value for name, value in self.attrs.items() if name not in {"rows", "cols"}
            }

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> TypedText | None:
        value = super().value_from_datadict(data, files, name)
        if value is None:
            return None
        typed = TypedText(value)
        typed.is_checked = bool(data.get(f"{name}_nagekeken"))
        typed.is_about_no_child = bool(data.get(NO_CHILD_NAME))
        return typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "is_line": self.lines == 1,
            "with_help_numbers": self.with_help_numbers,
            "asks": bool(self.asked) and not self.asks_about_child,
            "asks_about_child": self.asks_about_child,
            "no_child_name": NO_CHILD_NAME,
            "no_child_label": NO_CHILD,
            "no_child_help": NO_CHILD_HELP,
            "check_name": f"{name}_nagekeken",
            "check_id": f"{context['widget']['attrs'].get('id') or name}_nagekeken",
            "check_label": CHECKED,
            "is_checked": self.is_checked,
        }
        return context


class GuardedTextField(forms.CharField):
    """Free text that may be about a child: cleaned, measured, and held against the personal-data
    guard.

    `lines=1` gives one line (no help numbers beside it). A BSN is refused (code `refused`);
    anything else the guard sees is asked about (code `asked`): with `<name>_nagekeken` ticked the
    same text passes. What points at one person together does not (code `one_person`): see
    `GuardedTexts`. Give `help_numbers=False` for a second field of a form.
    """

    widget: type[forms.Widget] | forms.Widget = GuardedText

    def __init__(
        self,
        *,
        lines: int = 8,
        max_length: int = LONGEST,
        help_numbers: bool | None = None,
        **kwargs: Any,
    ) -> None:
        self.lines = lines
        # Checked here instead of by `maxlength`: a browser cuts a pasted text off without a word.
        self.longest = max_length
        shown = lines > 1 if help_numbers is None else help_numbers
        kwargs.setdefault("widget", GuardedText(lines=lines, with_help_numbers=shown))
        kwargs.setdefault("strip", True)
        kwargs["error_messages"] = {
            "required": "Schrijf hier iets.",
            **kwargs.get("error_messages", {}),
        }
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return clean_text.tidy_line(text) if self.lines == 1 else clean_text.tidy(text)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        check_words(text, self.longest)
        self.judge(inspect(text), value)
        return text

    def judge(self, report: Report, typed: Any) -> None:
        """Raise what the guard has against it, unless its writer answered that, or a moderator
        looked.
        """
        is_checked = getattr(typed, "is_checked", False)
        is_about_no_child = getattr(typed, "is_about_no_child", False)
        self.show(
            report.asked,
            is_checked=is_checked or is_about_no_child,
            asks_about_child=report.points_at_one_person,
        )
        if report.refused:
            raise ValidationError(
                [ValidationError(said, code="refused") for said in report.refusals]
            )
        if report.points_at_one_person:
            if not (is_about_no_child or text_passage.current().is_cleared):
                raise one_person(report)
        elif report.asked and not (is_checked or text_passage.current().is_cleared):
            raise ValidationError(
                [
                    ValidationError(said, code="asked")
                    for said in [*report.questions, TICK_OR_CHANGE]
                ]
            )

    def show(self, asked: tuple[Finding, ...], *, is_checked: bool, asks_about_child: bool) -> None:
        """What stands under the field when it is given back."""
        if isinstance(self.widget, GuardedText):
            self.widget.asked, self.widget.is_checked, self.widget.asks_about_child = (
                asked,
                is_checked,
                asks_about_child,
            )


def one_person(report: Report) -> ValidationError:
    found = report.shown_together
    return ValidationError(ONE_PERSON.format(found=found), code="one_person")


class GuardedTexts(forms.BaseForm):
    """Mix into a form with guarded fields: its words are judged together, and what a moderator must
    see first is not carried out.

    A name in one field and a birth date in another are one child. Who ticked "Dit gaat niet over
    een kind of gezin" goes on to the moderator: MustBeHeld, raised only when everything else in the
    form is right, so that nothing has to be asked again.
    """

    # The form in our own words, for who waits and for who looks.
    what = "een tekst"
    # Where a visitor without an account can be told what came of it.
    address_field = "email"

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.errors and (guarded := self.guarded_texts()):
            self.judge_together(guarded)

    def guarded_texts(self) -> dict[str, str]:
        """The words of the guarded fields, by field."""
        cleaned = {
            name: self.cleaned_data.get(name)
            for name, field in self.fields.items()
            if isinstance(field, GuardedTextField)
        }
        return {name: text for name, text in cleaned.items() if isinstance(text, str) and text}

    def judge_together(self, guarded: Mapping[str, str]) -> None:
        passage = text_passage.current()
        report = inspect("\n".join(guarded.values()))
        if report.points_at_one_person and not passage.is_cleared:
            if not self.data.get(NO_CHILD_NAME):
                self.give_back(guarded, report)
                return
            if self.acts_now():
                address = str(self.cleaned_data.get(self.address_field) or "")
                raise text_passage.MustBeHeld(self.what, report.together, address)
        passage.is_accepted = True
        if self.acts_now():
            passage.let_stand({finding.kind for finding in report.asked})

    def give_back(self, guarded: Mapping[str, str], report: Report) -> None:
        """Under the field that tells most."""
        name = max(guarded, key=lambda name: len(inspect(guarded[name]).findings))
        field = self.fields[name]
        assert isinstance(field, GuardedTextField)
        field.show((), is_checked=False, asks_about_child=True)
        self.add_error(name, one_person(report))

    def acts_now(self) -> bool:
        """Whether this sending carries something out. A form that is first looked at says when
        it does.
        """
        return True


class GuardedForm(GuardedTexts, forms.Form):
    """A form with guarded fields."""


class PlainTextField(forms.CharField):
    """Free text that is not about a child; `reason` says, for the reader and for a test, why it
    needs no guard.

    A BSN is refused here too: it may stand nowhere.
    """

    def __init__(
        self, *, reason: str, lines: int = 1, max_length: int = LONGEST, **kwargs: Any
    ) -> None:
        if not reason.strip():
            raise ValueError("a plain text field names the reason why it needs no guard")
        self.reason = reason
        self.lines = lines
        self.longest = max_length
        if lines > 1:
            kwargs.setdefault("widget", forms.Textarea({"rows": lines, "dir": "auto"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return clean_text.tidy_line(text) if self.lines == 1 else clean_text.tidy(text)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        check_words(text, self.longest)
        report = inspect(text)
        if report.refused:
            raise ValidationError(
                [ValidationError(said, code="refused") for said in report.refusals]
            )
        return text


class MailedTextField(PlainTextField):
    """Plain text of the office that goes out by mail. What points at one child is refused here,
    whoever wrote it: there is no tick.
    """

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        report = inspect(text)
        if report.points_at_one_person:
            raise one_person(report)
        return text


def check_words(text: str, longest: int) -> None:
    """Refuses what is too long, and what is there but says nothing."""
    if len(text) > longest:
        raise ValidationError(
            (
                f"Dit zijn {dutch(len(text))} tekens; er passen er {dutch(longest)} in. Kort je "
                "tekst in."
            ),
            code="too_long",
        )
    if text and not clean_text.has_words(text):
        raise ValidationError(
            "Er staan nog geen woorden in. Schrijf in een paar woorden wat je bedoelt.",
            code="no_words",
        )


def dutch(number: int) -> str:
    """20000 as 20.000."""
    return f"{number:,}".replace(",", ".")
