"""What is taken off above and under a text before it is public: every ordinary greeting and
goodbye, and nothing else.
"""

import re
from collections import Counter
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.salutations import Trimmed, trim
from jmzpro.text.words import fold

# Who asks, who answers, and where they work.
NAMES = (
    *(
        "Sanne Vermeer",
        "Sanne",
        "Vermeer",
        "Suzanne de Wit",
        "Suzanne",
        "de Wit",
        "Wit",
        "Youssef el Idrissi",
        "Youssef",
        "Idrissi",
    ),
    *(
        "Steunpunt De Brug",
        "De Brug",
        "Roos",
        "Wil",
        "Anne-Marie",
        "Jo",
    ),
)
SAID = "Wij rijden met de buurtbus."
# Above the words that stay, as people begin a mail or a message.
GREETINGS = (
    *(
        "Hoi Sanne, ",
        "Hoi Sanne,\n",
        "Hoi Sanne,\n\n",
        "Hoi Sanne! ",
        "Hoi Sanne. ",
    ),
    *(
        "Hoi Sanne - ",
        "Hoi Sanne ",
        "Hoi sanne, ",
        "hoi sanne, ",
        "HOI SANNE, ",
    ),
    *(
        "Hoi, Sanne, ",
        "Hoi ",
        "Hallo Sanne, ",
        "Hallo Sanne en Youssef, ",
    ),
    *(
        "Hallo Sanne, Youssef en collega's, ",
        "Hallo allemaal, ",
        "Hallo! ",
        "Hallo\n",
    ),
    *(
        "Hey Sanne! ",
        "Hé Sanne, ",
        "Hee Sanne, ",
        "Hai Sanne, ",
        "Hi Sanne, ",
        "Beste Sanne, ",
    ),
    *(
        "Beste Sanne,\n\n",
        "Beste Sanne ",
        "Beste mevrouw Vermeer, ",
    ),
    *(
        "Beste mevr. S. Vermeer, ",
        "Beste collega, ",
        "Beste collega's, ",
    ),
    *(
        "Beste Sanne Vermeer, ",
        "Beste Wil, ",
        "Beste Roos, ",
        "Beste allemaal,\n",
    ),
    *(
        "Beste mensen van De Brug, ",
        "Beste vraagsteller, ",
        "Beste Anne-Marie, ",
        "Beste Jo, ",
    ),
    *(
        "beste sanne, ",
        "Dag Sanne, ",
        "Dag Sanne! ",
        "Dag allemaal, ",
        "Dag mevrouw Vermeer, ",
    ),
    *(
        "Dag\n",
        "Goedemorgen Sanne, ",
        "Goedemiddag! ",
        "Goedenavond allen, ",
    ),
    *(
        "Goede morgen Sanne, ",
        "Goedemorgen\n\n",
        "Goeiemorgen Sanne, ",
        "Lieve Sanne, ",
    ),
    *(
        "Lieve allemaal, ",
        "Lieve collega's, ",
        "Ha Sanne, ",
        "Ha die Sanne! ",
    ),
    *(
        "Geachte mevrouw Vermeer, ",
        "Geachte heer/mevrouw, ",
        "Geachte mevrouw, geachte heer, ",
    ),
    *(
        "Geachte mevrouw De Wit, ",
        "Hoi hoi Sanne, ",
        "Hoihoi, ",
        "Hallo lieve Sanne, ",
    ),
    *(
        "Hallo beste Sanne, ",
        "Hoi @sanne, ",
        "Hoi Sanne :) ",
        "Hoi Sanne 👋 ",
        "Hoi Sanne!! ",
    ),
    *(
        "*Hoi Sanne*,\n",
        "Sanne, ",
        "Sanne,\n",
        "Sanne!\n",
        "Hoi Sanne (en anderen), ",
    ),
    *(
        "Moi Sanne, ",
        "Hoi Petra, ",
        "Hallo Petra en Jan, ",
    ),
)
MORE_GREETINGS = (
    "Hoi Sanne & co, ",
    "Hoi Sanne c.s., ",
    "Beste Sanne en Youssef e.a.,\n",
    "Hoi\u00a0Sanne, ",
    "Beste mevrouw\u00a0Vermeer,\n",
)
# Under them.
GOODBYES = (
    *(
        " Groetjes, Suzanne",
        " Groetjes Suzanne",
        "\nGroetjes,\nSuzanne",
    ),
    *(
        "\n\nGroetjes,\n\nSuzanne de Wit",
        " Groet, Suzanne",
        " Groet Suzanne",
        " groet suzanne",
    ),
    *(
        " Groeten van Suzanne",
        " Gr. Suzanne",
        " gr Suzanne",
        " Gr, S.",
        " Grtz Suzanne",
    ),
    *(
        " Grt. Suzanne",
        " Met vriendelijke groet, Suzanne de Wit",
    ),
    *(
        (
            "\nMet vriendelijke groet,\n\nSuzanne de Wit\nconsulent jonge "
            "mantelzorgers\nSteunpunt De Brug\n06-12345678\nsw@brug.example"
        ),
    ),
    *(
        " Met hartelijke groeten, Suzanne",
        "\nHartelijke groet, Suzanne",
    ),
    *(
        " Hartelijke groet, Suzanne",
        " Hartelijks, Suzanne",
        " Vriendelijke groet, Suzanne",
    ),
    *(
        " Mvg, Suzanne",
        " mvg Suzanne",
        " MVG",
        " m.v.g. Suzanne",
        " Warme groet, Suzanne",
    ),
    *(
        " Zonnige groet uit Zeeland, Suzanne",
        " Collegiale groet, Suzanne",
    ),
    *(
        " Lieve groet, Suzanne",
        " Liefs, Suzanne",
        " Liefs",
        " liefs Suzanne",
    ),
    *(
        "\nLiefs,\nSuzanne",
        " Veel succes! Groetjes, Suzanne",
        " Succes, Suzanne",
    ),
    *(
        " Veel succes, Suzanne",
        " Succes ermee! Suzanne",
        " Sterkte, Suzanne",
    ),
    *(
        " Tot ziens, Suzanne",
        " Fijne dag, Suzanne",
        " Fijne dag nog! Groet, Suzanne",
    ),
    *(
        " Alvast bedankt, Suzanne",
        " Dank je wel! Suzanne",
        "\nSuzanne",
        "\n\nSuzanne",
    ),
    *(
        "\nSuzanne de Wit",
        "\n\nSuzanne de Wit\nconsulent\nSteunpunt De Brug",
        " Suzanne",
    ),
    *(
        " - Suzanne",
        "\n- Suzanne",
        "\n-- \nSuzanne de Wit\nSteunpunt De Brug\nT 030 123 45 67",
    ),
    *(
        " ~Suzanne",
        " x Suzanne",
        " xx Suzanne",
        " Kus, Suzanne",
        " Groetjes! Suzanne",
    ),
    *(
        " Hoogachtend, S. de Wit",
        "\nGroet,\n\nS. de Wit\nWerkdagen: ma, di en do",
    ),
    *(
        " Namens De Brug, Suzanne",
        " Namens het team, Suzanne",
    ),
    *(
        " Groetjes van Suzanne en Youssef",
        " Groetjes, Suzanne (consulent bij De Brug)",
    ),
    *(" Groetjes, Suzanne de Wit, consulent, Steunpunt De Brug, 06 12 34 56 78",),
    *(
        " groetjes suzanne",
        " Kind regards, Suzanne",
        " Groetjes uit Zwolle",
    ),
    *(
        " Groetjes 👋 Suzanne",
        "\nGroet Suzanne\nVerstuurd vanaf mijn iPhone",
    ),
    *(
        " Groetjes en succes, Suzanne",
        " Veel succes en groetjes, Suzanne",
    ),
    *(
        "\nMet vriendelijke groet / kind regards,\nSuzanne de Wit",
        " Groeten, Petra",
    ),
    *(
        "\nGroet,\nPetra Jansen\nteamleider",
        " Doei, Suzanne",
        " Groetjes.",
    ),
)
MORE_GOODBYES = (
    "\n\nMet\u00a0vriendelijke\u00a0groet,\n\nSuzanne de\u00a0Wit",
    " Groetjes Suzanne, ook namens Petra",
    "\nGroet van Suzanne, mede namens het team",
    " Groetjes van ons allebei, Anja en Suzanne",
    "\n\nDikke kus,\nSuzanne",
    " Lieve kusjes, Suzanne 💛💛",
    " Doei doei, Suzanne",
    " Suzanne 🌻",
)
# Words of somebody's own, that look like a greeting or a goodbye: not a letter goes.
OWN = (
    "Dag en nacht is er iemand bereikbaar.",
    "Dag van de Mantelzorg: wij delen dan bloemen uit.",
    "Dag 1 begint met een kennismaking.",
    "Beste aanpak volgens ons: begin klein.",
    "Beste manier is gewoon vragen.",
    "Lieve help, dat herken ik wel.",
    "Ha, dat herkennen wij ook.",
    "Goede vraag. Wij doen het zo.",
    "Goed idee! Wij doen het ook.",
    "Hallo zeg, dat is veel geld.",
    "Morgen bespreken wij dit in het team.",
    "Wij sturen elk kind een kaartje met groetjes.",
    "Doe haar de groeten van ons.",
    "Wij geven ze een kaart: de kinderen schrijven er groeten op.",
    "Veel succes!",
    "Wij doen dat zo. Veel succes met de groep!",
    "Probeer het eens. Sterkte met dit gezin!",
    "Bel gerust als je er niet uitkomt. Tot ziens op de bijeenkomst in mei!",
    "Wij zeggen altijd: begin met een groet.",
    "De kinderen zeggen dag en gaan naar huis.",
    "Wij gebruiken:\nEcogram\nGenogram",
    "Wij hebben goede ervaringen met Jump.\nBrusjesboek",
    "Wat helpt: 1. samen koken 2. samen eten.",
    "Op de groep spelen ze het spel Namens.",
    "Fijne dag gehad met de brusjes. Dat doen we vaker.",
    "Bedankt, dat is precies wat ik zocht.",
    "Dank je wel! Wij gaan het proberen.",
    "Groep 8 begint ermee.",
    "Hoi, zei het meisje, en daarna niets meer.",
    "Ik vroeg: hoe gaat het? Toen kwam het hele verhaal.",
    "In ons dorp is het x aantal kinderen klein.",
    "Welkom heten helpt al veel.",
)


