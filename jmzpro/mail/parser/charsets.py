"""Bytes to text, whatever the sender claims about them."""

import base64
import binascii
import codecs
import quopri
import re
from email.header import decode_header

# Text encodings only: Python also has codecs that unpack, rotate or take quadratic time.
TEXT_CODEC = re.compile(
    r"^(?:utf|iso|latin|cp|windows|koi8|big5|gb|euc|shift|sjis|mac|ascii|us-ascii|hz|johab|tis|ks_c|ptcp|kz)",
    re.I,
)
# What is declared is often a subset of what is meant.
MEANT = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "iso-8859-8-i": "iso-8859-8",
}
NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")


def decoded(raw: bytes, charset: str = "") -> str:
    """The text, by the declared charset where that works out, else UTF-8, else Windows-1252.
    Never fails.
    """
    if raw.startswith(codecs.BOM_UTF8):
        return raw[3:].decode("utf-8", "replace")
    name = charset.strip().strip("\"'").lower()
    if raw[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        return raw.decode("utf-16", "replace")
    has_high = any(byte > 127 for byte in raw) if len(raw) < 4096 else not raw.isascii()
    if has_high and not name.startswith(("utf-16", "utf-32", "utf16")):
        try:
            return raw.decode(
                "utf-8"
            )  # text that happens to be valid UTF-8 is UTF-8, also when declared otherwise
        except UnicodeDecodeError:
            pass
    if name and TEXT_CODEC.match(name):
        try:
            return str(codecs.lookup(MEANT.get(name, name)).decode(raw, "strict")[0])
        except (LookupError, ValueError, OverflowError):
            pass
    tolerant = raw.decode("utf-8", "replace")
    damage = tolerant.count("\ufffd")
    sound = sum(1 for char in tolerant[:20_000] if char > "\x7f") - damage
    return tolerant if damage <= sound or not has_high else raw.decode("cp1252", "replace")


def transfer_decoded(raw: bytes, encoding: str) -> bytes:
    """The bytes behind a Content-Transfer-Encoding, as much of them as is left after damage."""
    encoding = encoding.strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(raw)
    if encoding == "base64":
        return from_base64(raw)
    return raw


def from_base64(raw: bytes) -> bytes:
    if len(NOT_BASE64.findall(raw)) * 20 > len(raw):
        return raw  # not base64 at all: plain text under a wrong label
    kept = re.sub(rb"[^A-Za-z0-9+/=]", b"", raw)
    head, _, tail = kept.partition(b"=")
    if len(tail.strip(b"=")) > len(head):
        head += tail.replace(b"=", b"")
    head = head[: len(head) - 1] if len(head) % 4 == 1 else head
    try:
        return base64.b64decode(head + b"=" * (-len(head) % 4))
    except (binascii.Error, ValueError):
        return raw


def header_text(value: str) -> str:
    """A header's value as a person reads it: encoded words and bare 8-bit bytes decoded, on one
    line.
    """
    value = decoded(value.encode("utf-8", "surrogateescape")) if not value.isascii() else value
    value = re.sub(r"\r?\n[ \t]*", " ", value)
    if "=?" not in value or len(value) > 20_000:
        return value.strip()
    try:
        parts = decode_header(value)
    # the standard library raises several kinds on damaged words; the undecoded value is a fair
    # answer
    except Exception:
        return value.strip()
    text = "".join(
        part if isinstance(part, str) else decoded(part, charset or "") for part, charset in parts
    )
    return re.sub(r"[\r\n\x00]+", " ", text).strip()
