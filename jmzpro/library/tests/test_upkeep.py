""" "Nog actueel?": one mail when the day has come, one click to answer, a mark when nobody does."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from jmzpro.library import upkeep
from jmzpro.library.models import Item
from jmzpro.library.tests.shelf import make_item
from jmzpro.mail.models import OutgoingMail
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in
from jmzpro.trust.models import AuditLine

pytestmark = pytest.mark.django_db


def due_item(cast: SimpleNamespace, **fields: Any) -> Item:
    return make_item(**{"owner": cast.daan.user, "review_on": timezone.localdate(), **fields})


def mails() -> int:
    return OutgoingMail.objects.filter(template="library/mail/still_right").count()


def again(item: Item) -> Item:
    found: Item = Item.objects.get(pk=item.pk)
    return found


def test_the_owner_is_mailed_once_and_only_when_the_day_has_come(cast: SimpleNamespace) -> None:
    due_item(cast)
    due_item(cast, title="Later", review_on=timezone.localdate() + timedelta(days=1))
    due_item(cast, title="Concept", live=False)
    for _ in range(3):
        upkeep.work()
    mail = OutgoingMail.objects.get(template="library/mail/still_right")
    assert mail.to == cast.daan.user.email


def test_opening_the_address_changes_nothing_and_one_click_answers(
    client: Client, cast: SimpleNamespace
) -> None:
    item = due_item(cast)
    upkeep.work()
    address = upkeep.address_for(item, cast.daan.user)
    for ask in (client.get, client.head):
        assert ask(address).status_code == 200
    assert again(item).last_checked_on is None
    assert "Dank je wel" in client.post(address, {"antwoord": "ja"}).content.decode()
    item = again(item)
    today = timezone.localdate()
    assert (item.last_checked_on, item.last_checked_by, item.reminded_at) == (
        today,
        cast.daan.user,
        None,
    )
    assert item.review_on == upkeep.months_later(today, 24)
    assert "al nagekeken" in client.post(address, {"antwoord": "nee"}).content.decode()
    assert again(item).doubted_at is None
    upkeep.work()
    assert mails() == 1


def test_no_one_clicks_for_another_or_with_an_address_we_did_not_give(
    client: Client, cast: SimpleNamespace
) -> None:
    item = due_item(cast)
    assert (
        client.post(upkeep.address_for(item, cast.sanne.user), {"antwoord": "ja"}).status_code
        == 404
    )
    assert (
        client.post(
            upkeep.address_for(item, cast.daan.user)[:-2] + "x/", {"antwoord": "ja"}
        ).status_code
        == 404
    )
    good = upkeep.address_for(item, cast.daan.user)
    Item.objects.update(owner=None)
    assert client.post(good, {"antwoord": "ja"}).status_code == 404
    assert again(item).last_checked_on is None


def test_who_says_that_something_is_wrong_puts_it_on_the_list_and_readers_see_it(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = due_item(cast)
    client.post(upkeep.address_for(item, cast.daan.user), {"antwoord": "nee"})
    assert "niet zeker of dit nog klopt" in client.get(item.get_absolute_url()).content.decode()
    log_in(client, cast.ilse)
    assert item.title in client.get("/beheer/kennisbank/nakijken/").content.decode()


def test_what_nobody_spoke_for_is_marked_after_the_days_that_were_set(
    client: Client, cast: SimpleNamespace, settings: Any
) -> None:
    settings.LIBRARY_DOUBT_DAYS = 10
    kept, lonely = due_item(cast), due_item(cast, title="Van niemand", owner=None)
    upkeep.work()
    Item.objects.filter(pk=kept.pk).update(reminded_at=timezone.now() - timedelta(days=9))
    Item.objects.filter(pk=lonely.pk).update(review_on=timezone.localdate() - timedelta(days=10))
    upkeep.work()
    assert again(kept).doubted_at is None
    assert again(lonely).doubted_at
    Item.objects.filter(pk=kept.pk).update(reminded_at=timezone.now() - timedelta(days=11))
    upkeep.work()
    assert again(kept).doubted_at
    assert "niet zeker of dit nog klopt" in client.get(kept.get_absolute_url()).content.decode()
    assert (
        AuditLine.objects.filter(
            action__startswith="niet nagekeken", subject_id=str(kept.pk)
        ).count()
        == 1
    )


def test_an_item_without_a_day_gets_one_from_its_kind(cast: SimpleNamespace) -> None:
    item = make_item(kind="factsheet", last_checked_on=timezone.localdate())
    upkeep.work()
    assert again(item).review_on == upkeep.months_later(timezone.localdate(), 12)


def test_a_later_day_takes_the_mark_away(cast: SimpleNamespace) -> None:
    item = due_item(cast, doubted_at=timezone.now(), reminded_at=timezone.now())
    Item.objects.update(review_on=timezone.localdate() + timedelta(days=30))
    upkeep.work()
    assert (again(item).doubted_at, again(item).reminded_at) == (None, None)


def test_the_redactie_answers_from_its_list_and_others_cannot(
    client: Client, cast: SimpleNamespace
) -> None:
    make_roles()
    item = due_item(cast)
    address = f"/beheer/kennisbank/nakijken/{item.pk}/"
    log_in(client, cast.pieter)
    client.post(address)
    assert again(item).last_checked_on is None
    log_in(client, cast.ilse)
    client.post(address)
    assert again(item).last_checked_by == cast.ilse.user
    assert (
        "Alles is op tijd nagekeken." in client.get("/beheer/kennisbank/nakijken/").content.decode()
    )


def test_the_record_asks_its_owner_and_nobody_else(client: Client, cast: SimpleNamespace) -> None:
    item = due_item(cast)
    for reader, is_asked in ((cast.daan, True), (cast.sanne, False)):
        client.force_login(reader.user)
        assert (
            "Laat weten of het klopt" in client.get(item.get_absolute_url()).content.decode()
        ) is is_asked


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 5), 24, date(2028, 11, 5)),
    ],
)
def test_months_later_is_a_day_that_exists(day: date, months: int, later: date) -> None:
    assert upkeep.months_later(day, months) == later
