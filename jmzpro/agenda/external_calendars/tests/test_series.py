"""From a calendar to dates: each form in which programs write when something is again, on a day
that was reckoned by hand.
"""

from datetime import UTC, datetime

import pytest

from jmzpro.agenda.external_calendars import parser
from jmzpro.agenda.external_calendars.preview import Preview, Told
from jmzpro.agenda.external_calendars.tests.calendars import calendar, event

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
AT = "DTSTART;TZID=Europe/Amsterdam:20270310T190000"
END = "DTEND;TZID=Europe/Amsterdam:20270310T210000"
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=4"


def told(*events: list[str], header: tuple[str, ...] = ()) -> Told:
    return Preview(parser.read(calendar(*events, header=header), NOW), NOW).told()


def shown(found: Told) -> list[str]:
    """Each date on one line, on our clock: `10-03 19.00-21.00`, `!` for one that does not go on."""
    return [
        line(one["start"], one["end"], is_off=one["cancelled"], is_day=one["whole_day"])
        for activity in found["activities"]
        for one in activity["dates"]
    ]


def line(start: str, end: str, *, is_off: bool, is_day: bool) -> str:
    begin, until = datetime.fromisoformat(start), datetime.fromisoformat(end)
    clock = f"tot {until:%d-%m}" if is_day else f"{begin:%H.%M}-{until:%H.%M}"
    return f"{begin:%d-%m} {clock}{'!' if is_off else ''}"


def date_of(name: str, *lines: str, title: str = "Koken voor mantelzorgers") -> list[str]:
    return event(f"RECURRENCE-ID;TZID=Europe/Amsterdam:{name}", *lines, title=title)


