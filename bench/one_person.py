"""How well the guard tells what points at one child from what a colleague writes: misses and false
alarms by kind.

Seven sets of texts, each with its right answer written down before the rule was held against it,
and then used to mend the rule. The first and the fourth are tests too; each later one was written
after the rule was mended with the one before.
"""

import sys
from collections import Counter
from pathlib import Path

from jmzpro.text.guard import inspect

HERE = Path(__file__).parent
SETS = {
    "The first set": HERE.parent / "jmzpro/text/tests/one_person.tsv",
    "The second set": HERE / "data/one_person_second.tsv",
    "The third set": HERE / "data/one_person_third.tsv",
    "The fourth set": HERE.parent / "jmzpro/text/tests/one_person_neighbours.tsv",
    "The fifth set": HERE / "data/one_person_fifth.tsv",
    "The sixth set": HERE / "data/one_person_sixth.tsv",
    "The seventh set": HERE / "data/one_person_seventh.tsv",
}

ANSWERS = {
    "terug": "given back",
    "vraag": "asked about",
    "door": "left to pass",
    "vrij": "nothing seen",
}


def rows(path: Path) -> list[tuple[str, str, str]]:
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [
        (right, kind, text.replace("\\n", "\n"))
        for right, kind, text in (line.split("\t") for line in lines)
    ]


def is_right(right: str, text: str) -> bool:
    report = inspect(text)
    if right == "vraag":
        return bool(report.findings)
    return report.points_at_one_person == (right == "terug") and not (
        right == "vrij" and report.findings
    )


FIRST = {
    "one_person.tsv": (
        "On its first run 144 of 150 were right: 42 of 47 given back, 44 of 45 colleagues left "
        "alone."
    ),
    "one_person_second.tsv": (
        "On its first run 47 of 53 were right: 22 of 25 given back, 25 of 28 colleagues left alone."
    ),
    "one_person_third.tsv": (
        "On its first run 36 of 60 were right: 10 of 30 given back, 24 of 26 colleagues left alone."
    ),
    "one_person_neighbours.tsv": "On its first run 25 of 30 were right: 12 of 14 given back, 13 "
    "of 16 colleagues left "
    "alone"
    " (one of those could be read either way and was left out).",
    "one_person_fifth.tsv": (
        "On its first run 26 of 60 were right: 9 of 40 given back, 17 of 20 colleagues left alone."
    ),
    "one_person_sixth.tsv": "Before the rule was mended with the fifth 19 of 40 were right "
    "(5 of 25 given back, 14 "
    "of 15 left alone),"
    " after that, its sentences not looked at, 27: 13 of 25 given back, 14 of 15 left alone.",
    "one_person_seventh.tsv": "Written after the rule was mended with the fifth. On its first "
    "run 31 of 40 were right: "
    "18 of 25 given back,"
    " 13 of 15 colleagues left alone.",
}


def section(name: str, path: Path) -> list[str]:
    asked, right_ones = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for right, kind, text in rows(path):
        asked[right, kind] += 1
        right_ones[right, kind] += is_right(right, text)
    lines = [
        "",
        (
            f"**{name}**: {sum(right_ones.values())} of {sum(asked.values())} right now. "
            f"{FIRST[path.name]}"
        ),
        "",
    ]
    lines += ["| right answer | kind | right | of |", "|---|---|---:|---:|"]
    lines += [
        f"| {ANSWERS[right]} | {kind} | {right_ones[right, kind]} | {number} |"
        for (right, kind), number in sorted(asked.items())
    ]
    wrong = [
        " ".join(text.split())[:120] for right, _, text in rows(path) if not is_right(right, text)
    ]
    return lines + (["", "Wrong: " + "; ".join(f"“{text}”" for text in wrong)] if wrong else [])


def main() -> None:
    lines = [
        "## What points at one child",
        "",
        "Sentences with their right answer written down before the rule was held against them.",
    ]
    lines.append(
        "After each first run the rule was mended, so only the first runs say how it does on "
        "what it never saw."
    )
    for name, path in SETS.items():
        lines += section(name, path)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
