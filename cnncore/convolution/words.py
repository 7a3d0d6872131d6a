"""What is said about a convolution: which step fails, what a repair does."""

from cnncore.convolution.misfits import Repair
from cnncore.convolution.size import AxisSize, axis_sizes
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

    >>> import numpy as np
    >>> from cnncore.convolution.worked import Setup
    >>> repair_label(Repair("kernel", Setup(np.ones((1, 3, 3)), np.ones((1, 2, 3))), (2, 3)))
    'Cut the kernel to 2 × 3'
    """
    to = " × ".join(map(str, repair.to)) if isinstance(repair.to, tuple) else repair.to
    return _REPAIRS[repair.kind].format(to)


def size_lines(setup: Setup) -> list[str]:
    """Write the size formula with its numbers, once where rows and columns agree.

    >>> import numpy as np
    >>> size_lines(Setup(np.ones((1, 5, 5)), np.ones((1, 3, 3)), padding=1, stride=2))
    ['Rows and columns: ⌊(5 + 2·1 − 1·(3 − 1) − 1) ÷ 2⌋ + 1 = 3']
    """
    rows, cols = axis_sizes(setup)
    if rows == cols:
        return [f"Rows and columns: {_size(rows)}"]
    return [f"Rows: {_size(rows)}", f"Columns: {_size(cols)}"]


def _size(axis: AxisSize) -> str:
    even = axis.before == axis.after
    padding = f"2·{axis.before}" if even else f"({axis.before} + {axis.after})"
    upper = f"{axis.size} + {padding} − {axis.dilation}·({axis.kernel} − 1) − 1"
    return f"⌊({upper}) ÷ {axis.stride}⌋ + 1 = {axis.result}"
