"""What may come of a mail, and what its sender then hears."""

from dataclasses import dataclass, field
from enum import Enum

from jmzpro.mail.models import InboundState
from jmzpro.mail.parser.kinds import Kind

MOST_BYTES = 10 * 1024 * 1024
MOST_CHARACTERS = 20_000

TOO_LARGE = (
    "Je mail is groter dan 10 MB. Stuur hem opnieuw zonder de grote bijlagen; die kun je op de "
    "site zelf toevoegen."
)
TOO_LONG = (
    "Je antwoord is langer dan 20.000 tekens. Kort het in en beantwoord de mail opnieuw, of zet "
    "het als bestand bij je antwoord."
)
EMPTY = (
    "In je mail stond geen nieuwe tekst. Beantwoord de mail opnieuw en schrijf boven de streep "
    "wat je wilt zeggen."
)
ONLY_FILES = (
    "In je mail stond geen tekst, alleen een bijlage. Beantwoord de mail opnieuw en schrijf "
    "erbij wat het is."
)
UNREADABLE = (
    "We konden je mail niet lezen: de opmaak is te ingewikkeld. Er is niets geplaatst. "
    "Beantwoord de mail opnieuw met alleen gewone tekst, of schrijf je antwoord op de site."
)
EXPIRED = (
    "Je antwoord is niet geplaatst: de vraag is gesloten en het adres van die mail werkt niet meer."
)
UNKNOWN = (
    "Je mail is niet geplaatst: we weten niet op welke vraag hij een antwoord is. Beantwoord de "
    "mail van ons zelf, of log in op de site."
)
WITH_NUMBER = (
    "Je antwoord is niet geplaatst: er staat een nummer in dat een burgerservicenummer (BSN) kan "
    "zijn, en dat mag hier nergens staan. "
    "We hebben je mail niet bewaard. Haal het nummer weg en beantwoord de mail opnieuw."
)
# What a program sent in somebody's name, who meant to say something with it.
OF_A_PROGRAM = {
    Kind.SECURED: "Je antwoord kwam als beveiligde mail. Die kunnen we niet "
    "openen, dus er is niets "
    "geplaatst. "
    "Stuur je antwoord als gewone mail, of schrijf het op de site. Zet er niets in wat "
    "vertrouwelijk moet blijven.",
    Kind.INVITATION: "Je stuurde een uitnodiging voor een agenda. Die kunnen we "
    "niet aannemen, dus er is "
    "niets geplaatst. "
    "Beantwoord de mail opnieuw en schrijf in gewone tekst wat je wilt zeggen.",
    Kind.RECALL: "Je wilde een mail terugroepen. Dat werkt hier niet: wat je ons "
    "stuurde, staat er nog. "
    "Haal het zelf weg met de link in de mail ‘Zo staat je antwoord er’, of op de site.",
    Kind.VOTE: "Je drukte op een stemknop van je mailprogramma. Die komt hier "
    "niet aan als antwoord, "
    "dus er is niets geplaatst. "
    "Beantwoord de mail opnieuw en schrijf in gewone tekst wat je wilt zeggen.",
    Kind.SHARED: "Je stuurde een melding van een ander programma, met een "
    "bestand dat daar staat. Zo’n "
    "melding plaatsen we niet. "
    "Beantwoord de mail opnieuw, schrijf wat je wilt zeggen en zet de link of het bestand erbij.",
}
WAS_IT_YOU = "Er kwam een antwoord binnen op jouw naam. We weten niet zeker of het van jou is."
NOT_FROM_YOU = (
    "Er kwam een antwoord binnen op jouw naam dat misschien één kind of gezin aanwijst. We weten "
    "niet zeker of het van jou is, en hebben "
    "het niet bewaard of geplaatst. Was jij het? Stuur het dan zonder die gegevens, vanaf je "
    "eigen adres."
)
AGAIN_WITHOUT = (
    "Je antwoord is niet geplaatst: er staan dingen in die samen misschien één kind of gezin "
    "aanwijzen. We hebben je mail niet bewaard. "
    "Haal weg waaraan iemand te herkennen is en beantwoord de mail opnieuw. Gaat het niet over "
    "een kind of gezin? Begin je mail dan met "
    "de regel: Dit gaat niet over een kind of gezin."
)
LOOKED_AT = (
    "Je antwoord wacht op een moderator, omdat het misschien één kind of gezin aanwijst. Tot die "
    "tijd staat het nergens. Je krijgt een "
    "mail zodra er besloten is."
)
FILES_LEFT_OUT = (
    "Je antwoord is geplaatst. Er zaten meer dan 20 bestanden bij: de eerste 20 zijn meegenomen."
)
TOO_MANY = "Er kwamen te veel mails achter elkaar. Probeer het over {minutes} minuten opnieuw."
LATER = "Dat lukt nu even niet. Probeer het later opnieuw."
FAILED = (
    "Je antwoord is nog niet geplaatst, want er ging bij ons iets mis. Het bureau kijkt ernaar; "
    "je tekst is bewaard."
)


class OutcomeKind(Enum):
    """What came of a mail. The value is the LMTP status that says so; 250 means: it is ours now,
    do not send it again.
    """

    TAKEN = "250 2.0.0 Taken"
    HELD = "250 2.0.0 Held until its owner confirms"
    REPEATED = "250 2.0.0 Taken before "
    RETURNED = "250 2.0.0 Not placed, the sender hears why"
    LEFT = "250 2.0.0 Nothing to do with this"
    TOO_LARGE = "552 5.3.4 Larger than 10 MB"
    TOO_MANY = "451 4.7.1 Too many mails, try again later"
    LATER = "451 4.3.0 Not now, try again later"


@dataclass(frozen=True)
class Outcome:
    """`sentence`: Dutch, for a person; "" when there is nothing to say. `wait`: seconds until a
    next try can succeed.
    """

    kind: OutcomeKind
    reason: str = ""
    sentence: str = ""
    wait: int = 0

    @property
    def status(self) -> str:
        """The line an LMTP server answers."""
        return self.kind.value.strip()

    @property
    def is_ours(self) -> bool:
        """Whether the mail server may forget it."""
        return self.kind not in {OutcomeKind.TOO_MANY, OutcomeKind.LATER}


@dataclass(frozen=True)
class Verdict:
    """The state a mail ends in, why in one word, and what somebody hears. `keeps_raw=False`: the
    mail is destroyed now.

    `text` and `kinds`: words that go back to their sender at once, with what was found in them.
    They are written in no row of ours.
    """

    state: InboundState
    reason: str = ""
    sentence: str = ""
    keeps_raw: bool = True
    text: str = field(default="", repr=False)
    kinds: frozenset[str] = frozenset()


KIND_OF_STATE = {
    InboundState.TAKEN: OutcomeKind.TAKEN,
    InboundState.HELD: OutcomeKind.HELD,
    InboundState.RETURNED: OutcomeKind.RETURNED,
    InboundState.LEFT: OutcomeKind.LEFT,
    InboundState.DISOWNED: OutcomeKind.LEFT,
    InboundState.STUCK: OutcomeKind.HELD,
    InboundState.RECEIVED: OutcomeKind.LATER,
}
