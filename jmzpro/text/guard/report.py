"""What the guard saw in a text, and how it says so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jmzpro.text.guard import citizen_number, contacts, personal_details
from jmzpro.text.guard.combinations import kinds_of_one_person
from jmzpro.text.guard.named_persons import persons
from jmzpro.text.guard.spans import Kind, plain_of, shape_of

SEEN: dict[Kind, str] = {
    "bsn": "een nummer van negen cijfers dat een burgerservicenummer kan zijn",
    "phone": "een telefoonnummer",
    "email": "een e-mailadres",
    "iban": "een rekeningnummer",
    "address": "een adres",
    "birthdate": "een geboortedatum",
    "age": "een leeftijd bij een naam of een school",
    "school": "de naam van een school bij een leeftijd, een klas of een naam",
    "name": "misschien de naam van een kind of een cliënt",
    "initials": "misschien de voorletters van een kind of een cliënt",
    "account": "een account op sociale media",
    "club": "een club of een team bij een naam",
}
ADVICE: dict[Kind, str] = {
    "bsn": "Haal het weg als het bij een persoon hoort.",
    "phone": "Haal het weg als het van een kind of een gezin is.",
    "email": "Haal het weg als het van een kind of een gezin is.",
    "iban": "Haal het weg als het van een kind of een gezin is.",
    "address": "Noem liever alleen de streek.",
    "birthdate": "Schrijf liever ‘een kind in de basisschoolleeftijd’ of ‘een puber’.",
    "age": "Laat een van de twee weg.",
    "school": "Schrijf liever ‘een basisschool’ of ‘een school voor voortgezet onderwijs’.",
    "name": "Laat de naam weg.",
    "initials": "Laat de voorletters weg.",
    "account": "Haal het weg als het van een kind of een gezin is.",
    "club": "Schrijf liever alleen ‘een sportclub’.",
}
# How each kind is called where the words themselves may not stand.
CALLED = {
    "name": "een naam",
    "initials": "voorletters",
    "birthdate": "een geboortedatum",
    "age": "een leeftijd of een klas",
    "school": "een school",
    "address": "een adres",
    "phone": "een telefoonnummer",
    "email": "een e-mailadres",
    "iban": "een rekeningnummer",
    "account": "een account op sociale media",
    "club": "een club",
    "place": "een woonplaats",
    "contact": "een telefoonnummer of een e-mailadres",
    "bsn": "een nummer van negen cijfers",
}
REFUSAL = (
    "Er staat een burgerservicenummer (BSN) in je tekst: {shown}. Dat mag hier niet staan, ook "
    "niet als iemand het goed vindt. "
    "Haal het weg en verstuur opnieuw."
)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing seen in `text[start:end]`. `shape` shows its form without its content: digits as
    9, letters as a or A.
    """

    start: int
    end: int
    kind: Kind
    shape: str
    is_refused: bool


@dataclass(frozen=True)
class Report:
    """The findings in the order of the text. The text itself is for the sentences only and is
    not in the repr.
    """

    text: str = field(repr=False)
    findings: tuple[Finding, ...]
    # The kinds that point at one person together (`guard/combinations.py`); empty when they do not.
    together: frozenset[str] = frozenset()

    @property
    def points_at_one_person(self) -> bool:
        return bool(self.together)

    @property
    def called(self) -> list[str]:
        """What points at one person together, in words that hold nothing of the text: "een
        naam", "een geboortedatum".
        """
        return called(self.together)

    @property
    def refused(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.is_refused)

    @property
    def asked(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.is_refused)

    @property
    def shown_together(self) -> str:
        """What points at one person, with the words themselves: for who wrote them, and nobody
        else.
        """
        shown = {
            called([kind])[0]: self._quoted(found)
            for kind, found in self._by_kind().items()
            if kind in self.together
        }
        told = [f"{words} ({shown[words]})" if shown.get(words) else words for words in self.called]
        return ", ".join(told)

    def _by_kind(self) -> "dict[Kind, list[Finding]]":
        by_kind: dict[Kind, list[Finding]] = {}
        for finding in self.asked:
            by_kind.setdefault(finding.kind, []).append(finding)
        return by_kind

    @property
    def refusals(self) -> list[str]:
        """Dutch sentences: what is refused, why, and what to do. Empty when nothing is refused."""
        return [REFUSAL.format(shown=self._quoted(self.refused))] if self.refused else []

    @property
    def questions(self) -> list[str]:
        """Dutch sentences, one a kind: what was seen, and what to do. Empty when there is
        nothing to ask.
        """
        told = self._by_kind().items()
        return [
            f"Er staat {SEEN[kind]} in je tekst: {self._quoted(found)}. {ADVICE[kind]}"
            for kind, found in told
        ]

    def _quoted(self, findings: "tuple[Finding, ...] | list[Finding]") -> str:
        words = dict.fromkeys(
            " ".join(self.text[finding.start : finding.end].split()) for finding in findings
        )
        return ", ".join(f"‘{word}’" for word in list(words)[:3])


def called(kinds: Iterable[str]) -> list[str]:
    """The kinds in words, in the order of `CALLED`."""
    wanted = set(kinds)
    return [words for kind, words in CALLED.items() if kind in wanted]


def inspect(text: str, own: Sequence[str] = ()) -> Report:
    """Everything in the text that may point at one person. `own`: names of who writes, which are
    no child's.
    """
    plain = plain_of(text)
    numbers = contacts.read(plain)
    named = persons(plain, own)
    seen = {
        *contacts.seen(plain, numbers),
        *citizen_number.seen(plain, numbers),
        *personal_details.seen(plain, named),
    }
    findings = sorted(
        Finding(start, end, kind, shape_of(plain[start:end]), refused)
        for start, end, kind, refused in seen
    )
    return Report(text, tuple(findings), kinds_of_one_person(plain, named, sorted(seen)))
