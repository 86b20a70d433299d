"""Taking out of a file what its reader needs not see: author, place, comments' names. Runs as a
process of its own.

`python metadata_removal.py` reads a file from standard input and writes the clean one to standard
output, with its type's name as the first line of standard error. Exit status 3: the file is
refused, standard error holds the Dutch sentence. Whatever a hostile file does, it does it here,
with the memory and the time of LIMITS. Nothing of Django or of this product is imported.
"""

import io
import re
import sys
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

MEMORY = 1_500_000_000  # bytes
SECONDS = 20
MOST_PIXELS = 50_000_000
MOST_ENTRIES = 3_000
MOST_UNPACKED = 250_000_000  # bytes, of a whole Office file
MOST_RATIO = 200

BROKEN = (
    "We kunnen dit bestand niet openen. Misschien is het beschadigd. Sla het opnieuw op en voeg "
    "het dan toe."
)
UNKNOWN = "We nemen pdf, docx, pptx, jpg en png aan. Dit bestand is iets anders."
LOCKED = "Dit bestand heeft een wachtwoord. Sla het op zonder wachtwoord en voeg het dan toe."
MACROS = (
    "Er zit een programma (macro) in dit bestand. Sla het op zonder macro's en voeg het dan toe."
)
OUTSIDE = (
    "Dit bestand haalt onderdelen op van een andere plek. Sla het op zonder koppelingen, of maak "
    "er een pdf van."
)
TOO_MUCH = "Dit bestand is uitgepakt veel te groot. Maak het kleiner, of maak er een pdf van."
TOO_MANY_PIXELS = (
    "Deze afbeelding heeft te veel beeldpunten. Maak haar kleiner en voeg haar dan toe."
)


class Refused(Exception):
    """The argument is the Dutch sentence for who sent the file."""


def kind_of(content: bytes) -> str:
    """What the content is, whatever its name says: pdf, jpg, png, docx or pptx. Refused for
    everything else.
    """
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"PK\x03\x04"):
        return office_kind(content)
    if content.startswith(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    ):  # an old Office file, or a new one behind a password
        raise Refused(
            "Dit is een oud Word- of PowerPoint-bestand, of er zit een wachtwoord op. Sla "
            "het op als docx, pptx of pdf."
        )
    raise Refused(UNKNOWN)


def office_kind(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(BROKEN) from error
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return "docx"
        if "ppt/presentation.xml" in names:
            return "pptx"
    raise Refused(UNKNOWN)


def clean_pdf(content: bytes) -> bytes:
    import pikepdf

    try:
        # What opens without a password may be read; what its owner's password forbids is gone from
        # the copy.
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not len(pdf.pages):
                raise Refused(BROKEN)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for name in ("/OpenAction", "/AA", "/PieceInfo", "/Metadata", "/Collection"):
                if name in pdf.Root:
                    del pdf.Root[name]
            if "/Names" in pdf.Root:
                for name in ("/JavaScript", "/EmbeddedFiles"):
                    if name in pdf.Root.Names:
                        del pdf.Root.Names[name]
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    clean_pdf_object(thing)
            cleaned = io.BytesIO()
            pdf.save(cleaned, deterministic_id=True, encryption=False)
            return cleaned.getvalue()
    except pikepdf.PasswordError as error:
        raise Refused(LOCKED) from error
    except pikepdf.PdfError as error:
        raise Refused(BROKEN) from error


def clean_pdf_object(thing: Any) -> None:
    """`thing`: a dictionary or stream of pikepdf, which has no types of its own."""
    for name in ("/Metadata", "/PieceInfo", "/LastModified", "/AA"):
        if name in thing:
            del thing[name]
    is_note = thing.get("/Type") == "/Annot" or ("/Subtype" in thing and "/Rect" in thing)
    if is_note:
        for name in ("/M", "/CreationDate", "/NM"):
            if name in thing:
                del thing[name]
        if "/T" in thing and thing.get("/Subtype") != "/Widget":
            del thing["/T"]
    if thing.get("/S") in {"/JavaScript", "/Launch"}:
        for name in ("/JS", "/F", "/Win"):
            if name in thing:
                del thing[name]


def clean_image(content: bytes, kind: str) -> bytes:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=["JPEG" if kind == "jpg" else "PNG"])
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(TOO_MANY_PIXELS)
            profile = picture.info.get("icc_profile")
            # Upright first: the turn is written in what is thrown away.
            upright = ImageOps.exif_transpose(picture)
            cleaned = io.BytesIO()
            if kind == "jpg":
                if upright.mode not in {"L", "RGB"}:
                    upright, profile = upright.convert("RGB"), None
                upright.save(cleaned, "JPEG", quality=90, icc_profile=profile)
            else:
                bare = Image.new(upright.mode, upright.size)
                if upright.mode == "P" and (palette := upright.getpalette("RGB")):
                    bare.putpalette(palette)
                bare.paste(upright)
                clear = upright.info.get("transparency")
                bare.save(
                    cleaned,
                    "PNG",
                    icc_profile=profile,
                    **({} if clear is None else {"transparency": clear}),
                )
            return cleaned.getvalue()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(TOO_MANY_PIXELS) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Refused(BROKEN) from error


