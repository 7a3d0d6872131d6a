"""How alike photos are by their numbers, and where they lie on a plane. NumPy alone."""

import numpy as np


def likeness(some: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return the cosine of every pair of rows: (N, C) and (M, C) give (N, M).

    >>> likeness(np.array([[1.0, 0.0]]), np.array([[2.0, 0.0], [0.0, 3.0]])).tolist()
    [[1.0, 0.0]]
    """
    lengths = np.outer(np.linalg.norm(some, axis=1), np.linalg.norm(known, axis=1))
    return some @ known.T / np.maximum(lengths, 1e-12)


def plane(numbers: np.ndarray, of: np.ndarray) -> np.ndarray:
    """Lay photos (N, C) on the plane on which those `of` (M, C) lie furthest apart: (N, 2).

    The two first principal components (Pearson, 1901) of `of`. Each axis points to where its
    largest entry is positive, so that the same photos always lie at the same places.
    """
    middle = of.mean(axis=0)
    _, _, axes = np.linalg.svd(of - middle, full_matrices=False)
    axes = np.concatenate([axes, np.zeros((2, of.shape[1]))])[:2]
    largest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None], axis=1)
    return (numbers - middle) @ (axes * np.where(largest < 0, -1, 1)).T
