"""The pages a new site begins with. Editors change them in /beheer/; what they changed is never written over.

The texts are in starter_texts/, in the little Markdown that `read` knows: `## kop`, paragraphs, `- ` lists, `1. **punt**: uitleg`,
`> **kop**: kader`, `[hulpnummers]`, bold and links. Facts come from the foundation's own pages; the sentences are ours.
"""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "starter_texts"
SLUGS = ("herkennen", "over", "privacy", "toegankelijkheid", "contact")

HOME: dict[str, Any] = {
    "title": "JMZ Pro",
    "hero_title": "Achter welk raam brandt het licht?",
    "hero_lead": (
        "Jonge mantelzorgers vallen niet op. JMZ Pro helpt jou om ze te zien, te steunen en samen met collega’s in het hele land "
        "het wiel maar één keer uit te vinden."
    ),
    "search_description": (
        "Het netwerk van professionals die jonge mantelzorgers en hun gezin zien en steunen: vraag het, deel het, vind het."
    ),
    "search_example": "signalenkaart voor het vo",
    "often_searched": "brusjes, KOPP/KOV, gesprek voeren, mbo hbo en wo",
    "quote_text": "Ik wilde geen medelijden. Ik wilde dat iemand gewoon een keer vroeg hoe het thuis was.",
    "quote_source": "Voorbeeld van wat een jonge mantelzorger van 12 tot 15 jaar kan zeggen",
}

DOORS = (
    ("op een school", "Herkennen in de klas, een goed gesprek, ruimte bij toetsen", "/herkennen/#op-school"),
    ("als mantelzorgconsulent", "Stel je vraag aan collega’s die het al eens deden", "/durf-te-vragen/"),
    ("in welzijn of jongerenwerk", "Steunen, activiteiten organiseren, doorverwijzen", "/herkennen/#in-welzijn-en-jongerenwerk"),
    (
        "als jeugdarts, jeugdconsulent of maatschappelijk werker",
        "Signaleren, inventariseren, overdragen",
        "/herkennen/#in-de-zorg-en-het-sociaal-domein",
    ),
)


@dataclass(frozen=True)
class Starter:
    """A page of text. `body`: blocks of pages/blocks.py as (kind, value)."""

    slug: str
    title: str
    description: str
    lead: str
    is_for_young_readers: bool
    body: tuple[tuple[str, Any], ...]


def starters() -> list[Starter]:
    return [read(slug, (TEXTS / f"{slug}.md").read_text()) for slug in SLUGS]


def read(slug: str, text: str) -> Starter:
    """The page in a text: lines `name: value` up to the first blank line, then blocks with blank lines between them."""
    head, _, rest = text.partition("\n\n")
    values = dict(line.split(": ", 1) for line in head.splitlines())
    body: list[tuple[str, Any]] = []
    for chunk in re.split(r"\n\s*\n", rest.strip()):
        kind, value = block(chunk)
        if kind == "paragraph" and body and body[-1][0] == "paragraph":
            body[-1] = ("paragraph", body[-1][1] + value)
        else:
            body.append((kind, value))
    return Starter(slug, values["title"], values["description"], values["lead"], "young" in values, tuple(body))


def block(chunk: str) -> tuple[str, Any]:
    if chunk.startswith("## "):
        return "heading", chunk.removeprefix("## ")
    if chunk == "[hulpnummers]":
        return "help_numbers", None
    if chunk.startswith("1. "):
        return "numbered", [dict(zip(("title", "text"), titled(row), strict=True)) for row in rows(chunk, r"\d+\. ")]
    if chunk.startswith("> "):
        title, text = titled(joined(chunk.replace("\n> ", "\n").removeprefix("> ")))
        return "notice", {"title": title, "text": f"<p>{inline(text)}</p>"}
    if chunk.startswith("- "):
        return "paragraph", "<ul>" + "".join(f"<li>{inline(row)}</li>" for row in rows(chunk, "- ")) + "</ul>"
    return "paragraph", f"<p>{inline(joined(chunk))}</p>"


def rows(chunk: str, mark: str) -> list[str]:
    return [joined(row) for row in re.split(rf"^{mark}", chunk, flags=re.MULTILINE) if row.strip()]


def joined(text: str) -> str:
    return " ".join(text.split())


def titled(row: str) -> tuple[str, str]:
    title, _, text = row.removeprefix("**").partition("**: ")
    return title, text


def inline(text: str) -> str:
    with_links = re.sub(r"\[([^]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', escape(text, quote=False))
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", with_links)
