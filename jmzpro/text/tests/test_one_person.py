"""What points at one person together, held against sentences whose right answer was written down
first.
"""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.guard import Report, inspect

SENTENCES = [
    Path(__file__).with_name(name) for name in ("one_person.tsv", "one_person_neighbours.tsv")
]


def sentences(*rights: str) -> list[tuple[str, str]]:
    lines = [line for path in SENTENCES for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(right, text.replace("\\n", "\n")) for right, _, text in rows if right in rights]


def answer(report: Report) -> str:
    if report.points_at_one_person:
        return "terug"
    return "vraag" if report.findings else "vrij"


@pytest.mark.parametrize(("right", "text"), sentences("terug", "vrij"))
def test_a_child_is_given_back_and_ordinary_talk_is_left_alone(right: str, text: str) -> None:
    assert answer(inspect(text)) == right


@pytest.mark.parametrize(("right", "text"), sentences("vraag"))
def test_one_thing_about_a_child_is_seen(right: str, text: str) -> None:
    assert inspect(text).findings, right


@pytest.mark.parametrize(("right", "text"), sentences("door"))
def test_a_colleague_with_an_address_and_a_number_is_not_given_back(right: str, text: str) -> None:
    assert not inspect(text).points_at_one_person, right


@pytest.mark.parametrize(
    "sign",
    [
        "geboren in 2014",
        "zorgt voor haar moeder",
        "uit groep 6",
        "uit klas 2b",
        "van 12 jaar",
        "zit op zwemles",
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        *(
            "Kim de Vries",
            "kim de vries",
            "KIM DE VRIES",
            "Kim van der Meulen",
            "Fatima El Idrissi",
            "Youssef ben Ali",
        ),
        *(
            "Ayşe Yılmaz",
            "Łukasz Kowalski",
            "Radha Ramautarsing",
            "Jan van 't Hof",
            "Lotte ter Haar",
            "Sem in 't Veld",
        ),
        *("Kim Jansen-Bakker", "Anne-Fleur ten Broeke", "Noah Bos"),
    ],
)
def test_a_name_before_a_childs_sign_is_seen(name: str, sign: str) -> None:
    text = f"Gisteren vertelde iemand dat {name} {sign}."
    assert any(
        name in text[found.start : found.end] or text[found.start : found.end] in name
        for found in inspect(text).findings
    )


@pytest.mark.parametrize("sign", ["geboren in 2014", "uit groep 6", "van 12 jaar"])
def test_a_name_that_no_list_knows_is_seen_before_a_sure_sign(sign: str) -> None:
    text = f"Gisteren vertelde iemand dat Chukwudi Okonkwo {sign}."
    assert "Chukwudi Okonkwo" in [text[found.start : found.end] for found in inspect(text).findings]


AT_HOME = "heeft een moeder met MS"


@pytest.mark.parametrize("name", ["Dewi", "Sem", "Fatima", "Milan"])
@pytest.mark.parametrize(
    "fact",
    [
        *("Op de Korte Nering 7 woont", "Aan de Havendijk woont", "Uit Lange Voren 23 komt"),
        *("Op de Kameleon zit", "In groep 7 op het Marnix zit", "Op basisschool De Klimop leert"),
        *("Bij de F2 van Rood-Wit speelt", "Op zwemles bij De Dolfijn zit"),
    ],
)
def test_a_first_name_with_one_more_fact_in_its_sentence_is_given_back(
    name: str, fact: str
) -> None:
    assert inspect(f"Ik wil overleggen. {fact} {name} en die {AT_HOME}.").points_at_one_person


@pytest.mark.parametrize(
    "fact", ["Op de Korte Nering 7 werkt", "Op het Marnix werkt", "Bij de F2 van Rood-Wit traint"]
)
def test_the_same_fact_beside_a_colleague_is_left_alone(fact: str) -> None:
    assert not inspect(f"{fact} mijn collega Dewi Smit.").points_at_one_person
    assert not inspect(f"Vraag het Dewi Smit, jongerenwerker. {fact} zij.").points_at_one_person


def test_who_writes_is_no_child_in_an_own_text() -> None:
    text = "Sanne de Vries, Kerkstraat 12, 06-12345678"
    assert inspect(text).points_at_one_person
    assert not inspect(text, own=["Sanne de Vries"]).points_at_one_person


def test_what_was_found_is_told_without_the_words_themselves() -> None:
    report = inspect("Kim de Vries, geboren 12-03-2017, woont op de Kerkstraat 12.")
    assert report.called == ["een naam", "een geboortedatum", "een adres"]
    assert "Kim" not in repr(report)


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    assert answer(inspect(text)) in {"terug", "vraag", "vrij"}


@pytest.mark.parametrize(
    "text",
    [
        "Kim de Vries, " * 1500,
        "de moeder van " * 1500,
        "Groet,\n" * 3000,
        "leerling K.V. " * 1500,
        "zorgt al al " * 1500,
        "A." * 9_000,
    ],
)
def test_a_long_text_takes_little_time(text: str) -> None:
    begun = time.process_time()
    inspect(text[:20_000])
    assert time.process_time() - begun < 3
