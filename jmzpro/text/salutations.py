"""The greeting above somebody's words and the goodbye under them, taken off for a page that shows
no names.

`trim` gives what is left and, word for word, what was left off: nothing disappears without a trace.
Only the beginning and the end of a text are looked at; when it is not sure that something is a
greeting or a goodbye, it stays.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jmzpro.kit.lazy import lazy_pattern
from jmzpro.text.clean_text import has_words
from jmzpro.text.words import fold, words_of

LONGEST_GREETING = 240  # characters
MOST_GREETINGS = 3  # "Hallo! Goedemorgen Sanne,"
LONGEST_ENDING = 3000
MOST_TRIED = 40  # places where a goodbye may begin
MOST_SIGNED_LINES = 25
MOST_GOODBYES = 4  # a postscript has one of its own
LONGEST_SIGNED_LINE = 90  # characters
MOST_SIGNED_WORDS = 10


@dataclass(frozen=True)
class Trimmed:
    """`left_off`: what was taken away, in the order of the text."""

    text: str
    left_off: tuple[str, ...] = ()


# ---- what the words look like
# -----------------------------------------------------------------------

# In the shape of a text the letters of a name are these: of somebody in the conversation, and of
# anybody (known by the capital).
_OURS, _ANY = "\ue001", "\ue000"
_WORD = re.compile(r"@?[^\W\d_][\w'’-]*")
# Words that a sentence begins with, and so no names for their capital.
_NO_NAMES = frozenset(fold(word) for word in (*words_of("stop-words"), *words_of("first-words")))
_PARTICLE = r"(?i:van|de|der|den|het|'t|’t|ten|ter|te|el|al|ben|bin|la|le|von|du|in|op|aan|uit|bij|o\.d\.|v\.?d\.?)"  # noqa: E501
_PARTICLES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "el",
        "al",
        "ben",
        "bin",
        "la",
        "le",
        "von",
        "du",
        "in",
        "op",
        "aan",
        "uit",
        "bij",
        "en",
    ]
)
_GAP = r"[ \t]+"
_INITIALS = r"(?:[A-ZÀ-ÖØ-Þ]\.[ \t]?)+"
_PICTURE = r"[\U0001f300-\U0001faff\u2600-\u27bf\u200d\ufe0f]|[:;]-?[)D(]|<3"
_END = rf"[*_]{{0,3}}(?:[ \t]*(?:{_PICTURE}|[,!.:;…–—*_-])+[ \t]*(?:\n\s*)?|[ \t]*\n\s*|[ \t]*$)"

_FIRM = (
    r"(?i:h+o+i+(?:[ "
    r"-]?hoi)*|hal+o+|he+y+|hé+|hee|hej|ha+i+|hi+|hello|joe+hoe+|mo+i+n?|môgge|mogge|moge|yo"
    r"|goei?d?en?[ -]?(?:morgen|middag|avond|dag|nacht)|goedendag|gegroet|welkom)"
)
_MILD = r"(?i:dag|daag|ha+|ah|beste|lieve|lief|liefste|geachte|hooggeachte|waarde|dear|morgen|middag|avond|hè)"  # noqa: E501
_ONE = rf"(?:{_FIRM}|{_MILD})(?![\w'’])"
_GREETS_ALONE = re.compile(_ONE)
_GREETING = rf"{_ONE}(?:[,!.]?{_GAP}{_ONE})*"
_TITLE = (
    r"(?i:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|de[ "
    r"\t]heer|heer|dhr\.?|dr\.?|drs\.?|ir\.?|prof\.?|dokter|zuster|juf|meester"
    r"|lieve|beste|die)"
)
_CROWD = (
    r"(?i:mevrouw[ \t]*,[ \t]*geachte[ \t]+heer|mevrouw|meneer|mijnheer|heer[ \t]?/[ "
    r"\t]?mevrouw|heer[ \t]of[ \t]mevrouw"
    r"|dames[ \t]en[ \t]heren|allemaal|allen|iedereen|jullie(?:[ \t]allemaal)?"
    r"|collega(?:['’]?s|-\w+)?|mede\w+|mensen|leden|lezers?|netwerk\w*|vra(?:gen?|ag)st(?:eller|elster)s?|hulpvrager|team|groep"
    r"|(?:alle[ \t]+)?andere?n?|de[ "
    r"\t]rest|daar|weer|beiden|anoniem|onbekende|lotgenoten|vakgenoten|professionals?|dames|heren"
    r"|meiden|lieverds?|vrienden|schat|co|consorten)"
)

# ---- goodbyes
# ------------------------------------------------------------------------------------------

_GREET = r"(?:gr(?:oet(?:en|jes|je|end)?|t(?:jes|js|z|s|n)?)?|gegroet)"
_KIND = (
    r"(?:(?:met|een|de|nog|veel|heel|alvast|nogmaals|mede|vr\.?|vriend\.?|hart\.?|al|mijn|onze|lieve|beste|vele|dikke"
    r"|[a-zàáâäèéêëìíîïòóôöùúûü]+(?:ke|ge|me|ne|le|re|de|te|ve|se|pe))[ \t]+)"
)
# These say goodbye whatever follows.
_FIRM_GOODBYE = (
    rf"(?i:{_KIND}{{0,4}}{_GREET}\.?|m\.?[ ]?v\.?[ ]?r?\.?[ ]?gr?\.?|mvg|mvrgr|vrgr|vr\.?[ "
    r"]?gr\.?|h\.?[ ]?gr\.?|hgr|mhg|m\.h\.g\.?"
    r"|(?:veel[ \t]+|heel[ \t]+veel[ "
    r"\t]+)?liefs|hartelijks|vriendelijks|hoogachtend|(?:kind|best|warm)[ \t]+(?:regards|wishes)"
    r"|regards|cheers|sincerely|x{1,4}|xo(?:xo)?"
    r"|(?:dikke[ \t]+|lieve[ \t]+)?(?:kus(?:jes)?|knuffels?)|namens|was[ \t]getekend|w\.g\.)"
)
# These may be somebody's wish: they say goodbye when a name follows.
_MILD_GOODBYE = (
    r"(?i:(?:heel[ \t]+|alvast[ \t]+)?(?:veel[ \t]+)?(?:succes|sterkte|plezier|geluk)(?:[ "
    r"\t]+(?:ermee|gewenst|verder|allemaal"
    r"|hoor|daarmee))*"
    r"|tot[ \t]+(?:ziens|gauw|snel|horens|dan|morgen|later|schrijfs|mails|kijk)|doe+i+(?:[ "
    r"-]?doe+i+)*|doeg|dag|houdoe|ciao|later"
    r"|(?:een[ \t]+)?(?:hele[ \t]+)?(?:fijne?|prettige?|goede?n?|mooie?|leuke?|zonnige?)[ "
    r"\t]+(?:dag|avond|middag|weekend|week"
    r"|dagen|feestdagen|vakantie|werkweek)"
    r"(?:[ \t]+(?:verder|nog|toegewenst|gewenst|allemaal))*"
    r"|(?:alvast[ \t]+|nogmaals[ \t]+|met[ \t]+|hartelijk[ \t]+|heel[ \t]+erg[ "
    r"\t]+)*(?:dank(?:jewel|[ \t]+(?:je|u"
    r"|jullie)[ \t]+wel)?|bedankt|thanks)"
    r"(?:[ \t]+alvast)?|ik[ \t]+hoor(?:[ \t]+het)?[ \t]+graag|hoor[ \t]+het[ \t]+graag|laat[ "
    r"\t]+maar[ \t]+weten)"
)
_FIRM_AT = re.compile(
    rf"(?:^|(?<=[\s.!?…,;:)]))(?P<word>(?:{_MILD_GOODBYE}[ \t]*(?:en|&|\+)[ "
    rf"\t]*)?{_FIRM_GOODBYE})(?![\w'’])"
)
_MILD_AT = re.compile(rf"(?:^|(?<=[\s.!?…,;:)]))(?P<word>{_MILD_GOODBYE})(?![\w'’])")
# "Doe haar de groeten", "een kaartje met groetjes": no goodbye.
_ABOUT_GREETING = re.compile(
    r"\b(?:doe|doet|deed|kreeg|kregen|krijg|krijgen|stuur|stuurt|sturen|kaartje|kaart|breng)\b[^.!?\n]*$",
    re.I,
)
_EMOJI = r"[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]"
_SENTENCE_ENDS = re.compile(rf"(?:[.!?…,;:)\]–—-]|{_EMOJI}|^)[\s\"'”’*_]*$")
# Of these a name must follow, or nothing at all.
MAY_MEAN_MORE = frozenset({"gr", "x", "xx", "xxx", "namens", "knuffel", "kus"})
_CONTACT = re.compile(
    r"\b(?:tel|telefoon|mob|mobiel|fax|kvk|btw|postbus|adres|website|www|linkedin|e-?mail|mail|whatsapp|agb|skj|big)\b\s*[.:]"
    r"|\b[TMEWFA]\s?[:.|]?\s?[\d+]|[\w.+-]+@[\w-]+\.\w|www\.|https?://|\+\d{2}[\s\d()-]{7,}|\b0\d{1,3}[\s-]?\d{5,8}\b"
    r"|\b0\d(?:[\s-]?\d){8}\b|\b\d{4}\s?[A-Z]{2}\b|\s\|\s|\s•\s",
    re.I,
)
_DAY = r"(?:ma(?:an)?|di(?:ns)?|wo(?:ens)?|do(?:nder)?|vr(?:ij)?|za(?:ter)?|zo(?:n)?)(?:dag|\.)?(?:en|middag|ochtend|morgen|avond)?"  # noqa: E501
_WORKDAYS = re.compile(
    r"\b(?:werkdag\w*|werkzaam|werktijden|aanwezig|afwezig|bereikbaar|ik "
    rf"werk|vrij)\b.{{0,60}}\b{_DAY}\b"
    rf"|^\W{{0,3}}{_DAY}\s*(?:,|t/m|tot|en|/|-|\|)\s*{_DAY}\b",
    re.I,
)
_FROM_PROGRAM = re.compile(
    r"^\W{0,4}(?:verstuurd|verzonden|gestuurd|sent|gesendet)\b.{0,60}$|^\W{0,4}(?:get|download|haal)\b.{0,20}\boutlook\b.{0,40}$"
    r"|^\W{0,4}(?:disclaimer|de informatie in (?:dit|deze)|dit (?:e-?mail)?bericht is|deze "
    r"e-?mail is|denk aan het milieu)\b.*$",
    re.I,
)
_POSTSCRIPT = re.compile(
    (
        r"^\W{0,3}(?:(?:p\.?\s?){1,3}s\.?|n\.?b\.?|ps\d?|o "
        r"ja|oja|bijlagen?|zie|tip|link|update|aanvulling)(?:\b|[:.,])"
    ),
    re.I,
)
_LINE_END = re.compile(r"\n|[ \t]+(?=P\.?S\.?[ :.,])")
# A line with one of these in it says something. Small letters only: Wil, Mag and Laat are names
# too.
_SAYS = re.compile(
    r"\b(?:ik|je|jij|jullie|we|wij|zij|ze|hij|er|dat|dit|die|niet|geen|maar|omdat|als|want|ook|is|zijn|was|waren|heb|hebt|heeft|hebben"
    r"|had|kan|kun|kunt|kunnen|kon|moet|moeten|wil|wilt|willen|zal|zullen|zou|doen|doet|doe|deed|ga|gaat|gaan|ging|kom|komt|komen|kreeg"
    r"|kregen|krijg|krijgt|krijgen|werkt|werken|geef|geeft|geven|maak|maakt|maken|laat|laten|bel|bellen|vraag|vragen|stuur|kijk|zie|zien"
    r"|weet|weten|vind|vindt|vinden|hoop|hopen|mag|mogen|helpt|helpen|hielp|begin|begint|beginnen|staat|staan|lees|lezen|vergeet)\b"
)
# "Groetjes Anja, ook namens Piet" says nothing more.
_ALSO_FOR = re.compile(r"\b(?:ook|mede)[ \t]+namens\b", re.I)
# "S a n n e": one name, and no initial.
_SPELLED = re.compile(r"\w(?:[ ._-]\w){2}(?!\w)")
_DELIMITER = re.compile(r"^\s*(?:--|—|__+|\*\*\*|-{3,}|_{3,})\s*$")


# ---- patterns over the shape of a text
# ------------------------------------------------------------------

_NAME = rf"(?:[{_OURS}{_ANY}]+|{_INITIALS})"
_PERSON = rf"(?:{_TITLE}{_GAP})*+(?:{_PARTICLE}{_GAP})*{_NAME}(?:{_GAP}(?:{_PARTICLE}{_GAP})*{_NAME}){{0,5}}"  # noqa: E501
# After "dag" or "beste" a particle may begin a sentence: "Dag van de Mantelzorg".
_BARE = rf"(?:{_TITLE}{_GAP})*+{_NAME}(?:{_GAP}(?:{_PARTICLE}{_GAP})*{_NAME}){{0,5}}"
_OF_US = rf"(?:{_TITLE}{_GAP})*+(?:{_INITIALS})?+(?:{_PARTICLE}{_GAP})*[{_OURS}]+(?:{_GAP}(?:{_PARTICLE}{_GAP})*{_NAME}){{0,4}}"  # noqa: E501
_PEOPLE = rf"(?:{_TITLE}{_GAP})*{_CROWD}(?![\w'’-])(?:{_GAP}(?:{_PARTICLE}{_GAP})*{_NAME}){{0,3}}"
_ASIDE = r"(?:[ \t]*\([^()\n]{1,40}\)|[ \t]+(?i:c\.?s\.?|e\.?a\.?)(?![\w'’]))?"
_JOINT = r"[ \t]*(?:,[ \t]*)?(?i:en|and|&|\+|/)[ \t]*"


def _several(of: str) -> str:
    """One of them or a row; a row with commas only when it ends as a row does, for "Hoi Sanne,
    Marijke deed dat" has one.
    """
    one = rf"(?>{of})"  # taken whole or not at all: a long row of names is read once
    listed = rf"{one}(?:[ \t]*,[ \t]*{one}){{0,6}}+{_JOINT}{one}{_ASIDE}{_END}"
    above = rf"{one}(?:[ \t]*,[ \t]*{one}){{1,6}}+{_ASIDE}[ \t]*[,!.:]?[ \t]*\n\s*"
    return rf"(?:{listed}|{above}|{one}{_ASIDE}{_END})"


_FIRST = rf"(?:{_FIRM}(?![\w'’]))"
_SMALL_NAME = r"(?!(?:zeg|ja|nee|even|dan|dat|dit|wat|wij|we|ik)\b)[a-zà-ÿ]{2,20}(?=[ \t]*[,!\n])"
_GREETS = lazy_pattern(
    rf"[\s*_>\"“‘]{{0,4}}(?:{_FIRST}(?:[,!.]?{_GAP}{_ONE})*[ \t]*[,!]?[ "
    rf"\t]+{_several(f'{_PERSON}|{_PEOPLE}')}"
    rf"|{_GREETING}[ \t]*,?[ \t]+{_several(f'{_BARE}|{_OF_US}|{_PEOPLE}')}"
    rf"|{_GREETING}[ \t]*,?[ \t]+(?>{_OF_US})(?:{_JOINT}(?>{_OF_US}))*(?:[ \t]+|$)"
    rf"|{_FIRST}(?:[,!.]?{_GAP}{_ONE})*[ "
    rf"\t]+(?:(?>{_PERSON})(?:{_JOINT}(?>{_PERSON}))?|{_PEOPLE})[ \t]+(?=[^\W_]|[(\"“‘'])"
    rf"|{_FIRST}[ \t]+{_SMALL_NAME}{_END}"
    rf"|{_FIRST}(?:[,!.]?{_GAP}{_ONE})*{_END}(?![ \t]*(?:zei|zegt|zeg|zeiden|riep|vroeg|roept)\b)"
    rf"|{_FIRST}[ "
    r"\t]+(?=(?i:wij|we|ik|bij|hier|onze?|leuke?|goede?|mooie?|fijne?|dank|bedankt|herkenbaar)\b)"
    rf"|{_GREETING}[ \t]*[,!.:]*[ \t]*\n\s*)"
)
_CALLS = re.compile(
    rf"[\s*_]{{0,4}}(?>{_OF_US})(?:{_JOINT}(?>{_OF_US}))*(?:[ \t]*[,!:]+[ \t]*(?:\n\s*)?|[ "
    r"\t]*\n\s*)"
)
_ONLY_NAMES = re.compile(
    rf"^[\s\W]{{0,4}}(?:(?>{_OF_US})(?:{_JOINT}(?>{_OF_US}))*|[A-Z{_ANY}]\.?(?:[ "
    rf"\t]?[A-Z{_ANY}]\.?)?(?=\s*$))[\s.!)]*(?:$|[,|(•–—-].*$)"
)
_NAME_AT_END = re.compile(
    rf"(?:(?<=[.!?…)\n])|(?<=[,~/–—-])|(?<={_EMOJI}))[ \t]*[-–—~/*_]{{0,3}}[ \t]*"
    rf"(?>{_OF_US})(?:{_JOINT}(?>{_OF_US}))*(?:[\s.!*_]|{_EMOJI})*$"
)
_NAMED = re.compile(
    rf"[\s,.!:;*_–—-]*(?:(?i:van|namens|ook|mede|team|het|heel|groetjes?|groet)[\s,]+)*(?:{_PARTICLE}{_GAP})*{_NAME}"
)
_NAMED_OURS = re.compile(
    rf"[\s,.!:;*_–—-]*(?:(?i:van|namens|ook)[ \t]+)*(?:{_PARTICLE}{_GAP})*[{_OURS}]"
)


@dataclass(frozen=True)
class Words:
    """A text and its shape, cut together."""

    text: str
    shape: str

    def __getitem__(self, part: slice) -> "Words":
        return Words(self.text[part], self.shape[part])

    @property
    def plain(self) -> str:
        """As the patterns read it: mail programs write "Met vriendelijke groet" with blanks that
        do not break.
        """
        return _with_plain_blanks(self.text)


def trim(text: str, names: Collection[str] = ()) -> Trimmed:
    """`names`: what the people of this conversation are called; other names are known by their
    capital.
    """
    ours = frozenset(fold(word) for name in names for word in _WORD.findall(name)) - _PARTICLES
    said = Words(text, _shape(text, ours))
    said, above = _without_greeting(said)
    left, below = _without_goodbye(said)
    if not has_words(left.text):
        return Trimmed(text)
    kept = left.text.strip() if above or below else left.text
    return Trimmed(_with_a_capital(kept) if above else kept, (*above, *below))


def _with_plain_blanks(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _shape(text: str, ours: frozenset[str]) -> str:
    """The text with each name in signs that say whose it is; as long as the text."""

    def sign(match: re.Match[str]) -> str:
        word = match.group()
        folded = fold(word.lstrip("@"))
        if folded in ours:
            return _OURS * len(word)
        is_name = word[0] == "@" or (
            word[0].isupper() and folded not in _NO_NAMES and not _GREETS_ALONE.fullmatch(word)
        )
        return (
            _ANY * len(word)
            if is_name and not _SPELLED.match(match.string, match.start())
            else word
        )

    return _WORD.sub(sign, _with_plain_blanks(text).replace(_OURS, " ").replace(_ANY, " "))


# ---- above
# ------------------------------------------------------------------------------------------------


def _without_greeting(said: Words) -> tuple[Words, list[str]]:
    left_off: list[str] = []
    for _ in range(MOST_GREETINGS):
        # A sign that no pattern takes stands where the text was cut, so that nothing "ends" there.
        head = said.shape[:LONGEST_GREETING] + ("\0" if len(said.shape) > LONGEST_GREETING else "")
        found = _GREETS.match(head) or _CALLS.match(head)
        if found is None or not found.group().strip():
            break
        left_off.append(said.text[: found.end()].strip())
        said = said[found.end() :]
    return said, left_off


def _with_a_capital(text: str) -> str:
    """As a sentence begins; a word with a sign before it ("'s avonds") or a capital inside stays
    as it is.
    """
    word = re.match(r"[^\W\d_]+", text)
    if (
        word is None
        or not word.group().islower()
        or text[word.end() : word.end() + 1] in {"@", "."}
    ):
        return text
    length = 2 if text.startswith("ij") else 1
    return text[:length].upper() + text[length:]


# ---- below
# ------------------------------------------------------------------------------------------------


def _without_goodbye(said: Words) -> tuple[Words, list[str]]:
    left_off: list[str] = []
    for _ in range(MOST_GOODBYES):
        cut = _goodbye(said)
        if cut is None:
            break
        start, end = cut
        left_off.insert(0, said.text[start:end].strip())
        said = _joined(said[:start], said[end:])
    return said, left_off


def _joined(above: Words, below: Words) -> Words:
    """What stands before a goodbye and what after it; a comma before it says nothing more."""
    kept = above[: len(above.text.rstrip())]
    if not below.text.strip():
        return kept[: len(re.sub(r"[ \t,;~/–—-]+$", "", kept.text))]
    lead = len(below.text) - len(below.text.lstrip())
    return Words(f"{kept.text}\n\n{below.text[lead:]}", f"{kept.shape}\n\n{below.shape[lead:]}")


def _goodbye(said: Words) -> tuple[int, int] | None:
    """From where to where the last goodbye stands, with the signature under it."""
    at_delimiter = _delimited(said.plain)
    if at_delimiter is not None:
        return at_delimiter
    for start, after, is_firm in _candidates(said.plain):
        if (end := _end_of_goodbye(said, start, after, is_firm=is_firm)) is not None:
            return start if is_firm else _behind_wish(said.plain, start, after), end
    return _own_name(said)


def _candidates(text: str) -> list[tuple[int, int, bool]]:
    """Where a goodbye may begin and where its words end, the last first."""
    begin = max(0, len(text) - LONGEST_ENDING)
    firm = [
        (match.start("word"), match.end("word"), True) for match in _FIRM_AT.finditer(text, begin)
    ]
    mild = [
        (match.start("word"), match.end("word"), False) for match in _MILD_AT.finditer(text, begin)
    ]
    return sorted([*firm, *mild], reverse=True)[:MOST_TRIED]


def _end_of_goodbye(said: Words, start: int, after: int, *, is_firm: bool) -> int | None:
    """Where what follows the goodbye stops being a signature; None when it is no goodbye."""
    text = said.plain
    line_end = _LINE_END.search(text, after)
    stop = line_end.start() if line_end else len(text)
    before, tail = text[max(text.rfind("\n", 0, start) + 1, start - 200) : start], said[after:stop]
    if not _is_signing(tail.plain) or not (
        _SENTENCE_ENDS.search(before) or (is_firm and _goes_on(said, start, before, tail))
    ):
        return None
    end = _end_of_signature(text, stop)
    is_bare = not tail.plain.strip(" \t,.!:;-")
    is_named = bool(_NAMED.match(tail.shape) or (is_bare and _NAMED.match(said.shape[stop:end])))
    if is_firm and text[start:after].strip(".").lower() not in MAY_MEAN_MORE:
        return end
    return end if is_named or (is_firm and is_bare and end >= len(text.rstrip())) else None


def _goes_on(said: Words, start: int, before: str, tail: Words) -> bool:
    """ "… met de bus groetjes Suzanne", without a mark before it; "doe de groeten aan Suzanne" is
    no goodbye.
    """
    is_about = said.text[start : start + 3].lower() == "de " or _ABOUT_GREETING.search(before)
    return not is_about and _NAMED_OURS.match(tail.shape) is not None


def _behind_wish(text: str, start: int, after: int) -> int:
    """ "Succes! Suzanne" wishes somebody something before the name: the wish stays."""
    marks = re.compile(r"[ \t]*[!.…]+").match(text, after)
    return marks.end() if marks else start


def _is_signing(tail: str) -> bool:
    """Nothing, or who and where somebody is; no sentence."""
    said = tail.strip(" \t,.!:;-–—*_")
    if len(said) > LONGEST_SIGNED_LINE or "?" in said:
        return False
    if _WORKDAYS.search(said) or _FROM_PROGRAM.match(said):
        return True
    return not _SAYS.search(_ALSO_FOR.sub("", said)) and (
        bool(_CONTACT.search(said)) or len(said.split()) <= MOST_SIGNED_WORDS
    )


def _is_signature(line: str) -> bool:
    return bool(_FROM_PROGRAM.match(line.strip())) or (
        _is_signing(line) and not _POSTSCRIPT.match(line)
    )


def _end_of_signature(text: str, stop: int) -> int:
    """Where the signature under a goodbye ends."""
    end = at = stop
    for line in text[stop:].split("\n")[1:]:
        at += 1 + len(line)
        if line.strip():
            if not _is_signature(line):
                break
            end = at
    return end


def _delimited(text: str) -> tuple[int, int] | None:
    """A line of dashes with nothing but a signature under it."""
    lines = text.split("\n")
    for at in range(len(lines) - 1, max(0, len(lines) - MOST_SIGNED_LINES), -1):
        if _DELIMITER.match(lines[at]):
            below = [line for line in lines[at + 1 :] if line.strip()]
            return (
                (_start_of(lines, at), len(text))
                if below and all(map(_is_signature, below))
                else None
            )
    return None


def _own_name(said: Words) -> tuple[int, int] | None:
    """A name of this conversation that stands alone at the end, with who and where under it."""
    lines, shapes = said.plain.split("\n"), said.shape.split("\n")
    for at in range(len(lines) - 1, max(0, len(lines) - MOST_SIGNED_LINES), -1):
        if _ONLY_NAMES.match(shapes[at]) and _is_signing(lines[at]):
            return _start_of(lines, at), len(said.text)
        if lines[at].strip() and not _is_signature(lines[at]):
            break
    last = len(said.shape) - LONGEST_SIGNED_LINE
    found = _NAME_AT_END.search(said.shape, max(0, last))
    return (
        (found.start(), len(said.text)) if found and has_words(said.text[: found.start()]) else None
    )


def _start_of(lines: Sequence[str], at: int) -> int:
    return sum(len(line) + 1 for line in lines[:at])
