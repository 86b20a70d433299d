"""The contact invites a colleague, who logs in with the code from the mail, stands with the
people, and leaves again.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage, log_in_as

PATIENCE = 60  # seconds


def mail_to(page: Page, address: str, subject: str) -> str:
    """Open the mail that came to this address, and give its text."""
    for _ in range(PATIENCE):
        page.goto(f"/postvak/?aan={address.replace('@', '%40')}")
        found = page.locator("main .item a", has_text=subject).first
        if found.count():
            found.click()
            return page.locator(".plain-mail").text_content() or ""
        page.wait_for_timeout(1000)
    raise AssertionError(
        f"no mail {subject!r} to {address}: {page.locator('main').inner_text()[:1000]}"
    )


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_contact_invites_a_colleague(open_page: OpenPage, js: bool) -> None:
    name, address = (
        ("Zora van der Berg", "zora@brug.example")
        if js
        else ("Zeno van den Berg", "zeno@brug.example")
    )
    contact, colleague = open_page(js=js), open_page(js=js, width=360)

    log_in_as(contact, "sanne")
    contact.goto("/mijn/organisatie/mensen/")
    contact.get_by_role("link", name="Nodig een collega uit").click()
    contact.get_by_label("Naam", exact=True).fill(name)
    contact.get_by_label("E-mailadres op het werk").fill(address)
    contact.get_by_label("Wat doet je collega vooral?").select_option("consulent")
    contact.get_by_role("button", name="Verstuur de uitnodiging").click()
    expect(contact.locator(".messages")).to_contain_text(address)
    expect(contact.locator("main")).to_contain_text(name)

    assert "Steunpunt De Brug" in mail_to(colleague, address, "Welkom bij JMZ Pro")
    colleague.goto("/inloggen/")
    colleague.get_by_label("Je e-mailadres").fill(address)
    colleague.get_by_role("button", name="Stuur me een code").click()
    typing = colleague.url
    code = re.search(r"\b(\d{4}) (\d{4})\b", mail_to(colleague, address, "Je inlogcode"))
    assert code
    colleague.goto(typing)
    colleague.get_by_label("De code uit je mail").fill("".join(code.groups()))
    colleague.get_by_role("button", name="Log in").click()
    expect(colleague.get_by_role("heading", level=1)).to_be_visible()

    contact.goto("/mijn/organisatie/mensen/")
    expect(contact.locator("main .team-line", has_text=name)).to_contain_text("Laatst ingelogd")

    colleague.goto("/mijn/organisatie/verlaten/")
    colleague.get_by_label("Als ‘oud-lid’, zonder mijn naam").check()
    colleague.get_by_role("button", name="Ik werk hier niet meer").click()
    expect(colleague.locator("main")).to_contain_text("Je account sluit op")
    contact.goto("/mijn/organisatie/mensen/")
    expect(contact.locator("main")).to_contain_text("Kort geleden vertrokken")
