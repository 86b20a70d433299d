"""Taking in a file of HSDS JSON: each record on its own, so that a bad one never sinks the file;
the same file twice is once.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from jmzpro.members.models import User
from jmzpro.support.hsds.mapping import Mapped, Mapper
from jmzpro.support.hsds.validation import faults, without_nulls
from jmzpro.support.models import Origin, SupportService

LARGEST = 50 * 1024 * 1024
NEW, CHANGED, SAME, NEWER_HERE, REFUSED = (
    "nieuw",
    "veranderd",
    "gelijk",
    "hier nieuwer",
    "geweigerd",
)


class UnreadableFile(Exception):
    """The argument says in Dutch what is wrong with the file as a whole."""


@dataclass
class Report:
    """What became of each record: its outcome and its lines, by `hsds_id` or its place in the
    file.
    """

    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((NEW, CHANGED, SAME, NEWER_HERE, REFUSED), 0)
    )
    lines: list[str] = field(default_factory=list)

    def add(self, outcome: str, which: str, notes: list[str]) -> None:
        self.counts[outcome] += 1
        if notes:
            self.lines.append(
                f"{which}: {outcome}{', want ' if outcome == REFUSED else '; '}{'; '.join(notes)}"
            )


class DryRun(Exception):
    """Undoes what a dry run did."""


def read_file(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile("Het bestand is groter dan 50 MB. Knip het in stukken.")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableFile(f"Het bestand is niet te openen: {error.strerror}.") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile("Het bestand is geen JSON in UTF-8.") from error


def records(data: Any) -> Iterator[Any]:
    """The services of what an HSDS API or export gives: one, a list, a page with `contents`, or
    organizations with `services`.
    """
    if isinstance(data, list):
        for one in data:
            yield from records(one)
    elif isinstance(data, dict) and isinstance(data.get("contents") or data.get("results"), list):
        yield from records(data.get("contents") or data.get("results"))
    elif isinstance(data, dict) and isinstance(data.get("services"), list):
        owner = {name: value for name, value in data.items() if name != "services"}
        for one in data["services"]:
            yield {"organization": owner, **one} if isinstance(one, dict) else one
    else:
        yield data


def take_in(data: Any, *, by: User | None = None, dry_run: bool = False) -> Report:
    """Take in all records of a file. A dry run does all of it too, and then takes it back."""
    report = Report()
    mapper = Mapper()
    try:
        with transaction.atomic():
            for number, record in enumerate(records(data), start=1):
                take_one(record, number, mapper, report, by)
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return report


def take_one(record: Any, number: int, mapper: Mapper, report: Report, by: User | None) -> None:
    which = f"dienst {number}"
    known = without_nulls(record)
    if wrong := faults(known)[:5]:
        report.add(REFUSED, which, wrong)
        return
    which = f"{which} ({known['id'][:60]})"
    try:
        with transaction.atomic():
            mapped = mapper.map(known)
            outcome = keep(mapped, by)
    except ValidationError as error:
        report.add(
            REFUSED, which, [f"{name}: {' '.join(said)}" for name, said in messages_of(error)]
        )
    except (DatabaseError, ValueError, TypeError, KeyError, OverflowError) as error:
        report.add(
            REFUSED, which, [f"er staat iets in wat we niet kunnen lezen ({type(error).__name__})"]
        )
    else:
        report.add(outcome, which, mapped.notes)


def messages_of(error: ValidationError) -> list[tuple[str, list[str]]]:
    return (
        list(error.message_dict.items())
        if hasattr(error, "error_dict")
        else [("de dienst", error.messages)]
    )


def keep(mapped: Mapped, by: User | None) -> str:
    """Add or change the service of this record, and say what became of it. ValidationError when
    a value does not fit its column.
    """
    service = SupportService.objects.filter(hsds_id=mapped.values["hsds_id"]).with_all().first()
    if service is not None and is_same(service, mapped):
        return SAME
    if service is not None and is_newer_here(service, mapped):
        return NEWER_HERE
    check(mapped)
    values = mapped.values | ({"last_modified": mapped.modified} if mapped.modified else {})
    if service is None:
        SupportService.add(values, mapped.sets, by=by, origin=Origin.HSDS)
        return NEW
    # Somebody who changed it since it was read above was here later than the file.
    is_changed = service.change(
        values, mapped.sets, seen=service.version, by=by, origin=Origin.HSDS
    )
    return CHANGED if is_changed else NEWER_HERE


def check(mapped: Mapped) -> None:
    """Judge the columns before anything is written. Its key and its address are looked after by
    `keep` and `SupportService.add`.
    """
    service = SupportService(**mapped.values)
    service.clean_fields(exclude=("slug", "phones", "schedules"))
    service.validate_constraints()


def is_same(service: SupportService, mapped: Mapped) -> bool:
    """Nothing of the record is different here. By whom it was checked it does not say; when
    nobody did, the day is no difference.
    """
    leave_out = {"phones", "schedules", "assurer"} | (
        set() if mapped.is_assured else {"assured_date"}
    )
    columns = all(
        getattr(service, name) == value
        for name, value in mapped.values.items()
        if name not in leave_out
    )
    extra = (
        service.phones == mapped.values["phones"]
        and service.schedules == mapped.values["schedules"]
    )
    return (
        columns
        and extra
        and all(
            keys(getattr(service, name).all()) == keys(chosen)
            for name, chosen in mapped.sets.items()
        )
    )


def keys(rows: Iterable[Any]) -> set[Any]:
    return {row.pk for row in rows}


def is_newer_here(service: SupportService, mapped: Mapped) -> bool:
    """Somebody here kept it right after the record was last changed: what an owner wrote is not
    lost to an old file.
    """
    if mapped.modified is not None:
        return service.last_modified > mapped.modified
    if not mapped.is_assured:
        return bool(service.assurer)
    looked = timezone.make_aware(datetime.combine(mapped.values["assured_date"], time.max))
    return service.last_modified > looked and service.assured_date > mapped.values["assured_date"]
