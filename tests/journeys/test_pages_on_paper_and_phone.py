"""What is safety first: numbers that can be read on paper, focus that is never hidden, words
that fit, and nothing left behind.
"""

from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import OpenPage, log_in_as
from tests.journeys.test_every_page_is_accessible import MEMBER, OPEN, VISITOR, visit

# An A4 without its margins, in CSS pixels.
PAPER = {"width": 680, "height": 1000}
ON_ONE_SHEET = [
    "/vijf-stappen/",
    "/herkennen/",
    "/voor/school/",
    "/voor/consulent/",
    "/voor/welzijn/",
    "/voor/jeugdprofessional/",
]
NUMBERS = ["112", "0800-2000", "0800-0113", "0800-0432"]

ITEM = "/kennisbank/ > main .items a"
HELP = ["/hulp-vinden/", "/hulp-vinden/?plaats=Zwolle"]
READERS = [
    ("", [*VISITOR, ITEM, *HELP]),
    (
        "sanne",
        [*(way for way in MEMBER if OPEN not in way), ITEM, "/agenda/ > .agenda-row a", *HELP],
    ),
]
IDS = ["visitor", "member"]

# Text that is printed over other text: the boxes of two text nodes that cover each other.
PRINTED_OVER = """() => {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (words.nextNode()) {
    const node = words.currentNode, parent = node.parentElement;
    const unseen = ".visually-hidden, script, style, svg, [hidden], details:not([open]) > :not(summary)";
    if (!node.data.trim() || parent.closest(unseen)) continue;
    const style = getComputedStyle(parent);
    if (style.visibility === "hidden" || style.clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 1 && box.height > 1) boxes.push([box, node]);
  }
  const over = [];
  for (let one = 0; one < boxes.length; one++)
    for (let other = one + 1; other < boxes.length; other++) {
      const [a, x] = boxes[one], [b, y] = boxes[other];
      if (x === y) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > Math.min(a.height, b.height) / 2)
        over.push(`${x.data.trim().slice(0, 40)} | ${y.data.trim().slice(0, 40)}`);
    }
  return over.slice(0, 5);
}"""  # noqa: E501

# The element with focus, when something that stays on the screen covers any part of it.
FOCUS_HIDDEN = """() => {
  const exit = document.querySelector(".quick-exit"), focused = document.activeElement;
  if (!exit || !focused || focused === document.body || exit.contains(focused)) return null;
  const bar = exit.getBoundingClientRect(), box = focused.getBoundingClientRect();
  const wide = Math.min(bar.right, box.right) - Math.max(bar.left, box.left);
  const high = Math.min(bar.bottom, box.bottom) - Math.max(bar.top, box.top);
  return wide > 1 && high > 1 ? focused.outerHTML.slice(0, 100) : null;
}"""

OUT_OF_SIGHT = """() => [...document.querySelectorAll(".main-menu a")].filter(link => {
  const box = link.getBoundingClientRect();
  return box.left < 0 || box.right > innerWidth || box.width < 1;
}).map(link => link.textContent)"""


def on_paper(page: Page, tmp_path: Any) -> pypdfium2.PdfDocument:
    file = tmp_path / "paper.pdf"
    page.pdf(path=str(file), format="A4", prefer_css_page_size=True)
    return pypdfium2.PdfDocument(str(file))


def words_of(document: pypdfium2.PdfDocument) -> str:
    return " ".join(
        document[number].get_textpage().get_text_range() for number in range(len(document))
    )


def numbers_missing_in(document: pypdfium2.PdfDocument) -> list[str]:
    """Help numbers that are not on the paper. PDFium takes a sheet with a few lines for one that is
    read downwards, and gives its letters one by one: blanks say nothing here.
    """
    letters = "".join(words_of(document).split())
    return [number for number in NUMBERS if number not in letters]


@pytest.mark.parametrize(("who", "ways"), READERS, ids=IDS)
def test_no_words_are_printed_over_others(open_page: OpenPage, who: str, ways: list[str]) -> None:
    page = open_page(**PAPER)
    if who:
        log_in_as(page, who)
    found = []
    for way in ways:
        visit(page, way)
        page.emulate_media(media="print")
        found += [f"{way}: {words}" for words in page.evaluate(PRINTED_OVER)]
        page.emulate_media(media="screen")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("who", "ways"), READERS, ids=IDS)
def test_every_page_on_paper_has_the_help_numbers(
    open_page: OpenPage, tmp_path: Any, who: str, ways: list[str]
) -> None:
    """Numbers that stand in a form are not printed with it. A poster is no page: it is about one
    activity.
    """
    page = open_page(dark=True)
    if who:
        log_in_as(page, who)
    without = []
    for way in ways:
        if "/poster/" in way:
            continue
        visit(page, way)
        if missing := numbers_missing_in(on_paper(page, tmp_path)):
            without.append(f"{way}: {missing}")
    assert not without, "\n".join(without)


