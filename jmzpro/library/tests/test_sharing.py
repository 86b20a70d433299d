"""Taking records along: citations, feeds, lists, the API, and the page where editors take a list
in.
"""

import json
from types import SimpleNamespace
from typing import Any

import extruct
import feedparser
import pytest
import rispy
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client

from jmzpro.library import citations
from jmzpro.library.bulk import jobs
from jmzpro.library.expertise import SOURCE
from jmzpro.library.models import Credit, CreditRole, Intake, Item
from jmzpro.library.tests.shelf import make_item
from jmzpro.office.bootstrap import make_roles
from jmzpro.search.registry import searchables
from jmzpro.testing.login import log_in
from jmzpro.themes.models import Theme
from jmzpro.trust.idempotency import new_key

pytestmark = pytest.mark.django_db


def streamed(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    return b"".join(answer.streaming_content)


@pytest.fixture
def report() -> Item:
    item = make_item(
        "Zorgen & leren {1}",
        themes="vervoer",
        kind="onderzoek",
        year=2020,
        month=3,
        isbn="978 90 377 0939 1",
        live=False,
    )
    names = (
        ("auteur", "Boer, Alice Maria de"),
        ("auteur", "Bakker, I."),
        ("uitgever", "Voorbeeldbureau, Het"),
    )
    item.credits.set(
        [
            Credit(
                role=role, name=name, is_organisation=role == CreditRole.PUBLISHER, sort_order=place
            )
            for place, (role, name) in enumerate(names)
        ]
    )
    item.put_on_site(by=None)
    kept: Item = Item.objects.get(pk=item.pk)
    return kept


def test_apa_as_a_dutch_reader_writes_it(report: Item) -> None:
    where = f"http://127.0.0.1:8000{report.get_absolute_url()}"
    assert citations.apa(report) == (
        f"Boer, A. M. de, & Bakker, I. (2020, maart). Zorgen & leren {{1}}. Voorbeeldbureau, "
        f"Het. {where}"
    )
    bare = make_item("Een film", kind="film")
    assert (
        citations.apa(bare)
        == f"Een film [Film]. (z.d.). http://127.0.0.1:8000{bare.get_absolute_url()}"
    )


def test_ris_is_read_back_by_a_reference_manager(client: Client, report: Item) -> None:
    got = client.get(f"{report.get_absolute_url()}bron.ris")
    (read,) = rispy.loads(got.content.decode())
    assert (read["title"], read["authors"], read["year"], read["type_of_reference"]) == (
        "Zorgen & leren {1}", ["Boer, Alice Maria de", "Bakker, I."], "2020", "RPRT",
    )  # fmt: skip
    assert got["Content-Disposition"] == f'attachment; filename="{report.slug}.ris"'


def test_bibtex_escapes_what_tex_would_take_for_a_command(client: Client, report: Item) -> None:
    text = client.get(f"{report.get_absolute_url()}bron.bib").content.decode()
    assert text.startswith("@techreport{boer2020zorgen,")
    assert r"title = {{Zorgen \& leren \{1\}}}" in text
    assert "author = {Boer, Alice Maria de and Bakker, I.}" in text


def test_what_is_for_members_gives_a_visitor_no_citation(
    client: Client, cast: SimpleNamespace
) -> None:
    item = make_item("Binnen", is_for_members=True)
    address = f"{item.get_absolute_url()}bron.ris"
    assert client.get(address).status_code == 302
    client.force_login(cast.sanne.user)
    assert client.get(address).status_code == 200


def test_json_ld_is_read_as_search_engines_do_and_ends_no_script(
    client: Client, report: Item
) -> None:
    report.promise = "</script><script>alert(1)</script>"
    report.put_on_site(by=None)
    html = client.get(report.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    (found,) = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    assert (found["@type"], found["name"], found["author"][0]["name"]) == (
        "Report",
        "Zorgen & leren {1}",
        "Alice Maria de Boer",
    )
    assert found["description"] == report.promise
    assert '<meta name="citation_author" content="Boer, Alice Maria de">' in html


def test_the_feed_is_valid_and_has_what_visitors_may_see(client: Client, report: Item) -> None:
    make_item("Binnen", is_for_members=True)
    make_item("Anders", themes="geld")
    found = feedparser.parse(client.get("/kennisbank/feed.xml").content)
    assert not found.bozo
    assert {entry.title for entry in found.entries} == {report.title, "Anders"}
    assert all(
        entry.id
        and entry.updated_parsed
        and entry.link.startswith("http://127.0.0.1:8000/kennisbank/")
        for entry in found.entries
    )
    narrowed = feedparser.parse(client.get("/kennisbank/feed.xml?thema=vervoer").content)
    assert [entry.title for entry in narrowed.entries] == [report.title]
    assert client.get("/kennisbank/feed.xml?thema=weg").status_code == 404


def test_the_list_has_what_its_reader_may_see(
    client: Client, cast: SimpleNamespace, report: Item
) -> None:
    make_item("Binnen", is_for_members=True)
    make_item("Concept", live=False)

    def titles(address: str) -> list[str]:
        rows = streamed(client, address).decode().splitlines()
        return [json.loads(row)["title"] for row in rows]

    assert titles("/kennisbank/alles.jsonl") == [report.title]
    client.force_login(cast.sanne.user)
    assert titles("/kennisbank/alles.jsonl") == [report.title, "Binnen"]
    assert streamed(client, "/kennisbank/alles.csv").startswith(b"\xef\xbb\xbfexternal_id,")


def test_the_api_gives_the_public_record_and_nothing_of_members(
    client: Client, cast: SimpleNamespace, report: Item
) -> None:
    make_item("Binnen", is_for_members=True)
    client.force_login(cast.sanne.user)
    found = client.get("/api/v1/library").json()["results"]
    assert [each["title"] for each in found] == [report.title]
    assert (found[0]["id"], found[0]["authors"], found[0]["themes"]) == (
        report.public_id,
        ["Alice Maria de Boer", "I. Bakker"],
        ["vervoer"],
    )
    assert client.get("/api/v1/library?kind=film").json()["results"] == []
    assert [
        each["title"]
        for each in client.get("/api/v1/library?theme=vervoer&year=2020").json()["results"]
    ] == [report.title]


def test_an_editor_hands_a_list_in_reads_the_report_and_goes_on(cast: SimpleNamespace) -> None:
    make_roles()
    editor = Client()
    log_in(editor, cast.ilse)
    rows = "\n".join(
        json.dumps({"external_id": str(n), "title": f"Item {n}", "year": "x" if n == 3 else 2020})
        for n in range(5)
    )
    typed = {
        "file": SimpleUploadedFile("lijst.jsonl", rows.encode()),
        "to_site": "on",
        "eenmalig": new_key(),
    }
    handed_in = editor.post("/beheer/kennisbank/inlezen/", typed)
    assert handed_in.status_code == 302
    jobs.work()
    page = editor.get(handed_in["Location"]).content.decode()
    assert "Er is nog niets veranderd" in page
    assert "year is ‘x’" in page
    assert not Item.objects.exists()
    editor.post(f"{handed_in['Location']}opname/")
    jobs.work()
    assert "De lijst is ingelezen" in editor.get(handed_in["Location"]).content.decode()
    assert Item.objects.public().count() == 5


def test_a_wrong_kind_of_file_is_refused_with_a_sentence(cast: SimpleNamespace) -> None:
    make_roles()
    editor = Client()
    log_in(editor, cast.ilse)
    got = editor.post(
        "/beheer/kennisbank/inlezen/",
        {"file": SimpleUploadedFile("lijst.docx", b"PK"), "eenmalig": new_key()},
    )
    assert got.status_code == 422
    assert "Dit is geen .ris, .bib, .nbib, .csv" in got.content.decode()
    assert not Intake.objects.exists()


def test_the_meta_elements_that_zotero_reads(report: Item) -> None:
    shown = Template(
        '{% for name, content in tags %}<meta name="{{ name }}" content="{{ content }}">{% '
        "endfor %}"
    ).render(Context({"tags": citations.highwire(report)}))
    assert '<meta name="citation_title" content="Zorgen &amp; leren {1}">' in shown
    assert shown.count("citation_author") == 2


def test_who_shared_something_is_known_to_know_about_it(cast: SimpleNamespace) -> None:
    make_item("Rijden met vrijwilligers", themes="vervoer", shared_by=cast.daan)
    make_item("Concept", themes="geld", shared_by=cast.daan, live=False)
    (work,) = SOURCE.works(None)
    assert (work.person, list(work.themes)) == (
        cast.daan.pk,
        list(Theme.objects.filter(slug="vervoer").values_list("pk", flat=True)),
    )
    assert list(SOURCE.writers([str(Item.objects.order_by("pk")[0].pk)])) == [cast.daan.pk]
    assert not list(SOURCE.works([cast.sanne.pk]))
    assert SOURCE.searchable in searchables
