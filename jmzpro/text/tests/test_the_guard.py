"""What the guard refuses, what it asks about, and what it leaves alone."""

import time
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.text.guard import has_acute_danger, inspect
from jmzpro.text.guard.citizen_number import passes_eleven_test
from jmzpro.text.guard.danger_weights import heaviest, taken_apart, weights

VALID = "123456782"


def kinds(text: str) -> set[str]:
    return {finding.kind for finding in inspect(text).findings}


def citizen_numbers() -> st.SearchStrategy[str]:
    """Numbers that pass the test: eight digits, and the ninth that fits (when there is one)."""

    def complete(first: str) -> str | None:
        rest = (
            sum(int(digit) * weight for digit, weight in zip(first, range(9, 1, -1), strict=True))
            % 11
        )
        return f"{first}{rest}" if rest < 10 and first != "00000000" else None

    return (
        st.text("0123456789", min_size=8, max_size=8)
        .map(complete)
        .filter(lambda number: number is not None)
        .map(str)
    )


@given(citizen_numbers())
def test_a_citizen_number_standing_alone_is_refused(number: str) -> None:
    assert passes_eleven_test(number)
    for text in (
        number,
        f"Het gaat om {number}.",
        f"{number[:4]}.{number[4:6]}.{number[6:]}",
        f"nr {number[:3]} {number[3:6]} {number[6:]} dus",
    ):
        assert inspect(text).refused, text


@given(
    citizen_numbers(),
    st.sampled_from(
        ["BSN", "bsn:", "burgerservicenummer is", "Burger Service Nummer", "sofinummer", "b.s.n."]
    ),
)
def test_a_citizen_number_near_its_word_is_refused_however_it_is_written(
    number: str, word: str
) -> None:
    for written in (
        number,
        " ".join(number),
        "-".join(number),
        f"{number[:2]} {number[2:]}",
        "\u200b".join(number),
    ):
        assert inspect(f"{word} {written}").refused, written


@given(citizen_numbers(), st.integers(min_value=1, max_value=9))
def test_a_number_that_fails_the_test_is_asked_about_but_not_refused(
    number: str, more: int
) -> None:
    wrong = f"{number[:8]}{(int(number[8]) + more) % 10}"
    report = inspect(f"Het gaat om {wrong}.")
    assert not report.refused
    assert [finding.kind for finding in report.asked] == ["bsn"]


@given(citizen_numbers())
def test_a_phone_number_that_holds_one_is_a_phone_number(number: str) -> None:
    for written in (
        f"0{number}",
        f"+31{number}",
        f"+31 {number}",
        f"0031-{number}",
        f"tel. 06-{number[1:]}",
    ):
        report = inspect(f"Je kunt bellen: {written} na 10 uur")
        assert not report.refused, written
        assert {finding.kind for finding in report.findings} <= {"phone"}


@given(citizen_numbers())
def test_an_account_number_that_holds_one_is_an_account_number(number: str) -> None:
    for written in (f"NL91ABNA0{number}", f"NL91 ABNA 0{number[:3]} {number[3:7]} {number[7:]}"):
        report = inspect(f"Overmaken naar {written} graag")
        assert not report.refused
        assert [finding.kind for finding in report.asked] == ["iban"]


@given(citizen_numbers(), st.sampled_from(["978", "979"]))
def test_a_book_number_that_holds_one_is_nobodys(number: str, start: str) -> None:
    for written in (
        f"{start}{number}1",
        f"{start} {number[:2]} {number[2:5]} {number[5:]} 1",
        f"{start}-{number[:2]}-{number[2:5]}-{number[5:]}-1",
    ):
        assert inspect(f"Zie ISBN {written}.").findings == ()


@given(citizen_numbers())
def test_links_and_amounts_that_hold_one_are_nobodys(number: str) -> None:
    assert not inspect(f"Zie https://voorbeeld.nl/artikel/{number}?id={number}").findings
    assert not inspect(f"Het kostte € {number} en {number} euro in totaal").findings


@given(citizen_numbers())
def test_a_longer_number_is_no_citizen_number(number: str) -> None:
    assert not inspect(f"meting 4{number}2 en {number}77").refused


