"""`manage.py evaluate_routing FILE`: how well routing would have done on an archive of old
questions, beside simple ways to choose.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jmzpro.questions.evaluation.archive.parser import ArchiveError, day_of, read
from jmzpro.questions.evaluation.archive.replay import CAP, Figures, Replay
from jmzpro.questions.evaluation.archive.text import analysis_for

BASELINES = {
    "random": "random",
    "most_active": "most active",
    "recently_active": "recently active",
    "bm25": "BM25 document model",
    "bm25_recency": "BM25 + recency",
}
CURVE = (0.2, 0.3, 0.4, 0.5, 0.6, 0.8)


class Command(BaseCommand):
    help = (
        "Replays an archive (JSON lines, packed or not): who would have been asked, and did they "
        "answer? The pool is the persons with most "
        "answers before --train-until. Only questions that somebody of the pool answered count; "
        "who asks is no candidate. Ours learns from "
        "answers that come in during the test, as the product does; the baselines know what was "
        "there at --train-until."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
        parser.add_argument(
            "--language",
            default="nl",
            help="nl, en, de, …; of another language the words are taken as they are",
        )
        parser.add_argument(
            "--train-until",
            required=True,
            metavar="DATE",
            help="2016-01-01: the first day of the test",
        )
        parser.add_argument(
            "--test-until", required=True, metavar="DATE", help="the first day after the test"
        )
        parser.add_argument(
            "--pool", type=int, default=80, help="of how many persons routing may choose (80)"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object as the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        train, test = (
            self.as_day(options[name], f"--{name.replace('_', '-')}")
            for name in ("train_until", "test_until")
        )
        analysis, how = analysis_for(options["language"])
        try:
            archive = read(options["file"])
            replay = Replay(
                archive, analysis, train_until=train, test_until=test, pool=options["pool"]
            )
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        rows = {
            "ours": replay.ours(),
            "ours_unlimited": replay.ours(cap=None),
            **{name: replay.baseline(name) for name in BASELINES},
        }
        self.stdout.write(
            f"{len(archive.questions)} questions, {archive.lines_skipped} lines and "
            f"{archive.answers_skipped} answers left out, {how}.\n"
            f"A pool of {len(replay.pool)}; weights learned from {replay.trained_on} questions; "
            f"{len(replay.tested)} questions tested."
        )
        self.table(rows)
        self.curve(replay)
        if options["json"]:
            fractions = {name: figures.as_fractions() for name, figures in rows.items()}
            told = {name: fractions[name] for name in ("ours", "ours_unlimited")}
            self.stdout.write(
                json.dumps({**told, "baselines": {name: fractions[name] for name in BASELINES}})
            )

    def as_day(self, text: str, option: str) -> float:
        day = day_of(text)
        if day is None:
            raise CommandError(f"{option} is no date: write it as 2016-01-31.")
        return day

    def table(self, rows: dict[str, Figures]) -> None:
        names = {
            "ours": f"ours, nobody for more than {CAP:.0%}",
            "ours_unlimited": "ours, without a limit",
            **BASELINES,
        }
        self.stdout.write(f"\n{'':30}{'hit@1':>8}{'hit@5':>8}{'hit@10':>8}{'MRR':>8}{'busiest':>9}")
        for name, figures in rows.items():
            told = figures.as_fractions()
            shares = "".join(f"{told[key]:8.3f}" for key in ("hit@1", "hit@5", "hit@10", "mrr"))
            self.stdout.write(f"{names[name]:30}{shares}{told['busiest']:9.1%}")

    def curve(self, replay: Replay) -> None:
        self.stdout.write("\nThe more often somebody may be asked, the better the ten are:")
        self.stdout.write("at most   hit@10  busiest")
        for cap in CURVE:
            told = replay.ours(cap=cap).as_fractions()
            self.stdout.write(f"{cap:7.0%}{told['hit@10']:9.3f}{told['busiest']:9.1%}")
