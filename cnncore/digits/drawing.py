"""From a drawing to the digit a network knows: 28x28, made the way MNIST was made.

MNIST (LeCun, Cortes, Burges): ink fitted into 20x20 keeping its shape, with grey edges, then
placed in 28x28 so that the centre of mass is in the middle. Drawings differ from scanned
handwriting in one more way, the pen, so that strokes are also brought to MNIST's usual width.
"""

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from cnncore.digits.ink import SOLID, Piece, find_ink, ink_box, pieces, square_sums, thin, to_bytes
from cnncore.errors import InputError

SIZE = 28  # the network's input
BOX = 20  # where MNIST fits the ink
STROKE = 2.4  # width of the strokes made here, in pixels of the 28
STEPS = ("ink", "crop", "fit", "thickness", "centre")

_FINE = 8  # fine pixels per pixel while drawing
_WORK = 96  # longest side of the ink while it is thinned
_BLOB = 0.42  # a solid square wider than this share of the drawing is a blob, not a line


@dataclass(frozen=True)
class Drawing:
    """A drawing and every stage on its way to the network.

    `ink` (H, W), `cropped` (h, w), `fitted` (28, 28) and `even` (28, 28, strokes of even
    width) lead to `digit` (28, 28); all float32 in 0..1 with ink = 1. `box` is (top, left,
    bottom, right) of the ink. `content` is "blank", "full", "dot", "blob" or "strokes";
    `groups` counts the digits that seem to stand side by side; `width` is the stroke's width
    before it was evened, in pixels of the 28; `shift` is the last move (rows, columns).
    """

    ink: np.ndarray
    box: tuple[int, int, int, int] | None
    cropped: np.ndarray
    fitted: np.ndarray
    even: np.ndarray
    digit: np.ndarray
    content: str
    groups: int = 1
    width: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    skipped: frozenset[str] = field(default_factory=frozenset)


def prepare_drawing(rgba: np.ndarray, *, skip: frozenset[str] | set[str] = frozenset()) -> Drawing:
    """Turn a canvas, uint8 (H, W, 4), into the digit a network sees, keeping every stage.

    Steps named in `skip` (of `STEPS`) are left out: without "ink" bright counts as ink; without
    "crop" the whole canvas is used; without "fit" the crop is stretched over all 28x28; without
    "thickness" strokes stay as wide as drawn; without "centre" the box, not the centre of mass,
    is put in the middle. A blank canvas gives a blank digit. Raise `InputError` for another
    shape or type and for an unknown step.

    >>> canvas = np.zeros((280, 280, 4), np.uint8)
    >>> canvas[40:240, 130:150, 3] = 255
    >>> drawing = prepare_drawing(canvas)
    >>> drawing.content, drawing.digit.shape, drawing.box
    ('strokes', (28, 28), (40, 130, 240, 150))
    """
    unknown = set(skip) - set(STEPS)
    if unknown:
        raise InputError(
            f"steps of {', '.join(STEPS)}", ", ".join(sorted(unknown)), "Leave the others out."
        )
    ink = _brightness(rgba) if "ink" in skip else find_ink(rgba)
    return _prepared(ink, _without_specks(ink > SOLID), frozenset(skip))


def without_each_step(rgba: np.ndarray) -> dict[str, Drawing]:
    """Prepare a canvas once without each single step, looking for its ink only once."""
    ink = find_ink(rgba)
    mask = _without_specks(ink > SOLID)
    others = {step: _prepared(ink, mask, frozenset({step})) for step in STEPS if step != "ink"}
    return {"ink": prepare_drawing(rgba, skip={"ink"})} | others


def _prepared(ink: np.ndarray, mask: np.ndarray, skip: frozenset[str]) -> Drawing:
    box = ink_box(mask)
    if box is None:
        blank = np.zeros((SIZE, SIZE), np.float32)
        return Drawing(ink, None, ink, blank, blank, blank, "blank", 0, skipped=skip)
    area = (0, 0, *ink.shape) if "crop" in skip else box
    rows, cols = slice(area[0], area[2]), slice(area[1], area[3])
    cropped = np.where(mask[rows, cols] | (ink[rows, cols] <= SOLID), ink[rows, cols], 0)
    lines, width, solid = _centre_lines(mask[rows, cols])
    content = _content(mask, box, solid)
    fitted = even = _fitted(cropped, "fit" not in skip)
    if "thickness" not in skip and content == "strokes":
        even = _redrawn(lines, "fit" not in skip, "crop" not in skip)
    digit, shift = (even, (0.0, 0.0)) if "centre" in skip else _centred(even)
    scale = (BOX if "fit" not in skip else SIZE) / max(lines.shape)
    return Drawing(
        ink=ink,
        box=box,
        cropped=cropped,
        fitted=_coarse(fitted),
        even=_coarse(even),
        digit=_whole(_coarse(digit)),
        content=content,
        groups=_groups(mask[rows, cols]),
        width=width * scale,
        shift=shift,
        skipped=skip,
    )


def _brightness(rgba: np.ndarray) -> np.ndarray:
    """Return how bright each pixel is over white paper, the reading that looks for no ink."""
    find_ink(rgba)  # the same checks
    shade = rgba[..., 3] / np.float32(255)
    return rgba[..., :3].mean(axis=2, dtype=np.float32) / 255 * shade + (1 - shade)


def _without_specks(mask: np.ndarray) -> np.ndarray:
    """Drop what a resting finger or a grain of dust leaves beside the digit."""
    labels, found = pieces(mask)
    if len(found) < 2:
        return mask
    total = sum(piece.area for piece in found)
    longest = max(_side(piece) for piece in found)
    keep = [
        number
        for number, piece in enumerate(found, start=1)
        if piece.area >= 0.02 * total or _side(piece) >= 0.1 * longest
    ]
    return np.isin(labels, keep)


