"""Convolution as networks compute it: slide, multiply, add; in plain NumPy and float64."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnncore.convolution.checks import (
    Margins,
    Pair,
    finite,
    pair_of,
    require_finite_sums,
    require_memory,
    require_room,
    require_time,
    shown,
    whole,
)
from cnncore.errors import InputError

# torch's `padding_mode` -> NumPy's `np.pad` mode
BORDERS: dict[str, Literal["constant", "reflect", "edge", "wrap"]] = {
    "zeros": "constant",
    "reflect": "reflect",
    "replicate": "edge",
    "circular": "wrap",
}


class Sliding(TypedDict, total=False):
    """How a kernel slides: the keyword arguments of `convolve`."""

    bias: float
    stride: Pair
    padding: Pair | str
    dilation: Pair
    border: str
    flip: bool


@dataclass(frozen=True)
class ConvStep:
    """One stop of the window: what it saw, what it multiplied, what it wrote.

    `patch` and `products` have the kernel's shape, (kh, kw) or (C, kh, kw);
    `total` is the sum of the products plus the bias, the map's cell (row, col).
    """

    row: int
    col: int
    patch: np.ndarray
    products: np.ndarray
    total: float


def output_size(
    size: int, kernel: int, *, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """Count the places where the kernel fits along one axis.

    floor((size + 2·padding − dilation·(kernel − 1) − 1) / stride) + 1, as `torch.nn.Conv2d`
    documents it; all arguments are in pixels. Raise `InputError` when the kernel does not fit.

    >>> output_size(5, 3), output_size(5, 3, padding=1), output_size(28, 3, stride=2)
    (3, 5, 13)
    """
    size, kernel = whole("size", size, 1), whole("kernel", kernel, 1)
    stride, padding = whole("stride", stride, 1), whole("padding", padding, 0)
    dilation = whole("dilation", dilation, 1)
    reach = dilation * (kernel - 1) + 1
    require_room(size, kernel, (padding, padding), dilation)
    return (size + 2 * padding - reach) // stride + 1


def margins(
    padding: Pair | str, kernel: tuple[int, int], *, stride: Pair = 1, dilation: Pair = 1
) -> Margins:
    """Return the rows added above and below and the columns added left and right.

    `padding` is one number, (row, col), "valid" (none) or "same" (the map keeps the image's
    size, as in torch: an odd one more goes below and to the right; only for stride 1).

    >>> margins(1, (3, 3)), margins("same", (3, 4))
    (((1, 1), (1, 1)), ((1, 1), (1, 2)))
    """
    steps, gaps = pair_of("stride", stride, 1), pair_of("dilation", dilation, 1)
    return _around(padding, kernel, steps, gaps)


def _around(
    padding: object, kernel: tuple[int, int], steps: tuple[int, int], gaps: tuple[int, int]
) -> Margins:
    word = padding if isinstance(padding, str) else ""
    if word == "valid":
        return (0, 0), (0, 0)
    if word == "same":
        if steps != (1, 1):
            raise InputError(
                "stride 1 with “same” padding", f"stride {steps}", "Choose stride 1 or a number."
            )
        extra = [gap * (size - 1) for gap, size in zip(gaps, kernel, strict=True)]
        above, beside = ((every // 2, every - every // 2) for every in extra)
        return above, beside
    rows, cols = pair_of("padding", padding, 0)
    return (rows, rows), (cols, cols)


def pad_image(image: np.ndarray, padding: Pair | Margins, border: str = "zeros") -> np.ndarray:
    """Surround the last two axes by `padding` rows and columns filled by the border rule.

    `padding` is one number, (row, col), or what `margins` returns. The rules are those of
    torch's `Conv2d(padding_mode=...)`: "zeros", "reflect" (mirror without repeating the edge;
    padding below the size), "replicate" (repeat the edge) and "circular" (wrap round; padding
    up to the size). Raise `InputError` when a rule cannot be met.

    >>> pad_image(np.array([[1.0, 2.0, 3.0]]), (0, 2), "reflect").tolist()
    [[3.0, 2.0, 1.0, 2.0, 3.0, 2.0, 1.0]]
    """
    if not isinstance(border, str) or border not in BORDERS:
        raise InputError(
            f"a border rule of {', '.join(BORDERS)}", shown(border), "Choose one of these."
        )
    sides = _sides(padding)
    image = np.asarray(image)
    require_memory(image.shape, sides)
    for name, pads, size in zip(("rows", "columns"), sides, image.shape[-2:], strict=True):
        most = {"reflect": size - 1, "circular": size}.get(border, max(pads))
        if max(pads) > most:
            raise InputError(
                f"a {border} padding of at most {most} {name}",
                f"{max(pads)} for an image of {size} {name}",
                "Choose less padding or another border rule.",
            )
    return np.pad(image, [(0, 0)] * (image.ndim - 2) + list(sides), mode=BORDERS[border])


def _sides(padding: Pair | Margins) -> Margins:
    if isinstance(padding, tuple) and len(padding) == 2 and isinstance(padding[0], tuple):
        return pair_of("padding", padding[0], 0), pair_of("padding", padding[1], 0)
    return _around(padding, (1, 1), (1, 1), (1, 1))


def convolve(
    image: np.ndarray,
    kernel: np.ndarray,
    *,
    bias: float = 0.0,
    stride: Pair = 1,
    padding: Pair | str = 0,
    dilation: Pair = 1,
    border: str = "zeros",
    flip: bool = False,
) -> np.ndarray:
    """Slide the kernel over the image and return the feature map, float64 (H_out, W_out).

    `image` is (H, W) or (C, H, W) and `kernel` (kh, kw) or (C, kh, kw) with the same C; row 0
    is on top. `stride`, `padding` and `dilation` are one number or (row, col). As in every
    deep-learning library the kernel is not flipped (cross-correlation); `flip=True` turns it by
    180 degrees first, the mathematician's convolution. `padding` may also be "valid" or
    "same". Agrees with `torch.nn.functional.conv2d`
    to 1e-10. Raise `InputError` for shapes that do not fit and for values that are not finite.

    >>> image = np.array([[1, 0, 1, 0, 0], [0, 1, 1, 0, 1], [0, 0, 1, 1, 0],
    ...                   [1, 0, 0, 1, 1], [0, 1, 0, 1, 1]])
    >>> kernel = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    >>> convolve(image, kernel).astype(int).tolist()
    [[4, 2, 2], [2, 3, 4], [1, 3, 3]]
    >>> convolve(image, kernel, stride=2, padding=1).shape
    (3, 3)
    """
    patches, weights, bias = _patches(
        image,
        kernel,
        bias=bias,
        stride=stride,
        padding=padding,
        dilation=dilation,
        border=border,
        flip=flip,
    )
    return np.einsum("crskl,ckl->rs", patches, weights) + bias


def convolution_steps(
    image: np.ndarray, kernel: np.ndarray, **settings: Unpack[Sliding]
) -> Iterator[ConvStep]:
    """Yield one `ConvStep` per cell of the feature map, left to right, top to bottom.

    Takes what `convolve` takes; every step's `total` is the map's value at (row, col).

    >>> first = next(convolution_steps(np.eye(3), np.ones((2, 2)), bias=0.5))
    >>> first.patch.tolist(), first.total
    ([[1.0, 0.0], [0.0, 1.0]], 2.5)
    """
    patches, weights, bias = _patches(image, kernel, **settings)
    flat = np.asarray(image).ndim == 2
    for row, col in np.ndindex(patches.shape[1:3]):
        patch = patches[:, row, col]
        products = patch * weights
        total = float(products.sum()) + bias
        if flat:
            patch, products = patch[0], products[0]
        yield ConvStep(row, col, patch.copy(), products, total)


def _patches(
    image: np.ndarray,
    kernel: np.ndarray,
    *,
    bias: float = 0.0,
    stride: Pair = 1,
    padding: Pair | str = 0,
    dilation: Pair = 1,
    border: str = "zeros",
    flip: bool = False,
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return every patch as (C, H_out, W_out, kh, kw), the weights (C, kh, kw) and the bias."""
    image, weights = finite("image", image), finite("kernel", kernel)
    bias = float(finite("bias", bias, dims=(0,)))
    if image.ndim != weights.ndim or (image.ndim == 3 and len(image) != len(weights)):
        raise InputError(
            "an image and a kernel of equally many channels",
            f"shapes {image.shape} and {weights.shape}",
            "Give both as (H, W), or both as (C, H, W) with the same C.",
        )
    require_finite_sums(image, weights, bias)
    image, weights = (a[None] if a.ndim == 2 else a for a in (image, weights))
    steps, gaps = pair_of("stride", stride, 1), pair_of("dilation", dilation, 1)
    pads = margins(padding, weights.shape[1:], stride=steps, dilation=gaps)
    for axis in (0, 1):
        require_room(image.shape[1 + axis], weights.shape[1 + axis], pads[axis], gaps[axis])
    padded = pad_image(image, pads, border)
    reach = [g * (k - 1) + 1 for g, k in zip(gaps, weights.shape[1:], strict=True)]
    windows = sliding_window_view(padded, reach, axis=(1, 2))
    patches = windows[:, :: steps[0], :: steps[1], :: gaps[0], :: gaps[1]]
    require_time(patches.size)
    return patches, weights[:, ::-1, ::-1] if flip else weights, bias
