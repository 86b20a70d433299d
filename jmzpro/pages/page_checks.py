"""What an editor should know before a page is published: what must be mended first, and hints.

A text gets no verdict on its level: a sentence that is long, a word that is stiff or that the word
list lacks is shown, the editor decides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.utils.text import slugify
from wagtail.admin.panels import Panel
from wagtail.blocks import StreamValue
from wagtail.models import Page

from jmzpro.pages.addresses import existing, is_fit
from jmzpro.pages.plain_words import PLAINER, is_rare

LONGEST_SENTENCE = 25
SHOWN = 8
SENTENCE_END = re.compile(r"(?<=[.!?…:])\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True)
class Finding:
    """`blocks`: it must be mended before the page can be published. `field`: where it stands."""

    text: str
    blocks: bool = False
    field: str = ""


class RichText(HTMLParser):
    """The headings (level, words), links and text of a piece of rich text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.links: list[str] = []
        self.pages: list[int] = []
        self.texts: list[str] = []
        self.level = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch(r"h[2-6]", tag):
            self.level = int(tag[1])
            self.headings.append((self.level, ""))
        elif tag == "a" and given.get("linktype") == "page" and (given.get("id") or "").isdigit():
            self.pages.append(int(given["id"] or 0))
        elif tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")
        if tag in {"p", "li", "br"} or self.level:
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch(r"h[2-6]", tag):
            self.level = 0
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.level:
            level, said = self.headings[-1]
            self.headings[-1] = (level, said + data)


@dataclass(frozen=True)
class Piece:
    """What one block brings: its headings in order, its links, the pages it links to, and its
    text.
    """

    headings: tuple[tuple[int, str], ...] = ()
    links: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    text: str = ""


def pieces(body: StreamValue) -> Iterator[Piece]:
    for block in body:
        kind, value = block.block_type, block.value
        if kind == "heading":
            yield Piece(headings=((2, value),), text=value)
        elif kind == "numbered":
            yield Piece(
                headings=tuple((3, point["title"]) for point in value),
                text="\n".join(point["text"] for point in value),
            )
        elif kind == "step":
            yield Piece(
                headings=((2, value["title"]),),
                text="\n".join(point["text"] for point in value["roles"]),
            )
            yield of_html(value["text"])
        elif kind == "help_numbers":
            yield Piece(headings=((2, "Is er nu gevaar?"),))
        elif kind == "people":
            yield Piece(text="\n".join(one["words"] or "" for one in value))
        elif kind == "quote":
            yield Piece(text=value["text"])
        elif kind == "figure":
            yield Piece(
                text=f"{value['about']}\n{value['definition']}",
                links=(value["source_url"],) if value["source_url"] else (),
            )
        elif kind == "buttons":
            yield Piece(links=tuple(button["address"] for button in value))
        elif kind in {"paragraph", "notice"}:
            yield of_html(value if kind == "paragraph" else value["text"])


def of_html(value: Any) -> Piece:
    """Of a rich text value."""
    read = RichText(getattr(value, "source", str(value or "")))
    return Piece(tuple(read.headings), tuple(read.links), tuple(read.pages), "".join(read.texts))


def of_page(page: Page) -> list[Finding]:
    """All findings of a page as it is now."""
    return of_values(
        {
            name: getattr(page, name, "")
            for name in ("title", "lead", "hero_lead", "search_description", "body", "doors")
        }
    )


def of_values(values: Mapping[str, Any]) -> list[Finding]:
    """The findings of a page's fields: what a form has cleaned, or what a page holds. What
    blocks comes first.
    """
    body = values.get("body")
    found = list(pieces(body)) if isinstance(body, StreamValue) else []
    lead = str(values.get("lead") or values.get("hero_lead") or "")
    findings = [
        *pictures(body if isinstance(body, StreamValue) else ()),
        *headings([heading for piece in found for heading in piece.headings]),
        *dead_links(found, [block.value["address"] for block in values.get("doors") or ()]),
        *description(str(values.get("search_description") or "")),
        *sentences([lead, *(piece.text for piece in found)]),
        *difficult_words(" ".join([lead, *(piece.text for piece in found)])),
    ]
    return sorted(findings, key=lambda finding: not finding.blocks)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.blocks]


