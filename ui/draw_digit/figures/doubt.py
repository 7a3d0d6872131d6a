"""What doubt looks like: the bars of a refused answer, and the price of refusing."""

import numpy as np

from ui.figures import style


def doubt_bars(
    parts: dict[str, float], total: float, threshold: float, reasons: dict[str, str]
) -> str:
    """Return a bar for each part, its line at 1, and for their sum, its line the threshold."""
    room = 1.6 * max(threshold, 1.0)
    rows = []
    for name, part in [*parts.items(), ("all together", total)]:
        bad = total > threshold and name == "all together"
        colour = style.BAD if bad else style.NEUTRAL
        wide = min(100.0, 100 * part / room)
        line = threshold if name == "all together" else 1.0
        mark = f'<em style="left:{min(100.0, 100 * line / room):.1f}%"></em>'
        words = reasons.get(name, "")
        rows.append(
            f'<span title="{words}">{name}</span><div class="track"><span '
            f'style="width:{wide:.1f}%;background:{colour}"></span>{mark}</div>'
            f"<i>{part:.2f}</i>"
        )
    said = "above" if total > threshold else "below"
    foot = (
        f"<p>All together, {total:.2f} is {said} the threshold of {threshold:.2f} (its line).</p>"
    )
    return f'{_DOUBT_CSS}<div class="doubt">{"".join(rows)}</div>{foot}'


_DOUBT_CSS = """<style>.doubt{display:grid;grid-template-columns:6.5rem 1fr 3.5rem;gap:4px 10px;
align-items:center;font-variant-numeric:tabular-nums}.doubt i{font-style:normal;text-align:right}
.doubt .track{position:relative;height:1.05rem;border-radius:3px;background:rgba(138,148,163,.18)}
.doubt .track span{display:block;height:100%;border-radius:3px}
.doubt em{position:absolute;top:-2px;bottom:-2px;width:2px;background:currentColor}</style>"""


def coverage_curve(strangeness: np.ndarray, right: np.ndarray, share: float) -> dict:
    """Return a Vega-Lite line: accuracy on the answered digits by the share answered; a dot now."""
    order = np.argsort(strangeness)
    accuracy = 100 * np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    shares = 100 * np.arange(1, len(order) + 1) / len(order)
    keep = np.unique(np.linspace(0.5 * len(order), len(order) - 1, 80).astype(int))
    points = [
        {"share": round(float(shares[i]), 2), "accuracy": round(float(accuracy[i]), 3)}
        for i in keep
    ]
    now = min(points, key=lambda point: abs(point["share"] - 100 * share))
    axes = {
        "x": {
            "field": "share",
            "type": "quantitative",
            "title": "digits answered (%)",
            "scale": {"domain": [50, 100]},
        },
        "y": {
            "field": "accuracy",
            "type": "quantitative",
            "title": "right of these (%)",
            "scale": {"zero": False, "nice": True},
        },
    }
    line = {"mark": {"type": "line", "color": style.HELD_OUT}, "data": {"values": points}}
    dot = {"mark": {"type": "point", "filled": True, "size": 90, "color": style.HELD_OUT}}
    return {
        "encoding": axes,
        "layer": [line, dot | {"data": {"values": [now]}}],
    }
