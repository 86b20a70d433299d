from pathlib import Path
from typing import Any

import pytest

from jmzpro.testing.client import PageClient

TEMPLATES = Path(__file__).parent.parent / "templates" / "kit"
# The frame of a page, and what other templates of the kit include.
FRAME = {
    "base",
    "head",
    "header",
    "footer",
    "messages",
    "mark",
    "examples",
    "error_summary",
    "field",
    "pager",
    "danger_sent",
}

pytestmark = pytest.mark.django_db


def test_the_examples_show_every_component(client: PageClient, settings: Any) -> None:
    settings.DEBUG = True
    page = client.get("/kit/")
    assert page.status_code == 200
    shown = (TEMPLATES / "examples.html").read_text()
    missing = {path.stem for path in TEMPLATES.glob("*.html")} - FRAME
    missing = {name for name in missing if f'"kit/{name}.html"' not in shown}
    # help_numbers is in the footer and in the help box of the page itself; the window stands on the
    # home page.
    assert missing <= {"help_numbers"}


def test_the_examples_are_for_builders_only(client: PageClient) -> None:
    assert client.get("/kit/").status_code == 404


def test_a_form_with_errors_keeps_what_was_typed_and_says_what_is_wrong(
    client: PageClient, settings: Any
) -> None:
    settings.DEBUG = True
    page = client.post(
        "/kit/",
        {"naam": "Sanne", "mail": "geen adres", "vraag": "Wie weet dit?", "themas": ["kopp"]},
    )
    html = page.content.decode()
    assert page.status_code == 422
    assert 'value="Sanne"' in html
    assert "Wie weet dit?</textarea>" in html
    assert 'value="kopp" id="id_themas_1" checked' in html
    assert '<a href="#id_mail">E-mail:' in html
    assert 'href="#id_tempo_0"' in html
    assert 'aria-describedby="id_mail_helptext id_mail_error"' in html


def test_the_pager_keeps_the_filters_in_the_address(client: PageClient, settings: Any) -> None:
    settings.DEBUG = True
    html = client.get("/kit/?van=mij&pagina=3").content.decode()
    assert 'href="?van=mij&amp;pagina=4"' in html
    assert 'rel="prev" href="?van=mij&amp;pagina=2"' in html


def test_danger_in_the_address_shows_the_numbers_once(client: PageClient, settings: Any) -> None:
    settings.DEBUG = True
    html = client.get("/kit/?van=ik+wil+niet+meer+leven").content.decode()
    assert html.count('id="nu-gevaar"') == 1
