from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from jmzpro.kit.fields import DayField
from jmzpro.text.clean_text import tidy
from jmzpro.text.forms import GuardedForm, GuardedTextField, PlainTextField
from jmzpro.trust.models import AuditLine
from jmzpro.trust.queue import FOR_THE_LOG, Decision, Letter

LONGEST = 2_000


class DecisionForm(GuardedForm):
    """What is asked of who decides: words for the mail, when one goes that takes them, and a note
    for the log.

    `getoond` is the text that the mail was shown with: only that text may go.
    """

    what = "een besluit"
    getoond = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, decision: Decision, is_mailed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decision.letter is not None and decision.letter.takes_words and is_mailed:
            self.fields["tekst"] = words_for(decision.letter)
        self.fields["reden"] = PlainTextField(
            reason="why the office decided this, for its own log",
            label=FOR_THE_LOG,
            max_length=LONGEST,
            required=decision.needs_reason,
            error_messages={"required": f"Schrijf bij “{decision.label}” in één zin waarom."},
        )

    @property
    def is_as_shown(self) -> bool:
        """Nobody changed the words since the mail was shown."""
        shown: str = self.cleaned_data["getoond"]
        return tidy(shown) == str(self.cleaned_data.get("tekst", ""))


def words_for(letter: Letter) -> GuardedTextField:
    return GuardedTextField(
        label=letter.label,
        lines=5,
        max_length=LONGEST,
        help_numbers=False,
        required=bool(letter.needed),
        error_messages={"required": letter.needed},
    )


class LogFilterForm(forms.Form):
    """Narrows the log. Everything may stay empty; state is in the address."""

    wie = forms.CharField(label="Wie", required=False, max_length=120)
    wat = forms.CharField(label="Wat", required=False, max_length=80)
    van = DayField(label="Vanaf", required=False)
    tot = DayField(label="Tot en met", required=False)

    def matching(self, lines: QuerySet[AuditLine]) -> QuerySet[AuditLine]:
        if not self.is_valid():
            return lines.none()
        given: dict[str, Any] = self.cleaned_data
        if given["wie"]:
            lines = lines.filter(
                Q(actor__person__name__icontains=given["wie"])
                | Q(actor__email__icontains=given["wie"])
            )
        if given["wat"]:
            lines = lines.filter(action__icontains=given["wat"])
        if given["van"]:
            lines = lines.filter(
                at__gte=timezone.make_aware(datetime.combine(given["van"], time.min))
            )
        if given["tot"]:
            lines = lines.filter(
                at__lte=timezone.make_aware(datetime.combine(given["tot"], time.max))
            )
        return lines
