"""The first filters of the digit network, which nobody wrote, beside the ones people wrote."""

import numpy as np
import streamlit as st

from cnncore.errors import InputError
from cnncore.filters.kernel_text import format_kernel
from cnncore.filters.words import learned_sentence
from cnncore.photos import Photo
from ui.components.picture_table import Row, show_table
from ui.filter_gallery import controls
from ui.filter_gallery import network_cache as cache
from ui.shared import address, networks, session, show


def draw(photo: Photo) -> None:
    """Draw every learned filter with its likeness, the most alike first."""
    key = networks.choose("The first filters of")
    try:
        kernels = cache.first_kernels(key)
    except InputError as problem:
        show.problem(problem)
        return
    found = cache.learned(photo, kernels)
    order = sorted(range(len(found)), key=lambda number: -found[number].like.cosine)
    st.markdown(
        "A digit network starts from random numbers and is only told right from wrong. "
        + learned_sentence([one.like for one in found])
    )
    half = (len(order) + 1) // 2
    for column, part, name in zip(
        st.columns(2), (order[:half], order[half:]), ("closest", "others"), strict=True
    ):
        with column:
            _table(found, part, name)
    st.caption(
        "Cosine similarity: a·b / (|a| |b|) of the nine numbers, 1 for the same pattern at any "
        "strength. Kernels purple below and gold above zero; responses pink below and green above. "
        "Click a row to try its kernel as your own."
    )


def _table(found: tuple, part: list[int], name: str) -> None:
    rows = [
        Row(f"{found[n].like.cosine:.2f}\n{found[n].like.name}", found[n].pictures, True)
        for n in part
    ]

    def opened(row: int, col: int) -> None:
        one = found[part[row]]
        kernel = one.kernel if col < 2 else one.like.kernel
        session.choose_ahead(controls.OWN_KERNEL, format_kernel(np.asarray(kernel)))
        address.put("gallery", "kernel")

    show_table(
        ["learned", "on the photo", "hand-made", "on the photo"],
        rows,
        key=f"learned {name}",
        on_open=opened,
    )
