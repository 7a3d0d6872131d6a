"""Which digits are taken for which: the confusion matrix, and rows of misread digits."""

import numpy as np
import pandas as pd

from cnncore.chance import chance
from ui.figures import style
from ui.figures.pictures import pixels

_CSS = """<style>
.misread{display:flex;flex-wrap:wrap;gap:12px 14px}
.misread figure{margin:0;width:72px;font-size:.85rem;line-height:1.25}
.misread b{font-size:1rem}
.by-digit{display:grid;grid-template-columns:1.4em 1fr 4.2em;gap:3px 10px;align-items:center;
font-variant-numeric:tabular-nums;max-width:420px}
.by-digit .track{height:.9rem;background:rgba(138,148,163,.18);border-radius:3px}
.by-digit .track span{display:block;height:100%;border-radius:3px}
.by-digit i{font-style:normal;text-align:right}
</style>"""


def confusion_data(confusion: np.ndarray) -> pd.DataFrame:
    """Return truth, answer, count and the share of wrong ones in the row, one row a cell."""
    truth, answer = (axis.ravel() for axis in np.mgrid[:10, :10])
    counts = confusion.ravel()
    wrong = np.where(truth == answer, 0, counts)
    return pd.DataFrame({"truth": truth, "answer": answer, "count": counts, "wrong": wrong})


def confusion_chart(most: int, *, clickable: bool = True, dark: bool) -> dict:
    """Return the chart of `confusion_data`; a click on a cell is the selection `cell`."""
    axis = {"labelAngle": 0, "ticks": False, "domain": False, "grid": False}
    x = {"field": "answer", "type": "ordinal", "title": "answer", "axis": axis}
    y = {"field": "truth", "type": "ordinal", "title": "truth", "axis": axis}
    shade = {"domain": [0, max(most, 1)], "range": [style.HELD_OUT + "00", style.HELD_OUT]}
    cell = {
        "condition": [
            {"test": "datum.truth == datum.answer", "value": style.MAP + "55"},
            {
                "test": "datum.wrong > 0",
                "field": "wrong",
                "type": "quantitative",
                "scale": shade,
                "legend": None,
            },
        ],
        "value": "transparent",
    }
    pick = {"name": "cell", "select": {"type": "point", "fields": ["truth", "answer"]}}
    edge: dict[str, object] = {"condition": {"param": "cell", "empty": False, "value": style.PATCH}}
    edge = (edge if clickable else {}) | {"value": style.NEUTRAL + "40"}
    return {
        "height": 360,
        "background": "transparent",
        "encoding": {"x": x, "y": y},
        "layer": [
            {
                "params": [pick] if clickable else [],
                "mark": {"type": "rect", "cornerRadius": 3, "cursor": "pointer"},
                "encoding": {
                    "color": cell,
                    "stroke": edge,
                },
            },
            {
                "mark": {
                    "type": "text",
                    "fontSize": 13,
                    "tooltip": None,
                    "color": style.TEXT["dark" if dark else "light"],
                },
                "encoding": {
                    "text": {
                        "condition": {"test": "datum.count > 0", "field": "count"},
                        "value": "",
                    }
                },
            },
        ],
        "config": {"view": {"stroke": None}},
    }


def misread(images: np.ndarray, labels: np.ndarray, answers: np.ndarray, sure: np.ndarray) -> str:
    """Return digits (N, 28, 28) uint8 in a row, each with its truth, the answer and its share."""
    cells = []
    for image, truth, answer, share in zip(images, labels, answers, sure, strict=True):
        picture = pixels(image / 255, alt=f"A {truth} taken for {answer}", width=72)
        cells.append(
            f"<figure>{picture}<b>{truth}</b> read as <b>{answer}</b>, {chance(share, 0)}</figure>"
        )
    return f'{_CSS}<div class="misread">{"".join(cells)}</div>'


def by_digit(shares: np.ndarray) -> str:
    """Return ten bars of accuracy from 90 to 100 percent."""
    rows = []
    for digit, share in enumerate(shares):
        wide = float(np.clip((share - 0.9) * 1000, 0, 100))
        bar = f'<span style="width:{wide:.0f}%;background:{style.HELD_OUT}"></span>'
        rows.append(f'<b>{digit}</b><div class="track">{bar}</div><i>{share:.1%}</i>')
    return f'{_CSS}<div class="by-digit">{"".join(rows)}</div>'
