"""Where in a mail the history begins and ends: our marker line, headers of an earlier mail, lines
around what is forwarded.

Introductions ("Op … schreef …:") are marked before, by parser/quote_introductions.py.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import quotequail

from jmzpro.kit.lazy import lazy_pattern
from jmzpro.mail.parser.context import MARKERS, Known, squeezed
from jmzpro.mail.parser.lines import Line
from jmzpro.mail.parser.quote_introductions import ADDRESS, IN_BRACKETS, LINES_READ, TIME

HEADER_LINES = 16
MOST_PREAMBLES = 40  # quotes with headers in one mail
ENDS_WITHIN = 3_000  # lines
QUOTEQUAIL_LINES = 400

# ---- our own marker
# ---------------------------------------------------------------------------------------------------------------  # noqa: E501

DASH = r"[-\u2010-\u2015\u2212\u2500\u2501\u00ad_=~*·•]"
# Every repeat here has an end: a line of 20,000 dashes or stars would else be tried from each of
# them.
MARKER_IN_LINE = re.compile(
    rf"{DASH}[ {DASH[1:-1]}]{{0,100}}antwoord\s+boven\s+deze\s+regel[ ]*{DASH}+", re.I
)


def is_marker(lines: Sequence[Line], at: int) -> int:
    """How many lines our marker takes here (it may be wrapped); 0 when it is not here."""
    letters = ""
    for count in range(1, 4):
        if at + count > len(lines) or (count > 1 and lines[at + count - 1].is_blank):
            return 0
        letters += re.sub(r"[\W\d_]", "", lines[at + count - 1].text.lower())
        if letters in MARKERS:
            return count
        if not letters or not any(marker.startswith(letters) for marker in MARKERS):
            return 0
    return 0


def split_at_marker(lines: list[Line]) -> list[Line]:
    """A marker that a program ran together with other words gets a line of its own."""
    apart: list[Line] = []
    for line in lines:
        found = MARKER_IN_LINE.search(line.text) if len(line.text) > 34 else None
        if found and re.sub(r"[\W\d_]", "", line.text.lower()) not in MARKERS:
            before, after = (
                line.text[: found.start()].rstrip(" >"),
                line.text[found.end() :].strip(),
            )
            apart += [
                Line(before, line.depth),
                Line(found[0].strip(), line.depth),
                Line(after, line.depth),
            ]
        else:
            apart.append(line)
    return apart


# ---- headers and separators: "Van: … Verzonden: …", "-----Oorspronkelijk bericht-----"
# ---------------------------------------------

# As mail programs write them in Dutch, English, German, French, Spanish, Italian, Portuguese,
# Danish, Norwegian, Swedish, Polish, Czech, Russian, Ukrainian, Turkish and Chinese.
LABELS = {
    "from": {
        "van",
        "from",
        "von",
        "de",
        "afzender",
        "expéditeur",
        "fra",
        "från",
        "da",
        "od",
        "от",
        "від",
        "kimden",
        "发件人",
        "remitente",
    },
    "date": {
        *(
            "verzonden",
            "datum",
            "sent",
            "date",
            "gesendet",
            "envoyé",
            "verstuurd",
            "verzonden op",
            "sent at",
            "date sent",
            "dag",
            "dato",
        ),
        *(
            "sendt",
            "skickat",
            "enviado",
            "enviado el",
            "fecha",
            "data",
            "inviato",
            "wysłano",
            "odesláno",
            "отправлено",
            "дата",
            "надіслано",
        ),
        *("tarih", "gönderme tarihi", "发送时间", "日期", "enviada em"),
    },
    "to": {
        *(
            "aan",
            "to",
            "an",
            "à",
            "naar",
            "ontvanger",
            "geadresseerde",
            "til",
            "till",
            "para",
            "a",
            "do",
            "komu",
            "кому",
            "kime",
            "收件人",
        ),
        *("pour", "destinataire"),
    },
    "cc": {"cc", "kopie", "bcc", "kopia", "kopi", "копия", "копія", "bilgi", "抄送"},
    "subject": {
        *(
            "onderwerp",
            "subject",
            "betreff",
            "objet",
            "betreft",
            "re",
            "emne",
            "ämne",
            "asunto",
            "assunto",
            "oggetto",
            "temat",
            "předmět",
        ),
        *("тема", "konu", "主题", "主　题", "sujet"),
    },
    "reply": {
        "antwoord aan",
        "antwoord-aan",
        "antwoord-naar",
        "reply-to",
        "reply to",
        "beantwoorden",
        "antwoorden aan",
        "répondre à",
    },
    "other": {
        *(
            "prioriteit",
            "belang",
            "urgentie",
            "importance",
            "bijlage",
            "bijlagen",
            "attachments",
            "gevoeligheid",
            "organisatie",
            "priority",
        ),
        *("organization", "message-id", "bericht-id"),
    },
}
CLASS_OF = {label: kind for kind, labels in LABELS.items() for label in labels}
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
HEADER = re.compile(r"^[\s|>*_]*([^\W\d_][\w é\u3000-]{0,18}?)\s*[*_]*\s*[:：][*_]*\s*(.*)$")


@dataclass(frozen=True)
class Separator:
    """A line between dashes above (or, with `end`, below) an earlier mail. {from} is a name with
    or without an address.
    """

    program: str
    version: str
    words: str
    end: str = ""


# To add one: a row with the program, the version it was seen in, and the words between its dashes.
SEPARATORS = (
    Separator("Outlook, Evolution, Thunderbird", "2026, 3.46, 153", "Oorspronkelijk bericht"),
    Separator("Roundcube, Samsung", "1.6, 2026", "Oorspronkelijke bericht"),
    Separator("Outlook", "2026", "Oorspronkelijke afspraak"),
    Separator("older webmail", "2015", "Origineel bericht"),
    Separator("Outlook, SOGo, Samsung", "2026, 5.8", "Original Message"),
    Separator("Outlook", "2026", "Original Appointment"),
    Separator(
        "Gmail, Thunderbird, Geary, Evolution", "2026, 153, 43, 3.46", "Doorgestuurd bericht"
    ),
    Separator("Gmail", "2026", "Forwarded message"),
    Separator("KMail", "22.12", "Doorgestuurd bericht", end="row of dashes"),
    Separator("KMail", "22.12", "Forwarded Message", end="row of dashes"),
    Separator("Horde IMP", "6.2", "Bericht van {from}", end="Einde bericht van {from}"),
    Separator("Horde IMP", "6.2", "Bericht van {from}", end="Einde bericht"),
    Separator("Horde IMP", "6.2", "Message from {from}", end="End message from {from}"),
    Separator(
        "Horde IMP", "6.2", "Doorgestuurd bericht van {from}", end="Einde doorgestuurd bericht"
    ),
    Separator("Horde IMP", "6.2", "Forwarded message from {from}", end="End forwarded message"),
    Separator("Mutt, NeoMutt", "2.2", "Forwarded message from {from}", end="End forwarded message"),
    Separator("Lotus Notes", "9", "Doorgestuurd door {from}"),
    Separator("Lotus Notes", "9", "Forwarded by {from}"),
    Separator("Outlook", "2026, German", "Ursprüngliche Nachricht"),
    Separator("Thunderbird", "153, German", "Weitergeleitete Nachricht"),
    Separator("Outlook, Thunderbird", "2026, French", "Message d'origine"),
    Separator("Outlook", "2026, French", "Message original"),
    Separator("Thunderbird", "153, French", "Message transféré"),
    Separator("Outlook", "2026, Danish", "Oprindelig meddelelse"),
    Separator("Outlook", "2026, Norwegian", "Opprinnelig melding"),
    Separator("Outlook", "2026, Swedish", "Ursprungligt meddelande"),
    Separator("Gmail, Thunderbird", "2026, Swedish", "Vidarebefordrat meddelande"),
    Separator("Gmail, Thunderbird", "2026, Danish", "Videresendt meddelelse"),
    Separator("Outlook", "2026, Spanish", "Mensaje original"),
    Separator("Outlook", "2026, Italian", "Messaggio originale"),
    Separator("Outlook", "2026, Portuguese", "Mensagem original"),
    Separator("Outlook", "2026, Polish", "Wiadomość oryginalna"),
    Separator("Outlook", "2026, Russian", "Исходное сообщение"),
    Separator("Outlook", "2026, Turkish", "Özgün İleti"),
)


def between_dashes(words: str, dashes: int) -> str:
    inner = re.escape(words).replace(r"\ ", r"\s+").replace(r"\{from\}", r"[^\n]{1,200}?")
    return rf"[\s*]{{0,20}}{DASH}{{{dashes},100}}\s{{0,20}}{inner}\s{{0,20}}:?\s{{0,3}}{DASH}{{0,100}}[\s*]{{0,20}}"  # noqa: E501


ABOVE = [lazy_pattern(between_dashes(one.words, 2), re.I) for one in SEPARATORS]
# A row of dashes and the very words, with nobody's name in them, is nobody's sentence. A name needs
# its address to be as sure.
SURE = [
    lazy_pattern(between_dashes(one.words, 5), re.I)
    for one in SEPARATORS
    if "{from}" not in one.words
]
BELOW = [
    lazy_pattern(between_dashes(one.end, 2), re.I)
    for one in SEPARATORS
    if one.end and one.end != "row of dashes"
]
DASHES = re.compile(rf"[\s*]{{0,20}}{DASH}{{2}}")
ROW_BELOW = re.compile(r"-{20,100}")
BEGIN_FORWARD = re.compile(
    r"^\s*(?:begin(?: van)? (?:doorgestuurd|het doorgestuurde) bericht|(?:begin )?forwarded "
    r"message|doorgestuurd bericht|"
    r"début du message réexpédié|anfang der weitergeleiteten nachricht|inicio del mensaje "
    r"reenviado)\s*:?\s*$",
    re.I,
)
HEADING = re.compile(rf"[\s*]{{0,20}}{DASH}{{2,100}}[^\n]{{3,80}}{DASH}{{2,100}}\s*")
RULE = re.compile(r"^[\s*]*[_\-=\u2500\u2501\u2014]{5,}[\s*]*$")


def header_block(lines: Sequence[Line], at: int, known: Known) -> int:
    """How many lines the headers of an earlier mail take here, in a language and layout that
    mail programs use; 0: there are none.
    """
    first = label_of(lines[at].text)
    if first not in {"from", "date", "to", "subject"}:
        return 0
    seen: dict[str, str] = {}
    misses = last = 0
    for count, line in enumerate(lines[at : at + HEADER_LINES], start=1):
        if line.depth != lines[at].depth or misses > 2:
            break
        kind = label_of(line.text)
        if kind:
            value = HEADER.match(line.text)
            seen.setdefault(kind, value[2] if value else "")
            misses, last = 0, count
        elif line.is_blank:
            misses += 1
        else:
            seen[next(reversed(seen))] += f" {line.text}"
            misses += 1
    return last if is_header_block(seen, known) else 0


def is_header_block(seen: dict[str, str], known: Known) -> bool:
    """Own words may stand in such a block ("Van: 19.30 tot 21.00 uur"), so it must name who sent it
    and, to the minute, when.

    Less is enough where it is about our own mail, or where an address is in it.
    """
    labels = {"from", "date", "to", "subject"} & set(seen)
    if "from" not in labels or len(labels) < 2 or not names_somebody(seen["from"]):
        return False
    date = seen.get("date", "")
    if known.is_us(seen["from"]) or (
        known.question and known.question == squeezed(unanswered(seen.get("subject", "")))
    ):
        return True
    if ADDRESS.search(seen["from"]) or ADDRESS.search(seen.get("to", "")):
        return len(labels) >= 3 or bool(re.search(r"\d", date)) or "subject" in labels
    return (
        len(labels) >= 3
        and bool(CLOCK.search(date) and re.search(r"\d{4}|\d[-/.]\d\d?[-/.]\d\d", date))
        and "uur" not in date.lower()
    )


def names_somebody(value: str) -> bool:
    if ADDRESS.search(value):
        return True
    return bool(re.match(r"[^\W\d]", value.strip(" \"'*_"))) and not re.search(
        rf"{TIME.pattern}|\buur\b|\btot\b|\bt/m\b", value
    )


def unanswered(subject: str) -> str:
    return re.sub(r"^(?:(?:re|fw|fwd|antw|doorst)\s*:\s*)+", "", subject.strip(), flags=re.I)


def label_of(text: str) -> str:
    found = HEADER.match(text[:120])
    return CLASS_OF.get(found[1].strip().lower(), "") if found else ""


def history_begins(lines: Sequence[Line], at: int, known: Known) -> bool:
    """Whether everything from this unquoted line on is an earlier mail."""
    line = lines[at]
    if line.is_boundary:
        return True
    if separates(line.text):
        return is_sure(line.text) or mail_follows(lines, at + 1, known)
    if BEGIN_FORWARD.match(line.text) or RULE.match(line.text) or HEADING.fullmatch(line.text):
        following = next(
            (i for i in range(at + 1, min(at + 4, len(lines))) if not lines[i].is_blank), None
        )
        return following is not None and bool(header_block(lines, following, known))
    return bool(header_block(lines, at, known))


def separates(text: str) -> bool:
    return bool(DASHES.match(text)) and any(pattern.fullmatch(text) for pattern in ABOVE)


def is_sure(text: str) -> bool:
    return bool(ADDRESS.search(text)) or any(pattern.fullmatch(text) for pattern in SURE)


def mail_follows(lines: Sequence[Line], at: int, known: Known) -> bool:
    """Whether what stands here is a quote, headers, or our own mail."""
    following = [i for i in range(at, min(at + 6, len(lines))) if not lines[i].is_blank]
    if not following:
        return False
    first = lines[following[0]]
    return first.depth > 0 or bool(label_of(first.text)) or known.has_ours([first.text])


def history_ends(lines: Sequence[Line], at: int) -> int:
    """The line under which what a program forwarded or quoted from line `at` on is over; 0 when
    nothing says so.
    """
    is_row = "-" * 10 in lines[at].text
    for number in range(at + 1, min(len(lines), at + ENDS_WITHIN)):
        text = lines[number].text
        if any(pattern.fullmatch(text) for pattern in BELOW) or (
            is_row and ROW_BELOW.fullmatch(text.strip())
        ):
            return number
    return 0


def with_preambles(lines: Sequence[Line], known: Known) -> list[Line]:
    """Headers above a quote, and a line that closes it, are marked as its introduction: what is
    not quoted is the sender's.
    """
    marked = list(lines)
    at = found = 0
    while at < min(len(marked), LINES_READ) and found < MOST_PREAMBLES:
        size = (
            0
            if marked[at].depth or marked[at].is_introduction or marked[at].is_blank
            else preamble(marked, at, known)
        )
        found += bool(size)
        for number in range(at, at + size):
            marked[number] = replace(marked[number], is_introduction=True)
        if (
            size
            and separates(marked[at].text)
            and (end := history_ends(marked, at))
            and not marked[end].depth
        ):
            marked[end] = replace(marked[end], is_introduction=True)
        at += max(size, 1)
    return marked


def preamble(lines: Sequence[Line], at: int, known: Known) -> int:
    """How many lines of separator and headers stand here, right above a quote; 0 when it is
    something else.
    """
    size = (
        1
        if separates(lines[at].text)
        or RULE.match(lines[at].text)
        or BEGIN_FORWARD.match(lines[at].text)
        else 0
    )
    start = next(
        (i for i in range(at + size, min(at + size + 4, len(lines))) if not lines[i].is_blank), None
    )
    if start is None:
        return 0
    if size and lines[start].depth:  # the headers are quoted with the rest
        return size if header_block(lines, start, known) else 0
    count = header_block(lines, start, known) if not lines[start].depth else 0
    after = start + count
    if not count and not (size and is_sure(lines[at].text)):
        return 0
    following = next((line for line in lines[after : after + 4] if not line.is_blank), None)
    return after - at if following is not None and following.depth else 0


def quotequail_finds(lines: Sequence[Line], known: Known) -> int | None:
    """Where quotequail sees a quote begin (it knows more forms), where an address is in its
    introduction or our own mail under it.
    """
    texts = [("> " * line.depth) + line.text for line in lines[:QUOTEQUAIL_LINES]]
    try:
        parts = quotequail.quote("\n".join(texts), limit=len(texts) + 1, quote_intro_line=True)
    except Exception:  # a second reader may not spoil what the first one read
        return None
    if len(parts) < 2:
        return None
    at = parts[0][1].count("\n") + 1 if parts[0][1] else 0
    if at >= len(texts) or lines[at].depth:
        return None
    is_sure_of_it = IN_BRACKETS.search(" ".join(texts[at : at + 2])) or known.has_ours(
        texts[at + 1 : at + 5]
    )
    return at if is_sure_of_it else None
