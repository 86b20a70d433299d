"""What mail programs put around a quote or a forward, in every layout: only the sender's own
words are left, and all of them.
"""

from html import escape

import pytest

from jmzpro.mail.parser import new_words, parse
from jmzpro.mail.tests import clients as c

US = "JMZ Pro"
WITH = f"{US} <{c.OUR_ADDRESS}>"
# The program and its line (over two lines: with a line end), as it stands above a quote. "own
# name": it gives neither date nor address.
INTRODUCTIONS = {
    "Thunderbird": f"Op 03-03-2026 om 10:12 schreef {US}:",
    "Thunderbird, the name first": f"{US} schreef op 03-03-2026 om 10:12:",
    "Thunderbird, author only (own name)": f"{US} schreef:",
    "Evolution": f"{US} schreef op di 03-03-2026 om 10:12 [+0100]:",
    "Evolution, no zone": f"{US} schreef op di 03-03-2026 om 10:12:",
    "Claws Mail": f"Op Tue, 3 Mar 2026 10:12:00 +0100\nschreef {WITH}:",
    "Claws Mail, the name first": f"Op Tue, 3 Mar 2026 10:12:00 +0100\n{WITH} schreef:",
    "Claws Mail, only a name": f"Op Tue, 3 Mar 2026 10:12:00 +0100\n{US} schreef:",
    "Sylpheed": f"On Tue, 3 Mar 2026 10:12:00 +0100\n{WITH} wrote:",
    "Geary": f"Op di 3 mrt. 2026 om 10:12 schreef {WITH}:",
    "Geary, no date (own name)": f"{US} schreef:",
    "KMail": "Op dinsdag 3 maart 2026 10:12:00 CET schreef u:",
    "KMail, to all": f"Op dinsdag 3 maart 2026 10:12:00 CET schreef {US}:",
    "Roundcube": f"{US} schreef op 2026-03-03 10:12:",
    "SOGo": f"On Tuesday, March 03, 2026 10:12 CET, {WITH} wrote:",
    "Horde": f"Citeren {WITH}:",
    "Horde, English": f"Quoting {WITH}:",
    "Mutt": f"On Tue, Mar 03, 2026 at 10:12:00AM +0100, {US} wrote:",
    "Gnus": f"{WITH} writes:",
    "s-nail": f"{US} wrote in\n <20260303101200.abc@jmzpro.example>:",
    "Apple Mail": f"Op 3 mrt 2026, om 10:12 heeft {WITH} het volgende geschreven:",
    "Gmail": f"Op di 3 mrt 2026 om 10:12 schreef {WITH}:",
    "Gmail, wrapped": f"Op di 3 mrt 2026 om 10:12 schreef {US} <\n{c.OUR_ADDRESS}>:",
    "Gmail, German": f"Am Di., 3. März 2026 um 10:12 Uhr schrieb {WITH}:",
    "Gmail, French": f"Le mar. 3 mars 2026 à 10:12, {WITH} a écrit :",
    "Gmail, Spanish": f"El mar, 3 mar 2026 a las 10:12, {WITH} escribió:",
    "Gmail, Italian": f"Il giorno mar 3 mar 2026 alle ore 10:12 {WITH} ha scritto:",
    "Gmail, Portuguese": f"Em ter., 3 de mar. de 2026 às 10:12, {WITH} escreveu:",
    "Thunderbird, Portuguese": f"Às 10:12 de 03/03/2026, {US} escreveu:",
    "Gmail, Danish": f"Den tir. 3. mar. 2026 kl. 10.12 skrev {WITH}:",
    "Apple Mail, Danish": f"Den 3. mar. 2026 kl. 10.12 skrev {US}:",
    "Gmail, Swedish": f"Den tis 3 mars 2026 kl 10:12 skrev {WITH}:",
    "Apple Mail, Swedish": f"3 mars 2026 kl. 10:12 skrev {WITH}:",
    "Thunderbird, Swedish": f"{US} skrev den 2026-03-03 10:12:",
    "Gmail, Norwegian": f"tir. 3. mars 2026 kl. 10:12 skrev {WITH}:",
    "Gmail, Polish": f"wt., 3 mar 2026 o 10:12 {WITH} napisał(a):",
    "Thunderbird, Polish": f"W dniu 3.03.2026 o 10:12, {US} pisze:",
    "Gmail, Russian": f"вт, 3 мар. 2026 г. в 10:12, {WITH}:",
    "Thunderbird, Russian": f"03.03.2026 10:12, {US} пишет:",
    "Apple Mail, Russian": f"3 марта 2026 г., в 10:12, {WITH} написал(а):",
    "Gmail, Ukrainian": f"вт, 3 бер. 2026 р. о 10:12 {WITH} пише:",
    "Apple Mail, Ukrainian": f"3 бер. 2026 р. о 10:12 {US} написав(-ла):",
    "Gmail, Turkish": f"{WITH}, 3 Mar 2026 Sal, 10:12 tarihinde şunu yazdı:",
    "Apple Mail, Turkish": f"3 Mar 2026 10:12 tarihinde {US} şunu yazdı:",
    "Gmail, Finnish": f"ti 3. maalisk. 2026 klo 10.12 {WITH} kirjoitti:",
    "Gmail, Czech": f"út 3. 3. 2026 v 10:12 odesílatel {WITH} napsal:",
}
MINE = ["Wij doen dat met een taxi.", "", "Bel me gerust."]
CLEAN = "Wij doen dat met een taxi.\n\nBel me gerust."
QUESTION = "Wie heeft een groep voor brusjes van 8 tot 12 jaar?"
QUOTES = {
    "marker": [
        "--- Antwoord boven deze regel ---",
        "",
        "Sanne vraagt:",
        "",
        QUESTION,
        "",
        "Je krijgt deze mail omdat je lid bent.",
    ],
    "no marker": [
        "Sanne vraagt:",
        "",
        QUESTION,
        "",
        "Hoe kregen jullie de ouders mee?",
        "",
        c.SUBJECT,
    ],
}


