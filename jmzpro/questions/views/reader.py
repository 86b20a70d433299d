from django.http import HttpRequest

from jmzpro.members.models import Person


def me(request: HttpRequest) -> Person:
    """Who reads: for views behind `member_required`."""
    person: Person = request.user.person  # type: ignore[union-attr]
    return person
