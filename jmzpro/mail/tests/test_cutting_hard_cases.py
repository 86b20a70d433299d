# ruff: noqa: E501 (whole mails stand on their lines)
"""What goes wrong in other readers: answers between the lines, mangled markers, signatures that
are none, text that must not be lost.
"""

import time

import pytest

from jmzpro.mail.parser import new_words, parse
from jmzpro.mail.tests import clients as c

MARKER = "--- Antwoord boven deze regel ---"


def cut(text: str, *, original: str = "", names: tuple[str, ...] = ()) -> str:
    return new_words(parse(c.mail(text=text)), original=original, names=names).text


def cut_html(html: str, *, original: str = "") -> str:
    return new_words(parse(c.mail(html=html)), original=original).text


# ---- answers between the lines
# ----------------------------------------------------------------------------------------------------


def test_answers_between_the_questions_are_kept_whole_and_in_order() -> None:
    pairs = [
        ("Wie heeft een groep voor brusjes?", "Wij, sinds 2019."),
        ("Hoe kregen jullie ouders mee?", "Met een kop koffie vooraf."),
    ]
    clean = (
        "Hoi, zie hieronder.\n\n> Wie heeft een groep voor brusjes?\n\nWij, sinds 2019.\n\n> Hoe "
        "kregen jullie ouders mee?\n\nMet een "
        "kop koffie vooraf."
    )
    assert new_words(parse(c.gmail_inline(pairs, greeting="Hoi, zie hieronder."))).text == clean
    assert (
        new_words(
            parse(c.gmail_inline(pairs, greeting="Hoi, zie hieronder.", with_text=False))
        ).text
        == clean
    )


def test_answers_between_the_questions_without_a_greeting() -> None:
    text = (
        f"{c.GMAIL_DUTCH}\n\n> {MARKER}\n>\n> Wie heeft een groep?\nWij.\n\n> En "
        "ouders?\nKoffie.\n\n> Liever niet meer?"
    )
    assert cut(text) == "> Wie heeft een groep?\n\nWij.\n\n> En ouders?\n\nKoffie."


def test_only_the_question_above_an_answer_is_kept_of_a_long_quote() -> None:
    long = "\n".join(f"> regel {n}\n>" for n in range(12))
    text = (
        f"{c.GMAIL_DUTCH}\n\n{long}\n> Hoe kregen jullie ouders mee?\n\nMet koffie.\n\n> Groeten "
        "van Sanne"
    )
    assert cut(text) == "> Hoe kregen jullie ouders mee?\n\nMet koffie."


def test_answers_typed_in_an_outlook_quote_are_told_by_the_original() -> None:
    original = "\n".join(c.ORIGINAL)
    below = list(c.ORIGINAL)
    below.insert(5, "Wij hebben er een, in Leeuwarden.")
    text = "\n".join(
        ["Hoi, mijn antwoord staat hieronder in blauw.", "", *c.DUTCH_HEADERS, "", *below]
    )
    assert cut(text, original=original) == (
        "Hoi, mijn antwoord staat hieronder in blauw.\n\n"
        "> Wie heeft een groep voor brusjes van 8 tot 12 jaar, en hoe hebben jullie de ouders "
        "meegekregen in het begin?\n"
        "Wij hebben er een, in Leeuwarden."
    )


def test_an_untouched_outlook_quote_is_no_answer() -> None:
    original = "\n".join(c.ORIGINAL)
    for text in (
        "\n".join(["", *c.DUTCH_HEADERS, "", *c.ORIGINAL]),
        "\n".join(["Dank je.", "", *c.DUTCH_HEADERS, "", *c.ORIGINAL]),
    ):
        assert cut(text, original=original) == ("Dank je." if text.startswith("Dank") else "")


def test_older_history_below_the_original_is_never_taken_for_answers() -> None:
    original = "\n".join(c.ORIGINAL)
    text = "\n".join(
        [
            "Prima idee.",
            "",
            *c.DUTCH_HEADERS,
            "",
            *c.ORIGINAL,
            "",
            *c.DUTCH_HEADERS,
            "",
            "Een heel andere mail van vorige week.",
        ]
    )
    assert cut(text, original=original) == "Prima idee."


def test_a_quoted_line_broken_by_a_program_is_no_answer() -> None:
    text = (
        f"Ja hoor.\n\n{c.GMAIL_DUTCH}\n\n> Wie heeft een groep voor brusjes van 8 tot 12 jaar, "
        "en hoe hebben jullie\nde ouders "
        "meegekregen\n> in het begin?"
    )
    assert cut(text) == "Ja hoor."