def plain(introduction: str, quote: list[str], layout: str) -> str:
    marked = c.quoted(quote)
    if layout == "above":
        return "\n".join([*MINE, "", introduction, "", marked])
    if layout == "below":
        return "\n".join([introduction, "", marked, "", *MINE])
    return "\n".join([introduction, marked, "", *MINE, "", "> Met dank,", "> Sanne"])


def html(introduction: str, quote: list[str], layout: str) -> str:
    own = "".join(f"<p>{escape(line)}</p>" for line in MINE if line)
    line = escape(introduction).replace("\n", "<br>")
    cited = (
        "<blockquote "
        f'type="cite">{"".join(f"<p>{escape(text)}</p>" for text in quote if text)}</blockquote>'
    )
    parts = {
        "above": f"{own}<div>{line}</div>{cited}",
        "below": f"<div>{line}</div>{cited}{own}",
        "between": (
            f"<div>{line}</div>{cited}{own}<blockquote type='cite'><p>Met dank, "
            "Sanne</p></blockquote>"
        ),
    }
    return f"<html><body>{parts[layout]}</body></html>"


@pytest.mark.parametrize("quote", QUOTES)
@pytest.mark.parametrize("layout", ["above", "below", "between"])
@pytest.mark.parametrize("program", INTRODUCTIONS)
def test_own_words_alone_are_left_of_a_reply(program: str, layout: str, quote: str) -> None:
    introduction, lines = INTRODUCTIONS[program], QUOTES[quote]
    for raw in (
        c.mail(text=plain(introduction, lines, layout)),
        c.mail(html=html(introduction, lines, layout)),
    ):
        text = new_words(parse(raw)).text
        own = "\n".join(line for line in text.split("\n") if not line.startswith("> ")).strip()
        assert own == CLEAN, text
        assert introduction.split("\n")[0] not in text