FORMS: dict[str, tuple[tuple[list[str], ...], list[str]]] = {
    "a rule over the night in which the clock moves": (
        (event(AT, END, WEEKLY),),
        ["10-03 19.00-21.00", "17-03 19.00-21.00", "24-03 19.00-21.00", "31-03 19.00-21.00"],
    ),
    "a rule in UTC": (
        (event("DTSTART:20270310T180000Z", "DTEND:20270310T200000Z", WEEKLY),),
        ["10-03 19.00-21.00", "17-03 19.00-21.00", "24-03 19.00-21.00", "31-03 20.00-22.00"],
    ),
    "a rule in New York ends by its own clock": (
        (
            event(
                "DTSTART;TZID=America/New_York:20270310T210000",
                "RRULE:FREQ=DAILY;UNTIL=20270312T010000Z",
            ),
        ),
        ["11-03 03.00-03.00"],
    ),
    "the time at which it begins said once more": (
        (event(AT, END, "RRULE:FREQ=WEEKLY;BYDAY=WE,;BYHOUR=19;BYMINUTE=0;COUNT=2;WKST=MO"),),
        ["10-03 19.00-21.00", "17-03 19.00-21.00"],
    ),
    "the calendar that everybody uses, named": (
        (event(AT, END, "RRULE:RSCALE=GREGORIAN;SKIP=OMIT;FREQ=MONTHLY;COUNT=2"),),
        ["10-03 19.00-21.00", "10-04 19.00-21.00"],
    ),
    "two rules": (
        (event(AT, END, "RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=2"),),
        ["10-03 19.00-21.00", "13-03 19.00-21.00", "17-03 19.00-21.00", "20-03 19.00-21.00"],
    ),
    "a rule of exceptions": (
        (event(AT, END, WEEKLY, "EXRULE:FREQ=WEEKLY;INTERVAL=2"),),
        ["17-03 19.00-21.00", "31-03 19.00-21.00"],
    ),
    "periods with an end and with a length": (
        (
            event(
                AT,
                END,
                "RDATE;VALUE=PERIOD:20270318T180000Z/20270318T220000Z,20270319T180000Z/PT30M",
            ),
        ),
        ["10-03 19.00-21.00", "18-03 19.00-23.00", "19-03 19.00-19.30"],
    ),
    "lists with a stray comma": (
        (event(AT, END, WEEKLY, "EXDATE;TZID=Europe/Amsterdam:20270317T190000,,20270324T190000,"),),
        ["10-03 19.00-21.00", "31-03 19.00-21.00"],
    ),
    "exceptions by their day alone": (
        (event(AT, END, WEEKLY, "EXDATE;VALUE=DATE:20270317,20270324"),),
        ["10-03 19.00-21.00", "31-03 19.00-21.00"],
    ),
    "an end without a zone has that of the begin": (
        (event("DTSTART;TZID=Europe/London:20270310T090000", "DTEND:20270310T100000"),),
        ["10-03 10.00-11.00"],
    ),
    "exceptions without a zone too": (
        (
            event(
                "DTSTART;TZID=Europe/London:20270310T090000",
                "RRULE:FREQ=DAILY;COUNT=2",
                "EXDATE:20270311T090000",
            ),
        ),
        ["10-03 10.00-10.00"],
    ),
    "hours are hours in the night in which summer begins": (
        (event("DTSTART;TZID=Europe/Amsterdam:20270327T230000", "DURATION:PT8H"),),
        ["27-03 23.00-08.00"],
    ),
    "and in the one in which it ends": (
        (event("DTSTART;TZID=Europe/Amsterdam:20271030T230000", "DURATION:PT8H"),),
        ["30-10 23.00-06.00"],
    ),
    "a day follows the clock": (
        (event("DTSTART;TZID=Europe/Amsterdam:20270327T230000", "DURATION:P1D"),),
        ["27-03 23.00-23.00"],
    ),
    "of a series only that night is other": (
        (
            event(
                "DTSTART;TZID=Europe/Amsterdam:20270320T230000",
                "DURATION:PT8H",
                "RRULE:FREQ=WEEKLY;COUNT=3",
            ),
        ),
        ["20-03 23.00-07.00", "27-03 23.00-08.00", "03-04 23.00-07.00"],
    ),
    "within the hour that comes twice": (
        (event("DTSTART:20271031T003000Z", "DTEND:20271031T013000Z"),),
        ["31-10 02.30-02.30"],
    ),
    "whole days as days": (
        (event("DTSTART;VALUE=DATE:20270310", "DTEND;VALUE=DATE:20270312"),),
        ["10-03 tot 12-03"],
    ),
    "a day without its kind said": ((event("DTSTART:20270310"),), ["10-03 tot 11-03"]),
    "a day that ends on itself": (
        (event("DTSTART;VALUE=DATE:20270310", "DTEND;VALUE=DATE:20270310"),),
        ["10-03 tot 11-03"],
    ),
    "midnight to midnight": (
        (
            event(
                "DTSTART;TZID=Europe/Amsterdam:20270310T000000",
                "DTEND;TZID=Europe/Amsterdam:20270311T000000",
            ),
        ),
        ["10-03 tot 11-03"],
    ),
    "midnight to one minute before": (
        (event("DTSTART:20270310T000000", "DTEND:20270310T235959"),),
        ["10-03 tot 11-03"],
    ),
    "midnight to midnight in UTC": (
        (event("DTSTART:20270310T000000Z", "DTEND:20270311T000000Z"),),
        ["10-03 tot 11-03"],
    ),
    "our midnights in UTC": (
        (event("DTSTART:20270309T230000Z", "DTEND:20270310T230000Z"),),
        ["10-03 tot 11-03"],
    ),
    "whole days of Outlook": (
        (
            event(
                "DTSTART:20270310T000000Z",
                "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
                "DTEND:20270312T000000Z",
            ),
        ),
        ["10-03 tot 12-03"],
    ),
    "an end at 24 uur": (
        (event(AT, "DTEND;TZID=Europe/Amsterdam:20270310T240000"),),
        ["10-03 19.00-00.00"],
    ),
    "a whole day without an exception in UTC": (
        (
            event(
                "DTSTART;VALUE=DATE:20270310", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20270311T000000Z"
            ),
        ),
        ["10-03 tot 11-03", "12-03 tot 13-03"],
    ),
    "this date and all later ones": (
        (
            event(AT, END, WEEKLY),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20270324T190000",
                "DTSTART;TZID=Europe/Amsterdam:20270325T200000",
                "DTEND;TZID=Europe/Amsterdam:20270325T203000",
            ),
        ),
        ["10-03 19.00-21.00", "17-03 19.00-21.00", "25-03 20.00-20.30", "01-04 20.00-20.30"],
    ),
    "one of the later ones once more": (
        (
            event(AT, END, WEEKLY),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20270317T180000Z",
                "DTSTART:20270317T190000Z",
                "DTEND:20270317T200000Z",
            ),
            date_of("20270324T190000", "DTSTART:20270324T090000Z", "DTEND:20270324T100000Z"),
        ),
        ["10-03 19.00-21.00", "17-03 20.00-21.00", "24-03 10.00-11.00", "31-03 20.00-21.00"],
    ),
    "one change of all later ones after another": (
        (
            event(AT, END, WEEKLY),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20270317T180000Z",
                "DTSTART:20270317T190000Z",
                "DTEND:20270317T200000Z",
            ),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20270331T170000Z",
                "DTSTART:20270401T080000Z",
                "DTEND:20270401T083000Z",
            ),
        ),
        ["10-03 19.00-21.00", "17-03 20.00-21.00", "24-03 20.00-21.00", "01-04 10.00-10.30"],
    ),
    "a date that was changed, and then taken out": (
        (
            event(AT, END, WEEKLY, "EXDATE:20270317T180000Z", "EXDATE:20270324T180000Z"),
            date_of("20270317T190000", "DTSTART:20270318T180000Z"),
        ),
        ["10-03 19.00-21.00", "31-03 19.00-21.00"],
    ),
    "no more from this date on": (
        (
            event(AT, END, WEEKLY),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20270324T180000Z",
                "DTSTART:20270324T180000Z",
                "STATUS:CANCELLED",
            ),
        ),
        ["10-03 19.00-21.00", "17-03 19.00-21.00"],
    ),
    "one UID for many dates": (
        (event(AT, END), event(AT.replace("0310", "0317"), END.replace("0310", "0317"))),
        ["10-03 19.00-21.00", "17-03 19.00-21.00"],
    ),
    "the highest number, then the last change": (
        (
            event(AT, END, WEEKLY.replace("4", "2")),
            date_of(
                "20270317T190000",
                "SEQUENCE:2",
                "DTSTART:20270317T190000Z",
                "DTEND:20270317T200000Z",
            ),
            date_of(
                "20270317T190000",
                "SEQUENCE:1",
                "DTSTART:20270317T090000Z",
                "DTEND:20270317T100000Z",
            ),
        ),
        ["10-03 19.00-21.00", "17-03 20.00-21.00"],
    ),
    "the last change decides between equals": (
        (
            event(AT, "DURATION:PT2H", "LAST-MODIFIED:20270105T100000Z"),
            event(AT, "DURATION:PT1H", "LAST-MODIFIED:20270101T100000Z"),
        ),
        ["10-03 19.00-21.00"],
    ),
    "a date that its series does not have is one more": (
        (
            event(AT, END, WEEKLY.replace("4", "1")),
            date_of("20270320T190000", "DTSTART:20270320T180000Z", "DTEND:20270320T190000Z"),
        ),
        ["10-03 19.00-21.00", "20-03 19.00-20.00"],
    ),
    "a date of a former version of its series": (
        (
            event(AT, END, "SEQUENCE:2", WEEKLY.replace("4", "1")),
            date_of("20270320T190000", "SEQUENCE:1", "DTSTART:20270320T180000Z"),
        ),
        ["10-03 19.00-21.00"],
    ),
    "exceptions in UTC of a series without a zone": (
        (
            event(
                "DTSTART:20270310T190000",
                "RRULE:FREQ=DAILY;COUNT=3",
                "EXDATE:20270311T190000Z",
                "EXDATE:20270312T180000Z",
            ),
        ),
        ["10-03 19.00-19.00"],
    ),
    "a day with an end in UTC": (
        (event("DTSTART;VALUE=DATE:20270310", "DTEND:20270312T000000Z"),),
        ["10-03 tot 12-03"],
    ),
    "a date that is named in another zone than its series": (
        (
            event(AT, END, WEEKLY.replace("4", "2")),
            event("RECURRENCE-ID;TZID=Europe/London:20270317T190000", "DTSTART:20270317T190000Z"),
        ),
        ["10-03 19.00-21.00", "17-03 20.00-20.00"],
    ),
    "a date to which the rule of its series was copied": (
        (date_of("20270317T190000", "DTSTART:20270317T190000Z", "RRULE:FREQ=WEEKLY;COUNT=4"),),
        ["17-03 20.00-20.00"],
    ),
    "a zone and a Z": (
        (event("DTSTART;TZID=Europe/Amsterdam:20270310T190000Z"),),
        ["10-03 19.00-19.00"],
    ),
    "midnight to a second before it, in UTC": (
        (event("DTSTART:20270310T000000Z", "DTEND:20270311T235959Z"),),
        ["10-03 tot 12-03"],
    ),
    "dropped and moved": (
        (
            event(AT, END, WEEKLY),
            date_of("20270317T190000", "DTSTART:20270317T180000Z", "STATUS:CANCELLED"),
            date_of("20270324T190000", "DTSTART:20270323T180000Z", "DTEND:20270323T190000Z"),
        ),
        ["10-03 19.00-21.00", "17-03 19.00-19.00!", "23-03 19.00-20.00", "31-03 19.00-21.00"],
    ),
    "dates written with dashes and offsets": (
        (event("DTSTART:2027-03-10T19:00:00+01:00", "DTEND:2027-03-10T20:00:00Z"),),
        ["10-03 19.00-21.00"],
    ),
}


