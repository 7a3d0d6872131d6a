"""Runners of a race, overlaid."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cnncore.runs import Entrant
from ui.figures import style
from ui.training.figures.curves import smooth

_POINTS = 150
_LINES = [style.PATCH, style.HELD_OUT, style.MAP, style.KERNEL]


def race_data(entrants: Sequence[Entrant], name: str, *, accuracy: bool) -> pd.DataFrame:
    """Return epoch, value, runner and seed; accuracies in percent or smoothed losses."""
    parts = []
    for entrant in entrants:
        history = entrant.history
        if accuracy:
            epoch, value = history.eval_epoch, 100 * history.held_out_accuracy
        else:
            rows = slice(None, None, max(1, len(history.step) // _POINTS))
            epoch, value = history.epoch[rows], smooth(history.loss)[rows]
        runner = np.full(len(epoch), entrant.label(name))
        seed = np.full(len(epoch), entrant.settings.seed)
        parts.append(pd.DataFrame({"epoch": epoch, "value": value, "runner": runner, "seed": seed}))
    return pd.concat(parts, ignore_index=True)


def race_chart(title: str, epochs: float, *, accuracy: bool) -> dict:
    """Return the chart of `race_data`: one colour a runner, one line a seed."""
    scale = {"domain": [90, 100]} if accuracy else {"zero": True}
    return {
        "height": 260,
        "background": "transparent",
        "mark": {"type": "line", "clip": True, "strokeWidth": 2},
        "encoding": {
            "x": {
                "field": "epoch",
                "type": "quantitative",
                "axis": {"grid": False},
                "scale": {"domain": [0, epochs], "nice": False},
            },
            "y": {"field": "value", "type": "quantitative", "title": title, "scale": scale},
            "color": {
                "field": "runner",
                "type": "nominal",
                "scale": {"range": _LINES},
                "legend": {"orient": "top", "title": None},
            },
            "detail": {"field": "seed"},
        },
        "config": {"view": {"stroke": None}},
    }