def pictures(body: Iterable[Any]) -> Iterator[Finding]:
    for block in body:
        if block.block_type != "picture":
            continue
        image = block.value["image"]
        if (
            image is not None
            and not image.decorative
            and not (image.contextual_alt_text or "").strip()
        ):
            yield Finding(
                f"De afbeelding ‘{image.title}’ heeft geen alt-tekst. Zeg in één zin wat erop "
                "staat, of vink aan dat "
                f"ze alleen versiering is.",
                blocks=True,
                field="body",
            )


def headings(found: list[tuple[int, str]]) -> Iterator[Finding]:
    level = 1
    for now, said in found:
        if not said.strip():
            yield Finding(
                "Een kop zonder woorden. Vul hem in of haal hem weg.", blocks=True, field="body"
            )
        elif now > level + 1:
            yield Finding(
                f"De kop ‘{said}’ staat een niveau te diep: zet er een tussenkop boven. Wie met "
                "een schermlezer "
                f"leest, springt van kop naar kop.",
                blocks=True,
                field="body",
            )
        level = now
    seconds = Counter(slugify(said) for now, said in found if now == 2)
    for slug, number in seconds.items():
        if slug and number > 1:
            same = next(said for now, said in found if now == 2 and slugify(said) == slug)
            yield Finding(
                (
                    f"De kop ‘{same}’ staat er {number} keer. Een link ernaartoe weet dan niet "
                    "waarheen."
                ),
                blocks=True,
                field="body",
            )


def dead_links(found: list[Piece], doors: list[str]) -> Iterator[Finding]:
    """Links on this site that lead nowhere, and addresses that no browser may follow."""
    links = [*doors, *(link for piece in found for link in piece.links)]
    own = {
        link
        for link in links
        if link.startswith("/") and not link.startswith(("//", "/documenten/"))
    }
    for link in sorted(own - existing(own)):
        yield Finding(
            f"De link naar {link} loopt dood: die pagina is er niet, of nog niet gepubliceerd."
        )
    for link in dict.fromkeys(links):
        if link.startswith("http://"):
            yield Finding(
                f"De link naar {link} is niet beveiligd. Probeer of hij met https:// ook werkt."
            )
        elif not is_fit(link) and not link.startswith(("#", "mailto:", "tel:")):
            yield Finding(
                f"De link ‘{link}’ is geen adres. Begin met / of met https://.",
                blocks=True,
                field="body",
            )
    wanted = {page for piece in found for page in piece.pages}
    live = (
        set(Page.objects.live().filter(pk__in=wanted).values_list("pk", flat=True))
        if wanted
        else set()
    )
    if wanted - live:
        yield Finding(
            "Een link gaat naar een pagina die er niet meer is, of nog niet gepubliceerd."
        )


def description(text: str) -> Iterator[Finding]:
    if not text.strip():
        yield Finding(
            "Er is nog geen omschrijving voor zoekmachines. Schrijf bij Promotie in één zin "
            "wat iemand hier vindt."
        )


def sentences(texts: Iterable[str]) -> Iterator[Finding]:
    long_ones = []
    for text in texts:
        for sentence in SENTENCE_END.split(text):
            number = len(WORD.findall(sentence))
            if number > LONGEST_SENTENCE:
                long_ones.append((number, " ".join(sentence.split())))
    for number, sentence in long_ones[:SHOWN]:
        yield Finding(f"Een zin van {number} woorden. Kan hij in tweeën? ‘{sentence[:90]}…’")
    if len(long_ones) > SHOWN:
        yield Finding(f"Nog {len(long_ones) - SHOWN} lange zinnen.")


def difficult_words(text: str) -> Iterator[Finding]:
    lower = text.lower()
    stiff = [
        (word, plain)
        for word, plain in PLAINER.items()
        if re.search(rf"\b{re.escape(word)}\b", lower)
    ]
    for word, plain in stiff[:SHOWN]:
        yield Finding(
            f"‘{word}’: zeg je dat ook tegen een ouder aan de telefoon? Bijvoorbeeld: {plain}."
        )
    rare = dict.fromkeys(word for word in WORD.findall(text) if is_rare(word))
    if rare:
        shown = ", ".join(list(rare)[:SHOWN])
        yield Finding(f"Woorden die niet iedereen kent, of met een tikfout: {shown}.")


class ChecksPanel(Panel):
    """Shows the findings of the page as it was saved last, above its fields."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/admin/checks.html"

        def get_context_data(
            self, parent_context: Mapping[str, Any] | None = None
        ) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            findings = of_page(self.instance) if self.instance.pk else []
            return context | {
                "is_new": not self.instance.pk,
                "blocking": blocking(findings),
                "hints": [finding for finding in findings if not finding.blocks],
            }
