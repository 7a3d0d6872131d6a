"""Colour by meaning, fonts and margins: the only place where a look is decided.

All colours read on the light and the dark theme (at least 3:1 as areas and lines against both).
"""

from collections.abc import Sequence

import plotly.graph_objects as go

# The three colours of the article: what is looked at, what weighs it, what comes out.
PATCH = "#2f81f7"
KERNEL = "#d69e00"
MAP = "#1f9d63"

# The same two in every chart of training.
TRAIN = "#7d8fa9"
HELD_OUT = "#d9582b"

# Below zero: beside the map's green, and beside the kernel's yellow.
NEGATIVE = "#c2378f"
NEGATIVE_WEIGHT = "#8250c4"

# The themes' own text colours, for charts drawn on a canvas, which cannot inherit them.
TEXT = {"light": "#1c2430", "dark": "#e8eaee"}

BAD = "#d1453b"
NEUTRAL = "#8a94a3"

# Pixels are grey; signed maps diverge about zero; weights diverge in another pair of hues.
GREYS = [[0.0, "#000000"], [1.0, "#ffffff"]]
INK = [[0.0, "#ffffff"], [1.0, "#000000"]]
SIGNED = [
    [0.0, "#8e0152"],
    [0.25, "#de77ae"],
    [0.5, "#f7f7f7"],
    [0.75, "#66b98e"],
    [1.0, "#0b6b41"],
]
WEIGHTS = [
    [0.0, "#762a83"],
    [0.25, "#af8dc3"],
    [0.5, "#f7f7f7"],
    [0.75, "#e7b93c"],
    [1.0, "#a06b00"],
]
ACTIVATION = [[0.0, "#06140d"], [0.5, "#1f9d63"], [1.0, "#e9fff4"]]

# Evidence laid over a photo.
HEAT = "#e0662a"

MARGIN = {"l": 0, "r": 0, "t": 8, "b": 0}


def calm(fig: go.Figure, *, height: int) -> go.Figure:
    """Give a figure the project's margins, a clear background and a fixed height; return it."""
    return fig.update_layout(
        height=height,
        margin=MARGIN,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        dragmode=False,
    )


def picture_axes(fig: go.Figure) -> go.Figure:
    """Hide the axes, put row 0 on top and keep pixels square; return the figure."""
    fig.update_xaxes(visible=False, constrain="domain")
    fig.update_yaxes(visible=False, autorange="reversed", scaleanchor="x")
    return fig


def stops(scale: Sequence[Sequence]) -> list[list]:
    """Return a colour scale as [place, [red, green, blue]], for front ends and look-up tables."""
    return [[at, list(bytes.fromhex(colour[1:]))] for at, colour in scale]
