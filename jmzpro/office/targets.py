"""What we aim for, beside the month's figures: the Bureau chooses, the log says who, and what
was aimed for before stays to be read.
"""

from dataclasses import dataclass

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from jmzpro.kit.dutch import figure
from jmzpro.kit.forms import posted
from jmzpro.members.access import is_office
from jmzpro.questions.models import Target, TargetFigure
from jmzpro.text.forms import PlainTextField
from jmzpro.trust import audit
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import FOR_THE_LOG

EARLIER = 20  # of what was aimed for before, shown


@dataclass(frozen=True)
class Aim:
    """How a target is asked for and said. `most`: the largest number that makes sense."""

    question: str
    said: str  # with {} for the number
    most: float
    help_text: str = ""


AIMS: dict[str, Aim] = {
    TargetFigure.ANSWERED: Aim(
        "Welk deel van de vragen moet antwoord krijgen? (%)",
        "minstens {}%",
        100,
        "Bij een vergelijkbare dienst was het 87,7%.",
    ),
    TargetFigure.HOURS: Aim(
        "Binnen hoeveel werkuren moet de helft van de eerste antwoorden er zijn?",
        "hoogstens {} werkuren",
        400,
    ),
    TargetFigure.MOST: Aim(
        "Hoeveel vragen per maand mag één persoon hoogstens krijgen?", "hoogstens {} per maand", 500
    ),
    TargetFigure.PASSED: Aim(
        "Op welk deel van de mails mag ‘ik weet het niet’ komen? (%)", "hoogstens {}%", 100
    ),
    TargetFigure.UNREACHED: Aim(
        "Hoeveel leden mogen hoogstens nog nooit een vraag gekregen hebben?",
        "hoogstens {} leden",
        1_000_000,
    ),
}


def in_words(key: str, value: float | None) -> str:
    return "" if value is None else AIMS[key].said.format(number(value))


def number(value: float) -> str:
    return figure(int(value) if float(value).is_integer() else round(value, 1))


class NumberField(forms.FloatField):
    """A number as a Dutch keyboard types it: "87,7"."""

    def to_python(self, value: object) -> float | None:  # type: ignore[override]  # the stubs call a FloatField an IntegerField
        typed = str(value or "").strip().removesuffix("%").strip()
        return super().to_python(
            typed.replace(",", ".") if typed.count(",") == 1 and "." not in typed else typed
        )


class TargetsForm(forms.Form):
    why = PlainTextField(
        reason="waarom het bureau een streven verandert, voor het logboek",
        max_length=500,
        required=False,
        label=FOR_THE_LOG,
    )

    def __init__(self, *args: object, now: dict[str, float | None], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # a form's own arguments
        self.now = now
        for key, aim in AIMS.items():
            self.fields[key] = NumberField(
                required=False,
                min_value=0,
                max_value=aim.most,
                label=aim.question,
                help_text=aim.help_text,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                error_messages={
                    "invalid": (
                        "Typ een getal, bijvoorbeeld 87,7. Laat het leeg als jullie hier niet op "
                        "sturen."
                    ),
                    "min_value": "Minder dan nul kan niet.",
                    "max_value": f"Hoogstens {figure(int(aim.most))}.",
                },
            )
            value = now[key]
            self.initial[key] = "" if value is None else f"{value:.10g}".replace(".", ",")
        self.order_fields([*AIMS, "why"])

    def changes(self) -> dict[str, float | None]:
        return {
            key: self.cleaned_data[key] for key in AIMS if self.cleaned_data[key] != self.now[key]
        }


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponseBase:
    if not is_office(request.user, Office.BUREAU):
        raise Http404
    form = TargetsForm(posted(request), now=Target.current())
    if form.is_valid():
        changes = form.changes()
        choose(request, changes, form.cleaned_data["why"])
        messages.success(
            request,
            "Bewaard. De lijnen in de cijfers zijn aangepast."
            if changes
            else "Er is niets veranderd.",
        )
        return redirect("office_figures")
    return shown(request, form)


def shown(request: HttpRequest, form: TargetsForm) -> HttpResponse:
    earlier = [
        (one, in_words(one.figure, one.value) or "geen streven")
        for one in Target.objects.latest_first()[:EARLIER]
    ]
    return render(
        request,
        "office/targets.html",
        {"form": form, "earlier": earlier},
        status=422 if form.is_bound else 200,
    )


@transaction.atomic
def choose(request: HttpRequest, changes: dict[str, float | None], why: str) -> None:
    for key, value in changes.items():
        target = Target.objects.create(figure=key, value=value)
        audit.record(
            "Streven aangepast", target, by=request.user, reason=why, figure=key, value=value
        )
