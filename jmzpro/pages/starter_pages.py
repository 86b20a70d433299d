"""The pages a new site begins with. Editors change them in /beheer/; what they changed is never
written over.

The texts are in starter_texts/, a file a page; a folder holds the pages below it. They are in the
little Markdown that `read` knows: `## kop`, paragraphs, `- ` lists, `1. **punt**: uitleg`, `>
**kop**: kader`, `[hulpnummers]`, `[contactformulier]`, bold and links, and

    [[Bekijk de leden|/leden/]]                                             buttons, one a line
    + 1. **Bouw aan een relatie**: uitleg                                    a step, then lines `signaal: …` and `rol Op school: …`
    ! 1 op de 5 | waarover | leeftijd | jaar | wie telt mee | bron | adres   a figure
    @ Een huisarts | functie | eigen woorden                                 people, one a line

Facts come from the foundation's own pages and the sources named with them; the sentences are ours.
"""  # noqa: E501

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "starter_texts"
# In the order they are made: what stands below another comes after it.
ADDRESSES = (
    "/jonge-mantelzorgers/",
    "/herkennen/",
    "/vijf-stappen/",
    "/waardering/",
    "/voor/",
    "/voor/consulent/",
    "/voor/welzijn/",
    "/voor/school/",
    "/voor/jeugdprofessional/",
    "/voor-jou/",
    "/voor-jou/wat-is-een-jonge-mantelzorger/",
    "/voor-jou/hulp-bellen-en-chatten/",
    "/voor-jou/voor-ouders/",
    "/over/",
    "/over/alliantie/",
    "/over/klankbordgroep/",
    "/over/ambassadeurs/",
    "/nieuws/",
    "/cijfers/",
    "/contact/",
    "/toegankelijkheid/",
    "/privacy/",
)
# What exists in another language: its address there, and the Dutch page it is a translation of.
TRANSLATIONS = {
    "/en/young-carers/": "/voor-jou/",
    "/en/young-carers/what-is-a-young-carer/": "/voor-jou/wat-is-een-jonge-mantelzorger/",
    "/en/young-carers/help-by-phone-and-chat/": "/voor-jou/hulp-bellen-en-chatten/",
    "/en/young-carers/for-parents/": "/voor-jou/voor-ouders/",
}

HOME: dict[str, Any] = {
    "title": "JMZ Pro",
    "hero_title": "Achter welk raam brandt het licht?",
    "hero_lead": (
        "Jonge mantelzorgers vallen niet op. JMZ Pro helpt jou om ze te zien, te steunen en "
        "samen met collega’s in het hele land "
        "het wiel maar één keer uit te vinden."
    ),
    "search_description": (
        "Het netwerk van professionals die jonge mantelzorgers en hun gezin zien en steunen: "
        "vraag het, deel het, vind het."
    ),
    "search_example": "signaalkaart voor het vo",
    "often_searched": "brusjes, KOPP/KOV, gesprek voeren, mbo hbo en wo",
    "quote_text": (
        "Ik wilde geen medelijden. Ik wilde dat iemand gewoon een keer vroeg hoe het thuis was."
    ),
    "quote_source": "Voorbeeld van wat een jonge mantelzorger van 12 tot 15 jaar kan zeggen",
}
HOME_IN_ENGLISH: dict[str, Any] = {
    "title": "JMZ Pro in English",
    "hero_title": "Is somebody at home ill, and do you worry or help?",
    "hero_lead": (
        "Then you may be a young carer. These pages are for you and for your parents. You can "
        "read them without telling anyone."
    ),
    "search_description": (
        "For young carers and their parents in the Netherlands: what a young carer is, and where "
        "to find help."
    ),
    "search_example": "",
    "often_searched": "",
    "quote_text": "",
    "quote_source": "",
}

DOORS = (
    (
        "op een school",
        "Herkennen in de klas, een goed gesprek, ruimte bij toetsen",
        "/voor/school/",
    ),
    (
        "als mantelzorgconsulent",
        "Collega’s, materiaal om door te geven, je vraag aan het netwerk",
        "/voor/consulent/",
    ),
    (
        "in welzijn of jongerenwerk",
        "Steunen, activiteiten organiseren, doorverwijzen",
        "/voor/welzijn/",
    ),
    (
        "als jeugdarts, jeugdconsulent of maatschappelijk werker",
        "Signaleren, inventariseren, overdragen",
        "/voor/jeugdprofessional/",
    ),
)


