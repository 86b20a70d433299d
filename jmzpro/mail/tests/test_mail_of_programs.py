"""What a program sends in a person's name is never an answer, also without a header that says
so; what a person writes always is.
"""

from types import SimpleNamespace

import pytest

from jmzpro.mail.incoming.intake import receive
from jmzpro.mail.incoming.verdicts import OutcomeKind
from jmzpro.mail.models import InboundMail, OutgoingMail
from jmzpro.mail.parser import parse
from jmzpro.mail.parser.kinds import Kind
from jmzpro.mail.parser.machine_mail import kind_of
from jmzpro.mail.parser.program_mail import NOTICES
from jmzpro.mail.tests.toy import Toy, ask, reply
from jmzpro.mail.wire_format import as_email

SUBJECT = "Re: Wie heeft een groep voor brusjes?"


def written(
    text: str, subject: str = SUBJECT, content_type: str = "text/plain; charset=utf-8"
) -> bytes:
    head = (
        "From: Marijke <marijke@cast.example>\r\nTo: JMZ Pro "
        f"<antwoord@antwoord.jmzpro.example>\r\nSubject: {subject}\r\nMessage-ID: "
        "<een@cast.example>\r\n"
    )
    return (
        f"{head}MIME-Version: 1.0\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: "
        f"8bit\r\n\r\n{text}\r\n"
    ).encode()


def parts(*bodies: tuple[str, str], kind: str = "mixed") -> tuple[str, str]:
    """A mail of several parts: its text, and its Content-Type."""
    text = "".join(
        f"--grens\r\nContent-Type: {content_type}\r\n\r\n{body}\r\n"
        for content_type, body in bodies
    )
    return f"{text}--grens--", f'multipart/{kind}; boundary="grens"'


def with_parts(*bodies: tuple[str, str], subject: str = SUBJECT, kind: str = "mixed") -> bytes:
    text, content_type = parts(*bodies, kind=kind)
    return written(text, subject, content_type)


PLAIN = "text/plain; charset=utf-8"
EVENT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{}\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Overleg "
    "brusjes\r\nLOCATION:De "
    "Klink\r\nDESCRIPTION:We praten\\n over \r\n de brusjes van de \r\n "
    "wijk\r\nDTSTART:20270303T190000Z\r\nEND:VEVENT\r\nEND:VCALENDAR"
)


def calendar(
    method: str, text: str, *, as_file: bool = False, subject: str = SUBJECT, says_it: bool = True
) -> bytes:
    kind = f"text/calendar; charset=utf-8{f'; method={method}' if says_it else ''}"
    if as_file:
        kind += (
            '; name="uitnodiging.ics"\r\nContent-Disposition: attachment; '
            'filename="uitnodiging.ics"'
        )
    bodies = (
        [(PLAIN, text), (kind, EVENT.format(method))] if text else [(kind, EVENT.format(method))]
    )
    return with_parts(*bodies, subject=subject, kind="mixed" if as_file else "alternative")


