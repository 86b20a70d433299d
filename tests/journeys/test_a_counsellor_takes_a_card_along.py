"""A school counsellor on a phone, without an account: search, open, weigh, download, print."""

import io
from pathlib import Path

import pikepdf
from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage


def test_from_a_search_to_a_file_and_a_page_on_paper(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(width=360, height=740)
    page.goto("/kennisbank/")
    page.get_by_role("searchbox", name="Zoek in de Kennisbank").fill("signalen jonge mantelzorger")
    page.get_by_role("searchbox", name="Zoek in de Kennisbank").press("Enter")
    page.wait_for_url("**q=signalen+jonge+mantelzorger**")
    found = page.locator(".items h3 a")
    for _ in range(30):  # a site that has just been started is still reading its files
        page.wait_for_load_state()
        if found.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    assert any("Signaalkaart" in title for title in found.all_text_contents()[:3])
    found.filter(has_text="Signaalkaart").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signaalkaart")
    expect(page.locator("dl.facts").first).to_contain_text("Mag je aanpassen")
    expect(page.locator(".record-files").first).to_contain_text("2 bladzijden")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    kept = tmp_path / "kaart.pdf"
    download.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF-")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        assert len(paper.pages) == 1
