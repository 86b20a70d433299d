"""Where the network works: each municipality by how near a member is, and the white spots where
nobody is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from jmzpro.members.directory import areas
from jmzpro.members.models import Organisation
from jmzpro.places.models import Municipality


@dataclass(frozen=True)
class Reached:
    """One municipality. `own`: members that said they work here, or are based here;
    `of_province`: those of its whole province.
    """

    municipality: Municipality
    own: int
    of_province: int

    @property
    def name(self) -> str:
        return self.municipality.name

    @property
    def path(self) -> str:
        return self.municipality.outline

    @property
    def level(self) -> str:
        """Its class on the map: that of a member here, of one of the province, or none. The
        whole country alone counts for nothing.
        """
        return "served" if self.own else "by-province" if self.of_province else "white"

    @property
    def in_words(self) -> str:
        if self.own:
            return "1 lid" if self.own == 1 else f"{self.own} leden"
        return (
            "alleen een lid dat in de hele provincie werkt" if self.of_province else "nog geen lid"
        )


@dataclass(frozen=True)
class ProvinceReach:
    name: str
    municipalities: Sequence[Reached]

    @property
    def white(self) -> Sequence[Reached]:
        return [one for one in self.municipalities if one.level == "white"]

    @property
    def served(self) -> int:
        return sum(one.level == "served" for one in self.municipalities)


class Reach:
    """All municipalities, by province. Four queries, however many organisations there are."""

    def __init__(self) -> None:
        active = Organisation.objects.filter(is_active=True)
        said = areas.IN_MUNICIPALITIES.filter(organisation__is_active=True).order_by()
        served = dict(said.values_list("municipality").annotate(number=Count("pk")))
        # Who is based somewhere and did not say to work elsewhere works there too.
        silent = active.filter(town__municipality__isnull=False, municipalities=None).order_by()
        based = dict(silent.values_list("town__municipality").annotate(number=Count("pk")))
        whole = areas.IN_PROVINCES.filter(organisation__is_active=True).order_by()
        provinces = dict(whole.values_list("province").annotate(number=Count("pk")))
        found: dict[str, list[Reached]] = {}
        for one in (
            Municipality.objects.current()
            .with_outlines()
            .select_related("province")
            .order_by("province__name", "name")
        ):
            own = served.get(one.pk, 0) + based.get(one.pk, 0)
            found.setdefault(one.province.name, []).append(
                Reached(one, own, provinces.get(one.province_id, 0))
            )
        self.provinces = [ProvinceReach(name, rows) for name, rows in found.items()]

    @property
    def all(self) -> list[Reached]:
        return [one for province in self.provinces for one in province.municipalities]

    @property
    def white(self) -> list[Reached]:
        return [one for one in self.all if one.level == "white"]

    @property
    def served(self) -> int:
        return sum(one.level == "served" for one in self.all)

    @property
    def by_province(self) -> int:
        return sum(one.level == "by-province" for one in self.all)

    @property
    def has_outlines(self) -> bool:
        return any(one.path for one in self.all)