@pytest.mark.parametrize(("events", "dates"), FORMS.values(), ids=FORMS.keys())
def test_each_date_is_at_its_hour(events: tuple[list[str], ...], dates: list[str]) -> None:
    found = told(*events)
    assert shown(found) == dates
    assert len(found["activities"]) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Geannuleerd: Koken",
        "AFGELAST - Koken",
        "Canceled: Koken",
        "[Geannuleerd] Koken",
        "Koken (afgelast)",
        "Koken - GEANNULEERD",
        "Vervalt: Koken",
        "Gaat niet door: Koken",
        "Uitgesteld: Koken",
    ],
)
def test_a_title_that_says_so_is_of_what_does_not_go_on(title: str) -> None:
    (found,) = parser.read(calendar(event(AT, title=title)), NOW).events
    assert (found.title, found.is_cancelled) == ("Koken", True)


@pytest.mark.parametrize(
    "title",
    ["Geannuleerde afspraken, en nu?", "Wat als school vervalt", "Cancel culture: een gesprek"],
)
def test_a_title_that_only_speaks_of_it_goes_on(title: str) -> None:
    (found,) = parser.read(calendar(event(AT, title=title)), NOW).events
    assert (found.title, found.is_cancelled) == (title, False)


def test_what_is_not_done_is_told() -> None:
    """In the words that its owner reads."""
    found = told(
        event(AT, "DTEND:20270309T100000", uid="1"),
        event(AT, "DTEND:morgen", uid="2"),
        event(AT, "DURATION:lang", uid="3"),
        event(AT, "URL:mailto:x@voorbeeld.example", uid="4"),
        event(AT, "STATUS:TENTATIVE", uid="5"),
        event(AT, "EXDATE:20270317T190000,gisteren", WEEKLY, uid="6"),
        event(AT, f"DESCRIPTION:{'x' * 10_001}", uid="7"),
        event(AT, "ATTACH:https://voorbeeld.example/a.pdf", uid="8"),
        event(AT, WEEKLY, uid="9"),
        event(AT, "RECURRENCE-ID:20270310T180000Z", "DESCRIPTION:Neem een pan mee", uid="9"),
        event(AT, "RRULE:RSCALE=HEBREW;FREQ=YEARLY", uid="10"),
        ["BEGIN:VTODO", "END:VTODO"],
    )
    said = "\n".join([*found["notes"], *(one["reason"] for one in found["left_out"])])
    for words in (
        "einde ligt voor het begin",
        "einde is geen datum",
        "Hoelang dit duurt, is niet te lezen",
        "geen webadres",
        "onder voorbehoud",
        "“gisteren”",
        "langer dan 10000 tekens",
        "bijlagen",
        "andere tekst of link",
        "HEBREW",
        "één taak",
    ):
        assert words in said
    assert len(found["activities"]) == 9


