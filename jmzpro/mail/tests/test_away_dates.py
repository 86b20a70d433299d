from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.mail.parser.absence import LONGEST, away_until, written_on

TODAY = date(2026, 12, 1)
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Ik ben afwezig tot en met 3 december.", date(2026, 12, 4)),
        ("Ik ben afwezig tot 3 december.", date(2026, 12, 3)),
        ("Ik ben met verlof t/m 12-01.", date(2027, 1, 13)),
        ("Ik ben met verlof t/m 12-01-2027.", date(2027, 1, 13)),
        ("Vanaf maandag 12 januari 2027 ben ik weer bereikbaar.", date(2027, 1, 12)),
        (
            "Op maandag 12 januari 2027 ben ik weer bereikbaar op maandag 12 januari 2027.",
            date(2027, 1, 12),
        ),
        ("Ik ben weer bereikbaar op maandag 12 januari 2027.", date(2027, 1, 12)),
        ("Ik ben van 21 december tot en met 4 januari met vakantie.", date(2027, 1, 5)),
        (
            "Van 21-12-2026 t/m 04-01-2027 ben ik afwezig. Voor spoed: bel 058 123 45 67.",
            date(2027, 1, 5),
        ),
        ("Ik ben terug op 8 januari.", date(2027, 1, 8)),
        ("Donderdag 10 december ben ik weer aan het werk.", date(2026, 12, 10)),
        ("Ik ben weer aan het werk vanaf donderdag 10 december.", date(2026, 12, 10)),
        ("I am out of the office until 10 December.", date(2026, 12, 10)),
        ("I will be back on Monday, January 11, 2027.", date(2027, 1, 11)),
        ("Out of office from December 21st through January 4th.", date(2027, 1, 5)),
        ("Ik ben met zwangerschapsverlof tot 1 juni 2027.", date(2027, 6, 1)),
        ("Ik was afwezig tot 3 november 2026.", None),
        ("Ik ben even weg. Bel gerust mijn collega.", None),
        ("Op 3 december 2026 om 10:12 schreef JMZ Pro.", None),
        ("Ik ben afwezig vanaf 21 december.", None),
        ("Ik ben afwezig tot 31 februari.", None),
        ("Ik ben er niet tot 2026-12-24.", date(2026, 12, 24)),
    ],
)
def test_the_day_of_return_is_read(text: str, until: date | None) -> None:
    assert away_until(text, TODAY) == until


