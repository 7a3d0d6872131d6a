"""A kernel over a whole photo: the exact response, and the rules that make it visible."""

import numpy as np
from numpy.typing import ArrayLike, DTypeLike
from PIL import Image

from cnncore.convolution.operation import BORDERS, pad_image
from cnncore.errors import InputError
from cnncore.filters.correlate import STRIP, Scratch, correlate_strip

MAX_KERNEL = 75
MODES = ("clip", "absolute", "rescale", "signed")

# Luma of ITU-R BT.601, as Pillow and OpenCV use it.
LUMA = np.array([0.299, 0.587, 0.114])


def to_grey(photo: np.ndarray) -> np.ndarray:
    """Return the brightness of a colour photo, (H, W) uint8, by ITU-R BT.601.

    >>> to_grey(np.array([[[255, 0, 0], [255, 255, 255]]], np.uint8)).tolist()
    [[76, 255]]
    """
    return np.asarray(Image.fromarray(photo).convert("L"))


def filter_response(
    photo: np.ndarray,
    kernel: np.ndarray,
    *,
    border: str = "reflect",
    dtype: DTypeLike = np.float64,
) -> np.ndarray:
    """Slide the kernel over every channel alike; return the unrounded response, photo's shape.

    `photo` is (H, W) or (H, W, C), `kernel` (kh, kw), not flipped. The photo is padded by the
    border rule (those of `convolve`) so that the size stays; an even kernel looks one further to
    the right and down, as PyTorch's `padding="same"` does. Agrees with `torch` and
    `scipy.ndimage.correlate` to 1e-6. Raise `InputError` where `check_kernel` does, and for a
    photo too small for the border rule.

    >>> filter_response(np.array([[0, 0, 9, 9]]), np.array([[-1, 0, 1]])).tolist()
    [[0.0, 9.0, 9.0, 0.0]]
    """
    photo, kernel = np.asarray(photo), check_kernel(kernel)
    flat, step = pad_photo(photo, kernel.shape, border)
    height, width = photo.shape[:2]
    out = np.empty((height, width * step), dtype)
    scratch = Scratch()
    for top in range(0, height, STRIP):
        rows = slice(top, min(top + STRIP, height))
        source = flat[rows.start : rows.stop + kernel.shape[0] - 1].astype(dtype)
        correlate_strip(source, kernel, step, out[rows], scratch)
    return out.reshape(photo.shape)


def apply_filter(
    photo: np.ndarray, kernel: np.ndarray, *, border: str = "reflect", mode: str = "clip"
) -> np.ndarray:
    """Filter a photo and bring the response back to uint8 by a value rule, see `render`.

    >>> photo = np.full((4, 4, 3), 100, np.uint8)
    >>> int(apply_filter(photo, np.array([[0, 0, 0], [0, 2, 0], [0, 0, 0]])).max())
    200
    """
    return render(filter_response(photo, kernel, border=border), mode)


def magnitude(responses: list[np.ndarray]) -> np.ndarray:
    """Join the responses of a filter: one stays as it is, two give √(x² + y²).

    >>> magnitude([np.array([3.0]), np.array([-4.0])]).tolist()
    [5.0]
    """
    if len(responses) == 1:
        return responses[0]
    x, y = responses
    total = x * x
    total += y * y
    return np.sqrt(total, out=total)


