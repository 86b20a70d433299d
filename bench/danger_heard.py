"""How well danger is heard: recall and false alarms, on two sets of sentences. Prints a Markdown section.

`danger/own.tsv` was written with the rule. `danger/sentences.tsv` was written by somebody else, each with its right answer, and was not
read before the rule was measured on it once.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jmzpro.text.guard import has_acute_danger

FOLDER = Path(__file__).resolve().parent / "danger"
# What the rule as it first stood said about the sentences of somebody else, and what changed after: by kind, see CHANGES.
FIRST = "not measured"


@dataclass(frozen=True)
class Sentence:
    is_danger: bool
    kind: str
    text: str


def read(name: str) -> list[Sentence]:
    rows = [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [Sentence(right == "ja", kind, text) for right, kind, text in rows]


def table(sentences: list[Sentence]) -> list[str]:
    """A row for each kind: how many, heard, and the ones that went wrong in full."""
    kinds = Counter(sentence.kind for sentence in sentences)
    lines = ["| kind | sentences | danger | heard | missed or false alarm |", "|---|---:|---:|---:|---|"]
    for kind, number in kinds.items():
        some = [sentence for sentence in sentences if sentence.kind == kind]
        wrong = [sentence.text for sentence in some if has_acute_danger(sentence.text) != sentence.is_danger]
        heard = sum(has_acute_danger(sentence.text) for sentence in some)
        lines.append(f"| {kind} | {number} | {sum(s.is_danger for s in some)} | {heard} | {'; '.join(wrong).replace('|', '/')} |")
    return lines


def summary(sentences: list[Sentence]) -> str:
    danger = [sentence for sentence in sentences if sentence.is_danger]
    others = [sentence for sentence in sentences if not sentence.is_danger]
    heard = sum(has_acute_danger(sentence.text) for sentence in danger)
    false = sum(has_acute_danger(sentence.text) for sentence in others)
    recall = heard / len(danger)
    return f"recall **{recall:.3f}** ({heard} of {len(danger)}), false alarms {false} of {len(others)}"


def main() -> None:
    lines = ["## Is danger heard", "", "Sentences with their right answer written down first."]
    for name, who in (("sentences.tsv", "by somebody else than who wrote the rule"), ("own.tsv", "with the rule")):
        sentences = read(name)
        lines += ["", f"**{name}**, {len(sentences)} sentences, written {who}: {summary(sentences)}."]
        lines += [f"First measured, unseen: {FIRST}"] if name == "sentences.tsv" else []
        lines += ["", *table(sentences)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
