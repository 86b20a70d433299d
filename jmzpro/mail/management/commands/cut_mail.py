"""Show what would be taken of a raw mail: `manage.py cut_mail < mail.eml`. Keeps nothing."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from jmzpro.mail.reading import new_words, parse
from jmzpro.mail.reading.automatic import kind_of
from jmzpro.mail.reading.senders import sole_sender


class Command(BaseCommand):
    help = "Prints the new words of the raw mail on standard input."

    def handle(self, *args: Any, **options: Any) -> None:
        letter = parse(sys.stdin.buffer.read())
        if kind := kind_of(letter):
            self.stderr.write(f"A machine sent this ({kind.name.lower()}): nothing of it would be taken.")
        sender = sole_sender(letter)
        words = new_words(letter, names=[sender.name] if sender and sender.name else [])
        self.stdout.write(words.text)
        for attached in words.files:
            self.stderr.write(f"Attached: {attached.name} ({attached.content_type}, {len(attached.content)} bytes)")
