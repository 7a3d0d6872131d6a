"""Not a digit: five questions behind "I don't know", the price of asking them, and temperature."""

import streamlit as st

from cnncore import Prediction
from cnncore.chance import chance
from cnncore.digits.not_digits import ODDITIES
from cnncore.inside.doubt import Doubt, Judge
from cnncore.inside.probabilities import softmax
from cnncore.inside.words import REASONS
from ui.draw_digit import canvas as sketch
from ui.draw_digit import controls
from ui.draw_digit.figures.doubt import coverage_curve, doubt_bars

_SHOWN = ("heart", "horse", "house", "star", "smile", "scribble")


def draw(prediction: Prediction, judge: Judge, verdict: Doubt) -> None:
    """Show why the drawing is or is not refused, what refusing costs, and temperature."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("Draw something else, or take one of these:")
        for kind in _SHOWN:
            st.button(kind, key=f"odd_{kind}", on_click=sketch.put_oddity, args=(kind,))
    left, right = st.columns(2, gap="large")
    with left:
        _why(verdict)
    with right:
        _cost(judge, verdict)
    _temperature(prediction)


def _why(verdict: Doubt) -> None:
    st.markdown("**How strange is it?**")
    st.html(doubt_bars(verdict.parts, verdict.strangeness, verdict.threshold, REASONS))
    st.caption(
        "Each of the five bars is how far this drawing goes beyond the usual held-out digit, "
        "squared; at least 97 of 100 held-out digits stay left of its line, at 1. **The sum "
        "decides**, and has a line of its own."
    )


def _cost(judge: Judge, verdict: Doubt) -> None:
    st.markdown("**What refusing costs**")
    controls.coverage()
    covered = judge.strangeness <= verdict.threshold
    share, right = covered.mean(), judge.right[covered].mean()
    st.vega_lite_chart(
        coverage_curve(judge.strangeness, judge.right, share),
        key="coverage_curve",
        height=210,
        alt="Accuracy on the digits answered, against the share that is answered",
    )
    st.markdown(
        f"Answering {100 * share:.1f} % of {len(judge.right):,} held-out digits, it is right on "
        f"{100 * right:.2f} % of them; answering all, on {100 * judge.right.mean():.2f} %."
    )


def _temperature(prediction: Prediction) -> None:
    st.markdown("**Temperature does not help**")
    heat = controls.temperature()
    chances = softmax(prediction.logits, heat)
    st.markdown(
        f"At temperature {heat:.1f} the answer {prediction.label} sounds "
        f"{chance(chances[prediction.label])} sure; at 1.0 it sounds "
        f"{chance(prediction.probabilities[prediction.label])} sure. The order of the ten "
        "stays the same and they still add up to 100 %: dividing the logits changes how sure "
        f"the network sounds, not what it knows. {len(ODDITIES)} kinds of drawings that are no "
        "digits were used to see which questions do help."
    )
