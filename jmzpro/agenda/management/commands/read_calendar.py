"""Prints what would be taken of a calendar: nothing is written."""

import json
import sys
from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from jmzpro.agenda.activity import recurrence
from jmzpro.agenda.external_calendars import jobs
from jmzpro.agenda.external_calendars.events import Unreadable
from jmzpro.agenda.external_calendars.preview import Preview, Told
from jmzpro.agenda.external_calendars.tokenizer import LARGEST
from jmzpro.agenda.management.commands.import_calendar import content_of
from jmzpro.places.lookup import find
from jmzpro.places.models import Town


class Command(BaseCommand):
    help = (
        "Prints what would be taken of FILE_OR_URL (iCalendar, or a page with schema.org Event; "
        "- is standard input) "
        "and writes nothing. Dates run from 400 days back to 548 days ahead, as the agenda keeps "
        "them; what is over is left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE_OR_URL")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument(
            "--near",
            metavar="TOWN",
            default="",
            help="where the organisation is: of two towns of one name the one nearby",
        )
        parser.add_argument("--today", metavar="YYYY-MM-DD", default="", help="read as on this day")

    def handle(self, *args: Any, source: str, near: str, today: str, **options: Any) -> None:
        now = moment(today)
        try:
            content = sys.stdin.buffer.read(LARGEST + 1) if source == "-" else content_of(source)
            feed = jobs.feed_of(content, now)
        except Unreadable as refusal:
            raise CommandError(str(refusal)) from refusal
        told = Preview(feed, now, town(near)).told()
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self.tell(told)

    def tell(self, told: Told) -> None:
        for activity in told["activities"]:
            where = ", ".join(
                part for part in (activity["venue"], activity["address"], activity["town"]) if part
            )
            self.stdout.write(f"{activity['title']} – {where or 'zonder plaats'}")
            for one in activity["dates"]:
                off = ", gaat niet door" if one["cancelled"] else ""
                self.stdout.write(
                    f"  {one['start']} – "
                    f"{one['end']}{', hele dag' if one['whole_day'] else ''}{off}"
                )
        for left in told["left_out"]:
            self.stdout.write(f"Niet: {left['title']}: {left['reason']}")
        for note in told["notes"]:
            self.stdout.write(f"Let op: {note}")


def moment(day: str) -> datetime:
    if not day:
        return timezone.now()
    try:
        return recurrence.midnight(date.fromisoformat(day))
    except ValueError as error:
        raise CommandError(f"{day!r} is no day: write it as 2027-03-10.") from error


def town(name: str) -> Town | None:
    if not name:
        return None
    places = find(name)
    if len(places) != 1:
        raise CommandError(
            f"There is no one town {name!r}: add its province, as in Hengelo (Overijssel)."
        )
    return places[0].town
