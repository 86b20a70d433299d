"""What is asked of the agenda is what comes: on the list, in its count, in the calendar and on
the map.
"""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from jmzpro.agenda.activity.recurrence import aware
from jmzpro.agenda.filters import Asked
from jmzpro.agenda.list_page import in_words
from jmzpro.agenda.models import Occurrence
from jmzpro.places.models import Town
from jmzpro.testing.samples import make_activity
from jmzpro.themes.models import Theme


def found(query: str) -> list[str]:
    asked = Asked(QueryDict(query))
    assert not asked.form.errors, asked.form.errors
    return [
        date.title
        for date in asked.dates(Occurrence.objects.visible_to(None)).select_related("activity")
    ]


@pytest.fixture
def some(cast: SimpleNamespace) -> SimpleNamespace:
    """Five that differ."""
    no_child: dict[str, Any] = {"for_young_carers": False, "age_from": None, "age_to": None}
    made = SimpleNamespace(
        forest=make_activity(cast, "Bos", is_free=True, in_week=True),
        unknown=make_activity(
            cast,
            "Onbekende leeftijd",
            age_from=None,
            age_to=None,
            town=Town.objects.get(slug="zwolle"),
        ),
        parents=make_activity(
            cast,
            "Ouderavond",
            **no_child,
            for_parents=True,
            kind="informatie",
            where="online",
            town=None,
        ),
        training=make_activity(
            cast,
            "Training",
            **no_child,
            for_professionals=True,
            kind="training",
            accreditations=["skj", "aban"],
            organisation=cast.maas,
            town=cast.maas.town,
        ),
        older=make_activity(
            cast, "Vanaf 16", age_from=16, age_to=None, town=Town.objects.get(slug="amersfoort")
        ),
    )
    made.forest.themes.set(Theme.objects.filter(slug="groep"))
    return made


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Bos", "Onbekende leeftijd", "Ouderavond", "Training", "Vanaf 16"]),
        ("voor=ouders", ["Ouderavond"]),
        ("voor=ouders&voor=professionals", ["Ouderavond", "Training"]),
        ("leeftijd=8", ["Bos", "Onbekende leeftijd"]),
        ("leeftijd=12&leeftijd_tot=16", ["Bos", "Onbekende leeftijd", "Vanaf 16"]),
        ("leeftijd=13&leeftijd_tot=15", ["Onbekende leeftijd"]),
        ("leeftijd=40", ["Onbekende leeftijd", "Vanaf 16"]),
        ("leeftijd_tot=7", ["Onbekende leeftijd"]),
        ("plaats=Utrecht", ["Bos", "Vanaf 16"]),
        ("plaats=utrecht&afstand=10", ["Bos"]),
        ("plaats=3511+AB&afstand=10", ["Bos"]),
        ("plaats=Utrecht&afstand=100&leeftijd=9", ["Bos", "Onbekende leeftijd"]),
        ("plaats=Bergen+(Limburg)&afstand=5", []),
        ("provincie=zuid-holland", ["Training"]),
        ("waar=online", ["Ouderavond"]),
        ("waar=locatie&voor=ouders", []),
        ("gratis=on", ["Bos"]),
        ("mantelzorgweek=on", ["Bos"]),
        ("thema=groep", ["Bos"]),
        ("soort=training&soort=informatie", ["Ouderavond", "Training"]),
        ("organisatie=maascollege-rotterdam", ["Training"]),
        ("accreditatie=elke", ["Training"]),
        ("accreditatie=aban", ["Training"]),
        ("accreditatie=registerplein", []),
        (
            "onbekend=ja&pagina=1",
            ["Bos", "Onbekende leeftijd", "Ouderavond", "Training", "Vanaf 16"],
        ),
    ],
)
def test_what_is_asked_is_what_comes(some: SimpleNamespace, query: str, titles: list[str]) -> None:
    assert sorted(found(query)) == titles


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("plaats=Bergen", "Er zijn meer plaatsen met deze naam"),
        ("plaats=Utregt", "Bedoel je Utrecht"),
        ("leeftijd=twaalf", "Leeftijd"),
        ("leeftijd=12&leeftijd_tot=8", "Draai ze om"),
        ("van=2027-06-02&tot=2027-06-01", "Draai ze om"),
        ("van=2027-02-30", "Dit is geen dag die we kennen"),
        ("thema=bestaat-niet", "kennen we niet"),
        ("soort=feest", "kennen we niet"),
    ],
)
def test_what_cannot_be_read_is_said_and_stays(
    client: Client, some: SimpleNamespace, query: str, sentence: str
) -> None:
    response = client.get(f"/agenda/?{query}")
    assert response.status_code == 422
    assert sentence in response.content.decode()
    refused = client.get(f"/agenda.ics?{query}")
    assert refused.status_code == 422
    assert sentence in refused.content.decode()


def test_what_was_typed_stays(client: Client, cast: SimpleNamespace) -> None:
    assert 'value="Utregt"' in client.get("/agenda/?plaats=Utregt").content.decode()


def test_the_count_is_that_of_all_pages(client: Client, cast: SimpleNamespace) -> None:
    for number in range(23):
        make_activity(cast, f"Dag {number}")
    first = client.get("/agenda/?leeftijd=9").content.decode()
    assert "<strong>23</strong> resultaten" in first
    second = client.get("/agenda/?leeftijd=9&pagina=2").content.decode()
    assert first.count('class="item agenda-row') + second.count('class="item agenda-row') == 23