GMAIL_LINK = "<https://www.google.com/gmail/about/?utm_source=gmail-in-product>"
OF_PROGRAMS = {
    "Gmail reaction": (
        written(f"👍\r\n\r\nMarijke heeft gereageerd via Gmail\r\n{GMAIL_LINK}"),
        Kind.REACTION,
    ),
    "Gmail reaction, English": (
        written(f"❤️\r\n\r\nMarijke Hoekstra reacted via Gmail\r\n{GMAIL_LINK}"),
        Kind.REACTION,
    ),
    "Gmail reaction, the part": (
        with_parts(
            (PLAIN, "🎉"),
            ("text/vnd.google.email-reaction+json", '{"version":1,"emoji":"🎉"}'),
            kind="alternative",
        ),
        Kind.REACTION,
    ),
    "Gmail reaction, nothing but the part": (
        written('{"version":1,"emoji":"🎉"}', content_type="text/vnd.google.email-reaction+json"),
        Kind.REACTION,
    ),
    "Outlook reaction": (
        written(
            "👍 Marijke heeft gereageerd op uw bericht:\r\n\r\nWie heeft een groep?",
            "👍 Marijke heeft gereageerd op uw bericht",
        ),
        Kind.REACTION,
    ),
    "Outlook reaction, je": (
        written(
            "❤️ Marijke Hoekstra heeft gereageerd op je bericht:\r\n\r\nWie?",
            "❤️ Marijke Hoekstra heeft gereageerd op je bericht",
        ),
        Kind.REACTION,
    ),
    "Outlook reaction, English": (
        written(
            "😆 Marijke reacted to your message:\r\n\r\nFrom: JMZ Pro",
            "😆 Marijke reacted to your message",
        ),
        Kind.REACTION,
    ),
    "Outlook reaction, the subject kept": (
        written(
            "👍 Marijke heeft gereageerd op uw bericht:\r\n\r\nSanne vraagt: wie heeft een groep?"
        ),
        Kind.REACTION,
    ),
    "a reaction of another program": (written("🙏 Marijke reacted via Spark"), Kind.REACTION),
    "receipt": (
        with_parts(
            (PLAIN, "Uw bericht is gelezen."),
            (
                "message/disposition-notification",
                "Disposition: automatic-action/MDN-sent-automatically; displayed",
            ),
            kind='report; report-type="disposition-notification"',
        ),
        Kind.RECEIPT,
    ),
    "receipt, no report": (
        with_parts(
            (PLAIN, "Uw bericht is gelezen."),
            ("message/disposition-notification", "Disposition: manual-action; displayed"),
        ),
        Kind.RECEIPT,
    ),
    "receipt, words only": (
        written(
            "Uw bericht\r\n\r\n  Aan: Marijke\r\n\r\n is gelezen op dinsdag 1 december 2026 10:40.",
            "Gelezen: Wie heeft een groep?",
        ),
        Kind.RECEIPT,
    ),
    "receipt of Thunderbird, words only": (
        written(
            "Dit is een ontvangstbevestiging voor het bericht dat u verzond.",
            "Ontvangstbevestiging (weergegeven) - Wie heeft een groep?",
        ),
        Kind.RECEIPT,
    ),
    "not read": (
        written(
            "Uw bericht aan Marijke is verwijderd zonder te zijn gelezen op dinsdag 1 december.",
            "Niet gelezen: Wie heeft een groep?",
        ),
        Kind.RECEIPT,
    ),
    "delivered": (
        written(
            "Uw bericht is bezorgd bij de volgende geadresseerden: Marijke",
            "Bezorgd: Wie heeft een groep?",
        ),
        Kind.RECEIPT,
    ),
    "recall": (
        written(
            "Marijke Hoekstra wil het bericht Re: Wie heeft een groep intrekken.",
            "Terugroepen: Re: Wie heeft een groep?",
        ),
        Kind.RECALL,
    ),
    "recall, English": (
        written(
            'Marijke would like to recall the message, "Re: Wie heeft een groep?".',
            "Recall: Re: Wie heeft een groep?",
        ),
        Kind.RECALL,
    ),
    "recall, the subject kept": (
        written("Marijke Hoekstra wil het bericht ‘Re: Wie heeft een groep’ intrekken."),
        Kind.RECALL,
    ),
    "vote": (written("", "Goedkeuren: Wie heeft een groep?"), Kind.VOTE),
    "vote with its word": (written("Ja", "Ja: Wie heeft een groep?"), Kind.VOTE),
    "Teams": (
        written(
            "Marijke noemde je in Brusjesteam\r\n\r\nhttps://teams.microsoft.com/l/message/1",
            "Marijke noemde je in Brusjesteam",
        ),
        Kind.CHAT,
    ),
    "Teams, a message": (
        written(
            (
                "Marijke heeft je een bericht gestuurd in Microsoft Teams.\r\nAntwoorden in "
                "Teams: https://teams.microsoft.com/l/chat/1"
            ),
            "Nieuw bericht",
        ),
        Kind.CHAT,
    ),
    "Slack": (
        written(
            "Marijke mentioned you in #brusjes\r\nhttps://wijk.slack.com/archives/1",
            "Marijke mentioned you in Slack",
        ),
        Kind.CHAT,
    ),
    "Google Chat": (
        written(
            "Marijke noemde je in een ruimte\r\nhttps://chat.google.com/room/1",
            "Marijke noemde je in Google Chat",
        ),
        Kind.CHAT,
    ),
    "chat, nothing else": (written("Marijke noemde je in het kanaal Brusjes"), Kind.CHAT),
    "Zivver": (
        written(
            (
                "U heeft een beveiligd bericht ontvangen van Marijke.\r\n\r\nLees het bericht: "
                "https://app.zivver.com/m/1"
            ),
            "Marijke heeft u een bericht gestuurd",
        ),
        Kind.SECURED,
    ),
    "Zorgmail": (
        written(
            "Er staat een beveiligd bericht voor u klaar.\r\nOpen het bericht via "
            "https://secure.zorgmail.nl/x"
        ),
        Kind.SECURED,
    ),
    "KPN": (
        written(
            "Je hebt een beveiligde e-mail ontvangen.\r\nKlik hier om de e-mail te lezen: "
            "https://beveiligd.kpn.example/1"
        ),
        Kind.SECURED,
    ),
    "SmartLockr": (
        written(
            "Marijke heeft u een beveiligd bericht gestuurd via "
            "SmartLockr.\r\nhttps://app.smartlockr.eu/1 Bericht openen"
        ),
        Kind.SECURED,
    ),
    "Cryptshare": (
        written(
            "Marijke heeft u 2 bestanden gestuurd via Cryptshare.\r\nDownload de bestanden: "
            "https://cryptshare.gemeente.example/Start?0"
        ),
        Kind.SECURED,
    ),
    "FileCap": (
        written(
            "U heeft een beveiligd bericht ontvangen.\r\nOpen het bericht met deze link: "
            "https://filecap.gemeente.example/d/1"
        ),
        Kind.SECURED,
    ),
    "Microsoft": (
        written(
            "Marijke (marijke@cast.example) heeft u een beveiligd bericht gestuurd.\r\nHet "
            "bericht "
            "lezen\r\nhttps://outlook.office365.com/Encryption/retrieve.ashx?x=1"
        ),
        Kind.SECURED,
    ),
    "Microsoft, English": (
        written(
            "Marijke has sent you a protected message.\r\nRead the "
            "message\r\nhttps://outlook.office365.com/Encryption/retrieve.ashx?x=1"
        ),
        Kind.SECURED,
    ),
    "Microsoft, the file": (
        with_parts(
            (PLAIN, "Bekijk dit bericht in Outlook."),
            ("application/x-microsoft-rpmsg-message; name=message_v4.rpmsg", "x"),
        ),
        Kind.SECURED,
    ),
    "a service nobody knows": (
        written(
            "Geachte heer/mevrouw,\r\n\r\nU hebt een versleuteld bericht ontvangen van "
            "Marijke.\r\n\r\nKlik op de link om het "
            "bericht te openen:\r\nhttps://post.wijkteam.example/open/1"
        ),
        Kind.SECURED,
    ),
    "S/MIME": (
        written(
            "MIAGCSqGSIb3",
            content_type="application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
        ),
        Kind.SECURED,
    ),
    "OpenPGP": (
        with_parts(
            ("application/pgp-encrypted", "Version: 1"),
            ("application/octet-stream; name=encrypted.asc", "-----BEGIN PGP MESSAGE-----"),
            kind="encrypted",
        ),
        Kind.SECURED,
    ),
    "PGP in the text": (
        written("-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----"),
        Kind.SECURED,
    ),
    "a document": (
        written(
            "Marijke heeft een bestand met je gedeeld.\r\nhttps://gemeente.sharepoint.com/:w:/1"
        ),
        Kind.SHARED,
    ),
    "WeTransfer": (
        written("Marijke heeft je 3 bestanden gestuurd\r\nhttps://we.tl/t-1"),
        Kind.SHARED,
    ),
    "calendar, accepted, no text": (
        calendar("REPLY", "", subject="Geaccepteerd: Overleg"),
        Kind.CALENDAR,
    ),
    "calendar, accepted": (
        calendar(
            "REPLY",
            "Marijke heeft uw uitnodiging voor de gebeurtenis Overleg geaccepteerd.",
            subject="Geaccepteerd: Overleg",
        ),
        Kind.CALENDAR,
    ),
    "calendar, accepted, with a word": (
        calendar("REPLY", "Leuk, wij komen met z'n tweeën naar jullie toe."),
        Kind.CALENDAR,
    ),
    "calendar, declined, as a file": (
        calendar(
            "REPLY", "Marijke heeft uw uitnodiging voor de gebeurtenis geweigerd.", as_file=True
        ),
        Kind.CALENDAR,
    ),
    "calendar, the file alone says it": (
        calendar("REPLY", "Marijke accepteert deze uitnodiging", as_file=True, says_it=False),
        Kind.CALENDAR,
    ),
    "calendar, another time": (calendar("COUNTER", "Kan het een uur later?"), Kind.CALENDAR),
    "calendar, cancelled": (
        calendar("CANCEL", "Het overleg van dinsdag gaat niet door, jammer genoeg."),
        Kind.CALENDAR,
    ),
    "calendar, the part taken out": (
        written("Marijke heeft uw uitnodiging voor Overleg afgewezen.", "Geweigerd: Overleg"),
        Kind.CALENDAR,
    ),
    "an invitation": (
        calendar(
            "REQUEST",
            (
                "Marijke heeft u uitgenodigd voor Overleg brusjes.\r\nWanneer: 3 maart\r\nWaar: "
                "De Klink\r\n\r\nWe praten\r\nover de "
                "brusjes van de wijk"
            ),
        ),
        Kind.INVITATION,
    ),
    "an invitation of Teams": (
        calendar(
            "REQUEST",
            (
                "________________\r\nMicrosoft Teams-vergadering\r\nDeelnemen: "
                "https://teams.microsoft.com/l/meetup-join/1\r\nVergadering-id: 123 "
                "456\r\nWachtwoordcode: abc"
            ),
        ),
        Kind.INVITATION,
    ),
    "an invitation as a file": (calendar("REQUEST", "", as_file=True), Kind.INVITATION),
}
OF_PERSONS = {
    "plain": written("Wij doen dat met een taxi."),
    "a thumb": written("👍"),
    "about a reaction": written(
        "Een moeder heeft gereageerd op je bericht, wat fijn. Wij doen dat met een taxi."
    ),
    "a thumb in front": written("👍 Marijke hier, wij doen dat met een taxi."),
    "about secured mail": written(
        "Wij sturen een beveiligd bericht via Zivver aan de school. Dat werkt goed."
    ),
    "about secured mail, with a link": written(
        "Vertel ouders dat ze beveiligd mailen.\r\nWij leggen het uit op "
        "https://www.zivver.example/uitleg, lees dat eens."
    ),
    "about a receipt": written("Vraag een leesbevestiging, dan weet je dat je bericht gelezen is."),
    "about recalling": written("Een bericht terugroepen lukt bijna nooit, dus bel liever."),
    "yes": written("Ja"),
    "a voting subject with words": written(
        "Ja, wij doen dat met een taxi en dat gaat al jaren goed.", "Ja: Wie heeft een groep?"
    ),
    "about Teams": written(
        "Wij doen het in Teams: https://teams.microsoft.com/l/channel/1. Daar noemde een "
        "vader je groep."
    ),
    "an accepted plan": written(
        "De gemeente heeft ons plan geaccepteerd, en nu rijdt er een taxi.", "Re: Geaccepteerd plan"
    ),
    "a shared document": written(
        "In dit document staat hoe wij het doen: https://docs.google.com/document/1. Vraag "
        "gerust meer."
    ),
    "an activity as a file": calendar(
        "PUBLISH", "Hierbij onze middag voor in de agenda.", as_file=True
    ),
    "own words beside an invitation": calendar(
        "REQUEST", "Wij hebben elke woensdag een groep. Ik nodig je uit om te komen kijken."
    ),
    "own words beside an invitation as a file": calendar(
        "REQUEST", "Wij doen dat met een taxi, kom gerust eens langs.", as_file=True
    ),
    "signed": with_parts(
        (PLAIN, "Wij doen dat met een taxi."),
        ("application/pkcs7-signature; name=smime.p7s", "x"),
        kind="signed",
    ),
    "a forwarded receipt": with_parts(
        (PLAIN, "Kijk, zo ziet een leesbevestiging eruit."),
        (
            "message/rfc822",
            (
                "Subject: Gelezen\r\nContent-Type: "
                "message/disposition-notification\r\n\r\nDisposition: displayed"
            ),
        ),
    ),
}


