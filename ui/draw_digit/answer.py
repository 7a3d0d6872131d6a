"""The answer beside the canvas: one word, ten bars, and what the network saw."""

import numpy as np
import streamlit as st

from cnncore import Drawing, Prediction
from cnncore.inside.doubt import Doubt
from cnncore.inside.words import reason_of
from ui.figures.answer import probability_bars, saying
from ui.figures.pictures import pixels


def show_answer(drawing: Drawing, prediction: Prediction, verdict: Doubt) -> None:
    """Say the digit, how sure, the second guess and the margin; then the ten bars."""
    headline, words = _words(drawing, prediction, verdict)
    seen = pixels(drawing.digit, alt="The drawing as 28 by 28 grey pixels", width=112)
    st.html(saying(headline, words, seen))
    sure = headline != "?"
    st.html(probability_bars(prediction.probabilities, prediction.logits, sure=sure))
    st.caption(
        "On the right above: the 28 × 28 numbers, 0 for paper and 1 for ink, "
        "that are all the network gets."
    )


def _words(drawing: Drawing, prediction: Prediction, verdict: Doubt) -> tuple[str, str]:
    if drawing.content in _EMPTY:
        return "?", _EMPTY[drawing.content]
    first, second = np.argsort(prediction.probabilities)[::-1][:2]
    chance = prediction.probabilities
    if drawing.groups > 1:
        return "?", (
            f"These look like {drawing.groups} digits side by side. The network answers one at "
            f"a time; for all of it together it would say {first}. Keep one, or use a photo."
        )
    if verdict.refused:
        return "?", (
            f"I don't know: {reason_of(verdict)}. Forced to choose, the network would say {first}, "
            f"{100 * chance[first]:.0f} % sure."
        )
    margin = prediction.logits[first] - prediction.logits[second]
    return str(first), (
        f"{100 * chance[first]:.1f} % sure. Second guess {second}, {100 * chance[second]:.1f} %, "
        f"{margin:.1f} logits behind."
    )


_EMPTY = {
    "blank": "The canvas is blank. Draw a digit with mouse, pen or finger.",
    "full": "The canvas is full of ink. Clear it and draw a digit with a thinner pen.",
    "dot": "That is one dot. Draw on: a digit is a line.",
}
