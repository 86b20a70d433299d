"""The page of a decision: the words for the mail, the mail as it will go, and whether it can be
taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from jmzpro.mail.models import OutgoingMail
from jmzpro.mail.rehearsal import shown
from jmzpro.office import decisions
from jmzpro.office.forms import DecisionForm
from jmzpro.text.clean_text import tidy
from jmzpro.trust.name_marks import Mark
from jmzpro.trust.queue import Decision

# Who gets the mail is known before its words are: this stands in their place, and is never shown.
BLANK = "…"


@dataclass(frozen=True)
class Asking:
    """One decision about one item, and what was typed on its page so far; nothing yet when it is
    just opened.
    """

    item: decisions.Item
    decision: Decision
    typed: QueryDict
    back: str

    @property
    def is_opened(self) -> bool:
        """Coming from the queue, with nothing to judge yet."""
        return self.decision.has_page and not {"bekijk", "zeker"} & self.typed.keys()

    @property
    def is_sent(self) -> bool:
        return not self.decision.has_page or self.typed.get("zeker") == "ja"

    @property
    def label(self) -> str:
        return self.item.waiting.labels.get(self.decision.key, self.decision.label)

    @property
    def names(self) -> Sequence[Mark]:
        """The names in what becomes public: each has to be ticked."""
        return self.item.waiting.marks if self.decision.confirms_names else ()

    @property
    def confirmed(self) -> list[Mark]:
        ticked = set(self.typed.getlist("naam"))
        return [mark for mark in self.names if mark.key in ticked]

    @property
    def misses_names(self) -> bool:
        return len(self.confirmed) < len(self.names)

    def heard(self, by: Any) -> list[OutgoingMail]:
        """The mails that would go. Raises as `decisions.decide`."""
        if self.decision.letter is None:
            return []
        text = tidy(self.typed.get("tekst", "")) or (BLANK if self.decision.letter.needed else "")
        return decisions.rehearse(self.decision, self.item.waiting, by=by, text=text)

    def form(self, *, is_mailed: bool) -> DecisionForm:
        if self.is_opened:
            noted = {"reden": self.typed.get("reden", "")}
            return DecisionForm(None, initial=noted, decision=self.decision, is_mailed=is_mailed)
        return DecisionForm(self.typed, decision=self.decision, is_mailed=is_mailed)

    def answer(self, request: HttpRequest) -> DecisionForm | HttpResponse:
        """The form when it may be carried out as it was shown; else the page. Raises as
        `decisions.decide`.
        """
        mails = self.heard(request.user)
        form = self.form(is_mailed=bool(mails))
        if form.is_valid() and self.is_sent and form.is_as_shown and not self.misses_names:
            return form
        return self.page(request, form, mails)

    def page(
        self, request: HttpRequest, form: DecisionForm, mails: list[OutgoingMail]
    ) -> HttpResponse:
        is_complete = (
            form.is_valid()
            if form.is_bound
            else "tekst" not in form.fields or not form.fields["tekst"].required
        )
        text = form.cleaned_data.get("tekst", "") if form.is_valid() else ""
        context = {
            "item": self.item,
            "decision": self.decision,
            "form": form,
            "mails": [shown(mail) for mail in mails],
            "is_complete": is_complete,
            "was_changed": is_complete
            and self.is_sent
            and not (form.is_valid() and form.is_as_shown),
            "label": self.label,
            "names": self.names,
            "ticked": {mark.key for mark in self.confirmed},
            "misses_names": self.is_sent and self.misses_names,
            "text": text,
            "regret": decisions.REGRET_IN_WORDS,
            "chosen": self.typed.get("soort", ""),
            "back": self.back,
        }
        is_refused = form.is_bound and (not is_complete or (self.is_sent and self.misses_names))
        return render(request, "office/decision.html", context, status=422 if is_refused else 200)