@pytest.mark.parametrize("name", OF_PROGRAMS)
def test_the_kind_is_told(name: str) -> None:
    raw, kind = OF_PROGRAMS[name]
    assert kind_of(parse(raw)) is kind


@pytest.mark.parametrize("name", OF_PERSONS)
def test_a_persons_mail_is_a_persons(name: str) -> None:
    assert kind_of(parse(OF_PERSONS[name])) is None


def test_structure_decides_before_words_and_words_never_on_one_sign() -> None:
    structure = [notice.is_structure for notice in NOTICES]
    assert structure == sorted(structure, reverse=True)
    weak = [
        notice.program
        for notice in NOTICES
        if not notice.is_structure and notice.signs_in_words < 2
    ]
    assert weak == []
    assert all(notice.program and notice.version for notice in NOTICES)


@pytest.mark.parametrize("name", OF_PROGRAMS)
def test_none_of_it_is_placed_and_who_meant_to_say_something_hears_it(
    cast: SimpleNamespace, toy: Toy, name: str
) -> None:
    raw, kind = OF_PROGRAMS[name]
    asked = ask(cast.marijke)
    assert receive(raw, recipients=[asked.address], trusted=True).kind is (
        OutcomeKind.RETURNED if kind.is_persons else OutcomeKind.LEFT
    )
    assert toy.taken == []
    told = OutgoingMail.objects.filter(is_auto_reply=True)
    assert told.count() == (1 if kind.is_persons else 0)
    assert all(
        (mail.to == "marijke@cast.example" and "niets geplaatst" in mail.text.replace("\n", " "))
        or kind in {Kind.RECALL, Kind.SHARED}
        for mail in told
    )


