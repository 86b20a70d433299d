"""The error pages: in Dutch, with what to do now. They hold when the database is away; the
server error needs nothing at all.
"""

import logging
import sys
from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

LAST_WORDS = (
    "Er ging iets mis bij ons. Probeer het over een paar minuten opnieuw. Is iemand nu in "
    "gevaar? Bel 112.\n"
)


class ForMembers(Http404):
    """This address is for members: a 404 for who has no business there, and its own page for who
    is a member no more.
    """


def page(
    status: int, request: HttpRequest | None = None, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page for a status. Without a request, or when its context cannot be had, it shows
    without the menus of this visitor.
    """
    template = f"kit/errors/{status}.html"
    if request is not None:
        try:
            return HttpResponse(render_to_string(template, context, request), status=status)
        except Exception:
            logger.exception("The page for status %s had to do without its context", status)
    return HttpResponse(render_to_string(template, context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django brings what is too large here too. What asks for an unknown name gets a page that
    knows nothing of the request.
    """
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return page(400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(403, request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """With the words that were sent: what they were about may have been taken away while
    somebody typed.
    """
    words = typed_words(request)
    response = page(404, request, {"words": words})
    if words:
        response["Cache-Control"] = "private, no-store"
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    return page(413, request)


def unprocessable(request: HttpRequest, reason: str = "") -> HttpResponse:
    """For what was sent and cannot be taken, where there is no form to show it at. `reason`: one
    Dutch sentence.
    """
    return page(422, request, {"reason": reason})


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """429 with Retry-After, and the words that were sent. `wait_seconds`: when a next try can
    succeed.
    """
    # Rounded up to whole minutes, so that who waits as long as we say does not come too early.
    minutes = -(-wait_seconds // 60)
    context = {
        "wait_seconds": wait_seconds,
        "wait": timedelta(minutes=max(1, minutes)),
        "words": typed_words(request),
    }
    response = page(429, request, context)
    response["Retry-After"] = str(wait_seconds)
    response["Cache-Control"] = "private, no-store"
    return response


# The database is locked, full or away; the disk is full or may not be written. It passes, and is no
# mistake in the code.
NOT_NOW = (OperationalError, InterfaceError, OSError)
RETRY_AFTER = 60  # seconds
# Keys and secrets of forms: no words that somebody would miss.
NOT_WORDS = {"eenmalig", "next", "code", "credential"}


def not_now(request: HttpRequest) -> HttpResponse:
    """503 with the words that were sent, so that they are not lost. Asks the database nothing:
    it may be what is away.
    """
    response = page(503, context={"words": typed_words(request)})
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "private, no-store"
    return response


def typed_words(request: HttpRequest) -> list[str]:
    """What a person typed in this form: every value of more than one word, in the form's order."""
    try:
        sent = [
            str(value)
            for name, values in request.POST.lists()
            if name not in NOT_WORDS
            for value in values
        ]
    except Exception:  # a body that broke off cannot be read again
        return []
    return [value for value in sent if len(value.split()) > 1]


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception, which says whether trying again can
    help.
    """
    try:
        return not_now(request) if isinstance(sys.exception(), NOT_NOW) else page(500)
    except Exception:
        logger.exception("The page for a server error failed itself")
        return HttpResponse(LAST_WORDS, status=500, content_type="text/plain; charset=utf-8")
