"""Does it work? The month's figures of Durf te Vragen for the office: charts, the same as a
table, and as a file.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jmzpro.kit.dutch import figure
from jmzpro.kit.spreadsheet import harmless
from jmzpro.members.access import is_office
from jmzpro.office.charts import Bar, Chart
from jmzpro.office.targets import in_words
from jmzpro.questions.evaluation.figures import Figures, Month, figures_of, last_months
from jmzpro.questions.models import Target, TargetFigure
from jmzpro.trust.offices import Office

SHOWN = 12
SHORTEST = 0.25  # hours
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def percentage(share: float | None) -> str:
    """ "87,5%", "100%"."""
    return "–" if share is None else f"{number(round(100 * share, 1))}%"


def between(low: float, high: float) -> str:
    """ "1 tot 3"; what is the same at both ends, once."""
    return number(low) if low == high else f"{number(low)} tot {number(high)}"


def hours(value: float | None) -> str:
    """An answer of the same evening took no working time at all: "0,0 uur" would look like a
    mistake.
    """
    if value is None:
        return "–"
    return f"{figure(round(value, 1))} uur" if value >= SHORTEST else "binnen een kwartier"


def number(value: float) -> str:
    return figure(int(value) if float(value).is_integer() else value)


@dataclass(frozen=True)
class Column:
    """One figure: how the table says it, what the file holds, what we aim for, and what it
    means.
    """

    key: str
    label: str
    shown: Callable[[Figures], str]
    raw: Callable[[Figures], object]
    explained: str
    target: str = ""  # the figure that it is held against, if any


COLUMNS: Sequence[Column] = (
    Column(
        "asked",
        "Gevraagd",
        lambda f: number(f.asked),
        lambda f: f.asked,
        "Vragen die in deze maand gesteld zijn en nog op de site staan.",
    ),
    Column(
        "answered",
        "Beantwoord",
        lambda f: percentage(f.share_answered),
        lambda f: None if f.share_answered is None else round(100 * f.share_answered, 1),
        "Welk deel van die vragen tot nu toe antwoord kreeg. De laatste maand groeit dus nog.",
        TargetFigure.ANSWERED,
    ),
    Column(
        "hours",
        "Tijd tot het eerste antwoord",
        lambda f: hours(f.median_hours),
        lambda f: None if f.median_hours is None else round(f.median_hours, 2),
        "De middelste vraag, in werkuren: werkdagen van 9.00 tot 17.00 uur, zonder feestdagen.",
        TargetFigure.HOURS,
    ),
    Column(
        "median",
        "Vragen per persoon (mediaan)",
        lambda f: number(f.per_person.median) if f.per_person.people else "–",
        lambda f: f.per_person.median,
        "Wie een vraag per mail kreeg: hoeveel de middelste van hen er deze maand kreeg.",
    ),
    Column(
        "spread",
        "Spreiding",
        lambda f: between(f.per_person.low, f.per_person.high) if f.per_person.people else "–",
        lambda f: f"{f.per_person.low} tot {f.per_person.high}",
        (
            "De helft van de gevraagden kreeg zoveel vragen; een kwart minder of evenveel, een "
            "kwart meer of evenveel."
        ),
    ),
    Column(
        "most",
        "Meeste bij één persoon",
        lambda f: number(f.per_person.most),
        lambda f: f.per_person.most,
        "Hoeveel vragen degene kreeg die er de meeste kreeg.",
        TargetFigure.MOST,
    ),
    Column(
        "passed",
        "Weet ik niet",
        lambda f: percentage(f.pass_rate),
        lambda f: None if f.pass_rate is None else round(100 * f.pass_rate, 1),
        "Op welk deel van de vragen die we iemand mailden ‘ik weet het niet’ kwam.",
        TargetFigure.PASSED,
    ),
    Column(
        "first",
        "Eerste vraag gesteld",
        lambda f: number(f.first_time_askers),
        lambda f: f.first_time_askers,
        "Leden die in deze maand hun allereerste vraag stelden.",
    ),
    Column(
        "taken",
        "Aanbod gehaald",
        lambda f: number(f.offers_taken),
        lambda f: f.offers_taken,
        "Hoe vaak een brenger ja zei, en het ook doorging.",
    ),
    Column(
        "unreached",
        "Nog nooit bereikt",
        lambda f: number(f.never_reached),
        lambda f: f.never_reached,
        "Leden die vragen willen ontvangen en er aan het eind van de maand nog nooit een hadden.",
        TargetFigure.UNREACHED,
    ),
)


def asked_months(request: HttpRequest) -> list[Month]:
    """The twelve months until the one in the address; what is no month, or still to come, is
    this month.
    """
    this = last_months(1)[0]
    found = MONTH.fullmatch(request.GET.get("tot", ""))
    wanted = Month(int(found[1]), int(found[2])) if found else this
    return last_months(SHOWN, min(wanted, this))


def for_the_office(request: HttpRequest) -> None:
    if not is_office(request.user):
        raise Http404


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    for_the_office(request)
    months = asked_months(request)
    figures = figures_of(months)
    this, targets = last_months(1)[0], Target.current()
    context = {
        "rows": [
            (one.month, [column.shown(one) for column in COLUMNS], one.month == this)
            for one in reversed(figures)
        ],
        "columns": [
            (column, in_words(column.target, targets.get(column.target))) for column in COLUMNS
        ],
        "charts": charts(figures, targets),
        "may_choose": is_office(request.user, Office.BUREAU),
        "months": months,
        "earlier": months[0].plus(-1),
        "later": min(months[-1].plus(SHOWN), this) if months[-1] < this else None,
    }
    return render(request, "office/figures.html", context)


def charts(figures: Sequence[Figures], targets: Mapping[str, float | None]) -> list[Chart]:
    def bars(value: Callable[[Figures], float | None], words: Callable[[float], str]) -> list[Bar]:
        told = [(one.month, value(one)) for one in figures]
        return [
            Bar(month.short, month.label, v, "geen cijfer" if v is None else words(v))
            for month, v in told
        ]

    def line(key: str, unit: str) -> dict[str, Any]:
        aim = targets[key]
        return (
            {} if aim is None else {"target": aim, "target_words": f"{number(round(aim, 1))}{unit}"}
        )

    return [
        Chart("gevraagd", "Gestelde vragen", bars(lambda f: f.asked, number)),
        Chart(
            "beantwoord",
            "Deel van de vragen met antwoord",
            bars(
                lambda f: None if f.share_answered is None else 100 * f.share_answered,
                lambda v: f"{round(v)}%",
            ),
            **line(TargetFigure.ANSWERED, "%"),
            top=100,
        ),
        Chart(
            "werkuren",
            "Werkuren tot het eerste antwoord, middelste vraag",
            bars(lambda f: f.median_hours, lambda v: number(round(v, 1))),
            **line(TargetFigure.HOURS, " uur"),
        ),
        Chart(
            "meeste",
            "Meeste vragen bij één persoon",
            bars(lambda f: f.per_person.most, number),
            **line(TargetFigure.MOST, ""),
        ),
        Chart("gehaald", "Gehaald aanbod", bars(lambda f: f.offers_taken, number)),
    ]


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """The same figures for a spreadsheet: semicolons and decimal commas, as a Dutch one reads
    them.
    """
    for_the_office(request)
    months = asked_months(request)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral("Maand"), *(neutral(heading(column)) for column in COLUMNS)])
    for one in figures_of(months):
        writer.writerow([str(one.month), *(neutral(column.raw(one)) for column in COLUMNS)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="cijfers-durf-te-vragen-{months[0]}-{months[-1]}.csv"'
    )
    response["Cache-Control"] = "private, no-store"
    return response


def heading(column: Column) -> str:
    unit = {"answered": " (%)", "passed": " (%)", "hours": " (werkuren)"}.get(column.key, "")
    return f"{column.label}{unit}"


def neutral(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; a number with a decimal comma."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    said = str(value)
    return said if isinstance(value, int) else harmless(said)
