"""The Bureau's pages about membership in /beheer/: settings, house rules, who agreed, who did
not answer, who is late.
"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit.forms import posted
from jmzpro.mail.rehearsal import AS_SHOWN, shown_mails
from jmzpro.members.access import account, office_required
from jmzpro.members.membership.rules import agreement
from jmzpro.members.membership.rules.forms import HouseRulesForm, MembershipSettingsForm
from jmzpro.members.membership.rules.models import HouseRules, MembershipSettings
from jmzpro.members.membership.upkeep import reminders
from jmzpro.members.models import Organisation
from jmzpro.trust import audit
from jmzpro.trust.offices import Office
from jmzpro.trust.queue import AlreadyDecided

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def page(request: HttpRequest) -> HttpResponseBase:
    """Everything at a glance, and the settings."""
    form = MembershipSettingsForm(posted(request), instance=MembershipSettings.current())
    if form.is_valid():
        with transaction.atomic():
            form.save()
            audit.record(
                "membership.settings_changed",
                form.instance,
                by=account(request),
                velden=", ".join(sorted(form.changed_data)),
            )
        messages.success(request, "Bewaard.")
        return redirect("membership")
    active = Organisation.objects.filter(is_active=True)
    context = {
        "form": form,
        "versions": HouseRules.objects.annotate(agreed=Count("agreements")).order_by("-number"),
        "number": active.count(),
        "silent": reminders.silent()[:SHOWN],
        "unpaid": active.filter(paid_until__lt=timezone.localdate()).order_by("paid_until", "pk")[
            :SHOWN
        ],
        "removed": Organisation.objects.filter(removed_at__isnull=False, merged_into=None).order_by(
            "-removed_at"
        )[:SHOWN],
        "without_contact": active.filter(contact=None)[:SHOWN],
    }
    return render(
        request,
        "members/membership/office/overview.html",
        context,
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_required(Office.BUREAU)
def write(request: HttpRequest, number: int = 0) -> HttpResponseBase:
    """A version that is not published yet; a new one begins as the newest."""
    newest = HouseRules.objects.first()
    draft = (
        get_object_or_404(HouseRules, number=number, published_at=None)
        if number
        else HouseRules(text=newest.text if newest else "")
    )
    if not number and newest is not None:
        draft.independents_vote = newest.independents_vote
    form = HouseRulesForm(posted(request), instance=draft)
    if form.is_valid():
        try:
            rules = agreement.write(form, by=account(request))
            messages.success(
                request, f"{rules} is bewaard. Niemand ziet haar, tot je haar publiceert."
            )
            return redirect("house_rules", rules.number)
        except AlreadyDecided:
            form.add_error(
                None,
                (
                    f"{draft} is intussen gepubliceerd en verandert niet meer. Zet je tekst in "
                    "een nieuwe versie."
                ),
            )
    context = {"form": form, "rules": draft}
    return render(
        request,
        "members/membership/office/write.html",
        context,
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD"])
@office_required(Office.BUREAU)
def rules(request: HttpRequest, number: int) -> HttpResponseBase:
    """One version: its words, and which organisation agreed, by whom and when."""
    shown = get_object_or_404(HouseRules, number=number)
    agreements = shown.agreements.select_related("organisation", "person").order_by(
        "organisation__sort_name", "pk"
    )
    missing = (
        Organisation.objects.filter(is_active=True)
        .exclude(agreements__rules=shown)
        .select_related("contact")
    )
    context = {
        "rules": shown,
        "page": Paginator(agreements, SHOWN).get_page(request.GET.get("p")),
        "missing": missing[:SHOWN] if shown.published_at else [],
        "missing_count": missing.count() if shown.published_at else 0,
        "contacts": Organisation.objects.filter(is_active=True)
        .exclude(contact=None)
        .values("contact")
        .distinct()
        .count(),
    }
    return render(request, "members/membership/office/rules.html", context)


@require_POST
@office_required(Office.BUREAU)
def publish(request: HttpRequest, number: int) -> HttpResponseBase:
    """Asked with the mails that would go to each contact; done when those were on the page."""
    draft = get_object_or_404(HouseRules, number=number)
    by = account(request)
    try:
        letters = shown_mails(
            lambda: agreement.publish(HouseRules.objects.get(number=number), by=by)
        )
        if request.POST.get(AS_SHOWN) != letters.version:
            context = {
                "rules": draft,
                "letters": letters,
                "were_changed": AS_SHOWN in request.POST,
            }
            return render(request, "members/membership/office/publish.html", context)
        asked = agreement.publish(draft, by=by)
        messages.success(
            request, f"{draft} is gepubliceerd. {asked} contactpersonen krijgen een mail."
        )
    except AlreadyDecided:
        messages.error(request, f"{draft} was al gepubliceerd. Er veranderde niets.")
    return redirect("house_rules", number)


urlpatterns: list[URLPattern] = [
    path("lidmaatschap/", page, name="membership"),
    path("lidmaatschap/spelregels/nieuw/", write, name="house_rules_new"),
    path("lidmaatschap/spelregels/<int:number>/", rules, name="house_rules"),
    path("lidmaatschap/spelregels/<int:number>/schrijven/", write, name="house_rules_write"),
    path("lidmaatschap/spelregels/<int:number>/publiceren/", publish, name="house_rules_publish"),
]
