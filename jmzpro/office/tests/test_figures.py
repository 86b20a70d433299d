"""The office sees whether it works; nobody else does."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from jmzpro.office.bootstrap import make_roles
from jmzpro.office.charts import Bar, Chart
from jmzpro.office.figures import hours, neutral
from jmzpro.questions.models import Question
from jmzpro.testing.login import log_in

PAGE = "/beheer/cijfers/"
NOON = datetime(2027, 3, 9, 12, tzinfo=UTC)


@pytest.fixture
def asked(cast: SimpleNamespace) -> Iterator[None]:
    """Asked a minute ago, on a day on which that is this month."""
    make_roles()
    with time_machine.travel(NOON, tick=False):
        for number, answered in ((1, NOON), (2, None)):
            at = NOON - timedelta(minutes=1)
            Question.objects.create(
                number=number,
                asker=cast.sanne,
                title="Een vraag",
                text="Uitleg",
                asked_at=at,
                first_answer_at=answered,
            )
        yield


@pytest.mark.parametrize("who", ["anouk", "pieter", "ilse"])
def test_the_office_sees_the_figures_the_targets_and_the_charts(
    client: Client, cast: SimpleNamespace, asked: None, who: str
) -> None:
    log_in(client, getattr(cast, who))
    page = client.get(PAGE).content.decode()
    assert "50%" in page
    assert "87,7%" in page
    for drawn in re.findall(r"<svg class=\"jmz-chart\".*?</svg>", page, re.DOTALL):
        svg = ElementTree.fromstring(drawn)
        assert [child.tag for child in svg][:2] == ["title", "desc"]
        assert svg[1].text
    assert page.count("jmz-chart") == 5
    assert "0 tot 0" not in page


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "–"), (0.0, "binnen een kwartier"), (0.2, "binnen een kwartier"), (2.04, "2,0 uur")],
)
def test_an_answer_outside_working_hours_is_said_in_words(value: float | None, said: str) -> None:
    assert hours(value) == said


def test_nobody_else_sees_them(client: Client, cast: SimpleNamespace, asked: None) -> None:
    for address in (PAGE, f"{PAGE}csv/"):
        log_in(client, cast.sanne)
        assert client.get(address).status_code in {302, 403, 404}
        client.logout()
        assert client.get(address).status_code == 302


def test_the_file_has_the_same_figures(client: Client, cast: SimpleNamespace, asked: None) -> None:
    log_in(client, cast.anouk)
    response = client.get(f"{PAGE}csv/")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    head, *rows = response.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Maand;Gevraagd;Beantwoord (%)")
    assert len(rows) == 12
    assert rows[-1].startswith("2027-03;2;50;")


@pytest.mark.parametrize("until", ["", "2999-12", "2026-13", "<script>", "2024-02", "0000-00"])
def test_any_month_in_the_address_gives_a_page(
    client: Client, cast: SimpleNamespace, asked: None, until: str
) -> None:
    log_in(client, cast.anouk)
    assert client.get(PAGE, {"tot": until}).status_code == 200


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@som", "'@som"),
        ("-2", "'-2"),
        ("\tx", "'\tx"),
        (3, "3"),
        (-3, "-3"),
        (87.5, "87,5"),
        (2.0, "2"),
        (None, ""),
    ],
)
def test_no_cell_is_taken_for_a_formula(value: object, cell: str) -> None:
    assert neutral(value) == cell


def test_a_chart_says_in_words_what_it_draws() -> None:
    bars = [Bar("jan", "januari 2026", 4, "4"), Bar("feb", "februari <2026>", None, "geen cijfer")]
    svg = Chart("proef", "Proef & meer", bars, target=8, target_words="8 uur").svg()
    root = ElementTree.fromstring(svg)
    assert root[0].text == "Proef & meer"
    assert (
        root[1].text
        == "januari 2026: 4; februari <2026>: geen cijfer. De streeplijn is het streven: 8 uur."
    )
    heights = [float(rect.get("height", "-1")) for rect in root.iter("rect")]
    assert heights[0] > 0
    assert heights[1] == 0