# Written on a Tuesday, 1 December 2026 (week 49).
ORDINARY = (
    ("Ik ben met verlof en vanaf maandag 14 december 2026 weer aan het werk.", date(2026, 12, 14)),
    ("Ik ben op vakantie en vanaf 14 december weer bereikbaar.", date(2026, 12, 14)),
    ("Ik ben afwezig en per 14 december weer aanwezig.", date(2026, 12, 14)),
    ("In week 50 ben ik afwezig.", date(2026, 12, 14)),
    ("Ik ben afwezig in week 50.", date(2026, 12, 14)),
    ("Ik ben afwezig t/m week 50.", date(2026, 12, 14)),
    ("Ik ben tot week 51 met vakantie.", date(2026, 12, 14)),
    ("Vanaf week 51 ben ik er weer.", date(2026, 12, 14)),
    ("Ik ben vrij in week 52 en 53.", date(2027, 1, 4)),
    ("Ik ben vrij week 52 t/m week 1.", date(2027, 1, 11)),
    ("Ik ben morgen (2 december) afwezig.", date(2026, 12, 3)),
    ("Ik ben vandaag afwezig, woensdag (2 december) weer bereikbaar.", date(2026, 12, 2)),
    ("Woensdag ben ik er weer (2 december).", date(2026, 12, 2)),
    ("Vandaag ben ik er niet. Morgen weer wel.", date(2026, 12, 2)),
    ("Ik ben vandaag niet aanwezig.", date(2026, 12, 2)),
    ("Ik ben afwezig tot na de kerstvakantie (4 januari).", date(2027, 1, 4)),
    ("Ik ben weer terug na de kerstvakantie (4 januari).", date(2027, 1, 4)),
    ("Ik ben er maandag weer.", date(2026, 12, 7)),
    ("Maandag weer aanwezig.", date(2026, 12, 7)),
    ("Ik ben a.s. maandag weer bereikbaar.", date(2026, 12, 7)),
    ("Aanstaande donderdag ben ik weer op kantoor.", date(2026, 12, 3)),
    ("Ik ben tot en met vrijdag afwezig.", date(2026, 12, 5)),
    ("Ik ben volgende week maandag weer terug.", date(2026, 12, 7)),
    ("Volgende week ben ik weer terug.", date(2026, 12, 7)),
    ("Deze week ben ik afwezig.", date(2026, 12, 7)),
    ("ben de 14e weer terug", date(2026, 12, 14)),
    ("Ik ben tot de 14e afwezig", date(2026, 12, 14)),
    ("Ik ben afwezig t/m 04-01.", date(2027, 1, 5)),
    ("Ik ben afwezig van 21-12 tot 04-01.", date(2027, 1, 4)),
    ("Afwezig: 21 december - 4 januari", date(2027, 1, 5)),
    ("Ik ben vanaf 21 december met vakantie.", None),
    ("Ik ben vanaf 21 december met vakantie en op 4 januari weer terug.", date(2027, 1, 4)),
    ("Donderdag 10 december ben ik weer aan het werk.", date(2026, 12, 10)),
    ("Ik ben 10 december weer bereikbaar.", date(2026, 12, 10)),
    ("Na 14 december ben ik weer bereikbaar.", date(2026, 12, 15)),
    ("Op 2 en 3 december ben ik afwezig.", date(2026, 12, 4)),
    ("Ik werk op maandag, dinsdag en donderdag en ben nu even weg.", None),
    ("Ik ben bereikbaar op maandag.", None),
    ("Mijn werkdagen zijn maandag t/m donderdag. Ik ben even weg.", None),
    ("Ik ben telefonisch bereikbaar van 9.12 uur tot 10.10 uur.", None),
    ("Dank voor je mail. Ik lees mijn mail weer op maandag 4 januari 2027.", date(2027, 1, 4)),
    ("Ik geniet van mijn verlof tot\nmaandag 14 december.", date(2026, 12, 14)),
    ("I am out of office until Monday.", date(2026, 12, 7)),
    (
        "Vanwege vakantie is het kantoor gesloten van 24 december tot en met 3 januari 2027.",
        date(2027, 1, 4),
    ),
    ("Ik ben met zwangerschapsverlof tot 1 juni 2027.", date(2027, 6, 1)),
    ("Ik ben m.i.v. 14 december weer aanwezig.", date(2026, 12, 14)),
    ("Per 14 dec. ben ik er weer.", date(2026, 12, 14)),
    (
        (
            "Ik ben t/m dinsdag 8 december met vakantie. Vanaf woensdag 9 december ben ik weer "
            "te bereiken."
        ),
        date(2026, 12, 9),
    ),
    (
        (
            "Van vrijdag 18 december tot en met zondag 3 januari geniet ik van mijn "
            "kerstvakantie. Op maandag 4 januari ben ik er weer."
        ),
        date(2027, 1, 4),
    ),
    ("Wegens ziekte ben ik afwezig. Neem contact op met Sanne via 038-1234567.", None),
    ("Mijn laatste werkdag was 1 november.", None),
    ("Ik ben tot 14/12 op vakantie", date(2026, 12, 14)),
    ("Ik ben tot januari met verlof.", date(2027, 1, 1)),
    ("Ik ben niet aanwezig op woensdag 2 december.", date(2026, 12, 3)),
    ("Ik ben weer aanwezig per maandag 14-12-2026", date(2026, 12, 14)),
    ("Tot 14 december ben ik niet bereikbaar; daarna lees ik je mail.", date(2026, 12, 14)),
    ("Ik ben er niet tot 2026-12-24.", date(2026, 12, 24)),
    ("Ik ben van 1 t/m 12 december op vakantie.", date(2026, 12, 13)),
    ("Ik ben op vakantie van 7 tot en met 18 dec, en weer terug op ma 21 dec.", date(2026, 12, 21)),
    ("Ik ben met vakantie t/m zo 13 dec", date(2026, 12, 14)),
    ("Ik ben pas maandag weer op kantoor", date(2026, 12, 7)),
    ("Donderdag ben ik weer bereikbaar. Op vrijdag werk ik niet.", date(2026, 12, 3)),
)


