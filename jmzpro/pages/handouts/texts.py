"""The texts that the files share: facts of the field in our own words."""

from jmzpro.kit.help_lines import lines

SIGNALS = (
    ("Teruggetrokken gedrag", "zegt weinig, houdt vragen over thuis af"),
    ("Gedrag dat niet bij de leeftijd past", "regelt veel, komt erg volwassen over"),
    ("Risico’s opzoeken", "bijvoorbeeld met drank of drugs"),
    ("Moeite met opletten", "is er wel en toch niet bij"),
    ("Verdriet of boosheid", "een klein ding maakt veel los"),
    ("Lichamelijke klachten", "vaak hoofdpijn of buikpijn"),
    ("Slecht slapen en moe zijn", "ligt wakker van wat er thuis kan gebeuren"),
    ("Somberheid", "heeft weinig plezier"),
    ("Geen tijd voor zichzelf", "hobby’s, huiswerk en vrienden schieten erbij in"),
)
STEPS = (
    (
        "Bouw aan een relatie",
        "Laat merken dat je er bent, ook als je niet de vaste begeleider bent.",
    ),
    ("Sta open voor signalen", "Neem serieus wat je ziet en doe er iets mee."),
    ("Herkennen en erkennen", "Vraag hoe het gaat, toon belangstelling, oordeel niet."),
    ("Inventariseren", "Kijk samen met het gezin wat er speelt, wat helpt en wat zwaar is."),
    (
        "Informeren en doorverwijzen",
        "Vertel wat er is. Zoek samen wie kan helpen, en draag goed over.",
    ),
)
WHO = (
    "Ze zijn tussen de 6 en 25 jaar.",
    (
        "Thuis is iemand langdurig ziek, verslaafd of psychisch kwetsbaar, of iemand heeft een "
        "beperking."
    ),
    "Ze helpen mee, of maken zich de hele dag zorgen. Ook wie niets hoeft te doen, hoort erbij.",
    "Ze vallen meestal niet op en vinden het zelf vaak gewoon.",
)
EFFECTS = (
    "Stress die blijft, slecht slapen, lichamelijke klachten.",
    "Lagere cijfers, verzuim, vertraging in een studie.",
    "Minder tijd voor vrienden, sport en huiswerk.",
    "Ze leren ook veel: zorgen voor een ander, plannen, doorzetten.",
)


def numbers() -> list[tuple[str, str]]:
    """Whom to call, and at which number and when: on paper, so whatever the time is."""
    return [
        (line.short, f"{' of '.join(phone for phone, _ in line.phones)} ({line.phone_words})")
        for line in lines()
    ]
