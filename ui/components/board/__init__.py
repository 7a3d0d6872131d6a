"""The convolution board: grids to point at, play and edit; all its numbers come from here."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from cnncore.convolution.worked import Worked
from ui.components.mount import component
from ui.figures import style

_COLOURS = {
    "patch": style.PATCH,
    "kernel": style.KERNEL,
    "map": style.MAP,
    "negative": style.NEGATIVE,
    "negative-weight": style.NEGATIVE_WEIGHT,
    "bad": style.BAD,
}
_VARIABLES = "".join(f"--{name}: {colour};" for name, colour in _COLOURS.items())
_MOUNT = component("convolution_board", Path(__file__).parent, css=f".board {{{_VARIABLES}}}\n")

_CHANNELS = ("Red", "Green", "Blue")


def board(
    worked: Worked,
    *,
    key: str,
    problem: Mapping[str, object] | None = None,
) -> None:
    """Draw the board; cells that were changed are told in the next run, as `edit` of its state."""
    data = board_data(worked) | {"problem": problem}
    _MOUNT(key=key, data=data, on_edit_change=_announce)


def _announce() -> None:
    """Nothing to do: naming a callback is what lets the front end report."""


def board_data(worked: Worked) -> dict[str, object]:
    """Put into plain lists what the front end shows; it looks numbers up and computes none."""
    setup = worked.setup
    names = ("Image",) if len(worked.padded) == 1 else _CHANNELS
    height, width = worked.map.shape
    kernel_rows, kernel_cols = worked.weights.shape[1:]
    gap = setup.dilation
    return {
        "names": names,
        "images": _numbers(worked.padded),
        "kernels": _numbers(worked.weights),
        "inside": [worked.margins[0][0], worked.margins[1][0], *setup.image.shape[1:]],
        "taps": [[r * gap, c * gap] for r in range(kernel_rows) for c in range(kernel_cols)],
        "reach": [(kernel_rows - 1) * gap + 1, (kernel_cols - 1) * gap + 1],
        "corners": [
            [r * setup.stride for r in range(height)],
            [c * setup.stride for c in range(width)],
        ],
        "products": _numbers(worked.products),
        "sums": _numbers(worked.sums),
        "bias": float(setup.bias),
        "map": _numbers(worked.map),
        "flipped": setup.flip,
        "other": _numbers(worked.other) if setup.flip else None,
        "border": setup.border,
        "stage": setup.stage,
        "rectified": _optional(worked.rectified),
        "pooled": _optional(worked.pooled.values if worked.pooled else None),
        "winners": _optional(worked.pooled.winners if worked.pooled else None),
        "window": setup.window,
        "windowStride": setup.window_stride,
    }


def _numbers(values: np.ndarray) -> list:
    """Round away what is only the computer's: 0.1 + 0.2 is 0.3 on a board."""
    return np.round(values, 9).tolist()


def _optional(values: np.ndarray | None) -> list | None:
    return None if values is None else _numbers(values)
