"""Somebody else's text as plain text: nothing that was a word is lost, nothing that was a tag is
shown.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmzpro.agenda.external_calendars.plain_text import plain
from jmzpro.agenda.external_calendars.tokenizer import as_line, take_apart, unfolded


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "Gratis voor kinderen <12 jaar, en >12 betaalt",
            "Gratis voor kinderen <12 jaar, en >12 betaalt",
        ),
        ("Voor < 12 en ouders > 18", "Voor < 12 en ouders > 18"),
        ("Breng <naam van je kind> mee", "Breng <naam van je kind> mee"),
        ("a<b en c>d", "a<b en c>d"),
        ("Bel Anna <anna@voorbeeld.example>", "Bel Anna anna@voorbeeld.example"),
        ("formulier<https://f.voorbeeld.example/r>", "formulier https://f.voorbeeld.example/r"),
        ("mail <mailto:a@voorbeeld.example>.", "mail a@voorbeeld.example."),
        (
            '<a href="https://x.example/?a=1&amp;b=2">Meld je aan</a>',
            "Meld je aan (https://x.example/?a=1&b=2)",
        ),
        ('<A HREF="https://x.example/">x.example</A>', "https://x.example/"),
        ('<a href="mailto:a@x.example?subject=Hoi">a@x.example</a>', "a@x.example"),
        ('<a href="#top">Naar boven</a>', "Naar boven"),
        ("<p>Neem <b>pannen</b> mee</p><p>en zin</p>", "Neem pannen mee\nen zin\n"),
        ("een<br>twee<br/>drie", "een\ntwee\ndrie"),
        ("<ul><li>een</li><li>twee</li></ul>", "- een\n- twee\n"),
        ("<td>a</td><td>b</td>", " a  b "),
        ("<style>p { color: red }</style>tekst<script>alert(1)</script>", "tekst"),
        ("Welkom<o:p></o:p> hier<!-- en weg -->", "Welkom hier"),
        ("brood &amp; water&nbsp;mee", "brood & water mee"),
        ("&lt;p&gt;Welkom&lt;/p&gt; bij &#8216;ons&#8217;", "Welkom\n bij ‘ons’"),
        ("caf&eacute; &amp;amp; thee", "café & thee"),
        ("&lt;12 jaar", "<12 jaar"),
        ("https://x.example/?a=1&copy=2", "https://x.example/?a=1&copy=2"),
        ("AT&T en R&D;", "AT&T en R&D;"),
    ],
)
def test_a_text_is_read(written: str, read: str) -> None:
    assert plain(written).lstrip("\n") == read


WORDS = st.lists(st.text(alphabet="abcdefghij <>12&;\n/=", min_size=1, max_size=12), max_size=12)


@given(WORDS)
def test_no_letter_that_is_not_of_a_tag_is_lost(words: list[str]) -> None:
    """Without a known name behind a "<" nothing is a tag."""
    text = " ".join(word.replace("<", "< ") for word in words)
    assert plain(text) == text


@given(st.text(alphabet="<>ab =\"'/", max_size=300))
def test_no_text_takes_long_or_ends_in_an_error(text: str) -> None:
    plain(text * 20)


@pytest.mark.parametrize(
    ("octets", "title"),
    [
        (b"SUMMARY:caf\xc3\r\n \xa9 op dinsdag", "café op dinsdag"),
        (b"SUMMARY:caf\xe9 op dinsdag", "café op dinsdag"),
        (b"SUMMARY:caf\xc3\xa9 \x96 en caf\xe9", "café – en café"),
        (b"SUMMARY:een\r\n\t twee\r\n  drie", "een twee drie"),
        (b"SUMMARY:een\r\r\n  twee", "een twee"),
        (
            b"SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9 op =\r\ndinsdag",
            "Café op dinsdag",
        ),
        (b'SUMMARY;LANGUAGE=nl;ALTREP="cid:a:b":Koken\\, eten\\; praten', "Koken, eten; praten"),
    ],
)
def test_a_letter_that_was_folded_or_is_broken_costs_no_other_one(
    octets: bytes, title: str
) -> None:
    lines = [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT",
        octets,
        b"LOCATION:Caf\xc3\xa9",
        b"END:VEVENT",
        b"END:VCALENDAR",
    ]
    found = take_apart(b"\r\n".join(lines)).events[0]
    assert found.title() == title
    assert as_line(found.lines[-1]).text == "Café"


def test_a_line_end_that_was_not_written_as_one_is_kept_in_the_text() -> None:
    lines = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:Neem mee:\neen pan\nLet op: kom op "
        "tijd\nUID:1\nEND:VEVENT"
    )
    found = take_apart(lines.encode()).events[0]
    assert as_line(found.lines[0]).text == "Neem mee:\neen pan\nLet op: kom op tijd"
    assert as_line(found.lines[1]).value == "1"


@given(st.binary(max_size=400))
def test_every_octet_is_read_as_something(octets: bytes) -> None:
    for line in unfolded(octets):
        line.encode()
