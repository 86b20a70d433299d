# ruff: noqa: E501 (a row of the table is read as one)
"""Mail that a program sends in a person's name: a thumb, a receipt, "u heeft een beveiligd
bericht", an answer to an invitation.

None of it is an answer. `NOTICES` says how each is known. To add one: a row with the program, where
or in which version it was seen, and every sign that must be there. What the structure of a mail
tells (a part, a file, a header) may stand alone; words never do, since anybody may write them: a
row of words needs two signs, and stands below the rows of structure.
"""

import re
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property, lru_cache

from jmzpro.mail.parser.html import UnreadableHtml
from jmzpro.mail.parser.kinds import Kind
from jmzpro.mail.parser.message import Letter, content_of, file_name, parameter
from jmzpro.mail.parser.new_text import new_words, read_html, read_plain

PARTS_READ = 100
BODY_READ = 4_000  # characters: a notice says at once what it is
OPENING_READ = 500
CALENDAR_READ = 200_000  # bytes

EMOJI = r"[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff][\ufe0f\u200d\U0001f3fb-\U0001f3ff]{0,3}"
NAME = r"[^\n]{1,80}?"
SAFE = r"(?:beveiligd|versleuteld|vertrouwelijk|veilig|secured?|protected|encrypted|confidential|gesichert|verschlüsselt)e?"
THING = r"(?:e-?mail(?:bericht)?|mail(?:bericht)?|bericht(?:en)?|bestand(?:en)?|document(?:en)?|messages?|files?|nachricht)"
SERVICES = (
    r"(?:zivver|zorgmail|smartlockr|cryptshare|filecap|kpn|enovation|secumailer|seppmail|totemo(?:mail)?|mimecast|barracuda|proofpoint|"
    r"cisco|proton ?mail|tutanota|tuta|virtru|egress|office ?365|microsoft|surfdrive|surf "
    r"filesender|filesender|securemail|lockbox|quvum)"
)
YOU = r"(?:u|je|jou|jullie|you)"
SECURED_WORDS = (
    r"(?:\b(?:u|je|you)(?:'ve)? "
    rf"(?:heeft|hebt|ontving|ontvangt|have|received?)\b[^.\n]{{0,40}}\b(?:een|an?|[1-9])\b[^.\n]{{0,20}}\b{SAFE} "
    rf"{THING}"
    rf"|\b(?:heeft|hebben|stuurt|stuurde|has|have|sent)\b[^.\n]{{0,40}}\b{YOU}\b[^.\n]{{0,40}}\b{SAFE} "
    rf"{THING}"
    rf"|\b(?:heeft|hebben|stuurt|stuurde|has|have|sent)\b[^.\n]{{0,40}}\b{YOU}\b[^.\n]{{0,40}}\b{THING}\b[^.\n]{{0,40}}\b(?:via|met|in|with|through|using) "
    rf"{SERVICES}"
    rf"|\b(?:nieuwe?|new) {SAFE} {THING}\b"
    rf"|\b(?:dit|er|this)\b (?:is|staat)\b[^.\n]{{0,40}}\b{SAFE} {THING}"
    rf"|^{SAFE} {THING}\b(?: (?:van|from|voor|for)\b|:|$))"
)
OPEN_WORDS = (
    rf"(?:\b(?:lees|lezen|open|openen|bekijk|bekijken|inzien|download|downloaden|ophalen|ontgrendel|read|view|unlock|klik|click)\b"
    rf"[^\n]{{0,60}}(?:{THING}|\blink\b|\bhier\b|\bhere\b|\bknop\b|https?://))"
)
ANSWERED = (
    r"(?:geaccepteerd|aangenomen|geweigerd|afgewezen|voorlopig(?: geaccepteerd)?|onder "
    r"voorbehoud|geannuleerd|afgezegd|accepted|"
    r"declined|tentative(?:ly accepted)?|cancell?ed|zugesagt|abgelehnt|mit "
    r"vorbehalt|accepté|refusé|nieuwe tijd voorgesteld|"
    r"new time proposed|counter proposal|uitnodiging "
    r"(?:geaccepteerd|geweigerd|afgewezen|geannuleerd))"
)
ANSWERS = (
    r"(?:\b(?:heeft|has)\b[^\n]{0,40}\b(?:uitnodiging|invitation|afspraak|vergadering|gebeurtenis|event|meeting)\b[^\n]{0,200}?"
    r"\b(?:geaccepteerd|aanvaard|aangenomen|geweigerd|afgewezen|geannuleerd|afgezegd|accepted|declined|cancell?ed)\b"
    r"|\b(?:has|heeft)\b[^\n]{0,20}\b(?:accepted|declined|cancell?ed)\b[^\n]{0,30}\b(?:invitation|event|meeting)\b"
    r"|\b(?:accepteert|aanvaardt|weigert|accepts|declines)\b[^\n]{0,20}\b(?:uitnodiging|invitation)\b"
    r"|\bniet besloten over\b)"
)


