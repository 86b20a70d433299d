"""Where something is, from the line in which somebody else wrote it: the town, the venue, the
address.
"""

import pytest

from jmzpro.agenda.external_calendars.locations import Places
from jmzpro.places.models import Town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("line", "town", "venue", "address"),
    [
        (
            "Buurthuis De Brug, Dorpsstraat 1, 3511 AB Utrecht",
            "utrecht",
            "Buurthuis De Brug",
            "Dorpsstraat 1",
        ),
        (
            "Buurthuis De Klink, Kerkstraat 1, 3811 CV Amersfoort, Nederland",
            "amersfoort",
            "Buurthuis De Klink",
            "Kerkstraat 1",
        ),
        ("Utrecht", "utrecht", "", ""),
        ("Zaal 2, Utrecht", "utrecht", "Zaal 2", ""),
        (
            "Buurthuis De Klink, zaal 2, Kerkstraat 1, Amersfoort",
            "amersfoort",
            "Buurthuis De Klink, zaal 2",
            "Kerkstraat 1",
        ),
        ("Stadhuis, Grote Kerkplein 15 Zwolle", "zwolle", "Stadhuis", "Grote Kerkplein 15"),
        ("Kerkplein 15 Zwolle", "zwolle", "", "Kerkplein 15"),
        ("Kerkstraat 1a Utrecht", "utrecht", "", "Kerkstraat 1a"),
        ("De Klink (Zwolle)", "zwolle", "De Klink", ""),
        ("Bibliotheek Amersfoort", "amersfoort", "Bibliotheek Amersfoort", ""),
        ("Den Haag (centrum)", "den-haag", "Den Haag (centrum)", ""),
        ("4196 Beesd", "beesd", "", ""),
        ("Markt 1, 7551 EA Hengelo", "hengelo-overijssel", "", "Markt 1"),
        ("Hengelo, Overijssel", "hengelo-overijssel", "", ""),
        ("Hengelo (Overijssel)", "hengelo-overijssel", "", ""),
        ("Hengelo Gld", "hengelo-gelderland", "", ""),
        ("Bergen (Noord-Holland)", "bergen", "", ""),
        ("Zeist, Utrecht", "zeist", "", ""),
        ("Leeuwarden, Friesland", "leeuwarden", "", ""),
        ("1315 KT Almere", "almere-stad", "", ""),
        ("Markt 1, Den Bosch", "s-hertogenbosch", "", "Markt 1"),
        ("Spui 70, 2511 BT 's-Gravenhage", "den-haag", "", "Spui 70"),
        ("Bergen op Zoom", "bergen-op-zoom", "", ""),
    ],
)
def test_a_place_is_recognised(line: str, town: str, venue: str, address: str) -> None:
    found = Places(None).of(line)
    assert found.town is not None, found.doubt
    assert (found.town.slug, found.venue, found.address) == (town, venue, address)
    assert not found.doubt
    assert not found.is_online


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Hengelo", "meer dan één Hengelo"),
        ("Bergen", "meer dan één Bergen"),
        ("Ergens", "geen dorp of stad"),
        ("Buurthuis De Wijk", "geen dorp of stad"),
    ],
)
def test_a_place_in_doubt_is_nobodys(line: str, why: str) -> None:
    found = Places(None).of(line)
    assert found.town is None
    assert why in found.doubt


@pytest.mark.parametrize(
    ("line", "town", "venue"),
    [
        ("Online via Zoom / De Klink, Zwolle", "zwolle", "De Klink"),
        ("Utrecht en online", "utrecht", ""),
        ("Buurthuis De Klink, Zwolle, online", "zwolle", "Buurthuis De Klink"),
        ("Online of in Buurthuis De Klink, Zwolle", "zwolle", "in Buurthuis De Klink"),
        ("https://zoom.example/j/1", None, ""),
        ("Microsoft Teams-vergadering", None, ""),
        ("Online", None, ""),
    ],
)
def test_online_and_on_the_spot_go_together(line: str, town: str | None, venue: str) -> None:
    found = Places(None).of(line)
    assert found.is_online
    assert (found.town.slug if found.town else None, found.venue) == (town, venue)


def test_a_postcode_alone_is_enough_and_said_to_be_rough() -> None:
    found = Places(None).of("Grote Kerkplein 15, 8011 PK")
    assert found.town is not None
    assert (found.town.slug, found.address) == ("zwolle", "Grote Kerkplein 15")
    assert "postcode" in found.doubt


def test_of_two_of_one_name_the_one_nearby_is_meant() -> None:
    found = Places(Town.objects.get(slug="enschede")).of("Hengelo")
    assert found.town is not None
    assert found.town.slug == "hengelo-overijssel"


def test_a_thousand_lines_take_no_thousand_questions(django_assert_max_num_queries: object) -> None:
    places = Places(None)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        for number in range(1000):
            places.of(f"Ruimte {number}, Wijkcentrum Het Anker")
