"""Lists go out so that no cell does anything, and come in whatever program wrote them."""

import io
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from jmzpro.kit.spreadsheet import (
    FORMULA,
    NoTable,
    as_csv,
    as_xlsx,
    decoded,
    harmless,
    rows_of,
    table,
    unquoted,
)

FORMULAS = (
    "=1+1",
    "+31",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    '=HYPERLINK("http://x")',
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_both_kinds_of_file(text: str) -> None:
    assert f"'{text.strip()}"[:2] in b"".join(as_csv([[text]])).decode().replace("\t", "").replace(
        "\r", ""
    ).replace("\n", "")
    found = load_workbook(io.BytesIO(as_xlsx([[text]], "Blad")))["Blad"]["A1"]
    assert found.data_type == "s"
    assert str(found.value).strip() == text.strip()
    assert found.quotePrefix
    assert list(rows_of(as_xlsx([["Kop"], [text]], "Blad")))[-1][1][0].strip() in {
        text.strip(),
        "Kop",
    }


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_what_goes_out_comes_back_and_is_never_a_formula(text: str) -> None:
    assert not harmless(text).startswith(FORMULA)
    if not text.startswith("'"):
        assert unquoted(harmless(text)) == text


@given(st.text(max_size=80))
def test_any_text_fits_in_a_cell(text: str) -> None:
    as_xlsx([[text, None, 3]], "Blad")
    b"".join(as_csv([[text, None, 3]]))


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_whatever_is_between_the_cells_and_however_it_is_kept(
    mark: str, encoding: str
) -> None:
    written = f"Naam{mark}Plaats\r\nCafé{mark}Ede\r\n".encode(encoding)
    assert list(table(decoded(written))) == [(1, ["Naam", "Plaats"]), (2, ["Café", "Ede"])]


@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_no_table(data: bytes) -> None:
    with suppress(NoTable):
        list(table(decoded(data)))


def sheet(
    *rows: tuple[object, ...], formats: dict[str, str] | None = None, first_empty: bool = False
) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    if first_empty:
        page = book.create_sheet("Lijst")
    for row in rows:
        page.append(row)
    for place, form in (formats or {}).items():
        page[place].number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_it_is_shown() -> None:
    data = sheet(
        ("Naam", "Sinds", "Nummer", "Telefoon", "Lid", "Deel", "KvK"),
        ("Zoë", date(2020, 3, 31), 42.0, "0612345678", True, 2.5, 1234567),
        (None, None, None),
        ("'=som", datetime(2021, 1, 2, 19, 30), None, "'+31 6", False, None, None),
        formats={"G2": "00000000"},
    )
    assert list(rows_of(data)) == [
        (1, ["Naam", "Sinds", "Nummer", "Telefoon", "Lid", "Deel", "KvK"]),
        (2, ["Zoë", "2020-03-31", "42", "0612345678", "ja", "2.5", "01234567"]),
        (4, ["=som", "2021-01-02 19:30", "", "+31 6", "nee"]),
    ]


def test_the_first_sheet_with_something_in_it_counts() -> None:
    assert list(rows_of(sheet(("Naam",), ("Zoë",), first_empty=True))) == [
        (1, ["Naam"]),
        (2, ["Zoë"]),
    ]


def test_a_title_above_the_headings_hides_no_separator() -> None:
    text = "Ledenlijst, december 2026, concept\r\n\r\nNaam;E-mail\r\nZoë;zoe@x.example\r\n"
    assert list(table(text)) == [
        (1, ["Ledenlijst, december 2026, concept"]),
        (3, ["Naam", "E-mail"]),
        (4, ["Zoë", "zoe@x.example"]),
    ]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04" + bytes(200)]
)
def test_what_is_no_workbook_says_what_to_do(data: bytes) -> None:
    with pytest.raises(NoTable, match=r"bewaar|Opslaan als"):
        list(rows_of(data))


@given(st.binary(max_size=300))
def test_any_bytes_after_the_sign_of_a_zip_are_no_table(data: bytes) -> None:
    with suppress(NoTable):
        list(rows_of(b"PK\x03\x04" + data))
