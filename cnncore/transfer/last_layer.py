"""The one layer that learns your classes: a logistic regression on the frozen network's numbers."""

from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError

NUMBERS = 1280  # a photo: one for each map of the frozen network's last stage
DECAY = 1e-3  # weight of the squared weights beside the mean loss
_STEPS = 50
_FLAT = 1e-9  # slope at which the bottom is reached
_FREE = 1e-9  # holds the one direction that changes nothing: the same added to every bias


@dataclass(frozen=True)
class LastLayer:
    """Weights (K, C) and biases (K,) float32: one row a class."""

    weights: np.ndarray
    biases: np.ndarray

    def scores(self, numbers: np.ndarray) -> np.ndarray:
        """Return a score a class, (N, K), for the numbers (N, C) of N photos."""
        return numbers @ self.weights.T + self.biases

    def chances(self, numbers: np.ndarray) -> np.ndarray:
        """Return the probability of each class, (N, K): the softmax of the scores."""
        return _softmax(self.scores(numbers).astype(float))


def fit_last_layer(
    numbers: np.ndarray, labels: np.ndarray, classes: int, *, decay: float = DECAY
) -> LastLayer:
    """Fit a last layer to numbers (N, C) with labels (N,), 0 to `classes` - 1.

    Minimises the mean cross-entropy plus `decay` / 2 times the sum of the squared weights (biases
    are free): multinomial logistic regression, as scikit-learn's with C = 1 / (`decay` · N), found
    by Newton's method. There is one best answer, and the same photos always give it. Raise
    `InputError` for fewer than two classes with a photo.

    >>> layer = fit_last_layer(np.array([[0.0], [1.0]]), np.array([0, 1]), 2)
    >>> layer.scores(np.array([[0.2], [0.9]])).argmax(axis=1).tolist()
    [0, 1]
    """
    found = len(np.unique(labels))
    if found < 2:
        raise InputError(
            "two classes with photos to learn from",
            str(found),
            "Give another class some photos: with one there is nothing to tell apart.",
        )
    # The best weights lie in the span of the photos' numbers: N directions, far fewer than C.
    values = np.asarray(numbers, float)
    _, sizes, directions = np.linalg.svd(values, full_matrices=False)
    span = directions[sizes > sizes[0] * 1e-9]
    x = np.column_stack([values @ span.T, np.ones(len(values))])
    rows = _lowest(x, np.eye(classes)[labels], decay)
    weights, biases = rows[:, :-1] @ span, rows[:, -1]
    return LastLayer(weights.astype(np.float32), biases.astype(np.float32))


def _lowest(x: np.ndarray, truth: np.ndarray, decay: float) -> np.ndarray:
    """Return the rows (K, D) of weights at which the loss is lowest; the last column is free."""
    count, wide = x.shape
    classes = truth.shape[1]
    rows = np.zeros((classes, wide))
    pull = np.full(wide, decay)
    pull[-1] = 0.0
    ridge = np.tile(np.append(np.zeros(wide - 1), _FREE), classes)
    value = _loss(rows, x, truth, pull)
    for _ in range(_STEPS):
        chances = _softmax(x @ rows.T)
        slope = (chances - truth).T @ x / count + pull * rows
        if np.abs(slope).max() < _FLAT:
            break
        bend = _curvature(chances, x) + np.diag(np.tile(pull, classes) + ridge)
        step = np.linalg.solve(bend, slope.ravel()).reshape(rows.shape)
        share = 1.0
        while (lower := _loss(rows - share * step, x, truth, pull)) > value and share > 1e-6:
            share /= 2
        rows, value = rows - share * step, lower
    return rows


def _loss(rows: np.ndarray, x: np.ndarray, truth: np.ndarray, pull: np.ndarray) -> float:
    scores = x @ rows.T
    most = scores.max(axis=1)
    total = np.log(np.exp(scores - most[:, None]).sum(axis=1)) + most
    return float((total - (scores * truth).sum(axis=1)).mean() + (pull * rows**2).sum() / 2)


def _curvature(chances: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return the second derivatives of the mean cross-entropy, (K·D, K·D)."""
    count, classes = chances.shape
    wide = x.shape[1]
    bend = np.empty((classes, wide, classes, wide))
    for one in range(classes):
        for other in range(classes):
            share = chances[:, one] * (float(one == other) - chances[:, other]) / count
            bend[one, :, other] = (x * share[:, None]).T @ x
    return bend.reshape(classes * wide, classes * wide)


def _softmax(scores: np.ndarray) -> np.ndarray:
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
