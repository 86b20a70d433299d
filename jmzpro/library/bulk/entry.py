"""One record of a file, whatever form the file has."""

from dataclasses import asdict, dataclass, field
from typing import Any

from jmzpro.library.bulk.mapping import BY_NAME, WrongValue
from jmzpro.text.clean_text import tidy_line

MOST_ROWS = 20_000
LONGEST_TITLE = 200
SHOWN = 200


class Unreadable(ValueError):
    """The file as a whole cannot be read, with the Dutch sentence that says why and what to do."""


@dataclass(frozen=True)
class Dropped:
    """A value that was not taken over, and why, in Dutch."""

    field: str
    value: str
    reason: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.field} {self.reason}"


@dataclass
class Entry:
    """One row of the file: where it stands, its values by column, and what is wrong with it.

    `problems` keep the whole row out; what is `dropped` costs no more than itself. `is_part`: a
    chapter, whose ISBN is the book's. `is_own_key`: its external_id was given for this very
    purpose, so that another title under it is a change of the same item. `is_database_key`: its
    external_id is a number with the database that gave it. `made_key`: what a second run knows it
    by that has nothing better.
    """

    place: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    is_part: bool = False
    is_own_key: bool = True
    is_database_key: bool = False
    made_key: str = ""

    def take(self, name: str, value: Any) -> None:
        """Keep the value under its column; one that cannot be kept is dropped by itself."""
        if name == "title":
            value = self.fitting(value)
        elif name == "links":
            value = self.usable_links(value)
        try:
            self.values[name] = BY_NAME[name].read(value)
        except WrongValue as problem:
            if name == "title":
                self.problems.append(f"{name} {problem}")
            else:
                self.drop(name, value, str(problem))

    def drop(self, name: str, value: Any, reason: str) -> None:
        self.dropped.append(Dropped(name, str(value)[:SHOWN], reason))

    def fitting(self, value: Any) -> Any:
        """A title that is too long is cut between two words."""
        text = tidy_line(value) if isinstance(value, str) else value
        if not isinstance(text, str) or len(text) <= LONGEST_TITLE:
            return value
        cut = text[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
        self.dropped.append(
            Dropped("title", text, f"is {len(text)} tekens lang; we hielden de eerste {len(cut)}.")
        )
        return f"{cut}…"

    def usable_links(self, value: Any) -> list[Any]:
        """Those that are addresses; each of the others is dropped by itself."""
        from jmzpro.library.bulk.mapping import LINK_MARK, links, listed

        kept: list[Any] = []
        try:
            given = [value] if isinstance(value, dict) else listed(value, LINK_MARK)
        except WrongValue:
            return list(value) if isinstance(value, list | tuple) else [value]
        for each in given:
            try:
                kept += links([each])
            except WrongValue as problem:
                self.drop("links", each, str(problem))
        return kept
