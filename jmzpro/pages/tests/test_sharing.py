"""Passing on: the short address, its QR code, and the picture of a shared link, for each public
thing.
"""

import re
import uuid
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import Page

from jmzpro.kit import short_links
from jmzpro.kit.picture import Words, fitted, is_rtl, png, writable
from jmzpro.library.choices import Kind
from jmzpro.library.models import Item
from jmzpro.members.membership import lifecycle
from jmzpro.pages.models import TextPage
from jmzpro.questions.question.submission import ask
from jmzpro.themes.models import Theme


@pytest.fixture
def item(cast: SimpleNamespace) -> Item:
    made = Item.draft(kind=Kind.FACTSHEET, title="Signaalkaart", promise="Zie wat er speelt.")
    made.put_on_site(by=None)
    return made


def codes_on(client: Client, address: str) -> tuple[str, str]:
    """The short address and the picture that a page offers, as paths."""
    text = client.get(address).content.decode()
    short = re.search(r'<a href="(?:http://[^/]+)?(/k/[^"]+/)"', text)
    picture = re.search(r'<meta property="og:image" content="(?:http://[^/]+)?([^"]+)"', text)
    assert short is not None
    assert picture is not None
    return short[1], picture[1]


def every_kind(cast: SimpleNamespace, item: Item) -> list[str]:
    Page.objects.get(slug="home").add_child(instance=TextPage(title="Over ons", slug="wie-we-zijn"))
    theme = Theme.objects.get(slug="vervoer")
    return [
        item.get_absolute_url(),
        theme.get_absolute_url(),
        cast.brug.get_absolute_url(),
        "/wie-we-zijn/",
    ]


def test_every_kind_of_page_has_a_short_address_a_code_and_a_picture(
    client: Client, cast: SimpleNamespace, item: Item
) -> None:
    for address in every_kind(cast, item):
        short, picture = codes_on(client, address)
        assert client.get(short)["Location"] == address
        assert client.get(short.upper().replace("/K/", "/k/"))["Location"] == address
        code = client.get(f"{short}qr.svg")
        assert code["Content-Type"] == "image/svg+xml"
        shown = client.get(picture)
        assert shown["Content-Type"] == "image/png"
        assert Image.open(BytesIO(shown.content)).size == (1200, 630)


def test_a_short_address_outlives_a_new_name_and_a_new_place(
    client: Client, cast: SimpleNamespace, item: Item
) -> None:
    page, theme = every_kind(cast, item)[-1], Theme.objects.get(slug="vervoer")
    of_page, of_theme = codes_on(client, page)[0], codes_on(client, theme.get_absolute_url())[0]
    above = Page.objects.get(slug="home").add_child(
        instance=TextPage(title="Ergens", slug="ergens")
    )
    Page.objects.get(slug="wie-we-zijn").move(above, pos="last-child")
    Theme.objects.filter(pk=theme.pk).update(slug="van-a-naar-b")
    assert client.get(of_page)["Location"] == "/ergens/wie-we-zijn/"
    assert client.get(of_theme)["Location"] == "/themas/van-a-naar-b/"


def test_what_a_visitor_may_not_see_has_no_picture_and_leads_to_the_login(
    client: Client, cast: SimpleNamespace, item: Item
) -> None:
    question = ask(cast.sanne, "Hoe vertel ik dit zijn vader?", "Ik zoek woorden.", [], None)
    Item.objects.filter(pk=item.pk).update(is_for_members=True)
    for code in (
        f"v-{question.number}",
        item.public_id,
        "v-99999",
        "t-abcdefgh",
        "p-abcdefgh",
        "niets",
        "v-²",
        "x-y-z",
    ):
        assert (
            client.get(f"/k/{code}/")["Location"].startswith("/inloggen/")
            if code != "v-²"
            else True
        )
        assert client.get(f"/k/{code}/abc.png").status_code == 404
        assert client.get(f"/k/{code}/qr.svg").status_code == 404
    client.force_login(cast.daan.user)
    assert client.get(f"/k/v-{question.number}/")["Location"] == question.get_absolute_url()
    assert (
        "Alleen leden kunnen dit lezen" in client.get(question.get_absolute_url()).content.decode()
    )
    assert client.get(f"/k/v-{question.number}/abc.png").status_code == 404
    assert client.get("/k/v-99999/").status_code == 404


def test_a_picture_is_asked_for_once_and_changes_with_the_title(client: Client, item: Item) -> None:
    _, picture = codes_on(client, item.get_absolute_url())
    first = client.get(picture)
    assert "max-age" in first["Cache-Control"]
    assert client.get(picture, headers={"If-None-Match": first["ETag"]}).status_code == 304
    Item.objects.filter(pk=item.pk).update(title="Een andere kaart")
    _, renamed = codes_on(client, item.get_absolute_url())
    assert renamed != picture
    again = client.get(picture, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert again["Cache-Control"] == "no-cache"
    assert again.content == client.get(renamed).content


def test_an_organisation_that_left_is_shared_no_more(client: Client, cast: SimpleNamespace) -> None:
    short, picture = codes_on(client, cast.brug.get_absolute_url())
    lifecycle.end(cast.brug, by=None)
    assert client.get(short)["Location"].startswith("/inloggen/")
    assert client.get(picture).status_code == 404


def test_the_rest_of_the_site_has_the_picture_of_the_whole(
    client: Client, cast: SimpleNamespace
) -> None:
    for address in ("/themas/", "/kennisbank/", "/leden/"):
        text = client.get(address).content.decode()
        assert "social" in text.split('property="og:image" content="')[1].split('"')[0]
        assert 'property="og:image:alt"' in text


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Wat is een jonge mantelzorger? 🙈👩‍👧 ☀️", "Wat is een jonge mantelzorger?"),
        ("ما هو مقدم الرعاية الشاب؟", "ما هو مقدم الرعاية الشاب؟"),
        ("Łódź, świat", "Łódź, świat"),
        ("met een\u202e draai\u0000", "met een draai"),
        ("日本語", None),
        ("🙈", None),
        ("", None),
    ],
)
def test_only_letters_that_we_have_are_drawn(title: str, written: str | None) -> None:
    found = writable(title)
    assert (found[0] if found else None) == written
    assert png(Words(title, "Thema", "sun"))[:4] == b"\x89PNG"


@pytest.mark.parametrize(
    "title",
    ["x" * 500, "woord " * 100, "kort", "Donaudampfschifffahrtsgesellschaftskapitänsmütze " * 4],
)
def test_a_title_of_any_length_stays_within_its_lines(title: str) -> None:
    found = writable(title)
    assert found is not None
    _, lines = fitted(*found)
    assert 1 <= len(lines) <= 4
    assert lines[-1].endswith("…") == (len(title) > 100)


def test_the_first_letter_with_a_direction_decides() -> None:
    assert is_rtl("2026: ما هو")
    assert not is_rtl("JMZ ما هو")
    assert not is_rtl("2026")


def test_a_code_of_a_page_is_easy_to_read_aloud() -> None:
    from jmzpro.pages.short_links import code_of, keys_of

    for key in (uuid.UUID(int=2**127 + 1), uuid.uuid4()):
        code = code_of(key)
        assert not set(code) & set("ilo1")
        first, last = keys_of(code) or (None, None)
        assert first is not None
        assert last is not None
        assert first <= key <= last
    assert keys_of("kort") is None
    assert short_links.find("p-!!!!!!!!", None) is None
