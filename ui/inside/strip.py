"""The network's steps as one strip, each with this digit's own pictures."""

import numpy as np
import streamlit as st

from cnncore.inside.steps import Step
from cnncore.inside.words import axes_of
from ui.figures import style
from ui.figures.pictures import cards, fold, mosaic, pixels

_SIDE = 100
_TITLES = {"max": "max", "avg": "mean", "bn": "batch norm", "drop": "dropout"}


def draw(steps: list[Step]) -> None:
    """Draw every step: its maps, its size with the names of the axes, and its parameters."""
    st.markdown("**The whole way, from pixels to scores**")
    st.html(cards([_card(step) for step in steps], width=_SIDE))


def title(step: Step) -> str:
    """Name a step as its card does: conv1 + ReLU, pool1 (max-pooling)."""
    if step.relu:
        return f"{step.name} + ReLU"
    return f"{step.name} ({_TITLES[step.kind]})" if step.kind in _TITLES else step.name


def _card(step: Step) -> tuple[str, str]:
    words = f"<b>{title(step)}</b><br>{axes_of(step)}"
    if step.parameters:
        words += f"<br>{step.parameters:,} parameters"
    picture = picture_of(step)
    scale = style.INK if step.kind == "input" else style.ACTIVATION
    alt = f"{title(step)}, {axes_of(step)}"
    low = min(0.0, float(picture.min()))
    high = max(1e-6, float(picture.max()))
    return pixels(picture, alt=alt, width=_SIDE, scale=scale, low=low, high=high), words


def picture_of(step: Step) -> np.ndarray:
    """Lay all maps of a step out as one picture; a vector is folded into a square."""
    value = step.value
    if value.ndim == 3:
        return mosaic(value)
    return value[None] if len(value) <= 16 else fold(value)
