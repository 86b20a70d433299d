"""Files: taken or refused in a clear sentence, cleaned, read in the background, found by what
stands in them.
"""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from jmzpro.library import extraction, files
from jmzpro.library.models import File, FileText, FileVersion, Item, Reading
from jmzpro.library.tests import paper
from jmzpro.library.tests.shelf import make_item
from jmzpro.office.bootstrap import make_roles
from jmzpro.search.sync import catch_up
from jmzpro.testing.login import log_in
from jmzpro.trust.idempotency import new_key
from jmzpro.trust.models import AuditLine


def upload(client: Client, item: Item, name: str, content: bytes, **changes: Any) -> Any:
    data = {
        "file": SimpleUploadedFile(name, content),
        "label": "",
        "eenmalig": new_key(),
        **changes,
    }
    return client.post(f"/beheer/kennisbank/{item.pk}/bestanden/", data)


@pytest.fixture
def editor(client: Client, cast: SimpleNamespace) -> Client:
    make_roles()
    log_in(client, cast.ilse)
    return client


def read_all() -> None:
    while files.read_next():
        pass


def body(response: Any) -> bytes:
    """All of it: a test client closes what it streamed at its end."""
    return b"".join(response.streaming_content)


def status(client: Client, address: str, **headers: str) -> int:
    response = client.get(address, headers=headers or None)
    if response.streaming:
        body(response)
    return response.status_code


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "kaart.pdf",
            paper.pdf("Let op wie altijd als eerste naar huis moet."),
            "als eerste naar huis",
        ),
        (
            "kaart.docx",
            paper.word("Let op wie altijd als eerste naar huis moet."),
            "als eerste naar huis",
        ),
        (
            "kaart.pptx",
            paper.slides("Let op wie altijd", "als eerste naar huis moet"),
            "als eerste naar huis",
        ),
        ("kaart.jpg", paper.picture(), ""),
        ("film.mp4", paper.film(), ""),
    ],
)
def test_a_file_is_cleaned_read_and_given(
    editor: Client, name: str, content: bytes, words: str
) -> None:
    item = make_item()
    assert upload(editor, item, name, content).status_code == 302
    assert not File.objects.visible_to(None).exists()
    read_all()
    file = File.objects.visible_to(None).get()
    given = Client().get(file.get_absolute_url())
    got = body(given)
    assert given.status_code == 200
    assert given["Content-Disposition"] == f'attachment; filename="{name}"'
    assert b"Geheime Auteur" in content or name.endswith(("x",))
    assert b"Geheime Auteur" not in got
    assert words in " ".join(FileText.objects.values_list("text", flat=True))
    page = Client().get(item.get_absolute_url()).content.decode()
    assert file.get_absolute_url() in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leeg.pdf", b"", "leeg"),
        (
            "programma.pdf",
            b"MZ\x90\x00 dit is een programma",
            "iets anders, wat zijn naam ook zegt",
        ),
        (
            "half.pdf",
            paper.pdf(*["Een bladzijde vol tekst. " * 30] * 20)[:4000],
            "Het einde van deze pdf ontbreekt",
        ),
        ("slot.pdf", paper.locked_pdf(), "wachtwoord"),
        (
            "oud.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
            "oud Word- of PowerPoint-bestand",
        ),
        ("bom.docx", paper.zip_bomb(), "uitgepakt veel te groot"),
        ("beeld.png", b"\x89PNG\r\n\x1a\n" + b"x" * 200, "niet openen"),
    ],
)
def test_what_we_do_not_take_is_refused_in_a_sentence(
    editor: Client, name: str, content: bytes, said: str
) -> None:
    answer = upload(editor, make_item(), name, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not FileVersion.objects.exists()


def test_only_who_may_change_items_comes_near_the_files(
    client: Client, cast: SimpleNamespace
) -> None:
    item = make_item()
    client.force_login(cast.sanne.user)
    assert upload(client, item, "kaart.pdf", paper.pdf("x")).status_code in {302, 403, 404}
    assert not FileVersion.objects.exists()


def test_the_same_file_again_names_the_item_that_has_it(editor: Client) -> None:
    content = paper.pdf("Signalen")
    first, second = make_item("De signaalkaart"), make_item("Nog een item")
    upload(editor, first, "kaart.pdf", content)
    answer = upload(editor, second, "andere-naam.pdf", content)
    assert answer.status_code == 422
    assert "De signaalkaart" in answer.content.decode()
    assert upload(editor, second, "kaart.pdf", content, is_wanted_twice="on").status_code == 302


def test_a_new_version_takes_over_the_address_once_it_is_read(editor: Client) -> None:
    item = make_item()
    upload(editor, item, "kaart.pdf", paper.pdf("De oude tekst over zorgen voor thuis"))
    read_all()
    file = File.objects.get()
    address = file.get_absolute_url()
    editor.post(
        f"/beheer/kennisbank/{item.pk}/bestanden/{file.public_id}/versie/",
        {
            "file": SimpleUploadedFile(
                "kaart-nieuw.pdf", paper.pdf("De nieuwe tekst over zorgen voor thuis")
            ),
            "eenmalig": new_key(),
        },
    )
    before = body(Client().get(address))
    read_all()
    after = body(Client().get(address))
    assert before != after
    assert [version.number for version in file.versions.all()] == [2, 1]
    assert (
        status(editor, f"/beheer/kennisbank/{item.pk}/bestanden/{file.public_id}/versies/1/") == 200
    )
    catch_up()
    assert "niets gevonden" not in Client().get("/zoeken/?q=nieuwe+tekst").content.decode().lower()


def test_a_file_of_a_members_item_is_for_members(editor: Client, cast: SimpleNamespace) -> None:
    upload(editor, make_item(is_for_members=True), "kaart.pdf", paper.pdf("x"))
    read_all()
    address = File.objects.get().get_absolute_url()
    assert Client().get(address)["Location"].startswith("/inloggen/")
    member = Client()
    member.force_login(cast.sanne.user)
    assert status(member, address) == 200


def test_a_file_of_a_concept_or_one_taken_away_is_given_to_nobody(
    editor: Client, cast: SimpleNamespace
) -> None:
    item = make_item(live=False)
    upload(editor, item, "kaart.pdf", paper.pdf("x"))
    read_all()
    file = File.objects.get()
    assert status(Client(), file.get_absolute_url()) == 302
    item.put_on_site(by=None)
    assert status(Client(), file.get_absolute_url()) == 200
    editor.post(f"/beheer/kennisbank/{item.pk}/bestanden/{file.public_id}/weg/")
    assert status(Client(), file.get_absolute_url()) == 302


def test_a_scan_says_that_it_has_no_text(editor: Client) -> None:
    item = make_item()
    upload(editor, item, "scan.pdf", paper.pdf("", ""))
    read_all()
    assert "een scan" in Client().get(item.get_absolute_url()).content.decode()


def test_a_worker_that_was_killed_leaves_the_file_to_the_next(editor: Client) -> None:
    upload(editor, make_item(), "kaart.pdf", paper.pdf("x"))
    FileVersion.objects.update(leased_until=timezone.now() + files.LEASE, attempts=1)
    assert files.read_next() is False
    FileVersion.objects.update(leased_until=timezone.now())
    read_all()
    assert FileVersion.objects.get().reading == Reading.READY


def test_a_file_that_kills_its_worker_each_time_is_given_up(editor: Client) -> None:
    upload(editor, make_item(), "kaart.pdf", paper.pdf("x"))
    FileVersion.objects.update(attempts=files.MOST_ATTEMPTS)
    read_all()
    version = FileVersion.objects.get()
    assert (version.reading, version.refusal) == (Reading.REFUSED, files.GAVE_UP)


def test_who_lost_the_lease_writes_nothing(editor: Client) -> None:
    upload(editor, make_item(), "kaart.pdf", paper.pdf("x"))
    version = FileVersion.objects.get()
    work = files.Work(version, timezone.now() + files.LEASE)
    FileVersion.objects.update(leased_until=timezone.now())
    work.do()
    assert FileVersion.objects.get().reading == Reading.WAITING


def test_the_process_that_reads_is_stopped_by_its_limits(tmp_path: Any) -> None:
    source = tmp_path / "bom.docx"
    source.write_bytes(paper.zip_bomb())
    done = subprocess.run(
        [sys.executable, "-I", extraction.__file__, "copy", str(source), str(tmp_path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 3
    assert "veel te groot" in done.stderr.decode()


def test_a_sentence_on_page_150_of_200_is_found(editor: Client) -> None:
    item = make_item("Een dik rapport")
    words = "Leerlingen die thuis zorgen vallen vaak niet op in de klas. "
    pages = [f"Bladzijde {number}. {words * 12}" for number in range(1, 201)]
    pages[149] = "De zeepaardjesproef van Terneuzen liet zien dat een dagboek helpt."
    upload(editor, item, "rapport.pdf", paper.pdf(*pages))
    read_all()
    catch_up()
    assert FileVersion.objects.get().pages == 200
    for number in range(12):  # shorter, and more about it by their words
        make_item(
            f"Een dagboek dat helpt {number}",
            text="Een proef met een dagboek in Terneuzen liet zien dat het helpt. " * 2,
        )
    catch_up()
    for asked in (
        "zeepaardjesproef Terneuzen dagboek",
        "De zeepaardjesproef van Terneuzen liet zien dat een dagboek helpt.",
    ):
        found = Client().get("/zoeken/", {"q": asked}).content.decode()
        assert (
            0
            < found.find(item.get_absolute_url())
            < found.find("/kennisbank/een-dagboek-dat-helpt")
        )
        assert "in het bestand, pagina 150" in found
        assert "De <mark>zeepaardjesproef</mark> van <mark>Terneuzen</mark>" in found
    (told, *_) = Client().get("/api/v1/search", {"q": "zeepaardjesproef"}).json()["results"]
    assert told["snippet"].startswith("De zeepaardjesproef van Terneuzen")


def test_a_word_of_a_file_without_pages_is_shown_and_of_an_older_version_not(
    editor: Client,
) -> None:
    item = make_item("Een brief")
    upload(editor, item, "brief.docx", paper.word("Met de wandelvriend naar het ijsvogelpad."))
    read_all()
    catch_up()
    found = Client().get("/zoeken/", {"q": "ijsvogelpad"}).content.decode()
    assert "in het bestand" in found
    assert "<mark>ijsvogelpad</mark>" in found
    item.files.update(removed_at=timezone.now())
    gone = Client().get("/zoeken/", {"q": "een brief ijsvogelpad"}).content.decode()
    assert "wandelvriend" not in gone


def test_a_player_gets_the_stretch_it_asks_for(editor: Client) -> None:
    upload(editor, make_item(kind="film"), "film.mp4", paper.film())
    read_all()
    address = File.objects.get().get_absolute_url()
    whole = body(Client().get(address))
    part = Client().get(address, headers={"range": "bytes=10-19"})
    assert (part.status_code, body(part), part["Content-Range"]) == (
        206,
        whole[10:20],
        f"bytes 10-19/{len(whole)}",
    )
    assert body(Client().get(address, headers={"range": "bytes=-5"})) == whole[-5:]
    assert status(Client(), address, range=f"bytes={len(whole)}-") == 416
    assert status(Client(), address, range="bytes=vreemd") == 200


def test_who_has_the_newest_is_not_sent_it_again(editor: Client) -> None:
    upload(editor, make_item(), "kaart.pdf", paper.pdf("x"))
    read_all()
    address = File.objects.get().get_absolute_url()
    first = Client().get(address)
    tag = first["ETag"]
    body(first)
    assert status(Client(), address, **{"if-none-match": tag}) == 304


def test_what_was_taken_away_is_put_back_under_the_same_address(
    editor: Client, cast: SimpleNamespace
) -> None:
    item = make_item()
    upload(editor, item, "kaart.pdf", paper.pdf("x"))
    read_all()
    file = File.objects.get()
    page, button = (
        f"/beheer/kennisbank/{item.pk}/bestanden/",
        f"/beheer/kennisbank/{item.pk}/bestanden/{file.public_id}/weg/",
    )
    assert "Zet terug" not in editor.get(page).content.decode()
    for _ in range(2):
        editor.post(button)
    assert "Zet terug" in editor.get(page).content.decode()
    assert status(Client(), file.get_absolute_url()) == 302
    for _ in range(2):  # a double click
        editor.post(button, {"terug": "ja"})
        assert status(Client(), file.get_absolute_url()) == 200


def test_an_older_version_is_put_on_the_site_again(editor: Client, cast: SimpleNamespace) -> None:
    item = make_item()
    upload(editor, item, "oud.pdf", paper.pdf("De zeepaardjesproef over zorgen voor thuis"))
    read_all()
    file = File.objects.get()
    address, page = file.get_absolute_url(), f"/beheer/kennisbank/{item.pk}/bestanden/"
    newer = SimpleUploadedFile(
        "nieuw.pdf", paper.pdf("Het kwikstaartenberaad over zorgen voor thuis")
    )
    first = body(Client().get(address))
    editor.post(f"{page}{file.public_id}/versie/", {"file": newer, "eenmalig": new_key()})
    button = f"{page}{file.public_id}/versies/1/op-site/"
    read_all()
    assert body(Client().get(address)) != first
    assert button in editor.get(page).content.decode()
    lines = AuditLine.objects.count()
    for _ in range(2):
        assert editor.post(button).status_code == 302
    assert AuditLine.objects.count() == lines + 1
    assert body(Client().get(address)) == first
    catch_up()
    assert item.title in Client().get("/zoeken/?q=zeepaardjesproef").content.decode()
    outsider = Client()
    log_in(outsider, cast.sanne)
    assert outsider.post(button.replace("/1/", "/2/")).status_code in {302, 403, 404}
    assert body(Client().get(address)) == first


def test_what_was_not_read_is_not_put_on_the_site(editor: Client) -> None:
    item = make_item()
    upload(editor, item, "kaart.pdf", paper.pdf("x"))
    file = File.objects.get()
    assert (
        editor.post(
            f"/beheer/kennisbank/{item.pk}/bestanden/{file.public_id}/versies/1/op-site/"
        ).status_code
        == 404
    )
    assert File.objects.get().current is None


def test_what_a_killed_worker_left_of_a_file_goes(editor: Client, settings: Any) -> None:
    upload(editor, make_item(), "kaart.pdf", paper.pdf("x"))
    left = Path(settings.PRIVATE_ROOT) / "reading" / f"{FileVersion.objects.get().pk}-halverwege"
    left.mkdir(parents=True)
    (left / "copy").write_bytes(b"half")
    read_all()
    assert not list(left.parent.iterdir())
