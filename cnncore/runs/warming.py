"""What a process that waits for a run does meanwhile: it loads torch and takes one step."""

import torch

from cnncore.digits.dataset import Digits, load_digits
from cnncore.training.settings import Settings
from cnncore.training.trainer import Trainer, score_digits


def warm_up() -> None:
    """Load torch and take one step: the slow parts, done before there is work."""
    torch.set_num_threads(1)
    digits = load_digits()
    few = Digits(digits.images[:64], digits.labels[:64])
    trainer = Trainer(Settings(), few)
    trainer.step()
    score_digits(trainer.averaged, few)
