"""Logging in by passkey, and the second factor of the office."""

from datetime import timedelta

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jmzpro.kit import errors
from jmzpro.kit.forms import posted
from jmzpro.members.access import account, login_required, safe_next, with_next
from jmzpro.members.account import passkeys, second_factor
from jmzpro.members.account.forms import SecondFactorForm
from jmzpro.members.models import User
from jmzpro.trust.limits import limited

TEN_MINUTES = timedelta(minutes=10)


@never_cache
@require_POST
@limited("passkey-options", limit=120, per=TEN_MINUTES, by="address")
def options(request: HttpRequest) -> HttpResponseBase:
    """What the browser asks the device for: of who is half-way logging in or logged in, else of
    anybody.
    """
    user = request.user if request.user.is_authenticated else pending_user(request)
    return JsonResponse(passkeys.options_to_prove(user))


def pending_user(request: HttpRequest) -> User | None:
    stage = get_pending_stage(request)
    return stage.login.user if stage is not None and stage.key == AuthenticateStage.key else None


@never_cache
@require_POST
@limited("passkey-login", limit=60, per=TEN_MINUTES, by="address", counts_refused=True)
def login(request: HttpRequest) -> HttpResponseBase:
    next_url = safe_next(request)
    if request.user.is_authenticated:
        return redirect(next_url or "members:mine")
    try:
        passkey = passkeys.prove(request.POST.get("credential", ""))
    except passkeys.Refused:
        return render(request, "members/passkey_refused.html", {"next": next_url}, status=422)
    if not passkey.user.may_log_in:
        return render(request, "members/passkey_refused.html", {"next": next_url}, status=422)
    passkeys.used(request, passkey, as_login=True)
    response: HttpResponseBase = perform_login(
        request, Login(user=passkey.user, redirect_url=next_url or None)
    )
    return response


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponseBase:
    """The second step of the login of somebody of the office."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return redirect("members:mine" if request.user.is_authenticated else "members:login")
    form = SecondFactorForm(posted(request))
    answer = proof(request, form, stage.login.user)
    if answer is not None:
        return answer if isinstance(answer, HttpResponseBase) else stage.exit()
    context = {"form": form, "action": reverse("members:confirm")}
    return render(
        request, "members/second_factor.html", context, status=422 if form.is_bound else 200
    )


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def prove(request: HttpRequest) -> HttpResponseBase:
    """The same for who is logged in already, on the way to the office."""
    next_url = safe_next(request, default="/mijn/")
    if second_factor.is_verified(request):
        return redirect(next_url)
    if not second_factor.has_one(request.user):
        return redirect("members:security")
    form = SecondFactorForm(posted(request))
    answer = proof(request, form, account(request))
    if answer is not None:
        return answer if isinstance(answer, HttpResponseBase) else redirect(next_url)
    context = {"form": form, "action": with_next("members:prove", next_url)}
    return render(
        request, "members/second_factor.html", context, status=422 if form.is_bound else 200
    )


def proof(
    request: HttpRequest, form: SecondFactorForm, user: User
) -> HttpResponseBase | bool | None:
    """True when the form proves it, a response when there were too many tries, None when it has
    to be asked (again).
    """
    if not form.is_valid():
        return None
    wait = second_factor.tries_used_up(user)
    if wait:
        return errors.too_many(request, wait)
    if form.cleaned_data["credential"]:
        try:
            passkeys.used(request, passkeys.prove(form.cleaned_data["credential"], user))
        except passkeys.Refused:
            form.add_error(
                None, "Deze passkey herkennen we niet. Probeer een andere, of vul een code in."
            )
            return None
        return True
    if second_factor.check_code(request, user, form.cleaned_data["code"]):
        return True
    form.add_error(
        "code",
        (
            "Deze code klopt niet. Een code van je app werkt een halve minuut; wacht op de "
            "volgende en probeer die."
        ),
    )
    return None
