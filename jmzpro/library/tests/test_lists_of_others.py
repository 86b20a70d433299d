"""Lists of publications as other programs write them, and what becomes of each row."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from jmzpro.library.bulk import jobs
from jmzpro.library.bulk.identity import bare_doi, is_same_title, isbn13
from jmzpro.library.bulk.parser import entries
from jmzpro.library.models import Intake, IntakeState, Item
from jmzpro.office.bootstrap import make_roles
from jmzpro.testing.login import log_in

pytestmark = pytest.mark.django_db


def run(folder: Path, name: str, text: str, **options: Any) -> dict[str, Any]:
    file = folder / name
    file.write_bytes(text.encode())
    said = io.StringIO()
    call_command("import_publications", file, stdout=said, json=True, **options)
    found: dict[str, Any] = json.loads(said.getvalue())
    return found


def actions(found: dict[str, Any]) -> list[str]:
    return [row["action"] for row in found["rows"]]


def ris(**tags: str) -> str:
    return (
        "TY  - JOUR\n" + "".join(f"{tag}  - {value}\n" for tag, value in tags.items()) + "ER  - \n"
    )


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("10.1000/182", "10.1000/182"),
        ("10.1/ABC", "10.1/abc"),
        ("doi:10.1/abc", "10.1/abc"),
        ("DOI: 10.1/abc", "10.1/abc"),
        ("https://doi.org/10.1/ABC", "10.1/abc"),
        ("http://dx.doi.org/10.1/abc.", "10.1/abc"),
        ("https://doi.org/10.1016%2Fs0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"),
        ("https://doi.org/10.1/a%20b", "10.1/a%20b"),
        ("(doi:10.1/abc)", "10.1/abc"),
        ("<10.1002/(SICI)1097-4571(199806)49:8>", "10.1002/(sici)1097-4571(199806)49:8"),
        ("geen", ""),
        ("10.", ""),
        ("", ""),
    ],
)
def test_a_doi_has_one_form(written: str, bare: str) -> None:
    assert bare_doi(written) == bare


@given(st.text(max_size=60))
def test_the_form_of_a_doi_is_its_own_form(text: str) -> None:
    assert bare_doi(bare_doi(text)) == bare_doi(text)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("978 90 377 0939 1", "9789037709391"),
        ("978-90-377-0939-1", "9789037709391"),
        ("90-377-0939-0", ""),
        ("9037709397", "9789037709391"),
        ("ISBN 9789037709391 (pbk.)", "9789037709391"),
        ("080442957X", "9780804429573"),
        ("080442957x (10)", "9780804429573"),
        ("1234-5678", ""),
        ("9789037709390", ""),
    ],
)
def test_an_isbn_is_one_number_however_it_was_written(written: str, digits: str) -> None:
    assert isbn13(written) == digits


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zorgen en leren", "Zorgen en Leren.", True),
        ("Zorgen en leren", "Zorgen en leren: wat scholen doen", True),
        ("Jonge mantelzorgers in Nederland", "Jonge mantelzorger in Nederland", True),
        ("Handreiking deel 1", "Handreiking deel 2", False),
        ("Monitor 2020", "Monitor 2021", False),
        ("Eerste artikel", "Heel ander boek", False),
        ("", "", False),
    ],
)
def test_a_title_is_the_same_but_for_signs_a_mended_word_or_a_subtitle(
    one: str, other: str, same: bool
) -> None:
    assert is_same_title(one, other) is same


def test_a_record_number_of_another_library_overwrites_nothing(tmp_path: Path) -> None:
    first, second = (
        ris(ID="42", TI="Eerste artikel", AU="Een, A"),
        ris(ID="42", TI="Een heel ander boek", AU="Twee, B"),
    )
    assert actions(run(tmp_path, "a.ris", first)) == ["new"]
    found = run(tmp_path, "b.ris", second)
    assert actions(found) == ["new"]
    assert "Eerste artikel" in found["rows"][0]["dropped"][0]["reason"]
    assert actions(run(tmp_path, "a.ris", first)) + actions(run(tmp_path, "b.ris", second)) == [
        "unchanged",
        "unchanged",
    ]
    assert set(Item.objects.values_list("title", flat=True)) == {
        "Eerste artikel",
        "Een heel ander boek",
    }


def test_a_bare_number_in_a_spreadsheet_overwrites_nothing_either(tmp_path: Path) -> None:
    run(tmp_path, "a.csv", "id,title\n42,Eerste artikel\n")
    assert actions(run(tmp_path, "b.csv", "id,title\n42,Een heel ander boek\n")) == ["new"]
    assert Item.objects.count() == 2


def test_the_same_doi_in_any_form_is_one_publication_and_its_title_may_be_mended(
    tmp_path: Path,
) -> None:
    both = ris(DO="10.1/abc", TI="Zelfde artikel", PY="2020") + ris(
        DO="https://doi.org/10.1/ABC", TI="Zelfde artikel", PY="2020"
    )
    assert actions(run(tmp_path, "a.ris", both)) == ["new", "double"]
    assert actions(
        run(tmp_path, "b.ris", ris(DO="doi:10.1/ABC.", TI="Hetzelfde artikel, verbeterd"))
    ) == ["changed"]
    assert Item.objects.get().title == "Hetzelfde artikel, verbeterd"
    # Where only a link tells it.
    assert actions(
        run(
            tmp_path, "c.ris", ris(UR="https://doi.org/10.1/abc", TI="Hetzelfde artikel, verbeterd")
        )
    ) == ["unchanged"]


def test_an_item_whose_doi_was_kept_in_another_form_is_known(tmp_path: Path) -> None:
    run(tmp_path, "a.ris", ris(TI="Artikel", PY="2020"))
    Item.objects.update(doi="https://doi.org/10.1/ABC")
    assert actions(
        run(tmp_path, "b.ris", ris(DO="10.1/abc", TI="Nieuwe titel van dit artikel", PY="2020"))
    ) == ["changed"]


def test_an_isbn_of_ten_is_that_of_thirteen_and_a_chapter_is_not_its_book(tmp_path: Path) -> None:
    book = "TY  - BOOK\nTI  - Zorgen en leren\nSN  - 9789037709391\nER  - \n"
    run(tmp_path, "a.ris", book)
    again = "TY  - BOOK\nTI  - Zorgen en leren: wat scholen doen\nSN  - 90-377-0939-7\nER  - \n"
    assert actions(run(tmp_path, "b.ris", again)) == ["changed"]
    chapter = "TY  - CHAP\nTI  - Over brusjes\nSN  - 9789037709391\nER  - \n"
    assert actions(run(tmp_path, "c.ris", chapter)) == ["new"]


def test_a_number_of_a_database_counts_with_that_database(tmp_path: Path) -> None:
    assert actions(run(tmp_path, "a.ris", ris(AN="123", DB="PsycINFO", TI="Artikel een"))) == [
        "new"
    ]
    assert actions(
        run(tmp_path, "b.ris", ris(AN="123", DB="PsycINFO", TI="Een verbeterde titel"))
    ) == ["changed"]
    assert actions(run(tmp_path, "c.ris", ris(AN="123", DB="Medline", TI="Iets anders"))) == ["new"]


def test_a_likely_double_is_asked_about_and_the_answer_is_kept(tmp_path: Path) -> None:
    run(
        tmp_path,
        "a.ris",
        ris(ID="1", TI="Gezien worden", PY="2021", AU="Boer, Alice de", DO="10.1/a"),
    )
    again = ris(ID="77", TI="Gezien worden.", PY="2021", AU="Boer, A. de", PB="Uitgeverij")
    found = run(tmp_path, "b.ris", again)
    assert actions(found) == ["double"]
    assert found["rows"][0]["asks"][0]["title"] == "Gezien worden (2021)"
    assert Item.objects.count() == 1
    assert actions(run(tmp_path, "b.ris", again, doubles="same")) == ["changed"]
    item = Item.objects.get()
    assert (item.doi, item.title) == (
        "10.1/a",
        "Gezien worden",
    )  # what was there is not written over
    assert actions(
        run(tmp_path, "c.ris", ris(TI="Gezien worden", PY="2020", AU="Boer, A. de"), doubles="new")
    ) == ["new"]
    # Other people, or another year: no question.
    assert actions(run(tmp_path, "d.ris", ris(TI="Gezien worden", PY="2021", AU="Jansen, P"))) == [
        "new"
    ]
    assert actions(
        run(tmp_path, "e.ris", ris(TI="Gezien worden", PY="1999", AU="Boer, A. de"))
    ) == ["new"]


def test_a_list_of_others_empties_nothing_and_our_own_does(tmp_path: Path) -> None:
    run(
        tmp_path,
        "a.jsonl",
        json.dumps(
            {
                "external_id": "x1",
                "title": "Gezien",
                "doi": "10.1/a",
                "isbn": "9789037709391",
                "kind": "toolkit",
            }
        ),
    )
    foreign = (
        '"Key","Item Type","Title","DOI","ISBN","Publication '
        'Year"\n"ABCD1234","","Gezien","10.1/A","","2020"\n'
    )
    assert run(tmp_path, "b.csv", foreign)["rows"][0]["changes"] == ["year"]
    assert (
        run(tmp_path, "c.ris", ris(TI="Gezien", DO="10.1/a", PY="2020").replace("JOUR", "RPRT"))[
            "rows"
        ][0]["action"]
        == "unchanged"
    )
    item = Item.objects.get()
    assert (item.isbn, item.kind) == ("9789037709391", "toolkit")
    assert run(tmp_path, "d.csv", "external_id,title,isbn\nx1,Gezien,\n")["rows"][0]["changes"] == [
        "isbn"
    ]


def test_the_same_record_twice_in_a_file_is_one(tmp_path: Path) -> None:
    found = run(tmp_path, "a.ris", ris(TI="Gezien", PY="2020") * 2)
    assert actions(found) == ["new", "double"]
    assert found["rows"][1]["reasons"] == [
        "Deze titel, met dit jaar en deze auteurs, staat ook al op rij 1."
    ]


def test_one_bad_value_costs_that_value_and_is_told(tmp_path: Path) -> None:
    text = ris(
        TI="Artikel",
        PY="volgend jaar",
        UR="<Go to ISI>://WOS:000123",
        DO="zie website",
        LA="klingon",
    )
    found = run(tmp_path, "a.ris", text)
    assert actions(found) == ["new"]
    assert {(one["field"], one["value"]) for one in found["rows"][0]["dropped"]} == {
        ("year", "volgend jaar"), ("links", "<Go to ISI>://WOS:000123"), ("doi", "zie website"), ("language", "kl"),  # noqa: E501
    }  # fmt: skip
    long = " ".join(["mantelzorg"] * 30)
    found = run(tmp_path, "b.ris", ris(TI=long))
    assert actions(found) == ["new"]
    assert found["rows"][0]["dropped"][0]["value"] == long
    assert len(found["rows"][0]["title"]) <= 200


def test_good_addresses_stay_beside_a_bad_one(tmp_path: Path) -> None:
    text = ris(TI="Artikel").replace(
        "ER  -",
        "UR  - https://a.example/boek;id=1\nUR  - files/x.pdf\nUR  - https://b.example\nER  -",
    )
    found = run(tmp_path, "a.ris", text)
    assert [link["url"] for link in found["rows"][0]["becomes"]["links"]] == [
        "https://a.example/boek;id=1",
        "https://b.example",
    ]
    assert [one["value"] for one in found["rows"][0]["dropped"]] == ["files/x.pdf"]


def test_values_that_do_not_go_together_cost_one_of_them(tmp_path: Path) -> None:
    row = {"external_id": "x", "title": "Handreiking", "licence": "cc-by-nd", "reuse": "aanpassen"}
    found = run(tmp_path, "a.jsonl", json.dumps(row))
    assert actions(found) == ["new"]
    assert len(found["rows"][0]["dropped"]) == 1


OJS = "TY - JOUR\r\nAU - Een, A\r\nTI - Enkele spatie\r\nPY - 2014\r\nER -\r\n"
SCOPUS = "DB  - Scopus\nTI  - Titel eerst\nTY  - JOUR\nAU  - Een, A\nPY  - 2014\nER  - \n\n"
WITHOUT_END = "TY  - JOUR\nTI  - Een\n\nTY  - JOUR\nTI  - Twee\nER  - \n\nTY  - JOUR\nTI  - Drie\n"
FIRST_WITHOUT_END = "DB  - Scopus\nTI  - Een\nTY  - JOUR\n\nDB  - Scopus\nTI  - Twee\nTY  - JOUR\n"
WOS = (
    "TY  - JOUR\nAU  - Een, A\nTI  - Van het web\nPY  - 2020\nJI  - J. Care\nWE  - Index\nUR  - "
    "<Go to ISI>://WOS:1\nER  -\n"
)
ENDNOTE = "\ufeffTY  - JOUR\rAU  - Een, A\rTI  - Uit EndNote\rPY  - 2020\rID  - 3\rER  - \r\r"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (OJS, ["Enkele spatie"]),
        (SCOPUS, ["Titel eerst"]),
        (SCOPUS * 2, ["Titel eerst", "Titel eerst"]),
        (WITHOUT_END, ["Een", "Twee", "Drie"]),
        (FIRST_WITHOUT_END, ["Een", "Twee"]),
        (WOS, ["Van het web"]),
        (ENDNOTE, ["Uit EndNote"]),
        (ENDNOTE.replace("\r", "\r\n"), ["Uit EndNote"]),
        ("TY  - JOUR\nTI  - Twee regels\n  lang\nER  - ", ["Twee regels lang"]),
        ("Exported by X\n\nTY  - JOUR\nTI  - Met kop\nER  - \n", ["Met kop"]),
    ],
)
def test_every_dialect_of_ris_gives_its_titles(text: str, titles: list[str]) -> None:
    assert [entry.values["title"] for entry in entries(text.encode(), "ris")] == titles
    assert not [entry for entry in entries(text.encode(), "ris") if entry.problems]


@given(
    titles=st.lists(st.sampled_from(["Een", "Twee", "Drie"]), min_size=1, max_size=6),
    ends=st.tuples(*[st.booleans()] * 6),
)
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_record_is_lost_whichever_ends_are_missing(
    titles: list[str], ends: tuple[bool, ...]
) -> None:
    text = "".join(
        f"TY  - JOUR\nTI  - {title}\n{'ER  - ' if end else ''}\n"
        for title, end in zip(titles, ends, strict=False)
    )
    assert [entry.values["title"] for entry in entries(text.encode(), "ris")] == titles


def test_paragraphs_stay_and_a_line_that_looks_like_a_tag_is_text() -> None:
    text = (
        "TY  - JOUR\nTI  - Artikel\nAB  - Eerste alinea.\nTV  - kijken mag.\n\nTweede "
        "alinea.\nKW  - zorg\nER  - \n"
    )
    (entry,) = entries(text.encode(), "ris")
    assert entry.values["text"] == "Eerste alinea.\nTV  - kijken mag.\n\nTweede alinea."


def test_what_a_program_notes_is_no_summary_and_what_a_person_notes_is() -> None:
    text = (
        "TY  - JOUR\nTI  - Artikel\nN1  - Export Date: 15 October 2020\nN1  - References: Een, "
        "A., (2001);\nTwee, B., (2002)\n{}ER  - "
    )
    (bare,) = entries(text.format("").encode(), "ris")
    assert "text" not in bare.values
    assert [one.field for one in bare.dropped] == ["text"]
    (noted,) = entries(
        text.format("N1  - Referenties staan achterin; lees hoofdstuk 2.\n").encode(), "ris"
    )
    assert noted.values["text"] == "Referenties staan achterin; lees hoofdstuk 2."


def test_a_broken_line_of_a_text_is_joined_again() -> None:
    first = "Dit is een lange regel die door het programma halverwege is afgebroken en"
    (entry,) = entries(
        f"TY  - JOUR\nTI  - Artikel\nAB  - {first}\nhier verdergaat.\nER  - ".encode(), "ris"
    )
    assert entry.values["text"] == f"{first} hier verdergaat."


def test_the_csv_of_zotero_comes_in() -> None:
    head = (
        '"Key","Item Type","Publication Year","Author","Title","Url","Abstract '
        'Note","Language","ISBN","DOI"'
    )
    line = (
        '"ABCD1234","report","2023","Een, Petra; Twee, '
        'Kees","Gezien","https://a.example","Kort.","nl-NL","","10.1/X"'
    )
    (entry,) = entries(f"{head}\n{line}\n".encode(), "csv")
    assert entry.values == {
        "external_id": "ABCD1234", "kind": "publicatie", "year": 2023, "authors": ["Een, Petra", (
"Twee, "
"Kees"
)], "title": "Gezien",
        "links": [{"url": "https://a.example", "label": ""}], "text": "Kort.", "language": "nl", "isbn": "", "doi": "10.1/x",  # noqa: E501
    }  # fmt: skip
    assert not entry.dropped


BIBTEX = r"""
@string{ua = "Uitgeverij A"}
@article{boer2020, author = {Alice de Boer and {Bureau, de Helpers} and in 't Veld, Petra and J{\"u}rgen M{\"u}ller},
  title = {{Zorgen} voor {\"e}\'en b\"urger}, year = 2020, month = mar, doi = {10.1000/AB\_c}, language = {dutch},
  url = {https://x.example/a%20b_c}, publisher = ua, abstract = {50% van de \emph{kinderen} \& ouders.

Tweede alinea.}}
@book{boer2020, title = {Zelfde sleutel}, year = {2021}, isbn = {978-90-377-0939-1}}
@comment{niets}
@book{kapot, title={Half boek, year={2021}}
@book{goed, title={Daarna gaat het verder}, date={2022-05-04}}
"""  # noqa: E501


def test_bibtex_comes_in_whole_and_a_broken_record_is_told_by_its_title() -> None:
    found = entries(BIBTEX.encode(), "bib")
    assert [entry.values.get("title") for entry in found] == [
        "Zorgen voor ëén bürger", "Zelfde sleutel", "Half boek", "Daarna gaat het verder",
    ]  # fmt: skip
    first = found[0].values
    assert first["authors"] == [
        "Boer, Alice de",
        "{Bureau, de Helpers}",
        "Veld, Petra in 't",
        "Müller, Jürgen",
    ]
    assert (first["year"], first["month"], first["doi"], first["language"], first["publishers"]) == (  # noqa: E501
        2020, 3, "10.1000/ab_c", "nl", ["Uitgeverij A"],
    )  # fmt: skip
    assert first["links"] == [{"url": "https://x.example/a%20b_c", "label": ""}]
    assert first["text"] == "50% van de kinderen & ouders.\n\nTweede alinea."
    assert found[1].values["isbn"] == "978-90-377-0939-1"
    assert "accolades" in found[2].problems[0]
    assert (found[3].values["year"], found[3].values["month"]) == (2022, 5)


def test_what_bibtex_puts_together_is_put_together() -> None:
    text = """@string{uit = "Uitgeverij"} @string{brug = uit # " De Brug"}
@book{a, title = "Zorg" # " en " # {leren # 1}, publisher = brug, month = "10 " # jan, year = 2020, url = {https://a.example/x;id=1;
  https://b.example}}
@book{a, title = {Tweede}, publisher = UIT # {, Utrecht}, month = "july-august", howpublished = "\\url{https://c.example/a_b}"}"""  # noqa: E501
    first, second = (entry.values for entry in entries(text.encode(), "bib"))
    assert (first["title"], first["publishers"], first["month"]) == (
        "Zorg en leren # 1",
        ["Uitgeverij De Brug"],
        1,
    )
    assert [link["url"] for link in first["links"]] == [
        "https://a.example/x;id=1",
        "https://b.example",
    ]
    assert (second["title"], second["publishers"], second["month"]) == (
        "Tweede",
        ["Uitgeverij, Utrecht"],
        7,
    )
    assert [link["url"] for link in second["links"]] == ["https://c.example/a_b"]


def test_a_field_that_is_named_twice_costs_nothing() -> None:
    text = (
        "@article{a, title={Een}, funding_details={X}, funding_details={Y}, "
        "year={2020}}\n@article{a, title={Twee}, note={x}, note={y}}"
    )
    assert [entry.values["title"] for entry in entries(text.encode(), "bib")] == ["Een", "Twee"]


def test_csl_json_comes_in() -> None:
    rows = [
        {
            "id": "http://zotero.org/1", "type": "report", "title": "Gezien", "language": "nl-NL", "DOI": "10.1/A",  # noqa: E501
            "author": [{"family": "Boer", "given": "Alice", "non-dropping-particle": "de"}, {"literal": (  # noqa: E501
"Bureau, de "
"Helpers"
)}],
            "issued": {"date-parts": [["2020", 3]]}, "URL": "https://a.example", "abstract": "<p>Kort.</p>", "publisher": "Huis",  # noqa: E501
        },
        {"id": "2", "type": "motion_picture", "title": "Film", "issued": {"raw": "2021"}},
    ]  # fmt: skip
    first, film = (entry.values for entry in entries(json.dumps(rows).encode(), "json"))
    assert first["authors"] == ["Boer, Alice de", "{Bureau, de Helpers}"]
    assert (first["year"], first["month"], first["text"], first["doi"], first["language"]) == (
        2020,
        3,
        "Kort.",
        "10.1/a",
        "nl",
    )
    assert (film["kind"], film["year"]) == ("film", 2021)


NBIB = """PMID- 123
OWN - NLM
TI  - Young carers in the
      Netherlands.
LID - 10.1/ABC [doi]
AB  - Text one.
FAU - de Boer, Alice
AU  - de Boer A
CN  - Working Group, X
DP  - 2020 Mar 15
LA  - eng
JT  - Journal
AID - 10.1/ABC [doi]
PT  - Journal Article

PMID- 124
TI  - Second
AU  - van den Berg J
CN  - Group One
LA  - dut
LA  - eng
ISBN- 9789037709391 (print)
PB  - Huis
FAU - Smit, Carla
AU  - Smit C
CN  - Group Two
"""


def test_the_list_of_pubmed_comes_in() -> None:
    first, second = (entry.values for entry in entries(NBIB.encode(), "nbib"))
    assert first == {
        "kind": "onderzoek", "title": "Young carers in the Netherlands", "text": "Text one.", "doi": "10.1/abc", "year": 2020, "month": 3,  # noqa: E501
        "authors": ["de Boer, Alice", "{Working Group, X}"], "language": "en", "external_id": "pubmed:123",  # noqa: E501
    }  # fmt: skip
    assert (second["title"], second["authors"]) == (
        "Second",
        ["van den Berg, J", "Group One", "Smit, Carla", "Group Two"],
    )
    assert (second["language"], second["isbn"], second["publishers"]) == (
        "nl",
        "9789037709391",
        ["Huis"],
    )


def test_a_dry_run_lists_each_row_and_writes_nothing(tmp_path: Path) -> None:
    run(tmp_path, "a.ris", ris(DO="10.1/a", TI="Een", PY="2020"))
    before = list(Item.objects.values_list("pk", "changed_at"))
    text = (
        ris(DO="10.1/a", TI="Een", PY="2021")
        + ris(TI="Twee", PY="x")
        + ris(PY="2020")
        + ris(TI="Een", PY="2020", AU="Boer")
    )
    found = run(tmp_path, "b.ris", text, dry_run=True)
    assert found["dry_run"] is True
    assert actions(found) == ["changed", "new", "refused", "double"]
    assert all(
        set(row) == {"row", "action", "title", "becomes", "changes", "dropped", "asks", "reasons"}
        for row in found["rows"]
    )
    assert found["rows"][0]["changes"] == ["year"]
    assert found["rows"][0]["becomes"]["year"] == 2021
    assert found["rows"][1]["dropped"] == [
        {"field": "year", "value": "x", "reason": "is geen jaar."}
    ]
    assert found["rows"][2]["reasons"] == [
        "title ontbreekt. Geef de publicatie een titel, en lees die nog een keer in."
    ]
    assert list(Item.objects.values_list("pk", "changed_at")) == before


def test_the_editor_says_on_the_report_what_is_the_same(
    client: Client, cast: SimpleNamespace, tmp_path: Path
) -> None:
    run(
        tmp_path,
        "a.ris",
        ris(TI="Gezien worden", PY="2021", DO="10.1/a")
        + ris(TI="Gehoord worden", PY="2021", DO="10.1/b"),
    )
    text = "".join(
        ris(TI=title, AU="Boer, A", PB="Huis")
        for title in ("Gezien worden", "Gehoord worden", "Gezien Worden!")
    )
    intake = Intake.objects.create(
        name="x.ris", format="ris", data=text.encode(), handed_in_by=cast.anouk.user
    )
    while jobs.work():
        pass
    make_roles()
    log_in(client, cast.ilse)
    page = client.get(intake.get_absolute_url()).content.decode()
    assert "Misschien dubbel" in page
    assert 'name="rij-1" value="zelfde"' in page
    client.post(
        f"/beheer/kennisbank/inlezen/{intake.key}/opname/",
        {"rij-1": "zelfde", "rij-2": "nieuw", "rij-3": "", "rij-x": "nieuw"},
    )
    while jobs.work():
        pass
    intake.refresh_from_db()
    assert (intake.state, intake.number("gewijzigd"), intake.number("nieuw"), intake.number(
"misschien "
"dubbel"
)) == (
        IntakeState.DONE, 1, 1, 1,
    )  # fmt: skip
    assert Item.objects.count() == 3
    assert Item.objects.get(doi="10.1/a").credits.count() == 2
