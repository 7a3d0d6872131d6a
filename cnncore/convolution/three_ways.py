"""One convolution computed three ways, and the script that does it on anybody's machine."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnncore.convolution.operation import convolve, margins
from cnncore.convolution.worked import Setup

_Grids = list[list[list[float]]]  # (C, H, W)
_Pads = tuple[int, int, int, int]  # above, below, left, right


def pixel(grid: list[list[float]], row: int, col: int, border: str) -> float:
    """Return the value at a place that may lie outside: what the border rule puts there."""
    height, width = len(grid), len(grid[0])
    if border == "replicate":
        row, col = min(max(row, 0), height - 1), min(max(col, 0), width - 1)
    elif border == "circular":
        row, col = row % height, col % width
    elif border == "reflect":
        row, col = height - 1 - abs(height - 1 - abs(row)), width - 1 - abs(width - 1 - abs(col))
    elif not (0 <= row < height and 0 <= col < width):
        return 0.0
    return grid[row][col]


def by_hand(
    image: _Grids, kernel: _Grids, bias: float, stride: int, dilation: int, pads: _Pads, border: str
) -> list[list[float]]:
    """Slide, multiply, add, with nothing but loops; `pads` is above, below, left, right."""
    above, below, left, right = pads
    rows = (len(image[0]) + above + below - dilation * (len(kernel[0]) - 1) - 1) // stride + 1
    cols = (len(image[0][0]) + left + right - dilation * (len(kernel[0][0]) - 1) - 1) // stride + 1
    result = []
    for row in range(rows):
        cells = []
        for col in range(cols):
            total = bias
            for grid, weights in zip(image, kernel, strict=True):
                for m, line in enumerate(weights):
                    for n, weight in enumerate(line):
                        r = row * stride - above + m * dilation
                        c = col * stride - left + n * dilation
                        total += pixel(grid, r, c, border) * weight
            cells.append(total)
        result.append(cells)
    return result


def with_torch(
    image: _Grids, kernel: _Grids, bias: float, stride: int, dilation: int, pads: _Pads, border: str
) -> list[list[float]]:
    """Let PyTorch do it, in float64."""
    import torch  # torch
    import torch.nn.functional as F  # torch

    above, below, left, right = pads
    mode = "constant" if border == "zeros" else border
    x = torch.tensor(image, dtype=torch.float64)[None]  # (N, C, H, W)
    weight = torch.tensor(kernel, dtype=torch.float64)[None]
    x = F.pad(x, (left, right, above, below), mode=mode)
    shift = torch.tensor([bias], dtype=torch.float64)
    return F.conv2d(x, weight, shift, stride=stride, dilation=dilation)[0, 0].tolist()


@dataclass(frozen=True)
class ThreeWay:
    """The map by loops, by NumPy and by torch, and the largest difference between any two."""

    by_hand: np.ndarray
    numpy: np.ndarray
    torch: np.ndarray
    difference: float


def three_way(setup: Setup) -> ThreeWay:
    """Compute the map three ways; loads torch.

    >>> three_way(Setup(np.eye(3)[None], np.ones((1, 2, 2)), padding=1)).difference
    0.0
    """
    hand = np.array(by_hand(*_arguments(setup)))
    torch = np.array(with_torch(*_arguments(setup)))
    numpy = convolve(setup.image, setup.kernel, **setup.settings())
    ways = (hand, numpy, torch)
    difference = max(float(np.abs(one - two).max()) for one in ways for two in ways)
    return ThreeWay(hand, numpy, torch, difference)


def _arguments(setup: Setup) -> tuple[_Grids, _Grids, float, int, int, _Pads, str]:
    around = margins(
        setup.padding, setup.kernel.shape[1:], stride=setup.stride, dilation=setup.dilation
    )
    kernel = setup.kernel[:, ::-1, ::-1] if setup.flip else setup.kernel
    pads = (*around[0], *around[1])
    image, bias = setup.image.tolist(), float(setup.bias)
    return image, kernel.tolist(), bias, setup.stride, setup.dilation, pads, setup.border


_SCRIPT = """\
# %% [markdown]
# # One convolution, computed three ways
# The image, the kernel and the settings are those of the board this file came from.

# %%
{values}

# %% [markdown]
# By hand: loops, products and sums.

# %%
{pixel}

{by_hand}

hand = by_hand(image, kernel, bias, stride, dilation, pads, border)
print(*hand, sep="\\n")

# %% [markdown]
# With NumPy: all patches at once.

# %%
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

mode = {{"zeros": "constant", "replicate": "edge", "circular": "wrap"}}.get(border, border)
padded = np.pad(np.array(image), [(0, 0), tuple(pads[:2]), tuple(pads[2:])], mode=mode)
weights = np.array(kernel)
reach = [dilation * (size - 1) + 1 for size in weights.shape[1:]]
patches = sliding_window_view(padded, reach, axis=(1, 2))
patches = patches[:, ::stride, ::stride, ::dilation, ::dilation]
numpy_map = np.einsum("crskl,ckl->rs", patches, weights) + bias

# %% [markdown]
# With PyTorch.

# %%
{with_torch}

torch_map = with_torch(image, kernel, bias, stride, dilation, pads, border)

# %% [markdown]
# The largest difference between any two.

# %%
maps = [np.array(hand), numpy_map, np.array(torch_map)]
difference = max(np.abs(one - two).max() for one in maps for two in maps)
print("largest difference:", difference)
"""


def three_way_script(setup: Setup) -> str:
    """Write this convolution as a script that needs only NumPy and torch, in notebook cells."""
    names = ("image", "kernel", "bias", "stride", "dilation", "pads", "border")
    values = zip(names, _arguments(setup), strict=True)
    notes = {"kernel": "  # as applied", "pads": "  # above, below, left, right"}
    return _SCRIPT.format(
        values="\n".join(f"{name} = {value!r}{notes.get(name, '')}" for name, value in values),
        **{way.__name__: source_of(way) for way in (pixel, by_hand, with_torch)},
    )


def source_of(way: Callable[..., object]) -> str:
    """Return the code of a way as a reader meets it: without types."""
    words = f"{way.__name__}({', '.join(inspect.signature(way).parameters)})"
    _, begin, body = inspect.getsource(way).partition('    """')
    return f"def {words}:\n{begin}{body}".replace("  # torch", "")
