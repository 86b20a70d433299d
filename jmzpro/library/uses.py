""" "Ook bij ons gebruikt": colleagues say that they use an item and what they changed, and may
report what another wrote.
"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from jmzpro.kit.forms import posted
from jmzpro.library import emails
from jmzpro.library.member_forms import UseForm, UseReportForm
from jmzpro.library.models import Item, Use, UseReport
from jmzpro.members.access import account, member_required
from jmzpro.members.reports import About, Reports
from jmzpro.trust.limits import limited

# On the record itself; more are folded away.
SHOWN = 5


def shown_with(item: Item, user: Any) -> dict[str, Any]:
    """What the record says of its use: to everybody in how many organisations, to members who
    and how.
    """
    uses = list(
        Use.objects.visible_to(user).filter(item=item).select_related("person", "organisation")
    )
    mine = next(
        (use for use in uses if use.person is not None and use.person.user_id == user.pk), None
    )
    return {
        "uses": uses[:SHOWN],
        "more_uses": uses[SHOWN:],
        "my_use": mine,
        "may_use": getattr(user, "is_member", False),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("library-use", limit=30, per=timedelta(hours=1))
def use(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Your own use of an item: there is one of each, so sending twice tells it once."""
    item = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    person = account(request).person
    mine = Use.objects.filter(item=item, person=person).first()
    form = UseForm(posted(request), initial={"text": mine.text if mine else ""})
    if form.is_valid():
        Use.tell(item, person, form.cleaned_data["text"])
        messages.success(request, "Dank je wel. Collega’s zien nu dat jullie dit ook gebruiken.")
        return redirect(f"{item.get_absolute_url()}#gebruik")
    return render(
        request,
        "library/use.html",
        {"item": item, "form": form, "mine": mine},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def removal(request: HttpRequest, slug: str) -> HttpResponseBase:
    item = get_object_or_404(Item.objects.visible_to(request.user), slug=slug)
    mine = get_object_or_404(
        Use.objects.select_related("item"), item=item, person__user=account(request)
    )
    if request.method == "POST":
        mine.take_back()
        messages.success(request, "Weggehaald. Je telt niet meer mee.")
        return redirect(f"{item.get_absolute_url()}#gebruik")
    return render(request, "library/use_removal.html", {"item": item, "mine": mine})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("library-use-report", limit=10, per=timedelta(minutes=10))
def report(request: HttpRequest, slug: str, person: str) -> HttpResponseBase:
    """Ask the office to look at what a colleague wrote."""
    visible = (
        Use.objects.visible_to(request.user)
        .exclude(person__user=account(request))
        .select_related("item", "person")
    )
    found = get_object_or_404(visible, item__slug=slug, person__public_id=person)
    form = UseReportForm(posted(request))
    if form.is_valid():
        UseReport.put_before_the_office(found, account(request).person, form.cleaned_data["text"])
        messages.success(request, "Dank je wel. Het bureau kijkt ernaar.")
        return redirect(f"{found.item.get_absolute_url()}#gebruik")
    return render(
        request,
        "library/use_report.html",
        {"use": found, "form": form},
        status=422 if form.is_bound else 200,
    )


# What the office decides


def about(report: UseReport) -> About:
    use = report.use
    return About(
        title=f"Gebruik van: {use.item.title}",
        text=use.text or "alleen dat het gebruikt wordt",
        url=f"{use.item.get_absolute_url()}#gebruik",
        writer=use.person,
    )


def take_down(report: UseReport, by: Any, text: str) -> None:
    emails.use_removed(report.use, text)


REPORTS = Reports(
    UseReport,
    lambda: UseReport.objects.select_related("use__item", "use__person__user", "reporter"),
    about,
    take_down,
)
QUEUE = REPORTS.queued(
    "library-use-reports",
    "Meldingen over gebruik in de Kennisbank",
    (
        "Wat er staat verdwijnt, en de organisatie telt hierdoor niet meer mee. De schrijver "
        "krijgt je reden per mail."
    ),
    order=45,
)