def render(response: np.ndarray, mode: str = "clip") -> np.ndarray:
    """Bring a response to uint8 0..255 by a value rule, rounding to the nearest whole number.

    "clip" cuts at 0 and 255; "absolute" drops the sign, then cuts; "rescale" stretches the least
    value to 0 and the greatest to 255 (a flat response becomes 128); "signed" puts zero at 128
    and scales the larger side to the end, for a diverging colour scale. Raise `InputError` for
    another mode.

    >>> values = np.array([-100.0, 0.0, 300.0])
    >>> [render(values, mode).tolist() for mode in MODES]
    [[0, 0, 255], [100, 0, 255], [0, 64, 255], [86, 128, 255]]
    """
    if mode == "clip":
        shown = response
    elif mode == "absolute":
        shown = np.abs(response)
    elif mode == "rescale":
        least, most = float(response.min()), float(response.max())
        span = most - least
        shown = (response - least) * (255 / span) if span > 1e-9 else np.full_like(response, 128)
    elif mode == "signed":
        largest = float(np.abs(response).max())
        shown = response * (127 / largest) + 128 if largest > 1e-9 else np.full_like(response, 128)
    else:
        raise InputError(f"a value rule of {', '.join(MODES)}", repr(mode), "Choose one of these.")
    return np.rint(np.clip(shown, 0, 255)).astype(np.uint8)


def check_kernel(kernel: ArrayLike) -> np.ndarray:
    """Return the kernel as float64 (kh, kw). Raise `InputError` unless it is a finite grid."""
    try:
        grid = np.asarray(kernel, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(
            "numbers in the kernel", f"{kernel!r:.60}", "Give a full grid of numbers."
        ) from None
    if grid.ndim != 2 or not 1 <= max(grid.shape) <= MAX_KERNEL or grid.size == 0:
        raise InputError(
            f"a kernel of 1 × 1 to {MAX_KERNEL} × {MAX_KERNEL}",
            f"shape {grid.shape}",
            "Reshape it.",
        )
    if not np.isfinite(grid).all():
        raise InputError("finite numbers in the kernel", "NaN or infinity", "Replace them.")
    return grid


def normalise(kernel: np.ndarray) -> np.ndarray:
    """Divide by the sum, so that a flat photo stays as bright. Raise `InputError` if it is zero.

    >>> normalise(np.ones((2, 2))).tolist()
    [[0.25, 0.25], [0.25, 0.25]]
    """
    grid = check_kernel(kernel)
    total = grid.sum()
    if abs(total) < 1e-9 * max(1.0, np.abs(grid).sum()):
        raise InputError(
            "a kernel whose numbers do not add up to zero",
            f"a sum of {total:g}",
            "An edge kernel adds up to zero on purpose; normalise only blurs.",
        )
    return grid / total


def compose(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return the one kernel that does what `first`, then `second` do (away from the border).

    Its size is kh1 + kh2 − 1 by kw1 + kw2 − 1: for correlations, the full convolution of the two.

    >>> compose(np.array([[1, 1]]), np.array([[1, 1]])).tolist()
    [[1.0, 2.0, 1.0]]
    """
    first, second = check_kernel(first), check_kernel(second)
    (h1, w1), (h2, w2) = first.shape, second.shape
    joined = np.zeros((h1 + h2 - 1, w1 + w2 - 1))
    for row, col in np.ndindex(h2, w2):
        joined[row : row + h1, col : col + w1] += second[row, col] * first
    return joined


def pad_photo(photo: np.ndarray, shape: tuple[int, int], border: str) -> tuple[np.ndarray, int]:
    """Return the padded photo as (H, W · C), where the next pixel is C numbers to the right."""
    if photo.ndim not in (2, 3) or photo.size == 0:
        raise InputError("a photo as (H, W) or (H, W, C)", f"shape {photo.shape}", "Reshape it.")
    rows, cols = shape[0] // 2, shape[1] // 2
    # One channel's shape is enough to learn whether the rule can be met.
    pad_image(np.empty((1, *photo.shape[:2]), np.bool_), (rows, cols), border)
    margins = [(rows, rows), (cols, cols), (0, 0)]
    padded = np.pad(photo if photo.ndim == 3 else photo[..., None], margins, mode=BORDERS[border])
    # An even kernel needs one row and column less before than after.
    padded = padded[1 - shape[0] % 2 :, 1 - shape[1] % 2 :]
    return np.ascontiguousarray(padded).reshape(len(padded), -1), padded.shape[2]
