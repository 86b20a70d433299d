"""Where and for whom each service is found: what the search reads. Made from the services by
their verbs, never edited.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import QuerySet

from jmzpro.kit.dutch import in_a_row
from jmzpro.kit.multichoice import as_column
from jmzpro.themes.models import Axis, Theme

if TYPE_CHECKING:
    from jmzpro.support.models.service import SupportService

NATIONAL = "nl"
YOUNGEST, OLDEST = 0, 99
# What is asked about: what is going on at home, and who is ill. The other themes do not tell
# services apart.
ASKED_ABOUT = (Axis.HOME, Axis.RELATION)
AT_A_TIME = 500
MOST_PLACES = 4  # named; the others are counted


class Reach(models.Model):
    """One row for each area and each theme of a service; what is about no theme in particular has
    one row without.

    `area`: "nl", "p7" (the province with that key) or "g12" (the municipality). All columns that
    the search compares stand here, so that it finds the candidates through one index, without a
    join.
    """

    service = models.ForeignKey(
        "support.SupportService", on_delete=models.CASCADE, related_name="reaches"
    )
    area = models.CharField(max_length=12)
    theme = models.ForeignKey(
        "themes.Theme", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    is_first = models.BooleanField(
        default=True
    )  # one for each area, for whoever asks about no theme
    # About something particular at home: not for whom asks for something else there.
    is_bound = models.BooleanField(default=False)
    # 0 and 99 where nobody said so, and where it is not for children: any age finds it.
    minimum_age = models.SmallIntegerField(default=0)
    maximum_age = models.SmallIntegerField(default=99)
    ways = models.TextField(blank=True)  # "|groep|online|"
    themes = models.TextField(blank=True)  # of its service, all of them: "|3|12|"
    assured_date = models.DateField()
    # The centre of its town, never the address; empty for what is nowhere in particular.
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=[
                    "area",
                    "theme",
                    "assured_date",
                    "minimum_age",
                    "maximum_age",
                    "is_bound",
                    "latitude",
                    "longitude",
                    "service",
                ],
                name="reach_by_area_and_theme",
            ),
            models.Index(
                fields=[
                    "area",
                    "is_first",
                    "assured_date",
                    "minimum_age",
                    "maximum_age",
                    "latitude",
                    "longitude",
                    "service",
                ],
                name="reach_by_area",
            ),
            models.Index(fields=["latitude", "longitude"], name="reach_by_position"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.area}"


def of_province(pk: int) -> str:
    return f"p{pk}"


def of_municipality(pk: int) -> str:
    return f"g{pk}"


@transaction.atomic
def lay_out(service: "SupportService") -> None:
    """Replace the rows of one service, and its area in words. The verbs of SupportService call
    it in their transaction.
    """
    Reach.objects.filter(service=service).delete()
    Reach.objects.bulk_create(rows_of(service))
    service.area_in_words = in_words(service)
    type(service).objects.filter(pk=service.pk).update(area_in_words=service.area_in_words)


@transaction.atomic
def lay_out_all(services: "QuerySet[SupportService]") -> None:
    """Do the same for many that have no rows yet; fetched with `with_all()`."""
    found = list(services)
    Reach.objects.bulk_create(
        [row for service in found for row in rows_of(service)], batch_size=AT_A_TIME
    )
    for service in found:
        service.area_in_words = in_words(service)
    services.model.objects.bulk_update(found, ["area_in_words"], batch_size=AT_A_TIME)


def rows_of(service: "SupportService") -> Iterator[Reach]:
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


def areas_of(service: "SupportService") -> list[str]:
    """Its service areas; of one that names none, the municipality of its town, or as long as
    nobody knows that, the province.
    """
    named = [NATIONAL] if service.is_national else []
    named += [of_municipality(one.pk) for one in service.municipalities.all()]
    named += [of_province(one.pk) for one in service.provinces.all()]
    here = own_area(service) if service.town and named in ([], [NATIONAL]) else []
    return [*named, *here]


def own_area(service: "SupportService") -> list[str]:
    town = service.town
    if town is None:
        return []
    return [
        of_municipality(town.municipality_id)
        if town.municipality_id
        else of_province(town.province_id)
    ]


def ages_of(service: "SupportService") -> tuple[int, int]:
    """The ages it is for; any, where nobody said so."""
    youngest = YOUNGEST if service.minimum_age is None else service.minimum_age
    return youngest, OLDEST if service.maximum_age is None else service.maximum_age


def themes_asked_about() -> list[Theme]:
    return list(
        Theme.objects.active().filter(axis__in=ASKED_ABOUT).defer("promise", "introduction")
    )


def in_words(service: "SupportService") -> str:
    """`heel Nederland`, `heel Noord-Brabant`, `de gemeenten Goirle, Tilburg en nog 5`; its town
    when nothing else is known.
    """
    if service.is_national:
        return "heel Nederland"
    towns = sorted(one.name for one in service.municipalities.all())
    more = [f"nog {len(towns) - MOST_PLACES + 1}"] if len(towns) > MOST_PLACES else []
    shown = towns[: MOST_PLACES - 1] + more if more else towns
    said = [f"heel {province.name}" for province in service.provinces.all()]
    if shown:
        said.append(f"{'de gemeente' if len(towns) == 1 else 'de gemeenten'} {in_a_row(shown)}")
    return in_a_row(said) or (f"{service.town.name} en omgeving" if service.town else "")
