"""Introductions of quotes, "Op 3 maart 2026 om 10:12 schreef Sanne:", as mail programs write them.

`FORMS` holds them by program. To add one: a row with the program, the version and language it was
seen in, and its line, where
{date} is anything with a digit in it and {name} anybody. A line that looks like one may still be the sender's own sentence
("Op dinsdag 3 maart om 19:30 schreef een moeder ons:"), so what stands in it and what follows
decide: `introduced`.
"""  # noqa: E501

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jmzpro.mail.parser.context import Known
from jmzpro.mail.parser.lines import Line

LINES = 4  # an introduction wraps over this many lines at most
LONGEST = 600
LINES_READ = 6_000
# lines that end as one may: nobody quotes so many mails, and each costs some time to be sure of
MOST_TRIED = 400


@dataclass(frozen=True)
class Form:
    program: str
    version: str
    language: str
    line: str  # over two lines: with a line end


FORMS = (
    Form(
        "Gmail, Apple Mail, Thunderbird, KMail, Geary, Proton, Roundcube, SOGo, Open-Xchange",
        "2026",
        "nl",
        "Op {date} schreef {name}:",
    ),
    Form("Apple Mail", "macOS 10-16", "nl", "Op {date} heeft {name} het volgende geschreven:"),
    Form("Thunderbird, Evolution, Roundcube", "153, 3.46, 1.6", "nl", "{name} schreef op {date}:"),
    Form("Thunderbird (author only), Geary", "153, 43", "nl", "{name} schreef:"),
    Form("Claws Mail", "4.1", "nl", "Op {date}\n{name} schreef:"),
    Form("Claws Mail", "4.1", "nl", "Op {date}\nschreef {name}:"),
    Form("Horde IMP", "6.2", "nl", "Citeren {name}:"),
    Form("Yahoo", "2026", "nl", "Op {date} schreef {name} het volgende:"),
    Form("mail servers of organisations", "2020", "nl", "Op {date} antwoordde {name}:"),
    Form(
        "Gmail, Apple Mail, Thunderbird, Outlook for Mac", "2026", "en", "On {date} wrote {name}:"
    ),
    Form(
        "Gmail, Apple Mail, Thunderbird, Mutt, Evolution", "2026", "en", "On {date} {name} wrote:"
    ),
    Form("Thunderbird, Gnus, nmh, s-nail", "153", "en", "{name} wrote on {date}:"),
    Form("Gnus, nmh", "5.13, 1.8", "en", "{name} writes:"),
    Form("s-nail", "14.9", "en", "{name} wrote in {date}:"),
    Form("Thunderbird (author only), Geary", "153, 43", "en", "{name} wrote:"),
    Form("Sylpheed", "3.8", "en", "On {date}\n{name} wrote:"),
    Form("Horde IMP", "6.2", "en", "Quoting {name}:"),
    Form("Zoho", "2020", "en", "---- On {date} wrote ----"),
    Form("Zoho", "2026", "nl", "---- Op {date} schreef ----"),
    Form("Spark, Airmail", "3, 5", "en", "On {date}, {name} said:"),
    Form("Gmail, Apple Mail, Thunderbird", "2026", "de", "Am {date} schrieb {name}:"),
    Form("Thunderbird, Evolution", "153", "de", "{name} schrieb am {date}:"),
    Form("Apple Mail", "2026", "de", "Am {date} hat {name} geschrieben:"),
    Form("Horde IMP", "6.2", "de", "Zitat von {name}:"),
    Form("Gmail, Apple Mail, Thunderbird", "2026", "fr", "Le {date} {name} a écrit :"),
    Form("Thunderbird", "153", "fr", "{name} a écrit le {date} :"),
    Form("Gmail, Apple Mail, Thunderbird", "2026", "es", "El {date} {name} escribió:"),
    Form("Gmail, Apple Mail, Thunderbird", "2026", "it", "Il {date} {name} ha scritto:"),
    Form("Gmail", "2026", "pt", "Em {date} {name} escreveu:"),
    Form("Gmail, Thunderbird", "2026", "pt", "A {date} {name} escreveu:"),
    Form("Apple Mail, Thunderbird", "2026", "pt", "{name} escreveu no dia {date}:"),
    Form("Apple Mail, Thunderbird", "2026", "pt", "{date} {name} escreveu:"),
    Form("Gmail, Apple Mail, Thunderbird", "2026", "da, sv, nb", "Den {date} skrev {name}:"),
    Form("Gmail, Apple Mail", "2026", "sv, nb", "{date} skrev {name}:"),
    Form("Thunderbird, Roundcube", "153", "da, sv, nb", "{name} skrev den {date}:"),
    Form("Thunderbird", "153", "sv", "{name} skrev {date}:"),
    Form("Gmail, Thunderbird", "2026", "fi", "{date} {name} kirjoitti:"),
    Form("Gmail, Thunderbird", "2026", "pl", "W dniu {date} {name} pisze:"),
    Form("Thunderbird, Apple Mail", "2026", "pl", "{date} {name} pisze:"),
    Form("Gmail", "2026", "pl", "{date} {name} napisał(a):"),
    Form("Apple Mail, Roundcube", "2026", "pl", "{name} w dniu {date} napisał:"),
    Form("Outlook for Mac", "2026", "pl", "{date} {name} napisał:"),
    Form("Gmail", "2026", "cs", "{date} odesílatel {name} napsal:"),
    Form("Thunderbird, Apple Mail", "2026", "cs", "Dne {date} {name} napsal:"),
    Form("Thunderbird", "153", "cs", "Dne {date} {name} napsal(a):"),
    Form("Thunderbird, Mail.ru", "2026", "ru", "{date} {name} пишет:"),
    Form("Apple Mail, Yandex", "2026", "ru", "{date} {name} написал(а):"),
    Form("Apple Mail", "2026", "ru", "{date} {name} написал:"),
    Form("Gmail, Thunderbird", "2026", "uk", "{date} {name} пише:"),
    Form("Apple Mail", "2026", "uk", "{date} {name} написав(-ла):"),
    Form("Thunderbird", "153", "uk", "{name} пише {date}:"),
    Form("Gmail", "2026", "tr", "{name} {date} tarihinde şunu yazdı:"),
    Form("Apple Mail", "2026", "tr", "{date} tarihinde {name} şunu yazdı:"),
    Form("Gmail", "2026", "hu", "{name} ezt írta {date}:"),
    Form("Gmail", "2026", "ro", "{date} {name} a scris:"),
    Form("Gmail, Apple Mail", "2026", "ar", "{date} كتب {name}:"),
    Form("Gmail, Outlook", "2026", "zh", "{name} 于{date}写道："),
)
VERB = (
    r"(?:schreef|schreven|geschreven|schrieb|geschrieben|wrote|writes|a écrit|ha "
    r"scritto|escribi[óo]|escreveu|skrev|antwoordde|reageerde|"
    r"said|stuurde|napisał|pisze|пишет|пише|написал|yazdı)"
)
RUN_TOGETHER = re.compile(
    r"(.{0,300}?\S\s{0,3}-{0,3})\s{1,3}((?:On|Op) (?=[^:]{0,60}\d).{5,400}:)$"
)
VERB_LINE = re.compile(rf"{VERB}\s*[:：]", re.I)
OTHERS = (  # of any program: a name and a date, an address and a verb, an address and a clock
    re.compile(
        rf"(?=.*\d)(?:op|on|am|le|il|el|em|den|dne)\b.{{0,600}}?\b{VERB}\b.{{0,250}}?:?\s*:", re.I
    ),
    re.compile(
        (
            rf"(?!.{{0,200}}\w{{3}}[.!?] ).{{1,120}}?\b{VERB}\b(?: op| on| om| "
            rf"am)?\b.{{0,60}}?\d.{{0,80}}:"
        ),
        re.I,
    ),
    re.compile(
        rf"(?=[^@]{{0,300}}@)[^.!?@]{{0,200}}[\w.+-]{{0,64}}@[\w.-]+>?.{{0,80}}\b{VERB}\b.{{0,60}}:",
        re.I,
    ),
    re.compile(
        r"(?=[^@]{0,300}@)(?:[^\W\d]{2,10}[.,]? )?\d{1,4}[-./ "
        r"](?=.*\d{1,2}[:.]\d\d).{4,100}<[\w.+-]+@[\w.-]+>\s*:?"
    ),
)
GROUPWISE = re.compile(r"^>>> .{3,200}\d{1,2}[:.]\d\d.{0,40}(?:>>>|:)?$")
ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]+(?:\.[\w-]+)+")
IN_BRACKETS = re.compile(r"[<(\[](?:mailto:)?[\w.+=-]{1,64}@[\w-]+(?:\.[\w-]+)+[>)\]]")
TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
YEAR = re.compile(r"\b(?:19|20)\d\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\b")
# Some programs put the date on a line of its own, above the line with the name.
DATE_LINE = re.compile(
    (
        r"(?:op|on|am|le|il|el|em|den|dne|w "
        r"dniu)\s(?=.*\d).{4,60}?(?:\d{4}|\d{1,2}[:.]\d\d).{0,30}[^:]"
    ),
    re.I,
)
ENDS = (":", ">", "-", "：")


