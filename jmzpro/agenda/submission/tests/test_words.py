"""How often, in ordinary words."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.submission import recurrence_parser, recurrence_text
from jmzpro.agenda.submission.dates import NoDay, read_day, read_days, write_day
from jmzpro.kit.dutch import DAYS

TUESDAY = date(2027, 3, 2)  # the first Tuesday of March


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("", ""),
        ("eenmalig", ""),
        ("elke week", "FREQ=WEEKLY;BYDAY=TU"),
        ("Wekelijks", "FREQ=WEEKLY;BYDAY=TU"),
        ("iedere dinsdag", "FREQ=WEEKLY;BYDAY=TU"),
        ("dinsdags", "FREQ=WEEKLY;BYDAY=TU"),
        ("elke donderdag en dinsdag", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("elke werkdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("elke dag", "FREQ=DAILY"),
        ("om de week", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("om de week op dinsdag en donderdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("elke twee weken", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("om de drie weken", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU"),
        ("elke eerste dinsdag", "FREQ=MONTHLY;BYDAY=1TU"),
        ("eerste dinsdag van de maand", "FREQ=MONTHLY;BYDAY=1TU"),
        ("elke eerste en derde dinsdag van de maand", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("elke maand op de eerste dinsdag", "FREQ=MONTHLY;BYDAY=1TU"),
        ("elke twee maanden op de eerste dinsdag", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
        ("elke maand op de 2e", "FREQ=MONTHLY;BYMONTHDAY=2"),
        ("elk kwartaal op de 2e", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=2"),
        ("elk jaar", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2"),
        ("wekelijks tot 30 juni", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T235959"),
        ("elke week t/m 1-2-2028", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20280201T235959"),
        ("elke dinsdag, 10 keer", "FREQ=WEEKLY;BYDAY=TU;COUNT=10"),
        ("elke week zes keer", "FREQ=WEEKLY;BYDAY=TU;COUNT=6"),
    ],
)
def test_ordinary_words_are_a_rule(said: str, rule: str) -> None:
    assert recurrence_parser.read(said, TUESDAY).rrule == rule


def test_the_last_friday_is_the_last_one_of_each_month() -> None:
    found = recurrence_parser.read("elke laatste vrijdag", date(2027, 4, 30))
    assert found.rrule == "FREQ=MONTHLY;BYDAY=-1FR"


def test_days_are_left_out_by_name() -> None:
    found = recurrence_parser.read("elke dinsdag tot 30 juni, behalve 9 maart en 4 mei", TUESDAY)
    assert found.left_out == [date(2027, 3, 9), date(2027, 5, 4)]
    assert found.columns(time(19, 30))["exdate"] == "20270309T193000,20270504T193000"


@pytest.mark.parametrize(
    "said",
    [
        "10 maart, 24 maart en 7 april",
        "10-3-2027, 24/3 en 7-4",
        "2 maart, 10 maart, 24 maart, 7 april 2027",
    ],
)
def test_loose_days_are_extra_days(said: str) -> None:
    assert recurrence_parser.read(said, TUESDAY).extra == [
        date(2027, 3, 10),
        date(2027, 3, 24),
        date(2027, 4, 7),
    ]


def test_days_share_the_month_that_stands_behind_them() -> None:
    assert read_days("3, 10 en 17 maart", TUESDAY) == [
        date(2027, 3, 3),
        date(2027, 3, 10),
        date(2027, 3, 17),
    ]


def test_a_day_without_a_year_is_the_first_that_comes() -> None:
    assert read_day("1 februari", TUESDAY) == date(2028, 2, 1)
    assert read_day("dinsdag 2 maart", TUESDAY) == TUESDAY
    assert read_day("29 februari", TUESDAY) == date(2028, 2, 29)
    with pytest.raises(NoDay, match="bestaat niet"):
        read_day("31 april", TUESDAY)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("elke woensdag", "is een dinsdag en geen woensdag"),
        ("elke tweede dinsdag", "is niet de tweede dinsdag"),
        ("elke maand op de 5e", "is de 2e en niet de 5e"),
        ("elke maand", "elke maand op de eerste dinsdag” of “elke maand op de 2e"),
        ("wekelijks tot 1-3-2027", "ligt voor de eerste datum"),
        ("1-3-2027", "ligt voor de eerste datum"),
        ("elke week tot sint-juttemis", "geen dag die we kennen"),
        ("elke week 1 keer", "van 2 tot en met"),
        ("soms", "We begrijpen niet hoe vaak"),
        ("31 april", "bestaat niet"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_write(said: str, answer: str) -> None:
    with pytest.raises(recurrence_parser.NotUnderstood, match=answer.replace("(", r"\(")):
        recurrence_parser.read(said, TUESDAY)


STARTS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@st.composite
def sayings(draw: st.DrawFn) -> tuple[date, str]:
    """A first date and something that fits it."""
    start = draw(STARTS)
    day = DAYS[start.weekday()]
    nth = recurrence_text.NAMES[(start.day - 1) // 7 + 1] if start.day <= 28 else "laatste"
    head = draw(
        st.sampled_from(
            [
                "elke week",
                "om de week",
                "elke 3 weken",
                f"elke {day}",
                f"elke {nth} {day}",
                f"elke 2 maanden op de {nth} {day}",
                f"elke maand op de {start.day}e",
                "elke dag",
                "elk jaar",
            ]
        )
    )
    end = draw(
        st.sampled_from(["", " 5 keer", f" tot en met {write_day(start + timedelta(days=400))}"])
    )
    return start, head + end


@given(sayings())
def test_what_is_said_of_a_rule_is_read_back_as_that_rule(found: tuple[date, str]) -> None:
    start, text = found
    columns = recurrence_parser.read(text, start).columns(time(19, 30))
    said = recurrence_text.how_often(columns["rrule"], columns["rdate"], columns["exdate"])
    assert recurrence_parser.read(said, start).columns(time(19, 30)) == columns


@given(sayings())
def test_every_date_of_a_series_is_at_its_time_on_the_clock_and_the_first_is_its_own(
    found: tuple[date, str],
) -> None:
    start, text = found
    begins = datetime.combine(start, time(19, 30))
    dates = recurrence.dates(
        begins,
        recurrence_parser.read(text, start).rrule,
        "",
        "",
        since=begins,
        until=begins + timedelta(days=800),
    )
    assert dates[0] == begins
    assert dates == sorted(set(dates))
    for wall in dates:
        assert recurrence.local(recurrence.aware(wall)) == wall
        assert wall.time() == time(19, 30)


@given(st.text(max_size=80), STARTS)
def test_nothing_that_can_be_typed_breaks_it(text: str, start: date) -> None:
    try:
        found = recurrence_parser.read(text, start)
    except recurrence_parser.NotUnderstood:
        return
    assert found.rrule == "" or recurrence.read_rule(found.rrule, datetime.combine(start, time(9)))
