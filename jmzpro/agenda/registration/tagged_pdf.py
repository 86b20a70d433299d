"""One page of paper as a tagged PDF (PDF/UA-1) that a screen reader reads in order, with the
letters of the site.

Made with pikepdf and fontTools, which come as wheels: a certificate is there on every machine, also
where WeasyPrint has no libpango (decision 0040). Left to right, one column, one page: headings and
paragraphs, and a line in the margin.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from pikepdf import Array, Dictionary, Name, String

from jmzpro import kit

FONTS = Path(kit.__file__).parent
HEADING = "static/kit/fonts/bricolage-grotesque.woff2"
TEXT = "static/kit/fonts/atkinson-hyperlegible-next.woff2"
# Has the letters of more languages than the other two.
ELSEWHERE = "data/fonts/vazirmatn.woff2"
WIDTH, HEIGHT = 595.28, 841.89  # A4, in points
LEFT, RIGHT, TOP = 85.0, 70.0, 110.0


@dataclass(frozen=True)
class Block:
    """A heading (`H1`, `H2`) or a paragraph (`P`). `space`: points above it."""

    tag: str
    text: str
    size: float = 11.5
    weight: int = 400
    space: float = 8.0


class Face:
    """One font in one weight, with the letters that a page needs from it."""

    def __init__(self, path: str, weight: int, letters: set[str]) -> None:
        self.weight = weight
        self.data = static(path, weight, frozenset(letters))
        self.font = TTFont(BytesIO(self.data))
        self.cmap: dict[int, str] = self.font.getBestCmap()
        self.scale = 1000 / self.font["head"].unitsPerEm
        self.used: dict[str, int] = {}

    def width(self, text: str) -> float:
        """In thousandths of the size."""
        advance = self.font["hmtx"].metrics
        total: float = (
            sum(advance[self.cmap.get(ord(letter), ".notdef")][0] for letter in text) * self.scale
        )
        return total

    def encoded(self, text: str) -> str:
        """The glyph numbers, of four hexadecimal digits each."""
        for letter in text:
            self.used[letter] = self.font.getGlyphID(self.cmap.get(ord(letter), ".notdef"))
        return "".join(f"{self.used[letter]:04X}" for letter in text)


def static(path: str, weight: int, letters: frozenset[str]) -> bytes:
    """The variable font with these letters alone, at one weight. In this order: all its letters
    would take seconds.
    """
    font = TTFont(
        BytesIO(uncompressed(path)), recalcTimestamp=False
    )  # the same certificate is the same file
    subsetter = Subsetter(
        Options(notdef_outline=True, layout_features=[], name_IDs=[1, 2, 6], hinting=False)
    )
    subsetter.populate(unicodes=[ord(letter) for letter in letters])
    subsetter.subset(font)
    instantiateVariableFont(font, {"wght": weight}, inplace=True)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def uncompressed(path: str) -> bytes:
    font = TTFont(FONTS / path, recalcTimestamp=False)
    font.flavor = None
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def letters_in(path: str) -> frozenset[int]:
    return frozenset(TTFont(BytesIO(uncompressed(path)), lazy=True).getBestCmap())


def as_pdf(title: str, blocks: Sequence[Block], language: str = "nl") -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    faces = faces_for(blocks)
    content = [margin_line()]
    y = HEIGHT - TOP
    for number, block in enumerate(blocks):
        key = letters_for(block)
        y -= block.space
        lines = list(wrapped(block.text, faces[key], block.size))
        content.append(
            drawn(block, faces[key], lines, font=list(faces).index(key), y=y, number=number)
        )
        y -= len(lines) * leading(block)
    page.Contents = pdf.make_stream("\n".join(content).encode("ascii"))
    page.Resources = Dictionary(
        Font=Dictionary(
            {f"/F{number}": embedded(pdf, face) for number, face in enumerate(faces.values())}
        )
    )
    page.StructParents, page.Tabs = 0, Name.S
    tag_structure(pdf, page.obj, blocks)
    describe(pdf, title, language)
    out = BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


def letters_for(block: Block) -> tuple[str, int]:
    """The letters of the site, or those that have more of these."""
    wanted = HEADING if block.tag in {"H1", "H2"} else TEXT
    missing = {
        path: sum(ord(letter) not in letters_in(path) for letter in block.text)
        for path in (wanted, ELSEWHERE)
    }
    return min(missing, key=lambda path: missing[path]), block.weight


def faces_for(blocks: Sequence[Block]) -> dict[tuple[str, int], Face]:
    letters: dict[tuple[str, int], set[str]] = {}
    for block in blocks:
        letters.setdefault(letters_for(block), {" "}).update(block.text)
    return {(path, weight): Face(path, weight, used) for (path, weight), used in letters.items()}


def leading(block: Block) -> float:
    return block.size * (1.2 if block.tag == "H1" else 1.45)


def wrapped(text: str, face: Face, size: float) -> Iterator[str]:
    """Lines that fit."""
    room = (WIDTH - LEFT - RIGHT) * 1000 / size
    line = ""
    for word in text.split():
        for piece in pieces(word, face, room):
            longer = f"{line} {piece}".strip()
            if face.width(longer) > room:
                yield line
                longer = piece
            line = longer
    if line:
        yield line


def pieces(word: str, face: Face, room: float) -> Iterator[str]:
    """The word; in parts when it is longer than a line."""
    rest = word
    while face.width(rest) > room:
        cut = next(
            length
            for length in range(len(rest), 0, -1)
            if length == 1 or face.width(rest[:length]) <= room
        )
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def drawn(block: Block, face: Face, lines: list[str], *, font: int, y: float, number: int) -> str:
    """Marked with its number, by which the structure finds it. The space at a line's end keeps
    words apart for who hears it.
    """
    rows = [
        (
            f"/{block.tag} <</MCID {number}>> BDC BT /F{font} {block.size} Tf "
            f"{leading(block):.2f} TL 0.06 0.14 0.17 rg"
        )
    ]
    rows.append(f"{LEFT} {y - block.size:.2f} Td")
    rows += [
        f"<{face.encoded(line + (' ' if line is not lines[-1] else ''))}> Tj T*" for line in lines
    ]
    return "\n".join([*rows, "ET EMC"])


def margin_line() -> str:
    return (
        f"/Artifact BMC 0.06 0.39 0.44 rg 48 {HEIGHT - 150} 6 60 re f 0.85 0.52 0.23 rg 48 "
        f"{HEIGHT - 210} 6 52 re f EMC"
    )


def embedded(pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
    data, head, os2 = face.data, face.font["head"], face.font["OS/2"]
    name = Name(f"/JMZAAA+{face.font['name'].getDebugName(6) or 'Letters'}-{face.weight}")
    scale = face.scale
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=Array(
            [round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        ),
        ItalicAngle=0,
        Ascent=round(face.font["hhea"].ascent * scale),
        Descent=round(face.font["hhea"].descent * scale),
        CapHeight=round(getattr(os2, "sCapHeight", 700) * scale),
        StemV=80,
        FontFile2=pdf.make_indirect(
            pikepdf.Stream(pdf, zlib.compress(data), Filter=Name.FlateDecode, Length1=len(data))
        ),
    )
    widths = Array(
        [
            item
            for letter, glyph in face.used.items()
            for item in (glyph, Array([round(face.width(letter), 2)]))
        ]
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        W=widths,
        CIDToGIDMap=Name.Identity,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(to_unicode(face.used)),
        )
    )


def to_unicode(used: dict[str, int]) -> bytes:
    """What each glyph says, for who copies or hears it."""
    by_glyph = {glyph: letter for letter, glyph in used.items()}
    pairs = [
        f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for glyph, letter in sorted(by_glyph.items())
    ]
    parts = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    ranges = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{ranges}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def tag_structure(pdf: pikepdf.Pdf, page: Any, blocks: Sequence[Block]) -> None:
    """Document > headings and paragraphs, each pointing at its words on the page and back."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    parts = [
        pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{block.tag}"), P=document, Pg=page, K=number)
        )
        for number, block in enumerate(blocks)
    ]
    document.K = Array(parts)
    root.K = Array([document])
    root.ParentTree = pdf.make_indirect(
        Dictionary(Nums=Array([0, pdf.make_indirect(Array(parts))]))
    )
    root.ParentTreeNextKey = 1
    pdf.Root.StructTreeRoot = root


def describe(pdf: pikepdf.Pdf, title: str, language: str) -> None:
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
        meta["dc:title"] = title
        meta["dc:language"] = {language}
        meta["pdfuaid:part"] = "1"
    pdf.docinfo["/Title"] = String(title)
