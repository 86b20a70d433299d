"""From bringing to taken: an offer is brought, its people hear of it on the site and by mail,
one asks for it, its bringer says yes.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage, log_in_as

PATIENCE = 60  # seconds


def ask(page: Page, title: str, text: str) -> str:
    page.goto("/durf-te-vragen/stel-je-vraag/")
    page.get_by_label("Je vraag in één zin").fill(title)
    page.get_by_label("Vertel er iets bij").fill(text)
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


def bring(page: Page, title: str, text: str) -> str:
    page.goto("/durf-te-vragen/aanbod/breng-iets/")
    page.get_by_label("Wat breng je, in één zin?").fill(title)
    page.get_by_label("Vertel er iets bij").fill(text)
    page.get_by_role("button", name="Zet je aanbod op de site").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("main")).to_contain_text("Nog geen verzoeken")
    return page.url


def mail_to(page: Page, person: str, subject: str) -> str:
    """Open the mail that this member of the cast got, and give its text."""
    for _ in range(PATIENCE):
        page.goto(f"/postvak/?aan={person}%40cast.example")
        found = page.locator("main .item a", has_text=subject).first
        if found.count():
            found.click()
            return page.locator(".plain-mail").text_content() or ""
        page.wait_for_timeout(1000)
    raise AssertionError(
        f"no mail {subject!r} to {person}: {page.locator('main').inner_text()[:1000]}"
    )


@pytest.mark.parametrize(
    ("js", "who", "other"),
    [(True, "daan", "fatima"), (False, "fatima", "daan")],
    ids=["with scripts", "without scripts"],
)
def test_an_offer_finds_who_needs_it(open_page: OpenPage, js: bool, who: str, other: str) -> None:
    thing = "kamishibai-kastje" if js else "vertelkoffer"
    title = f"Een {thing} te leen voor een verteluur"
    asker, bringer = open_page(js=js), open_page(js=js, width=360)

    log_in_as(asker, who)
    question = ask(
        asker,
        f"Waar leen ik een {thing}?",
        f"Voor een verteluur met broertjes en zusjes zoek ik een {thing}.",
    )
    log_in_as(bringer, "marijke")
    offer = bring(
        bringer,
        title,
        f"Ons {thing} ligt in de kast en mag op reis. Er zitten verhalen over zorgen thuis bij.",
    )

    # By mail, and on the site where the question stands and on Mijn JMZ Pro: to who asked, not to
    # another.
    assert f"Omdat je vroeg: Waar leen ik een {thing}." in mail_to(
        asker, who, f"Hier ligt iets voor je klaar: {title}"
    )
    asker.goto(question)
    expect(asker.locator(".notice", has_text="Hier ligt iets voor je klaar")).to_contain_text(title)
    another = open_page(js=js)
    log_in_as(another, other)
    another.goto(question)
    expect(another.get_by_role("heading", level=1)).to_contain_text(thing)
    expect(another.locator("main")).not_to_contain_text("Hier ligt iets voor je klaar")

    asker.get_by_role("link", name=title).click()
    asker.get_by_label("Wat wil je ermee doen?").fill(
        "Een verteluur in de bibliotheek, op een woensdagmiddag."
    )
    asker.get_by_role("button", name="Vraag erom").click()
    expect(asker.locator(".messages")).to_contain_text("We sturen je verzoek door")
    request = asker.url

    told = mail_to(bringer, "marijke", f"Iemand wil dit graag: {title}")
    assert "op een woensdagmiddag" in told
    assert f"{who}@cast.example" not in told
    decide = next(word for word in told.split() if "/aanbod/mail/" in word)
    bringer.goto(decide)
    bringer.get_by_role("button", name="Ja, het is voor jou").click()
    expect(bringer.get_by_role("heading", level=1)).to_have_text("Mooi, het is toegezegd")

    assert "zegt ja op je verzoek" in mail_to(asker, who, f"Ja, het is voor jou: {title}")
    asker.goto(request)
    expect(asker.locator("main")).to_contain_text("Dit is voor jou")
    asker.get_by_label("Je bericht").fill("Wanneer kan ik het komen halen?")
    asker.get_by_role("button", name="Verstuur je bericht").click()
    bringer.goto(request)
    expect(bringer.locator("main")).to_contain_text("Wanneer kan ik het komen halen?")

    asker.goto("/mijn/")
    expect(asker.locator("main")).to_contain_text(title)
    another.goto(offer)
    expect(another.locator("main")).to_contain_text("Dit is vergeven")
    asker.goto(question)
    expect(asker.locator("main")).not_to_contain_text(title)
