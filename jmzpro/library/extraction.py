"""Reads one file of the Kennisbank in a process of its own: whatever a hostile file does, it does
it here, within LIMITS.

`python extraction.py STEP SOURCE FOLDER`, where STEP is
- `look`: is this a kind we take, and can it be opened;
- `copy`: write FOLDER/copy, the file without who made it;
- `text`: write FOLDER/text.txt and, where there is a first page to show, FOLDER/cover.jpg.
What is known (kind, pages) is written to standard output as JSON. Exit status 3: refused, standard
error holds the Dutch sentence. Nothing of Django is imported.
"""

import html
import json
import os
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # run by its path, in isolated mode
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jmzpro.media import metadata_removal
from jmzpro.media.metadata_removal import BROKEN, LOCKED, TOO_MUCH, UNKNOWN, Refused
from jmzpro.text.line_breaks import join_broken
from jmzpro.text.words import PAGE_END

MEMORY = 2_000_000_000  # bytes
SECONDS = {"look": 10, "copy": 60, "text": 60}  # of processor time
LARGEST_RESULT = 150_000_000  # bytes
MOST_TEXT = 4_000_000  # characters: some 2,000 pages
COVER_WIDTH, COVER_HEIGHT = 480, 680  # pixels
FEWEST_LETTERS = 30  # fewer on the whole is a scan

# Control signs and code points that are no letters: a page could not even show them.
UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\ufffe\uffff]")

KINDS = (
    "We nemen pdf, docx, pptx, jpg, png, mp4 en vtt aan. Dit bestand is iets anders, wat zijn "
    "naam ook zegt."
)
CUT_OFF = (
    "Het einde van deze pdf ontbreekt. Waarschijnlijk is hij niet helemaal gedownload. Haal hem "
    "opnieuw op en voeg hem dan toe."
)
NOT_CAPTIONS = (
    "Dit is geen ondertiteling. Een vtt-bestand begint met WEBVTT en is opgeslagen als UTF-8."
)


def kind_of(source: Path) -> str:
    """What the content is, whatever its name says."""
    with source.open("rb") as file:
        start = file.read(1024)
    if start[4:8] == b"ftyp":
        return "mp4"
    if start.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return "vtt"
    if start.startswith(b"PK\x03\x04"):
        return metadata_removal.office_kind(source.read_bytes())
    try:
        return metadata_removal.kind_of(start)
    except Refused as refusal:
        raise Refused(KINDS if str(refusal) == UNKNOWN else str(refusal)) from refusal


def look(source: Path) -> dict[str, Any]:
    kind = kind_of(source)
    if kind == "pdf":
        return {"kind": kind, "pages": pages_of_pdf(source)}
    if kind in {"docx", "pptx"}:
        with zipfile.ZipFile(source) as office:
            metadata_removal.check_entries(office.infolist())
    if kind in {"jpg", "png"}:
        check_picture(source)
    if kind == "vtt":
        check_captions(source)
    if kind == "mp4":
        list(boxes(memoryview(source.read_bytes())))
    return {"kind": kind}


def pages_of_pdf(source: Path) -> int:
    import pikepdf

    with source.open("rb") as file:
        file.seek(max(0, source.stat().st_size - 4096))
        # A file that was cut off opens after repair, with pages missing: better to hear of it now.
        if b"startxref" not in file.read():
            raise Refused(CUT_OFF)
    try:
        # What opens without a password may be read: one of its owner's forbids no more than copying
        # and printing.
        with pikepdf.open(source) as pdf:
            if not len(pdf.pages):
                raise Refused(BROKEN)
            return len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Refused(LOCKED) from error
    except pikepdf.PdfError as error:
        raise Refused(BROKEN) from error


def check_picture(source: Path) -> None:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = metadata_removal.MOST_PIXELS
    try:
        with Image.open(source, formats=["JPEG", "PNG"]) as picture:
            if picture.width * picture.height > metadata_removal.MOST_PIXELS:
                raise Refused(metadata_removal.TOO_MANY_PIXELS)
            picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(metadata_removal.TOO_MANY_PIXELS) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise Refused(BROKEN) from error


def check_captions(source: Path) -> str:
    try:
        return source.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(NOT_CAPTIONS) from error


def copy(source: Path, folder: Path) -> dict[str, Any]:
    kind = kind_of(source)
    if kind == "mp4":
        cleaned = without_film_data(source.read_bytes())
    elif kind == "vtt":
        cleaned = check_captions(source).encode()
    else:
        cleaned = metadata_removal.CLEANERS[kind](source.read_bytes())
    (folder / "copy").write_bytes(cleaned)
    return {"kind": kind}


