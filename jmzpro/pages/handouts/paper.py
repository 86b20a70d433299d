"""A Word document in the house's quiet style."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from jmzpro.pages.handouts.sender import Sender

TEAL = RGBColor(0x00, 0x5F, 0x66)


def new(title: str, sender: Sender, *, size: float) -> Any:
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = sender.organisation or "JMZ Pro"
    document.core_properties.language = "nl-NL"
    document.core_properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(1.8)
    section.left_margin = section.right_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Verdana", Pt(size)
    normal.paragraph_format.space_after = Pt(size / 2.5)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Verdana")
    speak_dutch(normal)
    for name, larger in (("Title", 11), ("Heading 1", 3.5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = "Verdana", Pt(size + larger), True
        style.font.color.rgb = TEAL
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(size)
    return document


def speak_dutch(style: Any) -> None:
    """So that a screen reader and the spelling checker take the text for Dutch."""
    properties = style.element.get_or_add_rPr()
    language = properties.makeelement(
        qn("w:lang"), {qn("w:val"): "nl-NL", qn("w:eastAsia"): "nl-NL"}
    )
    properties.append(language)


def titled(document: Any, style: str, title: str, text: str) -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(title).bold = True
    paragraph.add_run(f": {text}")


def saved(document: Any) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()
