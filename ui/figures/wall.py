"""Many small drawings on one sheet."""

import math

import numpy as np


def wall_image(images: np.ndarray, *, across: int = 12) -> np.ndarray:
    """Lay drawings (N, 28, 28) uint8 (ink 255) out in rows, as dark ink on white paper.

    Returns uint8 (rows·30, across·30): two pixels of paper between neighbours.
    """
    down = max(1, math.ceil(len(images) / across))
    sheet = np.zeros((down * across, 30, 30), np.uint8)
    sheet[: len(images), 1:-1, 1:-1] = images
    rows = sheet.reshape(down, across, 30, 30).swapaxes(1, 2)
    return 255 - rows.reshape(down * 30, across * 30)
