"""Loss and accuracy as they move: data frames and Vega-Lite charts that update in place."""

import numpy as np
import pandas as pd

from cnncore.runs import History
from ui.figures import style

POINTS = 400
HEIGHT = 160  # so that filters and curves are seen at once on a small screen
_COLOURS = {"domain": ["train", "held-out"], "range": [style.TRAIN, style.HELD_OUT]}


def smooth(values: np.ndarray, window: float = 25) -> np.ndarray:
    """Return a running mean in which a value counts less the further back it lies."""
    keep = 1 - 1 / window
    mean, weight, result = 0.0, 0.0, np.empty(len(values))
    for place, value in enumerate(values):
        mean, weight = keep * mean + (1 - keep) * value, keep * weight + (1 - keep)
        result[place] = mean / weight
    return result


def loss_data(history: History) -> pd.DataFrame:
    """Return epoch, raw and smoothed loss, at most POINTS rows."""
    every = max(1, len(history.step) // POINTS)
    smoothed = smooth(history.loss)
    rows = slice(None, None, every)
    return pd.DataFrame(
        {"epoch": history.epoch[rows], "raw": history.loss[rows], "smoothed": smoothed[rows]}
    )


def loss_chart(epochs: float, *, log: bool) -> dict:
    """Return the chart of `loss_data`: every step thin, their running mean thick."""
    scale = {"type": "log", "nice": False} if log else {"zero": True, "nice": True}
    y = {"type": "quantitative", "scale": scale, "title": "loss per step"}
    line = {"type": "line", "clip": True}
    return _framed(
        epochs,
        [
            _layer({**line, "strokeWidth": 1, "opacity": 0.45}, {**y, "field": "raw"}, style.TRAIN),
            _layer({**line, "strokeWidth": 2.5}, {**y, "field": "smoothed"}, style.PATCH),
        ],
    )


def accuracy_data(history: History) -> pd.DataFrame:
    """Return epoch, set and accuracy in percent, one row an evaluation and set."""
    parts = [
        pd.DataFrame({"epoch": history.eval_epoch, "set": name, "accuracy": 100 * values})
        for name, values in (
            ("train", history.train_accuracy),
            ("held-out", history.held_out_accuracy),
        )
    ]
    return pd.concat(parts, ignore_index=True)


def lowest_shown(history: History) -> float:
    """Return where the axis of accuracy begins, in percent: 90, or lower while it is worse."""
    learnt = history.held_out_accuracy[history.eval_step > 0]
    best = float(learnt.max()) if len(learnt) else 1.0
    return max(0.0, min(90.0, 10.0 * int(10 * best - 0.2)))


def accuracy_chart(epochs: float, lowest: float = 90.0) -> dict:
    """Return the chart of `accuracy_data`, from `lowest` to 100 percent."""
    y = {
        "field": "accuracy",
        "type": "quantitative",
        "scale": {"domain": [lowest, 100]},
        "title": "accuracy, %",
    }
    colour = {
        "field": "set",
        "type": "nominal",
        "scale": _COLOURS,
        "legend": {"orient": "top", "title": None, "offset": 2},
    }
    mark = {"type": "line", "point": {"size": 30}, "strokeWidth": 2.5, "clip": True}
    return _framed(epochs, [{"mark": mark, "encoding": {"y": y, "color": colour}}])


def _layer(mark: dict, y: dict, colour: str) -> dict:
    return {"mark": {**mark, "color": colour}, "encoding": {"y": y}}


def _framed(epochs: float, layers: list[dict]) -> dict:
    x = {
        "field": "epoch",
        "type": "quantitative",
        "scale": {"domain": [0, epochs], "nice": False},
        "title": "epoch",
        "axis": {"grid": False, "tickMinStep": 1},
    }
    return {
        "height": HEIGHT,
        "background": "transparent",
        "encoding": {"x": x},
        "layer": layers,
        "config": {"view": {"stroke": None}},
    }
