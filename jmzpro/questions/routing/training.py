"""Weights from what happened: how much each part of the score told about who answered.

A conditional logit: of all who could have answered, the chance of each is proportional to
exp(points). The weights that make what happened most likely are found by Newton's method, held back
from extremes by a prior. For archives, where everybody saw every question; the product keeps its
own weights, since there only those who were asked could answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.routing.experience import Column

if TYPE_CHECKING:
    import numpy as np
else:
    np = lazy_module("numpy")

PRIOR = 10.0
ROUNDS = 30
GOOD_ENOUGH = 1e-4
# With fewer questions than this the prior would speak alone.
FEWEST_EXAMPLES = 20


@dataclass(frozen=True)
class Example:
    """One question: the parts of each candidate (rows), and who answered (1.0 or 0.0)."""

    parts: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    answered: Column


def fit(examples: Sequence[Example]) -> Column | None:
    """The weight of each part; None when there is too little to learn from."""
    told = [example for example in examples if example.answered.any()]
    if len(told) < FEWEST_EXAMPLES:
        return None
    scale = np.concatenate([example.parts for example in told]).std(axis=0)
    scale[scale < 1e-9] = np.inf  # a part that says the same of everybody says nothing
    # Of a question with several answers each counts for a part, the question somewhat more.
    scaled = [Example(e.parts / scale, e.answered / np.sqrt(e.answered.sum())) for e in told]
    weights: Column = np.zeros(len(scale))
    likely = likelihood(scaled, weights)
    for _ in range(ROUNDS):
        direction = step(scaled, weights)
        size = 1.0
        while (better := likelihood(scaled, weights + size * direction)) < likely and size > 1e-4:
            size /= 2
        if better - likely < GOOD_ENOUGH:
            break
        weights, likely = weights + size * direction, better
    told_weights: Column = weights / scale
    return told_weights


def likelihood(examples: Sequence[Example], weights: Column) -> float:
    total = -0.5 * PRIOR * float(weights @ weights)
    for example in examples:
        points = example.parts @ weights
        highest = points.max()
        total += float(
            example.answered @ points
            - example.answered.sum() * (highest + np.log(np.exp(points - highest).sum()))
        )
    return total


def step(examples: Sequence[Example], weights: Column) -> Column:
    """Newton's step: where the likelihood rises, by how it bends."""
    slope: np.ndarray[tuple[int], np.dtype[np.floating]] = -PRIOR * weights
    bend: np.ndarray[tuple[int, int], np.dtype[np.floating]] = PRIOR * np.eye(len(weights))
    for example in examples:
        points = example.parts @ weights
        odds = np.exp(points - points.max())
        chance = odds / odds.sum()
        count = float(example.answered.sum())
        slope += example.parts.T @ (example.answered - count * chance)
        mean = example.parts.T @ chance
        bend += count * ((example.parts.T * chance) @ example.parts - np.outer(mean, mean))
    found: Column = np.linalg.solve(bend, slope)
    return found
