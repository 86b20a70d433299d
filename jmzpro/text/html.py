"""HTML from outside, as the plain text that somebody would read on the screen."""

from html.parser import HTMLParser

import nh3

from jmzpro.text.clean import tidy

# What is read by nobody goes with all that is in it.
SILENT = {"head", "script", "style", "template", "title", "noscript", "svg", "math", "object", "iframe", "textarea", "select"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre", "section", "article"}
LINES = {"address", "aside", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "header", "hr", "main", "nav", "tr", "br"}
OTHER = {"li", "td", "th"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append({"li": "\n- ", "td": " ", "th": " "}.get(tag) or _gap(tag))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(_gap(tag))

    def handle_data(self, data: str) -> None:
        self.pieces.append(" ".join(f"x{data}x".split())[1:-1])


def _gap(tag: str) -> str:
    return "\n\n" if tag in PARAGRAPHS else "\n" if tag in LINES else ""


def to_text(html: str) -> str:
    """The words, a line for a block, an empty line between paragraphs, `- ` before a list item. Never raises, whatever the HTML."""
    reader = _Reader()
    # First made into well-formed HTML of the few elements we know, by a parser that takes anything.
    reader.feed(nh3.clean(html, tags=PARAGRAPHS | LINES | OTHER, clean_content_tags=SILENT, attributes={}))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return tidy(_without_double_gaps(list(lines)))


def _without_double_gaps(lines: list[str]) -> str:
    return "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1]))