EMPTY_PARTS = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" '
    b'standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
WHO_IN_WORD = re.compile(
    rb'(\b(?:w|w15|w16du):(?:author|initials|providerId|userId)=)("[^"]*"|\'[^\']*\')'
)
WHO_IN_POWERPOINT = re.compile(rb'(\b(?:name|initials|userId|providerId)=)("[^"]*"|\'[^\']*\')')
THUMBNAIL = re.compile(rb"<Relationship\b[^>]*/metadata/thumbnail[^>]*/>")
FETCHED = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode=[\"']External[\"'])(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument)[\"'])"
)


def clean_office(content: bytes) -> bytes:
    cleaned = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(cleaned, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            check_entries(old.infolist())
            for entry in old.infolist():
                if entry.is_dir() or entry.filename.startswith("docProps/thumbnail"):
                    continue
                # A fresh entry: the old one carries the times and the system it was made on.
                fresh = zipfile.ZipInfo(entry.filename)
                fresh.compress_type = zipfile.ZIP_DEFLATED
                new.writestr(fresh, clean_part(entry.filename, old.read(entry)))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
    ) as error:
        raise Refused(BROKEN) from error
    return cleaned.getvalue()


def check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Refused(TOO_MUCH)
    seen: set[str] = set()
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(LOCKED)
        if entry.file_size > 1_000_000 and entry.file_size > MOST_RATIO * max(
            entry.compress_size, 1
        ):
            raise Refused(TOO_MUCH)
        name = entry.filename.lower()
        if "vbaproject" in name or "/activex" in name or "vbadata" in name:
            raise Refused(MACROS)
        if name.startswith(("/", "\\")) or ".." in name.split("/") or "\\" in name or name in seen:
            raise Refused(BROKEN)
        seen.add(name)


def clean_part(name: str, content: bytes) -> bytes:
    """One part of a docx or pptx without who made it."""
    if name in EMPTY_PARTS:
        return EMPTY_PARTS[name]
    if name == "[Content_Types].xml" and b"macroenabled" in content.lower():
        raise Refused(MACROS)
    if name.endswith(".rels"):
        if FETCHED.search(content):
            raise Refused(OUTSIDE)
        return THUMBNAIL.sub(b"", content) if name == "_rels/.rels" else content
    if name.startswith("word/") and name.endswith(".xml"):
        return WHO_IN_WORD.sub(rb'\1"auteur"', content)
    if name.startswith(("ppt/commentAuthors", "ppt/authors")):
        return WHO_IN_POWERPOINT.sub(rb'\1"auteur"', content)
    if name.lower().endswith((".jpg", ".jpeg")):
        return without_exif(content)
    return content


def without_exif(content: bytes) -> bytes:
    """A JPEG without its EXIF, XMP, IPTC and comment segments, the picture itself untouched."""
    if not content.startswith(b"\xff\xd8"):
        return content
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        size = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at + 1] not in {0xE1, 0xED, 0xFE}:
            kept += content[at : at + size]
        at += size
    return bytes(kept + content[at:])


CLEANERS: dict[str, Callable[[bytes], bytes]] = {
    "pdf": clean_pdf,
    "docx": clean_office,
    "pptx": clean_office,
    "jpg": lambda content: clean_image(content, "jpg"),
    "png": lambda content: clean_image(content, "png"),
}


def clean(content: bytes) -> tuple[str, bytes]:
    """The kind of a file and its clean content. Raises Refused."""
    kind = kind_of(content)
    return kind, CLEANERS[kind](content)


def main() -> int:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes to the pipe only
    try:
        kind, cleaned = clean(sys.stdin.buffer.read())
    except Refused as refusal:
        sys.stderr.buffer.write(str(refusal).encode())
        return 3
    except (MemoryError, RecursionError):
        sys.stderr.buffer.write(TOO_MUCH.encode())
        return 3
    sys.stderr.buffer.write(f"{kind}\n".encode())
    sys.stdout.buffer.write(cleaned)
    return 0


if __name__ == "__main__":
    sys.exit(main())
