"""The numbers for who cannot wait: what can be reached now stands first, and the office keeps
them.
"""

from collections.abc import Iterator
from datetime import datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from jmzpro.helplines.middleware import refresh
from jmzpro.helplines.models import Line
from jmzpro.kit import help_lines
from jmzpro.kit.help_lines import ALWAYS, DAILY, WEEKDAYS, Hours, lines_now
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")
EVENING = Hours(DAILY, time(11), time(21))
OFFICE = Hours(WEEKDAYS, time(9), time(17))


@pytest.fixture(autouse=True)
def _known_first() -> Iterator[None]:
    yield
    help_lines.keep(())


@pytest.mark.parametrize(
    ("hours", "now", "said"),
    [
        (Hours(ALWAYS), (2027, 3, 9, 3, 0), "dag en nacht"),
        (EVENING, (2027, 3, 9, 11, 0), "open tot 21.00 uur"),
        (EVENING, (2027, 3, 9, 20, 59), "open tot 21.00 uur"),
        (EVENING, (2027, 3, 9, 21, 0), "dicht, morgen vanaf 11.00 uur"),
        (EVENING, (2027, 3, 9, 7, 30), "dicht, vanaf 11.00 uur"),
        (OFFICE, (2027, 3, 12, 17, 0), "dicht, maandag vanaf 9.00 uur"),
        (OFFICE, (2027, 3, 13, 12, 0), "dicht, maandag vanaf 9.00 uur"),
        (OFFICE, (2027, 3, 14, 12, 0), "dicht, morgen vanaf 9.00 uur"),
        # Both nights the clock changes, and the turn of the year.
        (EVENING, (2027, 3, 28, 3, 0), "dicht, vanaf 11.00 uur"),
        (EVENING, (2027, 10, 31, 2, 30), "dicht, vanaf 11.00 uur"),
        (EVENING, (2027, 12, 31, 23, 59), "dicht, morgen vanaf 11.00 uur"),
    ],
)
def test_the_hours_are_said_as_they_are_now(
    hours: Hours, now: tuple[int, int, int, int, int], said: str
) -> None:
    assert hours.words_now(datetime(*now, tzinfo=HERE)) == said


def test_danger_first_then_who_can_be_reached_now() -> None:
    refresh()
    day = [one.line.key for one in lines_now(datetime(2027, 3, 9, 14, 0, tzinfo=HERE))]
    night = [one.line.key for one in lines_now(datetime(2027, 3, 9, 23, 0, tzinfo=HERE))]
    assert day == ["gevaar", "veilig-thuis", "113", "kindertelefoon"]
    assert night[0] == "gevaar"
    assert night[-1] == "kindertelefoon"
    Line.objects.filter(key="kindertelefoon").update(order=15)
    refresh()
    assert [one.line.key for one in lines_now(datetime(2027, 3, 9, 14, 0, tzinfo=HERE))][
        1
    ] == "kindertelefoon"
    assert [one.line.key for one in lines_now(datetime(2027, 3, 9, 23, 0, tzinfo=HERE))][
        -1
    ] == "kindertelefoon"


def test_a_page_that_is_kept_says_what_is_open_when_it_is_read(client: Client) -> None:
    with time_machine.travel(datetime(2027, 3, 9, 20, 59, 40, tzinfo=HERE)):
        assert "open tot 21.00 uur" in client.get("/agenda/").content.decode()
    with time_machine.travel(datetime(2027, 3, 9, 21, 0, 10, tzinfo=HERE)):
        page = client.get("/agenda/").content.decode()
    assert "open tot 21.00 uur" not in page
    assert "dicht, morgen vanaf 11.00 uur" in page


def test_what_the_office_changes_stands_on_every_page(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.ilse)
    line = Line.objects.get(key="kindertelefoon")
    sent = {
        "key": "kindertelefoon", "name": "Kindertelefoon", "short": "Kindertelefoon", "for_whom": (
"om te "
"praten"
), "phone": "0800-1111",
        "phone_days": "elke-dag", "phone_opens": "10:00", "phone_closes": "22:30", "chat_url": "https://www.kindertelefoon.nl/",
        "chat_days": "altijd", "is_shown": "on", "order": "40", "checked_on": "2027-03-01",
    }  # fmt: skip
    address = reverse("hulpnummers:edit", args=[line.pk])
    assert (
        client.post(address, {**sent, "phone_closes": "22:37"}).status_code == 200
    )  # refused: not on a quarter
    assert (
        client.post(address, {**sent, "phone_closes": "09:00"}).status_code == 200
    )  # refused: closes before it opens
    assert Line.objects.get(pk=line.pk).phone == "0800-0432"
    assert client.post(address, sent).status_code == 302
    page = Client().get("/agenda/").content.decode()
    assert 'href="tel:08001111"' in page
    assert "0800-0432" not in page


@pytest.mark.parametrize(
    ("name", "status"),
    [("pieter", {302, 403, 404}), ("daan", {302, 403, 404}), ("anouk", {200}), ("ilse", {200})],
)
def test_bureau_and_editors_keep_them_and_nobody_else(
    client: Client, cast: SimpleNamespace, name: str, status: set[int]
) -> None:
    make_roles()
    log_in(client, getattr(cast, name))
    assert client.get(reverse("hulpnummers:index")).status_code in status


def test_without_any_row_the_numbers_are_there(client: Client) -> None:
    Line.objects.all().delete()
    page = client.get("/agenda/").content.decode()
    for number in ("tel:112", "tel:08002000", "tel:113", "tel:08000113", "tel:08000432"):
        assert number in page
