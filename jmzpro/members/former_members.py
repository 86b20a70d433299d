"""Who is a member no more: what they read at an address of members, whatever it is about."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jmzpro.kit import errors
from jmzpro.members.access import account
from jmzpro.members.models import Organisation, Person


@dataclass(frozen=True)
class Past:
    """Which organisation somebody belonged by, until when, and whether it left itself."""

    organisation: Organisation | None
    ended_on: date | None
    is_with_organisation: bool


def past_of(person: Person) -> Past:
    last = person.affiliations.select_related("organisation").order_by("-ended_at", "-pk").first()
    if last is None:
        return Past(None, None, is_with_organisation=False)
    ended_on = timezone.localdate(last.ended_at) if last.ended_at else None
    return Past(last.organisation, ended_on, is_with_organisation=not last.organisation.is_active)


def refuse(request: HttpRequest) -> HttpResponse:
    """403, the same for what exists and what does not; with the words that were sent, so that
    nothing typed is lost.
    """
    person = Person.objects.get(user=account(request))
    context = {"person": person, "past": past_of(person), "words": errors.typed_words(request)}
    response = render(request, "members/former.html", context, status=403)
    response["Cache-Control"] = "private, no-store"
    return response
