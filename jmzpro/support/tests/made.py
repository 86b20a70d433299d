"""Services for the tests of Hulp vinden."""

from typing import Any

from jmzpro.places.models import Municipality, Province, Town
from jmzpro.support.models import SupportService
from jmzpro.themes.models import Theme

SEARCH, FOR_YOU = "/hulp-vinden/", "/hulp-vinden/voor-jou/"


def make_service(
    name: str = "Groep voor kinderen van ouders met psychische problemen",
    *,
    themes: tuple[str, ...] = ("psychische-kwetsbaarheid",),
    municipalities: tuple[str, ...] = (),
    provinces: tuple[str, ...] = (),
    town: str = "",
    **columns: Any,
) -> SupportService:
    """For 12 to 17 in a group, reached by phone, of an organisation that is no member, unless
    said otherwise.
    """
    said = {
        "provider_name": "Steunpunt Elders",
        "audiences": ["jonge-mantelzorgers"],
        "minimum_age": 12,
        "maximum_age": 17,
        "ways": ["groep"],
        "applicants": ["zelf", "professional"],
        "phone": "000-0000001",
        "wait_time": "ongeveer drie weken",
        "application_process": "Bel de consulent.",
        "town": Town.objects.get(slug=town) if town else None,
    }
    assured = columns.pop("assured_date", None)
    values = said | columns | {"name": name}
    if values.get("organisation"):
        values["provider_name"] = ""
    sets: dict[str, Any] = {
        "themes": list(Theme.objects.filter(slug__in=themes)),
        "municipalities": list(Municipality.objects.filter(name__in=municipalities)),
        "provinces": list(Province.objects.filter(slug__in=provinces)),
    }
    service = SupportService.add(
        values | ({"assured_date": assured} if assured else {}), sets, by=None
    )
    return SupportService.objects.with_all().get(pk=service.pk)


def asked(**fields: Any) -> dict[str, Any]:
    """What a browser sends: empty fields too."""
    return {"place": "", "age": "", "words": "", **fields}
