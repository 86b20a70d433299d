"""What stands around a name in its own sentence and the next: the signs of a child at home, and the
facts that lead to its door.

`guard/name_context.py` knows what touches a name. Most people write otherwise: "Op de Korte Nering
7 woont Dewi met een oma die niets meer onthoudt". A fact counts here only near somebody who is a
child or of its family, so that these expressions may be wide.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from jmzpro.text.guard.name_context import A_CLASS, AGED, CHILD, MONTH, either
from jmzpro.text.guard.spans import Kind, Span

REACH = 220  # characters that a sentence is read to either side
SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÀ-Ý\"‘'’]|\s*$)|\n\s*\n")
ADULT_AT_HOME = either(
    *(
        "(?:stief|pleeg|schoon|groot)?(?:moeder|vader)",
        "mama",
        "papa",
        "mam",
        "pap",
        "ma",
        "pa",
        "mem",
        "heit",
    ),
    *("oma", "opa", "beppe", "pake", "tante", "oom", "ouders"),
)
BESIDE_IT = either(
    "broer(?:tje|s|tjes)?", "zus(?:je|sen|jes)?", "brus(?:je)?", "tweelingbroer", "tweelingzus"
)
THEIRS = either("haar", "zijn", "z'n", "zn", "hun", "d'r", "der", "een", "de")
# Somebody at home is ill, or cared for; a child does what grown-ups do.
AT_HOME = re.compile(
    r"\b"
    + either(
        rf"{THEIRS} (?:[\w-]+ ){{0,2}}(?:{ADULT_AT_HOME}|{BESIDE_IT})",
        rf"(?<!van )(?<!voor )(?:{ADULT_AT_HOME}(?<!ouders)|{BESIDE_IT}) (?:[\w-]+ ){{0,2}}"
        + either(
            "heeft",
            "is",
            "met",
            "ligt",
            "kan",
            "mag",
            "drinkt",
            "leeft",
            "slaapt",
            "werkt",
            "weg",
            "vertrokken",
            "overleden",
        ),
        rf"(?:{ADULT_AT_HOME}|{BESIDE_IT}),? (?:die|dat) \w+",
        "mama|papa|mam|pap|oma|opa",
        (
            r"(?:doet|regelt|kookt|poetst|houdt|helpt|moet|doen) (?:[\w-]+ ){0,3}thuis|thuis "
            r"(?:[\w-]+ ){0,2}(?:alles|niemand|geen)"
        ),
        r"zorgt (?:[\w-]+ ){0,3}voor (?:haar|zijn|z'n|hun|d'r|twee|drie|vier|een|het hele)",
        (
            r"(?:doet|doen) (?:[\w-]+ ){0,3}(?:de was|alle was|het huishouden|de "
            r"boodschappen|alles|het vee)"
        ),
        (
            r"(?:kookt|tolkt|vertaalt|mantelzorgt|verzorgt|tilt) (?:[\w-]+ "
            r"){0,4}\w+|(?:de|als|is) (?:enige )?tolk\b"
        ),
        (
            r"(?:maatje|brussen(?:kamp|groep)?|lotgenoten|(?:mijn|onze|dit|dat|deze|die|haar|zijn|het) "  # noqa: E501
            rf"{CHILD})"
        ),
    )
    + r"\b",
    re.I,
)
# Somebody of a club: what it plays, in which team, on which day.
SPORT = either(
    "voetbal",
    "hockey",
    "korfbal",
    "volleybal",
    "handbal",
    "basketbal",
    "judo",
    "turn",
    "zwem",
    "tennis",
    "dans",
    "rij",
    "honkbal",
)
CLUB = re.compile(
    rf"(?<!\w)(?i:{SPORT})\w*,? (?i:[\w-]+ ){{0,3}}?(?i:bij|van|op|in) (?:(?i:de|het|'t) )?"
    r"((?:[A-Z][\w'’-]*|\d)(?: [A-Z][\w'’-]+){0,2})"
    r"|(?<!\w)((?:[VSR]V|FC|VVV|SC|RKVV|RKSV|HC|KV|DOS|scouting|Scouting) "
    r"(?!(?:en|de|het|voor)\b)[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"|(?<!\w)((?:JO|MO|O)\d{1,2}(?:-\d)?|[A-F]\d) (?i:van|bij) (?:(?i:de|het) )?[A-Z][\w'’-]+"
    r"|(?<!\w)(?i:scouting) (?i:in|van|bij) ([A-Z][\w'’-]+)"
)
# A school by its own name alone: of what one goes to, learns at, is in a class of.
SCHOOL_NAME = (
    r"(?!(?i:plein|markt|bank|ijs|straat|school|middelbare|basisschool|kinderopvang|opvang)\b)[A-ZÀ-Ý][\w'’-]{2,25}(?: "  # noqa: E501
    r"[A-ZÀ-Ý][\w'’-]+)?"
)
LEARNS = either("zit", "zitten", "zat", "leert", "leren", "les heeft", "gaat", "gaan", "ging")
CALLED_SCHOOL = re.compile(
    rf"(?<!\w)(?i:{LEARNS})(?: (?!op\b|naar\b)[\w-]+){{0,3}} (?i:op|naar) (?i:de|het|'t|een) "
    rf"({SCHOOL_NAME})"
    rf"|(?<!\w)(?i:{A_CLASS}|klas|jaars|groep|leerjaar|V\d[A-Z]|[A-Z]{{1,3}}\d[a-z]?)\)?,? "
    r"(?i:op|van|aan|bij) (?i:de|het|'t)"
    rf" ({SCHOOL_NAME})"
    rf"|(?<!\w)(?i:op) (?i:de|het|'t) ({SCHOOL_NAME})(?: in [A-Z][\w'-]+)? "
    r"(?i:zit|zitten|zat|leert)\b"
    rf"|(?<!\w)(?i:basisschool|school) (?i:de |het |'t )?({SCHOOL_NAME})"
    r"|(?<!\w)(?i:praktijkonderwijs|vmbo|havo|vwo|mavo|mbo|speciaal onderwijs)(?: (?i:in|te) "
    r"[A-Z][\w'-]+)?, (?i:de|het|'t)"
    rf" ({SCHOOL_NAME})"
    r"|(?<!\w)(?i:juf|meester) [A-Z]\w+(?: (?i:in|van) (?i:groep|klas) \d)? (?i:op|van) "
    r"(?i:de|het|'t) ([A-Z][\w'’-]+)"
    r"|(?<!\w)(?i:zit|zitten|gaat) (?:[\w-]+ )?(?i:op|naar) (?i:de|het) "
    r"(?!(?i:bank|basisschool|school|markt|plein)\b)"
    r"([a-zà-ÿ][\w-]{4,25})(?= (?i:en|in) )"
)
# Behind a first name: "Naomi van het Pieter Zandt", "Chaima van de Ark".
SCHOOL_BEHIND = re.compile(
    rf",? (?:(?i:en) [A-Z][\w-]+ )?(?i:van|op) (?i:de|het|'t) ({SCHOOL_NAME})(?! "
    r"(?i:ouders|moeder))"
)
# A class as schools write it, and how far somebody is.
CLASS_WORD = re.compile(
    rf"\b(?:{A_CLASS}|[1-6][a-d]|[1-6] ?(?:mavo|havo|vwo|vmbo(?:-\w+)?|gymnasium|atheneum)"
    r"|(?:eerste|tweede|derde|vierde|vijfde|zesde) "
    r"klas|(?:eerste|tweede|derde|vierde)jaars|examenklas)\b"
    r"|(?<!\w)(?:[VHTMK]\d[A-Z]?|TL\d|[VH]WO ?\d)(?!\w)",
    re.I,
)
YOUNG_IN_WORDS = either(
    *(
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "vijf",
        "vier",
    ),
)
AGE_WORD = re.compile(
    r"\b(?:is|wordt|werd|van) (?:(?:in|op|net|pas|bijna|al|nu) (?:\w+ "
    rf")?)?(?:{YOUNG_IN_WORDS}|[4-9]|1[0-7])\b"
    r"(?! (?:uur|mensen|kinderen|scholen|tot|jaar (?:geleden|ervaring)))"
    rf"|\b{AGED}|\bop (?:haar|zijn) \w+(?:de|ste)\b",
    re.I,
)
# When somebody was born, where the text does not say so: the month with a year in which children
# are born.
BIRTH_MONTH = re.compile(
    rf"(?<![\d-])(?:\d{{1,2}} )?{MONTH}\.? (20[012]\d)(?!\d)|\bbouwjaar:? (20\d\d)\b"
    rf"|\b(?:gbd|g\.?d)\.?:? ?(\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}})",
    re.I,
)
# An account by the name of where it is: "zit op snap als guusjeh_12".
CALLED_ACCOUNT = re.compile(
    r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|roblox|facebook)\b(?: \w+){0,2}?(?: "
    r"als| is|:)? @?"
    r"([a-z0-9]*[._\d][\w.]{3,29})\b",
    re.I,
)
# Any Dutch street: two words and a number; or a word that ends as streets do, behind a preposition.
STREET_END = (
    "straat|laan|weg|plein|kade|gracht|dijk|hof|singel|steeg|dreef|plantsoen|markt|pad|park|ring|wal|baan|erf|nering|oever|haven"
    "|vaart|diep|polder|brink|veld|kamp|akker|wei|berg|burg|donk|hoek|kant|oord|meent|es|gaarde|boulevard|allee|zoom|stee|hoeve|lust|zicht|molen"
)
NO_STREET = either(
    "groep",
    "klas",
    "leerjaar",
    "artikel",
    "nummer",
    "bus",
    "lijn",
    "kamer",
    "zaal",
    "week",
    "jo",
    "havo",
    "vwo",
    "vmbo",
    "top",
    MONTH,
)
DOOR = re.compile(
    rf"(?<![\w.])(?:(?i:op|aan|in|van|uit|om) )?(?:(?i:de|het|'t) )?(?!(?i:{NO_STREET})\b)"
    rf"((?:[A-Z][\w'’-]{{2,25}} )(?:[A-Z][\w'’-]{{2,25}} ){{0,2}}\d{{1,4}}[a-z]?(?:-\d{{1,3}})?)"
    rf"(?![\w:%]|\.\d| ?(?i:uur|{MONTH}|jaar|kinderen)\b)"
    rf"|(?<!\w)(?i:op|aan|in|van|uit) (?i:de|het|'t) ([A-Z][\w'’-]*?(?:{STREET_END}))\b"
    r"|(?<!\w)(?i:op|aan) (?i:de|het|'t) ([A-Z][\w'’-]{3,25}) (?i:in|te) (?=[A-Z])"
    r"|(?<!\w)((?i:nummer|huisnummer) \d{1,4}[a-z]? (?i:in|op|van|aan) (?i:de|het) [A-Z][\w'’-]+)"
    r"|(?<!\w)([a-z][a-z'’-]{2,25}(?:straat|laan|weg|plein|kade|gracht|dijk|singel|steeg|dreef|plantsoen) "  # noqa: E501
    r"\d{1,4}[a-z]?)(?![\w:%]|\.\d)"
)

# A home that is told by its door: "de kinderen van Ringbaan 18", "het meisje dat op nummer 12 in de
# Rozenhof woont".
HOME_OF = re.compile(
    rf"\b(?i:kinderen|gezin|familie|buurmeisje|buurjongen|{CHILD}) "
    r"(?i:van|op|aan|uit|(?:dat|die) (?:op|aan|in))"
    rf" (?=(?P<door>{DOOR.pattern}))"
)

Fact = tuple[Span, Kind]
FACTS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    *(
        (CALLED_SCHOOL, "school"),
        (CLUB, "club"),
        (DOOR, "address"),
        (BIRTH_MONTH, "birthdate"),
        (CALLED_ACCOUNT, "account"),
    ),
    *((CLASS_WORD, "age"), (AGE_WORD, "age")),
)


def around(plain: str, span: Span) -> Span:
    """The sentence that the span is in, with the one behind it."""
    start, end = span
    before = plain[max(0, start - REACH) : start]
    first = max((match.end() for match in SENTENCE_END.finditer(before)), default=0) + max(
        0, start - REACH
    )
    last, limit = end, min(len(plain), end + REACH)
    for _ in range(2):
        found = SENTENCE_END.search(plain, last, limit)
        if found is None:
            return first, limit
        last = found.end()
    return first, last


def is_at_home(plain: str, span: Span) -> bool:
    """Whether what is said around a name is about a home with somebody ill, or a child."""
    first, last = around(plain, span)
    return (
        AT_HOME.search(plain[first : span[0]]) is not None
        or AT_HOME.search(plain[span[1] : last]) is not None
    )


def facts_in(plain: str) -> list[Fact]:
    """Where in the text something could lead to a child, and of which kind, in its order: a
    school, a class, a club, a door.
    """
    return sorted(
        (match.span(match.lastindex or 0), kind)
        for pattern, kind in FACTS
        for match in pattern.finditer(plain)
    )


def facts_around(plain: str, span: Span, facts: Sequence[Fact]) -> Iterator[Fact]:
    """Those of `facts` (of `facts_in`) that stand in the sentence of a name or the next; and a
    school right behind it.
    """
    first, last = around(plain, span)
    for found, kind in facts[bisect_left(facts, ((first, 0), "")) :]:
        if found[0] >= last:
            break
        if found[1] <= span[0] or found[0] >= span[1]:
            yield found, kind
    if behind := SCHOOL_BEHIND.match(plain, span[1]):
        yield behind.span(1), "school"
