import io
import subprocess
import sys
import zipfile

import pikepdf
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image

from jmzpro.media import metadata_removal
from jmzpro.media.forms import UploadsField
from jmzpro.media.uploads import LARGEST, UploadRefused, clean_upload, safe_name

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(encryption: pikepdf.Encryption | bool = False) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = "Geheime Auteur"
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = ["Geheime Auteur"]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        T="Geheime Auteur",
        Contents="let op",
    )
    made.pages[0].Annots = made.make_indirect(pikepdf.Array([made.make_indirect(note)]))
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    made.attachments["geheim.txt"] = b"Geheime Auteur"
    out = io.BytesIO()
    made.save(out, encryption=encryption)
    return out.getvalue()


def office(parts: dict[str, bytes], kind: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": WORD.encode(), kind: b"<x/>", **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def photo(kind: str, size: tuple[int, int] = (40, 20)) -> bytes:
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x0112] = 6  # lies on its side
    exif[0x013B] = "Geheime Auteur"
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def test_a_pdf_loses_its_author_its_attachments_and_its_scripts() -> None:
    clean = clean_upload("verslag.pdf", pdf())
    assert (clean.name, clean.content_type) == ("verslag.pdf", "application/pdf")
    with pikepdf.open(io.BytesIO(clean.content)) as made:
        everything = made.Root.to_json() + b"".join(
            thing.unparse() for thing in made.objects if not isinstance(thing, pikepdf.Stream)
        )
        assert len(made.pages) == 1
        assert not made.docinfo
        assert not made.attachments
        assert made.pages[0].Annots[0].Contents == "let op"
    assert b"Geheime" not in everything
    assert b"Geheime" not in clean.content
    assert b"JavaScript" not in everything


def test_a_pdf_behind_a_password_is_refused_with_what_to_do() -> None:
    with pytest.raises(UploadRefused, match="wachtwoord"):
        clean_upload("a.pdf", pdf(encryption=pikepdf.Encryption(user="x", owner="y")))


def test_a_pdf_that_only_its_owner_locked_opens_for_everybody_and_is_taken_in() -> None:
    clean = clean_upload("a.pdf", pdf(encryption=pikepdf.Encryption(user="", owner="y")))
    with pikepdf.open(io.BytesIO(clean.content)) as made:
        assert not made.is_encrypted
        assert not made.docinfo
    assert b"Geheime" not in clean.content


