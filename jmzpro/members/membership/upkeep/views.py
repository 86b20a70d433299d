"""/mijn/organisatie/: everything about the organisation on one page, for its contact."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit import panels
from jmzpro.kit.forms import posted
from jmzpro.members.access import account, member_required
from jmzpro.members.membership.upkeep import reminders
from jmzpro.members.membership.upkeep.forms import OrganisationDetailsForm
from jmzpro.members.membership.upkeep.versions import ChangedMeanwhile
from jmzpro.members.models import Organisation, Person
from jmzpro.trust import audit


@never_cache
@require_safe
@member_required
def own(request: HttpRequest) -> HttpResponseBase:
    """To the one organisation; a choice for who is the contact of several; who to turn to for
    anybody else.
    """
    mine = list(Organisation.objects.editable_by(request.user))
    if len(mine) == 1:
        return redirect("members:own_organisation", mine[0].slug)
    person = Person.objects.select_related("organisation__contact").get(user=account(request))
    return render(
        request, "members/membership/organisations.html", {"organisations": mine, "person": person}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def edit(request: HttpRequest, slug: str) -> HttpResponseBase:
    organisation = get_object_or_404(Organisation.objects.editable_by(request.user), slug=slug)
    form = OrganisationDetailsForm(posted(request), instance=organisation)
    if form.is_valid() and kept(request, form):
        messages.success(request, f"Bewaard. Zo staat {organisation.name} nu op de site.")
        return redirect("members:own_organisation", organisation.slug)
    stored = Organisation.objects.select_related("contact", "town").get(pk=organisation.pk)
    context = {
        "organisation": stored,
        "form": form,
        "people": Person.objects.active().filter(organisation=stored),
        "panels": [
            *panels.render("organisation", request, stored),
            *panels.render("organisation-aside", request, stored),
        ],
    }
    return render(
        request,
        "members/membership/organisation.html",
        context,
        status=422 if form.is_bound else 200,
    )


def kept(request: HttpRequest, form: OrganisationDetailsForm) -> bool:
    """False when somebody saved at this very moment: the form then tells what is different."""
    try:
        with transaction.atomic():
            organisation = form.save()
            reminders.is_right(organisation, by=request.user)
            audit.record(
                "organisation.changed",
                organisation,
                by=request.user,
                velden=", ".join(sorted(form.changed_data)),
            )
    except ChangedMeanwhile:
        form.full_clean()
        return False
    return True


@require_POST
@member_required
def right(request: HttpRequest, slug: str) -> HttpResponseBase:
    """ "Ja, dit klopt", in one tap."""
    organisation = get_object_or_404(Organisation.objects.editable_by(request.user), slug=slug)
    reminders.is_right(organisation, by=request.user)
    messages.success(request, "Dank je. Over een jaar vragen we het nog eens.")
    return redirect("members:own_organisation", organisation.slug)
