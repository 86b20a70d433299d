"""Noting what is asked, so that the office sees what people look for: without a cookie, and
without slowing the page.
"""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from jmzpro.search.models import AskedQuery, AskingDay
from jmzpro.search.models.query_log import LONGEST_KEPT
from jmzpro.search.query import Results
from jmzpro.text import guard
from jmzpro.trust.limits import client_address
from jmzpro.work.after_response import afterwards

SALT = "jmzpro.search.asking"


def note(request: HttpRequest, found: Results) -> None:
    """Remember the first page of a search over everything; written after the answer. Of danger
    nothing is, not even for a moment.
    """
    text = found.query
    if (
        request.method != "GET"
        or not text
        or found.is_building
        or found.is_cut
        or found.kind
        or found.page > 1
        or len(text) > LONGEST_KEPT
    ):
        return
    if guard.has_acute_danger(text):
        return
    visitor = f"{client_address(request)}\n{request.headers.get('User-Agent', '')[:400]}"
    day, total = timezone.localdate(), found.total
    afterwards(lambda: write(day, text, visitor, total))


def write(day: date, text: str, visitor: str, found: int) -> None:
    """What may point at a person is not even counted. A name shows by its capitals, so the guard
    reads what was typed.
    """
    if guard.inspect(text).findings:
        return
    text = text.casefold()[:LONGEST_KEPT]
    key = AskingDay.objects.key_of(day)

    def hashed(kind: str, value: str) -> str:
        return salted_hmac(f"{SALT}.{kind}.{key}", value, algorithm="sha256").hexdigest()

    AskedQuery.objects.note(
        day=day,
        text=text,
        query=hashed("query", text),
        visitor=hashed("visitor", visitor),
        found=found,
    )
