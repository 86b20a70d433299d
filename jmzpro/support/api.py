"""The services at /api/v1/services, each in the words of Open Referral HSDS 3; only what is
found on the site too.
"""

from datetime import date, datetime
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from ninja import Field, FilterSchema, Schema
from pydantic import SerializerFunctionWrapHandler, create_model, model_serializer

from jmzpro.api.collection import Collection
from jmzpro.api.registry import Resource
from jmzpro.support.choices import Status
from jmzpro.support.fields import FIELDS
from jmzpro.support.hsds.exporter import as_hsds
from jmzpro.support.models import SupportService


class ServiceRecord(Schema):
    """What is always there, and what is put together from several columns. As in HSDS, what is
    not known is left out.
    """

    id: Annotated[str, Field(description="Het kenmerk in HSDS; blijft altijd hetzelfde.")]
    public_id: Annotated[str, Field(description="Zoals de dienst hier in adressen heet.")]
    name: str
    status: Status
    assured_date: date
    last_modified: datetime
    organization: dict[str, Any]
    phones: list[dict[str, Any]]
    schedules: list[dict[str, Any]]
    languages: list[dict[str, Any]]
    service_areas: list[dict[str, Any]]
    service_at_locations: list[dict[str, Any]]
    attributes: Annotated[
        list[dict[str, Any]],
        Field(description="Thema’s, voor wie, hoe en wie mag aanmelden, als termen."),
    ]

    @model_serializer(mode="wrap")
    def known_only(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in handler(self).items() if value is not None}


def with_columns() -> type[ServiceRecord]:
    """The record with all other columns that the table gives as they stand."""
    columns = {field.api or field.hsds: field.kind for field in FIELDS if field.kind is not None}
    optional: dict[str, Any] = {
        name: (kind | None, None)
        for name, kind in columns.items()
        if name not in ServiceRecord.model_fields
    }
    return create_model(
        "ServiceOut",
        __base__=ServiceRecord,
        __doc__="As in HSDS, what is not known is left out.",
        **optional,
    )


ServiceOut = with_columns()


class ServiceFilters(FilterSchema):
    theme: Annotated[str | None, Field(max_length=120, description="Alleen bij dit thema.")] = None
    province: Annotated[
        str | None, Field(max_length=120, description="Werkt in deze provincie.")
    ] = None
    municipality: Annotated[
        str | None,
        Field(max_length=8, description="Werkt in deze gemeente: de code van CBS, zoals GM0855."),
    ] = None
    age: Annotated[int | None, Field(ge=0, le=99, description="Voor iemand van deze leeftijd.")] = (
        None
    )

    def custom_expression(self) -> Q:
        wanted = Q()
        if self.theme:
            wanted &= Q(pk__in=SupportService.objects.filter(themes__slug=self.theme).values("pk"))
        if self.province:
            wanted &= Q(
                pk__in=SupportService.objects.filter(provinces__slug=self.province).values("pk")
            )
        if self.municipality:
            wanted &= Q(
                pk__in=SupportService.objects.filter(municipalities__code=self.municipality).values(
                    "pk"
                )
            )
        if self.age is not None:
            wanted &= (Q(minimum_age=None) | Q(minimum_age__lte=self.age)) & (
                Q(maximum_age=None) | Q(maximum_age__gte=self.age)
            )
        return wanted


def public() -> QuerySet[SupportService]:
    return SupportService.objects.findable().with_all()


def show(service: SupportService) -> ServiceRecord:
    return ServiceOut(
        **as_hsds(service), **{field.api: field.value(service) for field in FIELDS if field.api}
    )


COLLECTION = Collection(
    name="Service",
    label="Hulp vinden",
    public=public,
    item=ServiceOut,
    show=show,
    identifier="public_id",
    order=("name", "public_id"),
    filters=ServiceFilters,
)
ABOUT = (
    "Hulp voor jonge mantelzorgers en hun gezin, met de veldnamen van Open Referral HSDS 3. Wat "
    "in twee jaar niet is nagekeken, ontbreekt."
)
RESOURCE = Resource(
    key="services", label="Hulp vinden", about=ABOUT, router=COLLECTION.router(), order=38
)