@pytest.mark.parametrize(
    "text",
    [
        f"KvK {VALID}",
        f"ordernummer: {VALID}",
        f"SKJ-registratie nr {VALID}",
        f"er zijn {VALID[:3]}.{VALID[3:6]}.{VALID[6:]} mensen",
    ],
)
def test_a_number_that_says_it_is_another_is_asked_about(text: str) -> None:
    report = inspect(text)
    assert not report.refused
    assert report.asked


@pytest.mark.parametrize(
    "text", ["١٢٣٤٥٦٧٨٢", "１２３４５６７８２", "1234\u00a056\u00a0782", "123–456–782"]
)
def test_other_scripts_spaces_and_dashes_hide_nothing(text: str) -> None:
    assert inspect(text).refused


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bel 06-12 34 56 78", "phone"),
        ("bel +31 (0)30 123 45 67", "phone"),
        ("mail naar ouder.van@gmail.example", "email"),
        ("rekening NL91 ABNA 0417 1643 00", "iban"),
        ("woont op Dorpsstraat 12", "address"),
        ("woont op 1234 AB 56", "address"),
        ("12b, 1234AB Ergens", "address"),
        ("geboren op 12-03-2015", "birthdate"),
        ("geb. 12 maart 2015", "birthdate"),
        ("leerling Fatima, 9 jaar", "name"),
        ("leerling Fatima, 9 jaar", "age"),
        ("mijn cliënt Kees de Vries", "name"),
        ("Sam (11) zorgt voor zijn moeder", "name"),
        ("Noor van 8 helpt mee", "name"),
        ("onze negenjarige leerling Finn", "name"),
        ("onze negenjarige leerling Finn", "age"),
        ("een jongen van 12 op het Maascollege", "school"),
        ("groep 6 van basisschool De Vlinder", "school"),
    ],
)
def test_what_points_at_one_person_is_asked_about(text: str, kind: str) -> None:
    report = inspect(text)
    assert kind in kinds(text)
    assert not report.refused


@pytest.mark.parametrize(
    "text",
    [
        "Ken je een boek voor een kind van 9 met een ouder met dementie?",
        "Een meisje van 9 jaar helpt haar moeder.",
        (
            "Bel Veilig Thuis 0800-2000, 113 of 0800-0113, of de Kindertelefoon 0800-0432. Bij "
            "gevaar 112."
        ),
        "De netwerkdag is op 12 maart 2026 in Utrecht, van 10.00 tot 16.30 uur.",
        "Jongeren van 12 tot 16 jaar in Friesland",
        "Mail naar info@steunpunt.example of redactie@jmzpro.example",
        "In 2019-2020 deden 1234 leerlingen mee; 5678 ouders vulden het in.",
        "De leerling Is vaak moe. Het kind De vader werkt.",
        "Wie heeft er ervaring met de Week van de Jonge Mantelzorger op het vmbo?",
        "",
        "٣ kinderen",
    ],
)
def test_an_ordinary_text_passes_without_a_word(text: str) -> None:
    assert inspect(text).findings == ()


def test_a_report_says_in_dutch_what_was_seen_and_what_to_do() -> None:
    report = inspect(f"leerling Fatima belt 06-12345678, bsn {VALID}")
    assert "burgerservicenummer" in report.refusals[0]
    assert any(
        "telefoonnummer" in question and "‘06-12345678’" in question
        for question in report.questions
    )
    assert VALID not in repr(report)
    assert [finding.shape for finding in report.refused] == ["999999999"]


@given(st.text())
def test_any_text_is_read_and_places_are_in_it(text: str) -> None:
    for finding in inspect(text).findings:
        assert 0 <= finding.start < finding.end <= len(text)
    has_acute_danger(text)


REPEATED = (
    "a|A |Aa |1|1 |12.|@|a@|(0|leerling A|Ab van |1234 |NL12 ABCD |http://|€1|12-12-|zich |niet "
    "meer |wil |123456782 |0612345678 |Aa-"
    "|bsn 1 |Kees, 9 jaar obs De Vlinder groep 6 "
)


