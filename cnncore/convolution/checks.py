"""What a convolution takes: every number and array from outside is checked here, and only here."""

import math

import numpy as np

from cnncore.errors import InputError

Pair = int | tuple[int, int]
Margins = tuple[tuple[int, int], tuple[int, int]]  # (above, below), (left, right)

MOST_NUMBERS = 16_000_000  # in an image, a kernel, a padded image: 128 MB each
MOST_PRODUCTS = 2_000_000_000  # a second or two
MOST_STEP = 1_000_000_000  # pixels of a size, stride, padding or dilation


def require_finite_sums(image: np.ndarray, weights: np.ndarray, bias: float) -> None:
    """No sum of products can be larger than this bound, nor any part of it."""
    with np.errstate(over="ignore"):
        bound = np.abs(image).max() * np.abs(weights).sum() + abs(bias)
    if not np.isfinite(bound):
        raise InputError(
            "numbers whose products and sums stay below 1.8e308",
            f"an image up to {np.abs(image).max():.1e} and a kernel up to "
            f"{np.abs(weights).max():.1e}",
            "Choose smaller numbers.",
        )


def finite(name: str, values: object, dims: tuple[int, ...] = (2, 3)) -> np.ndarray:
    """Return real, finite numbers as float64; whatever else is given ends as an `InputError`."""
    try:
        array = np.asarray(values)
    except Exception as error:  # an array may come from any library, which raises as it likes
        why = f"{shown(values)} ({type(error).__name__})"
        todo = "Give a full grid of numbers; of a tensor that records gradients, its .detach()."
        raise InputError(f"numbers in the {name}", why, todo) from None
    if array.ndim not in dims or array.size == 0:
        shapes = "one number" if dims == (0,) else "shape (H, W) or (C, H, W), not empty"
        raise InputError(f"the {name} as {shapes}", f"shape {array.shape}", "Reshape it.")
    if array.size > MOST_NUMBERS:
        raise InputError(
            f"at most {MOST_NUMBERS:,} numbers in the {name}", f"{array.size:,}", "Cut it smaller."
        )
    return _real(name, array)


def _real(name: str, array: np.ndarray) -> np.ndarray:
    try:
        if array.dtype.kind not in "buifO":
            raise TypeError
        with np.errstate(over="ignore"):
            array = array.astype(np.float64)
    except (TypeError, ValueError, OverflowError):
        raise InputError(
            f"real numbers in the {name}",
            f"{shown(array.flat[0])} ({array.dtype})",
            "Give a full grid of numbers.",
        ) from None
    if not np.isfinite(array).all():
        raise InputError(
            f"finite numbers in the {name}", "NaN or infinity", "Replace them by numbers."
        )
    return array


def pair_of(name: str, value: object, least: int) -> tuple[int, int]:
    """Return one whole number, or two, as (row, col)."""
    pair = tuple(value) if isinstance(value, (tuple, list)) else (value, value)
    if len(pair) != 2:
        raise InputError(f"{name} as one number or (row, col)", shown(value), "Give one or two.")
    return whole(name, pair[0], least), whole(name, pair[1], least)


def whole(name: str, value: object, least: int) -> int:
    """Return a whole number as Python's own, which does not overflow."""
    is_bool = isinstance(value, bool)
    if isinstance(value, (int, np.integer)) and not is_bool and least <= value <= MOST_STEP:
        return int(value)
    raise InputError(
        f"{name} as a whole number from {least} to {MOST_STEP:,}", shown(value), "Choose another."
    )


def shown(value: object) -> str:
    """Write a value in a few letters, whatever it is."""
    try:
        return f"{value!r:.60}"
    except Exception:  # a number of 5,000 digits, an object of another's making
        return f"a {type(value).__name__}"


def require_room(size: int, kernel: int, pads: tuple[int, int], dilation: int) -> None:
    """Refuse a kernel that does not fit along one axis."""
    reach, padded = dilation * (kernel - 1) + 1, size + sum(pads)
    if reach > padded:
        raise InputError(
            "a kernel that fits in the padded image",
            f"a kernel reaching over {reach} (kernel {kernel}, dilation {dilation}) "
            f"and an image of {padded} (size {size}, padding {pads[0]} and {pads[1]})",
            "Choose a smaller kernel or dilation, "
            f"or a padding of {-(-(reach - size) // 2)} or more.",
        )


def require_memory(shape: tuple[int, ...], pads: Margins) -> None:
    """Refuse an image that padding makes too large."""
    if len(shape) < 2 or 0 in shape:
        raise InputError("an image of rows and columns", f"shape {shape}", "Reshape it.")
    height, width = (size + sum(pair) for size, pair in zip(shape[-2:], pads, strict=True))
    if math.prod(shape[:-2]) * height * width > MOST_NUMBERS:
        raise InputError(
            f"a padded image of at most {MOST_NUMBERS:,} numbers",
            f"{height:,} rows and {width:,} columns",
            "Choose less padding or a smaller image.",
        )


def require_time(products: int) -> None:
    """Refuse to multiply for minutes."""
    if products > MOST_PRODUCTS:
        raise InputError(
            f"at most {MOST_PRODUCTS:,} products",
            f"{products:,}",
            "Choose a smaller image or kernel, or a larger stride.",
        )
