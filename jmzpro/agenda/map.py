"""The agenda as dots on a map, and the same as a list: how many dates in each place."""

from typing import Any
from urllib.parse import quote_plus

from django.db.models import Count
from django.http import QueryDict

from jmzpro.agenda.filters import Asked
from jmzpro.agenda.list_page import address
from jmzpro.agenda.models import Occurrence
from jmzpro.places.map import Spot
from jmzpro.places.models import Town

HERE = "plaats-om-in-te-vullen"


class Map:
    def __init__(self, query: QueryDict, user: Any) -> None:
        self.asked = Asked(query)
        # One address for all places, with the place still to fill in: there may be two thousand.
        self.anywhere = address("agenda:list", self.asked, plaats=HERE, afstand="0")
        dates = self.asked.dates(Occurrence.objects.visible_to(user)).order_by()
        counted = dict(
            dates.filter(town__isnull=False).values_list("town").annotate(number=Count("pk"))
        )
        self.elsewhere = dates.filter(town=None).count()
        towns = Town.objects.in_bulk(list(counted))
        provinces = dict(Town.objects.filter(pk__in=counted).values_list("pk", "province__name"))
        self.spots = sorted(
            (self.spot(towns[pk], provinces[pk], number) for pk, number in counted.items()),
            key=lambda spot: (spot.name, spot.province),
        )
        self.total = sum(counted.values()) + self.elsewhere

    def spot(self, town: Town, province: str, count: int) -> Spot:
        # As a place field takes it back, whether or not another place has this name too.
        url = self.anywhere.replace(HERE, quote_plus(f"{town.name} ({province})"))
        return Spot(town.name, province, town.latitude, town.longitude, count, url)