@pytest.mark.parametrize(
    "address",
    ["/agenda/", "/agenda/maand/", "/agenda/kaart/", "/agenda/archief/", "/agenda/insluiten/"],
)
def test_each_way_to_look_keeps_what_was_asked(
    client: Client, some: SimpleNamespace, address: str
) -> None:
    page = client.get(f"{address}?voor=ouders&plaats=Utrecht&afstand=50").content.decode()
    assert "voor=ouders&amp;plaats=Utrecht&amp;afstand=50" in page


def test_this_week_and_this_month_end_where_they_do(cast: SimpleNamespace) -> None:
    with time_machine.travel(aware(datetime(2027, 3, 3, 12)), tick=False):  # a Wednesday
        for title, day in (
            ("Zondag", (3, 7)),
            ("Maandag", (3, 8)),
            ("Laatste", (3, 31)),
            ("April", (4, 1)),
        ):
            start = aware(datetime(2027, *day, 23))
            make_activity(cast, title, starts_at=start, ends_at=start + timedelta(minutes=30))
        assert found("wanneer=week") == ["Zondag"]
        assert found("wanneer=maand") == ["Zondag", "Maandag", "Laatste"]
        assert found("van=2027-03-08&tot=2027-03-08") == ["Maandag"]
        assert found("van=2027-03-31") == ["Laatste", "April"]
        assert found("tot=2027-03-08") == ["Zondag", "Maandag"]


@time_machine.travel("2026-12-01T10:00:00Z")
def test_whole_days_over_the_end_of_the_year_are_on_each_of_them(
    client: Client, cast: SimpleNamespace
) -> None:
    start, end = aware(datetime(2027, 12, 30)), aware(datetime(2028, 1, 2))
    make_activity(cast, "Winterkamp", starts_at=start, ends_at=end, is_all_day=True)
    for day, is_on in (
        ("2027-12-29", False),
        ("2027-12-30", True),
        ("2028-01-01", True),
        ("2028-01-02", False),
    ):
        assert (found(f"van={day}&tot={day}") == ["Winterkamp"]) is is_on
    assert (
        "donderdag 30 december 2027 – zaterdag 1 januari 2028"
        in client.get("/agenda/winterkamp/").content.decode()
    )


def test_what_began_and_goes_on_stands_first(client: Client, cast: SimpleNamespace) -> None:
    now = timezone.now()
    make_activity(cast, "Later")
    make_activity(cast, "Kamp", starts_at=now - timedelta(days=2), ends_at=now + timedelta(days=2))
    page = client.get("/agenda/").content.decode().partition("wat-er-is")[2]
    assert page.index("Al begonnen") < page.index("Kamp") < page.index("Later")


def test_what_was_asked_is_said_in_words(some: SimpleNamespace) -> None:
    said = in_words(
        Asked(
            QueryDict(
                "voor=jonge-mantelzorgers&leeftijd=8&plaats=Utrecht&afstand=25&gratis=on&wanneer=week&soort=uitje"
            )
        )
    )
    assert (
        said
        == "voor jonge mantelzorgers van 8 jaar, binnen 25 km van Utrecht, deze week, uitje, gratis"
    )


def test_the_archive_holds_what_was_and_a_page_that_says_so(
    client: Client, cast: SimpleNamespace
) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    past = make_activity(
        cast, "Voorbij", starts_at=yesterday, ends_at=yesterday + timedelta(hours=1)
    )
    make_activity(cast, "Komt nog")
    archive = client.get("/agenda/archief/?leeftijd=9").content.decode()
    assert "Voorbij" in archive
    assert "Komt nog" not in archive
    assert "Deze activiteit is geweest" in client.get(past.get_absolute_url()).content.decode()


def test_the_month_counts_each_day(client: Client, cast: SimpleNamespace) -> None:
    for number in range(5):
        start = aware(datetime(2027, 3, 28, 10 + number))
        make_activity(
            cast, f"Zomertijd {number}", starts_at=start, ends_at=start + timedelta(hours=1)
        )
    make_activity(
        cast,
        "Kamp",
        starts_at=aware(datetime(2027, 3, 27)),
        ends_at=aware(datetime(2027, 3, 30)),
        is_all_day=True,
    )
    page = client.get("/agenda/maand/?maand=2027-03").content.decode()
    assert "<strong>3</strong> dagen met iets te doen" in page
    assert "Zomertijd 2" in page
    assert "Zomertijd 3" not in page
    assert "nog 2<" in page
    assert page.count(">Kamp<") == 3


def test_a_mangled_month_is_this_month(client: Client, cast: SimpleNamespace) -> None:
    for month in ("2027-13", "maart", "0001-01", "9999-12"):
        assert client.get(f"/agenda/maand/?maand={month}").status_code == 200


def test_the_map_and_its_list_say_the_same(client: Client, some: SimpleNamespace) -> None:
    page = client.get("/agenda/kaart/").content.decode()
    assert page.count("<circle") == 4
    assert page.count('class="count"') == 4
    assert "<strong>5</strong> resultaten op <strong>4</strong> plaatsen, waarvan 1 online" in page
    assert "/agenda/?plaats=Utrecht+%28Utrecht%29&amp;afstand=0" in page
    assert found("plaats=Utrecht+(Utrecht)&afstand=0") == ["Bos"]