def _side(piece: Piece) -> int:
    return max(piece.height, piece.width)


def _centre_lines(mask: np.ndarray) -> tuple[np.ndarray, float, bool]:
    """Thin the ink on a grid of at most 96; return the lines, the pen's width on that grid, and
    whether the ink holds a solid square wider than any stroke."""
    scale = _WORK / max(mask.shape)
    picture = Image.fromarray(mask.astype(np.uint8) * 255)
    if 2 * mask.sum() < 3 / scale * _edges(mask):  # a thin pen would fall through the grid
        picture = picture.filter(ImageFilter.MaxFilter(2 * int(1 / scale) + 1))
    size = [max(1, round(side * scale)) for side in mask.shape[::-1]]
    coarse = np.asarray(picture.resize(size, Image.Resampling.BILINEAR)) > 127
    lines = thin(coarse)
    return lines, _pen_width(int(coarse.sum()), lines), _solid(coarse, round(_BLOB * _WORK))


def _solid(mask: np.ndarray, side: int) -> bool:
    """Say whether a square of this side fits into the ink."""
    return min(mask.shape) >= side and bool(square_sums(mask, side).max() == side * side)


def _edges(mask: np.ndarray) -> int:
    down, across = mask[1:] != mask[:-1], mask[:, 1:] != mask[:, :-1]
    return int(np.count_nonzero(down) + np.count_nonzero(across))


def _pen_width(area: int, lines: np.ndarray) -> float:
    """Solve area = length · width + π/4 · width² (round ends) for the width."""
    straight = np.count_nonzero(lines[1:] & lines[:-1])
    straight += np.count_nonzero(lines[:, 1:] & lines[:, :-1])
    length = straight + np.sqrt(2) * max(0, np.count_nonzero(lines) - 1 - straight)
    return float((np.sqrt(length**2 + np.pi * area) - length) / (np.pi / 2))


def _content(mask: np.ndarray, box: tuple[int, int, int, int], solid: bool) -> str:
    """Say what the ink is by its area, its box and whether it holds a solid square."""
    if mask.mean() > 0.8:
        return "full"
    height, width = box[2] - box[0], box[3] - box[1]
    compact = min(height, width) > 0.6 * max(height, width)
    if solid and compact:
        return "dot" if max(height, width) < 0.15 * max(mask.shape) else "blob"
    return "strokes"


def _groups(mask: np.ndarray) -> int:
    """Count the tall pieces of ink that stand side by side with paper between them."""
    tall = [piece for piece in pieces(mask)[1] if piece.height > 0.5 * mask.shape[0]]
    reach, count = -1, 0
    for piece in sorted(tall, key=lambda piece: piece.left):
        count += piece.left > reach
        reach = max(reach, piece.right)
    return max(1, count)


def _fitted(cropped: np.ndarray, keep_shape: bool) -> np.ndarray:
    """Bring the crop onto the fine grid, into the middle 20x20 or stretched over all 28x28."""
    full = SIZE * _FINE
    longest = BOX * _FINE / max(cropped.shape)
    sides = [max(1, round(side * longest)) if keep_shape else full for side in cropped.shape]
    picture = Image.fromarray((cropped * 255).astype(np.uint8))
    small = np.asarray(picture.resize(sides[::-1], Image.Resampling.BILINEAR))
    fine = np.zeros((full, full), np.float32)
    top, left = ((full - side) // 2 for side in sides)
    fine[top : top + sides[0], left : left + sides[1]] = small / np.float32(255)
    return fine


def _redrawn(lines: np.ndarray, keep_shape: bool, tight: bool) -> np.ndarray:
    """Draw the centre lines anew with a round pen of `STROKE`, on the fine grid."""
    points = np.argwhere(lines).astype(np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    if not tight:
        low, high = np.zeros(2), np.array(lines.shape) - 1.0
    room = (BOX if keep_shape else SIZE) - (STROKE if tight else 0)
    extent = np.maximum(high - low, 1e-9)
    scale = room * _FINE / (extent.max() if keep_shape else np.maximum(extent, 0.1 * extent.max()))
    middle = SIZE * _FINE / 2
    places = (points - (low + high) / 2) * scale + middle
    radius = STROKE * _FINE / 2
    canvas = Image.new("L", (SIZE * _FINE, SIZE * _FINE))
    pen = ImageDraw.Draw(canvas)
    for row, col in places:
        pen.ellipse((col - radius, row - radius, col + radius - 1, row + radius - 1), fill=255)
    return np.asarray(canvas) / np.float32(255)


def _centred(fine: np.ndarray) -> tuple[np.ndarray, tuple[float, float]]:
    """Move the centre of mass to the middle, as far as the ink stays inside; return the move."""
    total = fine.sum()
    box = ink_box(fine > 0)
    if box is None:
        return fine, (0.0, 0.0)
    moves = []
    for axis, (start, end) in enumerate(((box[0], box[2]), (box[1], box[3]))):
        mass = fine.sum(axis=1 - axis)
        wanted = (len(mass) - 1) / 2 - float(mass @ np.arange(len(mass))) / total
        moves.append(round(min(max(wanted, -start), len(mass) - end)))
    return np.roll(fine, moves, axis=(0, 1)), (moves[0] / _FINE, moves[1] / _FINE)


def _coarse(fine: np.ndarray) -> np.ndarray:
    return fine.reshape(SIZE, _FINE, SIZE, _FINE).mean(axis=(1, 3), dtype=np.float32)


def _whole(digit: np.ndarray) -> np.ndarray:
    """Round to MNIST's 256 shades, so that a link can carry the digit and lose nothing."""
    return to_bytes(digit) / np.float32(255)
