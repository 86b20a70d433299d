""" "Klopt dit nog?": twelve months after somebody last looked, the owner is asked; what nobody looks
at is marked, and leaves the results.

The months are counted when a page is made (models/service.py); the job here only mails.
"""  # noqa: E501

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jmzpro.members.models import User
from jmzpro.support.choices import ON_THE_SITE
from jmzpro.support.fields import Place, facts
from jmzpro.support.models import ASK_AFTER, SupportService, SupportServiceQuerySet, months_ago
from jmzpro.support.views.no_store import private

SALT = "jmzpro.support.upkeep"
AT_A_TIME = 50


def due() -> SupportServiceQuerySet:
    """To be asked about: twelve months old, and not asked since somebody last looked; the oldest
    first.
    """
    old = SupportService.objects.filter(
        status__in=ON_THE_SITE, assured_date__lte=months_ago(ASK_AFTER)
    )
    return old.filter(asked_about=None).order_by("assured_date", "pk")


def ask() -> bool:
    """Mail the owners of at most `AT_A_TIME` services; True when more wait."""
    askable = due().filter(
        organisation__contact__is_active=True, organisation__contact__user__is_active=True
    )
    found = list(askable.select_related("organisation__contact__user")[:AT_A_TIME])
    for service in found:
        if (owner := service.owner) is not None:
            service.ask_owner(owner, address_for(service, owner.user))
    return len(found) == AT_A_TIME


def address_for(service: SupportService, user: User) -> str:
    """The signed address where this user says so, without a login: the mail is the proof. It
    works until somebody has looked.
    """
    told = f"{service.public_id}.{user.pk}.{service.assured_date}"
    return reverse("support:still-right", args=[signing.Signer(salt=SALT, sep=".").sign(told)])


def of_token(token: str) -> tuple[SupportService, User, bool]:
    """The service, the user, and whether the question still stands. Http404 for an address we
    did not give, or give no more.
    """
    try:
        public_id, user_id, day = signing.Signer(salt=SALT, sep=".").unsign(token).split(".")
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    user = get_object_or_404(User, pk=user_id, is_active=True)
    service = get_object_or_404(
        SupportService.objects.editable_by(user).with_all(), public_id=public_id
    )
    return service, user, str(service.assured_date) == day


@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening it changes nothing: link scanners open everything."""
    service, user, is_asked = of_token(token)
    answer = request.POST.get("antwoord", "") if request.method == "POST" and is_asked else ""
    if answer == "ja":
        service.confirm(by=user, by_office=False)
    context: dict[str, Any] = {
        "service": service,
        "token": token,
        "is_asked": is_asked,
        "answer": answer,
        "facts": facts(service, Place.CHECK),
    }
    response = private(request, "support/still_right.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