def test_numbers_to_dial_in_with_are_nobodys() -> None:
    for said in (
        "Telefonische vergader-id: 111 222 333#",
        "Meeting ID: 111222333",
        "Inbelnummer: 111222333#",
    ):
        assert parser.read(calendar(event(AT, f"DESCRIPTION:{said}")), NOW).events, said
    for said in ("Het bsn is 111222333", "ID: 111222333", "Bel over 111222333"):
        assert not parser.read(calendar(event(AT, f"DESCRIPTION:{said}")), NOW).events, said


@pytest.mark.parametrize("part", ["VTODO", "VALARM", "VJOURNAL"])
def test_a_part_without_its_end_takes_no_event_along(part: str) -> None:
    broken = [
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:Eerste",
        AT,
        f"BEGIN:{part}",
        "SUMMARY:Geen",
        f"END:{part}X",
        "END:VEVENT",
    ]
    assert len(told(broken, event(AT, uid="2", title="Tweede"))["activities"]) == 2


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;COUNT=-1", "FREQ=WEEKLY;COUNT=0", "FREQ=DAILY;COUNT=99999999999999999999"]
)
def test_a_rule_that_counts_nothing_or_for_ever_is_one_events_fault(rule: str) -> None:
    found = told(event(AT, f"RRULE:{rule}"), event(AT, uid="2", title="Tweede"))
    assert "Tweede" in [one["title"] for one in found["activities"]]
    assert len(found["activities"]) + len(found["left_out"]) == 2


def test_a_series_of_which_all_is_taken_out_is_told() -> None:
    found = told(event(AT, END, "EXDATE:20270310T180000Z"))
    assert "weggehaald" in found["left_out"][0]["reason"]


def test_an_answer_to_an_invitation_is_no_calendar() -> None:
    from jmzpro.agenda.external_calendars.events import Unreadable

    with pytest.raises(Unreadable, match="antwoord op een uitnodiging"):
        parser.read(calendar(event(AT), header=("METHOD:REPLY",)), NOW)