@pytest.mark.parametrize("greeting", [*GREETINGS, *MORE_GREETINGS])
def test_a_greeting_goes_and_the_words_after_it_stay(greeting: str) -> None:
    assert trim(f"{greeting}{SAID}", NAMES).text == SAID
    assert trim(f"{greeting}{SAID[0].lower()}{SAID[1:]}", NAMES).text == SAID


@pytest.mark.parametrize("goodbye", [*GOODBYES, *MORE_GOODBYES])
def test_a_goodbye_goes_with_the_signature_under_it(goodbye: str) -> None:
    kept = trim(f"{SAID}{goodbye}", NAMES).text
    wish = re.match(r" (?:Veel succes!|Succes ermee!|Fijne dag nog!|Dank je wel!)", goodbye)
    assert kept == SAID + (wish.group() if wish else "")


@pytest.mark.parametrize("text", OWN)
def test_words_that_look_like_one_stay(text: str) -> None:
    assert trim(text, NAMES) == Trimmed(text)
    assert trim(f"Hoi Sanne, {text} Groetjes, Suzanne", NAMES).text in {
        text,
        text[0].upper() + text[1:],
    }


@pytest.mark.parametrize("greeting", [*GREETINGS, *MORE_GREETINGS][:6])
@pytest.mark.parametrize("goodbye", [*GOODBYES, *MORE_GOODBYES])
def test_both_go_from_several_paragraphs(greeting: str, goodbye: str) -> None:
    said = f"{SAID}\n\nBij ons gaat iedereen mee.\nSoms betaalt de gemeente."
    kept = trim(f"{greeting}{said}{goodbye}", NAMES).text
    assert kept.startswith(said)
    assert "Suzanne" not in kept


