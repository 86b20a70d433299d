"""A body as lines that know how deep they are quoted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from jmzpro.mail.parser.message import Block

# A picture in the text, as it stands in a line until the end: CID_OPEN, its Content-ID, CID_CLOSE.
CID_OPEN, CID_CLOSE = "\ue000", "\ue001"
PICTURE = re.compile(f"{CID_OPEN}([^{CID_CLOSE}]*){CID_CLOSE}")
QUOTED = re.compile(r"^((?:>[ \t]?)+)(.*)$", re.S)
INVISIBLE = re.compile(
    "[\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069\ue002-\ue00f]"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
SAFELINK = re.compile(r"https://[\w.-]+\.safelinks\.protection\.outlook\.com/[^\s<>\"')\]]+", re.I)


@dataclass(frozen=True)
class Line:
    """`depth`: how many times quoted. `is_boundary`: the mail program said that history begins
    here.

    `is_introduction`: it said this line introduces a quote. `is_signature`: it said this belongs to
    the signature.
    """

    text: str
    depth: int = 0
    is_boundary: bool = False
    is_introduction: bool = False
    is_signature: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def plain_lines(block: Block) -> list[Line]:
    """The lines of a plain-text block, with the soft line breaks of format=flowed taken out."""
    text = cleaned(
        re.sub(
            r"\[cid:([^\]\s]{1,200})\]",
            rf"{CID_OPEN}\1{CID_CLOSE}",
            (block.plain or "").translate({0xE000: None, 0xE001: None}),
        )
    )
    lines = [quoted_line(line) for line in with_whole_addresses(text.split("\n"))]
    return (
        joined_flowed(lines, deletes_space=block.deletes_space)
        if block.is_flowed
        else [tidied(line) for line in lines]
    )


def cleaned(text: str) -> str:
    """One kind of line break and space, nothing invisible, the real address behind a link that a
    mail server rewrote.
    """
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n\n")
        .replace("\x0b", "\n")
    )
    text = (
        CONTROL.sub("", INVISIBLE.sub("", text))
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
        .replace("\u2007", " ")
        .replace("\t", " ")
    )
    return SAFELINK.sub(lambda found: real_address(found[0]), text)


def real_address(address: str) -> str:
    try:
        return parse_qs(urlsplit(address).query).get("url", [address])[0]
    except ValueError:
        return address


def with_whole_addresses(lines: list[str]) -> list[str]:
    """Gmail breaks "<address>:" before its ">", which then looks like a quote."""
    whole: list[str] = []
    for line in lines:
        if (
            line.startswith(">")
            and len(line) < 40
            and whole
            and re.search(r"<[^<>\s]+@[^<>\s]+\s*$", whole[-1])
            and not whole[-1].startswith(">")
        ):
            whole[-1] = whole[-1].rstrip() + line
        else:
            whole.append(line)
    return whole


def quoted_line(line: str) -> Line:
    found = QUOTED.match(line)
    if not found or line.startswith(
        ">>> "
    ):  # GroupWise writes its introduction as ">>> name date >>>"
        return Line(line)
    return Line(found[2], depth=found[1].count(">"))


def tidied(line: Line) -> Line:
    return replace(line, text=line.text.rstrip())


def joined_flowed(lines: Iterable[Line], *, deletes_space: bool) -> list[Line]:
    """RFC 3676: a line that ends in a space goes on in the next of the same depth; a first space
    is stuffing.
    """
    joined: list[Line] = []
    goes_on = False
    for line in lines:
        text = line.text[1:] if line.depth == 0 and line.text.startswith(" ") else line.text
        if goes_on and joined and joined[-1].depth == line.depth and text != "-- ":
            joined[-1] = replace(joined[-1], text=joined[-1].text + text)
        else:
            joined.append(replace(line, text=text))
        goes_on = text.endswith(" ") and text != "-- "
        if goes_on and deletes_space:
            joined[-1] = replace(joined[-1], text=joined[-1].text[:-1])
    return [line if line.text == "-- " else tidied(line) for line in joined]