HEADERS = [
    "Datum: dinsdag 3 maart 2026 10:12:00",
    f"Van: {US} <netwerk@jmzpro.example>",
    "Aan: marijke@cast.example",
    f"Onderwerp: {c.SUBJECT}",
]
ENGLISH = [
    "Date: Tue, 3 Mar 2026 10:12:00 +0100",
    f"From: {US} <netwerk@jmzpro.example>",
    "To: marijke@cast.example",
    f"Subject: {c.SUBJECT}",
]
ROUNDCUBE = [
    f"Onderwerp: {c.SUBJECT}",
    "Datum: 2026-03-03 10:12",
    f"Afzender: {US} <netwerk@jmzpro.example>",
    "Ontvanger: marijke@cast.example",
]
RIGHT = [
    "     Datum: Tue, 03 Mar 2026 10:12:00 +0100",
    f"       Van: {US} <netwerk@jmzpro.example>",
    f" Onderwerp: {c.SUBJECT}",
    "       Aan: marijke@cast.example",
]
# The line above an earlier mail, its headers, and the line that closes it ("": none).
BLOCKS = {
    "Thunderbird, forward": ("-------- Doorgestuurd bericht --------", HEADERS, ""),
    "Thunderbird, original": ("-------- Oorspronkelijk bericht --------", HEADERS, ""),
    "Evolution, forward": ("------- Doorgestuurd bericht -------", HEADERS, ""),
    "Evolution, original": ("-----Oorspronkelijk bericht-----", HEADERS, ""),
    "Claws Mail": ("Begin doorgestuurd bericht:", HEADERS, ""),
    "Sylpheed": ("Begin forwarded message:", ENGLISH, ""),
    "Geary": ("---------- Doorgestuurd bericht ----------", HEADERS, ""),
    "KMail": (
        "----------  Doorgestuurd bericht  ----------",
        HEADERS,
        "-------------------------------------------------------",
    ),
    "Roundcube": ("-------- Oorspronkelijke bericht --------", ROUNDCUBE, ""),
    "SOGo": ("-------- Original Message --------", ENGLISH, ""),
    "Horde, headers in the reply": (
        f"----- Bericht van {US} <netwerk@jmzpro.example> ---------",
        RIGHT,
        f"----- Einde bericht van {US} <netwerk@jmzpro.example> -----",
    ),
    "Horde, English": (
        f"----- Message from {US} <netwerk@jmzpro.example> ---------",
        ENGLISH,
        f"----- End message from {US} <netwerk@jmzpro.example> -----",
    ),
    "Horde, forward": (
        f"----- Doorgestuurd bericht van {US} <netwerk@jmzpro.example> -----",
        HEADERS,
        "----- Einde doorgestuurd bericht -----",
    ),
    "Mutt": (
        f"----- Forwarded message from {US} <netwerk@jmzpro.example> -----",
        ENGLISH,
        "----- End forwarded message -----",
    ),
    "Outlook": (
        "-----Oorspronkelijk bericht-----",
        [h.replace("Datum:", "Verzonden:") for h in HEADERS],
        "",
    ),
    "Outlook, a rule": (
        "________________________________",
        [h.replace("Datum:", "Verzonden:") for h in HEADERS],
        "",
    ),
}


@pytest.mark.parametrize("is_quoted", [False, True])
@pytest.mark.parametrize("program", BLOCKS)
def test_own_words_above_an_earlier_mail_are_left(program: str, is_quoted: bool) -> None:
    line, headers, end = BLOCKS[program]
    body = c.quoted(QUOTES["no marker"]) if is_quoted else "\n".join(QUOTES["no marker"])
    text = "\n".join([*MINE, "", line, *headers, "", body, "", end])
    assert new_words(parse(c.mail(text=text))).text == CLEAN


@pytest.mark.parametrize("program", BLOCKS)
def test_own_words_under_a_quoted_mail_with_headers_are_left(program: str) -> None:
    line, headers, end = BLOCKS[program]
    text = "\n".join([line, *headers, "", c.quoted(QUOTES["no marker"]), "", end, "", *MINE])
    assert new_words(parse(c.mail(text=text))).text == CLEAN


@pytest.mark.parametrize("program", [program for program, (_, _, end) in BLOCKS.items() if end])
def test_own_words_under_the_line_that_closes_an_earlier_mail_are_left(program: str) -> None:
    line, headers, end = BLOCKS[program]
    earlier = [line, *headers, "", *QUOTES["no marker"], "", end]
    assert new_words(parse(c.mail(text="\n".join([*earlier, "", *MINE])))).text == CLEAN
    both = "\n".join(["Zie onder.", "", *earlier, "", *MINE])
    assert new_words(parse(c.mail(text=both))).text == f"Zie onder.\n\n{CLEAN}"


