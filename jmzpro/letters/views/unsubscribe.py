"""The page a mail's "stop" leads to: no login, since the mail was the proof."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jmzpro.letters.unsubscribe import stops_of
from jmzpro.trust.private_links import render_private


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """Each button stops one thing. A mail program that posts here itself (RFC 8058) names none:
    it means this kind of mail.
    """
    stops = stops_of(token)
    ways = stops.by_key()
    if request.method != "POST" or not ways:
        return render_private(request, "letters/stop.html", {"stops": stops, "token": token})
    if back := ways.get(request.POST.get("terug", "")):
        if back.undo is not None:
            back.undo(request.POST.get("was", "")[:200])
        return render_private(
            request, "letters/stopped.html", {"way": back, "is_undone": True, "token": token}
        )
    way = ways.get(request.POST.get("stop", ""), ways.get("kind", list(ways.values())[-1]))
    was = way.do() or ""
    return render_private(
        request,
        "letters/stopped.html",
        {"way": way, "was": was, "is_undone": False, "token": token},
    )
