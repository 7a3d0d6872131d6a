"""Learn a kernel by hand: the loss of a map, its gradient term by term, one step at a time."""

from dataclasses import dataclass

import numpy as np

from cnncore.convolution.operation import convolve
from cnncore.errors import InputError


@dataclass(frozen=True)
class KernelStep:
    """One look at a kernel: the map it makes, how wrong it is, and which way is less wrong.

    `gradient[m, n]` is the sum over the map of `2 / N · (made - target) · pixel under (m, n)`.
    """

    kernel: np.ndarray
    made: np.ndarray
    error: np.ndarray  # made - target
    loss: float  # mean of error²
    gradient: np.ndarray

    def terms(self, image: np.ndarray, row: int, col: int) -> np.ndarray:
        """Return the terms whose sum is `gradient[row, col]`, one a cell of the map."""
        height, width = self.made.shape
        pixels = np.asarray(image, float)[row : row + height, col : col + width]
        return 2 / self.error.size * self.error * pixels


def look(image: np.ndarray, kernel: np.ndarray, target: np.ndarray) -> KernelStep:
    """Compare the map of a kernel with a target map; stride 1, no padding, not flipped.

    InputError if the target is not the size of the map.

    >>> image = np.eye(3)
    >>> look(image, np.zeros((2, 2)), np.ones((2, 2))).loss
    1.0
    """
    made = convolve(image, kernel)
    target = np.asarray(target, float)
    if target.shape != made.shape:
        raise InputError(
            f"a target map of {made.shape}", f"{target.shape}", "Make it with the same sizes."
        )
    error = made - target
    gradient = convolve(image, 2 / error.size * error)  # the image under the error map
    return KernelStep(np.asarray(kernel, float), made, error, float((error**2).mean()), gradient)


def descend(step: KernelStep, rate: float) -> np.ndarray:
    """Return the kernel after one gradient step."""
    return step.kernel - rate * step.gradient


def safe_rate(image: np.ndarray, shape: tuple[int, int]) -> float:
    """Return the largest rate that still converges: 2 over the steepest curvature of the loss."""
    return 2 / _curvatures(image, shape)[-1]


def good_rate(image: np.ndarray, shape: tuple[int, int]) -> float:
    """Return the rate that reaches the kernel soonest: 2 / (steepest + flattest)."""
    curvatures = _curvatures(image, shape)
    flat = next((value for value in curvatures if value > 1e-9), curvatures[-1])
    return 2 / (curvatures[-1] + flat)


def _curvatures(image: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    image = np.asarray(image, float)
    rows, cols = image.shape[0] - shape[0] + 1, image.shape[1] - shape[1] + 1
    patches = np.stack(
        [
            image[m : m + rows, n : n + cols].ravel()
            for m in range(shape[0])
            for n in range(shape[1])
        ]
    )
    return np.linalg.eigvalsh(2 / (rows * cols) * patches @ patches.T)
