"""Small files for the demo network, with made-up text and no author: the same every time."""

import io
import textwrap
from collections.abc import Sequence

import pikepdf

ACROSS = 78  # characters


def pdf(title: str, pages: Sequence[str]) -> bytes:
    document = pikepdf.new()
    fonts = pikepdf.Dictionary(
        {
            f"/{name}": document.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=font,
                    Encoding=pikepdf.Name.WinAnsiEncoding,
                )
            )
            for name, font in (
                ("T", pikepdf.Name("/Helvetica-Bold")),
                ("B", pikepdf.Name.Helvetica),
            )
        }
    )
    for number, text in enumerate(pages):
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=fonts)
        page.Contents = document.make_stream(drawn(title if number == 0 else "", text))
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def drawn(title: str, text: str) -> bytes:
    lines = [
        line for paragraph in text.split("\n\n") for line in [*textwrap.wrap(paragraph, ACROSS), ""]
    ]
    heading = b"".join(shown(line) for line in textwrap.wrap(title, 34))
    return (
        b"BT /T 22 Tf 28 TL 60 760 Td "
        + heading
        + b"/B 11 Tf 16 TL T* "
        + b"".join(map(shown, lines))
        + b"ET"
    )


def shown(line: str) -> bytes:
    inside = (
        line.encode("cp1252", "replace")
        .replace(b"\\", b"\\\\")
        .replace(b"(", b"\\(")
        .replace(b")", b"\\)")
    )
    return b"(" + inside + b") Tj T* "


def word(title: str, paragraphs: Sequence[str]) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = ""
    document.add_heading(title, 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
