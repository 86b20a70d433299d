"""Reading a list into rows, and the values of a row into what can be kept. Nothing is looked up
by what it may be a double of.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms

from jmzpro.kit import spreadsheet
from jmzpro.members.bulk.columns import (
    FAMILY,
    GIVEN,
    ORGANISATION,
    PARTICLE,
    PERSON,
    Column,
    known_as,
    name_part,
    plain,
)
from jmzpro.members.bulk.models import ImportKind
from jmzpro.members.models import OrganisationKind, Role
from jmzpro.members.organisation.forms import PhoneField
from jmzpro.places.forms import PlaceField
from jmzpro.places.models import Province
from jmzpro.themes.models import Theme

LARGEST = 10 * 1024 * 1024
MOST_ROWS = 10_000
MOST_ABOVE = 10  # rows, above the headings
DATES = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%Y")
YES = {"ja", "j", "x", "1", "waar", "true", "yes"}
COLUMNS_OF: dict[str, tuple[Column, ...]] = {
    ImportKind.ORGANISATIONS: ORGANISATION,
    ImportKind.PEOPLE: PERSON,
}
NEEDED = {ImportKind.ORGANISATIONS: ("name",), ImportKind.PEOPLE: ("name", "email")}


class Unreadable(ValueError):
    """The list as a whole cannot be read, with the Dutch sentence that says why."""


@dataclass
class Entry:
    """One row: its number in the spreadsheet, the cells that are filled in by column, and what is
    wrong with it.

    `unread`: what stands under a heading that means nothing here.
    """

    place: int
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heading:
    """What stands above a column, and the column or part of a name that it means."""

    written: str
    key: str | None


def entries(data: bytes, kind: str) -> list[Entry]:
    """All rows in the order they stand there. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(
            f"Het bestand is groter dan {LARGEST // 2**20} MB. Verdeel de lijst over een "
            "paar bestanden."
        )
    found: list[Entry] = []
    headings: list[Heading] | None = None
    first: list[str] | None = None
    try:
        for place, cells in spreadsheet.rows_of(data):
            if headings is None:
                first = first or cells
                headings = read_headings(cells, kind)
                if headings is None and place > MOST_ABOVE:
                    break
            elif len(found) >= MOST_ROWS:
                raise Unreadable(
                    (
                        f"Er staan meer dan {MOST_ROWS:,} rijen in. Verdeel de lijst over een "
                        "paar bestanden."
                    ).replace(",", ".")
                )
            else:
                found.append(read_row(place, headings, cells))
    except spreadsheet.NoTable as problem:
        raise Unreadable(str(problem)) from problem
    if first is None:
        raise Unreadable(spreadsheet.EMPTY)
    if headings is None:
        raise Unreadable(no_headings(kind))
    if not found:
        raise Unreadable("Onder de koppen staat geen enkele rij. Kijk of je de goede lijst koos.")
    return found


def no_headings(kind: str) -> str:
    needed = " en ".join(
        f"‘{column.heading}’"
        for column in COLUMNS_OF[kind]
        if column.key in NEEDED[ImportKind(kind)]
    )
    also = (
        " Voor een naam mag ook ‘Voornaam’, ‘Tussenvoegsel’ en ‘Achternaam’."
        if kind == ImportKind.PEOPLE
        else ""
    )
    return (
        f"De eerste rij moet zeggen wat in welke kolom staat. Zet er in elk geval {needed} "
        f"boven.{also}"
    )


def read_headings(cells: list[str], kind: str) -> list[Heading] | None:
    """The columns of this row of headings; None when it is none, as a title above the list is
    not.
    """
    parts = [name_part(cell) if kind == ImportKind.PEOPLE else None for cell in cells]
    keys = [
        part or known_as(cell, COLUMNS_OF[kind]) for cell, part in zip(cells, parts, strict=True)
    ]
    if GIVEN in keys and FAMILY not in keys:  # "Voornaam; Tussenvoegsel; Naam"
        keys = [FAMILY if key == "name" else key for key in keys]
    has = {"name" if key in {GIVEN, FAMILY} else key for key in keys}
    if any(name not in has for name in NEEDED[ImportKind(kind)]):
        return None
    return [Heading(cell.strip(), key) for cell, key in zip(cells, keys, strict=True)]


def read_row(place: int, headings: list[Heading], cells: list[str]) -> Entry:
    entry = Entry(place)
    if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
        entry.problems.append(
            f"Er staan {len(cells)} vakjes in deze rij, en er zijn {len(headings)} kolommen."
        )
    for heading, cell in zip(headings, cells, strict=False):
        text = "".join(
            letter for letter in cell if letter.isprintable() or letter in "\n\t"
        ).strip()
        if text and heading.key is not None:
            entry.cells.setdefault(heading.key, text)
        elif text:
            entry.unread.setdefault(heading.written, text)
    parts = [entry.cells.pop(part, "") for part in (GIVEN, PARTICLE, FAMILY)]
    if any(parts):
        entry.cells.setdefault("name", " ".join(part for part in parts if part))
    if "email" in entry.cells:  # contact programs put several in one cell
        entry.cells["email"] = entry.cells["email"].split(":::")[0].strip()
    return entry


