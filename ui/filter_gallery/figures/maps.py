"""Pictures of feature maps, and patches of a photo."""

import numpy as np

from ui.figures import style
from ui.figures.pictures import coloured


def map_picture(values: np.ndarray, *, signed: bool) -> np.ndarray:
    """Colour a feature map: signed ones about zero, others from black at zero to pale green."""
    largest = float(np.abs(values).max())
    if signed:
        return coloured(values, style.SIGNED, -largest, largest)
    return coloured(values, style.ACTIVATION, 0.0, largest)


def kernel_picture(kernel: np.ndarray) -> np.ndarray:
    """Colour a kernel on the scale of weights, zero in the middle; one pixel a number."""
    largest = float(np.abs(kernel).max())
    return coloured(kernel, style.WEIGHTS, -largest, largest)


def boxed(photo: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    """Draw the frame (top, left, bottom, right) on a copy of the photo, in the patch's blue."""
    top, left, bottom, right = box
    out = photo.copy()
    width = max(2, max(photo.shape[:2]) // 150)
    for grow, colour in ((width, "#ffffff"), (0, style.PATCH)):
        ink = np.array(style.stops([[0, colour]])[0][1], np.uint8)
        outer = slice(max(0, top - width - grow), bottom + width + grow)
        across = slice(max(0, left - width - grow), right + width + grow)
        inner = out[max(0, top) : bottom, max(0, left) : right].copy()
        out[outer, across] = ink
        out[max(0, top) : bottom, max(0, left) : right] = inner
    return out
