"""Filter surgery: switch off, swap, edit; what the drawing and the held-out digits say then."""

import numpy as np
import streamlit as st
from torch import nn

import cnncore
from cnncore.chance import chance
from cnncore.errors import InputError
from cnncore.inside.surgery import Operation, confusions, convolutions_of, filters_of, operate
from ui.figures import style
from ui.figures.answer import probability_bars
from ui.figures.pictures import cards, pixels
from ui.inside import cache, controls
from ui.shared import show as furniture

_SIDE = 56


def draw(model: nn.Module, key: str, digit: np.ndarray, *, sure: bool) -> None:
    """Operate on a copy of the network; show its answer and its new confusions.

    An answer that is not `sure` is shown in grey.
    """
    shapes = filters_of(model)
    if not shapes:
        st.markdown("This network has no filters: nothing here slides over the picture.")
        return
    left, right = st.columns(2, gap="large")
    with left:
        operation = _ask(model, shapes)
    try:
        operated = operate(model, operation)
    except InputError as problem:
        furniture.problem(problem)
        return
    with right:
        _answer(model, operated, digit, sure)
        _held_out(model, key, operation)


def _ask(model: nn.Module, shapes: dict) -> Operation:
    layer = controls.layer(list(shapes), "cut_layer")
    count, channels, *_ = shapes[layer]
    weights = convolutions_of(model)[layer].weight.detach().numpy()
    most = float(np.abs(weights).max())
    off = controls.filters_off(count)
    st.html(cards([_picture(weights[i, 0], i, i in off, most) for i in range(count)], width=_SIDE))
    if channels > 1:
        st.caption(f"Each filter has {channels} kernels, one an input channel; the first is shown.")
    swapped = kernel = None
    with st.expander("Swap two filters", icon=":material/swap_horiz:"):
        one = controls.filter_number(count, "Filter", "swap_one")
        two = controls.filter_number(count, "With filter", "swap_two")
        swapped = (one, two) if one != two else None
    with st.expander("Edit a kernel", icon=":material/edit:"):
        kernel = _edited(layer, weights, count, channels)
    return Operation(layer, off, swapped, kernel)


def _edited(layer: str, weights: np.ndarray, count: int, channels: int):
    number = controls.filter_number(count, "Of filter", "edit_filter")
    channel = controls.filter_number(channels, "Input channel", "edit_channel")
    own = weights[number, channel].astype(float).round(4)
    made = controls.kernel_numbers(own, f"kernel_{layer}_{number}_{channel}")
    if np.array_equal(made, own):
        return None
    return number, channel, tuple(map(tuple, made.tolist()))


def _picture(kernel: np.ndarray, number: int, off: bool, most: float) -> tuple[str, str]:
    words = f"<s>{number + 1}</s>" if off else str(number + 1)
    shown = np.zeros_like(kernel) if off else kernel
    alt = f"Kernel of filter {number + 1}"
    return (
        pixels(shown, alt=alt, width=_SIDE, scale=style.WEIGHTS, low=-most, high=most),
        words,
    )


def _answer(model: nn.Module, operated: nn.Module, digit: np.ndarray, sure: bool) -> None:
    before, after = (cnncore.predict(one, digit) for one in (model, operated))
    st.markdown(
        f"The drawing was **{before.label}** at {chance(before.probabilities.max())}, "
        f"now **{after.label}** at {chance(after.probabilities.max())}."
    )
    sure = sure and after.label == before.label
    st.html(probability_bars(after.probabilities, after.logits, sure=sure))


def _held_out(model: nn.Module, key: str, operation: Operation) -> None:
    before, after = cache.outcome(model, key, None), cache.outcome(model, key, operation)
    st.markdown(
        f"Held-out digits right: {100 * before.accuracy:.1f} % before, "
        f"**{100 * after.accuracy:.1f} %** now."
    )
    pairs = confusions(before, after)
    if pairs:
        told = ", ".join(f"{p.label} called {p.said} ({p.count})" for p in pairs)
        st.markdown(f"New confusions: {told}.")
    else:
        st.markdown("No digit is newly confused.")
