"""What the site says to search engines, messages to the office, and what a consultant passes on."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jmzpro.kit.forms import posted
from jmzpro.kit.sitemap import public_addresses
from jmzpro.pages import handouts
from jmzpro.pages.forms import YOUNG, MessageForm, PassOnForm, fit_page
from jmzpro.pages.models import Message
from jmzpro.trust.installation import is_demo
from jmzpro.trust.limits import limited

# Nothing to find there: the office, search results, and whatever is one person's own.
CLOSED = ("/beheer/", "/zoeken/", "/mijn/", "/inloggen/", "/bericht/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *"]
    if is_demo():
        lines.append("Disallow: /")
    else:
        lines += [f"Disallow: {address}" for address in CLOSED]
        lines.append(f"Sitemap: {settings.BASE_URL}/sitemap.xml")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The public addresses of every part, by the sitemaps.org protocol."""
    found = [address for part in public_addresses for address in part.addresses()]
    return render(
        request,
        "pages/sitemap.xml",
        {"addresses": found, "base": settings.BASE_URL},
        content_type="application/xml; charset=utf-8",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest) -> HttpResponseBase:
    """A message to the office; of who is younger than eighteen nothing is kept or counted."""
    return young(request) if request.POST.get("jonger") == YOUNG else message_of_grown_up(request)


def young(request: HttpRequest) -> HttpResponse:
    """Where to go now, and how to be answered together with a grown-up. What was typed is on
    this page only.
    """
    typed = request.POST.copy()
    typed["jonger"] = ""
    form = MessageForm(initial=typed.dict())
    form.fields["text"].widget.with_help_numbers = False  # they stand on this page already
    context = {"form": form, "is_mistake": request.POST.get("soort") == "klopt-niet"}
    response = render(request, "pages/message_young.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@limited("message", limit=6, per=timedelta(hours=1), by="address")
def message_of_grown_up(request: HttpRequest) -> HttpResponseBase:
    """With `over` in the address it is about what is wrong on that page."""
    is_mistake = "over" in request.GET or request.POST.get("soort") == "klopt-niet"
    form = MessageForm(posted(request), initial={"page": fit_page(request.GET.get("over", ""))})
    if form.is_valid():
        if not form.is_trap_sprung:
            sent = form.cleaned_data
            Message.receive(
                text=sent["text"], email=sent["email"], page=sent["page"], is_mistake=is_mistake
            )
        return redirect("pages:message-sent")
    context = {
        "form": form,
        "is_mistake": is_mistake,
        "about": fit_page(form["page"].value() or ""),
    }
    return render(request, "pages/message.html", context, status=422 if form.is_bound else 200)


@require_safe
def message_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/message_sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
@limited("pass-on", limit=60, per=timedelta(hours=1))
def pass_on(request: HttpRequest) -> HttpResponseBase:
    """Files to adapt and pass on: a presentation, a mail and a flyer, with the sender's name in
    them. Nothing is kept.
    """
    form = PassOnForm(posted(request), initial=handouts.known_of(request.user))
    if form.is_valid():
        kind = handouts.KINDS.get(request.POST.get("bestand", ""))
        if kind is not None:
            return handouts.answer(kind, handouts.Sender(**form.cleaned_data))
        form.add_error(None, "Kies welk bestand je wilt hebben.")
    kinds = handouts.KINDS.values()
    return render(
        request,
        "pages/pass_on.html",
        {"form": form, "kinds": kinds},
        status=422 if form.is_bound else 200,
    )
