"""Names stand in a list where somebody looks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.collation import KEY_LENGTH, name_key, person_key

PEOPLE = (
    "Team 2 Utrecht Aalberse",
    "Anna van der Berg",
    "Berend van den Berg",
    "van der Berg",
    "Çağla Bergen",
    "Jean d'Hondt",
    "Eun-ji Éluard",
    "José García",
    "Ineke 's-Gravenhage",
    "Omar al-Masri",
    "Łukasz Nowak",
    "Mies ter Horst-ten Brink",
    "Søren Østergaard",
    "Maria de los Santos",
    "Kees van 't Veld",
    "Ελένη Παπαδοπούλου",
    "Ольга Иванова",
    "محمد العربي",
    "王小明",
)
ORGANISATIONS = (
    "Ten Boer",
    "De Brug",
    "'s-Gravenhage",
    "Groep 2",
    "Groep 10",
    "’s-Hertogenbosch",
    "Het Kompas",
    "Welzijn",
)


def test_people_stand_under_their_surname() -> None:
    surnames = [
        "Aalberse",
        "Berg",
        "Berg",
        "Berg",
        "Bergen",
        "Éluard",
        "García",
        "'s-Gravenhage",
        "d'Hondt",
        "ter Horst-ten Brink",
    ]
    in_order = sorted(PEOPLE, key=person_key)
    for surname, name in zip(surnames, in_order, strict=False):
        assert name.endswith(surname)
    rest = [
        "al-Masri",
        "Nowak",
        "Østergaard",
        "de los Santos",
        "van 't Veld",
        "Παπαδοπούλου",
        "Иванова",
        "العربي",
        "王小明",
    ]
    assert [name.split(" ", 1)[-1] for name in in_order[len(surnames) :]] == rest


def test_under_one_surname_by_given_name_however_it_was_written() -> None:
    assert (
        sorted(["Berend van den Berg", "anna VAN DER BERG", "Carla Berg"], key=person_key)[0]
        == "anna VAN DER BERG"
    )
    assert person_key("Berg, Anna van der")[:8] == person_key("Anna van der Berg")[:8]
    assert person_key("Anna van der Berg") == person_key("Ánna  Van Der BERG")


def test_an_organisation_stands_under_its_first_word_that_is_no_article() -> None:
    assert sorted(set(ORGANISATIONS), key=name_key) == list(ORGANISATIONS)


@pytest.mark.parametrize(
    "name", ["", " ", "Van", "de", "'s", "-", "'s-", "van der", "Anna van", "😀", "\x00", "\ud800"]
)
def test_a_name_of_particles_or_nothing_has_a_key(name: str) -> None:
    assert set(name_key(name) + person_key(name)) <= set("0123456789abcdef")


@given(st.text(st.characters(), max_size=300))
def test_any_name_has_a_key_that_fits_and_stays(name: str) -> None:
    for key in (name_key, person_key):
        assert len(key(name)) <= KEY_LENGTH
        assert set(key(name)) <= set("0123456789abcdef")