@dataclass(frozen=True)
class Starter:
    """A page to begin with. `body`: blocks of pages/blocks as (kind, value)."""

    address: str
    title: str
    description: str
    lead: str
    is_for_young_readers: bool
    lists_children: bool
    is_news: bool
    body: tuple[tuple[str, Any], ...]

    @property
    def slug(self) -> str:
        return self.address.strip("/").rpartition("/")[2]

    @property
    def above(self) -> str:
        """The address of the page it stands below."""
        return f"{self.address.rstrip('/').rpartition('/')[0]}/"


def read_file(address: str) -> Starter:
    return read(address, (TEXTS / f"{address.strip('/')}.md").read_text(encoding="utf-8"))


def read(address: str, text: str) -> Starter:
    """The page in a text: lines `name: value` up to the first blank line, then blocks with blank
    lines between them.
    """
    head, _, rest = text.partition("\n\n")
    values = dict(line.split(": ", 1) for line in head.splitlines())
    body: list[tuple[str, Any]] = []
    for chunk in re.split(r"\n\s*\n", rest.strip()):
        kind, value = block(chunk) if chunk else ("", None)
        if kind == "paragraph" and body and body[-1][0] == "paragraph":
            body[-1] = ("paragraph", body[-1][1] + value)
        elif kind:
            body.append((kind, value))
    flags = ("young" in values, "children" in values, values.get("type") == "news")
    return Starter(
        address, values["title"], values["description"], values["lead"], *flags, tuple(body)
    )


def block(chunk: str) -> tuple[str, Any]:
    marks: dict[str, Callable[[], tuple[str, Any]]] = {
        "## ": lambda: ("heading", chunk.removeprefix("## ")),
        "[hulpnummers]": lambda: ("help_numbers", None),
        "[contactformulier]": lambda: ("contact_form", None),
        "[[": lambda: (
            "buttons",
            [
                dict(zip(("text", "address"), line.strip("[]").split("|"), strict=True))
                for line in chunk.splitlines()
            ],
        ),
        "+ ": lambda: ("step", step(chunk)),
        "! ": lambda: ("figure", figure(chunk)),
        "@ ": lambda: (
            "people",
            [
                dict(zip(("name", "about", "words"), cells(row), strict=True))
                for row in rows(chunk, "@ ")
            ],
        ),
        "1. ": lambda: (
            "numbered",
            [
                dict(zip(("title", "text"), titled(row), strict=True))
                for row in rows(chunk, r"\d+\. ")
            ],
        ),
        "> ": lambda: ("notice", notice(chunk)),
        "- ": lambda: (
            "paragraph",
            "<ul>" + "".join(f"<li>{inline(row)}</li>" for row in rows(chunk, "- ")) + "</ul>",
        ),
        "### ": lambda: ("paragraph", f"<h3>{inline(chunk.removeprefix('### '))}</h3>"),
    }
    for mark, made in marks.items():
        if chunk.startswith(mark):
            return made()
    return "paragraph", f"<p>{inline(joined(chunk))}</p>"


def notice(chunk: str) -> dict[str, str]:
    title, text = titled(joined(chunk.replace("\n> ", "\n").removeprefix("> ")))
    return {"title": title, "text": f"<p>{inline(text)}</p>"}


def step(chunk: str) -> dict[str, Any]:
    first = re.split(r"^(?:signaal|rol)", chunk.removeprefix("+ "), maxsplit=1, flags=re.MULTILINE)[
        0
    ]
    number, _, row = joined(first).partition(". ")
    title, text = titled(row)
    lines = re.findall(
        r"^(signaal|rol)(.*?)(?=^signaal|^rol|\Z)", chunk, flags=re.MULTILINE | re.DOTALL
    )
    signals = [joined(said.removeprefix(":")) for kind, said in lines if kind == "signaal"]
    roles = [
        dict(zip(("title", "text"), joined(said).split(": ", 1), strict=True))
        for kind, said in lines
        if kind == "rol"
    ]
    return {
        "number": int(number),
        "title": title,
        "text": f"<p>{inline(text)}</p>",
        "signals": signals,
        "roles": roles,
    }


def figure(chunk: str) -> dict[str, str]:
    names = ("figure", "about", "ages", "year", "definition", "source", "source_url")
    return dict(zip(names, cells(chunk.removeprefix("! ")), strict=True))


def cells(row: str) -> list[str]:
    return [joined(cell) for cell in row.split("|")]


def rows(chunk: str, mark: str) -> list[str]:
    return [joined(row) for row in re.split(rf"^{mark}", chunk, flags=re.MULTILINE) if row.strip()]


def joined(text: str) -> str:
    return " ".join(text.split())


def titled(row: str) -> tuple[str, str]:
    title, _, text = row.removeprefix("**").partition("**: ")
    return title, text


def inline(text: str) -> str:
    with_links = re.sub(
        r"\[([^]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', escape(text, quote=False)
    )
    return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", with_links)
