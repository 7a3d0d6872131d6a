"""The kernel editor: a grid of numbers to type into or to paint."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import streamlit as st

from ui.figures import style
from ui.shared import session

_HERE = Path(__file__).parent
_editor = st.components.v2.component(
    "kernel_editor",
    html=(_HERE / "editor.html").read_text(),
    css=(_HERE / "editor.css").read_text(),
    js=(_HERE / "editor.js").read_text(),
)


def edit_kernel(kernel: np.ndarray, *, key: str, on_change: Callable[[str], None]) -> None:
    """Draw the kernel; call `on_change` with what was typed or painted, as kernel text."""

    def changed() -> None:
        text = session.reported(key, "kernel")
        if text:
            on_change(text)

    data = {"kernel": kernel.tolist(), "weights": style.stops(style.WEIGHTS)}
    _editor(key=key, data=data, on_kernel_change=changed)
