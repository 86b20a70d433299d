"""A professional without an account: registers for a full training, gets the place when somebody
cancels, is marked present at the door, gets the certificate, and somebody else finds that it is
real.
"""

import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage, Site, log_in_as

PATIENCE = 60  # seconds


def mail_to(page: Page, address: str, subject: str) -> str:
    """The text of the mail with this subject, read in the demo's mailbox."""
    for _ in range(PATIENCE):
        page.goto(f"/postvak/?aan={address.replace('@', '%40')}")
        found = page.locator("main .item a", has_text=subject).first
        if found.count():
            found.click()
            return page.locator(".plain-mail").text_content() or ""
        page.wait_for_timeout(1000)
    raise AssertionError(f"no mail {subject!r} to {address}")


def own_page(mail: str) -> str:
    found = re.search(r"/agenda/aanmelding/\w+/", mail)
    assert found, mail
    return found[0]


@pytest.mark.parametrize(
    ("js", "who"), [(True, "fatima"), (False, "marijke")], ids=["with scripts", "without scripts"]
)
def test_from_a_full_training_to_a_certificate_that_is_real(
    open_page: OpenPage, site: Site, js: bool, who: str
) -> None:
    name = "Robin Zijlstra" if js else "Sam Terpstra"
    address = f"{name.split(maxsplit=1)[0].lower()}@praktijk.example"
    organiser, professional, reader = (
        open_page(js=js),
        open_page(js=js, width=360),
        open_page(js=js),
    )

    # The training of Steunpunt De Brug that is on today, the first on the list.
    log_in_as(organiser, "sanne")
    organiser.goto("/agenda/")
    organiser.get_by_role("link", name=re.compile("^Training")).first.click()
    expect(organiser.get_by_role("link", name="Aanmeldingen bij deze activiteit")).to_be_visible()
    training = organiser.url

    professional.goto(training)
    professional.get_by_role("link", name="Zet je op de wachtlijst").click()
    professional.get_by_label("Je naam").fill(name)
    professional.get_by_label("Je e-mailadres").fill(address)
    professional.get_by_role("button", name="Meld me aan").click()
    expect(professional.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    page = own_page(mail_to(reader, address, "Bevestig je plek op de wachtlijst"))
    professional.goto(page)
    professional.get_by_role("button", name="Ja, zet me op de lijst").click()
    expect(professional.locator("main")).to_contain_text("Je bent nummer 1 op de wachtlijst")

    # Somebody cancels by the link in the mail, and the place is Robin's at once.
    leaver = open_page(js=js)
    leaver.goto(own_page(mail_to(reader, f"{who}@cast.example", "Je bent aangemeld")))
    leaver.get_by_role("link", name="Meld je af").click()
    leaver.get_by_role("button", name="Meld me af").click()
    expect(leaver.get_by_role("heading", level=1)).to_have_text("Je staat er niet meer op")
    assert page in mail_to(reader, address, "Je hebt een plek")
    professional.goto(page)
    expect(professional.locator("main")).to_contain_text("Je hebt een plek")

    # At the door: the code of the ticket.
    professional.get_by_role("link", name=name).click()
    code = professional.locator(".facts dd").nth(1).inner_text()
    organiser.get_by_role("link", name="Aanmeldingen bij deze activiteit").click()
    organiser.get_by_role("link", name="Aanwezigheid", exact=True).click()
    organiser.get_by_label("Code op het kaartje").fill(code)
    organiser.get_by_role("button", name="Zoek dit kaartje").click()
    expect(organiser.get_by_role("heading", level=2, name=name)).to_be_visible()
    organiser.get_by_role("button", name="Meld aanwezig").click()
    expect(organiser.locator(".notice.good")).to_contain_text("Aanwezig")
    organiser.get_by_role("link", name="Naar de lijst").click()
    organiser.get_by_role("button", name="Geef de deelnamebewijzen").click()
    expect(organiser.locator(".messages")).to_contain_text("1 deelnamebewijs gegeven")

    # The certificate, and whether it is real.
    assert page in mail_to(reader, address, "Je deelnamebewijs")
    professional.goto(page)
    link = professional.get_by_role("link", name=f"Deelnamebewijs van {name}").get_attribute("href")
    assert link
    with urllib.request.urlopen(f"{site.url}{link}", timeout=30) as answer:
        assert answer.read().startswith(b"%PDF-1.")
    reader.goto("/agenda/deelnamebewijs/")
    reader.get_by_label("De code op het bewijs").fill(link.strip("/").rsplit("/", 1)[1])
    reader.get_by_label("De naam op het bewijs").fill(name)
    reader.get_by_role("button", name="Kijk na").click()
    expect(reader.locator(".notice.good")).to_contain_text("Ja, dit bewijs is echt")
