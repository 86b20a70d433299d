"""What is read from a file is what its reader sees, and what the office hears of it is true."""

import io
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import call_command
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx import Presentation
from pptx.util import Inches

from jmzpro.library import extraction
from jmzpro.library.models import FileText, FileVersion
from jmzpro.library.tests import paper
from jmzpro.media.metadata_removal import Refused


def text_of(folder: Path, content: bytes) -> str:
    (folder / "source").write_bytes(content)
    extraction.text(folder / "source", folder)
    return (folder / "text.txt").read_text()


def broken_pdf(*lines: str) -> bytes:
    """Each line set by itself, as a typesetter does it."""
    document = pikepdf.open(io.BytesIO(paper.pdf("x")))
    shown = b" T* ".join(b"(" + paper.escaped(line) + b") Tj" for line in lines)
    document.pages[0].Contents = document.make_stream(
        b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET"
    )
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_broken_line_in_a_real_pdf(tmp_path: Path) -> None:
    lines = (
        "Een regenboogverzorgingska-",
        "ravaan, en zorg-",
        "en welzijn in Noord-",
        "Holland voor iedereen.",
    )
    read = text_of(tmp_path, broken_pdf(*lines))
    assert "regenboogverzorgingskaravaan" in read
    assert "zorg- en welzijn" in " ".join(read.split())
    assert "Noord-Holland" in read
    assert "\ufffe" not in read


def document(build: Any) -> bytes:
    made = Document()
    build(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_hidden_text_of_word_stays_hidden_and_hyphens_and_tables_stay(tmp_path: Path) -> None:
    def build(made: Any) -> None:
        line = made.add_paragraph("Zichtbaar ")
        line.add_run("geheim").font.hidden = True
        line.add_run("en door")
        hyphen = made.add_paragraph("jonge")
        hyphen.runs[0]._r.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))
        hyphen.add_run("mantelzorger")
        made.add_table(1, 2).rows[0].cells[1].text = "In een tabel"
        style = made.styles.add_style("Weg", 2)
        style.font.hidden = True
        made.add_paragraph().add_run("ook geheim", style="Weg")

    read = text_of(tmp_path, document(build))
    assert "Zichtbaar en door" in read
    assert "jonge-mantelzorger" in read
    assert "In een tabel" in read
    assert "geheim" not in read


BOX = """<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>
 <mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In een kader</w:t></w:r></w:p></w:txbxContent></wps:txbx>
 </w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In een kader</w:t></w:r></w:p></w:txbxContent></w:pict>
 </mc:Fallback></mc:AlternateContent></w:r>"""  # noqa: E501


def test_a_text_box_comes_once(tmp_path: Path) -> None:
    read = text_of(
        tmp_path,
        document(
            lambda made: made.add_paragraph("Ervoor")._p.append(
                parse_xml(BOX.format(ns=nsdecls("w")))
            )
        ),
    )
    assert read.count("In een kader") == 1
    assert read.index("Ervoor") < read.index("In een kader")


def test_groups_on_a_slide_are_read_from_top_to_bottom(tmp_path: Path) -> None:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    slide.shapes.add_textbox(
        Inches(1), Inches(5), Inches(2), Inches(1)
    ).text_frame.text = "Onderaan"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(
        Inches(1), Inches(2), Inches(2), Inches(1)
    ).text_frame.text = "In een groep"
    inner = group.shapes.add_group_shape()
    inner.shapes.add_textbox(
        Inches(3), Inches(2), Inches(2), Inches(1)
    ).text_frame.text = "In een groep daarin"
    table = slide.shapes.add_table(1, 1, Inches(1), Inches(1), Inches(2), Inches(1)).table
    table.cell(0, 0).text = "Cel\vmet een regel"
    out = io.BytesIO()
    presentation.save(out)
    read = text_of(tmp_path, out.getvalue())
    assert [line for line in read.split("\n") if line] == [
        "Cel",
        "met een regel",
        "In een groep",
        "In een groep daarin",
        "Onderaan",
    ]


