import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.line_breaks import join_broken


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("ska\ufffe\r\nravaan", "skaravaan"),
        ("ska\ufffe\nravaan", "skaravaan"),
        ("ska\ufffe ravaan", "ska ravaan"),
        ("ska\x02ravaan", "skaravaan"),
        ("ska\x02\r\nravaan", "skaravaan"),
        ("man\u00adtelzorg", "mantelzorg"),
        ("zorg\u00aden", "zorgen"),
        ("mantel-\nzorgers", "mantelzorgers"),
        ("mantel\u2010\r\nzorgers", "mantelzorgers"),
        ("zorg-\nen welzijn", "zorg- en welzijn"),
        ("zorg- en welzijn", "zorg- en welzijn"),
        ("ouder-\r\nof kindgesprek", "ouder- of kindgesprek"),
        ("zorg\ufffe\r\nen welzijn", "zorg- en welzijn"),
        ("zorg\ufffeen welzijn", "zorg- en welzijn"),
        ("mantel-\nenergie", "mantelenergie"),
        ("Noord-\nHolland", "Noord-Holland"),
        ("Noord\ufffe\r\nHolland", "Noord-Holland"),
        ("SCP-\nrapport", "SCP-rapport"),
        ("16-\njarige", "16-jarige"),
        ("e-\nmail", "e-mail"),
        ("2020-\n2021", "2020-2021"),
        ("- een punt\n- nog een", "- een punt\n- nog een"),
        ("dat was -\nzei hij - zo", "dat was -\nzei hij - zo"),
        ("jonge-mantelzorger", "jonge-mantelzorger"),
        ("eind\ufffe", "eind"),
    ],
)
def test_a_broken_word_is_whole_and_a_hyphen_of_its_own_stays(broken: str, whole: str) -> None:
    assert join_broken(broken) == whole


@given(st.text("abZ1 \n-\ufffe\x02\u00ad\u2010", max_size=30))
def test_no_word_is_lost_and_no_sign_of_a_reader_is_left(text: str) -> None:
    joined = join_broken(text)
    assert not {"\ufffe", "\x02", "\u00ad"} & set(joined)
    assert [sign for sign in joined if sign.isalnum()] == [sign for sign in text if sign.isalnum()]
