"""How a network does on digits it has not seen: which are confused, and which with conviction."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from cnncore.digits.dataset import Digits
from cnncore.networks.simple_cnn import BATCH
from cnncore.training.quick import training_logits
from cnncore.training.trainer import as_images


@dataclass(frozen=True)
class Judgement:
    """Answers to a set of digits: `answers` (N,), `confidence` (N,) of the answer given.

    `confusion` (10, 10) counts digits by truth (row) and answer (column).
    """

    labels: np.ndarray
    answers: np.ndarray
    confidence: np.ndarray
    confusion: np.ndarray

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return float((self.labels == self.answers).mean())

    @property
    def by_digit(self) -> np.ndarray:
        """The share of right answers for each digit, (10,)."""
        return self.confusion.diagonal() / np.maximum(self.confusion.sum(1), 1)

    def worst(self, count: int) -> np.ndarray:
        """Return which digits were misread, the most confident first."""
        wrong = np.flatnonzero(self.labels != self.answers)
        return wrong[np.argsort(-self.confidence[wrong], kind="stable")][:count]

    def cell(self, truth: int, answer: int) -> np.ndarray:
        """Return which digits of class `truth` were given this answer, the most confident first."""
        chosen = np.flatnonzero((self.labels == truth) & (self.answers == answer))
        return chosen[np.argsort(-self.confidence[chosen], kind="stable")]


def judge(model: nn.Module, digits: Digits) -> Judgement:
    """Ask the network about every digit of a set."""
    # torch's own types leave this keyword out
    model.eval().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    with torch.inference_mode():
        parts = [training_logits(model, part, 0.0) for part in as_images(digits).split(BATCH)]
    shares = torch.softmax(torch.cat(parts), 1).numpy()
    answers = shares.argmax(1).astype(np.uint8)
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (digits.labels, answers), 1)
    return Judgement(digits.labels, answers, shares.max(1), confusion)


def reliability(judgement: Judgement, bins: int = 10) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return mean confidence, share right and count in each bin of confidence, (bins,)."""
    right = judgement.labels == judgement.answers
    place = np.minimum((judgement.confidence * bins).astype(int), bins - 1)
    count = np.bincount(place, minlength=bins)
    total = np.maximum(count, 1)
    confidence = np.bincount(place, judgement.confidence, bins) / total
    return confidence, np.bincount(place, right, bins) / total, count
