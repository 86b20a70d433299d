"""The public records of the Kennisbank at /api/v1/library."""

from datetime import date, datetime
from typing import Annotated, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet
from ninja import Field, FilterSchema, Schema

from jmzpro.api.collection import Collection
from jmzpro.api.registry import Resource
from jmzpro.library.choices import LICENCE_PAGES, AgeBand, Audience, Kind, Licence, Reuse, Workplace
from jmzpro.library.models import CreditRole, File, Item

SLUG = Field(max_length=100, description="Hoe het thema in adressen heet.")


class LinkOut(Schema):
    url: str
    label: str


class FileOut(Schema):
    url: str
    name: str
    content_type: str
    size: Annotated[int, Field(description="In bytes.")]
    pages: int | None


class ItemOut(Schema):
    id: Annotated[str, Field(description="Blijft altijd hetzelfde.")]
    external_id: Annotated[
        str, Field(description="Hoe de bron het noemt; leeg als er geen bron is.")
    ]
    slug: str
    url: str
    short_url: str
    kind: Kind
    title: str
    promise: str
    text: str
    authors: list[str]
    publishers: list[str]
    year: int | None
    month: int | None
    language: str
    themes: Annotated[list[str], Field(description="Hoe de thema’s in adressen heten.")]
    audiences: list[Audience]
    workplaces: list[Workplace]
    ages: list[AgeBand]
    reuse: Reuse
    licence: Licence
    licence_url: str
    isbn: str
    doi: str
    links: list[LinkOut]
    files: list[FileOut]
    last_checked_on: date | None
    published_at: datetime | None
    changed_at: datetime


class ItemFilters(FilterSchema):
    kind: Annotated[Kind | None, Field(description="Alleen deze soort.")] = None
    theme: Annotated[str | None, SLUG] = None
    year: Annotated[int | None, Field(ge=1, le=9999, description="Alleen uit dit jaar.")] = None

    def custom_expression(self) -> Q:
        found = Q(kind=self.kind) if self.kind else Q()
        if self.theme:
            found &= Q(
                pk__in=Item.themes.through.objects.filter(theme__slug=self.theme).values("item")
            )
        return found & Q(year=self.year) if self.year else found


def public() -> QuerySet[Item]:
    files = Prefetch(
        "files", File.objects.standing().filter(current__isnull=False).select_related("current")
    )
    return Item.objects.visible_to(AnonymousUser()).prefetch_related(
        "themes", "credits", "links", files
    )


def show(item: Item) -> ItemOut:
    def named(role: CreditRole) -> list[str]:
        return [credit.shown_name for credit in item.credits.all() if credit.role == role]

    same: dict[str, Any] = {
        name: getattr(item, name)
        for name in ItemOut.model_fields
        if name in {field.name for field in Item._meta.concrete_fields}
        and name not in {"id", "themes"}
    }
    return ItemOut(
        **same,
        id=item.public_id,
        url=settings.BASE_URL + item.get_absolute_url(),
        short_url=settings.BASE_URL + item.get_short_url(),
        authors=named(CreditRole.AUTHOR),
        publishers=named(CreditRole.PUBLISHER),
        themes=sorted(theme.slug for theme in item.themes.all() if theme.is_active),
        licence_url=LICENCE_PAGES.get(item.licence, ""),
        links=[LinkOut(url=link.url, label=link.label) for link in item.links.all()],
        files=[file_out(file) for file in item.files.all()],
        published_at=item.first_published_at,
    )


def file_out(file: File) -> FileOut:
    current = file.current
    assert current is not None
    return FileOut(
        url=settings.BASE_URL + file.get_absolute_url(),
        name=current.name,
        content_type=current.content_type,
        size=current.size,
        pages=current.pages,
    )


COLLECTION = Collection(
    name="Item", label="Kennisbank", public=public, item=ItemOut, show=show, filters=ItemFilters
)
ABOUT = "Publicaties, toolkits, praktijkvoorbeelden en andere items van de Kennisbank."
RESOURCE = Resource(
    key="library", label="Kennisbank", about=ABOUT, router=COLLECTION.router(), order=30
)
