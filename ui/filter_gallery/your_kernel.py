"""Your own kernel, 3 × 3 to 7 × 7: typed, painted or changed by button, live on the photo."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from cnncore.errors import InputError
from cnncore.filters.kernel_text import CHANGES, format_kernel, parse_kernel, resized_kernel
from cnncore.filters.snippet import pytorch_snippet
from cnncore.photos import Photo
from ui.components.kernel_editor import edit_kernel
from ui.components.lens import Pair, show_lens
from ui.filter_gallery import cache, controls
from ui.filter_gallery.one_filter import BECOMES, describe
from ui.shared import session, show


@dataclass(frozen=True)
class Typed:
    """The last kernel that could be read, as text, and what a button could not do to it."""

    good: str = "0,0,0;0,1,0;0,0,0"
    problem: InputError | None = None


_TYPED = session.Slot("own kernel", Typed)


def draw(photo: Photo, *, grey: bool) -> None:
    """Draw the editor and what its kernel does to the photo."""
    left, right = st.columns([2, 3])
    with right:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            border = controls.border()
            mode = controls.value_rule("own-kernel", "clip")
        result = st.container()
        kernel = _typed()
    with left:
        edit_kernel(kernel, key="kernel editor", on_change=_write)
        _buttons(kernel)
    text = format_kernel(kernel)
    shown = cache.own_opened(photo, text, grey, border, mode)
    with result:
        show_lens(
            Pair(cache.before(photo, grey), shown.picture, shown.opened.strongest),
            [kernel],
            photo=f"{photo.digest} {grey}",
            colour=not grey,
            border=border,
            rule=BECOMES[mode],
            key="own lens",
        )
    describe("your kernel", [kernel], shown.opened)
    show.in_pytorch(pytorch_snippet([kernel], grey=grey, border=border, mode=mode))


def _typed() -> np.ndarray:
    """Return the kernel typed; where it is wrong say so and go on with the last good one."""
    text = controls.kernel_text()
    problem = _TYPED.get().problem
    try:
        kernel = parse_kernel(text)
    except InputError as error:
        problem, kernel = error, parse_kernel(_TYPED.get().good)
    _TYPED.put(Typed(format_kernel(kernel)))
    if problem is not None:
        show.problem(problem)
    return kernel


def _buttons(kernel: np.ndarray) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        preset = controls.kernel_preset()
        copied = format_kernel(preset.kernels()[0])
        st.button("Copy", on_click=_write, args=(copied,))
    with st.container(horizontal=True):
        for name in CHANGES:
            st.button(name.capitalize(), on_click=_change, args=(kernel, name))
    with st.container(horizontal=True):
        for side in (3, 5, 7):
            st.button(
                f"{side} × {side}",
                width=80,
                disabled=kernel.shape == (side, side),
                on_click=lambda side=side: _write(format_kernel(resized_kernel(kernel, side))),
            )


def _change(kernel: np.ndarray, name: str) -> None:
    try:
        _write(format_kernel(CHANGES[name](kernel)))
    except InputError as problem:
        _TYPED.put(replace(_TYPED.get(), problem=problem))


def _write(text: str) -> None:
    session.choose(controls.OWN_KERNEL, text)
