"""The kernel editor: a grid of numbers to type into or to paint."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from ui.components.mount import component
from ui.figures import style
from ui.shared import session

_editor = component("kernel_editor", Path(__file__).parent)


def edit_kernel(kernel: np.ndarray, *, key: str, on_change: Callable[[str], None]) -> None:
    """Draw the kernel; call `on_change` with what was typed or painted, as kernel text."""

    def changed() -> None:
        text = session.reported(key, "kernel")
        if text:
            on_change(text)

    data = {"kernel": kernel.tolist(), "weights": style.stops(style.WEIGHTS)}
    _editor(key=key, data=data, on_kernel_change=changed)
