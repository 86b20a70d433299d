"""`manage.py check_public_texts [--hold]`: what is public without a name, and may hold one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from jmzpro.trust import audit
from jmzpro.trust.publication import Failing, Promise, wider_audiences


class Command(BaseCommand):
    help = (
        "Looks at every text that is public with the promise of no name: for a greeting, a "
        "goodbye, and words that are a name "
        "nobody of the office looked at. Without --hold it only tells. With it what fails is "
        "taken off the public site and "
        "waits in the office's queue; whose words change is asked again. Exits with 1 when "
        "something fails and was left."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--hold", action="store_true", help="take it off the public site")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [
            one
            for audience in wider_audiences
            if audience.promise == Promise.NO_NAME
            for one in audience.failing()
        ]
        for one in found:
            self.stdout.write(f"{one.url}: {one.why}")
            if options["hold"]:
                self.hold(one)
        done = (
            "taken off the public site"
            if options["hold"]
            else "left; --hold takes them off the public site"
        )
        self.stdout.write(f"{len(found)} failed" + (f", {done}." if found else "."))
        if found and not options["hold"]:
            raise SystemExit(1)

    def hold(self, one: Failing) -> None:
        with transaction.atomic():
            one.hold()
            audit.record("Van de openbare site gehouden", one.subject, by=None, reason=one.why)
