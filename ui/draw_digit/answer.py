"""The answer beside the canvas: one word, ten bars, and what the network saw."""

import streamlit as st

from cnncore import Drawing, Prediction
from cnncore.inside.doubt import Doubt
from cnncore.inside.words import answer_said
from ui.figures.answer import no_bars, probability_bars, saying
from ui.figures.pictures import pixels


def show_answer(drawing: Drawing, prediction: Prediction, verdict: Doubt) -> None:
    """Say the digit, how sure, the second guess and the margin; then the ten bars."""
    headline, words = answer_said(drawing, prediction, verdict)
    seen = pixels(drawing.digit, alt="The drawing as 28 by 28 grey pixels", width=112)
    st.html(saying(headline, words, seen))
    if drawing.content == "blank":
        st.html(no_bars())
    else:
        sure = headline != "?"
        st.html(probability_bars(prediction.probabilities, prediction.logits, sure=sure))
    st.caption(
        "On the right above: the 28 × 28 numbers, 0 for paper and 1 for ink, that are all the "
        "network gets. **99 % sure** says how far one score stands above the other nine. If it "
        "is right 99 times in 100 is measured: Training, Rewind. For what is no digit it says "
        "nothing."
    )