def test_what_stands_under_a_signature_stays() -> None:
    told = trim(
        "Wij doen het zo.\n\nGroet,\nSuzanne\n\nPS Vergeet niet dat de gemeente dit betaalt.", NAMES
    )
    assert told.text == "Wij doen het zo.\n\nPS Vergeet niet dat de gemeente dit betaalt."
    assert told.left_off == ("Groet,\nSuzanne",)


def test_a_second_postscript_stays_too() -> None:
    told = trim(
        "Wij doen het zo.\n\nGroet,\nSuzanne\nPS: bel de gemeente\nPPS de bus is gratis", NAMES
    )
    assert told.text == "Wij doen het zo.\n\nPS: bel de gemeente\nPPS de bus is gratis"


def test_letters_of_a_name_written_apart_are_no_initial() -> None:
    assert trim("Hoi S a n n e, wij doen het zo.", NAMES).text.endswith(
        "S a n n e, wij doen het zo."
    )


def test_what_is_left_off_is_told_word_for_word() -> None:
    told = trim("Hoi Sanne, wij doen dat zo. Groetjes, Suzanne", NAMES)
    assert told == Trimmed("Wij doen dat zo.", ("Hoi Sanne,", "Groetjes, Suzanne"))


@pytest.mark.parametrize(
    "text", ["Hoi Sanne!", "Groetjes, Suzanne", "Hoi Sanne, groetjes Suzanne", "", "Sanne"]
)
def test_what_would_leave_nothing_stays_whole(text: str) -> None:
    assert trim(text, NAMES) == Trimmed(text)


PIECES = st.sampled_from(
    [
        *GREETINGS,
        *MORE_GREETINGS,
        *GOODBYES,
        *MORE_GOODBYES,
        *OWN,
        SAID,
        "\n",
        "\n\n",
        " ",
        "? ",
        "groetjes",
        "Hoi",
        "Suzanne",
        "Bel 112.",
    ]
)


@given(st.lists(PIECES, max_size=7).map("".join))
def test_no_word_disappears_untold(text: str) -> None:
    def words(*parts: str) -> Counter[str]:
        return Counter(re.findall(r"\w+", fold(" ".join(parts))))

    told = trim(text, NAMES)
    assert words(told.text, *told.left_off) == words(text)
    assert trim(text, NAMES) == told


@given(st.text(max_size=300))
def test_any_text_passes(text: str) -> None:
    trim(text, NAMES)


def test_a_long_text_takes_no_time() -> None:
    began = process_time()
    trim("Hoi Sanne, " * 500 + "groetjes van de groep, " * 500 + "x" * 4000, NAMES)
    assert process_time() - began < 1
