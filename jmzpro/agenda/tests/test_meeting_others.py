"""What the rest of the site shows of the agenda, and what other sites may have of it."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from jmzpro.agenda import digest
from jmzpro.agenda.embed import SCRIPT
from jmzpro.letters.registry import Reader
from jmzpro.search.sync import catch_up
from jmzpro.testing.samples import make_activity
from jmzpro.themes.models import Theme


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("<mark>", "").replace("</mark>", "")


def test_what_is_on_shows_with_its_theme_its_organisation_and_in_search(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = make_activity(cast)
    activity.themes.set(Theme.objects.filter(slug="vervoer"))
    catch_up()
    for address in (
        "/themas/vervoer/",
        cast.brug.get_absolute_url(),
        "/zoeken/?q=buitendag",
        f"/k/a-{activity.public_id}/",
    ):
        assert activity.title in client.get(address, follow=True).content.decode().replace(
            "<mark>", ""
        ).replace("</mark>", ""), address


def test_what_is_off_the_site_shows_nowhere(client: Client, cast: SimpleNamespace) -> None:
    activity = make_activity(cast)
    activity.themes.set(Theme.objects.filter(slug="vervoer"))
    activity.take_off(by=None)
    catch_up()
    for address in (
        "/themas/vervoer/",
        cast.brug.get_absolute_url(),
        "/zoeken/?q=buitendag",
        "/api/v1/activities",
        "/sitemap.xml",
    ):
        assert activity.title not in text_of(client, address)
        assert activity.slug not in text_of(client, address)


def test_a_series_does_not_push_the_others_out(client: Client, cast: SimpleNamespace) -> None:
    series = make_activity(cast, "Reeks", rrule="FREQ=DAILY;COUNT=15")
    later = make_activity(
        cast,
        "Later",
        starts_at=series.starts_at + timedelta(days=20),
        ends_at=series.ends_at + timedelta(days=20),
    )
    page = text_of(client, cast.brug.get_absolute_url())
    assert page.count(">Reeks<") == 1
    assert later.title in page


def test_the_letter_tells_what_is_new_to_who_follows_it(cast: SimpleNamespace) -> None:
    before = timezone.now() - timedelta(minutes=1)
    activity = make_activity(cast)
    activity.themes.set(Theme.objects.filter(slug="vervoer"))
    cancelled = make_activity(cast, "Afgelast")
    cancelled.cancel(by=None)
    theme = str(Theme.objects.get(slug="vervoer").pk)

    def told(**follows: Any) -> list[tuple[str, str]]:
        reader = Reader(
            AnonymousUser(), follows={kind: frozenset({key}) for kind, key in follows.items()}
        )
        return [
            (item.title, item.why) for item in digest.new_activities(reader, before, timezone.now())
        ]

    assert told(theme=theme) == [(activity.title, "je Vervoer volgt")]
    assert told(organisation=str(cast.brug.pk)) == [(activity.title, "je Steunpunt De Brug volgt")]
    assert told(part="agenda") == [(activity.title, "je de agenda volgt")]
    assert told(organisation=str(cast.maas.pk)) == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Bos", "Training"]),
        ("age=9", ["Bos"]),
        ("audience=professionals", ["Training"]),
        ("place=Rotterdam&distance=10", ["Training"]),
        ("place=3511", ["Bos"]),
        ("kind=training&province=zuid-holland", ["Training"]),
        ("organisation=steunpunt-de-brug", ["Bos"]),
        ("free=true", ["Bos"]),
        ("accreditation=skj", ["Training"]),
    ],
)
def test_the_api_takes_the_same_questions(
    client: Client, cast: SimpleNamespace, query: str, titles: list[str]
) -> None:
    make_activity(cast, "Bos", is_free=True)
    for_workers: dict[str, Any] = {
        "for_young_carers": False,
        "age_from": None,
        "age_to": None,
        "for_professionals": True,
    }
    make_activity(
        cast,
        "Training",
        kind="training",
        town=cast.maas.town,
        organisation=cast.maas,
        accreditations=["skj"],
        **for_workers,
    )
    response = client.get(f"/api/v1/activities?{query}")
    assert response.status_code == 200, response.content
    assert sorted(row["title"] for row in response.json()["results"]) == titles


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("place=Utregt", 404),
        ("theme=bestaat-niet", 404),
        ("distance=7&place=Utrecht", 422),
        ("kind=feest", 422),
        ("age=-1", 422),
    ],
)
def test_the_api_says_what_it_cannot_read(
    client: Client, cast: SimpleNamespace, query: str, status: int
) -> None:
    response = client.get(f"/api/v1/activities?{query}")
    assert response.status_code == status
    assert response["Content-Type"].startswith("application/problem+json")


def test_between_ages_or_days_that_are_turned_round_is_nothing(
    client: Client, cast: SimpleNamespace
) -> None:
    make_activity(cast)
    for query in ("age=12&age_to=8", "since=2027-06-02&until=2027-06-01"):
        assert client.get(f"/api/v1/activities?{query}").json()["results"] == []


def test_the_api_has_each_date_with_the_time_of_that_day(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = make_activity(cast, rrule="FREQ=WEEKLY;COUNT=3")
    said = client.get(f"/api/v1/activities/{activity.slug}").json()
    assert [row["cancelled"] for row in said["dates"]] == [False] * 3
    assert said["calendar_url"].endswith(f"{activity.get_absolute_url()}agenda.ics")


def test_the_feed_has_the_newest_first(client: Client, cast: SimpleNamespace) -> None:
    make_activity(cast, "Eerst")
    make_activity(cast, "Daarna")
    read = feedparser.parse(client.get("/agenda/feed.xml?voor=jonge-mantelzorgers").content)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == ["Daarna", "Eerst"]
    assert "voor jonge mantelzorgers" in read.feed.title


def test_the_element_for_other_sites_is_small_and_sets_no_cookie(
    client: Client, cast: SimpleNamespace
) -> None:
    assert len(SCRIPT.read_bytes()) < 15_000
    make_activity(cast, "Bos & hei <b>")
    for address in (
        "/agenda/insluiten/jmz-agenda.js",
        "/agenda/insluiten/agenda.json?leeftijd=9&aantal=3",
    ):
        response = client.get(address)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
    assert [date["title"] for date in json.loads(response.content)["dates"]] == ["Bos & hei <b>"]
    assert "document.cookie" not in SCRIPT.read_text()
    assert "innerHTML" not in SCRIPT.read_text()


@pytest.mark.parametrize(
    ("number", "count"), [("3", 3), ("0", 1), ("999", 5), ("veel", 5), ("", 5)]
)
def test_how_many_stand_on_the_other_site_has_bounds(
    client: Client, cast: SimpleNamespace, number: str, count: int
) -> None:
    for each in range(5 if number == "999" else 8):
        make_activity(cast, f"Dag {each}")
    assert (
        len(client.get(f"/agenda/insluiten/agenda.json?aantal={number}").json()["dates"]) == count
    )


def test_the_lines_to_paste_say_what_was_chosen(client: Client, cast: SimpleNamespace) -> None:
    page = client.get("/agenda/insluiten/?voor=ouders&plaats=Utrecht&afstand=10").content.decode()
    assert "filter=&quot;voor=ouders&amp;amp;plaats=Utrecht&amp;amp;afstand=10&quot;" in page


def test_the_poster_has_what_somebody_on_the_street_needs(
    client: Client, cast: SimpleNamespace
) -> None:
    activity = make_activity(cast, venue_name="Buurthuis De Lantaarn", cost="3 euro")
    page = client.get(f"{activity.get_absolute_url()}poster/").content.decode()
    for words in (
        activity.title,
        "Buurthuis De Lantaarn",
        "3 euro",
        "van 8 tot en met 12 jaar",
        f"/k/a-{activity.public_id}",
        "qr.svg",
    ):
        assert words in page
