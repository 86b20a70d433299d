"""Reads a calendar once: a file or an address, into the agenda of one organisation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from jmzpro.agenda.external_calendars import fetcher, jobs, sync
from jmzpro.agenda.external_calendars.events import Unreadable
from jmzpro.agenda.external_calendars.models import ConnectedCalendar, Form
from jmzpro.agenda.external_calendars.tokenizer import LARGEST
from jmzpro.members.models import Organisation

AUDIENCES = ("young_carers", "parents", "professionals")


class Command(BaseCommand):
    help = (
        "Reads FILE_OR_URL (iCalendar, or a page with schema.org Event) into the agenda, and "
        "prints what was left out and why."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE_OR_URL")
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument(
            "--for",
            dest="audiences",
            action="append",
            choices=AUDIENCES,
            help="for whom it is; may be repeated",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="print the report and keep nothing"
        )

    def handle(self, *args: Any, source: str, organisation: str, **options: Any) -> None:
        of = Organisation.objects.select_related("town").filter(slug=organisation).first()
        if of is None:
            raise CommandError(
                f"There is no organisation {organisation!r}: give the last part of its "
                "address at /leden/."
            )
        try:
            feed = jobs.feed_of(content_of(source))
        except Unreadable as refusal:
            raise CommandError(str(refusal)) from refusal
        calendar = calendar_for(of, source, options["audiences"] or ["professionals"])
        if options["dry_run"]:
            report = dry(calendar, feed)
        else:
            calendar.save()
            report = sync.take_over(calendar, feed)
            report.keep(calendar)
        self.tell(report)

    def tell(self, report: sync.Report) -> None:
        counts = (
            ("nieuw", report.added),
            ("veranderd", report.changed),
            ("onveranderd", report.unchanged),
            ("verdwenen", report.vanished),
            ("al geweest", report.past),
            ("niet overgenomen", sum(not one.is_taken for one in report.left_out)),
        )
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in counts))
        for one in report.left_out:
            self.stdout.write(f"- {one.title}{f' ({one.when})' if one.when else ''}: {one.why}")


def content_of(source: str) -> bytes:
    if source.startswith(("https://", "http://", "webcal://")):
        return fetcher.fetch(source).content or b""
    try:
        with Path(source).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{source}: {error.strerror}") from error


def calendar_for(
    organisation: Organisation, source: str, audiences: list[str]
) -> ConnectedCalendar:
    """The one that this was read into before, or a new one. A file has its name; an address is
    read once, not again by itself.
    """
    name = Path(source).name[:120] or source[:120]
    found = ConnectedCalendar.objects.filter(
        organisation=organisation, form=Form.FILE, name=name
    ).first()
    told = {f"for_{audience}": audience in audiences for audience in AUDIENCES}
    return found or ConnectedCalendar(organisation=organisation, form=Form.FILE, name=name, **told)


def dry(calendar: ConnectedCalendar, feed: Any) -> sync.Report:
    """A calendar that is not there yet is made and undone as well."""
    with transaction.atomic():
        if calendar.pk is None:
            calendar.save()
        report = sync.take_over(calendar, feed, dry_run=True)
        transaction.set_rollback(True)
    return report
