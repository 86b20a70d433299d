"""Passkeys in a real browser, with a virtual device that has a fingerprint reader."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Site, log_in_as

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page with such a device. Passkeys belong to a name, so it visits `localhost`, not the
    bare number.
    """
    context = browser.new_context(
        base_url=site.url.replace("127.0.0.1", "localhost"), locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    context.close()


def make_passkey(page: Page, name: str) -> None:
    page.goto("/mijn/beveiliging/passkey/")
    page.get_by_label("Hoe noem je deze passkey?").fill(name)
    page.get_by_role("button", name="Maak de passkey").click()


def test_a_member_makes_a_passkey_and_logs_in_with_it(page: Page) -> None:
    log_in_as(page, "sanne")
    make_passkey(page, "Telefoon")
    expect(page.get_by_role("heading", name="Telefoon")).to_be_visible()
    page.goto("/uitloggen/")
    page.get_by_role("button", name="Log uit").click()
    page.goto("/inloggen/?next=/mijn/profiel/")
    page.get_by_role("button", name="Log in met je passkey").click()
    page.wait_for_url("**/mijn/profiel/")


def test_the_office_enters_with_a_passkey_as_its_second_factor(page: Page) -> None:
    log_in_as(page, "pieter")
    make_passkey(page, "Laptop")
    expect(page.get_by_role("heading", name="Je herstelcodes")).to_be_visible()
    page.goto("/uitloggen/")
    page.get_by_role("button", name="Log uit").click()
    page.goto("/inloggen/?next=/beheer/")
    page.get_by_role("button", name="Log in met je passkey").click()
    page.wait_for_url("**/beheer/")


def test_a_passkey_that_was_taken_away_opens_nothing(page: Page) -> None:
    log_in_as(page, "daan")
    make_passkey(page, "Oude telefoon")
    page.get_by_role("listitem").filter(has_text="Oude telefoon").get_by_role("button").click()
    expect(page.get_by_text("De passkey is weggehaald.")).to_be_visible()
    page.goto("/uitloggen/")
    page.get_by_role("button", name="Log uit").click()
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met je passkey").click()
    expect(page.get_by_role("heading", name="Deze passkey werkt hier niet")).to_be_visible()
