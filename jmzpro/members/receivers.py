"""Signals of Django that we listen to."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest


def remember_session(sender: object, request: HttpRequest, user: Any, **kwargs: object) -> None:
    """Whichever way somebody logged in, the browser is in the list of "hier ben je ingelogd"."""
    request.user = user
    UserSession.objects.create_from_request(request)


user_logged_in.connect(remember_session, dispatch_uid="members.remember_session")
