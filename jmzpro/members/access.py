"""Who may open a page. The decorators come before any lookup: an anonymous visitor learns
nothing about what exists.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from jmzpro.kit.errors import ForMembers
from jmzpro.members.account import second_factor
from jmzpro.members.models import User
from jmzpro.trust.offices import Office

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# The Wagtail groups that make the office. A superuser counts as all three.
OFFICES = (Office.EDITORS, Office.MODERATORS, Office.BUREAU)


def to_login(request: HttpRequest) -> HttpResponseRedirect:
    """To the login and back. A form that was sent comes back as the page it was on: the browser
    kept what was typed.
    """
    return HttpResponseRedirect(with_next("members:login", request.get_full_path()))


def safe_next(request: HttpRequest, default: str = "") -> str:
    """The `next` of this request when it is a path on this site, else `default`. A word alone is
    none: Django would look for a route.
    """
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = (
        wanted.startswith("/")
        and wanted.isprintable()
        and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    )
    return wanted if is_ours and len(wanted) <= 1000 else default


def account(request: HttpRequest) -> User:
    """The account that is logged in; for views behind one of the checks below."""
    assert isinstance(request.user, User)
    return request.user


def with_next(url_name: str, next_url: str) -> str:
    """The address of a page, that goes on to `next_url` afterwards."""
    return f"{reverse(url_name)}?{urlencode({'next': next_url})}" if next_url else reverse(url_name)


def member_required(view: View[P]) -> View[P]:
    """For members, whatever the address: a visitor goes to the login and comes back; see
    `ForMembers` for who is logged in.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_login(request)
        if not request.user.is_member:
            raise ForMembers
        return view(request, *args, **kwargs)

    return wrapped


def turn_away(request: HttpRequest) -> HttpResponseBase:
    """From what a reader may not see or what is not there, which look the same: a visitor may
    log in. Raises ForMembers.
    """
    if request.user.is_authenticated:
        raise ForMembers
    return to_login(request)


def login_required(view: View[P]) -> View[P]:
    """For whoever is logged in, also an administrator who is no person of the network."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return (
            view(request, *args, **kwargs) if request.user.is_authenticated else to_login(request)
        )

    return wrapped


def office_groups(user: Any) -> frozenset[str]:
    """The offices of this user, asked once a request."""
    if not user.is_authenticated or not user.is_active or is_leaving(user):
        return frozenset()
    if user.is_superuser:
        return frozenset(OFFICES)
    if not hasattr(user, "_offices"):
        user._offices = frozenset(
            user.groups.filter(name__in=OFFICES).values_list("name", flat=True)
        )
    offices: frozenset[str] = user._offices
    return offices


def is_leaving(user: Any) -> bool:
    """Left an organisation and may only move to another, or go."""
    person = getattr(user, "person", None)
    return person is not None and person.leaves_on is not None


def is_office(user: Any, *offices: str) -> bool:
    """In one of these offices (any office when none is named)."""
    held = office_groups(user)
    return bool(held & set(offices)) if offices else bool(held)


def refuse_office(request: HttpRequest, *offices: str) -> HttpResponseBase | None:
    """Why this request may not enter an office page, as a response; None when it may. Raises
    Http404 for who is not of the office.
    """
    if not request.user.is_authenticated:
        return to_login(request)
    if not is_office(request.user, *offices):
        raise Http404
    if not second_factor.is_verified(request):
        page = "members:prove" if second_factor.has_one(request.user) else "members:security"
        return redirect(with_next(page, request.get_full_path()))
    return None


def office_required(*offices: str) -> Callable[[View[P]], View[P]]:
    """For our own office pages: `@office_required(Office.MODERATORS)`. 404 for others, a second
    factor is asked for.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            return refuse_office(request, *offices) or view(request, *args, **kwargs)

        return wrapped

    return decorate
