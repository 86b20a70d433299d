"""A raw message taken apart: headers, what it says in text and HTML, and what was attached."""

import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from functools import cached_property

from jmzpro.mail.parser.charsets import decoded, header_text, transfer_decoded

HEADERS_READ = 400
HEADER_LENGTH_READ = 20_000
BODY_READ = 400_000  # characters of one body part; an answer is 20,000 at most, the rest is history
# Each nested part costs the parser a level of recursion, and every line is compared with every open
# boundary.
BOUNDARIES_READ = 60
PARTS_READ = 300
PICTURES_INSIDE = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{100,}")
# Wrappers and signatures of mail programs: no content of the sender's.
NO_CONTENT = {
    "application/ms-tnef",
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-keys",
    "text/x-moz-deleted",
    "text/x-amp-html",
}


@dataclass(frozen=True)
class Attached:
    """A file of the mail. `cid` is what an HTML body calls a picture by; `is_inline` when the
    mail program shows it in the text.
    """

    name: str
    content_type: str
    content: bytes = field(repr=False)
    cid: str = ""
    is_inline: bool = False


@dataclass(frozen=True)
class Block:
    """One stretch of body: the same words as plain text, as HTML, or both."""

    plain: str | None = None
    html: str | None = None
    is_flowed: bool = False
    deletes_space: bool = False
    is_cut_short: bool = False  # longer than is read


@dataclass
class Letter:
    """`headers` in the order of the mail, values as they came (folded lines joined, bytes above
    127 escaped).
    """

    headers: list[tuple[str, str]]
    blocks: list[Block] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)
    message: Message = field(default_factory=Message, repr=False)

    def all(self, name: str) -> list[str]:
        """Every value of this header, undecoded, from the top."""
        return [value for key, value in self.headers if key == name.lower()]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def text(self, name: str) -> str:
        """The first value of this header as a person reads it."""
        return header_text(self.first(name))

    @cached_property
    def message_id(self) -> str:
        found = re.search(r"<[^<>\s]{1,500}>", self.first("message-id"))
        return found[0] if found and found[0].isascii() and found[0].isprintable() else ""

    @cached_property
    def answered_ids(self) -> list[str]:
        """The Message-IDs this mail says it answers, the nearest first."""
        ids = re.findall(r"<[^<>\s]{1,250}>", self.first("in-reply-to")[:2000])
        ids += reversed(re.findall(r"<[^<>\s]{1,250}>", self.first("references")))
        return [one for one in dict.fromkeys(ids) if one.isascii() and one.isprintable()][:30]


def parse(raw: bytes) -> Letter:
    """Take any bytes apart. What is no mail at all becomes a letter with little in it."""
    try:
        if len(re.findall(rb"boundary", raw, re.I)) > BOUNDARIES_READ:
            raise ValueError("nested too deep")
        message = message_from_bytes(raw)
    # a parser's surprise must not lose the mail: its headers say whose it is, and who is to hear
    # that it is empty
    except Exception:
        head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
        message = message_from_bytes(head[:200_000] + b"\n\n")
        message.set_payload(b"")
    letter = Letter(headers=headers_of(message), message=message)
    gather(message, letter)
    return letter


def headers_of(message: Message) -> list[tuple[str, str]]:
    items = [(key.lower(), str(value)) for key, value in message.raw_items()][:HEADERS_READ]
    return [
        (key, re.sub(r"\r?\n(?=[ \t])", "", value)[:HEADER_LENGTH_READ].strip())
        for key, value in items
    ]


def gather(message: Message, letter: Letter) -> None:
    """Put the bodies and files of the message in the letter."""
    letter.blocks.extend(blocks_of(message, letter, [PARTS_READ]))


def blocks_of(part: Message, letter: Letter, budget: list[int]) -> list[Block]:
    """The text blocks of a part in order; its files are added to the letter."""
    budget[0] -= 1
    if budget[0] < 0:
        return []
    if part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        kind = part.get_content_type()
        if kind == "message/rfc822":
            letter.files.append(
                Attached(file_name(part) or "bericht.eml", kind, as_bytes(children))
            )
            return []
        if kind == "multipart/alternative":
            return alternatives(children, letter, budget)
        if kind == "multipart/report":
            return [block for child in children[:1] for block in blocks_of(child, letter, budget)]
        return [block for child in children for block in blocks_of(child, letter, budget)]
    return leaf(part, letter)


