"""/mijn/hulpaanbod/: what an organisation has in Hulp vinden, kept right by its contact; the
office keeps all of it by the same form.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit.errors import ForMembers
from jmzpro.kit.forms import posted
from jmzpro.members.access import account, is_leaving, is_office, login_required, refuse_office
from jmzpro.members.models import Organisation
from jmzpro.support import wording
from jmzpro.support.forms import ServiceForm
from jmzpro.support.models import SupportService
from jmzpro.support.models.service import OFFICES

ON_A_PAGE = 20


def organisations_of(user: Any) -> QuerySet[Organisation]:
    """Whose services this user may add: those kept by this user, for the office all that are
    members.
    """
    if is_office(user, *OFFICES):
        return Organisation.objects.visible_to(user)
    return Organisation.objects.editable_by(user)


def refused(request: HttpRequest, service: SupportService | None = None) -> HttpResponseBase | None:
    """The office proves itself a second time before it changes what is of others."""
    if not is_office(request.user, *OFFICES):
        return None
    if (
        service is not None
        and SupportService.objects.owned_by(request.user).filter(pk=service.pk).exists()
    ):
        return None
    return refuse_office(request, *OFFICES)


def acts_as_office(user: Any, service: SupportService) -> bool:
    return not SupportService.objects.owned_by(user).filter(pk=service.pk).exists()


def editable(request: HttpRequest, public_id: str) -> SupportService:
    if is_leaving(request.user):
        raise ForMembers
    return get_object_or_404(
        SupportService.objects.editable_by(request.user).with_all(), public_id=public_id
    )


@never_cache
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponseBase:
    if not account(request).is_member:
        raise ForMembers
    found = (
        SupportService.objects.owned_by(request.user)
        .with_all()
        .order_by("assured_date", "name", "pk")
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina"))
    rows = [{"service": service, "checked": wording.checked(service)} for service in page]
    organisations = list(Organisation.objects.editable_by(request.user))
    return render(
        request,
        "support/mine/list.html",
        {"page": page, "rows": rows, "organisations": organisations},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest) -> HttpResponseBase:
    organisations, of_office = organisations_of(request.user), is_office(request.user, *OFFICES)
    if not of_office and not organisations.exists():
        raise ForMembers
    if refusal := refused(request):
        return refusal
    form = ServiceForm(posted(request), organisations=organisations, is_office=of_office)
    if form.is_valid():
        with transaction.atomic():
            own = set(Organisation.objects.editable_by(request.user).values_list("pk", flat=True))
            by_office = of_office and pk_of(form) not in own
            service = SupportService.add(
                form.values(), form.sets(), by=account(request), by_office=by_office
            )
        messages.success(request, f"Toegevoegd: {service.name}. Het staat nu in Hulp vinden.")
        return redirect("support:edit", public_id=service.public_id)
    return render(
        request,
        "support/mine/form.html",
        {"form": form, "service": None},
        status=422 if form.is_bound else 200,
    )


def pk_of(form: ServiceForm) -> int | None:
    organisation: Organisation | None = form.cleaned_data.get("organisation")
    return organisation.pk if organisation else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, public_id: str) -> HttpResponseBase:
    service = editable(request, public_id)
    if refusal := refused(request, service):
        return refusal
    who: dict[str, Any] = {
        "organisations": organisations_of(request.user),
        "is_office": is_office(request.user, *OFFICES),
    }
    form = ServiceForm(posted(request), service=service, **who)
    if form.is_valid():
        by_office = acts_as_office(request.user, service)
        if service.change(
            form.values(),
            form.sets(),
            seen=form.seen_version,
            by=account(request),
            by_office=by_office,
        ):
            messages.success(request, "Bewaard. Vandaag staat erbij als dag van controle.")
            return redirect("support:edit", public_id=public_id)
        form = ServiceForm(request.POST, service=editable(request, public_id), **who)
        form.tell_both()
    context = {"form": form, "service": service, "checked": wording.checked(service)}
    return render(request, "support/mine/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def look(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """It still holds, said with one press."""
    service = editable(request, public_id)
    if refusal := refused(request, service):
        return refusal
    service.confirm(by=account(request), by_office=acts_as_office(request.user, service))
    messages.success(request, f"Nagekeken: {service.name}.")
    return redirect(
        "support_freshness" if request.POST.get("terug") == "beheer" else "support:mine"
    )
