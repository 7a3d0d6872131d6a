"""A board in plain lists: what the front end looks numbers up in; it computes none."""

import json
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from cnncore.convolution.family import DILATIONS, POOLINGS, STRIDES, Member, Unfit, product_table
from cnncore.convolution.noticing import notice
from cnncore.convolution.operation import pad_image
from cnncore.convolution.words import size_lines
from cnncore.convolution.worked import Setup

_CHANNELS = ("Red", "Green", "Blue")
_ROOM = 24  # cells of the longest axis: 12 pixels and 4 more on both sides, and some


def setting_key(setup: Setup) -> str:
    """Name a setting as the front end reads it off the inputs; what has no effect is left out.

    >>> setting_key(Setup(np.ones((1, 3, 3)), np.ones((1, 2, 2)), stride=2, flip=True))
    '0 2 1 zeros true none'
    """
    flip = "true" if setup.flip else "false"
    parts = [setup.padding, setup.stride, setup.dilation, setup.border, flip, setup.stage]
    if setup.stage in POOLINGS:
        parts += [setup.window, setup.window_stride]
    return " ".join(map(str, parts))


def grids_lists(setup: Setup) -> dict[str, object]:
    """List what image and kernel hold under every setting: products by channel, weight, pixel."""
    kernel_rows, kernel_cols = setup.kernel.shape[1:]
    weights = range(kernel_rows * kernel_cols)
    taps = [(row, col) for row in range(kernel_rows) for col in range(kernel_cols)]
    return {
        "names": ("Image",) if len(setup.image) == 1 else _CHANNELS,
        "image": _numbers(setup.image),
        "kernels": {
            "false": _numbers(setup.kernel),
            "true": _numbers(setup.kernel[:, ::-1, ::-1]),
        },
        "order": {"false": list(weights), "true": list(reversed(weights))},
        "products": _numbers(product_table(setup)),
        "bias": float(setup.bias),
        "taps": {str(gap): [[r * gap, c * gap] for r, c in taps] for gap in DILATIONS},
        "reach": {
            str(gap): [(kernel_rows - 1) * gap + 1, (kernel_cols - 1) * gap + 1]
            for gap in DILATIONS
        },
        "corners": {str(step): list(range(0, _ROOM, step)) for step in STRIDES},
    }


def member_lists(member: Member | Unfit) -> dict[str, object]:
    """List the results of one setting; `rows` and `cols` say which pixel a padded cell shows.

    -1 is a padding cell of zero.
    """
    if isinstance(member, Unfit):
        error = member.error
        return {"unfit": [f"This needs {error.expected}; it got {error.got}.", error.todo]}
    setup = member.setup
    (height, width), (above, beside) = setup.image.shape[1:], member.margins
    pooled, note = member.pooled, member.note
    lists = {
        "rows": _source(height, above, setup.border),
        "cols": _source(width, beside, setup.border),
        "inside": [above[0], beside[0], height, width],
        "map": _numbers(member.map),
        "sums": _numbers(member.sums) if len(member.sums) > 1 else None,
        "other": _optional(member.other),
        "rectified": _optional(member.rectified),
        "pooled": pooled and _numbers(pooled.values),
        "winners": pooled and _optional(pooled.winners),
        "note": note and [f"This needs {note.expected}; it got {note.got}.", note.todo],
        "notice": notice(member),
        "size": size_lines(setup),
    }
    return {name: value for name, value in lists.items() if value is not None}


def members_text(members: Iterable[Member | Unfit], most: int) -> tuple[str, bool]:
    """Write members as JSON, by their keys, up to `most` characters; tell whether all fitted."""
    pieces: list[str] = []
    length = 2
    for member in members:
        lists = json.dumps(member_lists(member), separators=(",", ":"), ensure_ascii=False)
        piece = f'"{setting_key(member.setup)}":{lists}'
        length += len(piece) + 1
        if length > most:
            return "{" + ",".join(pieces) + "}", False
        pieces.append(piece)
    return "{" + ",".join(pieces) + "}", True


@lru_cache(maxsize=1024)
def _source(size: int, pads: tuple[int, int], border: str) -> list[int]:
    pixels = np.arange(1, size + 1)[None]
    return (pad_image(pixels, ((0, 0), pads), border)[0] - 1).tolist()


def _numbers(values: np.ndarray) -> list:
    """Round away what is only the computer's: 0.1 + 0.2 is 0.3 on a board."""
    rounded = np.round(values, 9)
    whole = rounded.astype(np.int64)
    return (whole if np.array_equal(whole, rounded) else rounded).tolist()


def _optional(values: np.ndarray | None) -> list | None:
    return None if values is None else _numbers(values)
