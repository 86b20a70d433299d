"""How well danger is heard: recall and false alarms, on labelled sentences. Prints a Markdown
section.

`own.tsv`, `second-own.tsv` and `training.tsv` were written with the rules. The others were written
by somebody else, each with its right answer, and were not read before the rule was measured on them
once. Only of `sixth.tsv` has nothing been used to develop or to train.
"""

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jmzpro.text.guard import has_acute_danger

FOLDER = Path(__file__).resolve().parent / "danger"
# What was measured before the rule was mended, by kind: it cannot be measured again.
FIRST = """
First measured, before the rule had seen one of them: recall .909 (110 of 121), false alarms 4 of 66 ("slaat elke dag op zijn trommel",
"ons steunpunt wordt bedreigd door bezuinigingen", "misbruik van onze huisstijl", "onze website is verwaarloosd"). Missed were participles a
child makes itself ("gesloge"), pills that are saved or eaten, threats with photographs, "beter af zonder haar", and who lies and does not
react. Those kinds were mended, with their neighbours; the figures above are of after that, so they say less than the first.

Sentences that name no danger in so many words are the hard ones. Three rounds of new ones (96, 50 and 32, all in own.tsv now) were written
to be missed; on first sight the rule of that moment heard .54, .68 and .59 of them, with 12 of 72, 5 of 30 and 2 of 15 false alarms.
"""  # noqa: E501
SECOND = """
First measured, before the rule was mended for one of them: recall .778 (42 of 54), false alarms 0 of 30; the rule of before this
round heard .704 (38 of 54). Missed were what one is given with a thing ("met de stofzuigerslang gegeven"), who comes to lie
beside a child, who is put in the shed, who is found on a rope, verbs cut by "te" ("uit te kleden", "op te hangen"), the railway
with its verb last ("dat hij op het spoor staat") and things given away. Those kinds were mended, so the figure above says less
than the first.
"""  # noqa: E501
SECOND_OWN = """
First measured, by round: 163 sentences with places and means one would not expect: recall .474 (55 of 116), false alarms 1 of 47.
After that was mended, 75 new ones written to be missed: .440 (22 of 50), 1 of 25. After that, 40 ordinary ones: 3 false alarms. A
sentence that is new in kind is still missed about as often as heard.
"""  # noqa: E501
THIRD = """
First measured by the table of before: recall .592 (71 of 120), false alarms 7 of 60. By the first weights, trained on the older sets and
on sentences of our own: .983 (118 of 120) together with the table, 9 of 60 (.975 and 7 of 60 alone). Developed on and trained on since.
"""  # noqa: E501
FOURTH = """
First measured by the table of before: recall .375 (45 of 120), false alarms 12 of 60. By both rules: **.992** (119 of 120), 14 of 60:
figures of speech that name a part of the body, what is past and well, and questions about words. Developed on and trained on since.
"""  # noqa: E501
FIFTH = """
First measured by the table of before: recall .433 (52 of 120), false alarms 5 of 60. By both rules, after they had learned 6,600 ordinary
words and sentences of the site and were asked for more weight: .875 (105 of 120), 3 of 60. Missed were questions and telegrams ("welke
brug is hoog genoeg", "kind 4 jaar bijtwonden"). Those kinds went into the training, and less weight is asked. Trained on since.
"""  # noqa: E501
SIXTH = """
First measured, once, at the end, and nothing mended for it: the table of before .233 (28 of 120), false alarms 8 of 60; both rules
**.933** (112 of 120), 16 of 60. Missed: danger told by objects or by what is left out ("zij betaalt elke eerste van de maand", a tissue
with a piece of an ear, a list of music for a funeral). False alarms: what is past and well (5), questions of professionals (3), figures
of speech (3), trainings (3), policy (2).
"""  # noqa: E501
NEWEST = """
Ten sets of 220 by two writers who knew neither the rule nor the site: `adults-1` to `-5` (teachers; nurses and doctors; neighbours and
parents; notes of social workers; danger told by objects and silence) and `children-1` to `-5` (8-11; 12-15; 16-20; students; told by objects
and silence). Half of what is no danger holds a word of danger all the same. On first sight the rule of that moment heard **.955** (1,146 of
1,200): .993, .967, 1.000, .908, .867 and .992, .975, .967, .975, .908; false alarms 101 of 500 and 201 of 500 (exaggeration, games and
series, what is past and well, school work, ordinary worries of a child who helps). They train the rule since. Leaving two or three sets out in
turn, recall .967 comes with false alarms of .224, .973 with .246 and .949 with .181 on such sets, of 1 to 2 in a hundred on ordinary sentences.
`adults-5`, measured before it was trained on: .900, with 25 of 100. `sixth.tsv`, still never trained on: below.
"""  # noqa: E501
NOTES = {
    "adults-1.tsv": NEWEST,
    "third.tsv": THIRD,
    "fourth.tsv": FOURTH,
    "fifth.tsv": FIFTH,
    "sixth.tsv": SIXTH,
    "sentences.tsv": FIRST,
    "second.tsv": SECOND,
    "second-own.tsv": SECOND_OWN,
}
SETS = (
    ("sentences.tsv", "by somebody else than who wrote the rule"),
    ("second.tsv", "by somebody else than who wrote the rule"),
    ("third.tsv", "by somebody else; trained on since"),
    ("fourth.tsv", "by somebody else; trained on since"),
    ("fifth.tsv", "by somebody else; trained on since"),
    ("sixth.tsv", "by somebody else; never trained on"),
    ("adults-1.tsv", "by somebody else; trained on since"),
    ("children-1.tsv", "by somebody else; trained on since"),
    ("own.tsv", "with the rule"),
    ("second-own.tsv", "with the rule"),
)


@dataclass(frozen=True)
class Sentence:
    is_danger: bool
    kind: str
    text: str


def read(name: str) -> list[Sentence]:
    rows = [
        line.split("\t")
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [Sentence(right == "ja", kind, text) for right, kind, text in rows]


def table(sentences: list[Sentence]) -> list[str]:
    """A row for each kind: how many, heard, and the ones that went wrong in full."""
    kinds = Counter(sentence.kind for sentence in sentences)
    lines = [
        "| kind | sentences | danger | heard | missed or false alarm |",
        "|---|---:|---:|---:|---|",
    ]
    for kind, number in kinds.items():
        some = [sentence for sentence in sentences if sentence.kind == kind]
        wrong = [
            sentence.text
            for sentence in some
            if has_acute_danger(sentence.text) != sentence.is_danger
        ]
        heard = sum(has_acute_danger(sentence.text) for sentence in some)
        lines.append(
            f"| {kind} | {number} | {sum(s.is_danger for s in some)} | {heard} | "
            f"{'; '.join(wrong).replace('|', '/')} |"
        )
    return lines


def summary(sentences: list[Sentence]) -> str:
    danger = [sentence for sentence in sentences if sentence.is_danger]
    others = [sentence for sentence in sentences if not sentence.is_danger]
    heard = sum(has_acute_danger(sentence.text) for sentence in danger)
    false = sum(has_acute_danger(sentence.text) for sentence in others)
    recall = heard / len(danger)
    return (
        f"recall **{recall:.3f}** ({heard} of {len(danger)}), false alarms {false} of {len(others)}"
    )


def main() -> None:
    lines = ["## Is danger heard", "", "Sentences with their right answer written down first."]
    for name, who in SETS:
        sentences = read(name)
        lines += [
            "",
            f"**{name}**, {len(sentences)} sentences, written {who}: {summary(sentences)}.",
        ]
        lines += ["", NOTES[name].strip()] if name in NOTES else []
        lines += ["", *table(sentences)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
