"""Routing on an archive of questions: half a year at a time, with and without its busiest persons.

    JMZ_BENCH_ARCHIVE=archive.jsonl.gz make soak SOAK=routing_archive

The archive is not part of the project (a file as `manage.py evaluate_routing` reads it; ours was
startups of Stack Exchange, in English). Prints a Markdown section.
"""

import os
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
POOL = 80
GOAL, GOAL_UNLIMITED = 0.60, 0.66
CAPS = (0.2, 0.3, 0.4, 0.6)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "jmzpro.settings"
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from jmzpro.questions.evaluation.archive.parser import Archive, read

    path = os.environ.get("JMZ_BENCH_ARCHIVE")
    if not path:
        sys.exit("Say which archive: JMZ_BENCH_ARCHIVE=archive.jsonl.gz")
    archive = read(Path(path))
    given = Counter(answer.user for question in archive.questions for answer in question.answers)
    say(f"## Routing on an archive, a pool of {POOL}\n")
    say(
        "| without | test until | questions | "
        f"{' | '.join(f'hit@10, at most {cap:.0%}' for cap in CAPS)} | no limit | BM25 + "
        "recency |"
    )
    say(f"|---|---|---:|{'---:|' * (len(CAPS) + 2)}")
    reached = []
    for fewer in (0, 1, 3):
        left_out = {user for user, _ in given.most_common(fewer)}
        questions = [
            replace(q, answers=tuple(a for a in q.answers if a.user not in left_out))
            for q in archive.questions
        ]
        label = f"{fewer} busiest" if fewer else "nobody"
        reached += [row(label, Archive(questions), *period) for period in periods(archive)]
    met, unlimited = (sum(told[place] for told in reached) for place in (0, 1))
    say(
        f"\nGoals: {GOAL:.2f} with nobody asked for more than 40 %: reached in {met} of "
        f"{len(reached)};"
    )
    say(
        f"{GOAL_UNLIMITED:.2f} without a limit: reached in {unlimited} of {len(reached)}. "
        "Command: `bench/soak/routing_archive.py`"
    )


def periods(archive: Any) -> list[tuple[float, float]]:
    """Half years after the first half year; a last one with little in it belongs to the one
    before.
    """
    days = [question.day for question in archive.questions]
    starts = [
        datetime(year, month, 1, tzinfo=UTC).timestamp() / 86_400
        for year in range(1971, 2100)
        for month in (1, 7)
    ]
    within = [start for start in starts if days[0] + 150 < start < days[-1] - 150]
    return list(zip(within, [*within[1:], days[-1] + 1], strict=True))


def row(label: str, archive: Any, train_until: float, test_until: float) -> tuple[bool, bool]:
    from jmzpro.questions.evaluation.archive.replay import Replay
    from jmzpro.questions.evaluation.archive.text import analysis_for

    analysis, _ = analysis_for("en")
    replay = Replay(archive, analysis, train_until=train_until, test_until=test_until, pool=POOL)
    told = {cap: replay.ours(cap=cap).as_fractions() for cap in (*CAPS, None)}
    hits = [told[cap]["hit@10"] for cap in (*CAPS, None)]
    shares = " | ".join(
        f"{hit:.3f}" for hit in [*hits, replay.baseline("bm25_recency").as_fractions()["hit@10"]]
    )
    day = datetime.fromtimestamp(test_until * 86_400, UTC)
    say(f"| {label} | {day:%Y-%m-%d} | {len(replay.tested)} | {shares} |")
    return hits[CAPS.index(0.4)] >= GOAL and told[0.4]["busiest"] <= 0.4, hits[-1] >= GOAL_UNLIMITED


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
