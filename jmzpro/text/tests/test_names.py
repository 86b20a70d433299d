"""Names taken apart, told in all their forms, and found in running text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.names import full_names, is_first_name, mentions, names_in, split_name


@pytest.mark.parametrize(
    ("full", "given_names", "between", "family"),
    [
        ("Kim de Vries", ("Kim",), "de", "Vries"),
        ("Vries, Kim de", ("Kim",), "de", "Vries"),
        ("Anna Maria van den Berg", ("Anna", "Maria"), "van den", "Berg"),
        ("Fatima El Idrissi", ("Fatima",), "El", "Idrissi"),
        ("Jan-Willem ten Broeke", ("Jan-Willem",), "ten", "Broeke"),
        ("dr. J.M. van 't Hof", ("J.M.",), "van 't", "Hof"),
        ("Kim Jansen Bakker", ("Kim",), "", "Jansen Bakker"),
        ("Mevrouw Kim van der Meulen-de Boer", ("Kim",), "van der", "Meulen-de Boer"),
        ("Ömer Yıldız", ("Ömer",), "", "Yıldız"),
        ("ten Broeke", (), "ten", "Broeke"),
        ("Sanne", ("Sanne",), "", ""),
        ("", (), "", ""),
    ],
)
def test_a_name_is_taken_apart(
    full: str, given_names: tuple[str, ...], between: str, family: str
) -> None:
    name = split_name(full)
    assert (name.given, name.between, name.family) == (given_names, between, family)


@pytest.mark.parametrize(
    ("full", "written"),
    [
        (
            "Sanne de Vries",
            "Sanne, SANNE, sanne, Sannes, Sanne's, Sanne’s, Sanneke, Sannetje, Sannie, Sánne",
        ),
        (
            "Sanne de Vries",
            (
                "Sanne de Vries, sanne de vries, S. de Vries, s de vries, De Vries, Vries, "
                "VRIES, de vries'"
            ),
        ),
        (
            "Sanne de Vries",
            "SdV, S.d.V., sannedevries, s.devries, sdevries, sanne.de.vries, sanne_devries",
        ),
        (
            "Tim van der Berg",
            "Timmie, Tim, tim v.d. Berg, Tim vd Berg, Tim v/d Berg, tvdberg, T.v.d.B., Berg",
        ),
        (
            "Anne-Fleur Öztürk",
            "Anne-Fleur, Anne Fleur, annefleur, Öztürk, Ozturk, A. Öztürk, Anne, A.F. Ozturk",
        ),
        ("Łukasz Kowalski", "Lukasz, Łukasz, Kowalski's, lukasz.kowalski, L.K."),
        ("Jan Jansen-Bakker", "Jantje, Jan, Jansen, Bakker, Jansen Bakker"),
    ],
)
def test_each_form_of_a_known_name_is_found_whole(full: str, written: str) -> None:
    for form in written.split(", "):
        text = f"Vraag het aan {form}, graag."
        assert [text[start:end] for start, end in mentions(text, full)] == [form], form


@pytest.mark.parametrize(
    ("full", "text"),
    [
        ("Roos Bakker", "De bakker bracht een roos."),
        ("Sanne de Vries", "Wat vriest het; de sannering van vriezers."),
        ("Tim van der Berg", "Over de bergen en de berg, met timmerhout."),
        ("Mark de Jong", "Op de markt zijn jong en oud; een mark kost het."),
        ("Jan Groot", "Een groot gezin in januari."),
        ("", "Er staat niets."),
    ],
)
def test_ordinary_words_are_no_form_of_a_name(full: str, text: str) -> None:
    assert mentions(text, full) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gisteren was Kim de Vries er.", "Kim de Vries"),
        ("gisteren was kim de vries er", "kim de vries"),
        ("KIM DE VRIES", "KIM DE VRIES"),
        ("met Fatima El Idrissi erbij", "Fatima El Idrissi"),
        ("met Youssef ben Ali erbij", "Youssef ben Ali"),
        ("met Piet v.d. Berg erbij", "Piet v.d. Berg"),
        ("met Jan van 't Hof erbij", "Jan van 't Hof"),
        ("met Łukasz Kowalski erbij", "Łukasz Kowalski"),
        ("met Ayşe Yılmaz erbij", "Ayşe Yılmaz"),
        ("met Radha Ramautarsing erbij", "Radha Ramautarsing"),
        ("met Anna Maria van den Berg erbij", "Anna Maria van den Berg"),
        ("met Kim van der Meulen-de Boer erbij", "Kim van der Meulen-de Boer"),
        ("met Jan-Willem ten Broeke erbij", "Jan-Willem ten Broeke"),
        ("met Sem Bos erbij", "Sem Bos"),
    ],
)
def test_a_first_name_with_a_surname_is_found_in_running_text(text: str, name: str) -> None:
    assert [text[found.start : found.end] for found in full_names(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "De Week van de Jonge Mantelzorger begint op maandag.",
        "Steunpunt De Brug, Centrum voor Jeugd en Gezin, Veilig Thuis",
        "Wil van de gemeente weten of dit mag.",
        "kim van groep 6",
        "Jan. De Vries kwam later.",
        "Kim\nDe Vries",
    ],
)
def test_what_is_no_whole_name_is_not_found(text: str) -> None:
    assert full_names(text) == []


def test_a_first_name_alone_is_found_where_it_stands() -> None:
    text = "Vandaag hielp Fatima mee, en mila ook, met een roos."
    assert [text[found.start : found.end] for found in names_in(text)] == ["Fatima", "mila"]


def test_a_first_name_is_known_in_any_form() -> None:
    assert all(is_first_name(word) for word in ("Kim", "kim", "Jan-Willem", "Zoë", "Kim's"))
    assert not any(is_first_name(word) for word in ("Steunpunt", "kinderen", ""))


@given(st.text(max_size=200), st.text(max_size=40))
def test_any_text_and_any_name_give_places_in_the_text(text: str, name: str) -> None:
    for start, end in [*mentions(text, name), *(found.span for found in names_in(text))]:
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kim " * 5000,
        "Kim de " * 3000,
        "van de " * 3000,
        "K.d.V." * 4000,
        "a'" * 10_000,
        "Kim-" * 5000,
    ],
)
def test_a_long_text_costs_no_time(text: str) -> None:
    begun = time.process_time()
    names_in(text)
    mentions(text, "Kim van der Vries")
    assert time.process_time() - begun < 2
