"""An album's photos on a plane, the table of who is taken for whom, accuracy against number."""

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from cnncore.transfer.album import Album
from cnncore.transfer.learning import Curve
from ui.figures import style


def photo_plane(points: np.ndarray, album: Album, aside: np.ndarray) -> go.Figure:
    """Draw photos (N, 2) in their classes' colours; dots learnt, rings were set aside."""
    fig = go.Figure()
    for place, kind in enumerate(album.kinds):
        for test in (False, True):
            of = (album.labels == place) & (aside == test)
            fig.add_scatter(
                x=points[of, 0],
                y=points[of, 1],
                mode="markers",
                name=kind.name,
                showlegend=not test,
                marker={
                    "color": kind.colour,
                    "size": 11,
                    "symbol": "circle-open" if test else "circle",
                    "line": {"width": 2},
                },
                hovertemplate=f"{escape(kind.name)}{', set aside' if test else ''}<extra></extra>",
            )
    fig = style.calm(fig, height=380).update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1.08}, dragmode=False
    )
    fig.update_xaxes(title="first direction", zeroline=False, showticklabels=False)
    return fig.update_yaxes(title="second direction", zeroline=False, showticklabels=False)


def confusion_table(table: np.ndarray, names: Sequence[str]) -> str:
    """Return a table: a row a truth, a column an answer; what is right in bold."""
    head = "".join(f"<th scope='col'>said {escape(name)}</th>" for name in names)
    rows = []
    for place, name in enumerate(names):
        cells = "".join(
            f"<td>{'<b>' if place == column else ''}{count}{'</b>' if place == column else ''}</td>"
            for column, count in enumerate(table[place])
        )
        rows.append(f"<tr><th scope='row'>{escape(name)}</th>{cells}</tr>")
    css = "font-variant-numeric:tabular-nums;border-spacing:14px 4px;text-align:right"
    return f'<table style="{css}"><tr><td></td>{head}</tr>{"".join(rows)}</table>'


def growth(curve: Curve) -> go.Figure:
    """Draw accuracy in percent against photos a class, with the range over the draws."""
    x = [str(number) for number in curve.numbers]
    low, mean, high = (100 * one for one in (curve.least, curve.mean, curve.most))
    fig = go.Figure(
        go.Scatter(
            x=x,
            y=mean,
            mode="lines+markers",
            line={"color": style.HELD_OUT, "width": 3},
            marker={"size": 9},
            error_y={"type": "data", "array": high - mean, "arrayminus": mean - low},
            hovertemplate="%{y:.0f} % on average<extra></extra>",
        )
    )
    fig = style.calm(fig, height=320)
    fig.update_xaxes(title="photos a class", type="category")
    return fig.update_yaxes(title="named right (%)", range=[-3, 105])
