"""What stands under somebody's words: the closing, the signature, the phone's own line, the
disclaimer. When unsure, it stays.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from jmzpro.kit.lazy import lazy_pattern
from jmzpro.mail.parser.lines import PICTURE
from jmzpro.mail.parser.removed_text import Cuttings

Paragraph = tuple[int, int]  # from line, up to line

# ---- lines that programs add
# ------------------------------------------------------------------------------------------------------  # noqa: E501

# A line of a program is made of these words and nothing else: "Gestuurd via app naar alle ouders"
# is somebody's sentence.
_SENT = (
    r"(?:verstuurd|verzonden|gestuurd|geschreven|getypt|getikt|sent|typed|written|gesendet|von "
    r"meinem|envoyé|enviado|inviato|skickat|"
    r"sendt|wysłane|отправлено|dit bericht is (?:verstuurd|verzonden|getypt|geschreven))"
)
_BY = r"(?:vanaf|vanuit|van|via|met|op|door|from|with|using|by|on|mit|von|über|depuis|de|desde|da|från|fra|z|с)"  # noqa: E501
_DEVICE = (
    r"(?:i(?:phone|pad|os|cloud|pod)|samsung|galaxy|android|outlook|huawei|xiaomi|redmi|oneplus|oppo|nokia|motorola|moto|sony|xperia|"
    r"pixel|fairphone|"
    r"blackberry|windows|mobiel(?:e)?|mobile|telefoon|smartphone|gsm|tablet|surface|yahoo|proton|gmail|hotmail|ziggo|kpn|bluemail|"
    r"lenovo|honor|realme|poco|"
    r"spark|airmail|tutanota|tuta|fairemail|k-9|thunderbird|webmail|canary|edison|nine|phone|macbook|mac|apple|handy|handheld|device|"
    r"toestel|zimbra|sogo|"
    r"roundcube|t-mobile|vodafone|odido|ziggo|xs4all|xfinity|aqua|newton|superhuman|hey|fastmail|aol|gmx|web\.de|laposte|wearable|watch|"
    r"mail|e-?mail|e-mailapp|mailapp|app|apparaat|computer|laptop)"
)
_FILLING = (
    r"(?:mijn|my|meinem|een|een\s+|the|de|het|mon|mi|min|an?|voor|for|für|pour|para|op|on|auf|sur|plus|pro|max|ultra|mini|lite|note|"
    r"fold|flip|"
    r"fe|s\d+\+?|a\d+\w?|z|x|\d+(?:[.,]\d+)*|[45]g|lte|®|™|beveiligde|secure|encrypted|versleutelde|e-?mail|mail|client|browser|desktop|"
    r"web|at&t|"
    r"verizon|smartphone|phone|telefoon|tablet|toestel|wireless|network|netwerk|draadloos|draadloze|ontworpen|powered|privé|private)"
)
_APOLOGY = (
    r"(?:(?:sorry|excuses|excuus|mijn excuses|vandaar|dus|daarom|let niet op|please "
    r"excuse|excuse|apologies|pardon)\b"
    r"[^.!?\n]{0,60}\b(?:typ\w*|tik\w*|spel\w*|schrijf\w*|kort\w*|fout\w*|typos?|errors?|brevity|short|auto-?correct\w*)\b[^.!?\n]{0,30})"
)
_WORDS = rf"(?:{_DEVICE}|{_FILLING})(?:-?{_DEVICE}|-{_FILLING})?"
DEVICE_LINE = lazy_pattern(
    rf"^\W{{0,4}}(?:{_SENT}\s+{_BY}\s+(?:{_WORDS}[\s,]+){{0,8}}{_DEVICE}(?:-?{_DEVICE})?(?:[\s,]+{_WORDS}){{0,6}}"
    rf"|von\s+meinem\s+(?:{_WORDS}\s+){{0,4}}gesendet"
    r"|(?:get|download|verkrijg|haal|probeer|krijg)\s+(?:de |the "
    rf")?(?:outlook|bluemail|spark|mail|nine|aqua|edison)(?:\s+{_WORDS}){{0,4}}"
    rf"|(?:outlook|bluemail|spark)\s+(?:voor|for)\s+(?:ios|android|mac))"
    rf"[\s.!]*(?:[<(\[]?https?://\S{{1,300}})?[\s.!]*(?:[-–,.(]?\s*{_APOLOGY})?[\s.!)]*$",
    re.I,
)
VIRUS_LINE = re.compile(
    r"^\W{0,4}(?:virusvrij|virus-?free|vrij van virussen|geen virus "
    r"gevonden)\b(?:\W{0,4}$|.{0,30}(?:avast|avg|norton|www\.|"
    r"https?:).{0,80}$)",
    re.I,
)
PLACEHOLDER = re.compile(
    (
        r"^(?:\[(?:image|afbeelding|cid|logo|inline image|embedded "
        r"image|foto)\b[^\]]{0,200}\]|<image\d+\.\w+>|\[https?://\S{1,400}\])$"
    ),
    re.I,
)
BANNER = re.compile(
    r"^\W{0,4}(?:\[?(?:externe? (?:e-?mail|afzender|mail)|external(?: e-?mail| "
    r"sender)?|extern)\]?\W{0,3}$|(?:let op|"
    r"caution|waarschuwing|pas op|warning|attention)\b\W.{0,60}"
    r"(?:mail|bericht|afzender|message|sender)\b.{0,80}(?:van "
    r"buiten|extern|outside|external|originated).{0,200}$|(?:dit is een|"
    r"this is an) extern(?:e|al) (?:e-?)?mail.{0,120}$|(?:u|je) ontvangt niet vaak e-?mail van "
    r".{0,200}$|"
    r"(?:\[?extern\w*\]?\W{0,4})?(?:deze|dit|this)(?: is an?)? (?:externe? |external "
    r")?(?:e-?mail|mail|bericht|message)\b.{0,30}"
    r"(?:van buiten|buiten (?:de|onze)|extern|outside).{0,200}$|"
    r"you don.?t often get e-?mail from .{0,200}$|sommige personen die dit bericht hebben "
    r"ontvangen.{0,200}$)",
    re.I,
)

# ---- disclaimers
# ------------------------------------------------------------------------------------------------------------------  # noqa: E501

DISCLAIMER_START = re.compile(
    r"^\W{0,6}(?:disclaimer\b|proclaimer\b|confidentiality notice\b|"
    r"if you (?:have )?received this (?:e-?mail|message) in "
    r"error|privacyverklaring\W*$|vertrouwelijkheid\W{0,3}$|"
    r"(?:de |alle )?(?:informatie|inhoud)(?: (?:in|van|verzonden met|verstuurd met|die)) "
    r"(?:dit|deze) (?:e-?mail|bericht|mail)|"
    r"(?:dit|deze) "
    r"(?:e-?mail(?:bericht)?|bericht|mail)(?:,?\s*(?:\(?(?:en|inclusief|met|incl\.?|alsmede|"
    r"met inbegrip van)\b.{0,80}))?,?\s*(?:is|zijn|kan|kunnen|bevat|mag)\b.{0,60}"
    r"(?:vertrouwelijk|bestemd|bedoeld|geadresseerde|persoonlijk|informatie)|"
    r"aan (?:dit|deze|de inhoud|de informatie)\b.{0,80}\b(?:geen rechten|rechten worden ontleend)|"
    r"(?:als|indien|bent) (?:u|dit bericht|deze e-?mail|dit e-?mailbericht|deze "
    r"mail)\b.{0,60}(?:niet de (?:bedoelde|"
    r"beoogde|geadresseerde)|niet voor (?:u|jou) bestemd|ten onrechte|abusievelijk)|"
    r"this (?:e-?mail|message|communication|transmission)(?: message)?\b.{0,60}(?:may contain|is "
    r"intended|contains|"
    r"are intended|is confidential|are confidential|is for|and any)|"
    r"the (?:information|contents?)(?: contained)? "
    r"(?:in|of|transmitted)\b.{0,30}(?:e-?mail|message|communication)|"
    r"(?:op|voor) (?:al )?(?:onze|deze|dit|het|de)\b.{0,80}\bvoorwaarden\b|"
    r"(?:\N{DECIDUOUS TREE}|\N{EVERGREEN TREE}|\N{SEEDLING})|denk (?:ook )?(?:eens )?aan het "
    r"milieu|spaar het milieu|"
    r"(?:please )?(?:consider|think of) the environment|think before you print|"
    r"moet (?:u|je) deze (?:e-?)?mail (?:echt )?(?:printen|afdrukken)|print deze (?:e-?)?mail "
    r"(?:alleen|niet)|"
    r".{0,40}(?:aanvaardt|accepteert|is niet|sluit) (?:geen |iedere |elke |alle )?aansprakelijk)",
    re.I,
)
DISCLAIMER_WORDS = re.compile(
    r"\b(?:vertrouwelijk\w*|geadresseerde\w*|uitsluitend|abusievelijk|ten "
    r"onrechte|openbaarmaking|verspreiding|"
    r"vermenigvuldiging|verstrekking|aansprakelijk\w*|"
    r"e-?mailbericht|onbevoegd\w*|geen "
    r"rechten|ontlen\w+|vernietigen|privileged|confidential\w*|intended|recipients?|"
    r"unauthori[sz]ed|liab\w+|voorwaarden|disclos\w+|"
    r"in error|destroy|"
    r"notify|addressee\w*|juistheid|volledigheid|virussen|niet toegestaan|kennis te "
    r"nemen|retourneren|disseminat\w+|prohibited)\b",
    re.I,
)
ENVIRONMENT = re.compile(r"(?:milieu|print|afdruk|environment)", re.I)


def is_disclaimer(text: str) -> bool:
    start = bool(DISCLAIMER_START.match(text))
    words = {found.lower() for found in DISCLAIMER_WORDS.findall(text)}
    return (start and (bool(words) or bool(ENVIRONMENT.search(text)) or len(text) < 40)) or len(
        words
    ) >= 4


def disclaims(lines: Sequence[str], at: int, end: int) -> bool:
    """Whether a disclaimer begins on this line, right under something else."""
    return bool(DISCLAIMER_START.match(lines[at].strip())) and is_disclaimer(
        " ".join(line.strip() for line in lines[at:end])
    )


# ---- closings
# ---------------------------------------------------------------------------------------------------------------------  # noqa: E501

_KIND = (
    r"(?:vriendelijke?|vriendelijk|hartelijke?|warme|lieve|collegiale|sportieve|zonnige|zomerse|winterse|muzikale|beste|goede|fijne|"
    r"kind(?:est)?|best|"
    r"warm(?:est)?|friendly|many|hele|heel|veel|allerbeste|vr\.?|vrndl\.?|hart\.?|met|with|nog "
    r"een|een|mijn|de|zorgzame|groene|feestelijke)"
)
_NAME = (
    r"(?:(?:van|de|den|der|het|'t|ten|ter|te|el|la|le|von|du|en|&|namens|ook|uit|vanuit|team|bij|voor|i\.o\.|mede|/|"
    r"-)\s+){0,4}[A-ZÀ-Þ][\w'’.-]*"
)
_REST = rf"[,.!:;]*\s*(?:{_NAME}(?:[\s,/|&-]+{_NAME}){{0,5}})?[\s,.!:)]*(?:[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]\s*)*"  # noqa: E501
CLOSING = re.compile(
    rf"^\W{{0,3}}(?i:(?:(?:alvast |nogmaals )?(?:veel |hartelijk "
    r")?(?:dank|bedankt|succes|sterkte|dank je wel|dankjewel|"
    rf"thanks)(?: alvast)?\s*(?:,| en| &)\s*)?"
    rf"(?:{_KIND}\s+)*(?:groet(?:en|jes)?|groetend|gegroet|gr|grt|grtz|grtjs|groetje|mvg|m\.v\.g\.?|m\.vr\.gr\.?|mvrgr|vr\.?gr|hgr|"
    rf"regards|wishes|greetings|hoogachtend|"
    rf"sincerely|yours sincerely|yours truly|cheers|liefs)\b(?:\s+van\b)?\.?){_REST}$"
)
CLOSING_BARE = re.compile(r"^(?:Best|Beste groet|Warmly|Best wishes),$")
# Only a goodbye when nothing but a name and where somebody works stands under it.
THANKS = re.compile(
    (
        r"^(?:many |met )?(?:thanks|thank you|dank|bedankt|dank je(?: wel)?|dankjewel|alvast "
        r"(?:veel )?(?:bedankt|dank)),$"
    ),
    re.I,
)
FOREIGN_CLOSING = re.compile(
    r"^(?:med (?:venlig|vennlig|vänlig|vänliga|bästa) "
    r"(?:hilsen|hälsning|hälsningar)|(?:venlig|vennlig) hilsen|"
    r"(?:bedste|beste) hilsen(?:er)?|mvh|vänliga hälsningar|hilsen|pozdrawiam|z "
    r"poważaniem|cordialement|bien cordialement|"
    r"mit freundlichen grüßen|(?:viele|liebe|beste) grüße|saludos(?: cordiales)?|un "
    r"saludo|cordiali saluti|atenciosamente|"
    r"cumprimentos|с уважением|з повагою|saygılarımla|üdvözlettel)\b[,.!]*$",
    re.I,
)
POSTSCRIPT = re.compile(r"^\W{0,3}(?:p\.?\s?s\.?|n\.?b\.?|ps\d?|o ja|oja)(?:\b|[:.,])", re.I)
MOST_SIGNED = 20  # lines of a signature
MOST_CLOSINGS = 20  # looked at in one text: nobody says goodbye more often
DELIMITER = re.compile(r"^(?:--|—|– –|__)\s*$")

# ---- what a signature looks like
# --------------------------------------------------------------------------------------------------

CONTACT = re.compile(
    r"(?:\b(?:tel|telefoon|mob|mobiel|fax|kvk|btw|postbus|bezoekadres|postadres|adres|website|www|linkedin|facebook|instagram|twitter|"
    r"e-?mail|mail|whatsapp|bezoek|agb|skj)\b\s*[:.]?"
    r"|\b[TMEWFAIP]\s?[:.|]\s?\S|[\w.+-]{1,64}@[\w-]+\.\w|www\.|https?://|\+\d{2}[\s\d()-]{7,}|\b0\d{1,3}[\s-]?\d{5,8}\b|"
    r"\b0\d[\s-]\d{2}[\s-]\d{2}|\b06[\s-]?[\dxX]{2}"
    r"|\b\d{4}\s?[A-Z]{2}\b|\s\|\s|\s•\s)",
    re.I,
)
_DAY = r"(?:ma(?:an)?|di(?:ns)?|wo(?:ens)?|do(?:nder)?|vr(?:ij)?|za(?:ter)?|zo(?:n)?)(?:dag|\.)?(?:en|middag|ochtend|morgen|avond)?"  # noqa: E501
WORKDAYS = re.compile(
    rf"\b(?:werkdag\w*|werkzaam|werktijden|aanwezig|afwezig|bereikbaar|werk\w*|vrij)\b.{{0,60}}\b{_DAY}\b|^\W{{0,3}}{_DAY}\s*(?:,|t/m|"
    rf"tot|en|/|-|\|)\s*{_DAY}\b",
    re.I,
)
WORD = re.compile(r"[^\W\d_][\w'’-]*")
SPEAKING = re.compile(
    r"\b(?:ik|je|jij|jullie|we|wij|ons|onze|mijn|mij|me|jou|jouw|u|kun|laat|bel|mail|hoop|i|you|we|my|our)\b",
    re.I,
)


def without_signature(
    lines: Sequence[str], names: Sequence[str] = (), off: Cuttings | None = None
) -> list[str]:
    """The lines without closing, signature, device line and disclaimer; `names`: what the sender
    may be called.
    """
    off = off if off is not None else Cuttings()
    kept = without_added(lines, off)
    kept = off.compare("disclaimer", kept, without_disclaimers(kept))
    kept = off.compare("delimiter", kept, cut_at_delimiter(kept))
    for turn in range(4):  # a postscript may have a closing of its own
        shorter = cut_closing(kept, is_last=not turn)
        if shorter == kept:
            break
        kept = off.compare("closing", kept, shorter)
    kept = off.compare("name", kept, cut_at_name(kept, names))
    return stripped(kept)


ADDED = (
    ("device", DEVICE_LINE),
    ("virus", VIRUS_LINE),
    ("picture", PLACEHOLDER),
    ("banner", BANNER),
)


def is_added(line: str) -> bool:
    return bool(added_by(line))


def added_by(line: str) -> str:
    """The rule by which a program added this line; "" for anything else."""
    text = line.strip().strip("*_")
    return next(
        (rule for rule, pattern in ADDED if text and len(text) < 300 and pattern.match(text)), ""
    )


def without_added(lines: Sequence[str], off: Cuttings) -> list[str]:
    """The lines that no program added."""
    kept = []
    for line in lines:
        if rule := added_by(line):
            off.add(rule, [line])
        else:
            kept.append(line)
    return kept


def without_disclaimers(lines: Sequence[str]) -> list[str]:
    """A disclaimer stands under everything: where the sender goes on below it, it is the
    sender's own paragraph.
    """
    kept = list(lines)
    for start, end in reversed(list(paragraphs(lines))):
        if is_disclaimer(" ".join(line.strip() for line in lines[start:end])):
            del kept[start:end]
        elif inside := next((i for i in range(start + 1, end) if disclaims(lines, i, end)), 0):
            del kept[inside:end]
        elif speaks_up(lines[start:end]):
            break
    while kept and re.fullmatch(r"[\s*_=#~-]*", kept[-1]) and not DELIMITER.match(kept[-1]):
        kept.pop()
    return kept


def speaks_up(lines: Sequence[str]) -> bool:
    """Somebody says something in this paragraph, rather than a company."""
    text = " ".join(line.strip() for line in lines)
    count = len(WORD.findall(text))
    says = bool(SPEAKING.search(text)) or (count >= 5 and text.endswith((".", "!", "?")))
    return says and count >= 4 and not CONTACT.search(text) and not DISCLAIMER_WORDS.search(text)


def cut_at_delimiter(lines: Sequence[str]) -> list[str]:
    """The line "-- " is the one certain sign. Without its space it counts when a name, or what
    and where somebody is, follows.
    """
    for at, line in enumerate(lines):
        if line == "-- " or (
            DELIMITER.match(line)
            and is_signature_like(lines[at + 1 :])
            and tells_who(lines[at + 1 :])
        ):
            return [*lines[:at], *postscript(lines[at + 1 :])]
    return list(lines)


NAME_ALONE = re.compile(rf"\W{{0,3}}{_NAME}(?:\s+{_NAME}){{0,3}}\W{{0,3}}")


def tells_who(lines: Sequence[str]) -> bool:
    said = [line.strip() for line in lines if line.strip()][:MOST_SIGNED]
    return (
        not said
        or (len(said) == 1 and len(said[0].split()) == 1)
        or bool(NAME_ALONE.fullmatch(said[0]))
        or any(tells(line) for line in said)
    )


def tells(line: str) -> bool:
    """How to reach somebody, when, or what somebody is."""
    return bool(
        CONTACT.search(line)
        or WORKDAYS.search(line)
        or OF_SOMEBODY.search(line)
        or PICTURE.search(line)
    )


def postscript(lines: Sequence[str]) -> list[str]:
    for start, _ in paragraphs(lines):
        if POSTSCRIPT.match(lines[start]):
            return ["", *lines[start:]]
    return []


def cut_closing(lines: list[str], *, is_last: bool) -> list[str]:
    """Without the last goodbye and what stands under it. An earlier one may stand in a letter
    that is shown as an example.
    """
    closings = list(
        islice(
            (at for at, line in enumerate(lines) if is_closing(line) or THANKS.match(line.strip())),
            MOST_CLOSINGS,
        )
    )
    for at in reversed(closings):
        end = end_of_signature(lines, at + 1)
        if end is None or not (is_closing(lines[at]) or (at and end == len(lines))):
            continue
        if is_last or end == len(lines) or POSTSCRIPT.match(lines[end].strip()):
            return stripped([*lines[:at], "", *lines[end:]])
    return lines


def is_closing(line: str) -> bool:
    text = line.strip().strip("*_ ")
    if len(text) >= 90:
        return False
    if CLOSING.match(text) or CLOSING_BARE.match(text) or FOREIGN_CLOSING.match(text):
        return True
    parts = re.split(r"\s*[/|]\s*", text)  # in two languages at once
    return len(parts) > 1 and all(CLOSING.match(part) for part in parts)


def end_of_signature(lines: Sequence[str], start: int) -> int | None:
    """Where the signature that starts here stops: at the first prose. None when prose comes at
    once, so that it was no closing.
    """
    seen_contact = False
    parts = ((start + a, start + b) for a, b in paragraphs(lines[start:]))
    for number, (first, last) in enumerate(parts):
        if is_prose(lines[first:last], seen_contact):
            if number == 0 and first == start and not POSTSCRIPT.match(lines[first].strip()):
                return prose_inside(lines, first, last)
            return first
        inside = next(
            (i for i in range(first + 1, last) if POSTSCRIPT.match(lines[i].strip())), None
        )
        if inside is not None:
            return inside
        seen_contact = seen_contact or any(CONTACT.search(line) for line in lines[first:last])
    return len(lines)


def prose_inside(lines: Sequence[str], first: int, last: int) -> int | None:
    """A name directly under the closing, and prose under that without a blank line between."""
    for at in range(first, min(first + 3, last)):
        if is_prose([lines[at]], seen_contact=False):
            return at if at > first else None
    return None


TITLE = re.compile(
    (
        r"^(?:juf(?:frouw|f)?|meester|mevrouw|mevr\.?|mw\.?|meneer|dhr\.?|de "
        r"heer|drs\.?|ir\.?|mr\.?|dr\.?|zr\.?|zuster|coach)\s+"
    ),
    re.I,
)
OF_SOMEBODY = re.compile(  # what somebody is and where, as it stands under a name
    r"\b(?:groep|klas|leerjaar|team)\s?\d|\b(?:[opc]bs|rkbs|ikc|sbo|vso|mbo|havo|vwo|basisschool|school|college|lyceum|kindcentrum|gemeente|stichting|"
    r"welzijn\w*|steunpunt|wijkteam|jeugdteam|cjg|ggd|ggz|leerkracht|docent\w*|mentor|intern "
    r"begeleider|ib'?er|leerplichtambtenaar|coach|"
    r"begeleider|co[öo]rdinator|adviseur|(?:jongeren|maatschappelijk|jeugd|school|welzijns)\s?werk(?:er|st?er)?|praktijkondersteuner|poh\w*|verpleegkundige|"
    r"consulent\w*|medewerker|projectleider|teamleider|directeur)\b",
    re.I,
)
LONGEST_OF_BLOCK = 60


def cut_at_name(lines: list[str], names: Sequence[str]) -> list[str]:
    """A last paragraph that begins with the sender's own name is a signature, also without a
    closing.
    """
    known = {" ".join(name.lower().split()) for name in names if name}
    first = {name.split()[0] for name in known if len(name.split()[0]) > 1}
    for at in range(len(lines) - 1, 0, -1):
        if is_name_of(lines[at], known | first, first) and end_of_signature(lines, at + 1) == len(
            lines
        ):
            return stripped(lines[:at])
    return cut_at_block(lines, names)


def is_name_of(line: str, known: set[str], first: set[str]) -> bool:
    """ "Marijke Hoekstra", "Juf Marijke", "Marijke H."; also with what she is behind it."""
    bare = re.split(r"\s*[|,(•]\s*|\s+[-–]\s+", line.strip().strip("*_-– "), maxsplit=1)[0].rstrip(
        "."
    )
    bare = TITLE.sub("", bare)
    words = bare.split()
    if bare.lower() in known:
        return True
    return (
        1 < len(words) <= 4
        and words[0].lower() in first
        and all(re.match(r"[A-ZÀ-Þ]|van|de|den|der|'t", word) for word in words[1:])
    )


def cut_at_block(lines: list[str], names: Sequence[str]) -> list[str]:
    """The last paragraph under a finished sentence, of short lines that name the sender, what
    she is and where: a signature.
    """
    parts = list(paragraphs(lines))
    if len(parts) < 2:
        return lines
    start, end = parts[-1]
    above = lines[parts[-2][1] - 1].rstrip()
    block = [line.strip() for line in lines[start:end]]
    if (
        not above.endswith((".", "!", "?", "…", ")"))
        or not 2 <= len(block) <= MOST_SIGNED
        or not are_a_block(block)
    ):
        return lines
    words = {word.lower() for name in names for word in WORD.findall(name) if len(word) > 2}
    is_senders = (
        any(word.lower() in words for word in WORD.findall(" ".join(block[:3])))
        if words
        else bool(TITLE.match(block[0]))
    )
    return stripped(lines[:start]) if is_senders else lines


def are_a_block(block: Sequence[str]) -> bool:
    telling = [tells(line) for line in block]
    return (
        any(telling)
        and all(
            len(line) <= LONGEST_OF_BLOCK
            and not re.match(r"[-*•>]|\d+[.)]", line)
            and not line.endswith(("?", "!", ":"))
            and (is_telling or (len(WORD.findall(line)) <= 5 and not SPEAKING.search(line)))
            for line, is_telling in zip(block, telling, strict=True)
        )
        and not is_prose(block, seen_contact=True)
    )


def is_signature_like(lines: Sequence[str]) -> bool:
    if len(list(islice((line for line in lines if line.strip()), MOST_SIGNED + 1))) > MOST_SIGNED:
        return False
    seen_contact = False
    for start, end in paragraphs(lines):
        if is_prose(lines[start:end], seen_contact) and not POSTSCRIPT.match(lines[start].strip()):
            return False
        seen_contact = seen_contact or any(CONTACT.search(line) for line in lines[start:end])
    return True


def is_prose(lines: Sequence[str], seen_contact: bool) -> bool:
    """Whether somebody says something here, rather than who and where they are. `seen_contact`:
    a phone or address stood above.
    """
    text = PICTURE.sub("", " ".join(line.strip() for line in lines)).strip()
    words = WORD.findall(text)
    if POSTSCRIPT.match(text):
        return True
    if len(words) < 4 or WORKDAYS.search(text) or is_disclaimer(text):
        return False
    if any(CONTACT.search(line) for line in lines) and not (
        len(words) > 40 or (text.endswith("?") and SPEAKING.search(text))
    ):
        return False
    asks = "?" in text and bool(SPEAKING.search(text))
    if seen_contact:
        return asks or len(words) >= 30
    is_long = any(len(WORD.findall(line)) >= 11 for line in lines)
    says = len(words) >= 5 and text[-1:] in ".!…:" and bool(SPEAKING.search(text))
    says = says or (len(words) >= 7 and text[-1:] in ".…" and not OF_SOMEBODY.search(text))
    return asks or is_long or says


def paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """One by one, since most callers stop at the first prose of a long text."""
    start: int | None = None
    for at, line in enumerate([*lines, ""]):
        if line.strip() and start is None:
            start = at
        elif not line.strip() and start is not None:
            yield start, at
            start = None


def stripped(lines: Sequence[str]) -> list[str]:
    """Without the blank lines at either end."""
    said = [at for at, line in enumerate(lines) if line.strip()]
    return list(lines[said[0] : said[-1] + 1]) if said else []
