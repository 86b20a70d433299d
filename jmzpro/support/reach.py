"""Laying out where and for whom a service is found (models/reach.py)."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from jmzpro.kit.several import as_column
from jmzpro.support.models import Reach, SupportService
from jmzpro.themes.models import Axis, Theme

NATIONAL = "nl"
YOUNGEST, OLDEST = 0, 99
# What is asked about: what is going on at home, and who is ill. The other themes do not tell services apart.
ASKED_ABOUT = (Axis.HOME, Axis.RELATION)
AT_A_TIME = 500


def of_province(pk: int) -> str:
    return f"p{pk}"


def of_municipality(pk: int) -> str:
    return f"g{pk}"


@transaction.atomic
def lay_out(service: SupportService) -> None:
    """Say anew where this service is found; after each change of it, in the same transaction."""
    Reach.objects.filter(service=service).delete()
    Reach.objects.bulk_create(rows_of(service))


@transaction.atomic
def lay_out_all(services: Iterable[SupportService]) -> None:
    """The same for many that were laid out never before; fetched with `with_all()`."""
    Reach.objects.bulk_create([row for service in services for row in rows_of(service)], batch_size=AT_A_TIME)


def rows_of(service: SupportService) -> Iterator[Reach]:
    if not service.is_on_the_site:
        return
    themes = [theme for theme in service.themes.all() if theme.axis in ASKED_ABOUT]
    youngest, oldest = ages_of(service)
    for area in areas_of(service):
        for number, theme in enumerate(themes or [None]):
            yield Reach(
                service=service,
                area=area,
                theme=theme,
                is_first=number == 0,
                is_bound=any(one.axis == Axis.HOME for one in themes),
                minimum_age=youngest,
                maximum_age=oldest,
                ways=as_column(service.ways),
                themes=as_column(str(one.pk) for one in themes),
                assured_date=service.assured_date,
                latitude=service.town.latitude if service.town else None,
                longitude=service.town.longitude if service.town else None,
            )


def areas_of(service: SupportService) -> list[str]:
    """Its service areas; of one that names none, the municipality of its town, or as long as nobody knows that, the province."""
    named = [NATIONAL] if service.is_national else []
    named += [of_municipality(one.pk) for one in service.municipalities.all()]
    named += [of_province(one.pk) for one in service.provinces.all()]
    here = own_area(service) if service.town and named in ([], [NATIONAL]) else []
    return [*named, *here]


def own_area(service: SupportService) -> list[str]:
    town = service.town
    if town is None:
        return []
    return [of_municipality(town.municipality_id) if town.municipality_id else of_province(town.province_id)]


def ages_of(service: SupportService) -> tuple[int, int]:
    """The ages it is for; any, where nobody said so."""
    youngest = YOUNGEST if service.minimum_age is None else service.minimum_age
    return youngest, OLDEST if service.maximum_age is None else service.maximum_age


def themes_asked_about() -> list[Theme]:
    return list(Theme.objects.active().filter(axis__in=ASKED_ABOUT))