# ---- the marker, as programs leave it
# ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marker",
    [
        "--- Antwoord boven deze regel ---",
        "> --- Antwoord boven deze regel ---",
        ">> --- Antwoord boven deze regel ---",
        "— Antwoord boven deze regel —",
        "–-- Antwoord boven deze regel –--",
        "\u2014- Antwoord boven deze regel -\u2014",
        "---\u00a0Antwoord\u00a0boven\u00a0deze\u00a0regel\u00a0---",
        "*--- Antwoord boven deze regel ---*",
        "  ---  Antwoord  boven deze regel  ---  ",
        "--- Antwoord boven deze\nregel ---",
        "> --- Antwoord boven\n> deze regel ---",
        "Antwoord boven deze regel",
        "--- ANTWOORD BOVEN DEZE REGEL ---",
        "| --- Antwoord boven deze regel ---",
        "--- Reply above this line ---",
    ],
)
def test_everything_under_our_marker_is_history(marker: str) -> None:
    assert cut(
        f"Wij doen dat zo.\n\n{marker}\n\nSanne vraagt: wie weet raad?\n\nWie heeft een groep?"
    ) == "Wij doen dat zo." or marker.startswith(">")
    assert (
        cut(f"Wij doen dat zo.\n\n{marker}\n> Sanne vraagt: wie weet raad?") == "Wij doen dat zo."
    )


def test_a_marker_run_together_with_other_words_still_ends_the_answer() -> None:
    assert (
        cut("Ja, dat kan. --- Antwoord boven deze regel --- Sanne vraagt: wie weet raad?")
        == "Ja, dat kan."
    )


def test_somebody_who_writes_about_the_line_is_not_cut() -> None:
    assert cut(
        "Moet ik mijn antwoord boven deze regel zetten of eronder? Dat is niet duidelijk."
    ).startswith("Moet ik mijn antwoord")


def test_an_answer_under_the_marker_is_not_lost_when_nothing_else_is_said() -> None:
    assert cut(f"{MARKER}\n\nWij doen dat met een taxi.") == "Wij doen dat met een taxi."


def test_an_answer_under_our_whole_mail_is_found_by_the_original() -> None:
    original = "\n".join(c.ORIGINAL)
    below = "\n".join(["", *c.DUTCH_HEADERS, "", *c.ORIGINAL, "", "Wij doen dat met een taxi."])
    assert cut(below, original=original) == "Wij doen dat met een taxi."
    assert (
        cut(f"{MARKER}\n\nWij doen dat met een taxi.", original=original)
        == "Wij doen dat met een taxi."
    )
    older = "\n".join(
        [*c.DUTCH_HEADERS, "", *c.ORIGINAL, "", *c.DUTCH_HEADERS, "", "Een andere mail."]
    )
    assert cut(older, original=original) == ""


