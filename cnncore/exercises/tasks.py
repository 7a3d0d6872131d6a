"""The numbers of one question, before anything is said about them."""

from dataclasses import dataclass

import numpy as np

from cnncore.convolution.operation import ConvStep


@dataclass(frozen=True)
class CellTask:
    """One cell of the map (H, W) of an image (C, H, W) under a kernel (C, kh, kw)."""

    image: np.ndarray
    kernel: np.ndarray
    stride: int
    bias: float
    map: np.ndarray
    step: ConvStep  # the cell that is asked for


@dataclass(frozen=True)
class SizeTask:
    """The map's size under a square kernel: of rows alone, or of rows and columns."""

    image: tuple[int, int]
    sizes: tuple[int, ...]
    kernel: int
    padding: int
    stride: int
    dilation: int
    answer: tuple[int, ...]


@dataclass(frozen=True)
class WeightsTask:
    """How many numbers square kernels with biases learn on a square image."""

    side: int
    channels: int
    kernels: int
    size: int
    answer: int
