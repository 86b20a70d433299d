"""The organisations as spots on the map: how many in each town."""

from typing import Any
from urllib.parse import quote_plus, urlencode

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.urls import reverse

from jmzpro.members.directory.filters import Asked
from jmzpro.members.models import Organisation
from jmzpro.places.map import Spot
from jmzpro.places.models import Town

HERE = "plaats-om-in-te-vullen"


def spots_of(rows: QuerySet[Organisation], anywhere: str = "") -> tuple[list[Spot], int]:
    """Where these are, by name of the place, and how many have no place. Counted by the database:
    two queries, however many there are.

    `anywhere`: the address of the list of one place, with HERE where the place comes.
    """
    anywhere = (
        anywhere or f"{reverse('members:directory')}?{urlencode({'plaats': HERE, 'afstand': '0'})}"
    )
    counted = dict(rows.order_by().values_list("town").annotate(number=Count("pk")))
    elsewhere = counted.pop(None, 0)
    towns = Town.objects.filter(pk__in=list(counted)).values_list(
        "pk", "name", "province__name", "latitude", "longitude"
    )
    spots = [
        Spot(
            name,
            province,
            latitude,
            longitude,
            counted[pk],
            anywhere.replace(HERE, quote_plus(f"{name} ({province})")),
        )
        for pk, name, province, latitude, longitude in towns.order_by("name", "province__name")
    ]
    return spots, elsewhere


class Map:
    """The directory on the map for one address."""

    def __init__(self, query: QueryDict, user: Any) -> None:
        self.asked = Asked(query)
        rows = self.asked.fitting(Organisation.objects.visible_to(user))
        towns = self.asked.towns()
        if towns is not None:
            rows = rows.filter(town__in=towns)
        asked = {
            name: self.asked.query.getlist(name)
            for name in self.asked.form.fields
            if self.asked.query.get(name)
        }
        query_here = urlencode({**asked, "plaats": HERE, "afstand": "0"}, doseq=True)
        self.spots, self.elsewhere = spots_of(rows, f"{reverse('members:directory')}?{query_here}")
        self.total = sum(spot.count for spot in self.spots) + self.elsewhere
