from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.mail.reading.away import LONGEST, away_until

TODAY = date(2026, 12, 1)
MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
ENGLISH = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Ik ben afwezig tot en met 3 december.", date(2026, 12, 4)),
        ("Ik ben afwezig tot 3 december.", date(2026, 12, 3)),
        ("Ik ben met verlof t/m 12-01.", date(2027, 1, 13)),
        ("Ik ben met verlof t/m 12-01-2027.", date(2027, 1, 13)),
        ("Vanaf maandag 12 januari 2027 ben ik weer bereikbaar.", date(2027, 1, 12)),
        ("Op maandag 12 januari 2027 ben ik weer bereikbaar op maandag 12 januari 2027.", date(2027, 1, 12)),
        ("Ik ben weer bereikbaar op maandag 12 januari 2027.", date(2027, 1, 12)),
        ("Ik ben van 21 december tot en met 4 januari met vakantie.", date(2027, 1, 5)),
        ("Van 21-12-2026 t/m 04-01-2027 ben ik afwezig. Voor spoed: bel 058 123 45 67.", date(2027, 1, 5)),
        ("Ik ben terug op 8 januari.", date(2027, 1, 8)),
        ("Donderdag 10 december ben ik weer aan het werk.", None),
        ("Ik ben weer aan het werk vanaf donderdag 10 december.", date(2026, 12, 10)),
        ("I am out of the office until 10 December.", date(2026, 12, 10)),
        ("I will be back on Monday, January 11, 2027.", date(2027, 1, 11)),
        ("Out of office from December 21st through January 4th.", date(2027, 1, 5)),
        ("Ik ben met zwangerschapsverlof tot 1 juni 2027.", TODAY + LONGEST),
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
        assert away_until(f"Ik ben afwezig tot en met {through.day} {MONTHS[through.month - 1]}.", today) == until


@given(text=st.text(max_size=300), today=days)
def test_no_text_gives_a_date_in_the_past_or_far_away(text: str, today: date) -> None:
    until = away_until(f"Ik ben afwezig tot {text}", today)
    assert until is None or today < until <= today + LONGEST
