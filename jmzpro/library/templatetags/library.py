"""How the Kennisbank says things about files and rows."""

from typing import Any
from urllib.parse import urlsplit

from django import template

from jmzpro.kit.dutch import counted
from jmzpro.library.emails import submission_url
from jmzpro.library.models import FileVersion, Item

register = template.Library()

KINDS = {
    "pdf": "pdf",
    "docx": "Word",
    "pptx": "PowerPoint",
    "jpg": "afbeelding",
    "png": "afbeelding",
    "mp4": "film",
    "vtt": "ondertiteling",
}


@register.filter
def omvang(size: Any) -> str:
    """Bytes in words: "340 kB", "2,4 MB"."""
    number = int(size or 0)
    if number < 1_000_000:
        return f"{max(1, round(number / 1000))} kB"
    return f"{number / 1_000_000:.1f}".replace(".", ",").removesuffix(",0") + " MB"


@register.filter
def bestandssoort(version: FileVersion) -> str:
    return KINDS.get(version.name.rsplit(".", 1)[-1], "bestand")


@register.filter
def feiten(version: FileVersion) -> str:
    """ "pdf, 2,4 MB, 12 bladzijden"; a scan says so."""
    facts = [bestandssoort(version), omvang(version.size)]
    if version.pages:
        facts.append(
            counted(version.pages, "dia", "dia’s")
            if version.name.endswith(".pptx")
            else counted(version.pages, "bladzijde", "bladzijden")
        )
    if version.text_state == "scan zonder tekst":
        facts.append("een scan: de tekst is niet te doorzoeken of voor te lezen")
    return ", ".join(facts)


@register.filter
def site(url: str) -> str:
    """The site an address is on, as people call it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def regel(item: Item) -> str:
    """The line under a title: year, what you may do with it, and its files."""
    facts = [str(item.year)] if item.year else []
    facts.append(item.get_reuse_display().lower() if facts else item.get_reuse_display())
    files = [file.current for file in getattr(item, "shown_files", ()) if file.current]
    if len(files) == 1:
        facts.append(f"{bestandssoort(files[0])}, {omvang(files[0].size)}")
    elif files:
        facts.append(f"{len(files)} bestanden")
    if item.used_count:
        facts.append(f"ook gebruikt bij {counted(item.used_count, 'organisatie', 'organisaties')}")
    return " · ".join(facts)


@register.filter
def inzending(item: Item) -> str:
    """Where its sender follows it."""
    return submission_url(item)


@register.filter
def stand(item: Item) -> str:
    """How far it is, for who sent it in."""
    if item.live:
        return "Staat op de site"
    if item.review_asked_at:
        return "De redactie leest het"
    return "Staat niet meer op de site" if item.first_published_at else "Teruggestuurd: pas het aan"