def alternatives(children: list[Message], letter: Letter, budget: list[int]) -> list[Block]:
    """The same words in several forms: one block with the plain one and the HTML one."""
    found = [blocks_of(child, letter, budget) for child in children]
    plain = next((blocks for blocks in found if any(block.plain for block in blocks)), [])
    rich = next((blocks for blocks in reversed(found) if any(block.html for block in blocks)), [])
    if not plain or not rich or plain is rich:
        return plain or rich
    return [
        Block(
            plain="\n".join(block.plain for block in plain if block.plain is not None),
            html="\n".join(block.html or "" for block in rich),
            is_flowed=any(block.is_flowed for block in plain),
            deletes_space=any(block.deletes_space for block in plain),
            is_cut_short=any(block.is_cut_short for block in (*plain, *rich)),
        )
    ]


def leaf(part: Message, letter: Letter) -> list[Block]:
    kind = part.get_content_type()
    disposition = part.get_content_disposition() or ""
    name = file_name(part)
    if (
        kind in {"text/plain", "text/html", "text/enriched"}
        and disposition != "attachment"
        and not (name and kind == "text/plain")
    ):
        return text_block(part, kind)
    if kind not in NO_CONTENT and name.lower() not in {"winmail.dat", "smime.p7s"}:
        cid = (part.get("Content-ID") or "").strip().strip("<>")
        letter.files.append(
            Attached(
                name or default_name(kind),
                kind,
                content_of(part),
                cid,
                disposition == "inline" or bool(cid),
            )
        )
    return []


def text_block(part: Message, kind: str) -> list[Block]:
    raw = content_of(part)
    charset = parameter(part, "charset")
    if kind == "text/html":
        if not charset and (
            found := re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", raw[:4000], re.I)
        ):
            charset = found[1].decode("ascii", "replace")
        html = PICTURES_INSIDE.sub("", decoded(raw, charset).replace("\x00", ""))
        return [Block(html=html[:BODY_READ], is_cut_short=len(html) > BODY_READ)]
    whole = decoded(raw, charset).replace("\x00", "")
    text = whole[:BODY_READ]
    is_flowed = parameter(part, "format").lower() == "flowed"
    deletes_space = parameter(part, "delsp").lower() == "yes"
    return [
        Block(
            plain=text,
            is_flowed=is_flowed,
            deletes_space=deletes_space,
            is_cut_short=len(whole) > BODY_READ,
        )
    ]


def content_of(part: Message) -> bytes:
    """The bytes of a part. Its encoding is undone here: the standard library gives up on damage."""
    encoding = str(part.get("Content-Transfer-Encoding", ""))
    del part["Content-Transfer-Encoding"]  # without it the payload comes back as it was
    try:
        raw = part.get_payload(decode=True)
    finally:
        if encoding:
            part["Content-Transfer-Encoding"] = encoding
    return transfer_decoded(raw, encoding) if isinstance(raw, bytes) else b""


def parameter(part: Message, name: str) -> str:
    """A parameter of Content-Type, "" when absent or damaged."""
    try:
        value = part.get_param(name)
    except Exception:  # get_param trips over damaged RFC 2231 values in several ways
        return ""
    if isinstance(value, tuple):
        value = value[2]
    return str(value or "")


def file_name(part: Message) -> str:
    """The name of an attached file without any folder; at most 150 characters."""
    try:
        name = header_text(str(part.get_filename() or ""))
    except Exception:  # as above: the sender's parameters may be damaged in any way
        name = ""
    name = re.sub(
        r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", name.encode("utf-8", "ignore").decode()
    )
    name = re.split(r"[/\\]", name)[-1].strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:140]}{dot}{ending[:9]}" if dot else name[:150]


def default_name(kind: str) -> str:
    return (
        "uitnodiging.ics"
        if kind == "text/calendar"
        else f"bijlage.{re.sub(r'[^a-z0-9]', '', kind.partition('/')[2].lower())[:8] or 'bin'}"
    )


def as_bytes(children: list[Message]) -> bytes:
    try:
        return b"".join(child.as_bytes() for child in children)
    except Exception:  # a forwarded message too damaged to write out again
        return b""
