"""What a network says of a photo: bars of probability, and heat where the evidence lies."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from PIL import Image

from cnncore.chance import chance
from ui.figures import style


def heat_over(pixels: np.ndarray, heat: np.ndarray) -> np.ndarray:
    """Lay heat 0..1 over a photo: grey where there is none, its colours and a tint where much."""
    height, width = pixels.shape[:2]
    sheet = Image.fromarray(np.float32(heat)).resize((width, height), Image.Resampling.BICUBIC)
    share = np.clip(np.asarray(sheet), 0, 1)[..., None]
    grey = pixels.mean(axis=2, keepdims=True) * 0.45 + 20
    tint = np.array(style.stops([[0, style.HEAT]])[0][1])
    warm = 0.65 * pixels + 0.35 * tint
    return np.rint(grey * (1 - share) + warm * share).astype(np.uint8)


def answer_bars(answers: Sequence[tuple[str, float]], *, height: int = 250) -> go.Figure:
    """Draw classes and their probabilities as level bars, the first on top."""
    names, shares = zip(*answers[::-1], strict=True)
    bars = go.Bar(
        x=shares,
        y=names,
        orientation="h",
        marker={"color": style.MAP},
        text=[f" {chance(share)}" for share in shares],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig = style.calm(go.Figure(bars), height=height)
    fig.update_xaxes(range=[0, 1.35], visible=False)
    return fig.update_yaxes(automargin=True, tickfont={"size": 14})
