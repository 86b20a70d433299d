"""Charts as SVG, made here: a bar a month, with a title and a description that say what it
shows. The table beside it has the figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 720, 240
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 16, 34


@dataclass(frozen=True)
class Bar:
    """One month: its short and its whole name, its value (None: nothing to say), and the value
    in words.
    """

    label: str
    full_label: str
    value: float | None
    words: str


@dataclass(frozen=True)
class Chart:
    """`target`: a line across, named in the description; None for no target. `top`: the least
    height of the scale.
    """

    key: str
    title: str
    bars: Sequence[Bar]
    target: float | None = None
    target_words: str = ""
    top: float = 1

    @property
    def description(self) -> str:
        """What somebody who does not see it hears."""
        told = [f"{bar.full_label}: {bar.words}" for bar in self.bars]
        aim = (
            f" De streeplijn is het streven: {self.target_words}."
            if self.target is not None
            else ""
        )
        return f"{'; '.join(told)}.{aim}"

    @property
    def scale(self) -> float:
        return max(self.top, self.target or 0, *(bar.value or 0 for bar in self.bars)) * 1.08

    def height_of(self, value: float) -> float:
        return round(value / self.scale * (HEIGHT - TOP - BOTTOM), 1)

    def svg(self) -> SafeString:
        return format_html(
            '<svg class="jmz-chart" viewBox="0 0 {} {}" width="100%" role="img" '
            'aria-labelledby="{}-titel {}-uitleg">'
            '<title id="{}-titel">{}</title><desc id="{}-uitleg">{}</desc>{}{}{}</svg>',
            WIDTH,
            HEIGHT,
            self.key,
            self.key,
            self.key,
            self.title,
            self.key,
            self.description,
            self._axis(),
            self._drawn(),
            self._line(),
        )

    def _axis(self) -> SafeString:
        base = HEIGHT - BOTTOM
        return format_html(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor" stroke-opacity=".5"/>',
            LEFT,
            base,
            WIDTH - RIGHT,
            base,
        )

    def _drawn(self) -> SafeString:
        step = (WIDTH - LEFT - RIGHT) / max(1, len(self.bars))
        base = HEIGHT - BOTTOM
        return format_html_join(
            "",
            '<g><rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="#0f6470"/>'
            '<text x="{}" y="{}" text-anchor="middle" font-size="13" fill="currentColor">{}</text>'
            '<text x="{}" y="{}" text-anchor="middle" font-size="13" '
            'fill="currentColor">{}</text></g>',
            (
                (
                    round(LEFT + n * step + step * 0.18, 1),
                    base - self.height_of(bar.value or 0),
                    round(step * 0.64, 1),
                    self.height_of(bar.value or 0),
                    round(LEFT + (n + 0.5) * step, 1),
                    base - self.height_of(bar.value or 0) - 5,
                    bar.words if bar.value is not None else "",
                    round(LEFT + (n + 0.5) * step, 1),
                    base + 18,
                    bar.label,
                )
                for n, bar in enumerate(self.bars)
            ),
        )

    def _line(self) -> SafeString:
        if self.target is None:
            return escape("")
        height = HEIGHT - BOTTOM - self.height_of(self.target)
        return format_html(
            '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#b0572b" stroke-width="2" '
            'stroke-dasharray="6 5"/>'
            '<text x="2" y="{}" font-size="12" fill="currentColor">{}</text>',
            LEFT,
            height,
            WIDTH - RIGHT,
            height,
            height + 4,
            escape(self.target_words),
        )
