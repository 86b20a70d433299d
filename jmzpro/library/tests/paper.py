"""Files for tests, made here: each says what is wrong with it."""

import io
import zipfile

import pikepdf


def pdf(*pages: str, title: str = "") -> bytes:
    """A small pdf with one text a page, its author in the file's own data."""
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for text in pages:
        lines = [text[at : at + 80] for at in range(0, len(text), 80)] or [""]
        shown = b" T* ".join(b"(" + escaped(line) + b") Tj" for line in lines)
        content = b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET" if text else b""
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[-1]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(content)
    document.docinfo["/Author"] = "Geheime Auteur"
    document.docinfo["/Title"] = title
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def escaped(line: str) -> bytes:
    return (
        line.encode("cp1252", "replace")
        .replace(b"\\", b"\\\\")
        .replace(b"(", b"\\(")
        .replace(b")", b"\\)")
    )


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Geheim"))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="een", user="twee"))
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.author = "Geheime Auteur"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def slides(*texts: str) -> bytes:
    from pptx import Presentation

    presentation = Presentation()
    for text in texts:
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        slide.shapes.title.text = text
    presentation.core_properties.author = "Geheime Auteur"
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def picture(width: int = 40, height: int = 30) -> bytes:
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = "Geheime Auteur"
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b"0" * 300_000_000)
    return out.getvalue()


def box(name: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + name + content


def film() -> bytes:
    who = box(b"udta", b"Geheime Auteur")
    return (
        box(b"ftyp", b"isom0000")
        + box(b"moov", box(b"mvhd", b"x" * 20) + who)
        + box(b"mdat", b"beeld" * 200)
    )