@dataclass(frozen=True)
class Notice:
    """How one program's mail is known: every sign that is given must be there. All are regular
    expressions, case-blind.

    Structure: `part` is the type of a part that is no attachment, `method` what a calendar part
    asks, `report` the type of a report, `file` the name of an attached file, `header` a header and
    its value. Words: `subject` the whole subject, `opening` the beginning of the body (with
    `emoji`: behind one), `body` anywhere near its beginning, `link` an address in it, `whole` all
    that is newly said.
    """

    program: str
    version: str
    kind: Kind
    part: str = ""
    method: str = ""
    report: str = ""
    file: str = ""
    header: tuple[str, str] = ("", "")
    subject: str = ""
    opening: str = ""
    body: str = ""
    link: str = ""
    whole: str = ""

    @property
    def is_structure(self) -> bool:
        return bool(self.part or self.method or self.report or self.file or self.header[0])

    @property
    def signs_in_words(self) -> int:
        """An emoji in front of a sentence of a program, and a mail that says nothing else, count
        for two.
        """
        return (
            sum(map(bool, (self.subject, self.opening, self.body, self.link)))
            + self.opening.startswith(EMOJI)
            + 2 * bool(self.whole)
        )


REACTED = (
    r"(?:heeft gereageerd|reageerde|reacted|hat reagiert|hat auf ihre nachricht reagiert|a réagi)"
)
REACTED_TO = rf"{NAME} {REACTED}(?: (?:op|to|à|met|with)\b[^\n]{{0,60}}| auf[^\n]{{0,60}})?"
HOSTS_OF_CHAT = r"(?:teams\.(?:microsoft|live)\.com|teams\.cloud\.microsoft|slack\.com|chat\.google\.com|mail\.google\.com/chat|mattermost|webex\.com|signal\.group|wa\.me|rocket\.chat)"
CALLED = (
    r"(?:\b(?:noemde|vermeldde) (?:je|jou|u)\b|\b(?:heeft|hebt) (?:je|jou|u) "
    r"(?:genoemd|vermeld|een bericht gestuurd)\b"
    r"|\bheeft een bericht gestuurd\b|\bstuurde (?:je|u) een bericht\b|\bmentioned you\b|\bsent "
    r"(?:you )?an? (?:message|dm)\b|\bmessaged "
    r"you\b)"
)

