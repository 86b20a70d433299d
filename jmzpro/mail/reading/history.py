"""Where in a mail the history begins: our marker line, headers and introductions of quotes, in the forms mail programs write them."""

import re
from collections.abc import Sequence

import quotequail

from jmzpro.mail.reading.lines import Line

INTRODUCTION_LINES = 4  # an introduction wraps over this many lines at most
HEADER_LINES = 16
QUOTEQUAIL_LINES = 400

# ---- our own marker ---------------------------------------------------------------------------------------------------------------

# As letters only, since programs put quote marks, dashes, stars and spaces around it; and as machine translation makes it.
MARKERS = {
    "antwoordbovendezeregel",
    "antwoordbovendezelijn",
    "antwoordenbovendezeregel",
    "replyabovethisline",
    "answerabovethisline",
    "respondabovethisline",
    "antwortenobendieserzeile",
    "antwortüberdieserzeile",
    "répondreaudessusdecetteligne",
    "répondezaudessusdecetteligne",
}
DASH = r"[-\u2010-\u2015\u2212\u2500\u2501\u00ad_=~*·•]"
# Every repeat here has an end: a line of 20,000 dashes or stars would else be tried from each of them.
MARKER_IN_LINE = re.compile(rf"{DASH}[ {DASH[1:-1]}]{{0,100}}antwoord\s+boven\s+deze\s+regel[ ]*{DASH}+", re.I)


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
            before, after = line.text[: found.start()].rstrip(" >"), line.text[found.end() :].strip()
            apart += [Line(before, line.depth), Line(found[0].strip(), line.depth), Line(after, line.depth)]
        else:
            apart.append(line)
    return apart


# ---- introductions: "Op … schreef …:" ---------------------------------------------------------------------------------------------

VERB = (
    r"(?:schreef|schreven|geschreven|schrieb|geschrieben|wrote|writes|a écrit|ha scritto|escribi[óo]|escreveu|skrev|antwoordde|"
    r"reageerde|said|stuurde)"
)
DATED = re.compile(rf"^(?:(?:op|on|am|le|il|el|em|den|dne)\b|-{{2,}}).{{0,300}}?\d.{{0,300}}?\b{VERB}\b.{{0,250}}?:?\s*:$", re.I)
DATED_ZOHO = re.compile(rf"^-{{2,}}\s*(?:op|on)\b.{{0,300}}\d.{{0,300}}\b{VERB}\b\s*-{{2,}}$", re.I)
NAMED = re.compile(rf"^(?!.{{0,200}}\w{{3}}[.!?] ).{{1,120}}?\b{VERB}\b(?: op| on| om| am)?\b.{{0,60}}?\d.{{0,80}}:$", re.I)
ADDRESSED = re.compile(rf"^[^.!?]{{0,200}}<?[\w.+-]+@[\w.-]+>?.{{0,80}}\b{VERB}\b.{{0,60}}:$", re.I)
BARE = re.compile(r"^(?:[^\W\d]{2,10}[.,]? )?\d{1,4}[-./ ](?=.*\d{1,2}[:.]\d\d).{4,100}<[\w.+-]+@[\w.-]+>\s*:?$")
GROUPWISE = re.compile(r"^>>> .{3,200}\d{1,2}[:.]\d\d.{0,40}(?:>>>|:)?$")
TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def introduction(lines: Sequence[Line], at: int) -> int:
    """How many lines an introduction of a quote takes here; 0 when it is none.

    "Op 3 maart schreef de gemeente het volgende:" may just as well be the sender's own sentence: without a time or an
    address in it, it counts only when quoted lines follow.
    """
    first = lines[at]
    if first.is_introduction:
        count = 1
        while at + count < len(lines) and lines[at + count].is_introduction and count < INTRODUCTION_LINES:
            count += 1
        return count
    if GROUPWISE.match(first.text):
        return 1
    return wrapped_introduction(lines, at)


def wrapped_introduction(lines: Sequence[Line], at: int) -> int:
    first = lines[at]
    for count in range(1, INTRODUCTION_LINES + 1):
        line = lines[at + count - 1] if at + count <= len(lines) else None
        if line is None or line.is_blank or line.depth != first.depth or line.is_signature != first.is_signature:
            return 0
        text = joined(lines[at : at + count])
        if len(text) > 600:
            return 0
        if is_introduction_text(text):
            if any(is_introduction_text(joined(lines[at + later : at + count])) for later in range(1, count)):
                return 0  # it begins on a later line; what stands here is the sender's own
            certain = bool(TIME.search(text) or ADDRESS.search(text))
            return count if certain or follows_quote(lines, at + count, first.depth) else 0
    return 0


def joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text.strip() for line in lines).strip("*_ ")


def is_introduction_text(text: str) -> bool:
    if not text.endswith((":", ">", "-")):
        return False
    return bool(DATED.match(text) or DATED_ZOHO.match(text) or NAMED.match(text) or ADDRESSED.match(text) or BARE.match(text))


