"""Take the network apart: a layer at a time, with its ledger and ways to mend it."""

import streamlit as st

from cnncore.errors import InputError
from cnncore.networks.layers import PRESETS, format
from cnncore.networks.ledger import Ledger
from cnncore.networks.limits import require_trainable
from cnncore.networks.repairs import mends
from cnncore.networks.words import mend_label, problem_sentence, torch_error
from ui.lessons import lesson_named
from ui.network import controls
from ui.network.figures.ledger_table import ledger_table
from ui.network.figures.network_blocks import words_for
from ui.shared import show

_COPIED = 21_658  # the count that circulates for this very code


def draw(book: Ledger) -> None:
    """Edit the network; below, what does not fit and the ledger follow at once."""
    layers = tuple(entry.layer for entry in book.entries)
    place = controls.layer_place(layers, book.problem.number if book.problem else None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.layer_settings(layers, place)
        controls.layer_order(layers, place)
    _fit(book)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(f"Add behind layer {place + 1}:", width="content")
        controls.layer_kinds(layers, place)
    st.html(ledger_table(book))
    _reading()
    with show.for_programmers():
        _code_words(book)


def _fit(book: Ledger) -> None:
    """Say what does not fit, in words, or offer to train."""
    layers = tuple(entry.layer for entry in book.entries)
    if book.problem is not None:
        problem = book.problem
        failing = f"Layer {problem.number + 1}, {words_for(layers[problem.number])}, does not fit."
        st.error(f"**{failing}** {problem_sentence(problem)}", icon=":material/error:")
        clash = " against ".join(f"**{number}**" for number in problem.clash)
        st.markdown(f"The two numbers that clash: {clash}. Mend it:")
    elif not book.answers_digits:
        st.info(
            "It fits, but a network for digits must end in ten scores.",
            icon=":material/info:",
        )
    offers = mends(layers)
    if offers:
        with st.container(horizontal=True):
            for number, mend in enumerate(offers):
                controls.repair(mend_label(mend), mend.layers, number)
        return
    try:
        require_trainable(book)
    except InputError as error:
        st.info(f"Too large to train here: {error.got}. {error.todo}", icon=":material/info:")
        return
    lesson = lesson_named("training")
    st.page_link(
        lesson.path,
        label="**Train this network**",
        icon=":material/play_arrow:",
        query_params={"model": "built", "network": format(layers)},
    )


def _code_words(book: Ledger) -> None:
    """Say how code writes the shapes, what torch raises, and which count goes round."""
    shapes = [book.input_shape, *(entry.given for entry in book.entries if entry.given)]
    written = " → ".join(f"(N, {', '.join(map(str, shape))})" for shape in shapes)
    st.markdown(
        f"Code writes (N, C, H, W): N images, C channels, H rows, W columns, and (N, F) once flat. "
        f"Here: {written}."
    )
    if book.problem is not None:
        st.markdown("PyTorch says:")
        st.code(torch_error(book.problem), language=None, wrap_lines=True)
    if format(tuple(entry.layer for entry in book.entries)) == PRESETS["SimpleCNN"]:
        _wrong_count(book)


def _wrong_count(book: Ledger) -> None:
    weighed = [entry for entry in book.entries if entry.parameters]
    parts = " + ".join(f"{entry.parameters:,}" for entry in weighed)
    without_last = sum(entry.parameters for entry in weighed[:-1])
    rest = _COPIED - without_last
    scores = book.entries[-1].shapes[1][0]
    st.markdown(
        f"**Not {_COPIED:,}.** That number is widely copied for this very code. The sum is "
        f"{parts} = **{book.parameters:,}**. With {_COPIED:,} the last layer would have "
        f"{rest:,} parameters, which ten scores of equally many weights cannot share: "
        f"{rest:,} / {scores} = {rest / scores:,.1f}. The Code tab runs it."
    )


def _reading() -> None:
    with st.expander("How to read the ledger", icon=":material/help:"):
        st.markdown(
            "- **Parameters** of a convolution: (kernel · kernel · input channels + 1 bias) · "
            "filters. They do not depend on the image's size.\n"
            "- **Multiply-adds** for one image: one for each weight at each place where it is "
            "used. Pools and ReLU only compare or add; they are not counted.\n"
            "- **Memory**: the output of one image and the parameters, at 4 bytes a number. "
            "Training needs several times that.\n"
            "- **The picture**: a list of numbers is folded into rows of 28; what is too long is "
            "cut and marked ⋮.\n"
            "- **Sees**: the receptive field, the square of the input that one number depends on."
        )