NOTICES = (
    # ---- structure
    # -------------------------------------------------------------------------------------------------------------
    Notice(
        "Gmail",
        "web and app, since 2023: the part that its format describes",
        Kind.REACTION,
        part=r"text/vnd\.google\.email-reaction\+json",
    ),
    Notice("any program", "RFC 8098", Kind.RECEIPT, report="disposition-notification"),
    Notice(
        "any program",
        "RFC 8098, in a mail that is no report",
        Kind.RECEIPT,
        part="message/disposition-notification",
    ),
    Notice(
        "any calendar",
        "RFC 6047",
        Kind.CALENDAR,
        method="reply|counter|declinecounter|cancel|refresh",
    ),
    Notice("any calendar", "RFC 6047", Kind.INVITATION, method="request|add"),
    Notice(
        "any program",
        "S/MIME, encrypted or wrapped (RFC 8551)",
        Kind.SECURED,
        part=r"application/(?:x-)?pkcs7-mime",
    ),
    Notice("any program", "OpenPGP (RFC 3156)", Kind.SECURED, part="application/pgp-encrypted"),
    Notice(
        "Microsoft Purview",
        "message_v4.rpmsg, 2025",
        Kind.SECURED,
        part=r"application/x-microsoft-rpmsg-message",
    ),
    Notice(
        "Microsoft Purview",
        "message.html and .rpmsg, 2019-2025",
        Kind.SECURED,
        file=r"message(?:_v\d)?\.rpmsg",
    ),
    Notice("Cisco Secure Email", "securedoc", Kind.SECURED, file=r"securedoc[\w-]*\.html?"),
    Notice(
        "SEPPmail",
        "secmail",
        Kind.SECURED,
        file=r"(?:secmail|secure-?e?mail|securemessage)[\w-]*\.html?",
    ),
    # ---- words: two signs, or all that is said
    # -----------------------------------------------------------------------------------
    Notice(
        "Outlook",
        "2022-2026, to somebody outside",
        Kind.REACTION,
        subject=rf"(?:{EMOJI})?\s*{REACTED_TO}",
        opening=rf"(?:{EMOJI}\s*)?{REACTED_TO}",
    ),
    Notice(
        "Outlook",
        "the subject kept",
        Kind.REACTION,
        opening=rf"{EMOJI}\s*{NAME} {REACTED} (?:op|to|à)\b[^\n]{{0,40}}:?\n",
    ),
    Notice(
        "Gmail",
        "2023-2026, the text beside the part",
        Kind.REACTION,
        opening=rf"{EMOJI}\s*{NAME} {REACTED} (?:via|from) gmail\b",
    ),
    Notice(
        "Gmail",
        "the emoji as a picture",
        Kind.REACTION,
        opening=rf"{NAME} {REACTED} via gmail\b",
        link=r"google\.com/gmail/about",
    ),
    Notice(
        "any mail program",
        "Spark, Proton, Yahoo",
        Kind.REACTION,
        whole=rf"(?:{EMOJI}\s*){NAME} {REACTED}\b[^\n]{{0,80}}",
    ),
    Notice(
        "Outlook",
        "2010-2026",
        Kind.RECEIPT,
        subject=(
            r"(?:niet )?gelezen: .*|(?:not )?read: .*|ongelezen verwijderd: .*|verwijderd: "
            r".*|deleted: .*"
        ),
        body=r"(?:bericht|message)\b.{0,400}\b(?:is|werd|was)\b.{0,40}\b(?:gelezen|verwijderd|geopend|read|deleted|displayed)\b",
    ),
    Notice(
        "Thunderbird, Evolution, Roundcube, SOGo, KMail, Claws",
        "153, 3.46, 1.6, 5.8, 22.12, 4.1",
        Kind.RECEIPT,
        subject=(
            r"(?:leesbevestiging|ontvangstbevestigi(?:n)?g|ontvangst- en "
            r"gelezenbevestiging|gelezen|return receipt|read "
            r"receipt|disposition notification|delivery receipt)\b.*"
        ),
        body=(
            r"(?:ontvangst|lees|gelezen)(?:-|\w)*bevestigi(?:n)?g|return receipt|read "
            r"receipt|disposition|(?:bericht|e-?mail|message)\b.{0,200}\b(?:gelezen|weergegeven|vertoond|getoond|geopend|displayed|read)\b"
        ),
    ),
    Notice(
        "Outlook",
        "2010-2026, a delivery receipt",
        Kind.RECEIPT,
        subject=r"(?:bezorgd|afgeleverd|doorgestuurd|delivered|relayed|relay[ée]): .*",
        body=(
            r"(?:uw bericht|your message|het "
            r"bericht)\b.{0,200}\b(?:bezorgd|afgeleverd|doorgegeven|delivered|relayed)\b"
        ),
    ),
    Notice(
        "Outlook",
        "2010-2026",
        Kind.RECALL,
        subject=r"(?:terugroepen|bericht terugroepen|intrekken|recall|rückruf|rappel)\s?: ?.*",
        body=(
            r"\b(?:intrekken|terugroepen|in te trekken|terug te "
            r"roepen|recall|zurückrufen|rappeler)\b"
        ),
    ),
    Notice(
        "Outlook",
        "2010-2026, the subject changed",
        Kind.RECALL,
        whole=(
            rf"{NAME} (?:(?:wil|zou "
            rf"graag)\b[^\n]{{0,60}}\b(?:bericht|e-?mail)\b[^\n]{{0,200}}\b(?:intrekken|terugroepen)|would "
            r"like to "
            rf"recall the message\b[^\n]{{0,200}})\.?"
        ),
    ),
    Notice(
        "Outlook",
        "2010-2026",
        Kind.VOTE,
        subject=(
            r"(?:goedkeuren|afkeuren|afwijzen|goedgekeurd|afgewezen|ja|nee|misschien|approve|reject|yes|no|maybe|stem|vote)\s?: "
            r".*"
        ),
        whole=r"(?:(?:goedkeuren|afkeuren|afwijzen|goedgekeurd|afgewezen|ja|nee|misschien|approve|reject|yes|no|maybe|[^\n]{0,60}\b(?:stem|vote|gestemd|voted)\b[^\n]{0,60})[.!]?)?",
    ),
    Notice(
        "Thunderbird, SOGo, Claws, KOrganizer, Horde, Outlook",
        "153, 5.8, 4.1, 22.12, 6.2; the calendar part taken out",
        Kind.CALENDAR,
        subject=rf"(?:{ANSWERED}|antwoord|answer)\b.*",
        body=ANSWERS,
    ),
    Notice(
        "Microsoft Purview",
        "2019-2026",
        Kind.SECURED,
        body=SECURED_WORDS,
        link=r"(?:outlook\.office(?:365)?\.com|protection\.outlook\.com|[\w.]*encryptedmail|aka\.ms)/",
    ),
    Notice(
        "Zivver, Zorgmail, SmartLockr, FileCap, Cryptshare",
        "2024-2026",
        Kind.SECURED,
        body=SECURED_WORDS,
        link=r"https?://[^\s<>]*(?:zivver|zorgmail|smartlockr|filecap|cryptshare|securemail|beveiligd|secumailer|enovation|egress|virtru|mimecast|tuta|proton)",
    ),
    Notice(
        "any secured mail",
        "2024-2026: it says so and how to open it",
        Kind.SECURED,
        opening=rf"(?:[^\n]{{0,160}}\n){{0,2}}[^\n]{{0,120}}?{SECURED_WORDS}",
        body=OPEN_WORDS,
        link="https?://",
    ),
    Notice(
        "any secured mail",
        "2024-2026: the subject says so",
        Kind.SECURED,
        subject=rf".*{SECURED_WORDS}.*",
        body=OPEN_WORDS,
        link="https?://",
    ),
    Notice("PGP in the text", "GnuPG", Kind.SECURED, whole=r"-----BEGIN PGP MESSAGE-----.*"),
    Notice(
        "Teams, Slack, Google Chat, Webex",
        "2024-2026",
        Kind.CHAT,
        subject=rf".*{CALLED}.*",
        link=HOSTS_OF_CHAT,
    ),
    Notice(
        "Teams, Slack, Google Chat, Webex",
        "2024-2026, another subject",
        Kind.CHAT,
        opening=rf"[^\n.!?]{{1,60}}?{CALLED}",
        link=HOSTS_OF_CHAT,
        body=r"\b(?:teams|slack|google chat|webex|mattermost)\b",
    ),
    Notice(
        "Teams",
        "2024-2026, without its link",
        Kind.CHAT,
        subject=rf".*{CALLED}.*\b(?:teams|slack|google chat)\b.*",
        body=r"\b(?:teams|slack|google chat)\b",
    ),
    Notice(
        "any chat",
        "2024-2026, nothing else said",
        Kind.CHAT,
        whole=(
            r"[^\n]{1,80} (?:noemde (?:je|u)|heeft (?:je|u) (?:genoemd|vermeld)|mentioned you) "
            r"(?:in|op|via|on)\b[^\n]{1,100}"
        ),
    ),
    Notice(
        "OneDrive, SharePoint, Google Drive, Dropbox, WeTransfer",
        "2024-2026",
        Kind.SHARED,
        opening=r".{0,160}?\b(?:heeft|hebben|stuurde|deelde|has|have|shared|sent|invited)\b[^\n]{0,120}\b(?:bestand\w*|document\w*|map|folder|files?|item\w*)\b",
        link=r"https?://[^\s<>]*(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|docs\.google\.com|drive\.google\.com|dropbox\.com|we\.tl|wetransfer\.com)",
        body=r"\b(?:gedeeld|deelde|shared|gestuurd|stuurde|sent you|uitgenodigd|invited)\b",
    ),
)


