"""Lists go out so that no cell does anything, and come in whatever program wrote them."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from jmzpro.kit.spreadsheet import FORMULA, NoTable, as_csv, as_xlsx, decoded, harmless, table, unquoted

FORMULAS = ("=1+1", "+31", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '=HYPERLINK("http://x")')


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_both_kinds_of_file(text: str) -> None:
    assert f"'{text.strip()}"[:2] in b"".join(as_csv([[text]])).decode().replace("\t", "").replace("\r", "").replace("\n", "")
    found = load_workbook(io.BytesIO(as_xlsx([[text]], "Blad")))["Blad"]["A1"]
    assert found.data_type == "s"
    assert str(found.value).startswith("'")


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
def test_a_list_is_read_whatever_is_between_the_cells_and_however_it_is_kept(mark: str, encoding: str) -> None:
    written = f"Naam{mark}Plaats\r\nCafé{mark}Ede\r\n".encode(encoding)
    assert list(table(decoded(written))) == [(1, ["Naam", "Plaats"]), (2, ["Café", "Ede"])]


@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_no_table(data: bytes) -> None:
    with suppress(NoTable):
        list(table(decoded(data)))
