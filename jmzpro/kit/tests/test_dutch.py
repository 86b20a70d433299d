import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.conf import settings

from jmzpro.kit import dutch

NOW = datetime(2026, 3, 3, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_day_is_said_in_words_and_with_its_year_only_when_it_is_another() -> None:
    assert dutch.day(date(2026, 3, 3)) == "dinsdag 3 maart"
    assert dutch.day(date(2025, 12, 31)) == "woensdag 31 december 2025"


def test_a_moment_is_said_in_the_time_of_the_netherlands() -> None:
    assert dutch.moment(NOW) == "dinsdag 3 maart, 19.30 uur"
    assert dutch.moment(datetime(2026, 7, 1, 22, 5, tzinfo=UTC)) == "donderdag 2 juli, 0.05 uur"


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=20), "zojuist"),
        (timedelta(minutes=1), "1 minuut geleden"),
        (timedelta(hours=2, minutes=50), "2 uur geleden"),
        (timedelta(hours=25), "gisteren"),
        (timedelta(days=3), "3 dagen geleden"),
        (timedelta(days=30), "zondag 1 februari"),
    ],
)
def test_how_long_ago_is_said_as_long_as_it_helps(passed: timedelta, said: str) -> None:
    assert dutch.ago(NOW - passed) == said


def test_a_span_is_rounded_down_to_its_largest_unit() -> None:
    spans = [
        timedelta(minutes=40),
        timedelta(hours=5, minutes=59),
        timedelta(days=1),
        timedelta(days=20),
        timedelta(seconds=-5),
    ]
    assert [dutch.span(span) for span in spans] == [
        "40 minuten",
        "5 uur",
        "1 dag",
        "2 weken",
        "minder dan een minuut",
    ]


def test_numbers_have_points_between_thousands_and_a_comma_before_decimals() -> None:
    assert [dutch.figure(number) for number in (7, 6600, 577000, Decimal("1.5"))] == [
        "7",
        "6.600",
        "577.000",
        "1,5",
    ]


def test_a_round_number_is_said_in_words_only_when_that_is_true() -> None:
    said = [dutch.in_round_words(number) for number in (6, 79, 80, 83, 86, 1200)]
    assert said == ["6", "79", "Tachtig", "Ruim tachtig", "86", "1.200"]


def test_typed_text_becomes_safe_paragraphs_with_links() -> None:
    html = dutch.paragraphs(
        "Zie https://voorbeeld.example/?a=1&b=2.\nEn verder\r\n\r\n<script>alert(1)</script>"
    )
    assert html == (
        '<p>Zie <a href="https://voorbeeld.example/?a=1&amp;b=2" rel="nofollow noopener ugc">https://voorbeeld.example/?a=1&amp;b=2</a>.<br>\n'
        "En verder</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


def test_a_link_cannot_break_out_of_its_attribute() -> None:
    html = dutch.paragraphs("https://voorbeeld.example/\"onclick='x' javascript:alert(1)")
    assert "onclick=&#x27;x&#x27;" in html
    assert html.count("<a ") == 1


def test_a_time_for_machines_has_no_microseconds_which_html_refuses() -> None:
    templates = [
        path
        for path in Path(settings.BASE_DIR, "jmzpro").rglob("*.html")
        if "datetime=" in path.read_text()
    ]
    assert templates
    assert not [path.name for path in templates if re.search(r"date:.c\b", path.read_text())]
