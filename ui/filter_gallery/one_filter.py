"""One filter opened: its settings, the photo before and after, its kernel, its responses."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from cnncore.filters.opened import Opened
from cnncore.filters.snippet import pytorch_snippet
from cnncore.filters.words import spread_sentence, sum_sentence
from cnncore.photos import Photo, decode_photo, encode_photo
from ui.components.lens import WRITTEN, Pair, show_lens
from ui.filter_gallery import cache, controls
from ui.filter_gallery.figures.kernels import kernel_grid, response_spread
from ui.shared import show

BECOMES = {
    "clip": "Shown: rounded, below 0 black, above 255 white.",
    "absolute": "Shown: the sign dropped, rounded, above 255 white.",
    "rescale": "Shown: the smallest response of the photo black, the largest white.",
    "signed": "Shown: pink below zero, white at zero, green above; for colour photos the "
    "brightness of the response.",
}


def draw(photo: Photo, *, grey: bool) -> None:
    """Draw the filter chosen, on this photo."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = controls.named_filter()
        border = controls.border()
        mode = controls.value_rule(chosen.name, "signed" if chosen.signed else "clip")
        settings = controls.settings(chosen)
    kernels = chosen.kernels(**settings)
    shown = cache.opened(photo, chosen.name, tuple(settings.items()), grey, border, mode)
    show_lens(
        Pair(cache.before(photo, grey), shown.picture, shown.opened.strongest),
        kernels,
        photo=f"{photo.digest} {grey}",
        colour=not grey,
        border=border,
        rule=BECOMES[mode],
        key="lens",
    )
    st.markdown(f"{chosen.finds} *{chosen.source}.*")
    describe(chosen.title, kernels, shown.opened)
    show.in_pytorch(pytorch_snippet(kernels, grey=grey, border=border, mode=mode))
    st.download_button(
        "This picture (PNG)",
        lambda: encode_photo(decode_photo(shown.picture)),
        file_name=f"{chosen.name}.png",
        mime="image/png",
        on_click="ignore",
        icon=":material/download:",
    )


def describe(title: str, kernels: Sequence[np.ndarray], opened: Opened) -> None:
    """Say what the kernels add up to and draw the spread of their responses.

    A kernel too large for the lens to write is drawn here.
    """
    with st.container(key="opened"):
        columns = st.columns([1] * len(kernels) + [2])
    for number, (column, kernel) in enumerate(zip(columns, kernels, strict=False)):
        axis = f" {'xy'[number]}" if len(kernels) > 1 else ""
        caption = f"Kernel{axis}: {sum_sentence(kernel)}."
        with column:
            if max(kernel.shape) <= WRITTEN:
                st.markdown(caption)
                continue
            show.figure(
                kernel_grid(kernel),
                caption=caption,
                alt=f"The kernel{axis} of {title} as a grid of numbers",
                key=f"kernel {number}",
                height=260,
            )
    with columns[-1]:
        show.figure(
            response_spread(opened),
            caption=spread_sentence(opened),
            alt="Histogram of the responses",
            key="spread",
            height=260,
        )
