"""Measures how well search finds, on a folder with documents, queries and judgements."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jmzpro.search.evaluation import EvaluationSet, NothingToMeasure, evaluate


class Command(BaseCommand):
    help = (
        "Measure search on DIR/docs.jsonl (id, title, text), DIR/queries.jsonl (id, text) and "
        "DIR/qrels.tsv (query, 0, document, grade): "
        "nDCG, MRR and recall over the first ten results, and the time of a query. Uses a "
        "scratch index and nothing of the database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument(
            "--json",
            action="store_true",
            help="end with one line of JSON: ndcg@10, mrr@10, recall@10, ms",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            measured = EvaluationSet.read(options["folder"])
        except NothingToMeasure as error:
            raise CommandError(str(error)) from error
        for name, count in measured.skipped.items():
            self.stdout.write(f"{name}: {count} lines skipped")
        figures = evaluate(measured)
        self.stdout.write(
            f"{len(measured.documents)} documents indexed in {figures.seconds_to_index:.1f} s, "
            f"{figures.queries} queries asked\n"
            f"nDCG@10   {figures.ndcg:.4f}\n"
            f"MRR@10    {figures.mrr:.4f}\n"
            f"Recall@10 {figures.recall:.4f}\n"
            f"ms        {figures.ms:.2f} a query"
        )
        if options["json"]:
            self.stdout.write(figures.as_json())