OURS = f"\n\nOp di 3 mrt 2026 om 10:12 schreef {WITH}:\n\n" + c.quoted(QUOTES["marker"])
SENTENCES = (
    (
        "Op dinsdag 3 maart om 19:30 schreef een moeder ons:\neindelijk iemand die het "
        "ziet.\nDaar doen we het voor."
    ),
    "Op 3 maart 2026 schreef de gemeente het volgende:\nEr is subsidie voor vervoer.",
    (
        "Op 12-03-2026 om 10:00 uur schreef een vader:\nik wist niet dat dit bestond.\nDat zegt "
        "genoeg."
    ),
    "Een collega schreef:\nbegin klein.\nDat klopt.",
    "De school antwoordde op 4 mei 2026:\ndat doen we niet meer.",
    "Wij citeren vaak deze moeder:\nik was zo moe.",
    (
        "Kom gerust kijken:\n\nOnderwerp: brusjes en ouders\nDatum: 3 maart 2027\nVan: 19.30 tot "
        "21.00 uur\nWaar: De Klink\n\nAanmelden "
        "bij mij."
    ),
    (
        "Kom gerust kijken:\n\nDatum: 3 maart 2027\nVan: 19:30 - 21:00\nOnderwerp: ouders en "
        "brusjes\n\nAanmelden bij mij."
    ),
    (
        "Van: De Klink\nNaar: het station\nDatum: 3 maart 2027, 19.30 uur\nOnderwerp: de "
        "wandeling\n\nTot dan."
    ),
    "Van: ouders\nAan: school\nOnderwerp: waarom dit helpt\n\nZo begint ons briefje.",
    "Vraag 1 is lastig.\n\n--- Antwoord op vraag 2 ---\nWij doen dat met koffie.\n\nSucces",
    "--- Bericht van de school ---\nWij doen mee.\n\nDat is wat ik bedoel.",
    "=== Reply van de gemeente ===\nEr komt een potje.",
    "----- Doorgestuurd bericht van de wethouder -----\nDat mag wel.\n\nIk vond het mooi.",
    "Gestuurd via app naar alle ouders, dat werkte bij ons het beste",
    "Verzonden via mail naar de hele school, en toen kwamen er veertig.",
    "Verstuurd met de post van de school op maandag.",
    "Let op: kinderen van buiten de gemeente betalen zelf.\nDe rest is gratis.",
    (
        "Deze mail is bedoeld voor ouders die informatie uitsluitend via school krijgen.\n\nZo "
        "begint onze brief, en die werkt."
    ),
    "Virusvrij houden we de speelzaal met zeep en een open raam.",
    "Haal Mail erbij en zet de brief klaar, dat scheelt tijd.",
    "Groeten uit Zwolle stond er op de kaart die we rondstuurden.",
)


@pytest.mark.parametrize("text", SENTENCES)
def test_what_may_be_the_senders_own_sentence_stays(text: str) -> None:
    assert new_words(parse(c.mail(text=text))).text == text
    assert new_words(parse(c.mail(text=text + OURS))).text == text
    assert new_words(parse(c.mail(text=f"{text}\n\n{c.quoted(QUOTES['marker'])}"))).text == text
    assert (
        new_words(
            parse(
                c.mail(
                    text="\n".join([text, "", "--- Antwoord boven deze regel ---", "", QUESTION])
                )
            )
        ).text
        == text
    )


def test_a_colleagues_mail_above_ours_is_still_history() -> None:
    older = [
        "Van: Bram <bram@cast.example>",
        "Verzonden: maandag 2 maart 2026 9:30",
        "Aan: Marijke",
        "Onderwerp: FW: vraag",
        "",
        "Dit is voor jou.",
    ]
    assert (
        new_words(parse(c.mail(text="\n".join(["Ja hoor.", "", *older, *OURS.split("\n")])))).text
        == "Ja hoor."
    )
