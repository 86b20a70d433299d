"""Being logged in, in a test."""

from django.http import HttpRequest
from django.test import Client

from jmzpro.members.account import second_factor
from jmzpro.members.models import Person


def log_in(client: Client, person: Person) -> None:
    """Log in as one of the cast, with the second factor given (the office asks for it)."""
    client.force_login(person.user)
    request = HttpRequest()
    request.session = client.session
    request.user = person.user
    second_factor.mark_verified(request, "test")
    request.session.save()
