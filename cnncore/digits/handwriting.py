"""A photo of handwriting, cut into digits: uneven light evened out, pieces put in reading order."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from cnncore.digits.ink import pieces, square_sums
from cnncore.errors import InputError

MOST = 40  # digits taken from one photo
_LONGEST = 800  # pixels, enough for a page of digits
_LIGHT = 24  # the light is followed over a 24th of the photo


@dataclass(frozen=True)
class Cut:
    """One digit of a photo: its box (top, left, bottom, right) in the photo and its ink as RGBA."""

    box: tuple[int, int, int, int]
    rgba: np.ndarray


def cut_digits(photo: np.ndarray) -> list[Cut]:
    """Cut a photo, uint8 (H, W, 3), into digits in reading order, at most `MOST`.

    Dark pen on light paper or chalk on a board; shadows are evened out. The ink of each is
    its opacity, ready for `prepare_drawing`. Raise `InputError` for another shape or type.

    >>> page = np.full((60, 100, 3), 230, np.uint8)
    >>> page[10:50, 20:26] = page[10:50, 70:76] = 30
    >>> [cut.box for cut in cut_digits(page)]
    [(10, 20, 50, 26), (10, 70, 50, 76)]
    """
    array = np.asarray(photo)
    if array.ndim != 3 or array.shape[2] != 3 or array.dtype != np.uint8 or min(array.shape) == 0:
        raise InputError(
            "a photo as uint8 of shape (H, W, 3)",
            f"{array.dtype} {array.shape}",
            "Decode it first.",
        )
    scale = min(1.0, _LONGEST / max(array.shape[:2]))
    size = [max(1, round(side * scale)) for side in array.shape[1::-1]]
    grey = np.asarray(Image.fromarray(array).convert("L").resize(size, Image.Resampling.BOX))
    ink = _even_ink(grey.astype(np.float32) / 255)
    mask = ink > 0.5
    groups = _merged(_digit_like(mask))
    labels = pieces(mask)[0]
    cuts = []
    for numbers, (top, left, bottom, right) in _reading_order(groups)[:MOST]:
        own = np.isin(labels[top:bottom, left:right], numbers)
        alpha = np.where(own, 255 * ink[top:bottom, left:right].clip(0, 1), 0)
        rgba = np.zeros((bottom - top + 2, right - left + 2, 4), np.uint8)
        rgba[1:-1, 1:-1, 3] = alpha
        box = tuple(round(edge / scale) for edge in (top, left, bottom, right))
        cuts.append(Cut(box, rgba))
    return cuts


def _even_ink(grey: np.ndarray) -> np.ndarray:
    """Return ink relative to the light around it: 0 paper, 0.5 the edge of ink, 1 full ink."""
    reach = max(grey.shape) // _LIGHT * 2 + 1
    light = _box_mean(grey, reach)
    away = light - grey
    if (away**3).mean() < 0:  # the strong departures are bright: chalk on a board
        away = -away
    strong = np.quantile(away, 0.995)
    if strong < 0.12:
        return np.zeros_like(grey)
    return away / strong


def _box_mean(grey: np.ndarray, reach: int) -> np.ndarray:
    """Average over squares of about `reach`."""
    half = max(reach // 2, 3)
    padded = np.pad(grey, half, mode="edge").astype(np.float64)
    side = 2 * half + 1
    return (square_sums(padded, side) / side**2).astype(np.float32)


def _digit_like(mask: np.ndarray) -> list[tuple[int, tuple[int, int, int, int]]]:
    """Return (number, box) of the pieces of ink that are no specks, rules or borders."""
    height, width = mask.shape
    found = [(number, piece) for number, piece in enumerate(pieces(mask)[1], start=1)]
    found = [
        (number, piece)
        for number, piece in found
        if piece.height < 0.98 * height and piece.width < 0.6 * width and piece.area > 4
    ]
    tallest = sorted((piece.height for _, piece in found), reverse=True)[:12]
    usual = float(np.median(tallest)) if tallest else 0.0
    return [
        (number, (piece.top, piece.left, piece.bottom, piece.right))
        for number, piece in found
        if max(piece.height, piece.width) > 0.2 * usual and piece.area > 0.004 * usual**2
    ]


def _merged(found: list) -> list[tuple[list[int], tuple[int, int, int, int]]]:
    """Join pieces whose columns overlap and whose rows nearly touch: a 5 and its hat."""
    groups = [([number], box) for number, box in found]
    joined = True
    while joined:
        joined = False
        for one in range(len(groups)):
            for two in range(one + 1, len(groups)):
                if _belong(groups[one][1], groups[two][1]):
                    numbers = groups[one][0] + groups[two][0]
                    groups[one] = (numbers, _around(groups[one][1], groups[two][1]))
                    del groups[two]
                    joined = True
                    break
            if joined:
                break
    tallest = max((box[2] - box[0] for _, box in groups), default=0)
    return [group for group in groups if group[1][2] - group[1][0] > 0.35 * tallest]


def _belong(one: tuple, other: tuple) -> bool:
    across = min(one[3], other[3]) - max(one[1], other[1])
    apart = max(one[0], other[0]) - min(one[2], other[2])
    narrow = min(one[3] - one[1], other[3] - other[1])
    tall = max(one[2] - one[0], other[2] - other[0])
    return across > 0.4 * narrow and apart < 0.15 * tall


def _around(one: tuple, other: tuple) -> tuple[int, int, int, int]:
    low = (min(one[0], other[0]), min(one[1], other[1]))
    return (*low, max(one[2], other[2]), max(one[3], other[3]))


def _reading_order(groups: list) -> list:
    """Sort into lines by overlapping rows, each from left to right."""
    lines: list[list] = []
    for group in sorted(groups, key=lambda group: group[1][0]):
        middle = (group[1][0] + group[1][2]) / 2
        line = next((row for row in lines if row[0][1][0] <= middle <= row[0][1][2]), None)
        lines.append([group]) if line is None else line.append(group)
    return [group for row in lines for group in sorted(row, key=lambda item: item[1][1])]
