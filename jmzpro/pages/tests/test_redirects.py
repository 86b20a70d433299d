"""Old addresses in bulk, and when an address changes."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect

from jmzpro.office.bootstrap import make_roles
from jmzpro.pages.models import HomePage, TextPage
from jmzpro.pages.redirects import Report, import_redirects, read
from jmzpro.testing.client import PageClient
from jmzpro.testing.login import log_in

CSV = """oud;nieuw
/wat-is-een-jmz;/vijf-stappen/
https://www.oudesite.example/contact.html?id=3;/contact/
/extern;https://www.voorbeeld.example/rapport
/leden;/over/
/nergens-heen;/bestaat-niet/
/a;/b
/b;/over/
/zelf;/zelf/
/a;/over/
alleen-een-woord;/over/
/een-kolom
/script;javascript:alert(1)
"""


def test_good_rows_are_kept_and_each_bad_row_is_told(home: HomePage, client: PageClient) -> None:
    report = import_redirects(CSV)
    assert [row.old for row in report.made] == [
        "/wat-is-een-jmz",
        "/contact.html?id=3",
        "/extern",
        "/b",
    ]
    assert [line for line, _ in report.faults] == [5, 6, 7, 9, 10, 11, 12, 13]
    assert client.get("/wat-is-een-jmz/")["Location"] == "/vijf-stappen/"
    assert client.get("/contact.html?id=3")["Location"] == "/contact/"
    assert client.get("/extern/")["Location"] == "https://www.voorbeeld.example/rapport"


def test_a_second_run_changes_nothing(home: HomePage) -> None:
    import_redirects(CSV)
    again = import_redirects(CSV)
    assert (len(again.made), len(again.changed), len(again.same)) == (0, 0, 4)


def test_looking_first_writes_nothing(home: HomePage) -> None:
    report = import_redirects(CSV, dry_run=True)
    assert len(report.made) == 4
    assert not Redirect.objects.exists()


def test_what_stands_already_makes_no_chain(home: HomePage) -> None:
    import_redirects("/b,/over/")
    report = import_redirects("/a,/b")
    assert not report.made
    assert "oud adres" in report.faults[0][1]
    assert not import_redirects("/over,/contact/").made


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_file_is_read_without_an_error(text: str) -> None:
    list(read(text, Report()))


def test_the_command_says_what_it_did(
    home: HomePage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "oud.csv"
    file.write_text(CSV, encoding="utf-8-sig")
    call_command("import_redirects", str(file), "--dry-run")
    said = capsys.readouterr()
    assert "4 new, 0 changed, 0 unchanged, 8 refused (nothing is written)" in said.out
    assert "line 13" in said.err


def test_an_editor_does_it_in_the_office(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.ilse)
    for extra, kept in (({}, 0), ({"doen": "ja"}, 4)):
        file = SimpleUploadedFile("oud.csv", CSV.encode(), content_type="text/csv")
        html = client.post("/beheer/oude-adressen/", {"file": file, **extra}).content.decode()
        assert "8 geweigerd" in html
        assert Redirect.objects.count() == kept
    bad = SimpleUploadedFile("oud.csv", b"\xff\xfe\x00", content_type="text/csv")
    assert client.post("/beheer/oude-adressen/", {"file": bad}).status_code == 422
    log_in(client, cast.pieter)
    assert client.get("/beheer/oude-adressen/").status_code in {302, 404}


def test_a_page_that_gets_another_address_is_still_found_at_the_old_one(
    home: HomePage, client: PageClient, django_capture_on_commit_callbacks: Any
) -> None:
    page = TextPage.objects.get(slug="over")
    page.slug = "over-ons"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert client.get("/over/")["Location"] == "/over-ons/"


def one_by_one(
    client: PageClient, old: str, new: str, address: str = "/beheer/redirects/add/"
) -> str:
    typed = {
        "old_path": old,
        "site": "",
        "is_permanent": "on",
        "redirect_page": "",
        "redirect_link": new,
    }
    return client.post(address, typed, follow=True).content.decode()


def test_one_by_one_no_circle_is_made_either(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.ilse)
    site = site_settings.BASE_URL
    one_by_one(client, "/eerst/", f"{site}/daarna/")
    assert Redirect.objects.get().redirect_link == f"{site}/daarna/"
    assert "is zelf een oud adres" in one_by_one(client, "/daarna/", f"{site}/eerst")
    assert "is zelf een oud adres" in one_by_one(
        client, "/daarna/", f"{site.replace('http:', 'https:')}/eerst/?"
    )
    assert "leidt naar zichzelf" in one_by_one(client, "/rond/", f"{site}/rond")
    assert "leidt naar zichzelf" not in one_by_one(client, "/rond/", "https://elders.example/rond")
    assert Redirect.objects.count() == 2
    own = f"/beheer/redirects/{Redirect.objects.get(old_path='/eerst').pk}/"
    assert "leidt naar zichzelf" in one_by_one(client, "/eerst/", f"{site}/eerst/#kop", own)
    one_by_one(client, "/eerst/", f"{site}/over/", own)
    assert Redirect.objects.get(old_path="/eerst").redirect_link == f"{site}/over/"


def test_wagtails_own_import_gives_way_to_ours(
    home: HomePage, client: PageClient, cast: SimpleNamespace
) -> None:
    make_roles()
    log_in(client, cast.ilse)
    assert client.get("/beheer/redirects/import/")["Location"] == "/beheer/oude-adressen/"
    assert (
        client.post("/beheer/redirects/import/process/", {"0": "1"})["Location"]
        == "/beheer/oude-adressen/"
    )
