"""The kernels of the gallery as numbers: each built visibly beside its source."""

import numpy as np

# Edge detectors are a difference across and a smoothing along the edge.
DIFFERENCE = np.array([-1.0, 0.0, 1.0])
# Sobel & Feldman, "A 3x3 isotropic gradient operator", Stanford AI Project, 1968.
SOBEL = np.outer([1.0, 2.0, 1.0], DIFFERENCE)
# Scharr, "Optimale Operatoren in der digitalen Bildverarbeitung", Heidelberg, 2000.
SCHARR = np.outer([3.0, 10.0, 3.0], DIFFERENCE)
# Prewitt, "Object enhancement and extraction", Picture Processing and Psychopictorics, 1970.
PREWITT = np.outer([1.0, 1.0, 1.0], DIFFERENCE)
# Roberts, "Machine perception of three-dimensional solids", MIT, 1963.
ROBERTS = np.array([[1.0, 0.0], [0.0, -1.0]])
# The five-point Laplacian; Gonzalez & Woods, Digital Image Processing, 4th ed., section 3.6.
LAPLACIAN = np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])
# All eight neighbours: the same section of Gonzalez & Woods.
OUTLINE = np.array([[-1.0, -1.0, -1.0], [-1.0, 8.0, -1.0], [-1.0, -1.0, -1.0]])
IDENTITY = np.array([[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]])


def box(size: float) -> np.ndarray:
    """Weigh all pixels of a size × size window alike."""
    side = _odd(size)
    return np.full((side, side), 1.0 / side**2)


def gaussian(size: float) -> np.ndarray:
    """Weigh by the bell curve, σ = size / 6, so that the window holds ±3σ.

    >>> np.round(gaussian(3)[0], 3).tolist()
    [0.011, 0.084, 0.011]
    """
    bell = _bell(_odd(size))
    return np.outer(bell, bell) / bell.sum() ** 2


def motion(size: float, angle: float) -> np.ndarray:
    """Average along a line through the centre; 0 degrees is level, turning to the left."""
    side = _odd(size)
    reach, turn = side // 2, np.deg2rad(angle)
    along = np.linspace(-reach, reach, 8 * side)
    kernel = np.zeros((side, side))
    rows = np.rint(-along * np.sin(turn)).astype(int) + reach
    cols = np.rint(along * np.cos(turn)).astype(int) + reach
    np.add.at(kernel, (rows, cols), 1.0)
    return kernel / kernel.sum()


def sharpen(strength: float) -> np.ndarray:
    """Subtract the five-point Laplacian: the photo plus `strength` times its fine detail."""
    return IDENTITY - strength * LAPLACIAN


def unsharp(strength: float, size: float) -> np.ndarray:
    """Add `strength` times what a Gaussian blur of this size takes away."""
    blur = gaussian(size)
    centre = np.zeros_like(blur)
    centre[len(blur) // 2, len(blur) // 2] = 1.0
    return centre + strength * (centre - blur)


def laplacian_of_gaussian(size: float) -> np.ndarray:
    """Blur, then take the second derivative, in one kernel that adds up to zero; σ = size / 8.

    Marr & Hildreth, "Theory of edge detection", Proc. R. Soc. London B 207, 1980.
    """
    rows, cols, side = _grid(size)
    variance = (side / 8) ** 2
    squared = rows**2 + cols**2
    bell = np.exp(-squared / (2 * variance))
    kernel = bell * squared / variance
    kernel -= bell * kernel.sum() / bell.sum()
    return kernel / np.abs(kernel).sum() * 8


def emboss(strength: float, angle: float) -> np.ndarray:
    """Light the photo from one side: brighter where it rises away from the light, in degrees."""
    turn = np.deg2rad(angle)
    rows, cols, _ = _grid(3)
    return IDENTITY - strength * (cols * np.cos(turn) - rows * np.sin(turn))


def gabor(size: float, angle: float) -> np.ndarray:
    """A wave under a bell: answers to stripes of one width that run across `angle` degrees.

    Even Gabor function, wavelength size / 2, σ = size / 6; adds up to zero, absolute values to 12.
    Daugman, "Uncertainty relation for resolution in space, spatial frequency and orientation",
    J. Opt. Soc. Am. A 2, 1985.
    """
    rows, cols, side = _grid(size)
    turn = np.deg2rad(angle)
    across = cols * np.cos(turn) - rows * np.sin(turn)
    bell = np.exp(-(rows**2 + cols**2) / (2 * (side / 6) ** 2))
    wave = np.cos(2 * np.pi * across / (side / 2))
    kernel = bell * (wave - (bell * wave).sum() / bell.sum())
    return kernel / np.abs(kernel).sum() * 12


def _odd(size: float) -> int:
    return round(size) // 2 * 2 + 1


def _bell(side: int) -> np.ndarray:
    return np.exp(-(np.arange(-(side // 2), side // 2 + 1) ** 2) / (2 * (side / 6) ** 2))


def _grid(size: float) -> tuple[np.ndarray, np.ndarray, int]:
    side = _odd(size)
    rows, cols = np.mgrid[-(side // 2) : side // 2 + 1, -(side // 2) : side // 2 + 1].astype(float)
    return rows, cols, side
