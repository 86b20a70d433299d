"""Paths of `drawing` as points, to fill them in a picture that is no SVG."""

import re
from dataclasses import dataclass
from itertools import pairwise


def box(x: float, y: float, w: float, h: float, scale: float) -> tuple[float, float, float, float]:
    return x * scale, y * scale, (x + w) * scale - 1, (y + h) * scale - 1


@dataclass
class Pen:
    """Where a path of `drawing` is now, and where it was."""

    points: list[tuple[float, float]]

    def to(self, x: float, y: float) -> None:
        self.points.append((x, y))

    def follow(self, command: str, given: list[float]) -> None:
        x, y = self.points[-1] if self.points else (0.0, 0.0)
        if command == "M":
            self.to(given[0], given[1])
        elif command == "V":
            self.to(x, given[0])
        elif command == "h":
            self.to(x + given[0], y)
        elif command == "v":
            self.to(x, y + given[0])
        elif command in "lqc":
            self.curve(given, {"l": 1, "q": 2, "c": 3}[command])

    def curve(self, given: list[float], degree: int) -> None:
        """Lines (1), or Bézier curves of degree 2 or 3, as many as there are numbers for."""
        for at in range(0, len(given), 2 * degree):
            x, y = self.points[-1]
            bends = [(x, y)] + [
                (x + given[at + n], y + given[at + n + 1]) for n in range(0, 2 * degree, 2)
            ]
            steps = 1 if degree == 1 else 12
            for step in range(1, steps + 1):
                self.to(*on_curve(bends, step / steps))


def on_curve(bends: list[tuple[float, float]], share: float) -> tuple[float, float]:
    """De Casteljau: the point of a Bézier curve at this share of its way."""
    while len(bends) > 1:
        bends = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(bends)
        ]
    return bends[0]


def points_of(path: str, scale: float) -> list[tuple[float, float]]:
    """The corners of one closed path of `drawing`, which uses M, V, h, v, l, q, c and z."""
    pen = Pen([])
    for command, numbers_ in re.findall(r"([MVhvlqc])([^A-Za-z]*)", path):
        pen.follow(
            command, [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", numbers_)]
        )
    return [(x * scale, y * scale) for x, y in pen.points]
