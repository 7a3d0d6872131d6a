"""The preparation under X-ray: every stage of the drawing, and what each step is good for."""

import numpy as np
import streamlit as st
from torch import nn

import cnncore
from cnncore.chance import chance
from cnncore.digits.drawing import STEPS, Drawing, without_each_step
from ui.draw_digit import controls
from ui.figures.pictures import cards, pixels

_SIDE = 112
_TITLES = ("ink found", "cropped", "fitted into 20 × 20", "strokes evened", "centred by mass")


def draw(picture: np.ndarray, drawing: Drawing, model: nn.Module) -> None:
    """Show the stages with the chosen steps left out, then the answer without each one step."""
    skip = controls.skipped()
    drawing = cnncore.prepare_drawing(picture, skip=skip) if skip else drawing
    st.html(cards(_stages(drawing), width=_SIDE))
    answer = cnncore.predict(model, drawing.digit)
    left_out = ", ".join(controls.STEPS[step] for step in STEPS if step in skip)
    said = f" without: {left_out}" if skip else " with every step in place"
    sure = chance(answer.probabilities.max())
    st.markdown(f"Forced to choose, it says **{answer.label}**, {sure} sure,{said}.")
    _what_each_is_good_for(picture, model)
    st.caption(
        "MNIST's digits were made in the same way: cropped, fitted into 20 × 20, centre of mass in "
        f"the middle. Your pen was {drawing.width:.1f} pixels wide in the 28 × 28 picture; here "
        "every stroke is redrawn along its centre line with MNIST's usual width."
    )


def _stages(drawing: Drawing) -> list[tuple[str, str]]:
    pictures = (drawing.ink, drawing.cropped, drawing.fitted, drawing.even, drawing.digit)
    stages = []
    for number, (title, shown) in enumerate(zip(_TITLES, pictures, strict=True)):
        step = STEPS[number]
        words = f"<s>{title}</s>" if step in drawing.skipped else title
        image = pixels(_square(shown), alt=f"The drawing, {title}", width=_SIDE)
        stages.append((image, f"{number + 1}. {words}"))
    return stages


def _square(picture: np.ndarray) -> np.ndarray:
    """Thin a large picture out for the page and pad it to a square."""
    step = -(-max(picture.shape) // (2 * _SIDE))
    small = picture[::step, ::step]
    spare = [max(small.shape) - side for side in small.shape]
    return np.pad(small, [(room // 2, room - room // 2) for room in spare])


def _what_each_is_good_for(picture: np.ndarray, model: nn.Module) -> None:
    items = []
    for step, drawing in without_each_step(picture).items():
        answer = cnncore.predict(model, drawing.digit)
        image = pixels(drawing.digit, alt=f"The digit without: {controls.STEPS[step]}", width=_SIDE)
        words = f"without “{controls.STEPS[step]}”: <b>{answer.label}</b>"
        items.append((image, f"{words}, {chance(answer.probabilities.max(), 0)}"))
    st.markdown("**If just one step were left out**")
    st.html(cards(items, width=_SIDE))