def compiled(form: Form) -> tuple[str, re.Pattern[str]]:
    """Its longest word, which is cheap to look for, and its pattern. Each has one gap for a date
    at most, so that it is read once.
    """
    line = " ".join(form.line.split())
    pattern = re.escape(line).replace(r"\ ", r"\s+").replace(r"\s+:", r"\s*:")
    pattern = pattern.replace(r"\{date\}", r".{1,240}?").replace(r"\{name\}", r".{1,200}?")
    needs_digit = "(?=.*\\d)" if "{date}" in line else ""
    words = re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", " ", line))
    return max(words, key=len).lower(), re.compile(needs_digit + pattern, re.I)


PATTERNS = [compiled(form) for form in FORMS]
LIKELY = re.compile(
    rf"@|{VERB}|{'|'.join(sorted({re.escape(word) for word, _ in PATTERNS}))}", re.I
)


def with_introductions(lines: Sequence[Line], known: Known) -> list[Line]:
    """The lines with those of introductions marked so."""
    marked = with_own_words_apart(lines)
    at = tried = 0
    while at < min(len(marked), LINES_READ) and tried < MOST_TRIED:
        tried += marked[at].text.endswith(ENDS)
        count = (
            0
            if marked[at].is_introduction or marked[at].is_blank
            else introduced(marked, at, known)
        )
        for number in range(at, at + count):
            marked[number] = replace(marked[number], is_introduction=True)
        at += max(count, 1)
    return marked


