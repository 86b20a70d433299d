"""What is typed survives a login that ran out, in this tab only, and is gone once it is sent or
its writer logs out.
"""

from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage, log_in_as

ASK = "/durf-te-vragen/stel-je-vraag/"
KEPT = "Object.keys(sessionStorage).filter((key) => key.startsWith('concept:')).length"


def test_a_question_survives_a_login_that_ran_out(open_page: OpenPage) -> None:
    page = open_page()
    log_in_as(page, "marijke")
    page.goto(ASK)
    page.get_by_label("Je vraag in één zin").fill("Wie heeft een draaiboek voor een logeerweekend?")
    page.get_by_label("Vertel er iets bij").fill("We willen het met tien brusjes doen.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    log_in_as(page, "marijke")
    page.goto(ASK)
    expect(page.get_by_label("Je vraag in één zin")).to_have_value(
        "Wie heeft een draaiboek voor een logeerweekend?"
    )
    expect(page.get_by_label("Vertel er iets bij")).to_have_value(
        "We willen het met tien brusjes doen."
    )
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Wie heeft een draaiboek voor een logeerweekend?"
    )
    assert page.evaluate(KEPT) == 0


def test_logging_out_forgets_every_draft(open_page: OpenPage) -> None:
    page = open_page()
    log_in_as(page, "marijke")
    page.goto(ASK)
    page.get_by_label("Vertel er iets bij").fill("Dit is nog niet af.")
    assert page.evaluate(KEPT) == 1
    page.goto("/uitloggen/")
    page.locator("main button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent uitgelogd")
    assert page.evaluate(KEPT) == 0
