"""Laying out where and for whom a service is found (models/reach.py)."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from jmzpro.kit.dutch import in_a_row
from jmzpro.kit.several import as_column
from jmzpro.support.models import Reach, SupportService
from jmzpro.themes.models import Axis, Theme

NATIONAL = "nl"
YOUNGEST, OLDEST = 0, 99
# What is asked about: what is going on at home, and who is ill. The other themes do not tell services apart.
ASKED_ABOUT = (Axis.HOME, Axis.RELATION)
AT_A_TIME = 500
MOST_PLACES = 4  # named; the others are counted


def of_province(pk: int) -> str:
    return f"p{pk}"


def of_municipality(pk: int) -> str:
    return f"g{pk}"


@transaction.atomic
def lay_out(service: SupportService) -> None:
    """Say anew where this service is found; after each change of it, in the same transaction."""
    Reach.objects.filter(service=service).delete()
    Reach.objects.bulk_create(rows_of(service))
    service.area_in_words = in_words(service)
    SupportService.objects.filter(pk=service.pk).update(area_in_words=service.area_in_words)


@transaction.atomic
def lay_out_all(services: Iterable[SupportService]) -> None:
    """The same for many that were laid out never before; fetched with `with_all()`."""
    found = list(services)
    Reach.objects.bulk_create([row for service in found for row in rows_of(service)], batch_size=AT_A_TIME)
    for service in found:
        service.area_in_words = in_words(service)
    SupportService.objects.bulk_update(found, ["area_in_words"], batch_size=AT_A_TIME)


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
    return list(Theme.objects.active().filter(axis__in=ASKED_ABOUT).defer("promise", "introduction"))


def in_words(service: SupportService) -> str:
    """`heel Nederland`, `heel Noord-Brabant`, `de gemeenten Goirle, Tilburg en nog 5`; its town when nothing else is known."""
    if service.is_national:
        return "heel Nederland"
    towns = sorted(one.name for one in service.municipalities.all())
    more = [f"nog {len(towns) - MOST_PLACES + 1}"] if len(towns) > MOST_PLACES else []
    shown = towns[: MOST_PLACES - 1] + more if more else towns
    said = [f"heel {province.name}" for province in service.provinces.all()]
    if shown:
        said.append(f"{'de gemeente' if len(towns) == 1 else 'de gemeenten'} {in_a_row(shown)}")
    return in_a_row(said) or (f"{service.town.name} en omgeving" if service.town else "")
