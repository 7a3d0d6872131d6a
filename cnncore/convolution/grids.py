"""Small grids of numbers: their short text form, and the named ones to start from."""

import math
import re
from functools import lru_cache

import numpy as np

from cnncore.errors import InputError

LARGEST = 999
_TAKES = f"a number from −{LARGEST} to {LARGEST}"


def parse_number(text: str) -> float:
    """Read one cell; a comma or a point before decimals, at most three of which are kept.

    Raise `InputError` for what is no number, not finite, or beyond ±999.

    >>> parse_number("−1,5"), parse_number("0.12345")
    (-1.5, 0.123)
    """
    try:
        number = float(text.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        got = "an empty cell" if not text.strip() else f"“{text.strip():.20}”"
        raise InputError(_TAKES, got, "Type digits, such as 2 or −0.5.") from None
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise InputError(_TAKES, f"“{text.strip():.20}”", "Type a smaller number.")
    return round(number, 3) + 0.0


def parse_row(text: str) -> list[float]:
    """Read one row: numbers between blanks, commas, semicolons or tabs, or digits side by side.

    >>> parse_row("1 0 −2"), parse_row("101"), parse_row("0.5,2")
    ([1.0, 0.0, -2.0], [1.0, 0.0, 1.0], [0.5, 2.0])
    """
    text = text.strip()
    if re.fullmatch(r"\d{2,}", text):
        return [float(digit) for digit in text]
    return [parse_number(part) for part in re.split(r"\s*[;,\t]\s*|\s+", text)]


def parse_grid(text: str, *, least: int = 1, most: int = 12) -> np.ndarray:
    """Read a grid, or one for each of three channels, as float64 (C, H, W).

    Rows end at `_` or a line break, channels at `__` or an empty line; rows are read by
    `parse_row`. Raise `InputError` for unequal rows, for sizes outside `least` to `most`, and
    for other than one or three channels.

    >>> parse_grid("101_010").tolist()
    [[[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]]]
    >>> parse_grid("1 -2.5_0 3__00_00__11_11").shape
    (3, 2, 2)
    """
    lines = text.strip().replace("\r", "").replace("_", "\n")
    blocks = [block for block in re.split(r"\n[ \t]*\n", lines) if block.strip()]
    grids = [[parse_row(line) for line in block.strip("\n").split("\n")] for block in blocks]
    if len(grids) not in (1, 3):
        raise InputError("one grid, or three for three channels", f"{len(grids)}", "Check it.")
    height, width = len(grids[0]), len(grids[0][0])
    for grid in grids:
        for number, row in enumerate(grid, start=1):
            if len(row) != width:
                raise InputError(
                    f"{width} numbers in every row",
                    f"{len(row)} in row {number}",
                    "Give every row as many numbers as the first.",
                )
        if len(grid) != height:
            raise InputError(
                f"{height} rows in every channel", f"{len(grid)}", "Make the channels equal."
            )
    if not (least <= height <= most and least <= width <= most):
        raise InputError(
            f"{least} to {most} rows and columns", f"{height} × {width}", "Change the size."
        )
    return np.array(grids)


def format_grid(grid: np.ndarray) -> str:
    """Write a grid (H, W) or (C, H, W) as the text that `parse_grid` reads back.

    >>> format_grid(np.array([[1, 0], [0, 1]])), format_grid(np.array([[0.5, -2]]))
    ('10_01', '0.5 -2')
    """
    grid = np.asarray(grid, dtype=float)
    grid = grid[None] if grid.ndim == 2 else grid
    digits = grid.shape[2] > 1 and bool(((grid >= 0) & (grid <= 9) & (grid == grid.round())).all())
    joint = "" if digits else " "
    return "__".join("_".join(joint.join(f"{v:g}" for v in row) for row in one) for one in grid)


ARTICLE_IMAGE = "10100_01101_00110_10011_01011"
ARTICLE_KERNEL = "101_010_101"

# A 7 from MNIST (bundled digits, LeCun, Cortes and Burges) as `digit_grid` writes it.
_SEVEN = (
    "000000000000_000000000000_000000000000_000001345100_000268649400_000341186000_"
    "000001870000_000017600000_000077000000_000571000000_000320000000_000000000000"
)

IMAGES = (
    "The article's",
    "Vertical edge",
    "Corner",
    "Gradient",
    "Checkerboard",
    "Impulse",
    "A real digit",
    "Random",
)


def image_named(name: str, height: int = 5, width: int = 5, seed: int = 1) -> np.ndarray:
    """Draw one of `IMAGES` as float64 (height, width); the article's is 5 × 5, the digit 12 × 12.

    >>> image_named("Impulse", 3, 3).tolist()
    [[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    rows, cols = np.mgrid[:height, :width].astype(float)
    right, low = cols >= width // 2, rows >= height // 2
    drawn = {
        "Vertical edge": right,
        "Corner": right & low,
        "Gradient": cols,
        "Checkerboard": (rows + cols + 1) % 2,
        "Impulse": (rows == height // 2) & (cols == width // 2),
        "Random": np.random.default_rng(seed).integers(0, 10, (height, width)),
    }
    if name == "The article's":
        return parse_grid(ARTICLE_IMAGE)[0]
    if name == "A real digit":
        return parse_grid(_SEVEN)[0]
    if name not in drawn:
        raise InputError(f"one of {', '.join(IMAGES)}", repr(name), "Choose one of these.")
    return drawn[name].astype(float)


def digit_grid(digit: np.ndarray) -> np.ndarray:
    """Write a digit, (28, 28) in 0..1, as a grid (12, 12) of whole numbers from 0 to 9.

    The middle 24 × 24 pixels, means of 2 × 2, in ninths of the brightest; a blank one is all 0.

    >>> digit_grid(np.eye(28))[:2, :2].tolist()
    [[9.0, 0.0], [0.0, 9.0]]
    """
    means = digit[2:26, 2:26].reshape(12, 2, 12, 2).mean(axis=(1, 3))
    return np.round(9 * means / max(float(means.max()), 1e-9))


# Not flipped: a positive answer where the right (or lower) side is the larger.
# Sobel: Sobel and Feldman 1968; Laplacian: the four-neighbour second difference.
KERNELS = {
    "The article's cross": ARTICLE_KERNEL,
    "Identity": "000_010_000",
    "Sobel, vertical": "-1 0 1_-2 0 2_-1 0 1",
    "Sobel, horizontal": "-1 -2 -1_0 0 0_1 2 1",
    "Laplacian": "0 1 0_1 -4 1_0 1 0",
    "Sharpen": "0 -1 0_-1 5 -1_0 -1 0",
    "Sum of nine": "111_111_111",
    "Blur, 5 × 5": "12321_24642_36963_24642_12321",
    "Shift left": "000_001_000",
    "Difference, 1 × 2": "-1 1",
}


SEEDS = range(1, 21)


def image_name(image: np.ndarray) -> str | None:
    """Return which of `IMAGES` this (H, W) is, None for any other.

    >>> image_name(image_named("Corner", 4, 6)), image_name(np.full((3, 3), 7.0))
    ('Corner', None)
    """
    return _image_names(image.shape).get(format_grid(image))


@lru_cache(maxsize=144)
def _image_names(shape: tuple[int, int]) -> dict[str, str]:
    drawn = [(image_named("Random", *shape, seed), "Random") for seed in SEEDS]
    drawn += [(image_named(name, *shape), name) for name in reversed(IMAGES[:-1])]
    return {format_grid(image): name for image, name in drawn}


def kernel_name(kernel: np.ndarray) -> str | None:
    """Return which of `KERNELS` this (kh, kw) is, None for any other.

    >>> kernel_name(np.array([[-1.0, 1.0]]))
    'Difference, 1 × 2'
    """
    return _KERNEL_NAMES.get(format_grid(kernel))


_KERNEL_NAMES = {format_grid(parse_grid(text)): name for name, text in KERNELS.items()}


def resized(grid: np.ndarray, height: int, width: int) -> np.ndarray:
    """Cut the last two axes on the right and below to height × width, or fill up with zeros.

    >>> resized(np.array([[1.0, 2.0]]), 2, 1).tolist()
    [[1.0], [0.0]]
    """
    cut = grid[..., :height, :width]
    missing = [(0, 0)] * (grid.ndim - 2)
    missing += [(0, height - cut.shape[-2]), (0, width - cut.shape[-1])]
    return np.pad(cut, missing)
