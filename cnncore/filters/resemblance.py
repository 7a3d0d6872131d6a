"""Learned 3 × 3 filters beside the hand-made ones that they resemble most."""

from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError
from cnncore.filters import kernels as make


def _hand_made() -> dict[str, np.ndarray]:
    corner = np.zeros((3, 3))
    corner[:2, :2] = make.ROBERTS
    kernels = {
        "Identity": make.IDENTITY,
        "Box blur": make.box(3),
        "Gaussian blur": make.gaussian(5)[1:4, 1:4],
        "Sharpen": make.sharpen(1.0),
        "Laplacian": make.LAPLACIAN,
        "Outline": make.OUTLINE,
        "Roberts ↖": corner,
        "Roberts ↗": corner[:, ::-1],
    }
    for name, kernel in (("Sobel", make.SOBEL), ("Prewitt", make.PREWITT)):
        kernels[f"{name} →"], kernels[f"{name} ↓"] = kernel, kernel.T
    for angle, arrow in ((45, "↗"), (135, "↖")):
        kernels[f"Slope {arrow}"] = make.IDENTITY - make.emboss(1.0, angle)
    for angle, name in ((0, "level"), (45, "rising"), (90, "upright"), (135, "falling")):
        line = make.motion(3, angle)
        kernels[f"Line, {name}"] = line - line.mean()
    return kernels


HAND_MADE = _hand_made()


@dataclass(frozen=True)
class Resemblance:
    """The hand-made filter most alike: its `name`, its `kernel` with the sign that fits, and the
    cosine of the angle between the two as vectors of nine numbers, 0 to 1."""

    name: str
    kernel: np.ndarray
    cosine: float


def most_alike(kernel: np.ndarray) -> Resemblance:
    """Find the hand-made filter, or its negative, with the largest cosine similarity.

    cos = a·b / (|a| |b|) is 1 for the same pattern at any strength. Raise `InputError` unless
    the kernel is 3 × 3 and finite. A kernel of zeros resembles nothing: cosine 0.

    >>> like = most_alike(-5 * make.SOBEL)
    >>> like.name, round(like.cosine, 6)
    ('− Sobel →', 1.0)
    """
    kernel = np.asarray(kernel, dtype=np.float64)
    if kernel.shape != (3, 3) or not np.isfinite(kernel).all():
        raise InputError("a finite 3 × 3 kernel", f"shape {kernel.shape}", "Choose another.")
    size = np.linalg.norm(kernel)
    cosines = {
        name: float((kernel * other).sum() / max(size * np.linalg.norm(other), 1e-12))
        for name, other in HAND_MADE.items()
    }
    name = max(cosines, key=lambda key: abs(cosines[key]))
    if cosines[name] < 0:
        return Resemblance(f"− {name}", -HAND_MADE[name], -cosines[name])
    return Resemblance(name, HAND_MADE[name], cosines[name])