def seconds_to_read(text: str) -> float:
    """Processor seconds of all that reads a text."""
    start = time.process_time()
    inspect(text)
    has_acute_danger(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", REPEATED.split("|"))
def test_no_text_takes_long_to_read(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    short, whole = seconds_to_read(text[:5_000]), seconds_to_read(text)
    # An idle machine takes a fifth of this. On a busy one four times the text may take twice four
    # times as long; a pattern that reads a text again and again takes sixteen times, or minutes.
    assert whole < 0.5 or whole < 8 * short


@pytest.mark.parametrize(
    "text",
    [
        "Hij zegt dat hij dood wil",
        "Ze wil echt niet meer leven",
        "ik ben bang dat ze zichzelf iets aandoet",
        "SUÏCIDAAL",
        "hij wil niet dood",
        "Haar vader slaat haar",
        "er is sprake van mishandeling thuis",
        "ze snijdt zichzelf",
        "Het kind durft echt niet naar huis",
        "hij maakt er een eind aan zijn leven: een einde maken aan zijn leven",
        "Ze is bang voor haar stiefvader",
        "Hij is vermist",
    ],
)
def test_acute_danger_is_heard(text: str) -> None:
    assert has_acute_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wie heeft een les over rouw? Moeder is overleden.",
        "Vervoer naar een groep voor brusjes",
        "Wij willen iets doen aan armoede",
        "Boeken over dementie",
        "",
    ],
)
def test_an_ordinary_question_is_no_danger(text: str) -> None:
    assert not has_acute_danger(text)


# Written with their right answers by somebody else than who wrote the rule: bench/danger_heard.py.
SENTENCES = [
    line.split("\t")
    for name in ("sentences.tsv", "second.tsv")
    for line in (settings.BASE_DIR / "bench/danger" / name).read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_nearly_all_danger_is_heard_and_little_else() -> None:
    danger = [text for right, _, text in SENTENCES if right == "ja"]
    others = [text for right, _, text in SENTENCES if right == "nee"]
    assert len(SENTENCES) >= 260
    assert sum(map(has_acute_danger, danger)) >= 0.97 * len(danger)
    assert [text for text in others if has_acute_danger(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "k wor geslage",
        "me va slaat mij",
        "IK WIL DOOOD",
        "ik w1l d00d",
        "mn papa heb mama geslage",
        "ze ge slagen door papa",
    ],
)
def test_danger_is_heard_however_a_child_writes_it(text: str) -> None:
    assert has_acute_danger(text)


@given(
    st.sampled_from(["papa slaat mij", "ik wil dood", "mama wordt niet wakker"]),
    st.text(),
    st.text(),
)
def test_what_stands_around_it_hides_nothing(said: str, before: str, after: str) -> None:
    assert has_acute_danger(f"{before}. {said}. {after}")


@pytest.mark.parametrize(
    ("work", "somebody"),
    [
        (
            "Training over kindermishandeling",
            "Na de training vermoed ik kindermishandeling bij een leerling",
        ),
        ("Lesbrief over suïcide", "Ik denk aan suïcide en heb een lesbrief gelezen"),
        ("Het boek ‘Mijn vader slaat me’", "In het boek staat het, maar mijn vader slaat me ook"),
    ],
)
def test_talk_about_the_work_is_no_danger_but_somebody_is(work: str, somebody: str) -> None:
    assert not has_acute_danger(work)
    assert has_acute_danger(somebody)


@pytest.mark.parametrize(
    "text",
    [
        *(text for _, _, text in SENTENCES[::7]),
        "",
        "niet niet nooit",
        "Papa slaat mij. Ik wil niet naar huis. " * 30,
    ],
)
def test_what_is_weighed_fast_weighs_what_its_evidence_adds_up_to(text: str) -> None:
    assert heaviest(text) == pytest.approx(
        max((part.weight for part in taken_apart(text)), default=weights()["bias"])
    )


def test_who_asks_why_a_text_alarms_reads_the_evidence(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("mn oom doed me pijn met een riem", encoding="utf-8")
    told = StringIO()
    call_command("explain_danger", str(file), stdout=told)
    assert "Gevaar: ja" in told.getvalue()
    assert (
        "p:MEANS+" in told.getvalue() or "f:MEANS" in told.getvalue() or "w:rim" in told.getvalue()
    )
    with pytest.raises(CommandError, match="kan niet worden gelezen"):
        call_command("explain_danger", str(tmp_path / "none.txt"))
