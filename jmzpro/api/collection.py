"""A queryset as a resource: a list in pages, and each thing at its own address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, FilterSchema, Query, Router, Schema
from pydantic import create_model

from jmzpro.api.cursor import PATTERN, UnknownCursor, after, cursor_of

ON_A_PAGE, MOST_ON_A_PAGE = 50, 200

Limit = Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE, description="Zoveel op een pagina.")]
Cursor = Annotated[
    str, Field(pattern=PATTERN, description="Waar de pagina begint: neem hem over uit `next`.")
]
Identifier = Annotated[str, Field(pattern=r"^[-A-Za-z0-9_]{1,200}$")]
Next = Annotated[
    str | None, Field(description="Het adres van de volgende pagina; leeg op de laatste.")
]


class NoFilters(FilterSchema):
    """For a list that can only be read from front to back."""


@dataclass(frozen=True)
class Collection:
    """A list of things that everybody may see.

    `name`: English, for the schemas ("Theme"). `public()`: its rows, as an anonymous visitor may
    see them, prefetched. `item`: the schema of one; `show(row)` makes it, without a query of its
    own. `identifier`: the unique field in its address, a number or a slug and never the primary
    key. `order`: fields as in `order_by`, filled in every row, the last one unique. `filters`: what
    can be asked.
    """

    name: str
    label: str
    public: Callable[[], models.QuerySet[Any]]
    item: type[Schema]
    show: Callable[[Any], Schema]
    identifier: str = "slug"
    order: Sequence[str] = ("slug",)
    filters: type[FilterSchema] = NoFilters

    def router(self) -> Router:
        """A list and its things. The schemas are this collection's own, so they are put on the
        functions that django-ninja reads.
        """
        router = Router(tags=[self.label])
        fields: dict[str, Any] = {"limit": (Limit, ON_A_PAGE), "cursor": (Cursor | None, None)}
        asked = create_model(f"{self.name}Asked", __base__=self.filters, **fields)
        page = create_model(
            f"{self.name}Page",
            __base__=Schema,
            results=(list[self.item], ...),  # type: ignore[name-defined]
            next=(Next, ...),
        )

        def read_list(request: HttpRequest, response: HttpResponse, asked: Any) -> Any:
            return page(**self.page(request, response, asked))

        def read_one(request: HttpRequest, identifier: Any) -> Schema:
            return self.show(get_object_or_404(self.public(), **{self.identifier: identifier}))

        read_list.__annotations__["asked"] = Annotated[asked, Query()]  # type: ignore[type-arg]
        read_one.__annotations__["identifier"] = self.kind_of_identifier()
        name, of_list, of_one = self.name, f"{self.label}: de lijst", f"{self.label}: één ervan"
        router.get(
            "", response=page, operation_id=f"list{name}", summary=of_list, url_name=f"{name}-list"
        )(read_list)
        router.get(
            "/{identifier}",
            response=self.item,
            operation_id=f"read{name}",
            summary=of_one,
            url_name=f"{name}-item",
        )(read_one)
        return router

    def page(self, request: HttpRequest, response: HttpResponse, asked: Any) -> dict[str, Any]:
        chosen = self.filters(**asked.model_dump(include=set(self.filters.model_fields)))
        rows = chosen.filter(self.public()).order_by(*self.order)
        try:
            found = list(
                (after(rows, asked.cursor, self.order) if asked.cursor else rows)[: asked.limit + 1]
            )
        except UnknownCursor as error:
            raise Http404 from error
        shown = found[: asked.limit]
        following = None
        if len(found) > len(shown):
            following = address(
                request, {**request.GET.dict(), "cursor": cursor_of(shown[-1], self.order)}
            )
            response["Link"] = f'<{following}>; rel="next"'
        return {"results": [self.show(row) for row in shown], "next": following}

    def kind_of_identifier(self) -> Any:
        field = self.public().model._meta.get_field(self.identifier)
        return int if isinstance(field, models.IntegerField) else Identifier


def address(request: HttpRequest, asked: dict[str, Any]) -> str:
    return f"{settings.BASE_URL}{request.path}?{urlencode(asked)}"
