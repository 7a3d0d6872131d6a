"""Weight sharing to the eye: what a layer costs as images grow, and maps that slide along."""

import numpy as np
import plotly.graph_objects as go

from cnncore.networks.weight_sharing import Sharing
from ui.figures import style
from ui.figures.pictures import pixels

_CURVES = (("dense", style.BAD), ("untied", style.KERNEL), ("shared", style.MAP))
WORDS = {"dense": "dense", "untied": "untied kernels", "shared": "convolution"}


def growth(counts: list[Sharing]) -> go.Figure:
    """Plot the three parameter counts over the image's side, both axes logarithmic."""
    sides = [one.side for one in counts]
    fig = go.Figure()
    for name, colour in _CURVES:
        values = [getattr(one, name) for one in counts]
        fig.add_scatter(
            x=sides,
            y=values,
            mode="lines+markers",
            line={"color": colour, "width": 2.5},
            marker={"size": 7},
            hovertemplate=f"{WORDS[name]}, %{{x}} px: %{{y:,}} parameters<extra></extra>",
        )
        fig.add_annotation(
            x=np.log10(sides[-1]),
            y=np.log10(values[-1]),
            text=WORDS[name],
            showarrow=False,
            xanchor="left",
            yanchor="middle",
            xshift=10,
            font={"color": colour, "size": 13},
        )
    grid = {"gridcolor": "rgba(138,148,163,.25)", "zeroline": False}
    fig.update_xaxes(
        type="log", title="image side in pixels", tickvals=sides, ticktext=sides, **grid
    )
    fig.update_yaxes(type="log", title="parameters", dtick=2, exponentformat="power", **grid)
    style.calm(fig, height=360)
    return fig.update_layout(margin={"l": 56, "r": 112, "t": 28, "b": 44})


def brief(number: int) -> str:
    """Write a large number with a word: 160, 125,440, 9.8 million, 17.6 trillion.

    >>> brief(160), brief(9_847_040), brief(500_000_000), brief(17_592_202_821_632)
    ('160', '9.8 million', '500.0 million', '17.6 trillion')
    """
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= size:
            return f"{number / size:,.1f} {word}"
    return f"{number:,}"


def sliding_maps(digit: np.ndarray, shared: np.ndarray, untied: np.ndarray) -> str:
    """Show the digit, its map by one shared filter and by a filter of its own at every place."""
    most = float(max(shared.max(), untied.max(), 1e-6))
    shown = (
        (pixels(digit, alt="The digit where it now lies", width=200), "the digit"),
        (_map(shared, "Map of the shared filter", most), "one filter everywhere"),
        (_map(untied, "Map of untied filters", most), "a filter of its own at every place"),
    )
    items = "".join(
        f"<figure>{html}<figcaption>{words}</figcaption></figure>" for html, words in shown
    )
    css = (
        ".slide{display:flex;flex-wrap:wrap;gap:1rem}.slide figure{margin:0;width:200px}"
        ".slide figcaption{font-size:.85rem;margin-top:.3rem}"
    )
    return f'<style>{css}</style><div class="slide">{items}</div>'


def _map(values: np.ndarray, alt: str, most: float) -> str:
    return pixels(values, alt=alt, width=200, scale=style.ACTIVATION, high=most)
