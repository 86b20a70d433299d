"""The API itself: what the parts registered, made into addresses and a description (OpenAPI)."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError

from jmzpro.api.middleware import ROOT, VERSION
from jmzpro.api.problems import CONTENT_TYPE, Problem, WhatIsWrong, problem
from jmzpro.api.registry import resources

ABOUT = """Wat er openbaar is op JMZ Pro, om te lezen door een programma. Zonder sleutel, zonder account.

Lijsten komen in pagina’s: volg `next` tot het leeg is. Bewaar de `ETag` en stuur hem mee als `If-None-Match`: is er niets veranderd,
dan krijg je 304. Wie te veel vraagt, krijgt 429 met in `Retry-After` hoeveel seconden hij moet wachten."""  # noqa: E501
REFUSALS = {
    400: "Het verzoek is niet te lezen.",
    404: "Het bestaat niet, of het is niet openbaar.",
    422: "Wat je vraagt, kan niet.",
    429: "Je vraagt te veel achter elkaar. `Retry-After`: zoveel seconden wachten.",
    503: "We kunnen nu even niet antwoorden.",
}
RETRY_AFTER = {
    "description": "Zoveel seconden wachten.",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}
ETAG = {
    "description": "Verandert als het antwoord verandert.",
    "required": True,
    "schema": {"type": "string"},
}


class Entry(Schema):
    key: str
    label: str
    about: str
    url: str


class Entrance(Schema):
    """What can be read here."""

    openapi: str
    resources: list[Entry]


class Api(NinjaAPI):
    def get_openapi_schema(self, **kwargs: Any) -> Any:
        """Ninja's description, with what the middleware answers and the headers it adds."""
        described = super().get_openapi_schema(**kwargs)
        described["components"]["schemas"]["Problem"] = Problem.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        described["components"]["schemas"].update(
            described["components"]["schemas"]["Problem"].pop("$defs")
        )
        for operations in described["paths"].values():
            for operation in operations.values():
                complete(operation["responses"])
        return described


def complete(answers: dict[int, Any]) -> None:
    answers[200].setdefault("headers", {})["ETag"] = ETAG
    answers[304] = {"description": "Er is niets veranderd sinds de `ETag` die je meestuurde."}
    for status, description in REFUSALS.items():
        content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answers[status] = {"description": description, "content": content}
    for status in (429, 503):
        answers[status]["headers"] = {"Retry-After": RETRY_AFTER}


def make_api() -> Api:
    """Called when the addresses are made: every part has registered by then."""
    api = Api(
        title="JMZ Pro",
        version=VERSION,
        description=ABOUT,
        docs_url=None,
        urls_namespace="api",
        servers=[{"url": settings.BASE_URL}],
    )

    @api.get(
        "",
        response=Entrance,
        operation_id="readEntrance",
        summary="Wat er te lezen is",
        tags=["Ingang"],
        url_name="entrance",
    )
    def entrance(request: HttpRequest) -> Entrance:
        entries = [
            Entry(
                key=each.key,
                label=each.label,
                about=each.about,
                url=f"{settings.BASE_URL}{ROOT}{each.key}",
            )
            for each in resources
        ]
        return Entrance(openapi=f"{settings.BASE_URL}{ROOT}openapi.json", resources=entries)

    @api.exception_handler(ValidationError)
    def not_understood(request: HttpRequest, error: ValidationError) -> HttpResponse:
        wrong = [
            WhatIsWrong(where=".".join(str(step) for step in each["loc"]), what=each["msg"])
            for each in error.errors
        ]
        return problem(request, 422, wrong)

    @api.exception_handler(Http404)
    def not_there(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(request, 404)

    for resource in resources:
        api.add_router(f"/{resource.key}", resource.router)
    return api
