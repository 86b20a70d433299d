"""The rules every page of the site keeps, as small functions over the parsed page; `problems`
runs them all.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

SVG = "{http://www.w3.org/2000/svg}"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Script elements that the browser never runs.
DATA_TYPES = {"application/ld+json", "application/json"}
WITHOUT_LABEL = {"hidden", "submit", "button", "reset", "image"}
INTERACTIVE = {"a", "button", "input", "select", "textarea", "details"}
REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "list",
    "popovertarget",
)


class Page:
    """A parsed page, with each element's ancestors."""

    def __init__(self, html: str, *, is_fragment: bool = False) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        # The tree builder's root is a `DOCUMENT_FRAGMENT` for a fragment, else `html`.
        self.root: Element = parser.parseFragment(html) if is_fragment else parser.parse(html)
        self.parse_errors = [
            f"regel {position[0]}: {PARSE_ERRORS.get(code, code) % details}"
            for position, code, details in parser.errors
        ]
        self.is_fragment = is_fragment
        self.elements = [element for element in self.root.iter() if isinstance(element.tag, str)]
        self.parents = {child: parent for parent in self.elements for child in parent}

    def ancestors(self, element: Element) -> Iterator[Element]:
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def by_id(self, name: str) -> Element | None:
        return next((element for element in self.elements if element.get("id") == name), None)

    def name_of(self, element: Element) -> str:
        """The accessible name, near enough: aria-labelledby, aria-label, text, alt of images,
        title of drawings.
        """
        if labels := element.get("aria-labelledby"):
            return " ".join(
                words(found) for label in labels.split() if (found := self.by_id(label)) is not None
            ).strip()
        return (element.get("aria-label") or words(element) or element.get("value") or "").strip()


def words(element: Element) -> str:
    """The text a screen reader says for an element: hidden parts left out, images by their alt."""
    if element.get("aria-hidden") == "true":
        return ""
    own = (
        element.get("alt", "")
        if element.tag in {"img", "input"}
        else element.get("aria-label", "")
        if element.tag == f"{SVG}svg"
        else ""
    )
    return " ".join(
        [own, element.text or "", *(f"{words(child)} {child.tail or ''}" for child in element)]
    ).strip()


def shown(element: Element) -> str:
    attributes = " ".join(f'{key}="{value}"' for key, value in list(element.attrib.items())[:3])
    return f"<{str(element.tag).removeprefix(SVG)} {attributes}>".replace(" >", ">")


def parses_strictly(page: Page) -> Iterator[str]:
    yield from (f"ongeldige HTML, {error}" for error in page.parse_errors)


def has_one_of_what_a_page_has_one_of(page: Page) -> Iterator[str]:
    if page.is_fragment:
        return
    for tag in ("title", "h1", "main"):
        found = page.all(tag)
        if len(found) != 1:
            yield f"{len(found)} keer <{tag}> in plaats van 1"
        elif not words(found[0]):
            yield f"<{tag}> is leeg"
    if not page.root.get("lang"):
        yield "<html> zonder lang"
    viewport = next(
        (meta.get("content", "") for meta in page.all("meta") if meta.get("name") == "viewport"), ""
    )
    if (
        "width=device-width" not in viewport
        or "user-scalable=no" in viewport
        or "maximum-scale" in viewport
    ):
        yield "geen goede viewport"


def ids_are_unique_and_references_exist(page: Page) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.elements if element.get("id") is not None)
    yield from (
        f'id "{name}" staat er {count} keer' for name, count in ids.items() if count > 1 or not name
    )
    if page.is_fragment:
        return
    for element in page.elements:
        for attribute in REFERENCES:
            yield from (
                f'{shown(element)}: {attribute} wijst naar "{name}", dat er niet is'
                for name in (element.get(attribute) or "").split()
                if name not in ids
            )
        href = element.get("href", "")
        if element.tag == "a" and href.startswith("#") and href != "#top" and href[1:] not in ids:
            yield f"{shown(element)} wijst naar een plek die er niet is"