# In a film, who and where stand in these boxes, wherever the film itself stands.
BOXES_WITHIN = {b"moov", b"trak", b"mdia"}
BOXES_THAT_TELL = {b"udta", b"meta", b"uuid"}


def boxes(
    film: memoryview, start: int = 0, end: int | None = None
) -> Iterator[tuple[bytes, int, int, int]]:
    """The boxes of an mp4: name, where it starts, where its content starts, where it ends.
    Refused when they do not add up.
    """
    end = len(film) if end is None else end
    while start + 8 <= end:
        size, head = int.from_bytes(film[start : start + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(film[start + 8 : start + 16], "big"), 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            raise Refused(BROKEN)
        yield bytes(film[start + 4 : start + 8]), start, start + head, start + size
        start += size


def without_film_data(content: bytes) -> bytes:
    """The boxes that tell become free space, filled with nothing: the film itself does not move."""
    film = bytearray(content)
    waiting = [(0, len(film))]
    while waiting:
        for name, at, inside, end in list(boxes(memoryview(film), *waiting.pop())):
            if name in BOXES_THAT_TELL:
                film[at + 4 : at + 8] = b"free"
                film[inside:end] = bytes(end - inside)
            elif name in BOXES_WITHIN:
                waiting.append((inside, end))
    return bytes(film)


def text(source: Path, folder: Path) -> dict[str, Any]:
    """As much as there is: what was read before a limit was reached stands in the file already."""
    kind = kind_of(source)
    facts: dict[str, Any] = {"kind": kind, "has_text": None}
    if kind in {"jpg", "png"}:
        from PIL import Image

        with Image.open(source) as picture:
            save_cover(picture, folder)
        return facts
    if kind not in PIECES:
        return facts
    if kind == "pdf":
        cover_of_pdf(source, folder)
    letters = written = 0
    with (folder / "text.txt").open("w", encoding="utf-8", errors="replace") as file:
        for piece in PIECES[kind](source):
            readable = UNREADABLE.sub(" ", piece)[: MOST_TEXT - written]
            written += file.write(readable + (PAGE_END if kind == "pdf" else "\n\n"))
            file.flush()
            letters += sum(sign.isalpha() for sign in readable)
            if written >= MOST_TEXT:
                break
    facts["has_text"] = letters >= FEWEST_LETTERS
    if kind == "pptx":
        facts["pages"] = slides_in(source)
    return facts


def pieces_of_pdf(source: Path) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage()
        yield join_broken(words.get_text_range())
        words.close()
        page.close()


def cover_of_pdf(source: Path, folder: Path) -> None:
    import pypdfium2

    try:
        page = pypdfium2.PdfDocument(source)[0]
        width, height = page.get_size()
        scale = min(COVER_WIDTH / max(width, 1), COVER_HEIGHT / max(height, 1))
        save_cover(page.render(scale=scale).to_pil(), folder)
    except (pypdfium2.PdfiumError, ValueError, OSError, ZeroDivisionError):
        return  # without a cover we draw one


def save_cover(picture: Any, folder: Path) -> None:
    picture.thumbnail((COVER_WIDTH, COVER_HEIGHT))
    picture.convert("RGB").save(folder / "cover.jpg", "JPEG", quality=82, optimize=True)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOT_ON = {"0", "false", "off"}
WORD_PARTS = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
    "word/header",
    "word/footer",
)
IN_A_RUN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def pieces_of_word(source: Path) -> Iterator[str]:
    """Paragraph by paragraph what a reader sees: nothing hidden, and what a text box holds once."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with zipfile.ZipFile(source) as office:
        names = office.namelist()
        hidden = (
            hidden_styles(etree.fromstring(office.read("word/styles.xml"), parser))
            if "word/styles.xml" in names
            else set()
        )
        parts = [
            name
            for start in WORD_PARTS
            for name in sorted(names)
            if name.startswith(start) and name.endswith(".xml")
        ]
        for name in parts:
            lines: list[str] = []
            paragraphs(etree.fromstring(office.read(name), parser), hidden, lines)
            if any(line.strip() for line in lines):
                yield "\n\n".join(lines)


def hidden_styles(styles: Any) -> set[str]:
    """Of text and of paragraphs, also those that rest on one that is hidden."""
    found: set[str] = set()
    rests_on = {}
    for style in styles.iter(f"{WORD}style"):
        key = style.get(f"{WORD}styleId")
        base = style.find(f"{WORD}basedOn")
        rests_on[key] = base.get(f"{WORD}val") if base is not None else None
        if is_hidden(style.find(f"{WORD}rPr"), set()):
            found.add(key)
    for _ in range(10):  # no chain of styles is longer
        found |= {key for key, base in rests_on.items() if base in found}
    return found


def is_hidden(properties: Any, styles: set[str]) -> bool:
    if properties is None:
        return False
    vanish = properties.find(f"{WORD}vanish")
    if vanish is not None:
        return vanish.get(f"{WORD}val", "1").lower() not in NOT_ON
    named = [properties.find(f"{WORD}{kind}") for kind in ("rStyle", "pStyle")]
    return any(style is not None and style.get(f"{WORD}val") in styles for style in named)


def paragraphs(node: Any, hidden: set[str], lines: list[str]) -> None:
    """The paragraphs within, in order; those of a text box stand after the paragraph that it
    hangs on.
    """
    for child in node:
        if child.tag == f"{WORD}p":
            boxed: list[Any] = []
            words = (
                ""
                if is_hidden(child.find(f"{WORD}pPr"), hidden)
                else words_of(child, hidden, boxed)
            )
            if words.strip():
                lines.append(words)
            for box in boxed:
                paragraphs(box, hidden, lines)
        elif child.tag != FALLBACK:
            paragraphs(child, hidden, lines)


def words_of(node: Any, hidden: set[str], boxed: list[Any]) -> str:
    said: list[str] = []
    for child in node:
        name = child.tag.removeprefix(WORD) if isinstance(child.tag, str) else ""
        if name == "t":
            said.append(child.text or "")
        elif name in IN_A_RUN:
            said.append(IN_A_RUN[name])
        elif name == "txbxContent":
            boxed.append(child)
        elif (
            child.tag != FALLBACK
            and name not in {"pPr", "rPr", "del"}
            and not (name == "r" and is_hidden(child.find(f"{WORD}rPr"), hidden))
        ):
            said.append(words_of(child, hidden, boxed))
    return "".join(said)


def pieces_of_slides(source: Path) -> Iterator[str]:
    from pptx import Presentation

    for slide in Presentation(str(source)).slides:
        found = [text for shape in in_reading_order(slide.shapes) for text in texts_of(shape)]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            found.append(slide.notes_slide.notes_text_frame.text)
        yield "\n".join(found).replace("\v", "\n")


def in_reading_order(shapes: Any) -> list[Any]:
    """From top to bottom, and from left to right. One whose place is that of its layout stays
    where it is in the list: on top.
    """
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def texts_of(shape: Any) -> Iterator[str]:
    """What stands in a shape, in the cells of a table, or in the shapes of a group."""
    if hasattr(shape, "shapes"):
        for one in in_reading_order(shape.shapes):
            yield from texts_of(one)
    elif getattr(shape, "has_table", False):
        yield from (cell.text for row in shape.table.rows for cell in row.cells)
    elif shape.has_text_frame:
        yield shape.text_frame.text


def slides_in(source: Path) -> int:
    with zipfile.ZipFile(source) as office:
        return sum(
            name.startswith("ppt/slides/slide") and name.endswith(".xml")
            for name in office.namelist()
        )


CUE_TAG = re.compile(r"</?(?:[cvbiu]|ruby|rt|lang)(?:[.\s][^>]*)?>|<[\d:.]+>")


def pieces_of_captions(source: Path) -> Iterator[str]:
    """What is said: of each block the lines below the one with the times, without tags. What has
    no times is no caption.
    """
    said: list[str] = []
    is_cue = False
    for line in check_captions(source).splitlines():
        if not line.strip():
            is_cue = False
        elif "-->" in line:
            is_cue = True
        elif is_cue:
            said.append(html.unescape(CUE_TAG.sub("", line)).strip())
    yield "\n".join(said)


PIECES = {
    "pdf": pieces_of_pdf,
    "docx": pieces_of_word,
    "pptx": pieces_of_slides,
    "vtt": pieces_of_captions,
}


def main() -> int:
    import resource

    step, source, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS[step], SECONDS[step]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_RESULT, LARGEST_RESULT))
    try:
        facts = (
            look(source)
            if step == "look"
            else copy(source, folder)
            if step == "copy"
            else text(source, folder)
        )
    except Refused as refusal:
        sys.stderr.buffer.write(str(refusal).encode())
        return 3
    except (MemoryError, RecursionError):
        sys.stderr.buffer.write(TOO_MUCH.encode())
        return 3
    sys.stdout.write(json.dumps(facts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
