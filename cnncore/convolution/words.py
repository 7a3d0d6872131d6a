"""What is said about a convolution: what to notice, which step fails, what a repair does."""

import numpy as np

from cnncore.convolution.misfits import Repair
from cnncore.convolution.worked import Worked

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
    size = isinstance(repair.to, tuple)
    return _REPAIRS[repair.kind].format(" × ".join(map(str, repair.to)) if size else repair.to)


def notice(worked: Worked) -> str:
    """Say what is worth noticing on this board, with its numbers.

    >>> from cnncore.convolution.worked import Setup, work_out
    >>> notice(work_out(Setup(np.ones((1, 3, 3)), np.ones((1, 2, 2)))))[:31]
    'Every cell of the map is 4: thi'
    """
    row, col = np.unravel_index(worked.map.argmax(), worked.map.shape)
    most, cells = worked.map[row, col], worked.map.size
    first = (
        f"Every cell of the map is {most:g}: this kernel finds nothing here to tell apart."
        if np.ptp(worked.map) == 0
        else f"The map is largest, {most:g}, in row {row + 1}, column {col + 1}: "
        "there the patch answers the kernel most strongly."
    )
    weights = worked.weights.size
    same = "The same weight" if weights == 1 else f"The same {weights} weights"
    return f"{first} {same} made {'its one cell' if cells == 1 else f'all {cells} cells'}."