@pytest.mark.parametrize(("text", "until"), ORDINARY)
def test_the_ordinary_dutch_forms_are_read(text: str, until: date | None) -> None:
    assert away_until(text, TODAY) == until


@pytest.mark.parametrize(
    ("today", "text", "until"),
    [
        (date(2026, 12, 31), "Morgen ben ik er weer.", date(2027, 1, 1)),
        (date(2026, 12, 31), "Ik ben er maandag weer.", date(2027, 1, 4)),
        (date(2026, 12, 28), "Ik ben afwezig in week 53.", date(2027, 1, 4)),
        (date(2026, 12, 28), "Vanaf week 1 ben ik er weer.", date(2027, 1, 4)),
        (date(2027, 1, 4), "Ik ben er maandag weer.", date(2027, 1, 11)),
        (date(2027, 12, 20), "Ik ben met vakantie t/m 2 januari.", date(2028, 1, 3)),
        (date(2028, 2, 28), "Ik ben tot en met 29 februari afwezig.", date(2028, 3, 1)),
        (date(2027, 2, 20), "Ik ben tot en met 29 februari afwezig.", None),
        (date(2027, 3, 27), "Ik ben morgen vrij.", date(2027, 3, 29)),
        (date(2027, 1, 30), "Ik ben de 31e weer terug.", date(2027, 1, 31)),
        (date(2027, 1, 31), "Ik ben de 31e weer terug.", date(2027, 3, 31)),
        (date(2027, 5, 5), "Ik ben volgende week woensdag weer terug.", date(2027, 5, 12)),
        (date(2027, 5, 5), "Deze week ben ik er niet.", date(2027, 5, 10)),
    ],
)
def test_a_day_is_read_from_the_day_it_was_written(
    today: date, text: str, until: date | None
) -> None:
    assert away_until(text, today) == until


def test_the_mail_says_when_it_was_written_unless_that_cannot_be() -> None:
    week = timedelta(days=7)
    assert written_on("Mon, 30 Nov 2026 10:12:00 +0100", TODAY, at_most=week) == date(2026, 11, 30)
    for header in (
        "",
        "gisteren",
        "Mon, 3 Mar 2025 10:12:00 +0100",
        "Fri, 1 Jan 2038 10:12:00 +0100",
        "Mon, 99 Nov 2026 10:12",
    ):
        assert written_on(header, TODAY, at_most=week) == TODAY


days = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@given(today=days, ahead=st.integers(1, 90), form=st.integers(0, 5))
def test_every_date_within_ninety_days_is_read_back(today: date, ahead: int, form: int) -> None:
    until = today + timedelta(days=ahead)
    written = [
        f"{until.day} {MONTHS[until.month - 1]}",
        f"{until.day} {MONTHS[until.month - 1]} {until.year}",
        f"{until.day}-{until.month:02}-{until.year}",
        f"{until.day}-{until.month}",
        f"{ENGLISH[until.month - 1]} {until.day}, {until.year}",
        f"{until:%Y-%m-%d}",
    ][form]
    assert away_until(f"Ik ben afwezig tot {written}.", today) == until
    through = until - timedelta(days=1)
    if through > today:
        assert (
            away_until(
                f"Ik ben afwezig tot en met {through.day} {MONTHS[through.month - 1]}.", today
            )
            == until
        )


@given(text=st.text(max_size=300), today=days)
def test_no_text_gives_a_date_in_the_past_or_far_away(text: str, today: date) -> None:
    until = away_until(f"Ik ben afwezig tot {text}", today)
    assert until is None or today < until <= today + LONGEST
