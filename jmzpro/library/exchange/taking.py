"""Taking rows in: new, changed or unchanged by `external_id`; a bad row is told, and the good rows stay."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import Truncator

from jmzpro.library.choices import Kind
from jmzpro.library.exchange.reading import Entry
from jmzpro.library.exchange.rows import fill, row_of
from jmzpro.library.models import Item
from jmzpro.trust import audit

if TYPE_CHECKING:
    from jmzpro.members.models import User

NEW, CHANGED, UNCHANGED, WRONG = "nieuw", "gewijzigd", "ongewijzigd", "fout"
OUTCOMES = (NEW, CHANGED, UNCHANGED, WRONG)
PROMISE = 200


@dataclass(frozen=True)
class Taken:
    """What became of one row. `problems`: Dutch sentences; `changes`: the columns that changed."""

    place: int
    outcome: str
    title: str = ""
    problems: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def take(found: Iterable[Entry], *, by: "User | None", to_site: bool, is_dry: bool, seen: dict[str, int]) -> Iterator[Taken]:
    """Each row in a transaction of its own. `seen`: external_id → row, of this file so far; it is added to."""
    for entry in found:
        yield take_one(entry, by=by, to_site=to_site, is_dry=is_dry, seen=seen)


def take_one(entry: Entry, *, by: "User | None", to_site: bool, is_dry: bool, seen: dict[str, int]) -> Taken:
    title = str(entry.values.get("title", ""))
    problems = [*entry.problems, *missing(entry)]
    key = entry.values.get("external_id", "")
    if key and key in seen:
        problems.append(f"external_id ‘{key}’ staat ook al op rij {seen[key]}.")
    if problems:
        return Taken(entry.place, WRONG, title, tuple(problems))
    seen[key] = entry.place
    try:
        with transaction.atomic():
            taken = put(entry, by=by, to_site=to_site)
            if is_dry:
                transaction.set_rollback(True)
    except ValidationError as error:
        return Taken(entry.place, WRONG, title, tuple(sentences(error)))
    except IntegrityError:
        return Taken(
            entry.place, WRONG, title, ("Een ander zette dit op hetzelfde moment in de Kennisbank. Lees het bestand nog een keer in.",)
        )
    return taken


def missing(entry: Entry) -> Iterator[str]:
    if not entry.values.get("external_id") and not any(problem.startswith("external_id") for problem in entry.problems):
        yield "external_id ontbreekt. Daaraan herkennen we de publicatie als je haar nog een keer inleest."
    if not entry.values.get("title") and not any(problem.startswith("title") for problem in entry.problems):
        yield "title ontbreekt."


def put(entry: Entry, *, by: "User | None", to_site: bool) -> Taken:
    """Raises ValidationError for what an item may not be."""
    values = entry.values
    item = known_as(values["external_id"])
    if item is None:
        item = Item(external_id=values["external_id"], kind=values.get("kind") or Kind.PUBLICATION, title=values["title"])
        values = {**values, "promise": values.get("promise") or promise_from(values)}
        fill(item, values)
        check(item)
        fresh = Item.draft(kind=item.kind, title=item.title, promise=item.promise, by=by, external_id=item.external_id)
        fill(fresh, values)
        store(fresh, by, to_site=to_site)
        return Taken(entry.place, NEW, fresh.title)
    if item.live and item.has_unpublished_changes:
        raise ValidationError("Een redacteur werkt aan een nieuwe versie. Zet die eerst op de site of gooi haar weg.")
    before = row_of(item)
    wanted = {name: value for name, value in values.items() if name != "external_id" and (name != "promise" or value)}
    changes = tuple(name for name, value in wanted.items() if before[name] != value)
    if not changes:
        return Taken(entry.place, UNCHANGED, item.title)
    fill(item, {name: wanted[name] for name in changes})
    check(item)
    store(item, by, to_site=item.live or (to_site and item.withdrawn_at is None))
    return Taken(entry.place, CHANGED, item.title, changes=changes)


def known_as(key: str) -> Item | None:
    """By the identifier of its source; what has none goes out under our own, and is known by it when it comes back."""
    return Item.objects.filter(Q(external_id=key) | Q(external_id="", public_id=key)).order_by("-external_id").first()


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
    item.full_clean(exclude=["slug", "public_id", "latest_revision", "live_revision"], validate_unique=False)


def promise_from(values: dict[str, Any]) -> str:
    """The first sentence of its text; without one, what it is and whose."""
    text = " ".join(str(values.get("text", "")).split())
    first = text.split(". ")[0].rstrip(".")
    if first:
        return f"{first}." if len(first) < PROMISE else str(Truncator(first).chars(PROMISE))
    kind = Kind(values.get("kind") or Kind.PUBLICATION).label
    whose = (values.get("publishers") or values.get("authors") or [""])[0].strip("{}")
    said = kind + (f" van {whose}" if whose else "") + (f" uit {values['year']}" if values.get("year") else "") + "."
    return str(Truncator(said).chars(PROMISE))


def sentences(error: ValidationError) -> Iterator[str]:
    if hasattr(error, "error_dict"):
        for name, errors in error.message_dict.items():
            yield from (message if name == "__all__" else f"{name}: {message}" for message in errors)
    else:
        yield from error.messages
