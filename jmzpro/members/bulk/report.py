"""The report: what would be done with each row, and nothing is."""

from collections.abc import Iterator, Sequence
from typing import Any

from jmzpro.members.bulk.duplicates import Match, Organisations, People
from jmzpro.members.bulk.mapping import differences, fingerprint
from jmzpro.members.bulk.models import ImportKind, ImportRow, MemberImport, Outcome
from jmzpro.members.bulk.parser import Entry, Memory, values_of
from jmzpro.members.models import Organisation, Person


class Report:
    """Looks at the rows of one list, in order: a row is also held against those before it."""

    def __init__(self, source: MemberImport, earlier: Sequence[ImportRow] = ()) -> None:
        self.source = source
        self.is_people = source.kind == ImportKind.PEOPLE
        self.organisations = Organisations()
        self.people = People() if self.is_people else None
        self.targets: dict[int, int] = {}
        self.memory: Memory = {}
        self.fresh: dict[
            int, int
        ] = {}  # the number that stands for a row of this list that is new: its place
        for row in earlier:
            self.note(row)

    def rows(self, found: Sequence[Entry]) -> Iterator[ImportRow]:
        for entry in found:
            row = self.look(entry)
            self.note(row)
            yield row

    def note(self, row: ImportRow) -> None:
        """So that a later row of the list that is the same is noticed."""
        if row.target is not None:
            self.targets.setdefault(row.target, row.place)
        if row.outcome in {Outcome.NEW, Outcome.DOUBLE}:
            stands_for = -row.place
            self.fresh[stands_for] = row.place
            if self.people is not None:
                self.people.add(
                    stands_for,
                    row.values["email"],
                    row.values["name"],
                    row.values.get("organisation"),
                )
            else:
                self.organisations.add(stands_for, row.values)

    def look(self, entry: Entry) -> ImportRow:
        values = values_of(entry, self.source.kind, self.memory)
        row = ImportRow(
            source=self.source,
            place=entry.place,
            title=entry.cells.get("name", "")[:120],
            values=values,
        )
        if self.people is not None and not entry.problems:
            self.find_employer(entry, values)
        if entry.problems:
            return left_out(row, *entry.problems)
        match = (
            self.people.match(values, values.get("organisation"))
            if self.people is not None
            else self.organisations.match(values)
        )
        return self.judged(row, match)

    def find_employer(self, entry: Entry, values: dict[str, Any]) -> None:
        """The primary key instead of the name; who is known by address may leave the
        organisation out.
        """
        if "organisation" not in values:
            if self.people is not None and values["email"] not in self.people.addresses:
                entry.problems.append("Organisatie ontbreekt.")
            return
        found = self.organisations.named(values["organisation"])
        if found is None:
            entry.problems.append(
                f"De organisatie ‘{values['organisation'][:60]}’ kennen we niet. Lees eerst "
                "de organisaties in."
            )
        values["organisation"] = found

    def judged(self, row: ImportRow, match: Match) -> ImportRow:
        if match.same is not None and match.same < 0:
            return left_out(row, f"Staat ook op rij {self.fresh[match.same]}.")
        if match.same is not None:
            return self.compared(row, match.same)
        if not self.is_people and "kind" not in row.values and not match.likely:
            return left_out(row, "Soort ontbreekt. Een nieuwe organisatie heeft die nodig.")
        row.outcome = Outcome.DOUBLE if match.likely else Outcome.NEW
        row.candidates = [
            {"pk": pk, "why": why, "name": self.named(pk)} for pk, why in match.likely.items()
        ]
        return row

    def named(self, pk: int) -> str:
        if pk < 0:
            return f"rij {self.fresh[pk]} van deze lijst"
        model: Any = Person if self.is_people else Organisation
        return str(model.objects.get(pk=pk))

    def compared(self, row: ImportRow, pk: int) -> ImportRow:
        if pk in self.targets:
            return left_out(row, f"Staat ook op rij {self.targets[pk]}.")
        thing = target(self.source.kind, pk)
        if isinstance(thing, Person) and not thing.is_active:
            return left_out(
                row, f"{thing.name} doet niet mee. Laat eerst weer meedoen, of nodig opnieuw uit."
            )
        row.target, row.seen = pk, fingerprint(thing)
        row.changes = differences(thing, row.values)
        row.outcome = Outcome.CHANGED if row.changes else Outcome.UNCHANGED
        return row


def target(kind: str, pk: int) -> Organisation | Person:
    if kind == ImportKind.PEOPLE:
        return Person.objects.select_related("user", "organisation").get(pk=pk)
    return Organisation.objects.prefetch_related("works_in", "themes").get(pk=pk)


def left_out(row: ImportRow, *said: str) -> ImportRow:
    row.outcome, row.said = Outcome.LEFT_OUT, list(said)
    return row
