"""`manage.py route QUESTION --explain`: who would get this question now, and why. Sends nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jmzpro.questions.models import Question
from jmzpro.questions.routing import recipients
from jmzpro.questions.routing.scoring import SHOWN, shown_parts


class Command(BaseCommand):
    help = "Shows who would get a question now. Sends nothing and changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", type=int, help="the question's public number")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="everybody who could be asked, with the parts of the score",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        question = Question.objects.filter(number=options["question"]).first()
        if question is None:
            raise CommandError(f"There is no question {options['question']}.")
        rows = recipients.explanation(question)
        shown = rows if options["explain"] else [row for row in rows if row[2]]
        self.stdout.write(f"{question.number}. {question.title}")
        parts = tuple(SHOWN)
        self.stdout.write(
            f"  {'':2}{'score':>6} " + "".join(f"{part:>10}" for part in parts) + "  who"
        )
        for person, score, is_chosen in shown:
            figures = "".join(f"{points:10.2f}" for points in shown_parts(score).values())
            who = f"{person.name} ({person.organisation or person.get_standing_display()})"
            self.stdout.write(
                f"  {'→ ' if is_chosen else '  '}{score.total:6.2f} {figures}  {who}: "
                f"{', '.join(score.reasons) or '-'}"
            )
        self.stdout.write(f"{sum(row[2] for row in rows)} of {len(rows)} would be asked.")