def test_a_question_on_paper_is_its_answers_without_what_one_can_press(
    open_page: OpenPage, tmp_path: Any
) -> None:
    page = open_page()
    log_in_as(page, "sanne")
    visit(page, "/durf-te-vragen/?toon=beantwoord > .items h3 a")
    told = [page.locator(part).first.inner_text() for part in ("h1", ".answers h2")]
    words = " ".join(words_of(on_paper(page, tmp_path)).split())
    assert [one for one in told if " ".join(one.split()) not in words] == []
    assert [
        said
        for said in ("Weet jij het", "Bewaar als pdf", "Meld deze vraag", "Klopt er iets niet")
        if said in words
    ] == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ON_ONE_SHEET)
def test_what_is_handed_over_fits_on_one_sheet_with_its_numbers(
    open_page: OpenPage, tmp_path: Any, address: str, dark: bool
) -> None:
    page = open_page(dark=dark)
    page.goto(address)
    heads = page.locator("main :is(h2, h3):not(.step-signals h3, .step > h3, .share h2)")
    told = [" ".join(head.split()).removeprefix("Stap ") for head in heads.all_text_contents()]
    paper = on_paper(page, tmp_path)
    words = " ".join(words_of(paper).split())
    assert len(paper) == 1
    assert numbers_missing_in(paper) == []
    assert [head for head in told if head.split(": ")[-1] not in words] == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "way", ["/kennisbank/gesprekskaart-rouw-en-verlies/", "/agenda/casusbespreking-in-urk/"]
)
def test_an_item_and_an_activity_fit_on_one_sheet_with_the_numbers(
    open_page: OpenPage, tmp_path: Any, way: str, dark: bool
) -> None:
    page = open_page(dark=dark)
    visit(page, way)
    paper = on_paper(page, tmp_path)
    assert len(paper) == 1
    assert numbers_missing_in(paper) == []


@pytest.mark.parametrize(
    "size",
    [{"width": 360, "height": 740}, {"width": 320, "height": 256}, {"width": 1280, "height": 800}],
)
@pytest.mark.parametrize(
    "address", ["/agenda/", "/herkennen/", "/voor-jou/", "/hulp-vinden/voor-jou/"]
)
def test_the_way_out_never_lies_over_what_has_focus(
    open_page: OpenPage, size: dict[str, int], address: str
) -> None:
    page = open_page(**size)
    page.goto(address)
    hidden = []
    for _ in range(80):
        page.keyboard.press("Tab")
        hidden.append(page.evaluate(FOCUS_HIDDEN))
    assert [one for one in hidden if one] == []


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1120, 1280])
def test_every_item_of_the_menu_is_in_sight(open_page: OpenPage, width: int) -> None:
    page = open_page(width=width)
    page.goto("/leden/")
    assert page.locator(".main-menu a").count() >= 6
    assert page.evaluate(OUT_OF_SIGHT) == []


def test_who_is_logged_in_can_log_out_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=360)
    log_in_as(page, "sanne")
    page.goto("/mijn/")
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/mijn/")
    assert "/inloggen/" in page.url


def test_the_way_to_ask_stands_on_the_first_screen_of_a_phone(open_page: OpenPage) -> None:
    page = open_page(width=360, height=740)
    page.goto("/durf-te-vragen/")
    box = page.get_by_role("link", name="Inloggen en vragen").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 740


@pytest.mark.parametrize(("who", "ways"), READERS, ids=IDS)
def test_long_dutch_words_break_in_every_list_and_page(
    open_page: OpenPage, who: str, ways: list[str]
) -> None:
    """Each heading and name of a page gets one word without end, as titles of members may have."""
    page = open_page(width=320)
    if who:
        log_in_as(page, who)
    wide = []
    for way in ways:
        visit(page, way)
        page.evaluate(
            """() => document.querySelectorAll(
              "main :is(h1, h2, h3, h4, .item-title a, dd, .door b, .door p, .tag, .item-meta > span, .link-list a, .card p:not(.row))"
            ).forEach(e => { if (!e.querySelector("svg, img, input")) e.append("Mantelzorgondersteuningsprogrammacoördinatoren"); })"""  # noqa: E501
        )
        if (found := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide.append(f"{way}: {found}")
    assert not wide, "\n".join(wide)


def test_nothing_comes_back_in_hulp_vinden_after_a_reload_or_a_way_back(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.goto("/hulp-vinden/")
    page.get_by_label("Waar woont het gezin?").fill("Zwolle")
    box = page.locator("main input[type=checkbox]").first
    page.evaluate("document.querySelectorAll('main details').forEach(e => e.open = true)")
    box.check()
    for again in (page.reload, lambda: (page.goto("/"), page.go_back())):
        again()
        assert page.get_by_label("Waar woont het gezin?").input_value() == ""
        assert page.locator("main input:checked").count() == 0
