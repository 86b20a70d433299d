"""Other words for the same: a table of rows, each of forms that say the same (KVO, KOV; brus, broer
of zus).

A form is one word or a few. The table is used on what is asked, never on what is indexed: a new row
works at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Words = tuple[str, ...]
# Longer forms are no name of anything.
LONGEST_FORM = 6
# Of what one query says, so many other forms are looked up besides.
MOST_FORMS = 12


@dataclass(frozen=True)
class Said:
    """Where in the words (start, end) something is said for which there are other words."""

    start: int
    end: int
    others: tuple[Words, ...]


@dataclass(frozen=True)
class Synonyms:
    """Rows of forms, each form as its folded words. Make one with `Synonyms.of`; an empty one
    knows nothing.
    """

    rows: tuple[tuple[Words, ...], ...] = ()
    _by_first: dict[str, list[tuple[Words, int]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> "Synonyms":
        """From rows as the office types them; forms that hold no word, and rows with fewer than
        two forms, count for nothing.
        """
        from jmzpro.text.analysis import tokens

        told = [
            tuple(
                dict.fromkeys(
                    form
                    for text in row
                    if (form := tuple(tokens(text))) and len(form) <= LONGEST_FORM
                )
            )
            for row in rows
        ]
        made = cls(tuple(row for row in told if len(row) > 1))
        for number, row in enumerate(made.rows):
            for form in row:
                made._by_first.setdefault(form[0], []).append((form, number))
        return made

    def __or__(self, other: "Synonyms") -> "Synonyms":
        return Synonyms.of([" ".join(form) for form in row] for row in self.rows + other.rows)

    def said_in(self, words: Sequence[str]) -> list[Said]:
        """What the words say that can be said otherwise, in their order; the longest form first
        where two begin at the same word.
        """
        found: list[Said] = []
        for start, word in enumerate(words):
            for form, number in sorted(
                self._by_first.get(word, ()), key=lambda pair: -len(pair[0])
            ):
                if tuple(words[start : start + len(form)]) == form and len(found) < MOST_FORMS:
                    found.append(
                        Said(
                            start,
                            start + len(form),
                            tuple(other for other in self.rows[number] if other != form),
                        )
                    )
        return found
