"""/mijn/beveiliging/: passkeys, the second factor of the office, and where somebody is logged
in.
"""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.kit import errors
from jmzpro.kit.forms import posted
from jmzpro.members.access import is_office, login_required, safe_next, with_next
from jmzpro.members.account import emails, passkeys, second_factor, sessions
from jmzpro.members.account.forms import AppCodeForm, PasskeyForm


def must_prove(request: HttpRequest) -> HttpResponseBase | None:
    """Who has a second factor for the office gives it before changing it: a mailbox alone is not
    enough.
    """
    if (
        is_office(request.user)
        and second_factor.has_one(request.user)
        and not second_factor.is_verified(request)
    ):
        return redirect(
            with_next("members:prove", "" if request.method == "POST" else request.path)
        )
    return None


@never_cache
@require_safe
@login_required
def security(request: HttpRequest) -> HttpResponseBase:
    of_office = is_office(request.user)
    context = {
        "passkeys": [
            {
                "id": passkey.pk,
                "name": passkey.wrap().name,
                "added": passkey.created_at,
                "used": passkey.last_used_at,
            }
            for passkey in passkeys.of(request.user)
        ],
        "of_office": of_office,
        "has_app": of_office and second_factor.has_app(request.user),
        "has_one": second_factor.has_one(request.user),
        "is_verified": second_factor.is_verified(request),
        "next": safe_next(request),
        "places": sessions.places(request),
    }
    return render(request, "members/security.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_passkey(request: HttpRequest) -> HttpResponseBase:
    refusal = must_prove(request)
    if refusal:
        return refusal
    if len(passkeys.of(request.user)) >= passkeys.MOST:
        messages.error(request, "Je hebt al tien passkeys. Haal er eerst een weg.")
        return redirect("members:security")
    form = PasskeyForm(posted(request))
    if form.is_valid() and keep_passkey(request, form):
        return after_adding(request)
    return render(
        request,
        "members/passkey_add.html",
        {"form": form, "next": safe_next(request)},
        status=422 if form.is_bound else 200,
    )


def keep_passkey(request: HttpRequest, form: PasskeyForm) -> bool:
    try:
        with transaction.atomic():
            passkeys.add(
                request.user,
                form.cleaned_data["name"] or "Passkey",
                form.cleaned_data["credential"],
            )
            emails.send_security_notice(
                request.user,
                "Er is een passkey toegevoegd. Met die passkey kun je zonder mail inloggen.",
            )
    except passkeys.Refused:
        form.add_error(None, "Het maken van de passkey is niet gelukt. Probeer het nog een keer.")
        return False
    second_factor.mark_verified(request, Authenticator.Type.WEBAUTHN)
    messages.success(request, "Je passkey is bewaard. De volgende keer log je ermee in.")
    return True


def after_adding(request: HttpRequest) -> HttpResponseBase:
    """The office goes on to its recovery codes, then to where it was going."""
    next_url = safe_next(request)
    return redirect(
        with_next("members:recovery_codes", next_url)
        if is_office(request.user)
        else next_url or "members:security"
    )


@never_cache
@require_POST
@login_required
def passkey_options(request: HttpRequest) -> HttpResponseBase:
    if must_prove(request):
        raise Http404
    return JsonResponse(passkeys.options_to_add(request.user))


@never_cache
@require_POST
@login_required
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponseBase:
    passkey = get_object_or_404(
        Authenticator, user=request.user, type=Authenticator.Type.WEBAUTHN, pk=pk
    )
    refusal = must_prove(request)
    if refusal:
        return refusal
    with transaction.atomic():
        second_factor.remove(passkey)
        emails.send_security_notice(
            request.user, "Er is een passkey weggehaald. Daarmee kun je niet meer inloggen."
        )
    messages.success(request, "De passkey is weggehaald.")
    return redirect("members:security")


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_app(request: HttpRequest) -> HttpResponseBase:
    """An authenticator app, for the office."""
    if not is_office(request.user):
        raise Http404
    refusal = must_prove(request)
    if refusal:
        return refusal
    if second_factor.has_app(request.user):
        return redirect("members:security")
    form = AppCodeForm(posted(request))
    secret = second_factor.new_app_secret(is_fresh=not form.is_bound)
    if form.is_valid():
        wait = second_factor.tries_used_up(request.user)
        if wait:
            return errors.too_many(request, wait)
        if second_factor.add_app(request, secret, form.cleaned_data["code"]):
            emails.send_security_notice(
                request.user, "Er is een app toegevoegd die codes geeft voor het bureau."
            )
            return after_adding(request)
        form.add_error(
            "code",
            (
                "Deze code klopt niet. Kijk of de tijd van je telefoon goed staat en probeer de "
                "volgende code."
            ),
        )
    context = {
        "form": form,
        "secret": secret,
        "picture": second_factor.app_picture(request.user, secret),
        "next": safe_next(request),
    }
    return render(request, "members/app_add.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
@login_required
def remove_app(request: HttpRequest) -> HttpResponseBase:
    app = get_object_or_404(Authenticator, user=request.user, type=Authenticator.Type.TOTP)
    refusal = must_prove(request)
    if refusal:
        return refusal
    with transaction.atomic():
        second_factor.remove(app)
        emails.send_security_notice(
            request.user, "De app die codes geeft voor het bureau is weggehaald."
        )
    messages.success(request, "De app is weggehaald.")
    return redirect("members:security")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponseBase:
    """POST makes new ones; the old ones then work no more."""
    if not is_office(request.user) or not second_factor.has_one(request.user):
        raise Http404
    refusal = must_prove(request)
    if refusal:
        return refusal
    if request.method == "POST":
        second_factor.renew_recovery_codes(request.user)
        messages.success(request, "Je hebt nieuwe herstelcodes. De oude werken niet meer.")
        return redirect("members:recovery_codes")
    context = {"codes": second_factor.recovery_codes(request.user), "next": safe_next(request)}
    return render(request, "members/recovery_codes.html", context)


@require_POST
@login_required
def end_session(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002
    if not sessions.end(request.user, id):
        raise Http404
    messages.success(request, "Daar ben je nu uitgelogd.")
    return redirect("members:security")


@require_POST
@login_required
def end_all_sessions(request: HttpRequest) -> HttpResponseBase:
    sessions.end_all(request.user)
    logout(request)
    return render(request, "members/logged_out.html", {"everywhere": True})
