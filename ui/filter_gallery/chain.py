"""Filters in a row: two convolutions are one with a larger kernel."""

from collections.abc import Sequence

import streamlit as st

from cnncore.filters.catalogue import NamedFilter
from cnncore.filters.words import chain_sentence
from cnncore.photos import Photo
from ui.filter_gallery import cache, controls
from ui.filter_gallery.figures.kernels import kernel_grid
from ui.shared import show


def draw(photo: Photo) -> None:
    """Draw the photo after each filter, after the one kernel that joins them, and what differs."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = controls.chain()
        border = controls.border("chain-edge", "zeros")
    between = controls.cut_between()
    names = tuple(listed.name for listed in chosen)
    shown = cache.chained(photo, names, between, border)
    with st.container(key="chained"):
        _show(shown, chosen, between)


def _show(shown: cache.ChainShown, chosen: Sequence[NamedFilter], between: bool) -> None:
    sizes = [len(listed.kernels()[0]) for listed in chosen]
    columns = st.columns(len(chosen) + 1)
    for number, (column, listed, picture) in enumerate(
        zip(columns, chosen, shown.steps, strict=False), 1
    ):
        column.image(
            picture,
            caption=f"After {number}: {listed.title}, {sizes[number - 1]} × {sizes[number - 1]}",
            width="stretch",
            alt=f"The photo after step {number}, {listed.title}",
        )
    side = len(shown.chain.kernel)
    columns[-1].image(
        shown.once,
        caption=f"At once: one kernel of {side} × {side}",
        width="stretch",
        alt="The photo after the one joined kernel",
    )
    left, right = st.columns(2)
    with left:
        show.figure(
            kernel_grid(shown.chain.kernel, height=300),
            caption=f"The joined kernel: {' + '.join(map(str, sizes))} − {len(sizes) - 1} = {side}",
            alt="The joined kernel as a grid of numbers",
            key="joined kernel",
            height=300,
        )
    right.image(
        shown.difference,
        caption="Difference between the last step and the one kernel: black where they agree, "
        f"brightest {max(shown.chain.inside or 0, shown.chain.at_border):.3g} (as square roots)",
        width="stretch",
        alt="Difference of the two pictures, black where they agree",
    )
    st.markdown(chain_sentence(shown.chain, between=between))
