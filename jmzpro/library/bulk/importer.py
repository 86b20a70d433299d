"""Taking rows in: new, changed or unchanged by what they are known by; a bad value is dropped
and told, and the rest stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import Truncator

from jmzpro.library.bulk.duplicates import Known, known_as
from jmzpro.library.bulk.entry import Entry
from jmzpro.library.bulk.identity import is_bare_number, isbn13, title_key
from jmzpro.library.bulk.mapping import RELATED, Row, fill, row_of
from jmzpro.library.choices import Kind
from jmzpro.library.models import Item
from jmzpro.trust import audit

if TYPE_CHECKING:
    from jmzpro.members.models import User

NEW, CHANGED, UNCHANGED, WRONG = "nieuw", "gewijzigd", "ongewijzigd", "fout"
OUTCOMES = (NEW, CHANGED, UNCHANGED, WRONG)
DOUBLE = "misschien dubbel"  # one of OUTCOMES only where it occurs
SAME, ANOTHER = "zelfde", "nieuw"  # what somebody says of what may be a double
PROMISE = 200
ACTIONS = {
    NEW: "new",
    CHANGED: "changed",
    UNCHANGED: "unchanged",
    WRONG: "refused",
    DOUBLE: "double",
}
MOST_ASKED = 3
Choices = Mapping[str, str]


@dataclass(frozen=True)
class Taken:
    """What became of one row.

    `problems`: Dutch sentences; `changes`: the columns that changed; `dropped`: values that were
    not taken over, and why; `asks`: the items that it may be once more; `becomes`: the row as it is
    kept.
    """

    place: int
    outcome: str
    title: str = ""
    problems: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    dropped: tuple[dict[str, str], ...] = ()
    asks: tuple[dict[str, str], ...] = ()
    becomes: Row = field(default_factory=dict)
    is_repeated: bool = False  # in this very file

    def as_json(self) -> dict[str, Any]:
        """For the report: without the row itself, which is long."""
        return {
            name: value
            for name, value in asdict(self).items()
            if name not in {"becomes", "is_repeated"}
        }

    def told(self) -> dict[str, Any]:
        """One row of `import_publications --json`."""
        return {
            "row": self.place,
            "action": "double" if self.is_repeated else ACTIONS[self.outcome],
            "title": self.title,
            "becomes": dict(self.becomes),
            "changes": list(self.changes),
            "dropped": list(self.dropped),
            "asks": list(self.asks),
            "reasons": list(self.problems),
        }


class Taking:
    """Takes the rows of one file in, each in a transaction of its own.

    `seen`: by what rows of this file so far are known → row; it is added to. `choices`: by row,
    what somebody said of a likely double.
    """

    def __init__(
        self,
        *,
        by: "User | None",
        to_site: bool,
        is_dry: bool,
        seen: dict[str, int] | None = None,
        choices: Choices | None = None,
    ) -> None:
        self.by, self.to_site, self.is_dry = by, to_site, is_dry
        self.seen = {} if seen is None else seen
        self.choices = {} if choices is None else choices
        self.known = Known()

    def take(self, entry: Entry) -> Taken:
        title = str(entry.values.get("title", ""))
        problems = [*entry.problems, *missing(entry)]
        if problems:
            return self.told(entry, WRONG, title, tuple(problems))
        if again := repeated(entry, self.seen):
            return self.told(entry, WRONG, title, (again,), is_repeated=True)
        remember(entry, self.seen)
        try:
            with transaction.atomic():
                taken = self.put(entry)
                if self.is_dry:
                    transaction.set_rollback(True)
        except ValidationError as error:
            return self.told(entry, WRONG, title, tuple(sentences(error)))
        except IntegrityError:
            said = (
                "Een ander zette dit op hetzelfde moment in de Kennisbank. Lees het bestand nog "
                "een keer in."
            )
            return self.told(entry, WRONG, title, (said,))
        return taken

    def told(
        self, entry: Entry, outcome: str, title: str, problems: tuple[str, ...] = (), **more: Any
    ) -> Taken:
        dropped = tuple(one.as_json() for one in entry.dropped)
        return Taken(
            entry.place, outcome, title, problems, dropped=dropped, becomes=entry.values, **more
        )

    def put(self, entry: Entry) -> Taken:
        """Raises ValidationError for what an item may not be."""
        match = self.known.match(entry)
        choice = self.choices.get(str(entry.place))
        item = match.item
        if item is None and match.likely and choice == SAME:
            return self.change(entry, match.likely[0], only_fills=True)
        if item is not None:
            return self.change(entry, item)
        if match.likely and choice != ANOTHER:
            asks = tuple(asked(one, entry.values) for one in match.likely[:MOST_ASKED])
            said = (
                "Dit lijkt op wat er al is. Zeg of het dezelfde publicatie is; tot dan nemen we "
                "die niet over."
            )
            return self.told(entry, DOUBLE, entry.values["title"], (said,), asks=asks)
        return self.add(entry)

    def add(self, entry: Entry) -> Taken:
        self.settle_key(entry)
        kind = entry.values.get("kind") or Kind.PUBLICATION
        values = {
            **entry.values,
            "kind": kind,
            "promise": entry.values.get("promise") or promise_from(entry.values),
        }
        values = without_wrong(entry, values)
        fresh = Item.draft(
            kind=kind,
            title=values["title"],
            promise=values["promise"],
            by=self.by,
            external_id=values["external_id"],
        )
        fill(fresh, values)
        store(fresh, self.by, to_site=self.to_site)
        if not self.is_dry:
            self.known.add(fresh.pk, fresh.doi, fresh.isbn, fresh.title)
        return self.told(entry, NEW, fresh.title)

    def settle_key(self, entry: Entry) -> None:
        """A number of another library that is taken here by another title is not used: both
        stay, and it is told.
        """
        key = entry.values["external_id"]
        holder = known_as(key)
        if holder is not None:
            if key != entry.made_key:
                entry.drop(
                    "external_id",
                    key,
                    f"hoort hier al bij ‘{holder.title[:80]}’; we hielden de twee uit elkaar.",
                )
            entry.values["external_id"] = entry.made_key

    def change(self, entry: Entry, item: Item, *, only_fills: bool = False) -> Taken:
        """What a list of others leaves empty stays; `only_fills`: so does all that the item has
        already.
        """
        if item.live and item.has_unpublished_changes:
            raise ValidationError(
                "Een redacteur werkt aan een nieuwe versie. Zet die eerst op de site of gooi "
                "die weg."
            )
        before = row_of(item)
        wanted = {
            name: value
            for name, value in entry.values.items()
            if name != "external_id" and (name != "promise" or value)
        }
        if not is_of_this_house(entry, item):
            wanted = {name: value for name, value in wanted.items() if value not in EMPTY}
        if only_fills:
            wanted = {name: value for name, value in wanted.items() if before[name] in EMPTY}
        wanted = without_wrong(entry, wanted, item)
        changes = tuple(name for name, value in wanted.items() if before[name] != value)
        if not changes:
            return self.told(entry, UNCHANGED, item.title)
        fill(item, {name: wanted[name] for name in changes})
        store(item, self.by, to_site=item.live or (self.to_site and item.withdrawn_at is None))
        return self.told(entry, CHANGED, item.title, changes=changes)


def take(
    found: Iterable[Entry],
    *,
    by: "User | None",
    to_site: bool,
    is_dry: bool,
    seen: dict[str, int] | None = None,
    choices: Choices | None = None,
) -> Iterator[Taken]:
    taking = Taking(by=by, to_site=to_site, is_dry=is_dry, seen=seen, choices=choices)
    return (taking.take(entry) for entry in found)


def missing(entry: Entry) -> Iterator[str]:
    if not entry.values.get("title") and not any(
        problem.startswith("title") for problem in entry.problems
    ):
        yield "title ontbreekt. Geef de publicatie een titel, en lees die nog een keer in."


def marks(entry: Entry) -> Iterator[tuple[str, str]]:
    """By what a later row of the same file is the same, and how that is said."""
    values = entry.values
    key = values["external_id"]
    trusted = entry.is_database_key or (entry.is_own_key and not is_bare_number(key))
    said = (
        "Deze titel, met dit jaar en deze auteurs,"
        if key == entry.made_key
        else f"external_id ‘{key}’"
    )
    yield (f"id:{key}" if trusted else f"id:{key}/{title_key(values['title'])}"), said
    if values.get("doi"):
        yield f"doi:{values['doi']}", f"DOI {values['doi']}"
    if (isbn := isbn13(values.get("isbn", ""))) and not entry.is_part:
        yield f"isbn:{isbn}/{title_key(values['title'])}", f"ISBN {isbn}"


def repeated(entry: Entry, seen: Mapping[str, int]) -> str:
    return next(
        (
            f"{said} staat ook al op rij {seen[mark]}."
            for mark, said in marks(entry)
            if mark in seen
        ),
        "",
    )


def remember(entry: Entry, seen: dict[str, int]) -> None:
    for mark, _ in marks(entry):
        seen.setdefault(mark, entry.place)


EMPTY: tuple[Any, ...] = ("", None, [])


def is_of_this_house(entry: Entry, item: Item) -> bool:
    """Whether the row names the item itself: then an empty cell is meant."""
    return entry.is_own_key and entry.values["external_id"] in {item.external_id, item.public_id}


def asked(item: Item, values: Row) -> dict[str, str]:
    why = (
        "hetzelfde ISBN"
        if isbn13(item.isbn) and isbn13(item.isbn) == isbn13(values.get("isbn", ""))
        else "dezelfde titel"
    )
    year = f" ({item.year})" if item.year else ""
    return {
        "id": item.public_id,
        "title": f"{item.title}{year}",
        "why": why,
        "question": "Is dit dezelfde publicatie?",
    }


def without_wrong(entry: Entry, values: dict[str, Any], item: Item | None = None) -> dict[str, Any]:
    """All rules of an item at once; a value that breaks one is dropped by itself where the item
    can be without it.
    """
    error = broken_rule(values, item)
    if error is None:
        return values
    named = [
        name
        for name in getattr(error, "message_dict", {})
        if name in values and name not in NEVER_DROPPED
    ]
    for wrong in [named, *([name] for name in values if name not in NEVER_DROPPED)]:
        rest = {name: value for name, value in values.items() if name not in wrong}
        if wrong and broken_rule(rest, item) is None:
            for name in wrong:
                entry.drop(name, values[name], " ".join(sentences(error)))
                entry.values.pop(name, None)
            return rest
    raise error


NEVER_DROPPED = frozenset({"title", "external_id", "kind", "promise"})


def broken_rule(values: dict[str, Any], item: Item | None) -> ValidationError | None:
    tried = Item() if item is None else Item.objects.get(pk=item.pk)
    for name, value in values.items():
        if name not in RELATED:
            setattr(tried, name, value)
    try:
        check(tried)
    except ValidationError as error:
        return error
    return None


def store(item: Item, by: "User | None", *, to_site: bool) -> None:
    if to_site:
        item.save()
        item.put_on_site(by)
    else:
        item.save()
        item.save_revision(user=by)
        audit.record("ingelezen", item, by=by)


def check(item: Item) -> None:
    """All rules of an item at once, its constraints included; its address is made later."""
    item.full_clean(
        exclude=["slug", "public_id", "latest_revision", "live_revision"], validate_unique=False
    )


def promise_from(values: dict[str, Any]) -> str:
    """The first sentence of its text; without one, what it is and whose."""
    text = " ".join(str(values.get("text", "")).split())
    first = text.split(". ")[0].rstrip(".")
    if first:
        return f"{first}." if len(first) < PROMISE else str(Truncator(first).chars(PROMISE))
    kind = Kind(values.get("kind") or Kind.PUBLICATION).label
    whose = (values.get("publishers") or values.get("authors") or [""])[0].strip("{}")
    said = (
        kind
        + (f" van {whose}" if whose else "")
        + (f" uit {values['year']}" if values.get("year") else "")
        + "."
    )
    return str(Truncator(said).chars(PROMISE))


def sentences(error: ValidationError) -> Iterator[str]:
    if hasattr(error, "error_dict"):
        for name, errors in error.message_dict.items():
            yield from (
                message if name == "__all__" else f"{name}: {message}" for message in errors
            )
    else:
        yield from error.messages
