"""Themes at /api/v1/themes."""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.db.models import Q
from ninja import Field, FilterSchema, Schema

from jmzpro.api.collection import Collection
from jmzpro.api.registry import Resource
from jmzpro.themes.models import Axis, Theme

SLUG = Field(description="Hoe het thema in adressen heet.")


class ThemeOut(Schema):
    slug: Annotated[str, SLUG]
    name: str
    axis: Annotated[
        Axis,
        Field(
            description="Waar het thema over gaat: "
            + ", ".join(f"{axis.value} ({axis.label})" for axis in Axis)
        ),
    ]
    also_called: Annotated[list[str], Field(description="Andere woorden voor hetzelfde.")]
    introduction: str
    url: str
    updated_at: datetime


class ThemeFilters(FilterSchema):
    axis: Annotated[Axis | None, Field(description="Alleen thema’s van deze as.")] = None

    def custom_expression(self) -> Q:
        return Q(axis=self.axis) if self.axis else Q()


def show(theme: Theme) -> ThemeOut:
    return ThemeOut(
        slug=theme.slug,
        name=theme.name,
        axis=Axis(theme.axis),
        also_called=theme.other_names,
        introduction=theme.introduction_text,
        url=settings.BASE_URL + theme.get_absolute_url(),
        updated_at=theme.updated_at,
    )


COLLECTION = Collection(
    name="Theme",
    label="Thema’s",
    public=Theme.objects.active,
    item=ThemeOut,
    show=show,
    filters=ThemeFilters,
)
ABOUT = "De onderwerpen waar het netwerk over praat, in vijf groepen."
RESOURCE = Resource(
    key="themes", label="Thema’s", about=ABOUT, router=COLLECTION.router(), order=20
)
