"""One convolution with everything that happens on the way, ready to be looked at."""

from dataclasses import dataclass

import numpy as np

from cnncore.convolution.checks import Margins
from cnncore.convolution.operation import (
    Sliding,
    convolution_steps,
    convolve,
    margins,
    pad_image,
)
from cnncore.convolution.pooling import Pooled, pool, relu
from cnncore.errors import InputError

STAGES = ("none", "relu", "max", "average")


@dataclass(frozen=True)
class Setup:
    """What a learner chose: `image` (C, H, W), `kernel` (C, kh, kw) and the settings.

    `padding` is a number, "valid" or "same"; `stage` one of `STAGES`, what follows the map;
    `window` and `window_stride` are those of the pooling.
    """

    image: np.ndarray
    kernel: np.ndarray
    bias: float = 0.0
    stride: int = 1
    padding: int | str = 0
    dilation: int = 1
    border: str = "zeros"
    flip: bool = False
    stage: str = "none"
    window: int = 2
    window_stride: int = 2

    def settings(self) -> Sliding:
        """Return the keyword arguments of `convolve`."""
        return {
            "bias": self.bias,
            "stride": self.stride,
            "padding": self.padding,
            "dilation": self.dilation,
            "border": self.border,
            "flip": self.flip,
        }


@dataclass(frozen=True)
class Worked:
    """The whole convolution: `padded` (C, H, W), `weights` as applied (C, kh, kw), `products`
    (places, C, weights), `sums` by channel (places, C), the `map` and what follows it.

    Places run left to right, top to bottom. `other` is the map with the flip the other way;
    `rectified` and `pooled` are None where the second stage does not ask for them; `note` says
    why a second stage is missing.
    """

    setup: Setup
    margins: Margins
    padded: np.ndarray
    weights: np.ndarray
    products: np.ndarray
    sums: np.ndarray
    map: np.ndarray
    other: np.ndarray
    rectified: np.ndarray | None
    pooled: Pooled | None
    note: InputError | None


def work_out(setup: Setup) -> Worked:
    """Convolve and keep every product, sum and second-stage number.

    Raise `InputError` as `convolve` does; a pooling that does not fit leaves its reason in `note`.

    >>> worked = work_out(Setup(np.ones((1, 3, 3)), np.ones((1, 2, 2)), bias=1.0))
    >>> worked.map.tolist(), worked.sums.tolist()
    ([[5.0, 5.0], [5.0, 5.0]], [[4.0], [4.0], [4.0], [4.0]])
    """
    image, kernel, settings = setup.image, setup.kernel, setup.settings()
    steps = list(convolution_steps(image, kernel, **settings))
    products = np.stack([step.products.reshape(len(image), -1) for step in steps])
    height, width = steps[-1].row + 1, steps[-1].col + 1
    map_ = np.array([step.total for step in steps]).reshape(height, width)
    around = margins(setup.padding, kernel.shape[1:], stride=setup.stride, dilation=setup.dilation)
    rectified, pooled, note = second_stage(setup, map_)
    return Worked(
        setup=setup,
        margins=around,
        padded=pad_image(image, around, setup.border),
        weights=kernel[:, ::-1, ::-1] if setup.flip else kernel,
        products=products,
        sums=products.sum(axis=2),
        map=map_,
        other=convolve(image, kernel, **settings | {"flip": not setup.flip}),
        rectified=rectified,
        pooled=pooled,
        note=note,
    )


def second_stage(
    setup: Setup, map_: np.ndarray
) -> tuple[np.ndarray | None, Pooled | None, InputError | None]:
    """Rectify and pool a map as the setup asks; return the reason where no window fits."""
    if setup.stage == "none":
        return None, None, None
    rectified = relu(map_)
    if setup.stage == "relu":
        return rectified, None, None
    try:
        return rectified, pool(rectified, setup.window, setup.window_stride, setup.stage), None
    except InputError as error:
        return rectified, None, error
