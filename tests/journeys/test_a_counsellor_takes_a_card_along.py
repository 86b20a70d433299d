"""A school counsellor on a phone, without an account: search, open, weigh, download, print. And
the Kennisbank on any screen.
"""

import io
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage, log_in_as


def wait_for_results(page: Page, titles: str) -> None:
    """A site that has just been started is still reading its files."""
    for _ in range(30):
        page.wait_for_load_state()
        if page.locator(titles).count():
            return
        page.wait_for_timeout(1000)
        page.reload()


def test_from_a_search_to_a_file_and_a_page_on_paper(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(width=360, height=740)
    page.goto("/")
    search = page.locator("main input[name=q]")
    search.fill("signalen jonge mantelzorger")
    search.press("Enter")
    page.wait_for_url("**q=signalen+jonge+mantelzorger**")
    found = ".items h3 a"
    wait_for_results(page, found)
    first = page.locator(found).all_text_contents()[:3]
    assert any("Signaalkaart" in title for title in first), first
    page.locator(found).filter(has_text="Signaalkaart").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signaalkaart")
    expect(page.locator("dl.facts").first).to_contain_text("Mag je aanpassen")
    expect(page.locator(".record-files").first).to_contain_text("2 bladzijden")
    expect(page.locator(".record-files").first).to_contain_text("kB")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    kept = tmp_path / "kaart.pdf"
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF-")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    for left_out in page.locator("nav, form, .button, .skip-link").all():
        expect(left_out).to_be_hidden()
    expect(page.locator("dl.facts").first).to_be_visible()
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        assert len(paper.pages) == 1


def test_what_can_be_chosen_stands_beside_the_list_and_folds_on_a_phone(
    open_page: OpenPage,
) -> None:
    wide = open_page()
    wide.goto("/kennisbank/")
    choice = wide.get_by_role("checkbox", name="Factsheet")
    expect(choice).to_be_visible()
    assert choice.bounding_box()["x"] < wide.locator("#resultaat").bounding_box()["x"]  # type: ignore[index]  # both are shown
    before = wide.locator("#aantal").text_content()
    wide.locator("#aantal").evaluate("line => line.dataset.same = 'yes'")
    choice.check()
    wide.wait_for_url("**soort=factsheet**")
    expect(wide.locator("#aantal")).not_to_have_text(before or "")
    expect(wide.locator("#aantal")).to_have_attribute("data-same", "yes")
    expect(choice).to_be_focused()
    wide.get_by_label("Volgorde").select_option("gebruikt")
    wide.wait_for_url("**volgorde=gebruikt**")

    for js in (True, False):
        phone = open_page(js=js, width=360, height=740)
        phone.goto("/kennisbank/")
        folded = phone.get_by_role("checkbox", name="Factsheet")
        expect(folded).to_be_hidden()
        phone.locator("summary", has_text="Kies wat past").click()
        folded.check()
        if not js:
            phone.get_by_role("button", name="Toon").click()
        phone.wait_for_url("**soort=factsheet**")
        expect(phone.locator("#resultaat .tag").first).to_have_text("Factsheet")


def test_an_editor_sees_the_panels_of_the_kind_she_chose(open_page: OpenPage) -> None:
    page = open_page()
    log_in_as(page, "ilse")
    page.goto("/beheer/snippets/library/item/add/")
    kind = page.locator("select[name=kind]")
    for chosen in ("instrument", "praktijkvoorbeeld"):
        kind.select_option(chosen)
        panels = page.locator("[data-kinds]")
        for panel in panels.all():
            belongs = chosen in (panel.get_attribute("data-kinds") or "").split()
            assert panel.evaluate("one => (one.closest('section') ?? one).hidden") is not belongs
        assert panels.count()
