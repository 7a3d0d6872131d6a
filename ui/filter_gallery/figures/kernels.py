"""Pictures of kernels and of what they answer."""

import numpy as np
import plotly.graph_objects as go

from cnncore.filters.opened import Opened
from ui.figures import style
from ui.figures.numbers import short
from ui.figures.pictures import coloured


def signed_table() -> np.ndarray:
    """Return the colour of each place 0..255 on the signed scale, 128 near white; (256, 3)."""
    return coloured(np.arange(256), style.SIGNED, 0, 255)


def signed_colours(places: np.ndarray) -> np.ndarray:
    """Colour places 0..255 on the signed scale; (..., 3) uint8."""
    return signed_table()[places]


def kernel_grid(kernel: np.ndarray, *, height: int = 260) -> go.Figure:
    """Draw a kernel's numbers on the scale of weights, zero in the middle; row 0 on top."""
    largest = max(float(np.abs(kernel).max()), 1e-12)
    written = max(kernel.shape) <= 9
    text = np.vectorize(short)(kernel, 2)
    cells = go.Heatmap(
        z=kernel,
        x=np.arange(1, kernel.shape[1] + 1),
        y=np.arange(1, kernel.shape[0] + 1),
        zmin=-largest,
        zmax=largest,
        colorscale=style.WEIGHTS,
        showscale=False,
        xgap=1,
        ygap=1,
        text=text,
        texttemplate="%{text}" if written else None,
        textfont={"size": 14 if max(kernel.shape) <= 5 else 10},
        hovertemplate="row %{y}, column %{x}: %{text}<extra></extra>",
    )
    return style.calm(style.picture_axes(go.Figure(cells)), height=height)


def response_spread(opened: Opened, *, height: int = 260) -> go.Figure:
    """Draw the histogram of the responses; what the value range 0..255 cannot show is paler."""
    middles = (opened.edges[:-1] + opened.edges[1:]) / 2
    inside = (middles >= 0) & (middles <= 255)
    share = opened.counts / opened.counts.sum() * 100
    bars = go.Bar(
        x=middles,
        y=np.sqrt(share),
        customdata=share,
        width=np.diff(opened.edges),
        marker={
            "color": [style.MAP if yes else style.NEUTRAL for yes in inside],
            "line": {"width": 0},
        },
        hovertemplate="about %{x:.0f}: %{customdata:.2f} % of the pixels<extra></extra>",
    )
    fig = style.calm(go.Figure(bars), height=height)
    fig.update_xaxes(title="response, before the value rule", zeroline=True)
    return fig.update_yaxes(title="pixels (root scale)", showticklabels=False)