def controls_have_labels(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label") if words(label)}
    for control in page.all("input", "select", "textarea"):
        if control.tag == "input" and control.get("type", "text") in WITHOUT_LABEL:
            continue
        inside = any(parent.tag == "label" and words(parent) for parent in page.ancestors(control))
        named = (control.get("aria-label") or "").strip() or (
            control.get("aria-labelledby") and page.name_of(control)
        )
        if not (inside or named or (control.get("id") and control.get("id") in labelled)):
            yield f"{shown(control)} zonder label"


def forms_say_where_they_go(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if form.get("method", "").lower() not in {"get", "post", "dialog"}:
            yield f"{shown(form)} zonder method"
        elif form.get("method", "").lower() != "dialog" and not form.get("action"):
            yield f"{shown(form)} zonder action"


def nothing_is_inline(page: Page) -> Iterator[str]:
    for element in page.elements:
        if (
            element.tag == "script"
            and not element.get("src")
            and element.get("type") not in DATA_TYPES
        ):
            yield "script in de pagina"
        if element.tag in {"style", f"{SVG}style", f"{SVG}script"}:
            yield "stijl of script in de pagina"
        yield from (
            f"{shown(element)}: {name}=…"
            for name in element.attrib
            if name == "style" or name.lower().startswith("on")
        )
        if "nonce" in element.attrib:
            yield f"{shown(element)}: nonce"
        yield from (
            f"{shown(element)}: javascript-adres"
            for value in element.attrib.values()
            if value.strip().lower().startswith("javascript:")
        )


def interactive_things_do_not_nest(page: Page) -> Iterator[str]:
    for element in page.all("a", "button"):
        yield from (
            f"{shown(inner)} binnen {shown(element)}"
            for inner in element.iter()
            if inner is not element and inner.tag in INTERACTIVE
        )
    yield from (
        f"{shown(form)} binnen een formulier"
        for form in page.all("form")
        if any(p.tag == "form" for p in page.ancestors(form))
    )


def pictures_have_words(page: Page) -> Iterator[str]:
    yield from (
        f"{shown(image)} zonder alt" for image in page.all("img") if image.get("alt") is None
    )
    for drawing in page.all(f"{SVG}svg"):
        hidden = any(
            element.get("aria-hidden") == "true" for element in (drawing, *page.ancestors(drawing))
        )
        links = list(drawing.iter(f"{SVG}a"))
        # A drawing with links in it is a group of them: as a picture it would hide them from a
        # screen reader.
        named = drawing.get("role") == ("group" if links else "img") and (
            drawing.get("aria-label") or page.name_of(drawing)
        )
        if not ((hidden and not links) or named):
            yield (
                f'{shown(drawing)} is niet aria-hidden="true" en heeft geen '
                f'role="{"group" if links else "img"}" met een naam'
            )
        yield from (
            f"{shown(link)} zonder naam of adres"
            for link in links
            if not (link.get("href") and link.get("aria-label"))
        )


def links_and_buttons_have_words(page: Page) -> Iterator[str]:
    for element in page.all("a", "button", "summary"):
        if not page.name_of(element):
            yield f"{shown(element)} zonder tekst"
    for link in page.all("a"):
        if link.get("href") in {"", "#"}:
            yield f"{shown(link)} gaat nergens heen"
        if link.get("target") == "_blank" and "noopener" not in link.get("rel", ""):
            yield f'{shown(link)} opent een venster zonder rel="noopener"'


def headings_are_in_order(page: Page) -> Iterator[str]:
    level = 1 if not page.is_fragment else 5
    for heading in page.all(*HEADINGS):
        now = HEADINGS.index(str(heading.tag)) + 1
        if now > level + 1:
            yield f"{heading.tag} na h{level}: {words(heading)[:60]}"
        if not words(heading):
            yield f"{heading.tag} is leeg"
        level = now


def lists_and_tables_are_whole(page: Page) -> Iterator[str]:
    for parent in page.all("ul", "ol"):
        yield from (
            f"<{child.tag}> los in <{parent.tag}>"
            for child in parent
            if child.tag not in {"li", "script", "template"}
        )
    yield from (
        f"{shown(table)} zonder <th>"
        for table in page.all("table")
        if not any(cell.tag == "th" for cell in table.iter())
    )


def nothing_comes_from_elsewhere(page: Page) -> Iterator[str]:
    for element in page.all("script", "img", "link", "source", "iframe", "video", "audio"):
        if element.tag == "link" and element.get("rel") in {
            "canonical",
            "alternate",
            "me",
            "license",
        }:
            continue
        address = element.get("src") or element.get("href") or ""
        if urlsplit(address).netloc:
            yield f"{shown(element)} komt van een ander adres"


def other_languages_are_named_well(page: Page) -> Iterator[str]:
    for link in page.all("link"):
        if link.get("hreflang") and not (
            link.get("href", "").startswith("http") and link.get("rel") == "alternate"
        ):
            yield f"{shown(link)}: hreflang hoort bij rel=alternate met een volledig adres"


def no_token_and_no_template_left(page: Page) -> Iterator[str]:
    yield from (
        f"{shown(field)}: CSRF-token"
        for field in page.all("input")
        if field.get("name") == "csrfmiddlewaretoken"
    )
    for element in page.elements:
        if element.tag in {"code", "pre"} or any(
            parent.tag in {"code", "pre"} for parent in page.ancestors(element)
        ):
            continue
        yield from (
            f"{shown(element)}: sjabloontekst {mark}"
            for mark in ("{{", "{%", "{#")
            if mark in (element.text or "") + (element.tail or "")
        )


RULES: tuple[Callable[[Page], Iterator[str]], ...] = (
    parses_strictly,
    has_one_of_what_a_page_has_one_of,
    ids_are_unique_and_references_exist,
    controls_have_labels,
    forms_say_where_they_go,
    nothing_is_inline,
    interactive_things_do_not_nest,
    pictures_have_words,
    links_and_buttons_have_words,
    headings_are_in_order,
    lists_and_tables_are_whole,
    nothing_comes_from_elsewhere,
    other_languages_are_named_well,
    no_token_and_no_template_left,
)


def header_problems(headers: Mapping[str, Any], *, sets_cookie: bool) -> Iterator[str]:
    policy = str(headers.get("Content-Security-Policy", ""))
    if not policy:
        yield "geen Content-Security-Policy"
    if "unsafe-" in policy or "nonce-" in policy:
        yield f"te ruime Content-Security-Policy: {policy}"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "geen X-Content-Type-Options: nosniff"
    if sets_cookie:
        yield "zet een cookie bij een bezoeker die alleen leest"


def problems(
    html: str,
    *,
    headers: Mapping[str, Any] | None = None,
    is_fragment: bool = False,
    sets_cookie: bool = False,
) -> list[str]:
    """Everything that is wrong with a page, as Dutch lines; empty when it is good.
    `headers=None` leaves the headers out.
    """
    page = Page(html, is_fragment=is_fragment)
    found = [problem for rule in RULES for problem in rule(page)]
    if headers is not None:
        found += header_problems(headers, sets_cookie=sets_cookie)
    return found