@dataclass
class Signs:
    """What of a letter the table asks for, each read when it is first needed."""

    letter: Letter
    parts: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parts = own_parts(self.letter.message)

    @cached_property
    def types(self) -> list[str]:
        return [
            part.get_content_type()
            for part in self.parts
            if part.get_content_disposition() != "attachment"
        ]

    @cached_property
    def files(self) -> list[str]:
        return [name for part in self.parts if (name := file_name(part))]

    @cached_property
    def calendar(self) -> str:
        """The text of the calendar in this mail, in the text or as a file; "" when there is
        none.
        """
        for part in self.parts:
            if part.get_content_type() in {"text/calendar", "application/ics"} or file_name(
                part
            ).lower().endswith(".ics"):
                return content_of(part)[:CALENDAR_READ].decode("utf-8", "replace")
        return ""

    @cached_property
    def method(self) -> str:
        """What the calendar in this mail asks, in lower case: the header of its part says it, or
        its own text.
        """
        named = (
            parameter(part, "method")
            for part in self.parts
            if part.get_content_type() in {"text/calendar", "application/ics"}
        )
        said = re.search(r"^METHOD[^:\n]{0,80}:[ \t]*([\w-]{1,40})", self.calendar, re.I | re.M)
        return next((one for one in named if one), said[1] if said else "").strip().lower()

    @cached_property
    def subject(self) -> str:
        return " ".join(self.letter.text("subject").split())

    @cached_property
    def body(self) -> str:
        try:
            lines = read_plain(self.letter) or read_html(self.letter)
        except UnreadableHtml:
            return ""
        text = "\n".join(
            line.text.strip() for line in lines if not line.is_blank and not line.depth
        )
        return text[:BODY_READ]

    @cached_property
    def said(self) -> str:
        return new_words(self.letter).text.strip()


