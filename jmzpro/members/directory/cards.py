"""The card of an organisation to print and pass on, and the logo on it that its contact brings."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jmzpro.kit.forms import posted
from jmzpro.media.forms import UploadsField
from jmzpro.media.models import SiteImage
from jmzpro.media.uploads import CleanFile
from jmzpro.members import search
from jmzpro.members.access import account, member_required
from jmzpro.members.directory import areas
from jmzpro.members.models import Organisation
from jmzpro.trust import audit
from jmzpro.trust.limits import limited

PICTURES = ("image/jpeg", "image/png")
LONGEST_SIDE = 4_000


class LogoForm(forms.Form):
    logo = UploadsField(
        most=1, required=True, label="Jullie logo", help_text="Een jpg of png, hoogstens 20 MB."
    )

    def clean_logo(self) -> CleanFile:
        file: CleanFile = self.cleaned_data["logo"][0]
        if file.content_type not in PICTURES:
            raise forms.ValidationError("Dit is geen plaatje. Kies een jpg of een png.")
        return file


@require_safe
def pass_on(request: HttpRequest, slug: str) -> HttpResponseBase:
    return card(request, found(request, slug), LogoForm())


def found(request: HttpRequest, slug: str) -> Organisation:
    shown = (
        Organisation.objects.visible_to(request.user)
        .select_related("town", "logo")
        .prefetch_related("works_in", "municipalities", "themes")
    )
    return get_object_or_404(shown, slug=slug)


def card(request: HttpRequest, organisation: Organisation, form: LogoForm) -> HttpResponse:
    context: dict[str, Any] = {
        "organisation": organisation,
        "area": areas.in_words(organisation),
        "shared": search.shared(organisation),
        "form": form,
        "may_edit": Organisation.objects.editable_by(request.user)
        .filter(pk=organisation.pk)
        .exists(),
        "crumbs": [
            ("Leden", reverse("members:directory")),
            (organisation.name, organisation.get_absolute_url()),
        ],
    }
    return render(
        request,
        "members/directory/pass_on.html",
        context,
        status=422 if form.is_bound and not form.is_valid() else 200,
    )


@require_POST
@member_required
@limited("logo", limit=20, per=timedelta(hours=1))
def logo(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The contact puts the logo on the card, or takes it off."""
    organisation = get_object_or_404(Organisation.objects.editable_by(request.user), slug=slug)
    if "weg" in request.POST:
        change_logo(organisation, None, by=account(request))
        return redirect("members:pass-on", slug)
    form = LogoForm(posted(request), request.FILES)
    if not form.is_valid():
        return card(request, found(request, slug), form)
    change_logo(organisation, form.cleaned_data["logo"], by=account(request))
    return redirect("members:pass-on", slug)


@transaction.atomic
def change_logo(organisation: Organisation, file: CleanFile | None, by: Any) -> None:
    """The old one goes with its file; it was only here."""
    old, new = organisation.logo, None
    if file is not None:
        title = f"Logo van {organisation.name}"[:255]
        new = SiteImage.objects.create(
            title=title,
            description=title,
            file=ContentFile(file.content, name=file.name),
            uploaded_by_user=by,
        )
    Organisation.objects.filter(pk=organisation.pk).update(logo=new)
    if old is not None:
        old.delete()
    audit.record("logo veranderd" if new else "logo weggehaald", organisation, by=by)
