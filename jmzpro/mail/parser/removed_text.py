"""What was left off a mail, word for word, and by which rule: so that its writer can see it and
put it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

# Rules under which no word of the sender's can stand: the program's own lines, and what is quoted.
NOT_THE_SENDERS = frozenset({"quote", "introduction", "marker", "picture"})


@dataclass(frozen=True)
class LeftOff:
    """`rule` is a key of docs/e-mail.md, `text` the lines as they stood, of one place."""

    rule: str
    text: str


@dataclass
class Cuttings:
    """Collects what falls while a mail is cut, in the order in which it is found."""

    found: list[LeftOff] = field(default_factory=list)

    def add(self, rule: str, lines: Iterable[str]) -> None:
        text = "\n".join(line.rstrip() for line in lines).strip("\n")
        if any(sign.isalnum() for sign in text):
            self.found.append(LeftOff(rule, text))

    def compare(self, rule: str, before: Sequence[str], after: list[str]) -> list[str]:
        """Note which lines of `before` are not in `after` (a part of it, in its order),
        neighbours together; gives `after`.
        """
        kept = iter([line for line in after if line.strip()])
        wanted = next(kept, None)
        fallen: list[str] = []
        for line in before:
            if wanted is not None and line == wanted:
                wanted = next(kept, None)
                self.add(rule, fallen)
                fallen = []
            else:
                fallen.append(line)
        self.add(rule, fallen)
        return after
