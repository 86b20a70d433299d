"""Words that mean the same are found by each other; any text is read without harm."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text import lexicon
from jmzpro.text.analysis import analyse, overlap, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kinderen", "kind"),
        ("steden", "stad"),
        ("leden", "lid"),
        ("familieleden", "familielid"),
        ("koeien", "koe"),
        ("therapieen", "therapie"),
        ("gelopen", "lopen"),
        ("gezorgd", "zorgen"),
        ("mantelzorgers", "mantelzorger"),
        ("CAFÉ", "cafe"),
        ("foto's", "foto"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert analyse(one).stems == analyse(other).stems


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("mantelzorgondersteuning", ("mantelzorg", "ondersteuning")),
        ("schoolverzuim", ("school", "verzuim")),
        ("verslavingszorg", ("verslaving", "zorg")),
        ("leerlingenvervoer", ("leerlingen", "vervoer")),
        ("brusjesgroep", ("brusjes", "groep")),
        ("praktijkvoorbeelden", ("praktijk", "voorbeeld")),
        ("kinderen", ()),
        ("leerling", ()),
        ("praktijk", ()),
        ("onderwijzer", ()),
    ],
)
def test_compounds_come_apart_and_other_words_do_not(word: str, parts: tuple[str, ...]) -> None:
    assert lexicon.parts(word) == parts


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("een KVO-groep", "kov"),
        ("iets voor brusjes", "brus"),
        ("broers en zussen", "brus"),
        ("jonge mantelzorgers", "jmz"),
        ("JMZ'ers", "jmz"),
    ],
)
def test_other_words_for_the_same_are_known(text: str, stands_for: str) -> None:
    assert stands_for in analyse(text).words


def test_stop_words_are_words_but_no_terms() -> None:
    terms = analyse("de school van het kind")
    assert terms.words == ("de", "school", "van", "het", "kind")
    assert terms.stems == analyse("school kind").stems


@given(st.text(max_size=300))
def test_any_text_has_the_same_terms_every_time(text: str) -> None:
    terms = analyse(text)
    assert terms == analyse(text)
    assert all(
        term and not term.isspace() and " " not in term
        for field in (terms.words, terms.stems, terms.grams, terms.parts)
        for term in field
    )
    assert tokens(" ".join(tokens(text))) == tokens(text)


@pytest.mark.parametrize(
    ("text", "name", "at_least"),
    [
        ("Ik zoek vervoer naar een groep voor brusjes", "broer of zus", 1.0),
        ("Wie kent schoolverzuim door zorgen thuis?", "verzuim op school", 0.8),
        ("moeder heeft schulden en er is armoede", "armoede en schulden", 1.0),
        ("een kind met een verslaafde vader", "verslaving", 0.0),
    ],
)
def test_a_text_is_matched_with_a_name(text: str, name: str, at_least: float) -> None:
    assert at_least <= overlap(analyse(text), analyse(name)) <= 1.0


def test_what_has_nothing_in_common_overlaps_nothing() -> None:
    assert overlap(analyse("een les over geld"), analyse("dementie")) == 0.0
    assert overlap(analyse(""), analyse("dementie")) == 0.0


@given(st.text(max_size=100), st.text(max_size=100))
def test_overlap_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    share = overlap(analyse(one), analyse(other))
    assert 0.0 <= share <= 1.0


def test_the_word_list_is_small_and_read_fast() -> None:
    lexicon.word_list.cache_clear()
    start = time.process_time()
    assert 3_000_000 < len(lexicon.word_list()) < 8_000_000
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("aagje", True),
        ("verzuim", True),
        ("zzzz", False),
        ("", False),
        ("ver zuim", False),
        ("é", False),
        ("brusje", True),
    ],
)
def test_the_word_list_is_searched_from_end_to_end(word: str, known: bool) -> None:
    assert lexicon.is_word(word) is known
    lines = lexicon.word_list().decode().split()
    assert lexicon.is_word(lines[0])
    assert lexicon.is_word(lines[-1])
    assert lines == sorted(lines)
