"""Every form of a name we know is found in a text, and where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.known_names import Known, Of, find

SANNE = Known(
    people=("Sanne Bakker",),
    organisations=("Steunpunt De Brug",),
    places=("Goes", "Den Haag", "'s-Hertogenbosch"),
    addresses=("s.bakker@debrug.nl", "https://www.debrug.nl/over/"),
)


def found(text: str, known: Known = SANNE) -> list[str]:
    return [text[one.start : one.end] for one in find(text, known)]


@pytest.mark.parametrize(
    "form",
    [
        *(
            "Sanne",
            "sanne",
            "SANNE",
            "Sánne",
            "Sannes",
            "Sanne's",
            "Sanne’s",
            "Sannetje",
            "Sannetjes",
            "Sanneke",
            "Sannie",
        ),
        *(
            "Bakker",
            "bakker",
            "BAKKER",
            "Bakkers",
            "Bakker's",
            "Sanne Bakker",
            "sanne bakker",
            "Bakker Sanne",
            "S. Bakker",
            "S.B.",
        ),
        *(
            "SanneBakker",
            "sannebakker",
            "sanne.bakker",
            "sanne_bakker",
            "sanne-bakker",
            "bakkersanne",
            "s.bakker",
            "sbakker",
            "sanneb",
        ),
        *("@sanne", "@sanne_b", "@SanneBakker", "@debrug", "@iemand_anders", "sanne83", "Sanne_83"),
        *(
            "San\u00adne",
            "San\u200bne",
            "s.bakker@debrug.nl",
            "S.Bakker@DeBrug.nl",
            "www.debrug.nl",
            "debrug",
            "06-12345678",
            "+31 6 12345678",
        ),
        *(
            "De Brug",
            "de brug",
            "Brug",
            "DE BRUG",
            "DeBrug",
            "Steunpunt De Brug",
            "steunpunt de brug",
            "steunpuntdebrug",
            "De Brugs",
        ),
        *(
            "Goes",
            "goes",
            "GOES",
            "Goese",
            "Den Haag",
            "den haag",
            "'s-Hertogenbosch",
            "s-Hertogenbosch",
        ),
    ],
)
def test_each_form_is_found_in_a_sentence_and_alone(form: str) -> None:
    for text in (f"Wij vroegen het aan {form}, en dat hielp.", form, f"({form})", f"Vraag {form}."):
        where = find(text, SANNE)
        assert where, text
        start = text.index(form)
        covered = {place for one in where for place in range(one.start, one.end)}
        letters = {place for place in range(start, start + len(form)) if text[place].isalpha()}
        assert letters - covered <= {
            place
            for place in letters
            if text[start : start + 2].lower() in {"w", "ww"} or "www" in form
        }


@pytest.mark.parametrize(
    "form", ["TeamSanne", "VraagSanneMaar", "Sanne-groep", "sanne/daan", "Sanne&Daan", "vanSanne"]
)
def test_a_name_inside_a_longer_word_is_seen_where_a_new_word_begins(form: str) -> None:
    assert any("sanne" in one.lower() for one in found(form))


@pytest.mark.parametrize(
    "text",
    [
        "De sanering van de bakkerij begint bij de ingang.",
        "Een goed gesprek; dat goede idee ging snel.",
        "Bruggen bouwen, overbruggen, brugklas.",
        "Welzijn, steunpunt, mantelzorg en de gemeente.",
        "Bel 0800-2000, 112 of 14 020. In 2026 waren het er 1250.",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("full", "text", "words"),
    [
        ("Roos Bos", "een roos in het bos", ["roos", "bos"]),
        ("Wil Mei", "Ik wil in mei", ["wil", "mei"]),
        ("Jo de Wit", "Jo en de Wit en wit", ["Jo", "de Wit", "wit"]),
        (
            "Youssef el Idrissi",
            "youssef, Idrissi, el Idrissi, Y. el Idrissi",
            ["youssef", "Idrissi", "el Idrissi", "Y. el Idrissi"],
        ),
        (
            "Anne-Marie van den Berg",
            "annemarie, Anne Marie, van den Berg, avdberg",
            ["annemarie", "Anne Marie", "van den Berg", "avdberg"],
        ),
        ("Renée Müller", "Renee en mueller en Muller", ["Renee", "Muller"]),
        ("Hans Vos", "Hans' fiets, Hans’ huis", ["Hans'", "Hans’"]),
    ],
)
def test_names_that_are_words_and_names_with_particles(
    full: str, text: str, words: list[str]
) -> None:
    assert found(text, Known(people=(full,))) == words


@pytest.mark.parametrize(
    ("known", "forms"),
    [
        (Known(places=("Harlingen",)), "Harlingens Harlingse Harlinger Harlingers"),
        (Known(places=("Zwolle",)), "Zwolle Zwols Zwolse Zwollenaar Zwollenaren"),
        (Known(places=("Rotterdam",)), "Rotterdams Rotterdamse Rotterdammer Rotterdammers"),
        (Known(places=("Friesland",)), "Fries Friese Friezen Friezin Fryslân Frysk"),
        (
            Known(places=("Zeeland", "Noord-Brabant", "Drenthe")),
            "Zeeuwse Zeeuwen Brabantse Brabander Drents Drentse",
        ),
        (
            Known(places=("Den Haag", "'s-Hertogenbosch")),
            "Haagse Hagenaar Hagenezen Bossche Hertogenbosch",
        ),
        (
            Known(organisations=("Welzijn Waddenkust",)),
            "WW W.W. Waddenkusters Waddenkustbus waddenkustse",
        ),
        (Known(organisations=("Steunpunt De Brug",)), "SDB sdb S.D.B. Brugse"),
        (Known(organisations=("Maascollege Rotterdam",)), "Maas Maascollege maas"),
        (Known(people=("Sanne Vermeer",)), "SV S.V. s-a-n-n-e S.a.n.n.e"),
        (Known(people=("Youssef el Idrissi",)), "YI YEI Y.I. Y.E.I."),
    ],
)
def test_who_and_what_is_from_there_and_what_is_short_for_it(known: Known, forms: str) -> None:
    for form in forms.split():
        assert [
            one.strip(".") for one in found(f"Dat deed {form} ook, en verder niemand.", known)
        ] == [form.strip(".")]


def test_a_name_with_a_blank_between_its_letters_is_seen() -> None:
    assert found("Vraag S a n n e maar.") == ["S a n n e"]


def test_names_that_touch_are_one_and_say_of_what() -> None:
    text = "Sanne Bakker werkt bij Steunpunt De Brug in Goes, 06-12345678."
    assert [(text[one.start : one.end], one.of) for one in find(text, SANNE)] == [
        ("Sanne Bakker", Of.PERSON),
        ("Steunpunt De Brug", Of.ORGANISATION),
        ("Goes", Of.PLACE),
        ("06-12345678", Of.ADDRESS),
    ]


@given(st.text(max_size=200), st.text(max_size=30))
def test_any_text_and_any_name_give_places_in_the_text(text: str, name: str) -> None:
    for one in find(text, Known((name,), (name,), (name,), (name,))):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Vraag het aan mijn collega Joke.", ["Joke"]),
        ("Huisarts Van Rijn en dokter Van Rijn wisten het niet.", ["Van Rijn", "Van Rijn"]),
        ("Wij hielpen Fatima el Idrissi met vervoer.", ["Fatima el Idrissi"]),
        ("Mevrouw de Boer belde de moeder van Kim.", ["de Boer", "Kim"]),
        ("Wil je dat mensen vragen stellen over mei of juni? De ouders rijden.", []),
    ],
)
def test_who_is_no_member_is_marked_too_when_asked_for(text: str, named: list[str]) -> None:
    found = find(text, Known(strangers=True))
    assert [text[one.start : one.end] for one in found] == named
    assert not find(text, Known())


ORDINARY = [
    "Samen gaat het beter. Samen met de ouders lukt het.",
    "Elke week is er een inloop. Help je elke dag?",
    "Onder de tafel staat een doos; onder water is het stil.",
    "Ben je blij dat je er was?",
    "Bent u er ook bij? Wil je mee? Wilde plannen mogen.",
    "Toon belangstelling, oordeel niet.",
    "Les voor groep 7 in een half uur. Wie geeft les?",
    "Lieve mensen, wie weet raad?",
    "Adem eerst rustig uit.",
    "Erin staat wat je nodig hebt. Erna praten we.",
    "Rand van de stad: wie rijdt daar?",
    "Mei en juni zijn druk. April doet wat het wil.",
    "Per gezin is het anders. Hoop houden helpt.",
    "Constant klaarstaan is zwaar.",
    "Storm of regen: we gaan door.",
    "Val niet met de deur in huis.",
    "Baby van vijf maanden in huis: wat kan er?",
    "Hoogstens een jaar vooruit.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_word_that_begins_a_sentence_is_nobodys_name(text: str) -> None:
    found = find(text, Known(strangers=True))
    assert [text[one.start : one.end] for one in found] == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ben belde mij gisteren.", ["Ben"]),
        ("Elke en Kim doen de inloop.", ["Elke", "Kim"]),
        ("Toon Jansen weet het.", ["Toon Jansen"]),
        ("Gisteren sprak ik Elke weer. Elke dacht na.", ["Elke", "Elke"]),
        ("Vraag het aan Onder of aan Les.", ["Onder", "Les"]),
        ("Toon is 9 en zorgt voor zijn moeder.", ["Toon"]),
        ("Jan fietst met hem mee. Roos ook.", ["Jan", "Roos"]),
    ],
)
def test_a_name_that_is_a_word_too_is_marked_where_it_is_a_name(
    text: str, named: list[str]
) -> None:
    found = find(text, Known(strangers=True))
    assert [text[one.start : one.end] for one in found] == named