def test_captions_are_what_is_said(tmp_path: Path) -> None:
    content = (
        "WEBVTT Kind: captions; Language: nl\nKind: captions\nLanguage: nl\n\nSTYLE\n::cue { "
        "color: red }\n\nNOTE niet voor kijkers\n\n"
        "1\n00:01.000 --> 00:02.000 align:start\n<v Marijke>Brood &amp; water <i>mee</i>\n\n"
        "intro\n00:03.000 --> 00:04.000\n2026\n5 < 6 en 3 > 2\n"
    )
    assert text_of(tmp_path, content.encode()).strip() == "Brood & water mee\n2026\n5 < 6 en 3 > 2"


def owner_locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(
        io.BytesIO(paper.pdf("Beleid voor jonge mantelzorgers in de gemeente"))
    ) as pdf:
        pdf.save(
            out,
            encryption=pikepdf.Encryption(
                owner="eigenaar", user="", allow=pikepdf.Permissions(extract=False)
            ),
        )
    return out.getvalue()


def test_a_pdf_that_only_its_owner_locked_is_taken_in(tmp_path: Path) -> None:
    source = tmp_path / "x"
    source.write_bytes(owner_locked())
    assert extraction.look(source) == {"kind": "pdf", "pages": 1}
    extraction.copy(source, tmp_path)
    with pikepdf.open(tmp_path / "copy") as cleaned:
        assert not cleaned.is_encrypted
    assert "jonge mantelzorgers" in text_of(tmp_path, (tmp_path / "copy").read_bytes())
    source.write_bytes(paper.locked_pdf())
    with pytest.raises(Refused, match="wachtwoord"):
        extraction.look(source)


@pytest.mark.parametrize(
    ("content_type", "has_text", "words", "said"),
    [
        ("application/pdf", True, "Een hele bladzijde", "doorzoekbaar"),
        ("application/pdf", False, "", "scan zonder tekst"),
        ("application/pdf", False, "Blad 1", "weinig tekst"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            False,
            "Hallo",
            "weinig tekst",
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            False,
            " ",
            "geen tekst",
        ),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            None,
            "",
            "niet te lezen",
        ),
        ("image/jpeg", None, "", ""),
        ("video/mp4", None, "", ""),
    ],
)
@pytest.mark.django_db
def test_the_state_of_a_text_is_true(
    content_type: str, has_text: bool | None, words: str, said: str
) -> None:
    from jmzpro.library.models import File, Reading
    from jmzpro.library.tests.shelf import make_item

    file = File.objects.create(item=make_item("Handreiking"))
    version = FileVersion.objects.create(
        file=file,
        name="x",
        content_type=content_type,
        original="library/a",
        copy="library/b",
        reading=Reading.READY,
        has_text=has_text,
    )
    FileText.objects.create(version=version, text=words)
    assert version.text_state == said


@pytest.mark.django_db
def test_files_are_read_again_after_an_upgrade(settings: Any, tmp_path: Path) -> None:
    from jmzpro.library.models import File, Reading
    from jmzpro.library.tests.shelf import make_item

    settings.PRIVATE_ROOT = tmp_path
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "b").write_bytes(
        broken_pdf("Een regenboogverzorgingska-", "ravaan voor alle jonge mantelzorgers")
    )
    file = File.objects.create(item=make_item("Handreiking"))
    version = FileVersion.objects.create(
        file=file,
        name="x.pdf",
        content_type="application/pdf",
        original="library/a",
        copy="library/b",
        reading=Reading.READY,
        has_text=True,
    )
    File.objects.update(current=version)
    FileText.objects.create(version=version, text="Een regenboogverzorgingska\ufffe\nravaan")
    for said in (
        "1 bestanden gelezen, 1 met andere tekst.",
        "1 bestanden gelezen, 0 met andere tekst.",
    ):
        out = io.StringIO()
        call_command("reread_files", stdout=out)
        assert said in out.getvalue()
    assert "regenboogverzorgingskaravaan" in FileText.objects.get().text
    shutil.rmtree(tmp_path / "library")
