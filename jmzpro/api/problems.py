"""What went wrong, for a program and for who reads its log: problem details (RFC 9457), in Dutch
or in English.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Schema

CONTENT_TYPE = "application/problem+json"

# What happened, and what to do now.
DUTCH = {
    400: ("Dit verzoek kunnen we niet lezen", "Kijk of het adres en de kopregels kloppen."),
    403: ("Dit mag hier niet", "Deze site is vanaf dit adres niet te bekijken."),
    404: (
        "Hier is niets",
        (
            "Het bestaat niet, niet meer, of het is niet openbaar. Alle adressen staan in "
            "/api/v1/openapi.json."
        ),
    ),
    405: ("Hier kun je alleen lezen", "Gebruik GET of HEAD."),
    413: ("Dit verzoek is te groot", "Stuur niets mee: hier kun je alleen lezen."),
    422: (
        "We begrijpen niet wat je vraagt",
        "Kijk bij errors wat er niet klopt, en in /api/v1/openapi.json wat er kan.",
    ),
    429: (
        "Je vraagt te veel achter elkaar",
        "Je mag {limit} keer per minuut vragen. Wacht {wait} seconden, en vraag dan rustiger.",
    ),
    500: ("Er ging iets mis bij ons", "Probeer het over een paar minuten opnieuw."),
    503: ("We zijn even niet bereikbaar", "Probeer het over een minuut opnieuw."),
}
ENGLISH = {
    400: ("We cannot read this request", "Check the address and the headers."),
    403: ("This is not allowed here", "This site cannot be seen from this address."),
    404: (
        "There is nothing here",
        (
            "It does not exist, not any more, or it is not public. /api/v1/openapi.json has all "
            "addresses."
        ),
    ),
    405: ("You can only read here", "Use GET or HEAD."),
    413: ("This request is too large", "Send nothing along: you can only read here."),
    422: (
        "We do not understand what you ask",
        "See errors for what is wrong, and /api/v1/openapi.json for what can be asked.",
    ),
    429: (
        "You ask too much at once",
        "You may ask {limit} times a minute. Wait {wait} seconds, then ask more slowly.",
    ),
    500: ("Something went wrong on our side", "Try again in a few minutes."),
    503: ("We cannot answer right now", "Try again in a minute."),
}


class WhatIsWrong(Schema):
    """One thing that was asked and cannot be: where it stands ("query.limit") and why (in
    English, from pydantic).
    """

    where: str
    what: str


class Problem(Schema):
    """RFC 9457."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[WhatIsWrong] = []


def problem(
    request: HttpRequest, status: int, errors: Sequence[WhatIsWrong] = (), **facts: Any
) -> JsonResponse:
    """The answer for a status, in the language that is preferred of the two; Dutch when that is
    not said.
    """
    texts = ENGLISH if prefers_english(request) else DUTCH
    title, detail = texts.get(status) or texts[400 if status < 500 else 500]
    said = Problem(title=title, status=status, detail=detail.format(**facts), errors=list(errors))
    shown = said.model_dump(exclude=None if errors else {"errors"})
    response = JsonResponse(
        shown, status=status, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Language"] = "en" if texts is ENGLISH else "nl"
    response["Vary"] = "Accept-Language"
    return response


def prefers_english(request: HttpRequest) -> bool:
    for language, _ in parse_accept_lang_header(
        request.headers.get("Accept-Language", "")[:500].lower()
    ):
        if language.split("-")[0] in {"nl", "en"}:
            return language.startswith("en")
    return False
