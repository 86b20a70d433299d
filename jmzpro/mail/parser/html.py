"""An HTML body as lines, with what mail programs say in their markup about quotes, history and
signatures.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3

from jmzpro.mail.parser.lines import CID_CLOSE, CID_OPEN, Line, cleaned

HTML_READ = 600_000
# Parsers take quadratic time on deep nesting; mail programs go a few dozen deep, long threads a few
# hundred.
DEEPEST = 600
NESTING = re.compile(r"<(/?)([a-z][\w:-]{0,40})", re.I)
# These end by themselves, or are empty: leaving them open nests nothing.
NOT_NESTING = {
    *(
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ),
    *(
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "html",
        "head",
        "body",
        "colgroup",
    ),
}
BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
    ),
    *(
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "ul",
    ),
}
SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "blockquote"}
INLINE = {
    "a",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "font",
    "img",
    "br",
    "td",
    "th",
    "sup",
    "sub",
    "u",
    "s",
    "code",
}
VOID = {"br", "hr", "img"}
NOT_READ = {
    "script",
    "style",
    "title",
    "noscript",
    "template",
    "svg",
    "math",
    "object",
    "iframe",
    "audio",
    "video",
    "select",
    "textarea",
}
KEPT_ATTRIBUTES = {"class", "id", "style", "name", "type", "cite", "tabindex", "aria-label"}

# From here on everything is the mail that was answered. (Outlook puts x_ before ids inside a
# quote.)
HISTORY = re.compile(
    r"^(?:divrplyfwdmsg|appendonsend|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|outlookmessageheader"
    r"|zwchr|stopspelling|ms-outlook-mobile-body-separator-line|messagereplysection|yahoo_quoted|tutanota_quote|zmail_extra|isforwardcontent|reply_header|orgmsghdr|originalmessage)$"
)
INTRODUCTION = re.compile(
    r"^(?:gmail_attr|moz-cite-prefix|reply-intro|email-quote-header|protonmail_quote_header|yahoo_quoted_header)$"
)
QUOTE = re.compile(r"^(?:gmail_quote|protonmail_quote|cite|mailquote|gmail_quote_container)$")
SIGNATURE = re.compile(
    r"^(?:gmail_signature(?:_prefix)?|moz-signature|signature|applemailsignature|ms-outlook-mobile-signature|protonmail_signature_block(?:-user|-proton)?"
    r"|composer_signature|_rc_sig|rc_sig|zimbra_signature|ymail_android_signature|sogo-signature|io-ox-signature|mailsignature|email-signature)$"
)
ZERO_MARGIN = re.compile(r"(?:^|;)\s*margin(?:-bottom)?\s*:\s*0(?:p|c|i|e|;|\s|$|\.0)", re.I)
QUOTE_BORDER = re.compile(r"border-left\s*:\s*[^;]*(?:solid|\d)", re.I)
WEB = re.compile(r"^https?://", re.I)


@dataclass
class Open:
    """An element that is open, and what it changed."""

    tag: str
    depth: int
    is_signature: bool
    is_introduction: bool
    is_spaced: bool
    href: str = ""
    line_number: int = 0
    text_from: int = 0  # the place in that line's words where the element began


class UnreadableHtml(ValueError):
    """Nested so deep that no parser reads it in time, and what it says cannot be told for
    certain.
    """


def html_lines(html: str) -> list[Line]:
    """The lines of an HTML body. First made well-formed by a real HTML parser, so that damage costs
    neither time nor text.

    Raises UnreadableHtml.
    """
    html = html[:HTML_READ].translate({0xE000: None, 0xE001: None})
    if is_too_deep(html):
        raise UnreadableHtml
    sound = nh3.clean(
        html,
        tags=BLOCKS | INLINE,
        clean_content_tags=NOT_READ,
        attributes={"*": KEPT_ATTRIBUTES, "a": {"href"}, "img": {"src", "alt"}},
        generic_attribute_prefixes={"data-"},
        url_schemes={"http", "https", "mailto", "cid"},
        link_rel=None,
    )
    reader = LineReader()
    reader.feed(sound)
    reader.close()
    reader.end_line()
    return reader.lines


def is_too_deep(html: str) -> bool:
    depth = 0
    for found in NESTING.finditer(html):
        if found[2].lower() in NOT_NESTING:
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > DEEPEST:
            return True
    return False


class LineReader(HTMLParser):
    """Takes well-formed HTML. `lines` is the result."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.open: list[Open] = []
        self.open_tags: Counter[str] = Counter()
        self.depth = 0
        self.is_signature = False
        self.is_introduction = False
        self.line_number = 0
        self.needs_blank = False  # a paragraph with a margin begins or ended here
        self.lists: list[int | None] = []

    # -- events
    # -------------------------------------------------------------------------------------------------------------------  # noqa: E501

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.end_line()
        if tag == "br":
            self.end_line(keep_blank=True)
            return
        if tag == "img":
            self.picture(given)
            return
        names = names_of(given)
        if any(HISTORY.match(name) for name in names) and not self.depth:
            self.lines.append(Line("", is_boundary=True))
        if tag == "hr":
            return
        self.enter(tag, given, names)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open_tags[tag]:
            return
        if tag in BLOCKS:
            self.end_line()
        while self.open:
            element = self.open.pop()
            self.open_tags[element.tag] -= 1
            self.leave(element)
            if element.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.open_tags["pre"] and "\n" in data:
            for index, part in enumerate(data.split("\n")):
                if index:
                    self.end_line(keep_blank=True)
                self.words.append(part)
            return
        self.words.append(re.sub(r"[ \t\r\n]+", " ", data))

    # -- elements
    # -----------------------------------------------------------------------------------------------------------------  # noqa: E501

    def enter(self, tag: str, given: dict[str, str], names: list[str]) -> None:
        is_spaced = (
            tag in SPACED
            and not ZERO_MARGIN.search(given.get("style", ""))
            and not given.get("class", "").lower().startswith("mso")
        )
        href = given.get("href", "") if tag == "a" else ""
        self.open.append(
            Open(
                tag,
                self.depth,
                self.is_signature,
                self.is_introduction,
                is_spaced,
                href,
                self.line_number,
                len(self.words),
            )
        )
        self.needs_blank = self.needs_blank or is_spaced
        self.open_tags[tag] += 1
        if tag == "blockquote" and self.quotes(given, names):
            self.depth += 1
        if any(SIGNATURE.match(name) for name in names):
            self.is_signature = True
        if any(INTRODUCTION.match(name) for name in names):
            self.is_introduction = True
        if tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
        if tag == "li":
            self.words.append(self.bullet())

    def leave(self, element: Open) -> None:
        if element.tag == "a":
            self.end_link(element)
        elif element.tag in {"td", "th"}:
            self.words.append(" ")
        elif element.tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        self.depth, self.is_signature, self.is_introduction = (
            element.depth,
            element.is_signature,
            element.is_introduction,
        )
        self.needs_blank = self.needs_blank or element.is_spaced

    def quotes(self, given: dict[str, str], names: list[str]) -> bool:
        """Whether a blockquote is a mail's quote; some people and programs use it to indent."""
        if (
            given.get("type", "").lower() == "cite"
            or "cite" in given
            or any(QUOTE.match(name) for name in names)
        ):
            return True
        if QUOTE_BORDER.search(given.get("style", "")) or self.depth:
            return True
        last = next((line for line in reversed(self.lines) if not line.is_blank), None)
        return (
            last is not None
            and last.text.rstrip().endswith(":")
            and bool(re.search(r"\d", last.text))
        )

    def bullet(self) -> str:
        indent = "  " * max(0, len(self.lists) - 1)
        if not self.lists or self.lists[-1] is None:
            return f"{indent}- "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1]}. "

    def end_link(self, element: Open) -> None:
        """The address of a link behind its words, unless the words are the address."""
        href = cleaned(element.href)
        shown = " ".join(
            "".join(
                self.words[element.text_from if element.line_number == self.line_number else 0 :]
            ).split()
        )
        if not WEB.match(href) or not shown or CID_OPEN in shown or self.is_signature:
            return
        if bare(shown) not in {bare(href), bare(href).split("/")[0]}:
            self.words.append(f" ({href})")

    def picture(self, given: dict[str, str]) -> None:
        source, alt = given.get("src", ""), given.get("alt", "")
        if source.lower().startswith("cid:"):
            self.words.append(f"{CID_OPEN}{source[4:]}{CID_CLOSE}")
        elif alt and len(alt) <= 4 and not alt.isascii():  # an emoji drawn as a picture
            self.words.append(alt)

    # -- lines
    # --------------------------------------------------------------------------------------------------------------------  # noqa: E501

    def end_line(self, *, keep_blank: bool = False) -> None:
        text = "".join(self.words)
        self.words.clear()
        keep_blank = keep_blank or (
            "\u00a0" in text and not text.strip()
        )  # a paragraph with a hard space is a blank line
        self.line_number += 1
        indent = re.match(r"(?: {2})*(?:- |\d+\. )", text)
        tidy = (indent[0] if indent else "") + " ".join(
            cleaned(text[indent.end() if indent else 0 :]).split(" ")
        ).strip(" \n")
        tidy = re.sub(r" {2,}(?!- |\d+\. )", " ", tidy) if not indent else tidy
        for part in tidy.split("\n"):
            if part.strip() or keep_blank:
                if self.needs_blank and self.lines and not self.lines[-1].is_blank:
                    self.lines.append(self.line(""))
                self.needs_blank = False
                self.lines.append(self.line(part.rstrip()))

    def line(self, text: str) -> Line:
        return Line(
            text, self.depth, is_introduction=self.is_introduction, is_signature=self.is_signature
        )


def names_of(given: dict[str, str]) -> list[str]:
    """The id and classes of an element in lower case, without the x_ that Outlook adds and the
    numbers that Yahoo adds.
    """
    names = (
        f"{given.get('class', '')} {given.get('id', '')} {given.get('name', '')}".lower().split()
    )
    if given.get("data-marker", "").startswith("__SIG"):
        names.append("zimbra_signature")
    if given.get("data-marker", "") in {"__DIVIDER__", "__HEADERS__"}:
        names.append("zwchr")
    if given.get("data-smartmail", "") == "gmail_signature":
        names.append("gmail_signature")
    return [re.sub(r"_\d+$", "", re.sub(r"^(?:x_)+", "", name)) for name in names]


def bare(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip().lower()).rstrip("/")
