"""Every page of our own, held against axe: light and dark, on a phone and on a desk; nothing
scrolls sideways; the first view is light.
"""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

from tests.journeys.conftest import OpenPage, log_in_as

KB = 1000
PAGE_KB, FONTS_KB = 150, 80
PHONE, DESK, NARROWEST = 360, 1280, 320
AXE = Axe()
# All of axe's rules, and the size of what is touched, which axe leaves off.
EVERY_RULE: dict[str, Any] = {
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
# What a width and a scheme can change: the other rules read the same page again.
SEEN: dict[str, Any] = {
    "runOnly": ["color-contrast", "target-size", "link-in-text-block"],
    "resultTypes": ["violations"],
    "preload": False,
}

TRAINING = "main a[href^='/agenda/training-']"
VISITOR = [
    "/agenda/deelnamebewijs/",
    f"/agenda/ > {TRAINING} > a[href$='/aanmelden/']",
    "/",
    "/durf-te-vragen/",
    "/durf-te-vragen/ > .items h3 a",
    "/agenda/toevoegen/",
    "/agenda/toevoegen/verstuurd/",
    "/herkennen/",
    "/over/",
    "/privacy/",
    "/contact/",
    "/themas/",
    "/themas/ > main .door a",
    "/vijf-stappen/",
    "/cijfers/",
    "/voor/",
    "/voor/school/",
    "/over/ambassadeurs/",
    "/voor-jou/hulp-bellen-en-chatten/",
    "/en/",
    "/en/young-carers/",
    "/en/young-carers/help-by-phone-and-chat/",
    "/nieuws/",
    "/nieuws/ > main .items a",
    "/doorgeven/",
    "/bericht/?over=/herkennen/",
    "/bericht/verstuurd/",
    "/leden/?provincie=friesland",
    "/leden/?provincie=friesland > .items a",
    "/zoeken/",
    "/zoeken/?q=brusjes",
    "/zoeken/?q=xqzwv",
    "/agenda/",
    "/agenda/?plaats=Utrecht&leeftijd=9&thema=groep",
    "/agenda/?plaats=Utregt&leeftijd=twaalf",
    "/agenda/maand/",
    "/agenda/kaart/",
    "/agenda/archief/",
    "/agenda/insluiten/",
    "/agenda/ > .agenda-row a",
    "/agenda/ > .agenda-row a > a[href$='/poster/']",
    "/inloggen/",
    "/postvak/",
    "/postvak/ > main .items a",
    "/bestaat-niet/",
]
# A question of one's own that is not closed yet.
OPEN = ".items .item:has(.status.warm) h3 a"
MEMBER = [
    "/durf-te-vragen/",
    "/durf-te-vragen/?toon=beantwoord",
    "/durf-te-vragen/?toon=door-mij",
    "/durf-te-vragen/stel-je-vraag/",
    "/durf-te-vragen/ > .items h3 a",
    "/durf-te-vragen/?toon=van-mij > .items h3 a",
    f"/durf-te-vragen/?toon=van-mij > {OPEN} > a[href$='/afsluiting/']",
    f"/durf-te-vragen/?toon=van-mij > {OPEN} > a[href$='/verwijdering/']",
    "/leden/?provincie=friesland > .items a > a[href*='/mensen/']",
    f"/agenda/ > {TRAINING} > a[href$='/aanmeldingen/']",
    *(
        f"/agenda/ > {TRAINING} > a[href$='/aanmeldingen/'] > .tabs a[href$='/{page}/']"
        for page in ("aanwezigheid", "workshops", "materiaal", "instellen")
    ),
    "/agenda/toevoegen/",
    "/mijn/",
    "/mijn/activiteiten/",
    "/mijn/activiteiten/ > main .items a",
    "/mijn/activiteiten/ > main .items a > a[href$='/formulier/']",
    "/mijn/kalenders/",
    "/mijn/kalenders/koppelen/",
    "/mijn/profiel/",
    "/mijn/meldingen/",
    "/mijn/beveiliging/",
    "/mijn/beveiliging/passkey/",
    "/mijn/gegevens/",
    "/mijn/gegevens/wissen/",
    "/welkom/",
    "/uitloggen/",
]
# What the menu of the office leads to. Wagtail's own reports, pages and libraries are its makers'
# work.
OFFICE = r"""[...new Set([...document.body.innerHTML.matchAll(/"(\/beheer\/[a-z0-9_\/-]*\/)"/g)]
  .map(found => found[1]))].filter(address => !address.match(
    /\/(account|api|logout|jsi18n|sprite|dismissibles|block-preview|bulk|pages|reports|images|documents)\//
  ))"""


def visit(page: Page, way: str) -> None:
    """Go to an address, then along the first link of each selector: "/leden/ > .items a"."""
    address, *links = way.split(" > ")
    page.goto(address)
    for link in links:
        page.goto(page.locator(link).first.get_attribute("href") or "")


def violations(
    page: Page, options: dict[str, Any] = EVERY_RULE, context: str | None = None
) -> list[str]:
    found = page.evaluate(
        "([context, options]) => axe.run(context || document, options)", [context, options]
    )
    return [
        f"{rule['id']}: {node['target']} {node['html'][:120]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def troubles(page: Page, way: str, *, today: str = "") -> list[str]:
    """What is wrong on one page, in every light and width; the page is loaded once. `today`: see
    `mark_as_today`.
    """
    visit(page, way)
    if today:
        mark_as_today(page, today)
    page.evaluate(AXE.axe_script)
    found = []
    for width, is_dark, options in (
        (DESK, False, EVERY_RULE),
        (DESK, True, SEEN),
        (PHONE, True, EVERY_RULE),
        (PHONE, False, SEEN),
    ):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if is_dark else "light")
        found += [
            f"{way} {width} {'dark' if is_dark else 'light'} {violation}"
            for violation in violations(page, options)
        ]
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROWEST:
        found.append(f"{way} is {wide} px wide at {NARROWEST}")
    return found


def mark_as_today(page: Page, week: str) -> None:
    """Move the mark of today in the month view to a week of the month: "first", "middle" or
    "last", whatever day it is.
    """
    page.evaluate(
        """week => {
          const days = [...document.querySelectorAll(".agenda-cell:not(.is-other)")];
          const before = document.querySelector(".agenda-cell.is-today");
          const now = days.at({first: 0, middle: 14, last: -1}[week]);
          before.classList.remove("is-today");
          before.querySelector("time").removeAttribute("aria-current");
          now.classList.add("is-today");
          now.querySelector("time").setAttribute("aria-current", "date");
        }""",
        week,
    )


def ask_something(page: Page) -> None:
    page.goto("/durf-te-vragen/stel-je-vraag/")
    page.get_by_label("Je vraag in één zin").fill("Wie heeft een draaiboek voor een ouderavond?")
    page.get_by_label("Vertel er iets bij").fill(
        "Voor twintig ouders, met koffie. Wat werkte bij jullie?"
    )
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    page.get_by_role("button", name="Verstuur", exact=True).click()
    page.wait_for_url("**/durf-te-vragen/*/")


def test_axe_finds_nothing_on_what_a_visitor_sees(open_page: OpenPage) -> None:
    page = open_page()
    found = [trouble for way in VISITOR for trouble in troubles(page, way)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("week", ["first", "middle", "last"])
def test_axe_finds_nothing_on_a_month_with_today_in_any_week(
    open_page: OpenPage, week: str
) -> None:
    page = open_page()
    assert not (found := troubles(page, "/agenda/maand/", today=week)), "\n".join(found)
    page.set_viewport_size({"width": DESK, "height": 800})
    marked = page.locator(".agenda-cell.is-today .agenda-number")
    assert marked.evaluate("e => e.getClientRects().length") == 1
    day = page.locator(".agenda-cell.is-today .agenda-cell-day")
    assert day.evaluate("e => getComputedStyle(e).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_axe_finds_nothing_on_what_a_member_sees(open_page: OpenPage) -> None:
    page = open_page()
    log_in_as(page, "sanne")
    ask_something(page)
    found = [trouble for way in MEMBER for trouble in troubles(page, way)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_on_a_refused_form(open_page: OpenPage) -> None:
    page = open_page()
    log_in_as(page, "sanne")
    page.goto("/durf-te-vragen/stel-je-vraag/")
    page.get_by_label("Je vraag in één zin").fill("Wie helpt?")
    page.get_by_label("Vertel er iets bij").fill("Zijn BSN is 111222333.")
    page.get_by_role("button", name="Kijk wie je vraag krijgt").click()
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.evaluate(AXE.axe_script)
    assert not violations(page)


def test_axe_finds_nothing_on_the_pages_of_the_office_that_are_ours(open_page: OpenPage) -> None:
    page = open_page()
    log_in_as(page, "anouk")
    page.goto("/beheer/")
    addresses = page.evaluate(OFFICE)
    assert {
        "/beheer/wachtrij/",
        "/beheer/logboek/",
        "/beheer/cijfers/",
        "/beheer/hulpaanbod/",
    } <= set(addresses)
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate(AXE.axe_script)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{address} {scheme} {violation}" for violation in violations(page)]
    assert not found, "\n".join(found)


def weight(request: Request) -> int:
    """Bytes over the line."""
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


@pytest.mark.parametrize("address", ["/", "/durf-te-vragen/", "/herkennen/"])
def test_the_first_view_of_a_page_is_light(open_page: OpenPage, address: str) -> None:
    """What really goes over the line into an empty browser, headers included."""
    page = open_page(width=PHONE)
    requests: list[Request] = []

    def note(
        request: Request,
    ) -> None:  # Playwright hangs a mark on what it calls; `append` takes none
        requests.append(request)

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    fonts = sum(weight(request) for request in requests if request.resource_type == "font")
    rest = {request.url: weight(request) for request in requests if request.resource_type != "font"}
    assert 0 < fonts < FONTS_KB * KB, f"{fonts} bytes of fonts"
    assert sum(rest.values()) < PAGE_KB * KB, rest
