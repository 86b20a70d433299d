"""The page behind "was jij dit?" (providers post what came in to webhooks.py)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jmzpro.mail.incoming.intake import log_failure
from jmzpro.mail.incoming.sender_confirmation import confirm as confirm_mail
from jmzpro.mail.incoming.sender_confirmation import disown, held_mail, words_of
from jmzpro.mail.models import InboundMail, InboundState
from jmzpro.mail.parser import NewWords


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, confirmation: str) -> HttpResponse:
    """Reading changes nothing, since mail scanners open every link; the buttons decide."""
    inbound = held_mail(confirmation)
    if inbound is None:
        raise Http404
    if inbound.state != InboundState.HELD or inbound.raw is None:
        return page(
            request, inbound, "decided", status=410 if inbound.state == InboundState.HELD else 200
        )
    words = words_of(inbound)
    if request.method != "POST":
        return page(
            request, inbound, "ask", text=words.text, files=[one.name for one in words.files]
        )
    return chosen(request, inbound, words)


def chosen(request: HttpRequest, inbound: InboundMail, words: NewWords) -> HttpResponse:
    """One of the two buttons was pressed."""
    choice = request.POST.get("keuze", "")
    if choice == "nee":
        return page(request, inbound, "disowned" if disown(inbound) else "decided")
    if choice != "ja":
        return page(
            request,
            inbound,
            "ask",
            text=words.text,
            files=[one.name for one in words.files],
            status=422,
        )
    try:
        verdict = confirm_mail(inbound)
    except Exception as error:  # of the part: nothing was changed, the buttons still work
        log_failure("A part failed on a confirmed mail", error)
        return page(request, inbound, "failed", text=words.text, status=503)
    if verdict is not None and verdict.state != InboundState.TAKEN:
        return page(
            request, inbound, "refused", text=words.text, sentence=verdict.sentence, status=422
        )
    return (
        page(request, inbound, "taken", sentence=verdict.sentence)
        if verdict
        else page(request, inbound, "decided")
    )


def page(
    request: HttpRequest, inbound: InboundMail, step: str, *, status: int = 200, **context: object
) -> HttpResponse:
    response = render(
        request, "mail/confirm.html", {"inbound": inbound, "step": step, **context}, status=status
    )
    response["X-Robots-Tag"] = "noindex"
    return response