# ---- signatures
# -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "closing",
    [
        "Met vriendelijke groet,\n\nDaan Kolkman",
        "Met vriendelijke groeten,\nDaan",
        "Vriendelijke groet, Daan Kolkman",
        (
            "met vriendelijke groet\n\nDaan Kolkman\njongerenwerker\nJongerenwerk "
            "IJsselstroom\n06 12 34 56 78"
        ),
        "Hartelijke groet,\n\nDaan",
        "Hartelijke groeten Daan",
        "Groet,\nDaan",
        "Groeten,\n\nDaan",
        "Groetjes, Daan",
        "Gr. Daan",
        "gr Daan",
        "Mvg,\nDaan",
        "mvg Daan",
        "M.v.g.\nDaan Kolkman",
        "Vr. gr.\nDaan",
        "Collegiale groet,\nDaan",
        "Met collegiale groet,\n\nDaan Kolkman",
        "Warme groet uit Zwolle,\nDaan",
        "Hoogachtend,\n\nD. Kolkman",
        "Alvast bedankt en groet,\nDaan",
        "Kind regards,\nDaan Kolkman\nYouth worker",
        "Best regards,\n\nDaan",
        "Regards, Daan",
        "Cheers,\nDaan",
        "-- \nDaan Kolkman\nJongerenwerk IJsselstroom",
        "--\nDaan Kolkman\nT: 038-1234567",
        "Verstuurd vanaf mijn iPhone",
        "Verzonden vanuit Outlook voor Android",
        "Verzonden vanaf mijn Samsung Galaxy-smartphone.",
        "Sent from my iPad",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Verzonden met Yahoo Mail op Android",
        "Verzonden vanuit Mail voor Windows",
        "Groet,\nDaan\n\nVerstuurd vanaf mijn iPhone",
        (
            "Met vriendelijke groet,\n\nDaan Kolkman\nJongerenwerker\n\nJongerenwerk "
            "IJsselstroom\nAssendorperstraat 1, 8012 AA "
            "Zwolle\n\n[cid:image001.png@01DA1234.5678]\n\nIk werk op maandag, dinsdag en "
            "donderdag."
        ),
        (
            "Met vriendelijke groet,\nDaan Kolkman\n\nDe informatie in dit e-mailbericht is "
            "vertrouwelijk en uitsluitend bestemd voor de "
            "geadresseerde."
        ),
        (
            "Groet,\nDaan\n\nThis message may contain information that is not intended for you. "
            "If you are not the addressee, please "
            "delete it."
        ),
        "Met vriendelijke groet, / Kind regards,\n\nDaan Kolkman",
        "Namens het team,\n\nmet vriendelijke groet,\n\nDaan Kolkman"[18:],
    ],
)
def test_a_signature_goes(closing: str) -> None:
    assert (
        cut(f"Wij rijden met een busje.\nDat kost weinig.\n\n{closing}")
        == "Wij rijden met een busje.\nDat kost weinig."
    )


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Groeten aan je collega's, en vraag het vooral aan de gemeente.", None),
        ("De groeten van de hele groep.\nWij rijden met een busje.", None),
        (
            (
                "Op 3 maart schreef de gemeente het volgende:\nEr is subsidie voor vervoer.\nDat "
                "helpt ons erg."
            ),
            None,
        ),
        ("Op woensdag om 15.00 uur zei een moeder: dit is fijn.\nDat hoor je vaker.", None),
        (
            (
                "Wij sturen dit naar scholen:\n- een brief\n- een poster\n\nVerzonden met de "
                "post, want mail leest niemand."
            ),
            None,
        ),
        ("Twee dingen:\n\n1. Begin klein.\n2. Vraag ouders.\n\nDenk aan het vervoer.", None),
        ("Van: 10.00 uur\nTot: 12.00 uur\nOnderwerp van de middag: vervoer\nDat werkt goed.", None),
        ("Zie https://voorbeeld.example/van-aan?onderwerp=1 en https://voorbeeld.example/.", None),
        (
            "Wij doen dat zo.\n\nGroet,\nDaan\n\nPS De subsidie loopt tot mei.",
            "Wij doen dat zo.\n\nPS De subsidie loopt tot mei.",
        ),
        (
            (
                "Ja.\n\nMet vriendelijke groet,\nDaan\n\nIk vergat nog te zeggen dat we ook een "
                "lijst met vervoerders hebben die je mag "
                "gebruiken."
            ),
            (
                "Ja.\n\nIk vergat nog te zeggen dat we ook een lijst met vervoerders hebben die "
                "je mag gebruiken."
            ),
        ),
        ("Dat is vertrouwelijk, dus bel me even.", None),
        (
            (
                "Ons briefje:\n\nBeste ouder,\nKom langs.\nMet vriendelijke groet,\nde "
                "coach\n\nDat werkt goed, want ouders bellen dan "
                "zelf.\n\nGroet,\nDaan"
            ),
            (
                "Ons briefje:\n\nBeste ouder,\nKom langs.\nMet vriendelijke groet,\nde "
                "coach\n\nDat werkt goed, want ouders bellen dan zelf."
            ),
        ),
        ("Eerst bellen\n--\nDaarna mailen", None),
        ("> zonder inleiding\n\nMijn antwoord staat eronder.", "Mijn antwoord staat eronder."),
        ("Ja", None),
        ("👍", None),
        (
            (
                "Eerst dit.\n\n---\n\nDan dat, want we hebben er lang over gedaan en het werkt "
                "nog steeds heel goed voor iedereen."
            ),
            None,
        ),
    ],
)
def test_text_is_never_dropped_when_unsure(text: str, clean: str | None) -> None:
    assert cut(text) == (text if clean is None else clean)


def test_a_name_without_a_closing_is_a_signature_when_it_is_the_senders() -> None:
    text = "Wij rijden met een busje.\n\nDaan Kolkman\nJongerenwerker | 06-12345678"
    assert cut(text, names=("Daan Kolkman",)) == "Wij rijden met een busje."
    assert (
        cut("Vraag het aan\n\nDaan Kolkman", names=("Marijke Hoekstra",))
        == "Vraag het aan\n\nDaan Kolkman"
    )


