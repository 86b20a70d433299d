"""The index by itself: what goes in comes out, best first, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmzpro.search.index import IndexBroken, Match
from jmzpro.search.registry import Document
from jmzpro.search.tantivy_index import TantivyIndex
from jmzpro.text.synonyms import Synonyms

DOCUMENTS = {
    "1": Document(
        "Verzuim op school", "Leerlingen die thuis zorgen, zijn vaker te laat of afwezig."
    ),
    "2": Document(
        "Vervoer naar een brusjesgroep",
        "Ouders kunnen niet rijden. Wij haalden kinderen op met een busje.",
    ),
    "3": Document(
        "Ondersteuning van mantelzorgers",
        "Een gesprek, een vriend, een vrije middag.",
        keywords=["respijtzorg"],
    ),
    "4": Document(
        "Boeken over dementie", "Voor kinderen van een vader met dementie op jonge leeftijd."
    ),
}


@pytest.fixture
def index(tmp_path: Path) -> TantivyIndex:
    made = TantivyIndex(tmp_path / "index")
    for key, document in DOCUMENTS.items():
        made.add("vraag", key, document)
    made.commit("zo ver")
    return made


def ids(matches: list[Match]) -> list[str]:
    return [match.id for match in matches]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("schoolverzuim", "1"),
        ("afwezige leerling", "1"),
        ("mantelzorgondersteuning", "3"),
        ("respijtzorg", "3"),
        ("vervoer brus", "2"),
        ("groep brusjes", "2"),
        ("demntie", "4"),
        ("Welke boeken zijn er voor een kind met een dementerende vader?", "4"),
        ("DEMENTIE", "4"),
    ],
)
def test_the_fitting_one_comes_first(index: TantivyIndex, query: str, first: str) -> None:
    assert ids(index.search(query))[0] == first


def filled(folder: Path, documents: dict[str, Document]) -> TantivyIndex:
    made = TantivyIndex(folder / "own")
    for key, document in documents.items():
        made.add("vraag", key, document)
    made.commit("zo ver")
    return made


def test_the_word_itself_in_a_long_text_comes_before_a_title_that_only_resembles_it(
    tmp_path: Path,
) -> None:
    said = (
        "Er zijn lijststijlen, kleuren en randen. "
        + "Een brief is een tekst met een kop, een aanhef en een slot. " * 7
    )
    index = filled(
        tmp_path,
        {
            "like": Document("Pijlstijlen en lijnstijlen", "Pijlstijlen."),
            "exact": Document("Opmaak", said),
        },
    )
    assert ids(index.search("lijststijlen")) == ["exact", "like"]


def test_a_compound_is_found_by_its_last_part_before_one_that_only_begins_with_it(
    tmp_path: Path,
) -> None:
    index = filled(
        tmp_path, {"begins": Document("kaartspel", ""), "ends": Document("verzuimkaart", "")}
    )
    assert ids(index.search("kaart")) == ["ends", "begins"]


def test_an_irregular_form_finds_its_own_word_before_a_longer_one(tmp_path: Path) -> None:
    made = TantivyIndex(tmp_path / "index")
    for number, word in enumerate(
        ["gaststeden", "slaapsteden", "randsteden", "stad", "dorp", "land"]
    ):
        made.add("vraag", str(number), Document(word, ""))
    made.commit("")
    assert ids(made.search("steden"))[0] == "3"


def test_in_a_large_index_common_words_bring_nothing_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jmzpro.search.ranking.LARGE", 10)
    made = TantivyIndex(tmp_path / "index")
    for number in range(60):
        made.add(
            "vraag",
            str(number),
            Document(
                "",
                "een groep voor kinderen op school" if number % 2 else "een brief aan de gemeente",
            ),
        )
    made.add("vraag", "zeldzaam", Document("", "een groep voor kinderen op school over epilepsie"))
    made.commit("")
    assert ids(made.search("groep kinderen epilepsie", limit=80)) == ["zeldzaam"]
    assert len(made.search("groep kinderen school", limit=80)) == 31


def test_of_many_words_a_mistyped_one_still_counts(index: TantivyIndex) -> None:
    assert ids(index.search("wij haalden kinderen bujse"))[0] == "2"


@pytest.mark.parametrize("query", ["", "   ", "🙂", "xqzvwkj", "jjjjjjjjjjjj", "!!", "\x00"])
def test_what_resembles_no_word_finds_nothing(index: TantivyIndex, query: str) -> None:
    assert index.search(query) == []


def test_what_is_removed_is_gone_and_what_is_added_again_is_there_once(index: TantivyIndex) -> None:
    index.remove("vraag", "1")
    index.add("vraag", "2", Document("Heel iets anders", "zeilen"))
    index.commit("verder")
    assert ids(index.search("verzuim")) == []
    assert ids(index.search("zeilen")) == ["2"]
    assert "2" not in ids(index.search("vervoer"))
    assert index.count() == 3
    assert index.note() == "verder"


def test_kinds_are_kept_apart(index: TantivyIndex) -> None:
    index.add("thema", "1", Document("Dementie", ""))
    index.commit("meer")
    assert {match.kind for match in index.search("dementie", kinds=["thema"])} == {"thema"}
    assert {match.kind for match in index.search("dementie")} == {"thema", "vraag"}
    assert index.search("dementie", kinds=[]) == []
    index.remove("thema", "1")
    index.commit("minder")
    assert ids(index.search("dementie")) == ["4"]


def test_another_process_sees_a_commit_at_its_next_search(index: TantivyIndex) -> None:
    other = TantivyIndex(index.folder)
    assert other.search("zeilen") == []
    index.add("vraag", "9", Document("Zeilen op het IJsselmeer", ""))
    assert other.search("zeilen") == []
    index.commit("nu wel")
    assert ids(other.search("zeilen")) == ["9"]


def test_what_was_not_committed_is_gone_after_closing(index: TantivyIndex) -> None:
    index.add("vraag", "9", Document("Zeilen", ""))
    index.close()
    assert TantivyIndex(index.folder).search("zeilen") == []
    assert index.note() == "zo ver"


def test_a_long_text_finds_what_resembles_it_and_not_itself(index: TantivyIndex) -> None:
    text = (
        "Wij zoeken vervoer. "
        + (
            "Het gaat om kinderen die naar een groep voor broers en zussen willen, maar de "
            "ouders kunnen niet rijden. "
        )
        * 40
    )
    assert ids(index.like(text))[0] == "2"
    assert "2" not in ids(index.like(text, not_id=("vraag", "2")))
    assert index.like("") == []
    assert len(index.like(text, limit=1)) == 1


def test_files_that_cannot_be_read_are_said_to_be_broken(index: TantivyIndex) -> None:
    index.close()
    (index.folder / "meta.json").write_text("{")
    with pytest.raises(IndexBroken):
        TantivyIndex(index.folder)


WORDS = ("school", "vervoer", "dementie", "brusje", "les", "geld", "zorgen", "vader")
documents = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> TantivyIndex:
    return TantivyIndex(tmp_path_factory.mktemp("index"))


@settings(max_examples=15, deadline=None)
@given(documents, st.sets(st.sampled_from("abcdef")), st.sampled_from(WORDS))
def test_adding_and_removing_is_the_same_as_reading_them_all(
    shared: TantivyIndex, added: dict[str, list[str]], removed: set[str], word: str
) -> None:
    for key in "abcdef":
        shared.remove("k", key)
    for key, words in added.items():
        shared.add("k", key, Document(words[0], " ".join(words)))
    for key in removed:
        shared.remove("k", key)
    shared.commit("")
    has_word = {key for key, words in added.items() if word in words and key not in removed}
    found = [match.id for match in shared.search(word, limit=50)]
    assert has_word <= set(found) <= added.keys() - removed
    assert set(found[: len(has_word)]) == has_word
    assert shared.count() == len(added.keys() - removed)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ve", {"1", "2"}),
        ("Verz", {"1"}),
        ("boeken ov", {"4"}),
        ("over boek", {"4"}),
        ("x", set()),
        ("", set()),
        ("boeken zeil", set()),
    ],
)
def test_what_is_typed_so_far_suggests_titles(
    index: TantivyIndex, typed: str, found: set[str]
) -> None:
    assert set(ids(index.suggest(typed))) == found
    assert index.suggest(typed, kinds=["thema"]) == []


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("demntie", "dementie"),
        ("Verzium", "verzuim"),
        ("dementie", ""),
        ("xqzvwkj", ""),
        ("", ""),
        ("ab", ""),
    ],
)
def test_a_mistyped_word_is_near_the_one_that_is_meant(
    index: TantivyIndex, word: str, nearest: str
) -> None:
    assert index.nearest_word(word) == nearest


def test_other_words_for_the_same_find_it_too(index: TantivyIndex) -> None:
    table = Synonyms.of(
        [["vervoersdienst", "busje"], ["groen", "geel"], ["alleen één"], ["", "..."]]
    )
    assert len(table.rows) == 2
    assert index.search("vervoersdienst", synonyms=table)[0].id == "2"
    assert index.search("groen", synonyms=table) == []
