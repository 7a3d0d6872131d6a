"""Ink on paper: find it whatever the colours, thin it to its centre line, part it in pieces."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from cnncore.errors import InputError

FAINTEST = 24 / 255  # less contrast than this is paper
SOLID = 0.35  # the share of the strongest ink that counts as ink
LARGEST = 640  # longest side that is looked at, in pixels


@dataclass(frozen=True)
class Piece:
    """One connected piece of ink: its pixel count and its box, bottom and right not included."""

    area: int
    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Rows from the top of the box to its bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Columns from the left of the box to its right."""
        return self.right - self.left


def find_ink(rgba: np.ndarray) -> np.ndarray:
    """Return how much ink each pixel holds, float32 (H, W) in 0..1, 0 where there is only paper.

    `rgba` is uint8 (H, W, 4), row 0 on top. Where most of the border is transparent, opacity is
    ink; otherwise paper is the border's commonest colour and ink is the distance from it.

    >>> page = np.zeros((9, 9, 4), np.uint8)
    >>> page[4, 4] = (200, 10, 10, 255)
    >>> find_ink(page).sum()
    np.float32(1.0)
    """
    rgba = _checked(rgba)
    border = np.concatenate([rgba[0], rgba[-1], rgba[:, 0], rgba[:, -1]])
    if np.median(border[:, 3]) < 128:
        ink = rgba[..., 3] / np.float32(255)
    else:
        colours = rgba[..., :3] * np.float32(1 / 255)
        if rgba[..., 3].min() < 255:  # what shines through is white
            shade = rgba[..., 3:] * np.float32(1 / 255)
            colours = colours * shade + (1 - shade)
        away = colours - _paper(border)
        ink = np.sqrt(np.einsum("hwc,hwc->hw", away, away) / 3)
    most = float(ink.max())
    if most < FAINTEST:
        return np.zeros(ink.shape, np.float32)
    return (ink * (ink > 0.1 * most) / most).astype(np.float32)


def _checked(rgba: np.ndarray) -> np.ndarray:
    array = np.asarray(rgba)
    good = array.ndim == 3 and array.shape[2] == 4 and array.dtype == np.uint8
    if not good or array.size == 0:
        raise InputError(
            "a drawing as uint8 of shape (H, W, 4), red, green, blue and opacity",
            f"{array.dtype} of shape {array.shape}",
            "Pass the canvas's image data.",
        )
    longest = max(array.shape[:2])
    if longest > LARGEST:
        scale = LARGEST / longest
        size = [max(1, round(side * scale)) for side in array.shape[1::-1]]
        array = np.asarray(Image.fromarray(array).resize(size, Image.Resampling.BOX))
    return array


def _paper(border: np.ndarray) -> np.ndarray:
    """Return the commonest colour of the border as floats, looked up in 4,096 coarse bins."""
    coarse = (border[:, :3] >> 4).astype(np.int32) @ np.array([256, 16, 1])
    commonest = np.bincount(coarse, minlength=4096).argmax()
    return border[coarse == commonest, :3].mean(axis=0, dtype=np.float32) / np.float32(255)


def to_bytes(ink: np.ndarray) -> np.ndarray:
    """Return ink in 0..1 as MNIST's 256 shades, uint8 of the same shape.

    >>> to_bytes(np.array([-1.0, 0.5, 1.0])).tolist()
    [0, 128, 255]
    """
    return np.rint(ink.clip(0, 1) * 255).astype(np.uint8)


def square_sums(values: np.ndarray, side: int) -> np.ndarray:
    """Add up every square of this side, by summed areas: (H, W) to (H - side + 1, W - side + 1).

    >>> square_sums(np.ones((3, 4)), 2).tolist()
    [[4.0, 4.0, 4.0], [4.0, 4.0, 4.0]]
    """
    sums = np.pad(values.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    return sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]


def ink_box(mask: np.ndarray) -> tuple[int, int, int, int] | None:
    """Return (top, left, bottom, right) around the True pixels, the last two not included.

    >>> ink_box(np.eye(4, dtype=bool)[:, :2])
    (0, 0, 2, 2)
    """
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        return None
    return int(rows[0]), int(cols[0]), int(rows[-1]) + 1, int(cols[-1]) + 1


def thin(mask: np.ndarray) -> np.ndarray:
    """Thin strokes to lines one pixel wide, bool (..., H, W): one picture or many at once.

    Zhang and Suen, "A fast parallel algorithm for thinning digital patterns", CACM 27 (1984).

    >>> thin(np.pad(np.ones((3, 7), bool), 2)).sum(axis=0).max()
    np.int64(1)
    """
    lines = np.pad(mask, [(0, 0)] * (mask.ndim - 2) + [(1, 1)] * 2).astype(np.uint8)
    flat = lines.reshape(-1)
    ink = np.flatnonzero(flat)
    ring = [row * lines.shape[-1] + col for row, col in _RING]
    changed = True
    while changed:
        changed = False
        for table in _THINNING:
            gone = table[_neighbours(flat, ink, ring)]
            if gone.any():
                flat[ink[gone]] = 0
                ink = ink[~gone]
                changed = True
    return lines[..., 1:-1, 1:-1].astype(bool)


_RING = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


def _neighbours(flat: np.ndarray, places: np.ndarray, ring: list[int]) -> np.ndarray:
    """Return the eight neighbours of each place as the bits of one number, from the top on."""
    code = np.zeros(len(places), np.uint8)
    for bit, away in enumerate(ring):
        code |= flat[places + away] << bit
    return code


def _thinning_tables() -> tuple[np.ndarray, np.ndarray]:
    """Return, for the two half-steps, which of the 256 neighbourhoods let a pixel go."""
    bits = (np.arange(256)[:, None] >> np.arange(8)) & 1
    count = bits.sum(axis=1)
    rises = ((bits == 0) & (np.roll(bits, -1, axis=1) == 1)).sum(axis=1)
    free = (count >= 2) & (count <= 6) & (rises == 1)
    up, right, down, left = (bits[:, place].astype(bool) for place in (0, 2, 4, 6))
    first = free & ~(up & right & down) & ~(right & down & left)
    second = free & ~(up & right & left) & ~(up & down & left)
    return first, second


_THINNING = _thinning_tables()


def pieces(mask: np.ndarray, least: int = 1) -> tuple[np.ndarray, list[Piece]]:
    """Label the connected pieces of a mask that have at least `least` pixels (touching corners
    count as connected).

    Return the labels, int32 (H, W) with 0 for paper and n for the n-th of the list.

    >>> labels, found = pieces(np.array([[1, 0, 0], [0, 1, 0], [0, 0, 0], [1, 1, 0]], bool))
    >>> [piece.area for piece in found], labels[3].tolist()
    ([2, 2], [2, 2, 0])
    """
    from scipy import ndimage  # scipy takes half a second

    labels, _ = ndimage.label(mask, np.ones((3, 3)))
    areas = np.bincount(labels.ravel())
    large = areas >= least
    large[0] = False
    labels = np.where(large, large.cumsum(), 0).astype(np.int32)[labels]
    areas = areas[large].tolist()
    boxes = ndimage.find_objects(labels)
    return labels, [
        Piece(area, rows.start, cols.start, rows.stop, cols.stop)
        for area, (rows, cols) in zip(areas, boxes, strict=True)
    ]
