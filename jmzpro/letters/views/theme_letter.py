"""The theme letter: a visitor gives an address and themes, and says yes by mail before anything
else is sent.
"""

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.letters import emails
from jmzpro.letters.forms import ThemeLetterForm
from jmzpro.letters.models import ThemeLetterRequest
from jmzpro.trust import limits
from jmzpro.trust.private_links import render_private

# How many of these mails one address may get in a day, whoever asks for them.
MOST_A_DAY = 3


@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited("theme-letter", limit=10, per=timedelta(hours=1), by="address")
def ask(request: HttpRequest) -> HttpResponseBase:
    """The answer is the same for every address: known, unknown, or asked for too often."""
    form = ThemeLetterForm(posted(request), chosen=request.GET.get("thema", ""))
    if not form.is_valid():
        return render(
            request,
            "letters/theme_letter.html",
            {"form": form},
            status=422 if form.is_bound else 200,
        )
    email = form.cleaned_data["email"]
    if not limits.allow(f"theme-letter:mail/{email}", limit=MOST_A_DAY, per=timedelta(days=1)):
        with transaction.atomic():
            asked_for = ThemeLetterRequest.objects.create(email=email)
            asked_for.themes.set(form.cleaned_data["themes"])
            emails.confirm_theme_letter(asked_for)
    return redirect("letters:asked")


@require_safe
def asked(request: HttpRequest) -> HttpResponseBase:
    return render(request, "letters/theme_letter_asked.html")


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """Opening it changes nothing; the button starts the letter. A second time finds nothing left
    to confirm.
    """
    found = ThemeLetterRequest.objects.filter(token=token).first()
    if request.method == "POST" and found is not None:
        subscriber = found.confirm()
        return render_private(
            request,
            "letters/confirmed.html",
            {"themes": list(subscriber.themes.all()), "next_at": subscriber.next_at},
        )
    return render_private(request, "letters/confirm.html", {"asked_for": found, "token": token})
