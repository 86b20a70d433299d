"""Train the rule that weighs: `python bench/danger_training.py` writes
jmzpro/text/data/danger-weights.tsv; `--check` leaves one set out.

A logistic regression with a ridge, over the features of `guard/danger_features.py`: the same
sentences give the same weights. Every sentence of the training is there in its own spelling and in
a child's: what is made that way trains, and never measures. `--check` prints, for each set, what is
heard of it by weights that never saw that set.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jmzpro.text.guard.danger_features import features, windows
from jmzpro.text.words import DATA

FOLDER = Path(__file__).resolve().parent / "danger"
ORDINARY = "ordinary.tsv"
ADULTS = tuple(f"adults-{number}.tsv" for number in range(1, 6))
YOUNG = tuple(f"children-{number}.tsv" for number in range(1, 6))
SETS = (
    *ADULTS,
    *YOUNG,
    "training.tsv",
    "own.tsv",
    "second-own.tsv",
    "sentences.tsv",
    "second.tsv",
    "third.tsv",
    "fourth.tsv",
    "fifth.tsv",
    ORDINARY,
)
# How much a feature of each sort may say: a word more than one of its pieces, of which it has many.
SCALES = {"w": 1.0, "b": 0.7, "c": 0.35, "f": 1.0, "n": 0.7, "p": 0.5}
RIDGE = 2.0
# A danger that is missed is worse than a false alarm.
WEIGHT_OF_DANGER = 2.0
# What is in no set of sentences, but stands on the site: there is much of it, and
# most is short.
WEIGHT_OF_ORDINARY = 1.0
RARE = 2
# What weighs less than this is left out of the file.
SMALLEST = 0.02
ROUNDS = 9
STEPS = 50
# So many spellings of each sentence as a child may write it.
CHILDREN = 1

# What a child makes of ordinary spelling: each is done to a part of the words it fits.
CHILDS: tuple[tuple[re.Pattern[str], str, float], ...] = tuple(
    (re.compile(old), new, chance)
    for old, new, chance in (
        (r"\bmijn\b", "me", 0.5), (r"\bmijn\b", "mn", 0.5), (r"\bniet\b", "nie", 0.6), (r"\bheeft\b", "heb", 0.5),  # noqa: E501
        (r"\bdat\b", "da", 0.3), (r"\bhet\b", "t", 0.4), (r"\bik (?=[bhgwkz])", "k", 0.2), (r"\bals\b", "as", 0.3),  # noqa: E501
        (r"\been\b", "n", 0.3), (r"\bhaar\b", "dr", 0.2), (r"\bzijn\b", "ze", 0.3), (r"(?<=[a-z]{3})en\b", "e", 0.7),  # noqa: E501
        (r"dt\b", "t", 0.6), (r"(?<=[a-z]{2})t\b", "d", 0.15), (r"(?<=[a-z]{2})d\b", "t", 0.5), (r"ij", "ei", 0.2), (r"ei", "ij", 0.2),  # noqa: E501
        (r"ou", "au", 0.2), (r"sch", "sg", 0.25), (r"ch", "g", 0.35), (r"([b-df-hj-np-tv-z])\1", r"\1", 0.4),  # noqa: E501
        (r"([aeou])\1", r"\1", 0.2), (r"\bv", "f", 0.15), (r"\bz", "s", 0.15), (r"isch", "ies", 0.5), (r"c(?=[aou])", "k", 0.3),  # noqa: E501
        (r"ge(?=[a-z]{4})", "ge ", 0.04), (r"(?<=[a-z]{3})e(?=[lnr]\b)", "", 0.05),
    )
)  # fmt: skip

Row = tuple[bool, float, set[str]]


def childs(text: str, rng: random.Random) -> str:
    """A text as a child may spell it."""
    text = re.sub(r"[.,;:!?’'\"]", "", text.lower())
    for old, new, chance in CHILDS:
        text = old.sub(
            lambda found, new=new, chance=chance: (  # type: ignore[misc]
                found.expand(new) if rng.random() < chance else found[0]
            ),
            text,
        )
    return text


def sentences(name: str) -> list[tuple[bool, str]]:
    rows = [
        line.split("\t")
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [(row[0] == "ja", row[2]) for row in rows]


def rows_of(name: str) -> list[Row]:
    """The sentences of a set, each with its features, in its own spelling and in those of
    children.
    """
    rng = random.Random(name)  # noqa: S311 the same spellings each time
    weight = WEIGHT_OF_ORDINARY if name == ORDINARY else 1.0
    made: list[Row] = []
    for is_danger, text in sentences(name):
        written = dict.fromkeys(
            [text, *(childs(text, rng) for _ in range(0 if name == ORDINARY else CHILDREN))]
        )
        for spelling in written:
            parts = [features(words) for words in windows(spelling)]
            # Danger is in one of its windows; of what is no danger, none holds any.
            made += (
                [(True, WEIGHT_OF_DANGER, set().union(*parts))]
                if is_danger
                else [(False, weight, part) for part in parts]
            )
    return made


@dataclass(frozen=True)
class Matrix:
    """Rows of features, each row the numbers of its columns, one after the other; `scales` is
    the value of a column where it is there.
    """

    columns: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int64]
    scales: npt.NDArray[np.float64]

    def times(self, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """For each row the sum of its columns."""
        return np.add.reduceat((weights * self.scales)[self.columns], self.starts)

    def turned_times(self, of_rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """For each column the sum of its rows."""
        found = np.bincount(
            self.columns, weights=np.repeat(of_rows, self.lengths), minlength=len(self.scales)
        )
        return np.asarray(found * self.scales)


def matrix(rows: list[set[str]]) -> tuple[Matrix, list[str]]:
    """The rows over the features that are not rare; the first column is there in every row."""
    often = Counter(feature for row in rows for feature in row)
    names = ["bias", *sorted(feature for feature, number in often.items() if number > RARE)]
    at = {name: column for column, name in enumerate(names)}
    columns = [[0, *sorted(at[feature] for feature in row if feature in at)] for row in rows]
    lengths = np.array([len(row) for row in columns])
    scales = np.array([1.0, *(SCALES[name[0]] for name in names[1:])])
    return Matrix(
        np.concatenate([np.array(row) for row in columns]),
        np.concatenate([[0], np.cumsum(lengths)[:-1]]),
        lengths,
        scales,
    ), names


def solved(
    seen: Matrix, is_danger: npt.NDArray[np.float64], each: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The weights of the columns: Newton's method, each step by conjugate gradients."""
    weights = np.zeros(len(seen.scales))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-seen.times(weights)))
        slope = seen.turned_times(each * (chance - is_danger)) + RIDGE * weights
        curve = each * chance * (1 - chance)
        step = np.zeros_like(weights)
        rest = -slope
        way = rest.copy()
        size = rest @ rest
        enough = size * 1e-6
        for _ in range(STEPS):
            if size <= enough:
                break
            bent = seen.turned_times(curve * seen.times(way)) + RIDGE * way
            far = size / (way @ bent)
            step += far * way
            rest -= far * bent
            before, size = size, rest @ rest
            way = rest + size / before * way
        weights = weights + step
        if np.abs(step).max() < 1e-4:
            break
    return weights


