import threading
import time
from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jmzpro.members.models import Organisation
from jmzpro.page_cache import cache, invalidation
from jmzpro.page_cache.cache import pages
from jmzpro.page_cache.models import Write, version
from jmzpro.themes.models import Theme
from jmzpro.trust.models import RateWindow

pytestmark = pytest.mark.usefixtures("kept_pages")

THEMES = "/themas/"
NEW_NAME = "Zorg op afstand"


def rename() -> None:
    Theme.objects.filter(slug="vervoer").update(name=NEW_NAME)


def shows_new_name(client: Client) -> bool:
    return NEW_NAME in client.get(THEMES).content.decode()


def queries(client: Client, address: str = THEMES) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


def test_a_page_is_made_once_while_nothing_is_written(
    client: Client, cast: SimpleNamespace
) -> None:
    first = queries(client)
    assert first > 1
    assert queries(client) == 1


def test_what_is_shown_again_is_the_same_to_the_letter(
    client: Client, cast: SimpleNamespace
) -> None:
    first, second = client.get(THEMES), client.get(THEMES)
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)


@pytest.mark.parametrize(
    "address", ["/themas/vervoer/", "/leden/", "/leden/organisaties/{organisation}/"]
)
def test_every_kept_page_shows_a_change_at_once(
    client: Client, cast: SimpleNamespace, address: str
) -> None:
    address = address.format(organisation=cast.sanne.organisation.slug)
    assert queries(client, address) > 1
    assert queries(client, address) == 1
    Theme.objects.filter(slug="vervoer").update(name=NEW_NAME)
    Organisation.objects.filter(pk=cast.sanne.organisation_id).update(name=f"{NEW_NAME} in Vervoer")
    assert NEW_NAME in client.get(address).content.decode()


def test_a_bulk_update_shows_at_the_next_visit(client: Client, cast: SimpleNamespace) -> None:
    client.get(THEMES)
    rename()
    assert shows_new_name(client)


def test_a_change_that_is_rolled_back_leaves_no_page_of_it(
    client: Client, cast: SimpleNamespace
) -> None:
    client.get(THEMES)
    with transaction.atomic():
        rename()
        assert shows_new_name(client)
        transaction.set_rollback(True)
    assert not shows_new_name(client)
    rename()
    assert shows_new_name(client)


def test_a_write_after_a_rolled_back_part_is_noted_again(db: None) -> None:
    before = version()
    with transaction.atomic():
        with transaction.atomic():
            rename()
            transaction.set_rollback(True)
        rename()
    assert version() != before


def test_a_transaction_is_noted_once(db: None) -> None:
    before = Write.objects.count()
    with transaction.atomic():
        for _ in range(3):
            rename()
    assert Write.objects.count() == before + 1


def test_what_no_visitor_sees_is_not_noted(db: None) -> None:
    before = version()
    RateWindow.objects.all().delete()
    RateWindow.objects.update(count=3)
    assert version() == before


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "themes_theme" ("name") VALUES (1)',
        "insert or ignore into themes_theme (name) values (1)",
        'UPDATE "themes_theme" SET "name" = 1',
        'DELETE FROM "themes_theme"',
        "REPLACE INTO themes_theme VALUES (1)",
        "\n  UPDATE een_tabel_van_een_ander SET x = 1",
    ],
)
def test_every_way_to_write_is_seen(sql: str) -> None:
    assert invalidation.is_seen(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        'SAVEPOINT "s1"',
        'UPDATE "django_session" SET x = 1',
        'INSERT INTO "mail_outgoingmail" (a) VALUES (1)',
    ],
)
def test_what_does_not_matter_is_not(sql: str) -> None:
    assert not invalidation.is_seen(sql)


def test_a_member_never_gets_the_page_of_a_visitor_nor_the_other_way_round(
    client: Client, cast: SimpleNamespace
) -> None:
    anonymous = client.get(THEMES).content
    client.force_login(cast.sanne.user)
    personal = client.get(THEMES)
    assert personal.content != anonymous
    assert "ETag" not in personal.headers
    assert Client().get(THEMES).content == anonymous


def test_a_message_for_one_visitor_is_kept_for_nobody(
    client: Client, cast: SimpleNamespace
) -> None:
    client.cookies[CookieStorage.cookie_name] = "iets"
    assert cache.key_of(client.get(THEMES).wsgi_request) is None


def test_a_part_of_a_page_is_not_mixed_up_with_the_page(
    client: Client, cast: SimpleNamespace
) -> None:
    response = client.get(THEMES, headers={"HX-Request": "true"})
    assert cache.key_of(response.wsgi_request) is None


def test_other_addresses_and_other_hosts_have_their_own_page(
    client: Client, cast: SimpleNamespace
) -> None:
    keys = {
        cache.key_of(client.get(address, headers={"host": host}).wsgi_request)
        for address in (THEMES, f"{THEMES}?x=1")
        for host in ("127.0.0.1", "localhost")
    }
    assert len(keys) == 4


def test_who_has_the_page_already_gets_no_second_copy(
    client: Client, cast: SimpleNamespace
) -> None:
    tag = client.get(THEMES)["ETag"]
    again = client.get(THEMES, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.content
    assert again["Content-Security-Policy"]
    rename()
    assert client.get(THEMES, headers={"If-None-Match": tag}).status_code == 200


def test_a_refusal_is_not_kept(client: Client, cast: SimpleNamespace) -> None:
    assert client.get("/themas/bestaat-niet/").status_code == 404
    assert (
        pages.get(cache.key_of(client.get("/themas/bestaat-niet/").wsgi_request), cache.state())
        is None
    )


def test_a_page_is_not_kept_for_ever(
    client: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(THEMES)
    later = time.monotonic() + cache.LONGEST + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert queries(client) > 1


def test_many_addresses_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 1000)
    kept = cache.Pages()
    for number in range(50):
        kept.put(number, cache.Page(b"x" * 100, (), time.monotonic() + 60), made_of=1)
    assert [number for number in range(50) if kept.get(number, 1)] == list(range(40, 50))


@pytest.mark.django_db(transaction=True)
def test_one_that_began_earlier_and_ended_later_is_seen() -> None:
    """On PostgreSQL the later id is committed first; on SQLite the second writer waits for the
    first.
    """
    if connection.vendor != "postgresql":
        rename_in_a_thread(threading.Event()).join()
        return
    go_on = threading.Event()
    slow = rename_in_a_thread(go_on)
    Theme.objects.filter(slug="geld").update(name="Geldzaken")
    before = version()
    go_on.set()
    slow.join()
    assert version() != before


def rename_in_a_thread(go_on: threading.Event) -> threading.Thread:
    written = threading.Event()

    def work() -> None:
        with transaction.atomic():
            rename()
            written.set()
            go_on.wait(2)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    written.wait(5)
    return thread