def with_own_words_apart(lines: Sequence[Line]) -> list[Line]:
    """Somebody may type right in front of an introduction: "ja hoor On Wed, Apr 4, 2012 at 3:59
    PM, Sanne wrote:".
    """
    apart: list[Line] = []
    for line, under in zip(lines, [*lines[1:], Line("")], strict=False):
        may_be = (
            under.depth > line.depth
            and line.text.endswith(":")
            and len(line.text) < LONGEST
            and len(apart) < LINES_READ
        )
        found = RUN_TOGETHER.match(line.text) if may_be else None
        if found and looks_like_one(found[2]):
            apart += [replace(line, text=found[1].rstrip(" -")), replace(line, text=found[2])]
        else:
            apart.append(line)
    return apart


def introduction(lines: Sequence[Line], at: int) -> int:
    """How many lines the introduction takes that is marked here; 0 when there is none."""
    count = 0
    while at + count < len(lines) and lines[at + count].is_introduction and count < LINES:
        count += 1
    return count


def introduced(lines: Sequence[Line], at: int, known: Known) -> int:
    """How many lines of a mail program introduce a quote here; 0 when it is the sender's own
    sentence, or may be.
    """
    first = lines[at]
    if GROUPWISE.match(first.text):
        return 1
    for count in range(1, LINES + 1):
        line = lines[at + count - 1] if at + count <= len(lines) else None
        if (
            line is None
            or line.is_blank
            or line.depth != first.depth
            or line.is_signature != first.is_signature
        ):
            return 0
        text = joined(lines[at : at + count])
        if len(text) > LONGEST:
            return 0
        if looks_like_one(text):
            if begins_later(lines[at : at + count]):
                return 0  # what stands here is the sender's own
            if at + count < len(lines) and VERB_LINE.fullmatch(lines[at + count].text.strip()):
                count += 1  # noqa: PLW2901 (the verb was broken off)
            return count if is_a_programs(text, lines, at + count, first.depth, known) else 0
    return 0


def begins_later(lines: Sequence[Line]) -> bool:
    if len(lines) > 1 and DATE_LINE.fullmatch(lines[0].text.strip()):
        return len(lines) > 2 and begins_later(lines[1:])
    return any(looks_like_one(joined(lines[later:])) for later in range(1, len(lines)))


def joined(lines: Sequence[Line]) -> str:
    return " ".join(line.text.strip() for line in lines).strip("*_ ")


def looks_like_one(text: str) -> bool:
    if not text.endswith(ENDS) or not LIKELY.search(text):
        return False
    lowered = text.lower()
    return any(word in lowered and pattern.fullmatch(text) for word, pattern in PATTERNS) or any(
        other.fullmatch(text) for other in OTHERS
    )


def is_a_programs(text: str, lines: Sequence[Line], after: int, depth: int, known: Known) -> bool:
    """An address in brackets is never a sentence's. Else a whole date above a quote; else a
    quote, or what follows, must be ours.
    """
    if IN_BRACKETS.search(text):
        return True
    following = [line for line in lines[after : after + 40] if not line.is_blank]
    quote = [line.text for line in following if line.depth > depth]
    if following[:1] and following[0].depth > depth:
        return (
            bool(YEAR.search(text))
            or bool(ADDRESS.search(text))
            or known.is_us(text)
            or known.has_ours(quote)
        )
    dated = bool(YEAR.search(text) and TIME.search(text))
    return (dated and known.is_us(text)) or known.has_ours([line.text for line in following[:1]])
