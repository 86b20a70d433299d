"""A service in the words of schema.org, for search engines."""

from typing import Any

from django.conf import settings

from jmzpro.support import wording
from jmzpro.support.choices import Language
from jmzpro.support.models import SupportService


def service(shown: SupportService) -> dict[str, Any]:
    url = f"{settings.BASE_URL}{shown.get_absolute_url()}"
    said: dict[str, Any] = {
        "@type": "Service",
        "@id": url,
        "url": url,
        "name": shown.name,
        "alternateName": shown.alternate_name,
        "description": shown.description,
        "serviceType": wording.ways(shown),
        "provider": provider(shown),
        "areaServed": areas(shown),
        "audience": audience(shown),
        "availableChannel": channel(shown),
    }
    return {name: value for name, value in said.items() if value}


def provider(shown: SupportService) -> dict[str, str]:
    said = {"@type": "Organization", "name": shown.provider}
    if shown.organisation and shown.organisation.is_active:
        said["url"] = f"{settings.BASE_URL}{shown.organisation.get_absolute_url()}"
    return said


def areas(shown: SupportService) -> list[dict[str, str]]:
    if shown.is_national:
        return [{"@type": "Country", "name": "Nederland"}]
    named = [
        {"@type": "AdministrativeArea", "name": one.name}
        for one in (*shown.provinces.all(), *shown.municipalities.all())
    ]
    return named or ([{"@type": "City", "name": shown.town.name}] if shown.town else [])


def audience(shown: SupportService) -> dict[str, Any]:
    said: dict[str, Any] = {"@type": "PeopleAudience", "audienceType": wording.for_whom(shown)}
    if shown.minimum_age is not None:
        said["suggestedMinAge"] = shown.minimum_age
    if shown.maximum_age is not None:
        said["suggestedMaxAge"] = shown.maximum_age
    return said


def channel(shown: SupportService) -> dict[str, Any]:
    said: dict[str, Any] = {"@type": "ServiceChannel"}
    if shown.url:
        said["serviceUrl"] = shown.url
    if shown.phone:
        said["servicePhone"] = {"@type": "ContactPoint", "telephone": shown.phone}
    if known := [one for one in shown.languages if one in Language.values]:
        said["availableLanguage"] = known
    return said if len(said) > 1 else {}
