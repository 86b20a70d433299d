"""The two fields for what people write: guarded where it may be about a child, plain with a reason where it is not."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from jmzpro.text import clean
from jmzpro.text.guard import Finding, inspect

LONGEST = 20_000
TICK_OR_CHANGE = "Klopt het toch zo? Zet dan een vinkje onder je tekst en verstuur opnieuw."
CHECKED = "Ik heb dit nagekeken: er staat niets in over een herkenbaar kind."


class TypedText(str):
    """What was typed, and whether its writer ticked that it was checked."""

    is_checked = False


class GuardedText(forms.Textarea):
    """A text area (or one line) with the help numbers beside it, and under it the tick when the guard has something to ask.

    Each form has its own copy, so `asked` is about this form's text only.
    """

    template_name = "text/guarded_text.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, lines: int = 8, with_help_numbers: bool = True) -> None:
        self.lines = lines
        self.with_help_numbers = with_help_numbers
        self.asked: tuple[Finding, ...] = ()
        self.is_checked = False
        super().__init__({"rows": lines, "dir": "auto", **(attrs or {})})
        if lines == 1:
            self.attrs = {name: value for name, value in self.attrs.items() if name not in {"rows", "cols"}}

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> TypedText | None:
        value = super().value_from_datadict(data, files, name)
        if value is None:
            return None
        typed = TypedText(value)
        typed.is_checked = bool(data.get(f"{name}_nagekeken"))
        return typed

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "is_line": self.lines == 1,
            "with_help_numbers": self.with_help_numbers,
            "asks": bool(self.asked),
            "check_name": f"{name}_nagekeken",
            "check_id": f"{context['widget']['attrs'].get('id') or name}_nagekeken",
            "check_label": CHECKED,
            "is_checked": self.is_checked,
        }
        return context


class GuardedTextField(forms.CharField):
    """Free text that may be about a child: cleaned, measured, and held against the personal-data guard.

    `lines=1` gives one line (no help numbers beside it). A BSN is refused (code `refused`); anything else the guard sees is asked
    about (code `asked`): with `<name>_nagekeken` ticked the same text passes. Give `help_numbers=False` for a second field of a form.
    """

    widget: type[forms.Widget] | forms.Widget = GuardedText

    def __init__(self, *, lines: int = 8, max_length: int = LONGEST, help_numbers: bool | None = None, **kwargs: Any) -> None:
        self.lines = lines
        # Checked here instead of by `maxlength`: a browser cuts a pasted text off without a word.
        self.longest = max_length
        shown = lines > 1 if help_numbers is None else help_numbers
        kwargs.setdefault("widget", GuardedText(lines=lines, with_help_numbers=shown))
        kwargs.setdefault("strip", True)
        kwargs["error_messages"] = {"required": "Schrijf hier iets.", **kwargs.get("error_messages", {})}
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return clean.tidy_line(text) if self.lines == 1 else clean.tidy(text)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        check_words(text, self.longest)
        report = inspect(text)
        is_checked = getattr(value, "is_checked", False)
        if isinstance(self.widget, GuardedText):
            self.widget.asked, self.widget.is_checked = report.asked, is_checked
        if report.refused:
            raise ValidationError([ValidationError(said, code="refused") for said in report.refusals])
        if report.asked and not is_checked:
            raise ValidationError([ValidationError(said, code="asked") for said in [*report.questions, TICK_OR_CHANGE]])
        return text


class PlainTextField(forms.CharField):
    """Free text that is not about a child; `reason` says, for the reader and for a test, why it needs no guard.

    A BSN is refused here too: it may stand nowhere.
    """

    def __init__(self, *, reason: str, lines: int = 1, max_length: int = LONGEST, **kwargs: Any) -> None:
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
        return clean.tidy_line(text) if self.lines == 1 else clean.tidy(text)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        check_words(text, self.longest)
        report = inspect(text)
        if report.refused:
            raise ValidationError([ValidationError(said, code="refused") for said in report.refusals])
        return text


def check_words(text: str, longest: int) -> None:
    """Refuses what is too long, and what is there but says nothing."""
    if len(text) > longest:
        raise ValidationError(f"Dit zijn {dutch(len(text))} tekens; er passen er {dutch(longest)} in. Kort je tekst in.", code="too_long")
    if text and not clean.has_words(text):
        raise ValidationError("Er staan nog geen woorden in. Schrijf in een paar woorden wat je bedoelt.", code="no_words")


def dutch(number: int) -> str:
    """20000 as 20.000."""
    return f"{number:,}".replace(",", ".")