def test_a_word_file_loses_who_made_it_and_who_commented() -> None:
    made = office(
        {
            "docProps/core.xml": b"<dc:creator>Geheime Auteur</dc:creator>",
            "docProps/app.xml": b"<Company>Geheime Auteur BV</Company>",
            "docProps/custom.xml": b"<x>Geheime Auteur</x>",
            "docProps/thumbnail.jpeg": b"x",
            "_rels/.rels": (
                b'<R><Relationship Id="a" Type="http://x/metadata/thumbnail" '
                b'Target="docProps/thumbnail.jpeg"/></R>'
            ),
            "word/comments.xml": (
                b'<w:comment w:author="Geheime Auteur" w:initials="GA">let op</w:comment>'
            ),
            "word/people.xml": (
                b'<w15:person w15:author="Geheime Auteur"><w15:presenceInfo '
                b'w15:userId="Geheime"/></w15:person>'
            ),
            "word/media/image1.jpg": photo("JPEG"),
        }
    )
    clean = clean_upload("les.docx", made)
    with zipfile.ZipFile(io.BytesIO(clean.content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, content in parts.items() if b"Geheime" in content]
    assert b"let op" in parts["word/comments.xml"]
    assert "docProps/thumbnail.jpeg" not in parts
    assert b"thumbnail" not in parts["_rels/.rels"]
    assert Image.open(io.BytesIO(parts["word/media/image1.jpg"])).size == (40, 20)


def test_a_presentation_loses_its_commenters() -> None:
    made = office(
        {"ppt/commentAuthors.xml": b'<p:cmAuthor name="Geheime Auteur" initials="GA"/>'},
        kind="ppt/presentation.xml",
    )
    clean = clean_upload("les.pptx", made)
    assert clean.content_type.endswith("presentationml.presentation")
    assert b"Geheime" not in zipfile.ZipFile(io.BytesIO(clean.content)).read(
        "ppt/commentAuthors.xml"
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_loses_its_data_and_stays_upright(kind: str) -> None:
    clean = clean_upload("foto.jpg", photo(kind))
    picture = Image.open(io.BytesIO(clean.content))
    assert picture.size == (20, 40)
    assert not picture.getexif()
    assert b"Geheime" not in clean.content
    assert clean.name == ("foto.jpg" if kind == "JPEG" else "foto.png")


@pytest.mark.parametrize("mode", ["P", "L", "LA", "RGBA", "1", "I;16"])
def test_every_kind_of_png_comes_through(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG")
    assert Image.open(io.BytesIO(clean_upload("a.png", out.getvalue()).content)).size == (8, 8)


BOMB = office({"word/media/a.bin": b"\0" * 60_000_000})
REFUSED = [
    (b"", "leeg"),
    (b"MZ\x90\0programma", "iets anders"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "iets anders"),
    (b"<!doctype html><p>x</p>", "iets anders"),
    (b"%PDF-1.7 kapot", "beschadigd"),
    (b"PK\x03\x04kapot", "beschadigd"),
    (b"\xff\xd8\xffkapot", "beschadigd"),
    (b"\x89PNG\r\n\x1a\nkapot", "beschadigd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1oud", "oud Word"),
    (office({"word/vbaProject.bin": b"x"}), "macro"),
    (
        office({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "macro",
    ),
    (office({"../../etc/passwd": b"x"}), "beschadigd"),
    (
        office(
            {
                "word/_rels/settings.xml.rels": (
                    b'<Relationship Type="http://x/attachedTemplate" TargetMode="External"/>'
                )
            }
        ),
        "andere plek",
    ),
    (BOMB, "te groot"),
    (office({f"word/{number}.xml": b"" for number in range(3_001)}), "te groot"),
    (office({}, kind="xl/workbook.xml"), "iets anders"),
]


@pytest.mark.parametrize(("content", "because"), REFUSED)
def test_what_we_do_not_take_is_refused_in_words(content: bytes, because: str) -> None:
    with pytest.raises(UploadRefused, match=because):
        clean_upload("verslag.pdf", content)


def test_too_large_is_refused_before_it_is_opened() -> None:
    with pytest.raises(UploadRefused, match="20 MB"):
        clean_upload("a.pdf", b"%PDF-" + b"x" * LARGEST)


def test_a_picture_that_unpacks_to_gigabytes_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(out, "PNG")
    with pytest.raises(UploadRefused, match="beeldpunten"):
        clean_upload("a.png", out.getvalue())


def test_a_file_that_takes_too_much_memory_stops_its_own_process_only() -> None:
    limited = (
        "import sys; sys.argv=['x']; sys.path.insert(0, "
        f"{str(metadata_removal.__file__).rsplit('/', 1)[0]!r}); import metadata_removal\n"
    )
    limited += (
        "metadata_removal.MEMORY = 300_000_000\nmetadata_removal.clean = lambda content: ('pdf', "
        "b'x' * "
        "900_000_000)\nsys.exit(metadata_removal.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited], input=b"x", capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 3
    assert "te groot" in done.stderr.decode()


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("verslag.pdf", "pdf", "verslag.pdf"),
        ("C:\\Users\\jan\\foto.JPEG", "jpg", "foto.jpg"),
        ("../../etc/passwd", "pdf", "passwd.pdf"),
        ("jaarverslag 2025.versie 2", "pdf", "jaarverslag 2025.versie 2.pdf"),
        ("foto.jpg", "pdf", "foto.pdf"),
        ("gnp\u202efdp.exe", "pdf", "gnpfdp.exe.pdf"),
        ("Zoë's plan – نسخة.pdf", "pdf", "Zoë's plan – نسخة.pdf"),
        ("", "png", "bestand.png"),
        ("x" * 300 + ".pdf", "pdf", "x" * 100 + ".pdf"),
        ("a\r\nb.pdf", "pdf", "ab.pdf"),
    ],
)
def test_a_name_is_safe_and_says_what_the_file_is(given: str, kind: str, kept: str) -> None:
    assert safe_name(given, kind) == kept


class ToyForm(forms.Form):
    attachments = UploadsField()


def sent(*files: tuple[str, bytes]) -> ToyForm:
    return ToyForm(
        {},
        MultiValueDict(
            {"attachments": [SimpleUploadedFile(name, content) for name, content in files]}
        ),
    )


def test_a_form_takes_several_files() -> None:
    form = sent(("a.png", photo("PNG")), ("b.pdf", pdf()))
    assert form.is_valid(), form.errors
    assert [file.name for file in form.cleaned_data["attachments"]] == ["a.png", "b.pdf"]
    assert 'accept=".pdf' in str(form["attachments"])
    assert "multiple" in str(form["attachments"])


def test_a_form_without_files_is_fine() -> None:
    assert sent().is_valid()


def test_every_refused_file_is_named() -> None:
    form = sent(("goed.png", photo("PNG")), ("virus.pdf", b"MZ"), ("leeg.pdf", b""))
    assert not form.is_valid()
    assert [str(error).split(":")[0] for error in form.errors["attachments"]] == [
        "virus.pdf",
        "leeg.pdf",
    ]


def test_more_than_five_files_are_refused_before_they_are_opened() -> None:
    form = sent(*[("a.pdf", b"x")] * 6)
    assert form.errors["attachments"] == ["Dit zijn 6 bestanden. Kies er hoogstens 5."]
