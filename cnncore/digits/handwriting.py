"""A photo of handwriting, cut into digits: uneven light evened out, pieces put in reading order."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from cnncore.digits.ink import SOLID, Piece, find_ink, ink_box, pieces, square_sums
from cnncore.errors import InputError

MOST = 40  # digits taken from one photo
_LONGEST = 800  # pixels, enough for a page of digits
_LIGHT = 24  # the light is followed over a 24th of the photo
_SINGLE = 280  # pixels, enough for one digit
_SPECK = 5  # pixels that may be a piece of a digit, at least
_PIECES = 400  # looked at, the largest
_PARTS = 8  # pieces of one digit, at most
_STROKES = 4  # side by side in a row of a digit, at most, over all its rows on average


Box = tuple[int, int, int, int]  # top, left, bottom, right
Group = tuple[list[int], Box]  # the numbers of its pieces


@dataclass(frozen=True)
class Cut:
    """One digit of a photo: its box (top, left, bottom, right) in the photo and its ink as RGBA."""

    box: Box
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
    single = _single_digit(array)
    if single is not None:
        return [single]
    small, scale = _shrunk(array, _LONGEST)
    ink = _even_ink(np.asarray(small.convert("L"), np.float32) / 255)
    labels, found = pieces(ink > 0.5, _SPECK)
    cuts: list[Cut] = []
    for numbers, box in _reading_order(_merged(_digit_like(found, labels.shape))):
        own = np.isin(labels[box[0] : box[2], box[1] : box[3]], numbers)
        if len(numbers) <= _PARTS and _like_strokes(own):
            cuts.append(_cut(np.where(own, ink[box[0] : box[2], box[1] : box[3]], 0), box, scale))
        if len(cuts) == MOST:
            break
    return cuts


def _shrunk(photo: np.ndarray, longest: int) -> tuple[Image.Image, float]:
    scale = min(1.0, longest / max(photo.shape[:2]))
    size = [max(1, round(side * scale)) for side in photo.shape[1::-1]]
    return Image.fromarray(photo).resize(size, Image.Resampling.BOX), scale


def _cut(ink: np.ndarray, box: Box, scale: float) -> Cut:
    rgba = np.zeros((ink.shape[0] + 2, ink.shape[1] + 2, 4), np.uint8)
    rgba[1:-1, 1:-1, 3] = 255 * ink.clip(0, 1)
    top, left, bottom, right = (round(edge / scale) for edge in box)
    return Cut((top, left, bottom, right), rgba)


def _single_digit(photo: np.ndarray) -> Cut | None:
    """Return the digit of a picture that is filled by one: its strokes may be as wide as the
    reach over which light is evened out, so that its ink is what differs from its border."""
    small, scale = _shrunk(photo, _SINGLE)
    ink = find_ink(np.asarray(small.convert("RGBA")))
    mask = ink > SOLID
    box = ink_box(mask)
    border = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    if box is None or border.mean() > 0.1 or mask.mean() > 0.6:
        return None
    top, left, bottom, right = box
    found = pieces(mask, _SPECK)[1]
    if not found:
        return None
    main = max(found, key=lambda piece: piece.area)
    tall = max(main.height, 0.3 * mask.shape[0], 0.7 * (bottom - top))
    others = [piece for piece in found if piece.height > 0.5 * main.height and piece is not main]
    beside = [piece for piece in others if piece.left >= main.right or piece.right <= main.left]
    if main.height < tall or beside or right - left > 1.3 * (bottom - top):
        return None
    if len(found) > _PARTS or not _like_strokes(mask[top:bottom, left:right]):
        return None
    return _cut(ink[top:bottom, left:right], box, scale)


def _like_strokes(mask: np.ndarray) -> bool:
    """Say whether a row crosses no more strokes than a digit has: no grass, noise or print."""
    starts = mask[:, 1:] & ~mask[:, :-1]
    return bool(starts.sum() + mask[:, 0].sum() <= _STROKES * mask.shape[0])


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


def _digit_like(found: list[Piece], shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers (N,) and boxes (N, 4) of the pieces of ink that are no specks, rules or
    borders; of very many the largest."""
    height, width = shape
    kept = [
        (number, piece)
        for number, piece in enumerate(found, start=1)
        if piece.height < 0.98 * height and piece.width < 0.6 * width
    ]
    tallest = sorted((piece.height for _, piece in kept), reverse=True)[:12]
    usual = float(np.median(tallest)) if tallest else 0.0
    kept = [
        (number, piece)
        for number, piece in kept
        if max(piece.height, piece.width) > 0.2 * usual and piece.area > 0.004 * usual**2
    ]
    kept = sorted(kept, key=lambda item: -item[1].area)[:_PIECES]
    boxes = [(piece.top, piece.left, piece.bottom, piece.right) for _, piece in kept]
    return np.array([number for number, _ in kept], int), np.array(boxes, int).reshape(-1, 4)


def _merged(pieces: tuple[np.ndarray, np.ndarray]) -> list[Group]:
    """Join pieces whose columns overlap and whose rows nearly touch: a 5 and its hat."""
    from scipy.sparse.csgraph import connected_components  # scipy takes half a second

    numbers, boxes = pieces
    group_of = np.arange(len(boxes))
    while len(boxes):
        count, joined = connected_components(_belong(boxes))
        if count == len(boxes):
            break
        low = [boxes[joined == group, :2].min(axis=0) for group in range(count)]
        high = [boxes[joined == group, 2:].max(axis=0) for group in range(count)]
        boxes, group_of = np.hstack([low, high]), joined[group_of]
    heights = boxes[:, 2] - boxes[:, 0]
    return [
        (numbers[group_of == group].tolist(), tuple(boxes[group].tolist()))
        for group in range(len(boxes))
        if heights[group] > 0.35 * heights.max()
    ]


def _belong(boxes: np.ndarray) -> np.ndarray:
    """Say of every two boxes whether they are of one digit, bool (N, N)."""
    top, left, bottom, right = (boxes[:, edge, None] for edge in range(4))
    across = np.minimum(right, right.T) - np.maximum(left, left.T)
    apart = np.maximum(top, top.T) - np.minimum(bottom, bottom.T)
    narrow = np.minimum(right - left, (right - left).T)
    tall = np.maximum(bottom - top, (bottom - top).T)
    return (across > 0.4 * narrow) & (apart < 0.15 * tall)


def _reading_order(groups: list[Group]) -> list[Group]:
    """Sort into lines by overlapping rows, each from left to right."""
    lines: list[list[Group]] = []
    for group in sorted(groups, key=lambda group: group[1][0]):
        middle = (group[1][0] + group[1][2]) / 2
        line = next((row for row in lines if row[0][1][0] <= middle <= row[0][1][2]), None)
        lines.append([group]) if line is None else line.append(group)
    return [group for row in lines for group in sorted(row, key=lambda item: item[1][1])]
