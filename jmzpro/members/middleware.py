"""Who may come near the office, and when a session was last used."""

import re
from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.datastructures import MultiValueDictKeyError

from jmzpro.kit import errors
from jmzpro.kit.errors import ForMembers
from jmzpro.members import former_members
from jmzpro.members.access import is_leaving, is_office, refuse_office
from jmzpro.trust.offices import Office

OFFICE = "/beheer/"
# Wagtail's own ways in and its pages about an account: ours take their place.
WAYS_IN = ("/beheer/login/", "/beheer/password_reset/", "/beheer/password_change/")
# Pages of Wagtail on which to try its error pages: nobody's work.
TRY_OUTS = ("/beheer/failwhale/", "/beheer/test404/")
# Lists to pick from while editing, that show titles of drafts too: for who edits.
CHOOSER = re.compile(r"/beheer/.*choose")
WHO_EDITS = (Office.EDITORS, Office.BUREAU)
# A part of a form that Wagtail counts, without its count.
LOST_COUNT = re.compile(r"-count'?$")
LOST_PART = (
    "Een deel van het formulier kwam niet mee. Er is niets bewaard. "
    "Ga terug in je browser, kopieer wat je schreef, laad de pagina opnieuw en bewaar nog eens."
)
SEEN_EVERY = timedelta(hours=1)


class OfficeMiddleware:
    """Guards every address below /beheer/, also those that later parts add to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: object,
        kwargs: object,
    ) -> object:
        if not request.path.startswith(OFFICE):
            return None
        if request.path.startswith(WAYS_IN):
            if request.path == WAYS_IN[0]:
                return redirect("members:login")
            raise Http404
        self.refuse_page(request)
        return refuse_office(request)

    def refuse_page(self, request: HttpRequest) -> None:
        """Raises Http404 for what is nobody's work, or not of this role."""
        is_chooser = CHOOSER.match(request.path) is not None
        is_of_others = is_office(request.user) and not is_office(request.user, *WHO_EDITS)
        if request.path.startswith(TRY_OUTS) or (is_chooser and is_of_others):
            raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> object:
        is_form = request.method == "POST" and request.path.startswith(OFFICE)
        is_lost = isinstance(exception, MultiValueDictKeyError) and LOST_COUNT.search(
            str(exception)
        )
        return errors.unprocessable(request, LOST_PART) if is_form and is_lost else None


class FormerMembersMiddleware:
    """Who is a member no more reads so, at every address of members, instead of a page that is
    not there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> object:
        if isinstance(exception, ForMembers) and is_leaving(request.user):
            return former_members.refuse(request)
        return None


class PrivatePagesMiddleware:
    """What somebody gets who is logged in is for that person alone: no cache on the way keeps it.

    Not `no-store`: a browser would then forget what was typed when somebody goes back to a form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        has_session = (
            settings.SESSION_COOKIE_NAME in request.COOKIES
        )  # asking more would make a visitor's page depend on a cookie
        if has_session and "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-cache"
        return response


class LastSeenMiddleware:
    """Keeps "last used" of a session right to the hour, so that reading costs one write an hour
    and not one a page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            # asking for the user would make a visitor's page look as if it depended on a cookie
            return response
        now = timezone.now()
        if (
            request.user.is_authenticated
            and now.timestamp() - request.session.get("seen", 0) > SEEN_EVERY.total_seconds()
        ):
            request.session["seen"] = now.timestamp()
            UserSession.objects.filter(session_key=request.session.session_key).update(
                last_seen_at=now
            )
        return response
