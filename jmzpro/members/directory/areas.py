"""Where an organisation works: municipalities, provinces, or the whole country when neither was
said.
"""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from jmzpro.kit.dutch import in_a_row
from jmzpro.members.models import Organisation
from jmzpro.places.models import Municipality, Province

COUNTRY = "het hele land"
NAMED = 4

# The rows behind the fields: a lookup through the field itself would give an organisation twice.
IN_MUNICIPALITIES = Organisation.municipalities.through.objects
IN_PROVINCES = Organisation.works_in.through.objects


def works_in_province(province: int) -> Q:
    """In the province as a whole, or in a municipality of it."""
    return Q(pk__in=IN_PROVINCES.filter(province=province).values("organisation")) | Q(
        pk__in=IN_MUNICIPALITIES.filter(municipality__province=province).values("organisation")
    )


def serves(municipality: Municipality) -> Q:
    """In this municipality, in its province as a whole, or in the whole country."""
    own = Q(pk__in=IN_MUNICIPALITIES.filter(municipality=municipality).values("organisation"))
    of_province = Q(
        pk__in=IN_PROVINCES.filter(province=municipality.province_id).values("organisation")
    )
    return own | of_province | works_everywhere()


def works_everywhere() -> Q:
    through = (IN_PROVINCES, IN_MUNICIPALITIES)
    provinces, municipalities = (rows.filter(organisation=OuterRef("pk")) for rows in through)
    return Q(~Exists(provinces) & ~Exists(municipalities))


def in_words(organisation: Organisation) -> str:
    """For a line in a list: "Tilburg en Goirle", "Aalten, Epe, Elburg, Ermelo en nog 3
    gemeenten", "Friesland", "het hele land".
    """
    return words(list(organisation.municipalities.all()), list(organisation.works_in.all()))


def words(municipalities: Sequence[Municipality], provinces: Sequence[Province]) -> str:
    names = [str(one) for one in municipalities]
    rest = len(names) - NAMED
    if rest > 0:
        names = [*names[:NAMED], "nog een gemeente" if rest == 1 else f"nog {rest} gemeenten"]
    parts = [in_a_row(part) for part in ([str(province) for province in provinces], names) if part]
    return " en ".join(parts) if parts else COUNTRY
