"""Each sample is a whole raw mail in the structure of a real mail program; what is asserted is
the exact clean text.
"""

import pytest

from jmzpro.mail.parser import new_words, parse
from jmzpro.mail.tests import clients as c

PLAIN = ["Hoi Sanne,", "", "Wij hebben zo'n groep, elke woensdag om 15.00 uur.", "Bel gerust."]
CLEAN = "Hoi Sanne,\n\nWij hebben zo'n groep, elke woensdag om 15.00 uur.\nBel gerust."
SPACED = CLEAN.replace("uur.\nBel", "uur.\n\nBel").replace("Sanne,\n\n", "Sanne,\n\n")
BLOCK = [
    "Met vriendelijke groet,",
    "",
    "Marijke Hoekstra",
    "Coördinator brusjesgroepen",
    "Welzijn Waddenkust | Stationsweg 1 | 8911 AG Leeuwarden",
    "T 058 123 45 67 | M 06-12345678",
    "www.waddenkust.example",
    "Werkdagen: maandag, dinsdag en donderdag",
]
DISCLAIMER = [
    "De informatie in dit e-mailbericht is vertrouwelijk en uitsluitend bestemd voor de "
    "geadresseerde. Gebruik van deze "
    "informatie door anderen is verboden.",
    "Denk aan het milieu voordat u deze mail print.",
]

SAMPLES = {
    # Outlook
    "outlook desktop": c.outlook_desktop(PLAIN),
    "outlook desktop, html only": c.outlook_desktop(PLAIN, with_text=False),
    "outlook desktop, text only": c.outlook_desktop(PLAIN, with_html=False),
    "outlook desktop, signature": c.outlook_desktop([*PLAIN, "", *BLOCK]),
    "outlook desktop, html only, signature": c.outlook_desktop(
        [*PLAIN, "", *BLOCK], with_text=False
    ),
    "outlook desktop, signature and disclaimer": c.outlook_desktop(
        [*PLAIN, "", *BLOCK, "", *DISCLAIMER]
    ),
    "outlook desktop, english": c.outlook_desktop(PLAIN, headers=c.ENGLISH_HEADERS),
    "outlook desktop, english, html only": c.outlook_desktop(
        PLAIN, headers=c.ENGLISH_HEADERS, with_text=False
    ),
    "outlook desktop, windows-1252": c.outlook_desktop(PLAIN, charset="cp1252"),
    "outlook classic, plain text": c.outlook_classic_text(PLAIN),
    "outlook classic, plain text, signature": c.outlook_classic_text([*PLAIN, "", *BLOCK]),
    "outlook web": c.outlook_web(PLAIN),
    "outlook web, signature": c.outlook_web(PLAIN, signature=BLOCK),
    "outlook web, html only, signature": c.outlook_web(PLAIN, signature=BLOCK, with_text=False),
    "outlook web, english": c.outlook_web(PLAIN, headers=c.ENGLISH_HEADERS),
    "outlook ios": c.outlook_mobile(PLAIN),
    "outlook android": c.outlook_mobile(PLAIN, "Verzonden vanuit Outlook voor Android"),
    "outlook android, english": c.outlook_mobile(PLAIN, "Get Outlook for Android"),
    "outlook ios, download": c.outlook_mobile(PLAIN, "Download Outlook voor iOS"),
    "outlook ios, signature": c.outlook_mobile([*PLAIN, "", "Groet,", "Marijke"]),
    # Gmail
    "gmail": c.gmail(PLAIN),
    "gmail, english": c.gmail(PLAIN, introduction=c.GMAIL_ENGLISH),
    "gmail, html only": c.gmail(PLAIN, with_text=False),
    "gmail, text only": c.gmail(PLAIN, with_html=False),
    "gmail, signature": c.gmail(PLAIN, signature=BLOCK),
    "gmail, closing": c.gmail([*PLAIN, "", "Groetjes Marijke"]),
    "gmail, closing on two lines": c.gmail([*PLAIN, "", "Hartelijke groet,", "Marijke"]),
    "gmail, day in full": c.gmail(
        PLAIN,
        introduction=(
            f"Op dinsdag 3 maart 2026 om 10:12 schreef {c.US} via Netwerk <{c.OUR_ADDRESS}>:"
        ),
    ),
    # Apple
    "apple mail": c.apple_mail(PLAIN),
    "apple mail, html only": c.apple_mail(PLAIN, with_text=False),
    "apple mail, english": c.apple_mail(PLAIN, introduction=c.APPLE_ENGLISH),
    "apple mail, signature": c.apple_mail([*PLAIN, "", *BLOCK]),
    "iphone": c.iphone(PLAIN),
    "iphone, html only": c.iphone(PLAIN, with_text=False),
    "iphone, ipad": c.iphone(PLAIN, footer="Verstuurd vanaf mijn iPad"),
    "iphone, english": c.iphone(PLAIN, footer="Sent from my iPhone", introduction=c.APPLE_ENGLISH),
    "iphone, closing": c.iphone([*PLAIN, "", "Gr. Marijke"]),
    "iphone, mvg": c.iphone([*PLAIN, "", "Mvg,", "", "Marijke Hoekstra"]),
    # Others
    "thunderbird": c.thunderbird(PLAIN),
    "thunderbird, english": c.thunderbird(
        PLAIN, introduction=f"On 03/03/2026 10:12, {c.US} wrote:"
    ),
    "thunderbird, below the quote": c.thunderbird(PLAIN, below=True),
    "thunderbird, below the quote, signature": c.thunderbird(
        PLAIN, below=True, signature=BLOCK[2:]
    ),
    "thunderbird, signature": c.thunderbird(PLAIN, signature=BLOCK[2:]),
    "thunderbird, flowed": c.thunderbird_flowed(
        ["Hoi Sanne,", "", "Wij hebben zo'n groep, ", "elke woensdag om 15.00 uur.", "Bel gerust."]
    ),
    "samsung": c.samsung(PLAIN),
    "samsung, smartphone": c.samsung(PLAIN, "Verzonden vanaf mijn Samsung Galaxy-smartphone."),
    "zimbra": c.zimbra(PLAIN),
    "zimbra, html only": c.zimbra(PLAIN, with_text=False),
    "zimbra, signature": c.zimbra([*PLAIN, "", *BLOCK]),
    "sogo": c.sogo(PLAIN),
    "roundcube": c.roundcube(PLAIN),
    "roundcube, other order": c.roundcube(
        PLAIN, introduction=f"Op 2026-03-03 10:12 schreef {c.US}:"
    ),
    "roundcube, english, html": c.roundcube(
        PLAIN, introduction=f"On 2026-03-03 10:12, {c.US} wrote:", with_html=True
    ),
    "kpn webmail": c.kpn(PLAIN),
    "kpn webmail, signature": c.kpn([*PLAIN, "", *BLOCK]),
    "yahoo": c.yahoo(PLAIN),
    "proton": c.proton(PLAIN),
    "proton, english": c.proton(PLAIN, footer="Sent with Proton Mail secure email."),
    "groupwise": c.groupwise(PLAIN),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reply_is_cut_to_its_new_words(name: str) -> None:
    text = new_words(parse(SAMPLES[name])).text
    assert text in {CLEAN, SPACED}, text


def test_there_are_enough_samples_of_whole_mails() -> None:
    assert len(SAMPLES) >= 50