SCHOOL = [
    "Juf Marijke\nGroep 7, OBS De Wilg\nWerkdagen: maandag, dinsdag en donderdag",
    "Meester Bram\nGroep 3\nIKC De Boomgaard\n038 123 45 67",
    "Marijke Hoekstra\nIntern begeleider CBS De Wilg",
    "Marijke H.\nLeerkracht groep 5\nWerkzaam op maandag en dinsdag",
    "mw. Marijke Hoekstra (ib'er)\nBasisschool De Wilg | www.dewilg.example",
    "Marijke\nJeugdteam Noord\nGemeente Zwolle\nmarijke@dewilg.example",
]


@pytest.mark.parametrize("block", SCHOOL)
def test_a_signature_of_a_school_goes_without_a_closing(block: str) -> None:
    names = ("Meester Bram",) if "Bram" in block else ("Marijke Hoekstra",)
    assert (
        cut(f"Wij doen dat met een spel.\nDat werkt goed.\n\n{block}", names=names)
        == "Wij doen dat met een spel.\nDat werkt goed."
    )
    assert cut(f"Wij doen dat met een spel.\nDat werkt goed.\n\n{block}", names=names).endswith(
        "goed."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Wie je kunt bellen:\n\nJuf Anna\nGroep 7, OBS De Wilg",
        "Vraag het eens.\n\nJuf Anna\nGroep 7, OBS De Wilg",
        "Wij doen mee.\n\n- groep 7\n- groep 8",
        (
            "Zo ziet onze week eruit.\n\nMaandag groep 7\nDinsdag groep 8\nWij zijn er ook op "
            "woensdag."
        ),
        "Marijke komt ook.\nDat is fijn.",
    ],
)
def test_lines_about_others_are_no_signature(text: str) -> None:
    assert cut(text, names=("Marijke Hoekstra",)) == text


def test_words_typed_inside_the_frame_of_the_signature_are_kept() -> None:
    html = (
        '<div id="Signature"><div>Wij rijden met een busje. Zal ik je het nummer '
        "sturen?</div></div><div "
        'id="appendonsend"></div><div>oud</div>'
    )
    assert cut_html(html) == "Wij rijden met een busje. Zal ik je het nummer sturen?"


# ---- bodies
# -----------------------------------------------------------------------------------------------------------------------


def test_html_becomes_readable_text() -> None:
    html = (
        "<p>Twee dingen:</p><ul><li>begin <b>klein</b></li><li>vraag ouders</li></ul>"
        '<p>Zie <a href="https://voorbeeld.example/bus">deze pagina</a> of <a '
        'href="https://voorbeeld.example">voorbeeld.example</a>.</p>'
        "<table><tr><td>ma</td><td>15.00</td></tr><tr><td>di</td><td>16.00</td></tr></table><script>alert(1)</script><!-- "
        "weg -->"
    )
    assert cut_html(html) == (
        "Twee dingen:\n\n- begin klein\n- vraag ouders\n\nZie deze pagina "
        "(https://voorbeeld.example/bus) of "
        "voorbeeld.example.\n\nma 15.00\ndi 16.00"
    )


def test_a_link_that_a_server_rewrote_is_itself_again() -> None:
    link = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fvoorbeeld.example%2Fbus&data=05%7C02&reserved=0"
    assert cut(f"Zie {link} voor meer.") == "Zie https://voorbeeld.example/bus voor meer."
    assert (
        cut_html(f'<p>Zie <a href="{link}">deze pagina</a>.</p>')
        == "Zie deze pagina (https://voorbeeld.example/bus)."
    )