def trained(rows: list[Row]) -> dict[str, float]:
    """The weight of each feature, with its scale in it; `bias` is that of nothing at all."""
    seen, names = matrix([row[2] for row in rows])
    right = np.array([float(row[0]) for row in rows])
    weights = solved(seen, right, np.array([row[1] for row in rows])) * seen.scales
    return dict(zip(names, weights.tolist(), strict=True))


def score(weights: dict[str, float], text: str) -> float:
    return max(
        (
            weights["bias"] + sum(weights.get(f, 0.0) for f in features(words))
            for words in windows(text)
        ),
        default=-9.0,
    )


def check(names: Iterable[str]) -> None:
    """Leave each set out in turn, and print what its sentences then get."""
    rows = {name: rows_of(name) for name in names}
    for left in rows:
        weights = trained([row for name, some in rows.items() if name != left for row in some])
        scored = [(score(weights, text), is_danger, text) for is_danger, text in sentences(left)]
        danger = np.array([value for value, is_danger, _ in scored if is_danger])
        others = np.array([value for value, is_danger, _ in scored if not is_danger])
        line = "  ".join(
            f"{t:+.1f}: {(danger > t).mean():.3f}/{(others > t).mean():.3f}"
            for t in (-2, -1.5, -1, -0.5, 0)
        )
        sys.stdout.write(f"{left} {line}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        check(SETS)
        return
    weights = trained([row for name in SETS for row in rows_of(name)])
    kept = {
        name: weight
        for name, weight in weights.items()
        if name == "bias" or abs(weight) >= SMALLEST
    }
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(kept.items())]
    (DATA / "danger-weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(lines)} weights\n")


if __name__ == "__main__":
    main()
