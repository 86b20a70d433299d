from django.http import HttpRequest

from jmzpro.members.access import account
from jmzpro.members.models import Person


def current_person(request: HttpRequest) -> Person:
    """Who reads: for views behind `member_required`."""
    return account(request).person