def follows_quote(lines: Sequence[Line], at: int, depth: int) -> bool:
    following = next((line for line in lines[at : at + 4] if not line.is_blank), None)
    return following is not None and following.depth > depth


# ---- headers and separators: "Van: … Verzonden: …", "-----Oorspronkelijk bericht-----" ---------------------------------------------

LABELS = {
    "from": {"van", "from", "von", "de", "afzender", "expéditeur", "fra", "från"},
    "date": {"verzonden", "datum", "sent", "date", "gesendet", "envoyé", "verstuurd", "verzonden op", "sent at", "date sent", "dag"},
    "to": {"aan", "to", "an", "à", "naar", "ontvanger", "geadresseerde"},
    "cc": {"cc", "kopie", "bcc"},
    "subject": {"onderwerp", "subject", "betreff", "objet", "betreft", "re"},
    "reply": {"antwoord aan", "reply-to", "reply to", "beantwoorden", "antwoorden aan"},
    "other": {"prioriteit", "belang", "urgentie", "importance", "bijlage", "bijlagen", "attachments", "gevoeligheid"},
}
CLASS_OF = {label: kind for kind, labels in LABELS.items() for label in labels}
HEADER = re.compile(r"^[\s|>*_]*([^\W\d_][\w é-]{0,18}?)\s*[*_]*\s*:[*_]*\s*(.*)$")
SEPARATOR_WORDS = (
    r"(?:oorspronkelijk(?:e)? (?:bericht|e-?mail)|origine(?:el|le) (?:bericht|e-?mail)|original (?:message|appointment|e-?mail)|"
    r"doorgestuurd(?:e)? bericht|forwarded (?:message|by)|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|"
    r"message original|antwoord|reply)"
)
SEPARATOR = re.compile(rf"^[\s*]{{0,20}}{DASH}{{2,100}}\s{{0,20}}{SEPARATOR_WORDS}\b.{{0,80}}$", re.I)
BEGIN_FORWARD = re.compile(r"^\s*(?:begin(?: van)? (?:doorgestuurd|het doorgestuurde) bericht|begin forwarded message)\s*:?\s*$", re.I)
RULE = re.compile(r"^[\s*]*[_\-=\u2500\u2501\u2014]{5,}[\s*]*$")


def header_block(lines: Sequence[Line], at: int) -> bool:
    """Whether the headers of an earlier mail stand here, in a language and layout that mail programs use."""
    first = label_of(lines[at].text)
    if first not in {"from", "date", "to", "subject"}:
        return False
    seen: dict[str, str] = {}
    misses = 0
    for line in lines[at : at + HEADER_LINES]:
        if line.depth != lines[at].depth:
            break
        kind = label_of(line.text)
        if kind:
            value = HEADER.match(line.text)
            seen.setdefault(kind, value[2] if value else "")
            misses = 0
        elif line.is_blank:
            misses += 1
        else:
            if seen:
                last = next(reversed(seen))
                seen[last] = f"{seen[last]} {line.text}"
            misses += 1
        if misses > 2:
            break
    return is_header_block(seen)


def is_header_block(seen: dict[str, str]) -> bool:
    if "from" not in seen or not {"date", "to", "subject"} & set(seen):
        return False
    has_address = bool(ADDRESS.search(seen["from"]) or ADDRESS.search(seen.get("to", "")))
    has_date = bool(re.search(r"\b\d{1,4}\b", seen.get("date", ""))) and bool(
        TIME.search(seen["date"]) or re.search(r"\d{4}", seen["date"])
    )
    if len({"from", "date", "to", "subject"} & set(seen)) >= 3:
        return has_date or has_address
    return has_address and (has_date or "subject" in seen)


def label_of(text: str) -> str:
    found = HEADER.match(text[:120])
    return CLASS_OF.get(found[1].strip().lower(), "") if found else ""


def history_begins(lines: Sequence[Line], at: int) -> bool:
    """Whether everything from this unquoted line on is an earlier mail."""
    line = lines[at]
    if line.is_boundary or SEPARATOR.match(line.text) or BEGIN_FORWARD.match(line.text):
        return line.is_boundary or not is_own_heading(lines, at)
    if RULE.match(line.text):
        following = next((i for i in range(at + 1, min(at + 4, len(lines))) if not lines[i].is_blank), None)
        return following is not None and header_block(lines, following)
    return header_block(lines, at)


def is_own_heading(lines: Sequence[Line], at: int) -> bool:
    """A row of dashes with "antwoord" that nothing of a mail follows may be the sender's own heading."""
    words = re.sub(r"[^a-z]", "", lines[at].text.lower())
    return words in {"antwoord", "reply"} and not any(header_block(lines, i) for i in range(at + 1, min(at + 4, len(lines))))


def quotequail_finds(lines: Sequence[Line]) -> int | None:
    """Where quotequail sees a quote begin (it knows more languages), where there is a time or an address in its introduction."""
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
    words = " ".join(texts[at : at + 2])
    return at if TIME.search(words) or ADDRESS.search(words) else None