class OneOf(forms.CharField):
    """A choice by its label or its value, however it is written."""

    def __init__(self, offered: type, unknown: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offered, self.unknown = offered, unknown

    def clean(self, value: Any) -> str:
        wanted = plain(super().clean(value))
        for one in self.offered:  # type: ignore[attr-defined]
            if wanted in {plain(one.value), plain(one.label)}:
                return str(one.value)
        if not wanted:
            return ""
        labels = [str(one.label) for one in self.offered]  # type: ignore[attr-defined]
        raise forms.ValidationError(self.unknown.format(known=", ".join(labels)))


class Several(forms.CharField):
    """Names with a mark between them, as the slugs of what is called that."""

    def __init__(self, model: Any, what: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model, self.what = model, what

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        names = [
            name.strip()
            for name in text.replace("|", ";").replace("\n", ";").split(";")
            if name.strip()
        ]
        if len(names) == 1 and "," in names[0]:
            names = [name.strip() for name in names[0].split(",") if name.strip()]
        known = {
            key: one.slug
            for one in self.model.objects.all()
            for key in (plain(one.name), plain(one.slug))
        }
        unknown = [name for name in names if plain(name) not in known]
        if unknown:
            raise forms.ValidationError(f"{self.what} ‘{unknown[0][:60]}’ kennen we niet.")
        return sorted({known[plain(name)] for name in names})


class Day(forms.CharField):
    def clean(self, value: Any) -> str:
        text = super().clean(value)
        for written in DATES:
            try:
                day = datetime.strptime(text, written).date()
            except ValueError:
                continue
            if date(1900, 1, 1) <= day <= date(2100, 1, 1):
                return day.isoformat()
        raise forms.ValidationError(f"‘{text[:40]}’ is geen datum, zoals 31-12-2020.")


class TownKey(PlaceField):
    def clean(self, value: Any) -> Any:
        place = super().clean(value)
        return getattr(place, "pk", None)


WRONG_MAIL = {"invalid": "Dit is geen volledig e-mailadres."}
ORGANISATION_FIELDS: dict[str, forms.Field] = {
    "name": forms.CharField(max_length=120),
    "kind": OneOf(OrganisationKind, "Deze soort kennen we niet. Kies uit: {known}."),
    "kvk": forms.RegexField(
        r"^\d{8}$", error_messages={"invalid": "Een KvK-nummer heeft acht cijfers."}
    ),
    "town": TownKey(),
    "works_in": Several(Province, "De provincie"),
    "themes": Several(Theme, "Het thema"),
    "description": forms.CharField(max_length=4000),
    "website": forms.URLField(
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen adres van een website."},
    ),
    "email": forms.EmailField(max_length=254, error_messages=WRONG_MAIL),
    "phone": PhoneField(),
    "joined_on": Day(),
}
PERSON_FIELDS: dict[str, forms.Field] = {
    "name": forms.CharField(max_length=120),
    "email": forms.EmailField(max_length=254, error_messages=WRONG_MAIL),
    "organisation": forms.CharField(max_length=120),
    "function": forms.CharField(max_length=120),
    "role": OneOf(Role, "Deze rol kennen we niet. Kies uit: {known}."),
    "is_team_mailbox": forms.CharField(max_length=20),
}


# What a cell meant in a row before: the towns, kinds and themes of a list come back over and over.
Memory = dict[tuple[str, str], Any]
REMEMBERED = {"town", "kind", "role", "works_in", "themes"}


def values_of(entry: Entry, kind: str, memory: Memory | None = None) -> dict[str, Any]:
    """What the filled cells mean, ready to keep as JSON. What is wrong with them is added to the
    problems of the entry.
    """
    memory = {} if memory is None else memory
    fields = ORGANISATION_FIELDS if kind == ImportKind.ORGANISATIONS else PERSON_FIELDS
    headings = {column.key: column.heading for column in COLUMNS_OF[kind]}
    values: dict[str, Any] = {}
    for key, text in entry.cells.items():
        try:
            if (key, text) in memory:
                values[key] = memory[key, text]
                continue
            values[key] = cleaned(
                key, fields[key].clean(text.replace(" ", "") if key == "kvk" else text)
            )
            if key in REMEMBERED:
                memory[key, text] = values[key]
        except forms.ValidationError as error:
            entry.problems.append(f"{headings[key]}: {' '.join(error.messages)}")
    for key in NEEDED[ImportKind(kind)]:
        if key not in entry.cells:
            entry.problems.append(f"{headings[key]} ontbreekt.")
    return values


def cleaned(key: str, value: Any) -> Any:
    if key == "is_team_mailbox":
        return plain(value) in YES
    if key == "email":
        return str(value).lower()
    return " ".join(value.split()) if key in {"name", "organisation", "function"} else value
