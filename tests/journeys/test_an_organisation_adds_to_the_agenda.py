"""An organisation without an account adds an activity, confirms it, gets it approved, and
changes the room by the link.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage, log_in_as

PATIENCE = 20
# Each walk its own, so that it never reads the mail of the other.
ADDRESSES = {True: "organisator@naast-elkaar.example", False: "planner@naast-elkaar.example"}


def link_in_mail(page: Page, address: str, subject: str, start: str) -> str:
    """From the mailbox of the demo: the path that begins so, in the mail with this subject."""
    for _ in range(PATIENCE):
        page.goto(f"/postvak/?aan={address.replace('@', '%40')}")
        found = page.locator("main .item a", has_text=subject).first
        if found.count():
            found.click()
            path = re.search(
                rf"{re.escape(start)}[^\s\"<]+", page.locator(".plain-mail").text_content() or ""
            )
            assert path, subject
            return path[0]
        page.wait_for_timeout(1000)
    raise AssertionError(f"no mail {subject!r}: {page.locator('main').inner_text()[:1000]}")


@pytest.mark.parametrize("js", [True, False], ids=["with-js", "without-js"])
def test_add_confirm_get_approved_and_change_the_room(open_page: OpenPage, js: bool) -> None:
    title = f"Leerlunch over gezinnen {'met' if js else 'zonder'} zorgen"
    organiser, office = open_page(js=js, width=360), open_page(js=js)
    organiser.goto("/agenda/toevoegen/")
    organiser.get_by_label("Titel").fill(title)
    organiser.get_by_label("In één zin").fill("Eet mee en hoor wat collega’s doen.")
    organiser.get_by_label("Wat is het?").select_option("netwerkdag")
    organiser.get_by_label("Professionals").check()
    organiser.get_by_label("Dag", exact=True).fill((date.today() + timedelta(days=21)).isoformat())
    organiser.get_by_label("Begint om").fill("12:00")
    organiser.get_by_label("Eindigt om").fill("13:30")
    organiser.get_by_label("Hoe vaak?").fill("elke week 3 keer")
    organiser.get_by_label("Locatie").fill("Buurthuis, zaal 2")
    organiser.get_by_label("Welke organisatie organiseert het?").fill("Stichting Naast Elkaar")
    organiser.get_by_label("E-mailadres voor vragen").fill("info@naast-elkaar.example")
    organiser.get_by_label("Je eigen e-mailadres").fill(ADDRESSES[js])
    organiser.get_by_role("button", name="Bekijk hoe het wordt").click()
    # The town was forgotten: it is said, and nothing typed is lost.
    expect(organiser.locator(".error-summary")).to_contain_text("welk dorp of welke stad")
    expect(organiser.get_by_label("Titel")).to_have_value(title)
    organiser.get_by_label("Plaats").fill("Utrecht")
    organiser.get_by_role("button", name="Bekijk hoe het wordt").click()

    expect(organiser.get_by_role("heading", level=1)).to_have_text("Klopt het zo?")
    expect(organiser.locator(".dates > li")).to_have_count(3)
    organiser.locator(".dates > li").nth(1).get_by_role("link").click()
    organiser.get_by_role("button", name="Laat deze datum vervallen").click()
    expect(organiser.locator(".dates > li").nth(1)).to_contain_text("vervalt")
    organiser.get_by_role("button", name="Verstuur").click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")

    organiser.goto(
        link_in_mail(organiser, ADDRESSES[js], "Bevestig je activiteit", "/agenda/bevestigen/")
    )
    organiser.get_by_role("button", name="Bevestig en stuur naar het bureau").click()
    expect(organiser.get_by_role("heading", level=1)).to_have_text("Dank je wel")

    log_in_as(office, "pieter")
    office.goto("/beheer/wachtrij/?soort=agenda")
    waiting = office.locator("article", has_text=title)
    waiting.get_by_role("button", name="Zet op de site").click()
    expect(office.get_by_role("heading", name="Deze mail gaat weg")).to_be_visible()
    expect(office.locator(".jmz-mail")).to_contain_text(ADDRESSES[js])
    office.get_by_role("button", name="Zet op de site en verstuur de mail").click()
    expect(office.locator("article", has_text=title)).to_have_count(0)

    link = link_in_mail(organiser, ADDRESSES[js], f"In de agenda: {title}", "/agenda/wijzigen/")
    organiser.goto(link)
    organiser.get_by_role("link", name="Verander de activiteit").click()
    organiser.get_by_label("Locatie").fill("Buurthuis, zaal 5")
    organiser.get_by_role("button", name="Bewaar").click()
    expect(organiser.locator(".notice.good")).to_have_text("Bewaard.")
    organiser.get_by_role("link", name="Bekijk in de agenda").click()
    expect(organiser.locator("main")).to_contain_text("zaal 5")
    feed = organiser.request.get(f"{organiser.url}agenda.ics").text()
    assert "zaal 5" in feed.replace("\r\n ", "")
    assert "SEQUENCE:1" in feed
