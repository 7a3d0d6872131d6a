"""A lab report: one HTML file with a visitor's runs, curves and mistakes; it prints well."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from cnncore.runs import History
from cnncore.training import Judgement, Settings, changed, command
from cnncore.words.recap import LessonDone

_CSS = """body{font:16px/1.5 Georgia,serif;max-width:46em;margin:2em auto;padding:0 1em;
color:#1c2430}h1,h2{line-height:1.2}table{border-collapse:collapse;font-variant-numeric:tabular-nums;
font-size:14px}td,th{border:1px solid #bbb;padding:2px 8px;text-align:right}
section{break-inside:avoid;margin:2em 0}svg{width:100%;height:auto}code{font-size:13px}
.right{background:#d7efe2}.wrong{background:#f9ddd2}img{image-rendering:pixelated}"""


@dataclass(frozen=True)
class ReportedRun:
    """A run as the report tells it; `found` is None where there was nothing to judge."""

    settings: Settings
    state: str
    history: History
    found: Judgement | None


def lab_report(
    runs: Sequence[ReportedRun],
    lessons: Sequence[LessonDone] = (),
    drawings: Sequence[str] = (),
) -> str:
    """Return the report; of the lessons it tells the exercises, `drawings` are pictures as HTML."""
    made = time.strftime("%Y-%m-%d %H:%M")
    parts = [f"<h1>Lab report</h1><p>Made on {made}. {len(runs)} runs.</p>"]
    parts += [_run(number, run) for number, run in enumerate(runs, 1)]
    if drawings:
        parts.append(f"<section><h2>My digits</h2>{''.join(drawings)}</section>")
    body = "".join([*parts, _exercises(lessons)])
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Lab report</title>'
        f"<style>{_CSS}</style><body>{body}</body></html>"
    )


def _exercises(lessons: Sequence[LessonDone]) -> str:
    rows = "".join(
        f"<tr><th>{escape(one.title)}</th><td>{one.right}</td><td>{one.answered}</td></tr>"
        for one in lessons
        if one.answered
    )
    head = "<tr><th>Lesson</th><th>right at the first try</th><th>answered</th></tr>"
    return rows and f"<section><h2>Exercises</h2><table>{head}{rows}</table></section>"


def _run(number: int, run: ReportedRun) -> str:
    words = ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in changed(run.settings).items())
    history = run.history
    accuracy = history.held_out_accuracy
    last = f"{accuracy[-1]:.2%} of held-out digits right" if len(accuracy) else "not measured"
    table = "" if run.found is None else _confusion(run.found.confusion)
    return (
        f"<section><h2>Run {number}: {escape(words or 'default settings')}</h2>"
        f"<p>{escape(run.state)}, {last}.</p>"
        f"{_curve(history.epoch, history.loss, 'Loss per step')}"
        f"{_curve(history.eval_epoch[1:], 100 * accuracy[1:], 'Held-out accuracy, %')}{table}"
        f"<p><code>{escape(command(run.settings))}</code></p></section>"
    )


def _curve(x: np.ndarray, y: np.ndarray, title: str) -> str:
    """Draw a curve as SVG, with its range on the left."""
    if len(x) < 2:
        return ""
    every = max(1, len(x) // 300)
    x, y = x[::every], y[::every]
    low, high = float(y.min()), float(y.max())
    across = 60 + 520 * (x - x[0]) / max(float(x[-1] - x[0]), 1e-9)
    down = 120 - 100 * (y - low) / max(high - low, 1e-9)
    points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(across, down, strict=True))
    return (
        f'<svg viewBox="0 0 600 140" role="img" aria-label="{title}">'
        f'<text x="60" y="12" font-size="12">{title}</text>'
        f'<text x="54" y="24" font-size="11" text-anchor="end">{high:.3g}</text>'
        f'<text x="54" y="124" font-size="11" text-anchor="end">{low:.3g}</text>'
        f'<polyline points="{points}" fill="none" stroke="#2f81f7" stroke-width="1.5"/></svg>'
    )


def _confusion(confusion: np.ndarray) -> str:
    head = "".join(f"<th>{digit}</th>" for digit in range(10))
    rows = []
    for truth, row in enumerate(confusion.tolist()):
        cells = []
        for answer, count in enumerate(row):
            kind = "right" if truth == answer else "wrong" if count else ""
            cells.append(f'<td class="{kind}">{count or ""}</td>')
        rows.append(f"<tr><th>{truth}</th>{''.join(cells)}</tr>")
    words = "<p>Rows: the digit it is; columns: the answer.</p>"
    return f"{words}<table><tr><td></td>{head}</tr>{''.join(rows)}</table>"
