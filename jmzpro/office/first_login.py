"""The way in for an administrator before any mail can be sent: an address that `manage.py
bootstrap` prints, good for one login.
"""

from datetime import timedelta

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jmzpro.members.models import User

GOOD_FOR = timedelta(minutes=30)
SALT = "jmzpro.office.first_login"


def stamp(user: User) -> str:
    """Changes with each login, so that an address that was used is dead."""
    return user.last_login.isoformat() if user.last_login else ""


def first_login_url(user: User) -> str:
    key = signing.dumps([user.pk, stamp(user)], salt=SALT)
    return settings.BASE_URL + reverse("office:first-login", args=[key])


def user_of(key: str) -> User | None:
    """Whose key it is; None when it is not ours, too old, or was used."""
    try:
        pk, was = signing.loads(key, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=pk, is_active=True, is_superuser=True).first()
    return user if user is not None and stamp(user) == was else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_login(request: HttpRequest, key: str) -> HttpResponseBase:
    """A page with one button, so that a program that opens links to look at them uses nothing
    up.
    """
    user = user_of(key)
    if user is None:
        return render(request, "office/first_login_over.html", status=410)
    if request.method == "POST":
        response: HttpResponseBase = perform_login(
            request, Login(user=user, redirect_url="/beheer/")
        )
        return response
    return render(request, "office/first_login.html", {"email": user.email})