@pytest.mark.parametrize(
    ("charset", "raw"),
    [
        ("iso-8859-1", "Eén café".encode("latin-1")),
        ("windows-1252", "Eén café".encode("cp1252")),
        ("utf-8", "Eén café".encode()),
        ("us-ascii", "Eén café".encode()),
        ("iso-8859-1", "Eén café".encode()),
        ("utf-8", "Eén café".encode("latin-1")),
        ("x-onbekend", "Eén café".encode()),
        ("x-onbekend", "Eén café".encode("latin-1")),
        ("", "Eén café".encode("cp1252")),
        ("utf-16", "Eén café".encode("utf-16")),
        ("idna", "Eén café".encode()),
    ],
)
def test_any_charset_is_read(charset: str, raw: bytes) -> None:
    head = (
        "From: a@b.example\r\nContent-Type: text/plain; "
        f"charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    ).encode()
    assert new_words(parse(head + raw)).text == "Eén café"


def test_damaged_base64_gives_what_is_left() -> None:
    head = (
        b"From: a@b.example\r\nContent-Type: text/plain; "
        b"charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    assert (
        new_words(parse(head + b"V2lqIGRvZW4gZGF0IG1ldCBlZW4gYnVzamUuCg=")).text
        == "Wij doen dat met een busje."
    )
    assert (
        new_words(parse(head + b"V2lqIGRvZW4gZGF0IG1ldCBlZW4g\r\n!!YnVzamUuC")).text
        == "Wij doen dat met een busje."
    )
    assert (
        new_words(parse(head + b"Gewoon tekst, geen base64!")).text == "Gewoon tekst, geen base64!"
    )


def test_flowed_lines_are_joined_and_the_quote_goes() -> None:
    raw = (
        b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-8; format=flowed; "
        b"delsp=yes\r\n\r\n"
        b"Wij rijden met een bus \r\nje en dat kost weinig. \r\n\r\n-- \r\nDaan\r\n\r\nOp "
        b"3-3-2026 10:12 schreef JMZ Pro:\r\n> oud \r\n> "
        b"en ouder\r\n"
    )
    assert new_words(parse(raw)).text == "Wij rijden met een busje en dat kost weinig."


def test_logos_of_a_signature_are_no_attachments_but_a_photo_is() -> None:
    picture = "iVBORw0KGgo" + "A" * 400
    raw = (
        "From: a@b.example\r\nContent-Type: multipart/mixed; "
        'boundary="m"\r\n\r\n--m\r\nContent-Type: multipart/related; '
        'boundary="r"\r\n\r\n'
        "--r\r\nContent-Type: text/html\r\n\r\n<p>Zie de foto.</p><p>Groet,<br>Daan<br><img "
        "src='cid:logo1'></p>\r\n"
        "--r\r\nContent-Type: image/png\r\nContent-ID: <logo1>\r\nContent-Disposition: inline; "
        f"filename=image001.png\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}\r\n--r--\r\n"
        "--m\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; "
        "filename=bus.jpg\r\nContent-Transfer-Encoding: "
        f"base64\r\n\r\n{picture}\r\n"
        "--m\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\nx\r\n--m--\r\n"
    ).encode()
    words = new_words(parse(raw))
    assert words.text == "Zie de foto."
    assert [one.name for one in words.files] == ["bus.jpg"]


def test_apple_mail_with_text_around_a_file_keeps_both_texts() -> None:
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/mixed; "
        b'boundary="m"\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nHier is de '
        b"brief.\r\n"
        b"--m\r\nContent-Type: application/pdf; name=brief.pdf\r\nContent-Disposition: inline; "
        b"filename=brief.pdf\r\n\r\n%PDF\r\n"
        b"--m\r\nContent-Type: text/plain\r\n\r\nEn succes ermee.\r\n--m--\r\n"
    )
    words = new_words(parse(raw))
    assert words.text.split() == ["Hier", "is", "de", "brief.", "En", "succes", "ermee."]
    assert [one.name for one in words.files] == ["brief.pdf"]


def test_an_html_body_beside_a_poor_text_is_the_one_that_is_read() -> None:
    raw = (
        b"From: a@b.example\r\nContent-Type: multipart/alternative; "
        b'boundary="m"\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\n \r\n'
        b"--m\r\nContent-Type: text/html\r\n\r\n<p>Wij rijden met een busje.</p>\r\n--m--\r\n"
    )
    assert new_words(parse(raw)).text == "Wij rijden met een busje."


def test_a_hundred_nested_parts_and_a_million_tags_take_no_time() -> None:
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(400)
    )
    assert new_words(parse(f"From: a@b.example\r\n{nested}".encode())).files == ()
    for html in (
        b"<div>" * 50_000 + b"Ja.",
        b"<b><i>" * 2_000 + b"Ja." + b"<" * 50_000,
        b"<vak>" * 60_000 + b"Ja.",
    ):
        words = new_words(parse(b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + html))
        assert words.is_unreadable
        assert words.text == ""


@pytest.mark.parametrize(
    "text",
    [
        "*" * 20_000,
        "-" * 20_000 + "\n" + "_" * 20_000,
        "1-" * 10_000,
        "=" * 20_000,
        "--\n" * 6_000,
        "-- \n" * 4_000,
        "mvg\nwe gaan zo. \n" * 1_500,
    ],
    ids=["stars", "dashes", "pairs", "equals", "delimiters", "spaced delimiters", "closings"],
)
def test_twenty_thousand_signs_of_one_kind_take_no_time(text: str) -> None:
    began = time.process_time()
    new_words(
        parse(f"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode())
    )
    assert time.process_time() - began < 3
