"""A youth nurse on a phone: fifteen years, a mother with a psychosis, Tilburg. And a young
person who must leave fast.
"""

import re
import time

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage
from tests.journeys.test_every_page_is_accessible import AXE, violations

PHONE = {"width": 360, "height": 740}
NUMBERS = ("112", "0800-0432", "0800-0113", "0800-2000")


def ask(page: Page) -> None:
    page.get_by_label("Waar woont het gezin?").fill("Tilburg")
    page.get_by_label("Hoe oud is het kind?").fill("15")
    page.get_by_label("Wat is er aan de hand?").fill("moeder met psychose")
    page.get_by_role("button", name="Zoek hulp").click()


@pytest.mark.parametrize("js", [True, False])
def test_three_places_that_fit_and_the_numbers_in_half_a_minute(
    open_page: OpenPage, js: bool
) -> None:
    page = open_page(js=js, **PHONE)
    page.goto("/")
    began = time.monotonic()
    page.get_by_role("link", name="Hulp vinden", exact=True).first.click()
    ask(page)
    near = page.locator("section[aria-labelledby=dichtbij] .support-card")
    expect(near.first).to_be_visible()
    assert near.count() >= 3
    for card in near.all()[:3]:
        expect(card).to_contain_text("Psychische kwetsbaarheid (KOPP)")
        expect(card.locator(".support-phone")).to_be_visible()
    always = page.locator(".support-always")
    for number in NUMBERS:
        expect(always.get_by_role("link", name=number)).to_be_visible()
    assert always.locator("a.chat").count() == 3
    assert time.monotonic() - began < 30
    assert re.fullmatch(r"http://[^/]+/hulp-vinden/", page.url)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"] if js else True


def test_it_is_one_page_of_paper(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/hulp-vinden/")
    ask(page)
    expect(page.locator(".support-card").first).to_be_visible()
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    text = paper[0].get_textpage().get_text_range()
    assert len(paper) == 1
    assert "KOPP-groep Tilburg" in text
    for number in NUMBERS:
        assert number in text
    assert "moeder met psychose" not in text


def test_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/hulp-vinden/")
    page.get_by_label("Waar woont het gezin?").focus()
    for typed in ("Tilburg", "15", "moeder met psychose"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the lists fold open
    expect(page.get_by_label("Autisme")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("section[aria-labelledby=dichtbij]")).to_be_visible()


def test_the_list_is_passed_on_without_what_was_asked_and_back_leads_to_the_question(
    open_page: OpenPage,
) -> None:
    page = open_page(**PHONE)
    page.goto("/hulp-vinden/")
    ask(page)
    page.get_by_role("button", name="Deel deze lijst").click()
    expect(page.get_by_role("heading", name="Een lijst met hulp")).to_be_visible()
    assert re.search(r"/hulp-vinden/lijst/[a-z0-9-]+/$", page.url)
    assert "psychose" not in page.content()
    address = page.url
    other = open_page(**PHONE)
    other.goto(address)
    expect(other.locator(".support-card").first).to_be_visible()


def test_a_young_person_leaves_at_once(open_page: OpenPage) -> None:
    page = open_page(**PHONE)
    page.goto("/hulp-vinden/voor-jou/")
    page.get_by_label("Waar woon je?").fill("Tilburg")
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator(".support-card").first).to_be_visible()
    way_out = page.get_by_role("link", name="Verlaat deze site snel")
    expect(way_out).to_be_visible()
    assert way_out.get_attribute("rel") == "noreferrer"


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_an_answer_an_empty_one_and_a_refused_question(
    open_page: OpenPage, dark: bool
) -> None:
    page = open_page(**PHONE, dark=dark)
    for place, age in (("Tilburg", "15"), ("Texel", "2"), ("Tilbrug", "200")):
        page.goto("/hulp-vinden/")
        page.get_by_label("Waar woont het gezin?").fill(place)
        page.get_by_label("Hoe oud is het kind?").fill(age)
        page.get_by_role("button", name="Zoek hulp").click()
        page.wait_for_load_state()
        page.evaluate(AXE.axe_script)
        assert not violations(page), place
    page.goto("/hulp-vinden/")
    ask(page)
    page.goto(page.locator(".support-card h3 a").first.get_attribute("href") or "")
    page.evaluate(AXE.axe_script)
    assert not violations(page)
    page.goto(
        page.get_by_role("link", name="Klopt er iets niet?", exact=True).get_attribute("href") or ""
    )
    page.evaluate(AXE.axe_script)
    assert not violations(page)
