"""What stands beside a name and says whose it is: the phrases of a child's and of a professional's,
one list a place.

Each is an expression that is held against the words before (it ends at the name) or behind (it
begins there).
"""

import re

from jmzpro.kit.lazy import lazy_pattern
from jmzpro.text.words import words_of


def either(*phrases: str) -> str:
    return f"(?:{'|'.join(phrases)})"


GIVEN = r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž'’-]{1,24}+"
BETWEEN = either(
    *(
        "van der",
        "van den",
        "van de",
        "van het",
        "van [’']t",
        "van",
        "in [’']t",
        "in den",
        "in het",
    ),
    *(
        "op de",
        "op den",
        "op [’']t",
        "uit den",
        "de la",
        "de",
        "den",
        "der",
        "el",
        "al",
        "ten",
        "ter",
    ),
    *("te", "bin", "ben", "da", "dos", "von", r"v\.d\.", "v/d", "vd", "[’']t"),
)
NAME = rf"{GIVEN}(?: (?:(?i:{BETWEEN}) {GIVEN}|{GIVEN}))?"
CHILD = either(
    *(
        "leerlinge?",
        "kind(?:je)?",
        "cliënte?",
        "client",
        "dochter(?:tje)?",
        "zoon(?:tje)?",
        "jongetje",
    ),
    *(
        "jongen",
        "meisje",
        "brus(?:je)?",
        "broer(?:tje)?",
        "zus(?:je)?",
        "jongere",
        "puber",
        "tiener",
    ),
    *(
        "pupil",
        "scholier",
        "kleuter",
        "peuter",
        "baby",
        "studente?",
        "patiënte?",
        "patient",
        "stiefzoon",
    ),
    *(
        "stiefdochter",
        "pleegkind",
        "kleinzoon",
        "kleindochter",
        "neefje",
        "nichtje",
        "mantelzorger",
    ),
)
KIN = either(
    *("(?:stief|pleeg|schoon|groot)?(?:moeder|vader|ouders?)", "mama", "papa", "mam", "pap"),
    *(
        "(?:half|stief)?broer(?:tje|s)?",
        "(?:half|stief)?zus(?:je|sen)?",
        "oma",
        "opa",
        "tante",
        "oom",
    ),
    *("gezin", "familie", "verzorgers?", "voogd", "thuissituatie"),
)
MONTH = either(
    *("jan(?:uari)?", "feb(?:ruari)?", "maart", "mrt", "apr(?:il)?", "mei", "juni?", "juli?"),
    *("aug(?:ustus)?", "sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
NUMBERS = words_of("number-words")
YOUNG = rf"(?:1[0-7]|[1-9]|{'|'.join(NUMBERS[1:])})"
AGED = r"(?:(?:nu|pas|net|bijna|al) )?" + either(
    rf"{YOUNG}[ -]?(?:jaar|jr|jarige?)\b",
    rf"\((?:van )?{YOUNG}(?:\)| jaar| jr|,)",
    rf"van {YOUNG}\b(?![.:]\d| (?:tot|t/m|à|uur|{MONTH}))",
)
LEVEL = either("vmbo", "havo", "vwo", "mavo")
GROUP = rf"groep {either('[1-8]', *NUMBERS[1:9])}\b"
CLASS_CODE = r"[a-z]{0,2}[1-6][a-z]{0,2}\d?"
A_CLASS = either(
    *(GROUP, rf"(?:(?:mentor|combinatie|plus)?klas|leerjaar) (?:{CLASS_CODE}|[a-z])\b"),
    *("brugklas", rf"[1-6] ?{LEVEL}\b", rf"{LEVEL} ?[1-6]\b"),
)
IN_CLASS = r"(?:uit|in|van)(?: de| het| onze| mijn)? " + either(
    *(A_CLASS, r"(?:klas|leerjaar) ?[1-6]?[a-z]?\b", r"(?<!van )[1-6][a-z]\b"),
)
CLASS = lazy_pattern(
    rf"\b{A_CLASS}|\b(?:klas|leerjaar) [1-6]?[a-z]?\d?\b|(?<=zit in )[1-6][a-z]\b"
    r"|\b[1-6] ?(?:vmbo|havo|vwo|mavo|gymnasium|atheneum)\b|\b(?:vmbo|havo|vwo|mavo) ?[1-6]\b",
    re.I,
)
AT_HOME = either(
    "moeder",
    "vader",
    "ouders",
    "mama",
    "papa",
    r"broer\w*",
    r"zus\w*",
    "thuis",
    "thuissituatie",
    r"leerling\w*",
) + (r"|" + either(r"gezin\w*", r"cliënt\w*", "kind", "dochter", "zoon", "opa", "oma"))
FAMILY_WORD = lazy_pattern(rf"\b(?:{AT_HOME})\b", re.I)

# A child's

CHILD_NAMED = lazy_pattern(
    rf"\b(?i:{CHILD})[,:]? \(?(?:(?:die |dat )?(?:heet|genaamd|met de naam|is) )?({NAME})"
)
# "het gezin Yılmaz", "familie De Vries"
FAMILY_NAMED = lazy_pattern(rf"\b(?i:familie|fam\.|gezin) ((?:(?i:{BETWEEN}) )?{GIVEN})")
# Behind a family's name: "gezin Veldhuis uit Lutten", "familie Smit, Molenweg in Goor".
OF_PLACE = lazy_pattern(
    r",? (?:(?:van|aan) )?(?:[A-Z][\w'’-]+ )?(?:uit|in|te) (?!de |het )[A-ZÀ-Ý][\w'’-]+"
)
# "Kims moeder", "Kim haar broertje"
KIN_OF = lazy_pattern(
    rf"(?<!\w)({GIVEN})(?:(?<=s)|'s|’s| haar| zijn| d'r) "
    rf"(?:{KIN}|juf|meester|mentor|klas|school|rolstoel)\b"
)
BEHIND = r"(?:'s|’s)?,? ?(?:(?:die|dat|zij|hij|ze) )?"
AGED_BEHIND = lazy_pattern(rf",? ?(?:(?:is|was|wordt) )?{AGED}", re.I)
# "Kim de Vries - groep 7", "Kim de Vries (klas 1D": a list of what is known of a child.
LISTED = rf" ?(?:[,:;(/|]|-+) ?{A_CLASS}"
LISTED_CLASS = lazy_pattern(LISTED, re.I)
CLASS_BEHIND = lazy_pattern(
    rf"(?:,? ?(?:(?:zit|is) )?\(?(?:een )?(?:{CHILD} )?{IN_CLASS}|{LISTED})", re.I
)
# Only a child is spoken of so, whatever the lists know of the name.
SURELY_CHILD = lazy_pattern(
    BEHIND
    + r"(?:(?:is|was|wordt|zit|gaat) )?(?:(?:nu|nog|pas|net|al) )?"
    + either(
        r"\(?(?:geboren|geb\b|geboortedatum|geboortejaar)",
        *(
            AGED,
            rf"\(?{IN_CLASS}",
            rf"(?:een |onze |mijn )?{YOUNG}-?jarige?\b",
            r"\((?:groep|klas) ",
        ),
    ),
    re.I,
)
# Of a name the lists know: a child, or somebody of the family.
LIKELY_CHILD = lazy_pattern(
    BEHIND
    + r"(?:(?:is|was) )?"
    + either(
        r"(?:zorgt|zorgde)(?: \w+){0,4} voor\b",
        r"(?:helpt|hielp) (?:\w+ ){0,2}(?:haar|zijn|thuis|mama|papa)\b",
        r"(?:regelt|doet|kookt|poetst|moet|blijft|zit) (?:\w+ ){0,3}thuis\b",
        r"(?:voetbalt|hockeyt|korfbalt|judoot|turnt|zwemt|volleybalt|tennist|keept)\b",
        (
            r"zit (?:\w+ )?(?:op|bij ons op|in (?:groep|klas|de klas|de brugklas|het \w+ "
            r"(?:jaar|leerjaar)))\b"
        ),
        r"gaat naar (?:de |het )?(?:school|basisschool|groep)",
        r"(?:woont|woonde|logeert|verblijft)\b",
        rf"(?:en|met) (?:haar|zijn|hun|d'r) {KIN}",
        rf"heeft (?:\w+ ){{0,4}}{KIN}\b",
        rf"(?:haar|zijn) {KIN}\b",
        r"(?:spijbelt|verzuimt|slaapt slecht|mantelzorgt|wordt gepest|trekt zich terug)\b",
        r"is vaak (?:moe|ziek|afwezig|te laat)\b|vaak (?:moe|ziek|afwezig|te laat)\b",
        rf"(?:een |onze |mijn |de )?{CHILD}\b",
        r"doet (?:\w+ ){0,2}(?:het huishouden|de boodschappen)",
        r"(?:wil|zoekt|krijgt|heeft) (?:\w+ ){0,3}(?:maatje|lotgenoten|vriendjes)\b",
        r"(?:helpt|hielp) (?:mij|me|ons) (?:\w+ ){0,3}(?:thuis|wassen|aankleden|koken|poetsen)\b",
    ),
    re.I,
)
# In the next sentence: "Daan Smits. Hij zit op de basisschool", "Daan Smits. Zijn vader is ziek".
THEN = r"[^.!?\n]{0,40}[.!?,;:-]+ (?:en |want )?"
PRONOUN_AGE = lazy_pattern(
    (
        rf"{THEN}(?:hij|zij|ze|die) (?:(?:is|was|wordt) {AGED}|zit (?:nu |nog )?(?:{IN_CLASS}|in "
        rf"{A_CLASS}))"
    ),
    re.I,
)
PRONOUN_CHILD = lazy_pattern(
    THEN
    + either(
        r"(?:hij|zij|ze|die) "
        + either(
            rf"(?:is|was|wordt) (?:{AGED}|geboren)",
            (
                rf"zit (?:nu |nog )?(?:{IN_CLASS}|in {A_CLASS}|op (?:de "
                r")?(?:basisschool|[cor]bs|rkbs|sbo)\b)"
            ),
            r"zorgt (?:\w+ ){0,3}voor (?:haar|zijn|een zieke?|d'r)\b",
        ),
        rf"(?:haar|zijn|z'n|zn|d'r) {KIN} (?:heeft|is|ligt|zit|kan|leeft|overleed)\b",
    ),
    re.I,
)
# Of a first name alone "zorgt voor" says little: "Storm zorgt voor schade".
CARES_FOR_KIN = lazy_pattern(
    (
        rf" zorgt(?: \w+){{0,4}} voor (?:(?:haar|zijn|een|de|het|d'r)\b(?: zieke?| jongere| "
        rf"oudere)?|{KIN})"
    ),
    re.I,
)
CHILD_BEFORE = lazy_pattern(
    either(
        rf"\b{CHILD},? (?:(?:die |dat )?(?:heet|genaamd|met de naam|is) )?\(?",
        r"(?<!mijn )\bnaam(?: is|:) ?|\b(?:genaamd|geheten),? |(?<!\bik )\bheet ",
        rf"\b{KIN} (?:van|over|om)?(?: het gezin| de familie)? ?",
        rf"\b{either('mentor', 'juf', 'meester', 'leerkracht', 'trainer', 'coach')} van ",
        rf"\b{either('klas', 'vriend(?:in)?', 'vriendje', 'dossier', 'situatie')} van ",
        r"\b(?:klas|groep|school|les) (?:zit|zat|heb ik|hebben we|hadden we) (?:ook )?",
        r"\b(?:casus|betreft|dossier):? |\b(?:zorgen|ongerust) (?:om|over) ",
        r"\b(?:belde|bel|melding|signaal|gesprek|hoorden?|praatte|sprak|overleg)"
        r"(?: (?:ik|we|wij|me|mij|ons|hij|zij|ze|school)){0,2} over ",
        r"\bgaat (?:hier |bij ons )?om ",
    )
    + "$",
    re.I,
)
INITIALS = lazy_pattern(
    rf"\b(?i:{CHILD}),? \(?(?:met (?:de )?initialen )?"
    rf"((?:[A-Z]\.[ ]?){{1,4}}(?:(?:{BETWEEN})[ ][A-Z]\.|(?:v\.|d\.|v\.d\.)[ "
    r"]?[A-Z]\.)?)(?=[\s,)]|$)"
    rf"|(?<![\w.])((?:[A-Z]\.){{1,4}}|[A-Z]{{2,3}}),? (?={AGED}|\({YOUNG}\)|\({YOUNG}[ ,])"
    rf"|(?<![\w.])((?:[A-Z]\.[ ]?){{1,3}}(?:(?:{BETWEEN})[ ][A-Z]\.)?),? \(?(?i:uit|in|van) "
    rf"(?=(?i:{A_CLASS})|[VHTMK]\d[A-Z]?\b|TL\d)"
    rf"|\b(?i:gaat (?:hier )?(?:om|over)|betreft:?) ((?:[A-Z]\. ?){{2,4}})(?=[ ,(.]|$)"
    rf"|\b(?i:initialen)(?: zijn|:)? ((?:[A-Z]\.?[ ]?){{2,4}})"
)
# Capitals that are no initials: what people have and where they go.
NO_INITIALS = frozenset(word.upper() for word in words_of("capitals"))
# "R. Doekhi", "J.M. van den Berg", "Jurre de V."
WITH_INITIALS = lazy_pattern(
    rf"(?<![\w.])(?:(?:[A-Z]\.[ ]?){{1,4}}(?:(?i:{BETWEEN}) )?{GIVEN}(?![\w.]*@)"
    rf"|(?!(?i:{CHILD})\b){GIVEN} (?:(?i:{BETWEEN}) )?[A-Z]\.(?=[ ,)]))"
)
# A child that says who it is: "ik ben lotte en ik zit in de brugklas". "17 jaar ervaring" is no
# age.
TELLS_OF_ITSELF = lazy_pattern(
    r"\b(?i:ik ben|ik heet|m(?:ij|')n naam is|hoi,? ik ben) "
    r"([A-Za-zÀ-ÖØ-öø-ÿĀ-ž][\w'’-]+(?: (?!en |ik |ben |zit )[\w'’.-]+){0,3}?),? "
    r"?(?:(?:en|ik|ben|zit|nu|nog|pas) ){0,5}"
    rf"(?i:{AGED}(?! (?:werkzaam|actief|ervaring|in dienst|bezig|lang|bij))|{IN_CLASS}"
    rf"|(?:op |in )?(?:(?:\d{{1,2}} )?{MONTH} )?20\d\d geboren|geboren (?:op |in "
    rf")?(?:(?:\d{{1,2}} )?{MONTH} )?20\d\d)"
)
# "een jongen die Wessel Brouwer heet"
CHILD_CALLED = lazy_pattern(rf"\b(?i:{CHILD}),? (?:die|dat) ({NAME}) heet\b")
# Who everybody in a village knows: "de oudste van de bakker in Oudeschoot".
DESCRIBED = lazy_pattern(
    rf"\b(?i:de |het |die |dat )(?i:oudste|jongste|middelste|kinderen|{CHILD}) van (?i:de|onze|het)"
    rf" (?i:{either(*words_of('village-work'))})"
    r"(?P<place>,? (?:in|uit|te|op|van) (?!de |het )[A-ZÀ-Ý][\w'’-]+)?"
)
# A person's name that a house, a school or a fund bears.
NAMED_AFTER = lazy_pattern(
    rf"[ -](?:{GIVEN}[ -])?"
    + either(
        r"(?:kinder|zieken|logeer|school)?(?:huis|stichting|fonds|prijs|centrum|college|lyceum)",
        *("instituut", "hospice", "kliniek", "academie", "penning", "leerstoel", "gymnasium"),
        *("foundation", "school", "kinderziekenhuis", "gasthuis"),
    )
    + r"\b",
    re.I,
)

# A professional's

TITLE_BEFORE = lazy_pattern(
    r"\b"
    + either(
        *(
            "juf",
            "juffrouw",
            "meester",
            r"mw\.?",
            r"mevr\.?",
            "mevrouw",
            r"dhr\.?",
            "de heer",
            "meneer",
        ),
        *(r"dr\.?", r"drs\.?", r"prof\.?", "dokter", "collega(?:'s)?", "wethouder", "burgemeester"),
    )
    + " $",
    re.I,
)
# Before a name and what a child is said to be in: "mentor Willem Kuipers van klas 3a".
WORK_BEFORE = lazy_pattern(rf"\b\w*{either(*words_of('work-words'))} $", re.I)
BORN_OR_AGED = lazy_pattern(rf",? ?(?:(?:is|was|wordt) )?(?:{AGED}|\(?(?:geboren|geb\b))", re.I)
WORK = rf"\w*{either(*words_of('work-words'))}"
PLACE_OF_WORK = either(
    *words_of("work-places"), r"\w*(?:steunpunt|welzijn|centrum)", "huis van de wijk", "jmz pro"
)
WORKS_AFTER = lazy_pattern(
    r"(?:[ ]?[,|/–-]+[ ]?|\n|[ ]?\(|,? (?:is|als|werkt|onze|de|het) |[ ]van[ ]|[ ]bij[ ])"
    + (
        rf"(?:\w+[ ]){{0,3}}(?:{WORK}|{PLACE_OF_WORK}|aanspreekpunt)\b| (?:het |ons "
        r")?aanspreekpunt\b|,? (?:die |en (?:zijn|haar) team )?"
    )
    + either(
        *(
            "gaf",
            "geeft",
            "begeleidt",
            "begeleidde",
            "organiseert",
            "vertelt",
            "vertelde",
            "schreef",
            "schrijft",
        ),
        *(
            "ontwikkelde",
            "werkt",
            "leidt",
            "leidde",
            "coördineert",
            "presenteert",
            "presenteerde",
            "deelt",
            "deelde",
        ),
        *(
            "maakte",
            "traint",
            "spreekt",
            "sprak",
            "opent",
            "ontvangt",
            "adviseert",
            "onderzoekt",
            "onderzocht",
            "stuurde",
        ),
        *(
            "mailde",
            "belde",
            "antwoordde",
            "tipte",
            "neemt contact op",
            "verzorgt de",
            "doet de (?:les|training|inloop|gesprekken)",
        ),
    )
    + r"\b",
    re.I,
)
WORKS_BEFORE = lazy_pattern(
    rf"(?:\b(?:{WORK}|{PLACE_OF_WORK}|gast(?:vrouw|heer)|dagvoorzitter|aanspreekpunt)"
    rf"(?:[ ](?:is|zijn|wordt|was|blijft))?(?:[ ](?:van|bij|voor)[ ][\w ]{{1,30}}?)?[:,)]?[ "
    r"\n]\(?|\b"
    + either(
        (
            r"contact op(?: ?nemen)? met|contact (?:zoeken|leggen|hebben|gehad) met|contact "
            r"met|contact"
        ),
        (
            r"bel(?:len)?(?: met| naar)?|mail(?:en)?(?: met| naar)?|app(?:en)?(?: met| "
            r"naar)?|schrijf naar"
        ),
        r"(?:aan(?:ge)?meld\w*|opgeven|inschrijven|reserveren|melden|info(?:rmatie)?|terecht|verkrijgbaar|vragen)"
        r"(?: kan)?(?: [\w-]+){0,4} (?:bij|via|aan|naar)",
        (
            r"meld je(?: aan)? bij|opgave bij|vraag (?:het )?(?:aan|naar)|t\.a\.v\.|ter attentie "
            r"van|namens|door|via|regie"
        ),
        (
            r"met collega|samen "
            r"met|auteurs?:?|(?:boek(?:je)?|onderzoek|artikel|lezing|les|workshop|training|presentatie|film) "  # noqa: E501
            r"van"
        ),
        (
            r"met dank aan|dank aan|(?:tip|idee|methode|verhaal|voorstelling|lied|gedicht) "
            r"van|volgens|zie ook|podcast (?:van|met)"
        ),
        (
            r"ik ben|mijn naam is|ik "
            r"heet|hier|beste|hallo|hoi|dag|lieve|geachte|goedemorgen|goedemiddag|aan:|van:"
        ),
        (
            r"dank(?: je| je "
            r"wel)?,?|bedankt|cc:?|vragen\?|begeleiding|docent|aanmelden|informatie|vertelt|vertelde|schrijft|schreef|zegt"
        ),
    )
    + r"[ ,:]{1,2})$",
    re.I,
)
FAREWELL = lazy_pattern(
    r"\b"
    + either(
        *(
            r"groet(?:en|jes)?",
            "gr",
            "grtz?",
            "mvg",
            r"m\.v\.g\.",
            "hartelijks?",
            "liefs",
            "vriendelijke",
        ),
        *("hoogachtend", r"alvast (?:heel erg )?bedankt", "namens", "succes", "fijne dag"),
    )
    + r"\b[\s,.!:–-]*(?:[^\n]{0,60}\n){0,4}[^\n]{0,80}$",
    re.I,
)
# In the next sentence: "Daan Smits. Hij werkt bij de gemeente".
PRONOUN_WORKS = lazy_pattern(
    rf"{THEN}(?:hij|zij|ze|die) (?:(?:is|wordt|was) (?:\w+ ){{0,2}}{WORK}\b"
    r"|(?:werkt|geeft|leidt|begeleidt|schreef|schrijft|vertelt|coördineert|organiseert)\b"
    r"|zit (?:nu )?in (?:de |het "
    r")?(?:gemeenteraad|bestuur|commissie|werkgroep|projectgroep|redactie))",
    re.I,
)
# A year in brackets, "et al.", a colon and a quote: somebody who is cited.
CITED = lazy_pattern(
    r"(?:,? \(?(?:19|20)\d\d[a-z]?\)?| \(\w{2,12},? (?:19|20)\d\d\)| et al|,? e\.a\.|: ['‘“\"])"
)

# Numbers and addresses

OWN_CONTACT = lazy_pattern(
    r"\b"
    + either(
        *(
            "mij",
            "me",
            "mijn",
            "ons",
            "onze",
            "wij",
            "ik",
            r"kun(?:t|nen)?(?: je| u)?",
            "kan",
            r"aanmeld\w*",
        ),
        *("opgeven", r"info\w*", "vragen", "reserveren", "inschrijven"),
    )
    + r"\b[^\n.!?]{0,40}$|\b(?:bel|mail|app|tel|telefoon|mobiel)\b[.:]? ?$",
    re.I,
)
# The writer's own number, also beside a child's name.
SELF = lazy_pattern(
    r"\b(?:mij|me|mijn|ons|onze|wij|ik)\b[^\n.!?]{0,40}$|(?:^|[.!?,]\s)(?:bel|mail|app)\b[.:]? ?$",
    re.I,
)
KIN_CONTACT = lazy_pattern(
    r"\b(?:(?:haar|zijn|hun|d'r) |(?:nummer|mail|adres|telefoon\w*) (?:van|is van) (?:de |het "
    r"|haar |zijn )?)?"
    rf"{KIN}(?: is| zijn)?(?: te)?(?: bereik\w+| bellen)?(?: op| via| is|:|,)? ?"
    r"\(?(?:tel\w*\.?:? ?|mobiel:? ?|mail:? ?)?$",
    re.I,
)
LIVES_BEFORE = lazy_pattern(
    r"\b"
    + either(
        r"woon\w*",
        "wonen",
        r"wnd\.?",
        "huisadres",
        "thuisadres",
        "logeert",
        "verblijft",
        "thuis (?:op|aan)",
    )
    + r"\b[^\n.!?]{0,50}$"
    r"|\b(?:kinderen|meisje|jongen|gezin|buur(?:meisje|jongen)) (?:van|op|aan|(?:dat|die) "
    r"(?:op|aan|in)) (?:de |het )?$"
    r"|\badres van (?:haar|zijn|het gezin|de familie)\b[^\n.!?]{0,50}$",
    re.I,
)
PLACE_OF_MEETING = lazy_pattern(
    r"\b"
    + either(
        *(
            "waar",
            "locatie",
            "adres",
            "bezoekadres",
            "postadres",
            "plaats",
            "zaal",
            "gebouw",
            "gevestigd",
            "schouwburg",
            "kantoor",
        ),
        *(
            "vestiging",
            "theater",
            "kerk",
            "café",
            "museum",
            "sporthal",
            "clubhuis",
            "welkom",
            "bijeenkomst",
            "inloop",
        ),
        *(
            "komen we",
            r"samenkom\w*",
            "van harte",
            "uur",
            r"\w*bibliotheek",
            "wijkgebouw",
            "dorpshuis",
            "parochie",
        ),
        *(
            "gymzaal",
            "parkeren",
            "start",
            "verzamelen",
            "we zitten",
            "zijn te vinden",
            "vindt plaats",
            r"school\w*",
        ),
        PLACE_OF_WORK,
    )
    + r"\b[^\n]{0,80}$",
    re.I,
)
# "Haar eigen nummer is": a child's own, unless it is a colleague who was named.
THEIR_OWN = lazy_pattern(
    r"\b(?:haar|zijn|hun|d'r|z'n)(?: eigen| mobiele)? "
    r"(?:nummer|mobiel\w*|telefoon\w*|tel|06|mail\w*|e-mail\w*)"
    r"(?: is|:)? ?$",
    re.I,
)
# Where a child is from, written without a number: "Kim uit de Dorpsstraat in Beesd".
HOME_STREET = lazy_pattern(
    rf"{BEHIND}(?:komt |is |kwam )?(?:uit|van|op|aan)(?: de| het)? "
    r"([A-Za-z][\w'-]{2,30}?(?:straat|laan|weg|plein|kade|gracht|dijk|hof|singel|steeg|dreef|plantsoen|strjitte|dyk))\b",
    re.I,
)
# The year or the day behind a child: "Kim (2014)", "een meisje van '13", "Kim uit 2012".
BIRTH_YEAR = lazy_pattern(r",? ?(?:\((?:uit |van )?|(?:uit|van) )(20\d\d|'\d\d)\b(?![.:]\d)", re.I)
A_CHILD_OF = lazy_pattern(rf"\b{CHILD} (?:\(|uit |van )(20\d\d|'\d\d)\b(?![.:]\d)", re.I)
ACCOUNT = lazy_pattern(r"(?<![\w.@])@[\w.]{3,30}(?<!\.)")
# Mailboxes that people have at home.
HOME_MAIL = lazy_pattern(rf"@{either(*words_of('home-mail'))}\.", re.I)