def test_a_service_that_mails_in_the_owners_name_is_told_to_the_owner(
    cast: SimpleNamespace, toy: Toy
) -> None:
    asked = ask(cast.marijke)
    raw = reply(
        asked,
        (
            "U heeft een beveiligd bericht ontvangen van Marijke.\r\nLees het: "
            "https://app.zivver.com/m/1"
        ),
        sender="noreply@zivver.example",
    )
    assert receive(raw, recipients=[asked.address], trusted=False).kind is OutcomeKind.RETURNED
    [mail] = OutgoingMail.objects.filter(is_auto_reply=True)
    assert mail.to == "marijke@cast.example"
    assert "niet openen" in mail.text
    assert toy.taken == []


def test_html_that_nests_without_end_goes_back_unread(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    raw = reply(
        asked,
        "<div>" * 60_000 + "Wij doen dat met een taxi.",
        content_type="text/html; charset=utf-8",
    )
    assert receive(raw, recipients=[asked.address], trusted=True).kind is OutcomeKind.RETURNED
    assert toy.taken == []
    [mail] = OutgoingMail.objects.filter(is_auto_reply=True)
    assert "gewone tekst" in mail.text
    assert InboundMail.objects.get().reason == "unreadable"


def test_our_mail_asks_for_no_reactions(cast: SimpleNamespace, toy: Toy) -> None:
    assert as_email(ask(cast.marijke).mail)["X-MS-Reactions"] == "disallow"


def test_a_text_beside_unreadable_html_is_the_answer(cast: SimpleNamespace, toy: Toy) -> None:
    asked = ask(cast.marijke)
    text, content_type = parts(
        (PLAIN, "Wij doen dat met een taxi."),
        ("text/html", "<div>" * 60_000 + "Wij doen"),
        kind="alternative",
    )
    receive(reply(asked, text, content_type=content_type), recipients=[asked.address], trusted=True)
    assert [taken.text for taken in toy.taken] == ["Wij doen dat met een taxi."]
