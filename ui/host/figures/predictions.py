"""What a room predicted: a bar for each answer, one row a turn, the right one and slips named."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from cnncore.exercises import Exercise, check
from ui.figures import style

MOST_BARS = 10


@dataclass(frozen=True)
class Bar:
    """One answer: its words, its count in each turn, whether it is right, the slip behind it."""

    words: str
    counts: tuple[int, ...]
    right: bool
    slip: str = ""


def bars(
    asked: Exercise, choices: Sequence[str], turns: Mapping[int, Sequence[float]]
) -> tuple[Bar, ...]:
    """Count answers by turn: all choices in their order, or the commonest numbers in theirs.

    The right number is always among them; what is rarer than `MOST_BARS` others is one bar.
    """
    counted = [Counter(said) for said in turns.values()]
    whole: Counter[float] = sum(counted, Counter())
    right = float(np.asarray(asked.answer).item())
    if choices:
        return tuple(
            _bar(asked, float(place), words, counted) for place, words in enumerate(choices)
        )
    common = {number for number, _ in whole.most_common(MOST_BARS)} | {right}
    shown = [_bar(asked, number, f"{number:g}", counted) for number in sorted(common)]
    rest = [sum(count for number, count in one.items() if number not in common) for one in counted]
    return (*shown, Bar("anything else", tuple(rest), False)) if any(rest) else tuple(shown)


def _bar(asked: Exercise, number: float, words: str, counted: Sequence[Counter[float]]) -> Bar:
    verdict = check(asked, number)
    slip = "" if verdict.right or verdict.mistake is None else verdict.mistake.name
    return Bar(words, tuple(one[number] for one in counted), verdict.right, slip)


def chart(shown: Sequence[Bar], *, size: str = "1rem") -> str:
    """Draw the bars as HTML, the latest turn strong, those before pale above it."""
    most = max((count for bar in shown for count in bar.counts), default=0) or 1
    rows = "".join(_row(bar, most) for bar in shown)
    return f'{_CSS}<div class="predictions" style="font-size:{size}">{rows}</div>'


_CSS = """<style>
.predictions{display:grid;grid-template-columns:max-content 1fr;gap:.5em .8em;align-items:center}
.predictions .said{max-width:22em}
.predictions .turn{display:flex;align-items:center;gap:.5em;line-height:1.3}
.predictions .turn:not(:last-child){opacity:.55}
.predictions i{display:block;height:1em;min-width:2px;border-radius:3px}
.predictions small{font-size:.9em;opacity:.85}
</style>"""


def _row(bar: Bar, most: int) -> str:
    mark = "✓ " if bar.right else ""
    name = f"<b>{mark}{escape(bar.words)}</b>" if bar.right else escape(bar.words)
    slip = f"<br><small>{escape(bar.slip)}</small>" if bar.slip else ""
    colour = style.MAP if bar.right else style.NEUTRAL
    turns = "".join(
        f'<div class="turn"><i style="width:{80 * count / most:.1f}%;background:{colour}"></i>'
        f"<span>{count}</span></div>"
        for count in bar.counts
    )
    return f'<div class="said">{name}{slip}</div><div>{turns}</div>'
