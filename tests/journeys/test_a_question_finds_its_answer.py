"""The main way through the product: a question, six mails, one reply from an ordinary mail
program, the answer on the site.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPage, Site, log_in_as
from tests.journeys.mails import outlook_reply

WORDS = [
    "Bij ons rijden vrijwilligers van de buurtbus.",
    "Spreek vooraf af wie er belt als iemand ziek is.",
]


def ask(page: Page, title: str) -> None:
    page.goto("/durf-te-vragen/stel-je-vraag/")
    page.get_by_label("Je vraag in één zin").fill(title)
    page.get_by_label("Vertel er iets bij").fill(
        "Wij zijn een groep voor brusjes begonnen en zoeken vervoer voor kinderen van 8 tot "
        "12. Ouders kunnen niet altijd rijden."
    )
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klaar om te versturen?")
    expect(page.locator(".who")).to_contain_text("Zes leden krijgen meteen een mail")
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def mails_about(page: Page, title: str, *, count: int) -> list[str]:
    """The mailbox's addresses of the alerts with this subject, once `count` of them are there."""
    for _ in range(40):
        page.goto("/postvak/")
        answerable = page.locator("main .item", has=page.locator("a", has_text=title)).filter(
            has_text="kun je beantwoorden"
        )
        if answerable.count() >= count:
            return [link.get_attribute("href") or "" for link in answerable.locator("a").all()]
        page.wait_for_timeout(250)
    raise AssertionError(
        f"{answerable.count()} mails of {count} came in: {page.locator('main').inner_text()}"
    )


def fact(page: Page, name: str) -> str:
    return (
        page.locator("dl.facts div", has=page.locator("dt", has_text=name))
        .locator("dd")
        .first.inner_text()
    )


@pytest.mark.parametrize("js", [True, False], ids=["with scripts", "without scripts"])
def test_a_question_finds_its_answer_by_mail(open_page: OpenPage, site: Site, js: bool) -> None:
    title = f"Wie regelt vervoer voor een brusjesgroep, {'met' if js else 'zonder'} taxi?"
    page = open_page(js=js)
    log_in_as(page, "sanne")
    ask(page, title)
    question = page.url

    alerts = [address for address in mails_about(page, title, count=6) if address]
    page.goto(alerts[0])
    expect(page.locator(".plain-mail")).to_contain_text("--- Antwoord boven deze regel ---")
    name, _, address = fact(page, "Aan").rpartition(", ")
    reply = outlook_reply(
        name=name,
        sender=address,
        to=fact(page, "Antwoord gaat naar"),
        subject=title,
        paragraphs=WORDS,
    )
    site.deliver(reply)

    answer = page.locator(".answer").first
    for _ in range(20):
        page.goto(question)
        if answer.count():
            break
        page.wait_for_timeout(250)
    expect(answer).to_contain_text(WORDS[0])
    expect(answer).to_contain_text(WORDS[1])
    expect(answer).to_contain_text(name)
    expect(answer).to_contain_text("per mail")
    expect(answer).not_to_contain_text(re.compile("vriendelijke groet|Verzonden:|boven deze regel"))

    page.goto("/postvak/?aan=sanne%40cast.example")
    expect(page.locator("main .items")).to_contain_text(title)

    page.goto(f"{question}afsluiting/")
    page.get_by_label("Wat hielp?").fill("Vrijwilligers van de buurtbus, met één telefoonnummer.")
    page.get_by_role("button", name="Sluit je vraag").click()
    expect(page.locator(".summary-box")).to_contain_text("Vrijwilligers van de buurtbus")


def test_the_mailbox_answers_the_way_a_mail_program_does(open_page: OpenPage) -> None:
    title = "Welke boeken helpen een kind van negen bij dementie van een ouder?"
    page = open_page()
    log_in_as(page, "sanne")
    page.goto("/durf-te-vragen/stel-je-vraag/")
    page.get_by_label("Je vraag in één zin").fill(title)
    page.get_by_label("Vertel er iets bij").fill(
        "Ik zoek boeken om samen te lezen, over dementie op jonge leeftijd."
    )
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    page.get_by_role("button", name="Verstuur", exact=True).click()
    question = page.url
    page.goto(mails_about(page, title, count=1)[0])
    page.get_by_label("Je antwoord").fill(
        "Lees samen een prentenboek, en laat het kind zelf kiezen."
    )
    page.get_by_label("Telefoon").check()
    page.get_by_role("button", name="Verstuur het antwoord").click()
    expect(page.locator(".messages")).to_contain_text("binnengekomen")
    for _ in range(20):
        page.goto(question)
        if page.locator(".answer").count():
            break
        page.wait_for_timeout(250)
    expect(page.locator(".answer").first).to_contain_text("laat het kind zelf kiezen")
    expect(page.locator(".answer").first).not_to_contain_text("Verstuurd vanaf")


def test_a_double_click_and_the_back_button_make_one_question(open_page: OpenPage) -> None:
    title = "Hoe bereiken jullie jongens van veertien?"
    page = open_page()
    log_in_as(page, "fatima")
    page.goto("/durf-te-vragen/stel-je-vraag/")
    page.get_by_label("Je vraag in één zin").fill(title)
    page.get_by_label("Vertel er iets bij").fill(
        "Bij ons komen vooral meisjes. Wat werkt voor jongens?"
    )
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    page.get_by_role("button", name="Verstuur", exact=True).dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.goto("/durf-te-vragen/?toon=van-mij")
    expect(page.locator("main a", has_text=title)).to_have_count(1)


def test_a_question_can_be_asked_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    log_in_as(page, "daan")
    page.goto("/durf-te-vragen/stel-je-vraag/")
    page.get_by_label("Je vraag in één zin").focus()
    page.keyboard.type("Wie heeft een spel over geld voor pubers?")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "TEXTAREA":
        page.keyboard.press("Tab")
    page.keyboard.type("Voor een avond over schulden thuis, groep van tien.")
    press_tab_until(page, "Kijk wie je vraag krijgt")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klaar om te versturen?")
    press_tab_until(page, "Verstuur")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Wie heeft een spel over geld voor pubers?"
    )


def press_tab_until(page: Page, name: str) -> None:
    """Go on with Tab to the button of this name; what has focus must be seen to have it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "[document.activeElement.innerText.trim(), "
            "getComputedStyle(document.activeElement).outlineStyle]"
        )
        if focused[0] == name:
            assert focused[1] != "none", f"nothing shows that {name} has focus"
            return
    raise AssertionError(f"Tab never reached {name}")
