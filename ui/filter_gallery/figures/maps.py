"""Pictures of feature maps, heat over a photo, and patches of it."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from PIL import Image

from cnncore.chance import chance
from ui.figures import style
from ui.figures.pictures import coloured


def map_picture(values: np.ndarray, *, signed: bool) -> np.ndarray:
    """Colour a feature map: signed ones about zero, others from black at zero to pale green."""
    largest = float(np.abs(values).max())
    if signed:
        return coloured(values, style.SIGNED, -largest, largest)
    return coloured(values, style.ACTIVATION, 0.0, largest)


def kernel_picture(kernel: np.ndarray) -> np.ndarray:
    """Colour a kernel on the scale of weights, zero in the middle; one pixel a number."""
    largest = float(np.abs(kernel).max())
    return coloured(kernel, style.WEIGHTS, -largest, largest)


def heat_over(pixels: np.ndarray, heat: np.ndarray) -> np.ndarray:
    """Lay heat 0..1 over a photo: grey where there is none, its colours and a tint where much."""
    height, width = pixels.shape[:2]
    sheet = Image.fromarray(np.float32(heat)).resize((width, height), Image.Resampling.BICUBIC)
    share = np.clip(np.asarray(sheet), 0, 1)[..., None]
    grey = pixels.mean(axis=2, keepdims=True) * 0.45 + 20
    tint = np.array(style.stops([[0, style.HEAT]])[0][1])
    warm = 0.65 * pixels + 0.35 * tint
    return np.rint(grey * (1 - share) + warm * share).astype(np.uint8)


def boxed(photo: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    """Draw the frame (top, left, bottom, right) on a copy of the photo, in the patch's blue."""
    top, left, bottom, right = box
    out = photo.copy()
    width = max(2, max(photo.shape[:2]) // 150)
    for grow, colour in ((width, "#ffffff"), (0, style.PATCH)):
        ink = np.array(style.stops([[0, colour]])[0][1], np.uint8)
        outer = slice(max(0, top - width - grow), bottom + width + grow)
        across = slice(max(0, left - width - grow), right + width + grow)
        inner = out[max(0, top) : bottom, max(0, left) : right].copy()
        out[outer, across] = ink
        out[max(0, top) : bottom, max(0, left) : right] = inner
    return out


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
    fig.update_xaxes(range=[0, 1.15], visible=False)
    return fig.update_yaxes(automargin=True, tickfont={"size": 14})
