"""Does 90 % sure mean right nine times in ten? Confidence against the share that was right."""

import numpy as np
import pandas as pd

from ui.figures import style


def reliability_data(confidence: np.ndarray, right: np.ndarray, count: np.ndarray) -> pd.DataFrame:
    """Return one row a bin that holds digits: sure and right in percent, and how many."""
    full = count > 0
    return pd.DataFrame(
        {"sure": 100 * confidence[full], "right": 100 * right[full], "digits": count[full]}
    )


def reliability_chart() -> dict:
    """Return the chart of `reliability_data` with the line of perfect honesty."""
    axis = {"type": "quantitative", "scale": {"domain": [0, 100]}}
    ends = [{"sure": 0, "right": 0}, {"sure": 100, "right": 100}]
    encoding = {
        "x": {**axis, "field": "sure", "title": "sure, %"},
        "y": {**axis, "field": "right", "title": "right, %"},
    }
    size: dict[str, object] = {"field": "digits", "type": "quantitative", "legend": None}
    size["scale"] = {"type": "sqrt", "range": [30, 500]}
    line = {"type": "line", "color": style.NEUTRAL, "strokeDash": [4, 4]}
    dots = {"type": "circle", "color": style.HELD_OUT, "opacity": 0.9, "clip": False}
    return {
        "height": 250,
        "background": "transparent",
        "encoding": encoding,
        "layer": [
            {"data": {"values": ends}, "mark": line},
            {"mark": dots, "encoding": {"size": size}},
        ],
        "config": {"view": {"stroke": None}},
    }
