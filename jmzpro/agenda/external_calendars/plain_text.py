"""Somebody else's text as plain text: programs write HTML and its entities in what should be text,
and people write "<12 jaar"."""

import re
from html import unescape

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Only what is a tag of HTML is one; "<12 jaar>" and "<b en c>" are words.
NAMES = re.compile(
    "a|abbr|acronym|address|article|aside|b|base|big|blockquote|body|br|button|caption|center|cite"
    "|code|col|colgroup|dd|del|details|dfn|dir|div|dl|dt|em|fieldset|figcaption|figure|font|footer"
    "|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark"
    "|meta|nav|noscript|object|ol|option|p|picture|pre|q|s|samp|section|select|small|source|span"
    "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr"
    "|tt|u|ul|var|video|wbr|script|[a-z]+:[a-z]+"
)
TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9]{0,20}(?::[a-z]{1,12})?)"
    r"((?:\s+[^\s=<>\"'/]{1,60}(?:\s*=\s*(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s\"'<>]{1,2000}))?)*)\s*/?>"
)
UNSEEN = re.compile(
    r"(?is)<(script|style|head|title)\b[^<>]*>.*?</\1\s*>|<!--.*?-->|<!doctype[^<>]*>|<\?xml[^<>]*>"
)
LINK = re.compile(r"(?is)<a\s([^<>]{1,4000})>(.{0,4000}?)</a\s*>")
HREF = re.compile(r"(?is)\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
BARE = re.compile(
    r"(?i)<((?:https?://|mailto:|tel:|www\.)[^<>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s@]{1,200}\.[a-z]{2,})>"
)
ALONE = re.compile("allowfullscreen|async|checked|controls|defer|disabled|hidden|nowrap|noshade")
NEW_LINE = re.compile(
    "p|div|tr|h[1-6]|ul|ol|table|blockquote|hr|dt|dd|section|article|pre|header|footer"
)
STARTS_LINE = "\x00"  # a line end, unless there is one already
APART = frozenset(("td", "th"))


def plain(text: str) -> str:
    """Without tags, with entities read; everything else as it stands.

    An encoded description ("&lt;p&gt;Welkom") is read as what it encodes.
    """
    read = entities_read(text)
    if "<" in read:
        read = entities_read(without_tags(read))
    return read.replace("\u00a0", " ")


def entities_read(text: str) -> str:
    """Only those that end with a semicolon: `?a=1&copy=2` is an address. Twice, for some sites
    encode twice.
    """
    for _ in range(2):
        if "&" not in text:
            break
        text = ENTITY.sub(lambda found: unescape(found[0]), text)
    return text


def without_tags(text: str) -> str:
    seen = UNSEEN.sub("", text.replace(STARTS_LINE, ""))
    bare = BARE.sub(apart, LINK.sub(linked, seen))
    return re.sub(rf"^{STARTS_LINE}+|\n?{STARTS_LINE}+", in_place, TAG.sub(as_space, bare))


def in_place(found: re.Match[str]) -> str:
    return "\n" if found.start() else ""


def apart(found: re.Match[str]) -> str:
    """An address between < and >, with a space where a word stood against it."""
    address = re.sub(r"(?i)^(mailto|tel):", "", found[1])
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() :][:1]
    return f"{' ' if before.isalnum() else ''}{address}{' ' if after.isalnum() else ''}"


def linked(found: re.Match[str]) -> str:
    """`<a href="adres">tekst</a>` as "tekst (adres)"; once when they are the same."""
    href = HREF.search(found[1])
    if href is None:
        return found[2] if "=" in found[1] else found[0]
    target = entities_read(next((part for part in href.groups() if part), "")).strip()
    shown = TAG.sub(as_space, found[2]).strip()
    scheme = target.partition(":")[0].lower()
    address = target.partition(":")[2].partition("?")[0] if scheme in ("mailto", "tel") else target
    if scheme not in ("http", "https", "mailto", "tel"):
        return shown
    if is_same(shown, address):
        return address if "://" in address or not shown else shown
    return f"{shown} ({address})" if shown else address


def is_same(shown: str, address: str) -> bool:
    def bare(one: str) -> str:
        return re.sub(r"^https?://(www\.)?|^www\.|[\s/]+$", "", one.lower())

    return bare(shown) in ("", bare(address))


def as_space(found: re.Match[str]) -> str:
    """What a tag is in plain text; the tag itself when it is none of HTML."""
    closes, name = bool(found[1]), found[2].lower()
    words = found[3].lower().split() if "=" not in found[3] else []
    if not NAMES.fullmatch(name) or not all(map(ALONE.fullmatch, words)):
        return found[0]
    if name in APART:
        return " "
    if name == "li":
        return "" if closes else f"{STARTS_LINE}- "
    if name == "br":
        return "\n"
    return ("\n" if closes else STARTS_LINE) if NEW_LINE.fullmatch(name) else ""
