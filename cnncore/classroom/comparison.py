"""Several networks before the same digits: who is right, and where they disagree."""

from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError


@dataclass(frozen=True)
class Comparison:
    """How K networks answered N digits.

    `answers` (K, N) are the digits named, `accuracy` (K,) the share that is right (NaN for no
    digits), `disputed` the places of the digits on which the networks differ, most voices first.
    """

    answers: np.ndarray
    accuracy: np.ndarray
    disputed: np.ndarray


def compare_answers(answers: np.ndarray, labels: np.ndarray) -> Comparison:
    """Compare the answers (K, N) of K networks with the labels (N,); digits are 0 to 9.

    Raise `InputError` when the two do not belong together.

    >>> told = compare_answers(np.array([[7, 1, 4], [7, 7, 4]]), np.array([7, 1, 9]))
    >>> told.accuracy.round(2).tolist(), told.disputed.tolist()
    ([0.67, 0.33], [1])
    """
    answers, labels = np.asarray(answers), np.asarray(labels)
    if answers.ndim != 2 or labels.shape != answers.shape[1:]:
        raise InputError(
            "answers (K, N) and labels (N,)",
            f"{answers.shape} and {labels.shape}",
            "Ask every network about the same digits.",
        )
    ordered = np.sort(answers, axis=0)
    voices = 1 + (np.diff(ordered, axis=0) != 0).sum(axis=0)
    order = np.argsort(-voices, kind="stable")
    accuracy = (
        (answers == labels).mean(axis=1) if labels.size else np.full(len(answers), float("nan"))
    )
    return Comparison(answers, accuracy, order[voices[order] > 1])
