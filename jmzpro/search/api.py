"""Search at /api/v1/search, over what everybody may see."""

import html
import re
from enum import Enum
from typing import Annotated, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from jmzpro.api.registry import Resource
from jmzpro.search.query import LONGEST_QUERY, Result, find, findable
from jmzpro.search.registry import searchables

MOST, USUAL = 50, 10
MARK = re.compile("</?mark>")


class Found(Schema):
    """One thing that fits. `kind` and `id` tell it apart, for ever; `external_id` is what its
    source calls it, if it has one.
    """

    kind: str
    id: str
    external_id: str | None
    title: str
    url: str
    snippet: Annotated[str, Field(description="Plat: zonder opmaak.")]
    score: Annotated[
        float, Field(description="Hoger past beter. Alleen te vergelijken binnen een antwoord.")
    ]


class FoundPage(Schema):
    results: list[Found]
    total: Annotated[int, Field(description="Zoveel passen er, ook wat niet in `results` staat.")]
    did_you_mean: Annotated[str | None, Field(description="Wat je misschien bedoelde.")]


def resource() -> Resource:
    """Made when every part has said what can be found: the apps of the parts are ready before
    this one.
    """
    about = "Zoek in alles wat openbaar is, de beste resultaten eerst."
    return Resource(key="search", label="Zoeken", about=about, router=router(), order=10)


def router() -> Router:
    made, public = (
        Router(tags=["Zoeken"]),
        findable([kind.key for kind in searchables], AnonymousUser()),
    )
    # A name of its own: other schemas have a Kind too, and the description knows each by its name.
    kinds: Any = Enum("SearchKind", {name_of(key): name_of(key) for key in public}, type=str)  # type: ignore[misc]
    made.get("", response=FoundPage, operation_id="search", summary="Zoeken", url_name="search")(
        operation(kinds)
    )
    return made


def operation(kinds: Any) -> Any:
    def search(
        request: HttpRequest, q: Any = "", kind: Any = None, limit: Any = USUAL
    ) -> FoundPage:
        found = find(q, AnonymousUser(), kind=key_of(kind.value) if kind else None, per_page=limit)
        return FoundPage(
            results=[show(result) for result in found.results],
            total=found.total,
            did_you_mean=found.did_you_mean or None,
        )

    search.__annotations__ |= {
        "q": Annotated[
            str,
            Query(  # type: ignore[type-arg]
                max_length=LONGEST_QUERY,
                description="Wat je zoekt: een paar woorden, of een hele vraag.",
            ),
        ],
        "kind": Annotated[kinds | None, Query(description="Alleen dit soort.")],  # type: ignore[type-arg]
        "limit": Annotated[int, Query(ge=1, le=MOST, description="Hooguit zoveel resultaten.")],  # type: ignore[type-arg]
    }
    return search


def name_of(key: str) -> str:
    """What visitors find under a kind of its own ("public-question") is a question to them."""
    return key.removeprefix("public-")


def key_of(name: str) -> str:
    return f"public-{name}" if f"public-{name}" in searchables else name


def show(result: Result) -> Found:
    hit = result.hit
    return Found(
        kind=name_of(result.kind.key),
        id=hit.public_id or hit.url,
        external_id=hit.external_id or None,
        title=hit.title,
        url=settings.BASE_URL + hit.url,
        snippet=html.unescape(MARK.sub("", result.snippet)),
        score=result.score,
    )
