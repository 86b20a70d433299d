"""A budget a person over many questions, spent where it does most good.

Each person gets a price: so much likelier than whoever would come tenth must somebody be to be
asked for a question. Nobody who is asked for little has a price; somebody whom every question would
ask has one that leaves just the share that may be asked. The prices are those of the last questions
(the dual of choosing for all of them at once), found anew as questions come and the budget is used.
Chances and not log-odds are weighed: the gain of a place is the chance that it holds who answers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from jmzpro.kit.lazy import lazy_module
from jmzpro.questions.routing.experience import Column

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = lazy_module("numpy")

Chances: TypeAlias = "NDArray[np.float64]"  # a row a question, a column a person

# Prices follow so many of the last questions: fewer are a guess, more are of another time.
REMEMBERED = 300
# To begin with, prices are settled in so many rounds; afterwards one round a question keeps up.
ROUNDS_TO_BEGIN = 5


class Budget:
    """Of `number` questions to come each person may be asked for at most `share`; `places` are
    asked for each question.
    """

    def __init__(
        self, people: int, *, places: int, share: float, number: int, before: Iterable[Column] = ()
    ) -> None:
        """`before`: the chances of everybody (0 to 1) for earlier questions, oldest first."""
        self.places = places
        self.number = number
        self.limit = int(share * number)
        self.asked = np.zeros(people, np.int64)
        self.routed = 0
        self.remembered = deque(before, maxlen=REMEMBERED)
        self.prices: Column = np.zeros(people)
        if places < people:
            for _ in range(ROUNDS_TO_BEGIN):
                self.settle()

    def choose(self, chances: Column) -> list[int]:
        """Who is asked, likeliest first. Whose chance is 0 is never asked."""
        if self.places < len(self.prices):
            self.settle()
        may = np.flatnonzero((chances > 0) & (self.asked < self.limit))
        gain = chances[may] - self.prices[may]
        chosen = may[np.argsort(-gain, kind="stable")[: self.places]]
        self.asked[chosen] += 1
        self.routed += 1
        self.remembered.append(chances)
        return [int(person) for person in chosen[np.argsort(-chances[chosen], kind="stable")]]

    def settle(self) -> None:
        """Each price in turn such that of the remembered questions the share that is left would
        ask this person, all else the same.
        """
        if not self.remembered:
            return
        chances: Chances = np.stack(self.remembered)
        left = np.clip((self.limit - self.asked) / max(1, self.number - self.routed), 0.0, 1.0)
        gain = chances - self.prices
        used = (gain >= tenth(gain, self.places)[:, None]).mean(axis=0)
        priced = np.flatnonzero((self.prices > 0) | (used > left))
        for person in priced[np.argsort(-used[priced], kind="stable")]:
            gain[:, person] = -np.inf
            over = -np.sort(tenth(gain, self.places) - chances[:, person])
            self.prices[person] = price_for(over, int(left[person] * len(over)))
            gain[:, person] = chances[:, person] - self.prices[person]


def tenth(gain: Chances, places: int) -> Column:
    """Of each question the gain of its last place."""
    last: Column = -np.partition(-gain, places - 1, axis=1)[:, places - 1]
    return last


def price_for(over: Sequence[float] | Column, times: int) -> float:
    """The price at which so many of these advantages (the greatest first) are worth it: half-way
    to the next.
    """
    if times >= len(over):
        return 0.0
    return max(0.0, float(over[times] + over[max(0, times - 1)]) / 2)