def own_parts(message: Message) -> list[Message]:
    """Every part of this mail, without those of a mail that is sent along in it."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < PARTS_READ:
        part = waiting.pop(0)
        found.append(part)
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            waiting = [
                child for child in part.get_payload() if isinstance(child, Message)
            ] + waiting
    return found


def program_kind(letter: Letter) -> Kind | None:
    """The kind of mail that a program sent in somebody's name; None when no row of the table
    knows it.
    """
    found = notice_of(letter)
    return found.kind if found else None


def notice_of(letter: Letter) -> Notice | None:
    signs = Signs(letter)
    for notice in NOTICES:
        if recognises(notice, signs) and not (
            notice.kind is Kind.INVITATION and speaks_beside(signs)
        ):
            return notice
    return None


def recognises(notice: Notice, signs: Signs) -> bool:
    return has_structure(notice, signs) and has_words(notice, signs)


def has_structure(notice: Notice, signs: Signs) -> bool:
    if notice.part and not any(pattern(notice.part).fullmatch(kind) for kind in signs.types):
        return False
    if notice.method and not pattern(notice.method).fullmatch(signs.method):
        return False
    if notice.file and not any(pattern(notice.file).fullmatch(name) for name in signs.files):
        return False
    if notice.report:
        content_type = signs.letter.first("content-type").lower()
        if not content_type.startswith("multipart/report") or not pattern(notice.report).search(
            content_type
        ):
            return False
    name, value = notice.header
    return not name or bool(pattern(value).search(signs.letter.first(name)))


def has_words(notice: Notice, signs: Signs) -> bool:
    if notice.subject and not pattern(notice.subject).fullmatch(signs.subject):
        return False
    if notice.opening and not pattern(notice.opening).match(
        signs.body[:OPENING_READ].lstrip() + "\n"
    ):
        return False
    if notice.body and not pattern(notice.body).search(signs.body):
        return False
    if notice.link and not pattern(notice.link).search(signs.body):
        return False
    return not notice.whole or bool(pattern(notice.whole).fullmatch(signs.said))


@lru_cache(maxsize=256)
def pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.I | re.S)


# ---- own words beside an invitation
# -----------------------------------------------------------------------------------------------

OF_AN_INVITATION = re.compile(
    r"(?:wanneer|waar|when|where|datum|date|tijd|time|locatie|location|plaats|titel|title|onderwerp|subject|organisator|organi[sz]er|"
    r"deelnemers?|gasten|guests?|wie|who|agenda|calendar|beschrijving|description|vergader(?:ing)?-?id|meeting "
    r"id|wachtwoord(?:code)?|"
    r"passcode|toegangscode|start|begin|einde?|end|duur)\s*:.*"
    r"|.{0,120}\b(?:nodigt (?:u|je|jullie)\b.{0,20}\buit|uitgenodigd|has invited you|invites "
    r"you|been invited|uitnodiging "
    r"(?:voor|van|ontvangen)|"
    r"invitation (?:to|for|from))\b.{0,160}"
    r"|.{0,60}\b(?:microsoft teams|teams-vergadering|google meet|zoom|google agenda|google "
    r"calendar|deelnemen|neem "
    r"deel|join|vergaderopties|meeting options|"
    r"hulp nodig|need help|meer informatie|learn more|inbellen|dial in)\b.{0,160}"
    r"|(?:ja|yes)\W{1,5}(?:nee|no|misschien|maybe).{0,60}|[\W\d_]*|\S*https?://\S*|.{0,40}(?:antwoorden|reply|reageren)\s+(?:voor|for|op)\b.{0,80}",
    re.I,
)
FEWEST_WORDS = 5


def speaks_beside(signs: Signs) -> bool:
    """Whether the sender says something that is not the invitation itself: what it is called,
    where, its description, its links.
    """
    known = squeezed(unfolded(signs.calendar))
    words = 0
    for line in signs.said.split("\n"):
        text = line.strip()
        if OF_AN_INVITATION.fullmatch(text) or squeezed(text) in known:
            continue
        words += len(text.split())
    return words >= FEWEST_WORDS


def unfolded(calendar: str) -> str:
    """The texts of a calendar, with folded lines whole and its escapes undone."""
    return re.sub(r"\\[nN]", "\n", re.sub(r"\r?\n[ \t]", "", calendar))


def squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
