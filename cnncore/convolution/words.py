"""What is said about a convolution: which step fails, what a repair does."""

from dataclasses import replace

import numpy as np

from cnncore.convolution.misfits import Repair, misfit_of
from cnncore.convolution.size import AxisSize, axis_sizes, coverage
from cnncore.convolution.worked import Setup

STEP_NAMES = {
    "read": "Read the settings",
    "pad": "Surround the image with padding",
    "lay": "Lay the kernel on the first patch",
    "slide": "Multiply, add, slide on",
}

EXAMPLE_NAMES = {
    "kernel": "A kernel larger than the image",
    "dilation": "A dilated kernel that reaches too far",
    "mirror": "A mirror wider than the image",
    "same": "“same” with a stride",
}

_REPAIRS = {
    "stride": "Set the stride to {}",
    "valid": "Use “valid”: no padding",
    "padding": "Set the padding to {}",
    "border": "Fill with {} instead",
    "dilation": "Set the dilation to {}",
    "kernel": "Cut the kernel to {}",
    "image": "Enlarge the image to {}",
    "plain-kernel": "Take the first settings and a smaller kernel",
    "plain-image": "Take the first settings and a larger image",
}


def repair_label(repair: Repair) -> str:
    """Say on a button what a repair does.

    >>> from cnncore.convolution.worked import Setup
    >>> repair_label(Repair("kernel", Setup(np.ones((1, 3, 3)), np.ones((1, 2, 3))), (2, 3)))
    'Cut the kernel to 2 × 3'
    """
    to = " × ".join(map(str, repair.to)) if isinstance(repair.to, tuple) else repair.to
    return _REPAIRS[repair.kind].format(to)


def size_lines(setup: Setup) -> list[str]:
    """Write the size formula with its numbers, once where rows and columns agree.

    >>> size_lines(Setup(np.ones((1, 5, 5)), np.ones((1, 3, 3)), padding=1, stride=2))
    ['Rows and columns: ⌊(5 + 2·1 − 1·(3 − 1) − 1) ÷ 2⌋ + 1 = 3']
    """
    rows, cols = axis_sizes(setup)
    if rows == cols:
        return [f"Rows and columns: {_size(rows)}"]
    return [f"Rows: {_size(rows)}", f"Columns: {_size(cols)}"]


def left_over_sentence(setup: Setup) -> str:
    """Say what rounding down drops at the end of the rows and the columns, as HTML.

    >>> left_over_sentence(Setup(np.ones((1, 6, 5)), np.ones((1, 3, 3)), stride=2))[:43]
    '⌊ ⌋ rounds down: <b>1 row</b> of 6 is left '
    """
    rows, cols = axis_sizes(setup)
    left = [
        f"<b>{axis.left_over} {word}{'s' if axis.left_over > 1 else ''}</b> of {axis.padded}"
        for word, axis in (("row", rows), ("column", cols))
        if axis.left_over
    ]
    if not left:
        return (
            "⌊ ⌋ rounds down. Here the window ends exactly on the last row and the last column: "
            "nothing is left over."
        )
    one = len(left) == 1 and max(rows.left_over, cols.left_over) == 1
    return (
        f"⌊ ⌋ rounds down: {' and '.join(left)} {'is' if one else 'are'} left over at the end, "
        f"too few for another step of {setup.stride}. The Coverage tab shows where."
    )


def coverage_sentences(setup: Setup) -> list[str]:
    """Say how often corner and middle are used, what padding does to that, what is never used.

    >>> coverage_sentences(Setup(np.ones((1, 3, 3)), np.ones((1, 3, 3))))[0][:40]
    'The corner pixel counts for **1 cell** o'
    """
    pixels = _on_the_image(setup)
    corner, most = int(pixels[0, 0]), int(pixels.max())
    told = [
        f"The corner pixel counts for **{_cells(corner)}** of the map, the pixels used most for "
        f"**{most}**. {_padding(setup, corner)}"
    ]
    if unused := int((pixels == 0).sum()):
        told.append(
            f"**{unused} of {pixels.size} pixels** (hatched) are never looked at: the window "
            "steps over them, or the last step does not reach them."
        )
    return told


def _on_the_image(setup: Setup) -> np.ndarray:
    rows, cols = axis_sizes(setup)
    counts = coverage(setup)
    return counts[rows.before :, cols.before :][: rows.size, : cols.size]


def _padding(setup: Setup, corner: int) -> str:
    without = replace(setup, padding=0)
    if setup.padding in (0, "valid"):
        wider = replace(setup, padding=1)
        if misfit_of(wider):
            return "Padding exists so that the edge counts, too."
        padded = int(_on_the_image(wider)[0, 0])
        return (
            "Padding exists so that the edge counts, too: with a padding of 1 the corner would be "
            f"used by {_cells(padded)}."
        )
    if misfit_of(without):
        return "Without the padding this kernel would not fit at all."
    before = int(_on_the_image(without)[0, 0])
    if before >= corner:
        return f"Without the padding, too, the corner would be used by {_cells(before)}."
    return (
        "That is why padding exists: without it the corner would be used by "
        f"{_cells(before)}, not {corner}."
    )


def _cells(number: int) -> str:
    return f"{number} cell{'' if number == 1 else 's'}"


def _size(axis: AxisSize) -> str:
    even = axis.before == axis.after
    padding = f"2·{axis.before}" if even else f"({axis.before} + {axis.after})"
    upper = f"{axis.size} + {padding} − {axis.dilation}·({axis.kernel} − 1) − 1"
    return f"⌊({upper}) ÷ {axis.stride}⌋ + 1 = {axis.result}"
