"""The page of who waits, and the page on which the moderator on duty reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jmzpro.held import acts, custody
from jmzpro.held.encryption import opened
from jmzpro.held.models import HeldText
from jmzpro.held.queue import readable_by
from jmzpro.members.access import login_required
from jmzpro.trust import audit


@require_safe
@login_required
def texts(request: HttpRequest) -> HttpResponseBase:
    """Everything of this writer that waited in the last weeks."""
    mine = HeldText.objects.of(request.user).defer("sealed").order_by("-held_at")[:50]
    return render(request, "held/texts.html", {"texts": mine})


@require_safe
@login_required
def text(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """That it waits, or what came of it. Never the words: those are for the moderator."""
    held = get_object_or_404(HeldText.objects.of(request.user).defer("sealed"), public_id=public_id)
    return render(request, "held/text.html", {"held": held})


@require_POST
@login_required
def withdrawal(request: HttpRequest, public_id: str) -> HttpResponseBase:
    held = get_object_or_404(HeldText.objects.of(request.user), public_id=public_id)
    if custody.withdraw(held):
        messages.success(request, "Je tekst is weg. Niemand heeft hem gekregen.")
    return redirect(held)


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, public_id: str) -> HttpResponse:
    """For who is on duty. Opening the words is a deed of its own, and stands in the log."""
    held = get_object_or_404(
        readable_by(request.user).select_related("writer__person"), public_id=public_id
    )
    context: dict[str, object] = {"held": held}
    if request.method == "POST":
        audit.record("Tekst die misschien over een kind gaat gelezen", held, by=request.user)
        package = opened(held.sealed)
        context |= (
            {"words": acts.words_of(package), "files": acts.files_of(package)}
            if package
            else {"is_lost": True}
        )
    return render(request, "held/reading.html", context)
