"""A service as HSDS 3 has it. Public data only: of who checked it the organisation's own
address, never a person's.
"""

from typing import Any

from django.conf import settings

from jmzpro.support.choices import Language
from jmzpro.support.fields import FIELDS
from jmzpro.support.hsds.terms import attributes, identifier
from jmzpro.support.models import SupportService

COUNTRY = "NL"


def as_hsds(service: SupportService) -> dict[str, Any]:
    """Fetched with `with_all()`; runs no query of its own. What is not known is left out, as
    HSDS wants it.
    """
    copied = {
        field.hsds: field.value(service)
        for field in FIELDS
        if field.hsds and field.kind is not None
    }
    return {name: value for name, value in copied.items() if value is not None} | {
        "organization": organization(service),
        "phones": phones(service),
        "schedules": schedules(service),
        "languages": languages(service),
        "service_areas": service_areas(service),
        "service_at_locations": locations(service),
        "attributes": attributes(service),
    }


def organization(service: SupportService) -> dict[str, Any]:
    member = service.organisation
    if member is None:
        own = service.provider_hsds_id or identifier("organization", service.provider_name.lower())
        return {"id": own, "name": service.provider_name, "description": service.provider_name}
    said: dict[str, Any] = {
        "id": of_member(member.public_id),
        "name": member.name,
        "description": member.description or member.name,
    }
    if member.is_active:
        said |= {
            name: value
            for name, value in (("email", member.email), ("website", member.website))
            if value
        }
        said["uri"] = f"{settings.BASE_URL}{member.get_absolute_url()}"
    return said


def of_member(public_id: str) -> str:
    return identifier("organization", public_id)


def phones(service: SupportService) -> list[dict[str, Any]]:
    if not service.phone:
        return list(service.phones)
    first = {"id": identifier(service.hsds_id, "phone"), "number": service.phone, "type": "voice"}
    if service.phone_description:
        first["description"] = service.phone_description
    return [first, *service.phones]


def schedules(service: SupportService) -> list[dict[str, Any]]:
    if service.schedules:
        return list(service.schedules)
    return (
        [{"id": identifier(service.hsds_id, "schedule"), "description": service.opening_hours}]
        if service.opening_hours
        else []
    )


def languages(service: SupportService) -> list[dict[str, Any]]:
    return [
        {
            "id": identifier(service.hsds_id, "language", code),
            "code": code,
            "name": str(Language(code).label),
        }
        for code in service.languages
    ]


def service_areas(service: SupportService) -> list[dict[str, Any]]:
    """By name and by the code of CBS: NL, PV30 or GM0855."""
    areas = [("NL", "Nederland")] if service.is_national else []
    areas += [(f"PV{province.code}", province.name) for province in service.provinces.all()]
    areas += [
        (municipality.code, municipality.name) for municipality in service.municipalities.all()
    ]
    return [
        {
            "id": identifier(service.hsds_id, "area", code),
            "name": name,
            "extent": code,
            "extent_type": "text",
        }
        for code, name in areas
    ]


def locations(service: SupportService) -> list[dict[str, Any]]:
    """Where it is given. Its position is that of the town, never of an address."""
    town = service.town
    if town is None:
        return []
    location: dict[str, Any] = {
        "id": identifier(service.hsds_id, "location"),
        "location_type": "physical",
        "name": town.name,
        "latitude": town.latitude,
        "longitude": town.longitude,
    }
    if service.address and service.postcode:
        location["addresses"] = [
            {
                "id": identifier(service.hsds_id, "address"),
                "address_1": service.address,
                "city": town.name,
                "state_province": town.province.name,
                "postal_code": service.postcode,
                "country": COUNTRY,
                "address_type": "physical",
            }
        ]
    return [{"id": identifier(service.hsds_id, "at-location"), "location": location}]
