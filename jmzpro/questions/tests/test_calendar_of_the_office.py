"""The days off and who stands in, kept by the Bureau in /beheer/: they count from the moment
they are saved.
"""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from jmzpro.office.bootstrap import make_roles
from jmzpro.questions.models import ClosedDays, StandIn
from jmzpro.questions.routing import waves, working_days
from jmzpro.questions.tests.crowds import HERE
from jmzpro.testing.login import log_in


@pytest.fixture(autouse=True)
def _roles(db: None) -> None:
    make_roles()


DAYS = {"name": "Studiedag", "starts_on": "2027-03-03", "ends_on": "2027-03-04"}


def test_the_bureau_adds_days_off_and_they_are_no_working_days(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.anouk)
    tuesday = datetime(2027, 3, 2, 10, 0, tzinfo=HERE)
    assert working_days.after(tuesday, 2) == datetime(2027, 3, 4, 10, 0, tzinfo=HERE)
    assert client.get(reverse("dichte-dagen:add")).status_code == 200
    assert client.post(reverse("dichte-dagen:add"), DAYS)["Location"] == reverse(
        "dichte-dagen:index"
    )
    assert working_days.after(tuesday, 2) == datetime(2027, 3, 8, 10, 0, tzinfo=HERE)
    assert "Studiedag" in client.get(reverse("dichte-dagen:index")).content.decode()
    row = ClosedDays.objects.get()
    client.post(reverse("dichte-dagen:edit", args=[row.pk]), {**DAYS, "ends_on": "2027-03-03"})
    assert working_days.after(tuesday, 2) == datetime(2027, 3, 5, 10, 0, tzinfo=HERE)
    client.post(reverse("dichte-dagen:delete", args=[row.pk]))
    assert not ClosedDays.objects.exists()


def test_days_that_end_before_they_start_are_refused_in_words(
    client: Client, cast: SimpleNamespace
) -> None:
    log_in(client, cast.anouk)
    response = client.post(reverse("dichte-dagen:add"), {**DAYS, "ends_on": "2027-03-01"})
    assert not ClosedDays.objects.exists()
    page = response.content.decode()
    assert "Studiedag" in page
    assert "De laatste dag ligt voor de eerste." in page


def test_the_bureau_says_who_stands_in(client: Client, cast: SimpleNamespace) -> None:
    log_in(client, cast.anouk)
    sent = {"person": str(cast.els.pk), "starts_on": "2027-03-08", "ends_on": "2027-03-12"}
    assert client.post(reverse("waarneming:add"), sent)["Location"] == reverse("waarneming:index")
    assert waves.listeners(datetime(2027, 3, 9, 10, 0, tzinfo=HERE)) == [cast.els]
    assert waves.listeners(datetime(2027, 3, 13, 10, 0, tzinfo=HERE)) == [cast.anouk, cast.beheer]
    bad = client.post(reverse("waarneming:add"), {**sent, "ends_on": "2027-03-01"})
    assert "De laatste dag ligt voor de eerste." in bad.content.decode()
    assert StandIn.objects.count() == 1


@pytest.mark.parametrize("name", ["pieter", "ilse", "daan"])
def test_others_keep_no_calendar(client: Client, cast: SimpleNamespace, name: str) -> None:
    log_in(client, getattr(cast, name))
    for room in ("dichte-dagen", "waarneming"):
        assert client.post(reverse(f"{room}:add"), DAYS).status_code in {302, 403, 404}
        assert client.get(reverse(f"{room}:index")).status_code in {302, 403, 404}
    assert not ClosedDays.objects.exists()


def test_without_the_second_factor_the_bureau_cannot(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.anouk.user)
    assert client.post(reverse("dichte-dagen:add"), DAYS).status_code == 302
    assert not ClosedDays.objects.exists()


def test_a_day_is_a_day(db: None) -> None:
    ClosedDays.objects.create(name="Vrij", starts_on=date(2027, 3, 3), ends_on=date(2027, 3, 3))
    assert working_days.closed(date(2027, 3, 1), date(2027, 3, 31)) == {date(2027, 3, 3)}
