"""Typed text is tidied without changing a word, and HTML becomes what one reads."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.clean_text import has_words, tidy, tidy_line

ANY_TEXT = st.text(st.characters(), max_size=300)


@given(ANY_TEXT)
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_line(tidy_line(text)) == tidy_line(text)


@given(ANY_TEXT)
def test_tidy_text_can_be_kept_anywhere(text: str) -> None:
    clean = tidy(text)
    clean.encode("utf-8")
    assert "\x00" not in clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\r\x1b")


@given(st.text("ab \n\u2066\u2067\u2068\u2069", max_size=60))
def test_every_line_closes_the_isolates_it_opens(text: str) -> None:
    for line in tidy(text).split("\n"):
        depth = 0
        for char in line:
            depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
            assert depth >= 0
        assert depth == 0


def test_words_lines_and_scripts_stay_as_they_are() -> None:
    assert (
        tidy("Hallo,\r\n\r\nمرحبا فاطمة en שלום.  \n\n\n\n\nDag")
        == "Hallo,\n\nمرحبا فاطمة en שלום.\n\n\nDag"
    )
    assert (
        tidy("cafe\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467")
        == "café \U0001f468\u200d\U0001f469\u200d\U0001f467"
    )
    assert tidy_line("een\n twee\t drie") == "een twee drie"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("🙂🙂", False),
        ("...!?", False),
        ("", False),
        (" \n", False),
        ("a", True),
        ("7", True),
        ("فا", True),
    ],
)
def test_whether_there_are_words_in_it(text: str, says: bool) -> None:
    assert has_words(text) is says
