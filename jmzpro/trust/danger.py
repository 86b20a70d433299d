"""What happens when somebody types of danger: the help numbers first on whatever page follows, and
an alarm for who is on duty.

Over every form and every search box at once: what is typed is read from the request itself, so a
new field needs nothing of its own. What is only searched (the search box, Hulp vinden) is kept
nowhere and told to nobody.
"""

import logging
from collections.abc import Callable, Iterator

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, transaction
from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponseRedirect,
    QueryDict,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import Resolver404, resolve

from jmzpro.kit.templatetags.kit import SECRETS
from jmzpro.text.guard import has_acute_danger
from jmzpro.trust.models import Alarm

logger = logging.getLogger(__name__)

# Longer than the longest field: of more than that nobody types a cry for help at the end.
LONGEST_READ = 20_000
SHORTEST_READ = 3
# The parts of the site where people write, by the beginning of their address: how an alarm names
# them.
PLACES = {
    "": "Pagina van de site",
    "agenda": "Agenda",
    "bericht": "Bericht aan het bureau",
    "doorgeven": "Doorgeven",
    "durf-te-vragen": "Durf te Vragen",
    "hulp-vinden": "Hulp vinden, klopt er iets niet",
    "inloggen": "Inloggen",
    "kennisbank": "Kennisbank",
    "leden": "Leden",
    "lid-worden": "Lid worden",
    "mail": "Antwoord per mail",
    "mijn": "Mijn JMZ Pro",
    "themabrief": "Themabrief",
    "themas": "Thema’s",
    "volgen": "Volgen en brieven",
    "welkom": "Welkom",
}
# A question that leaves nothing behind: not even that it was asked.
NOTHING_IS_SENT = frozenset({"support:search", "support:for-you", "search:search"})
# The office's own work, and the mailbox of a demo network: a reply there comes in as mail and is
# heard there.
NOT_HEARD = ("/beheer/", "/postvak/", "/api/")


def texts_of(request: HttpRequest) -> Iterator[str]:
    """What was typed, in the address and in the form."""
    for typed in (request.GET, form_of(request)):
        for _, values in typed.lists():
            yield from (value[:LONGEST_READ] for value in values if len(value) >= SHORTEST_READ)


def form_of(request: HttpRequest) -> QueryDict:
    """What was sent; nothing of what was refused before a view saw it, or cannot be read."""
    if request.method != "POST" or not getattr(request, "_is_listened_to", False):
        return QueryDict()
    try:
        return request.POST
    except UnreadablePostError:
        return QueryDict()
    except (SuspiciousOperation, MultiPartParserError) as refusal:
        request._refusal = refusal  # type: ignore[attr-defined]
        return QueryDict()


def refuse_what_cannot_be_read(request: HttpRequest) -> None:
    """Raises what Django said of the form when it was read here. A view that reads it once more
    would see an empty form instead: Django refuses a form with files in it one time only.
    """
    refusal: Exception | None = getattr(request, "_refusal", None)
    if refusal is not None:
        raise refusal


def tells_of_danger(request: HttpRequest) -> bool:
    """Whether what was typed in this request speaks of danger; worked out once."""
    if request.path.startswith(NOT_HEARD):
        return False
    if not hasattr(request, "_tells_of_danger"):
        request._tells_of_danger = any(has_acute_danger(text) for text in texts_of(request))  # type: ignore[attr-defined]
    found: bool = request._tells_of_danger  # type: ignore[attr-defined]
    return found


class DangerMiddleware:
    """After something was sent that speaks of danger, the numbers come before all else, and who is
    on duty is called.

    A form that is shown again, or results, show the numbers by themselves (`danger_heard` in
    kit/base.html). None of these pages is kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: object,
        kwargs: object,
    ) -> None:
        request._is_listened_to = True  # type: ignore[attr-defined]
        if request.method != "POST":
            return
        in_danger = tells_of_danger(request)
        refuse_what_cannot_be_read(request)
        if in_danger and resolve(request.path_info).view_name not in NOTHING_IS_SENT:
            request._alarm = hear(request)  # type: ignore[attr-defined]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        alarm: Alarm | None = getattr(request, "_alarm", None)
        try:
            return self.answered(request, response, alarm)
        finally:
            if alarm is not None and alarm.pk and not alarm.is_sent:
                forget(alarm)

    def answered(
        self, request: HttpRequest, response: HttpResponseBase, alarm: "Alarm | None"
    ) -> HttpResponseBase:
        if (response.status_code >= 400 and response.status_code != 422) or not tells_of_danger(
            request
        ):
            return response
        if (
            request.method == "POST"
            and isinstance(response, HttpResponseRedirect)
            and not is_to_login(response)
        ):
            call(request, response, alarm)
            response = first_the_numbers(request, response)
        response["Cache-Control"] = "private, no-store"
        response.may_be_kept = False  # type: ignore[attr-defined]
        return response


def is_to_login(response: HttpResponseRedirect) -> bool:
    """Nothing was sent: who is not logged in goes to do so first."""
    return response.url.startswith("/inloggen/")


def first_the_numbers(request: HttpRequest, response: HttpResponseRedirect) -> HttpResponseBase:
    """The page with the numbers in place of the one that was to follow, which is one press away."""
    page = render(request, "kit/danger_sent.html", {"onward": response.url})
    page.cookies = response.cookies
    page["Referrer-Policy"] = "no-referrer"
    return page


def hear(request: HttpRequest) -> Alarm | None:
    """Written down before the view acts: a process that is killed in between loses no alarm
    (`Alarm.send_unanswered`).
    """
    try:
        with transaction.atomic():
            return Alarm.hear(where_of(request.path))
    except (DatabaseError, InterfaceError):
        logger.exception("Words of danger come in and cannot be written down")
        return None


def call(request: HttpRequest, response: HttpResponseRedirect, alarm: Alarm | None) -> None:
    """Raise the alarm. What was sent is in already: a database that fails now may not take the
    numbers away from who needs them.
    """
    path = thing_at(response.url) or thing_at(request.path)
    try:
        with transaction.atomic():
            if alarm is not None:
                alarm.send(path)
            else:
                Alarm.raise_alarm(where_of(request.path), path)
    except (DatabaseError, InterfaceError):
        logger.exception("Words of danger came in and nobody could be told")


def forget(alarm: Alarm) -> None:
    """Nothing was sent after all: the form was refused, or it only searched."""
    try:
        with transaction.atomic():
            Alarm.objects.filter(pk=alarm.pk, is_sent=False).delete()
    except (DatabaseError, InterfaceError):
        logger.exception("An alarm of a refused form stays and will be sent")


def where_of(path: str) -> str:
    return PLACES.get(path.strip("/").split("/")[0], PLACES[""])


def thing_at(address: str) -> str:
    """The address when a thing of its own can be read there, and it is no secret; else nothing."""
    path = address.partition("#")[0].partition("?")[0]
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    return (
        path
        if match.kwargs and not SECRETS & set(match.kwargs) and len(path) <= Alarm.LONGEST_PATH
        else ""
    )
