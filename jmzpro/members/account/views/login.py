"""Logging in without a password: a mailed code or a passkey; for the office a second factor;
logging out.
"""

from datetime import timedelta

from django.contrib.auth import logout as end_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit import errors, panels
from jmzpro.kit.forms import posted
from jmzpro.members.access import safe_next, with_next
from jmzpro.members.account.forms import AddressForm, CodeForm
from jmzpro.members.account.login_code import LoginCode
from jmzpro.trust import limits
from jmzpro.trust.limits import limited

HOUR = timedelta(hours=1)
TEN_MINUTES = timedelta(minutes=10)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("login", limit=60, per=TEN_MINUTES, by="address", counts_refused=True)
def login(request: HttpRequest) -> HttpResponseBase:
    """Where everybody starts. The answer to an address is the same whether or not somebody has
    it.
    """
    next_url = safe_next(request)
    if request.user.is_authenticated:
        return redirect(next_url or "members:mine")
    form = AddressForm(posted(request))
    if form.is_valid():
        email = form.cleaned_data["email"]
        wait = too_many_codes(request, email)
        if wait:
            return errors.too_many(request, wait)
        LoginCode.begin(request, email)
        return redirect(with_next("members:code", next_url))
    context = {"form": form, "next": next_url, "panels": panels.render("login", request)}
    return render(request, "members/login.html", context, status=422 if form.is_bound else 200)


def too_many_codes(request: HttpRequest, email: str) -> int:
    """Seconds to wait. Counted by address of mail and visitor together first, so that a stranger
    can hardly use up somebody's tries.
    """
    of_visitor = limits.allow(
        f"login-mail:{email.lower()}:{limits.client_key(request)}", limit=6, per=HOUR
    )
    return of_visitor or limits.allow(f"login-mail:{email.lower()}", limit=20, per=HOUR)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("login-code", limit=120, per=TEN_MINUTES, by="address", counts_refused=True)
def code(request: HttpRequest) -> HttpResponseBase:
    next_url = safe_next(request)
    if request.user.is_authenticated:
        return redirect(next_url or "members:mine")
    process = LoginCode.of(request)
    if process is None:
        return (
            over(request, next_url)
            if request.method == "POST"
            else redirect(with_next("members:login", next_url))
        )
    form = CodeForm(posted(request))
    if form.is_valid():
        if not process.may_try():
            process.abort()
            return over(request, next_url)
        if process.is_right(form.cleaned_data["code"]):
            response: HttpResponseBase = process.finish(next_url or None)
            return response
        form.add_error(
            "code", "Deze code klopt niet. Kijk nog eens in je mail; de nieuwste code telt."
        )
    context = {
        "form": form,
        "email": process.email,
        "next": next_url,
        "can_resend": process.can_resend,
        "was_resent": "opnieuw" in request.GET,
    }
    return render(request, "members/login_code.html", context, status=422 if form.is_bound else 200)


def over(request: HttpRequest, next_url: str) -> HttpResponse:
    """The code is too old, or was mistyped five times."""
    return render(request, "members/login_over.html", {"next": next_url}, status=422)


@never_cache
@require_POST
@limited("login-resend", limit=30, per=TEN_MINUTES, by="address")
def resend(request: HttpRequest) -> HttpResponseBase:
    next_url = safe_next(request)
    process = LoginCode.of(request)
    if process is None:
        return redirect(with_next("members:login", next_url))
    if process.can_resend:
        wait = too_many_codes(request, process.email)
        if wait:
            return errors.too_many(request, wait)
        process.resend()
    return redirect(f"{with_next('members:code', next_url)}{'&' if next_url else '?'}opnieuw=1")


@require_http_methods(["GET", "HEAD", "POST"])
def logout(request: HttpRequest) -> HttpResponseBase:
    """POST logs out; GET asks, since a link may be opened by something that is no person."""
    if request.method == "POST":
        end_login(request)
        return render(request, "members/logged_out.html")
    return (
        render(request, "members/logout.html")
        if request.user.is_authenticated
        else redirect("members:login")
    )
