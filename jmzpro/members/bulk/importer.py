"""Carrying out what the report showed, row by row. What changed since is not written over, and
is said.
"""

from typing import Any

from django.db import IntegrityError, transaction

from jmzpro.members.bulk.duplicates import Organisations, People
from jmzpro.members.bulk.mapping import PLAIN, add_organisation, differences, fill, fingerprint
from jmzpro.members.bulk.models import Choice, ImportKind, ImportRow, Outcome
from jmzpro.members.bulk.report import target
from jmzpro.members.models import Organisation, Person, User
from jmzpro.members.team import departure
from jmzpro.trust import audit


class LeftOut(Exception):
    """The argument is the Dutch sentence why this row was left as it was."""


class Taking:
    """One list, carried out. Each row in a transaction of its own, inside the caller's: a bad
    one leaves no half.
    """

    def __init__(self, kind: str, by: Any) -> None:
        self.kind, self.by = kind, by
        self.known: Organisations | People = (
            People() if kind == ImportKind.PEOPLE else Organisations()
        )

    def take(self, row: ImportRow) -> None:
        """Sets and keeps what became of the row. Once: a row that was done is left alone."""
        if row.done:
            return
        try:
            with transaction.atomic():
                row.done = self.carried_out(row)
        except LeftOut as sentence:
            row.done, row.said = Outcome.LEFT_OUT, [*row.said, str(sentence)]
        except IntegrityError:
            row.done, row.said = (
                Outcome.LEFT_OUT,
                [*row.said, "Intussen is er iets toegevoegd met dezelfde naam of hetzelfde adres."],
            )
        row.save(update_fields=["done", "said", "target"])

    def carried_out(self, row: ImportRow) -> Outcome:
        if row.outcome == Outcome.DOUBLE:
            if row.choice == Choice.SAME:
                return self.change(row, *self.picked(row))
            if row.choice == Choice.NEW:
                return self.add(row)
            raise LeftOut("Er is niet gekozen of dit dezelfde is.")
        if row.outcome == Outcome.NEW:
            if self.is_known(row):
                raise LeftOut("Intussen is er al iets met dezelfde naam of hetzelfde adres.")
            return self.add(row)
        if row.outcome == Outcome.CHANGED and row.target is not None:
            return self.change(row, row.target, row.seen)
        return Outcome(row.outcome)

    def is_known(self, row: ImportRow) -> bool:
        if isinstance(self.known, People):
            return User.objects.filter(email__iexact=row.values["email"]).exists()
        match = self.known.match(row.values)
        return match.same is not None or bool(match.likely)

    def picked(self, row: ImportRow) -> tuple[int, str]:
        """The likely one that the office said it is; the first, when there are more. One of this
        list itself is none yet.
        """
        pk = next((one["pk"] for one in row.candidates if one["pk"] > 0), None)
        if pk is None:
            raise LeftOut("Dit is dezelfde als een andere rij van deze lijst.")
        row.target = pk
        return pk, ""

    def add(self, row: ImportRow) -> Outcome:
        values = row.values
        if isinstance(self.known, People):
            row.target = self.add_person(values)
            self.known.add(row.target, values["email"], values["name"], values["organisation"])
        else:
            if "kind" not in values:
                raise LeftOut("Soort ontbreekt. Een nieuwe organisatie heeft die nodig.")
            row.target = add_organisation(values, by=self.by).pk
            self.known.add(row.target, values)
        return Outcome.NEW

    def add_person(self, values: dict[str, Any]) -> int:
        employer = Organisation.objects.filter(pk=values["organisation"], is_active=True).first()
        if employer is None:
            raise LeftOut("De organisatie doet niet meer mee.")
        given = {name: values[name] for name in PLAIN[ImportKind.PEOPLE] if name in values}
        return Person.join(values["email"], by=self.by, organisation=employer, **given).pk

    def change(self, row: ImportRow, pk: int, seen: str) -> Outcome:
        """`seen` is empty when the office picked it: then what is different is worked out now."""
        model: Any = Person if self.kind == ImportKind.PEOPLE else Organisation
        if not model.objects.select_for_update(of=("self",)).filter(pk=pk).exists():
            raise LeftOut("Dit bestaat intussen niet meer.")
        thing = target(self.kind, pk)
        if seen and fingerprint(thing) != seen:
            raise LeftOut(
                "Dit is intussen veranderd. Lees de lijst nog een keer in om te zien hoe het nu is."
            )
        changes = differences(thing, row.values)
        if not changes:
            return Outcome.UNCHANGED
        if isinstance(thing, Person):
            self.change_person(thing, changes)
        else:
            fill(thing, {name: after for name, (_, after) in changes.items()})
        audit.record(f"{thing._meta.model_name}.changed", thing, by=self.by, fields=sorted(changes))
        return Outcome.CHANGED

    def change_person(self, person: Person, changes: dict[str, Any]) -> None:
        if "organisation" in changes:
            employer = Organisation.objects.filter(pk=changes["organisation"][1]).first()
            if employer is None or not departure.settle_at(person, employer, by=self.by):
                raise LeftOut("De organisatie doet niet meer mee.")
        fields = [name for name in PLAIN[ImportKind.PEOPLE] if name in changes]
        for name in fields:
            setattr(person, name, changes[name][1])
        person.save(update_fields=[*fields, "sort_name", "updated_at"])
