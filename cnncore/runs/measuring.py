"""What a run measures and keeps on its way: scores, and the steps that stay."""

import torch

from cnncore.digits.dataset import Digits
from cnncore.runs.training_set import sample
from cnncore.training.trainer import Score, Trainer, as_images, score

MOST_CHECKPOINTS = 40


class Scorer:
    """Scores on a fixed sample of the training set and on the held-out set."""

    def __init__(self, trainer: Trainer, digits: Digits, held_out: Digits) -> None:
        self.trainer = trainer
        self.sets = [self._on_device(part) for part in (sample(digits), sample(held_out))]

    def _on_device(self, digits: Digits) -> tuple[torch.Tensor, torch.Tensor]:
        labels = torch.from_numpy(digits.labels.astype("int64")).to(self.trainer.device)
        return as_images(digits, self.trainer.device), labels

    def scores(self) -> list[Score]:
        """Return the scores on both."""
        return [score(self.trainer.averaged, *part) for part in self.sets]


def kept_steps(total: int, per_epoch: int) -> set[int]:
    """Return at which steps weights are kept: after each epoch, or fewer if there are many.

    >>> sorted(kept_steps(30, 10))
    [10, 20, 30]
    """
    epochs = -(-total // per_epoch)
    stride = -(-epochs // MOST_CHECKPOINTS)
    return {epoch * per_epoch for epoch in range(stride, epochs + 1, stride)}
