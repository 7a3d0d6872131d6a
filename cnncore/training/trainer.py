"""Train a network on digits, quickly and repeatably; `python -m cnncore.training --help`.

What makes it quick: the whole set is one channels-last tensor, a batch is one indexing,
augmentation works on batches, and the optimiser is fused. What makes it repeatable: every
random number comes from the seed and the step, so that a run goes on bit for bit from any
checkpoint.
"""

import copy
import math
import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from cnncore.digits.dataset import Digits
from cnncore.errors import InputError
from cnncore.networks.from_words import build_network
from cnncore.networks.limits import ledger_of, require_affordable
from cnncore.networks.simple_cnn import count_parameters
from cnncore.training.augmentation import RECIPES, augment
from cnncore.training.pen_pool import PenPool
from cnncore.training.quick import expect_pixels, product_type, training_logits
from cnncore.training.settings import Settings
from cnncore.training.snapshot import own_state


class Diverged(ArithmeticError):
    """The loss is no longer a number."""


@dataclass(frozen=True)
class Score:
    """How a network does on a set: mean loss and share of right answers."""

    loss: float
    accuracy: float


@dataclass(frozen=True)
class TrainStep:
    """One optimiser step: its number (from 1), epoch as a fraction, loss and learning rate."""

    number: int
    epoch: float
    loss: float
    learning_rate: float


def as_images(digits: Digits, device: str = "cpu") -> torch.Tensor:
    """Return all images as one channels-last tensor, (N, 1, 28, 28) float32 in 0..1."""
    images = torch.from_numpy(np.array(digits.images)).to(device).float().div_(255)
    return images.unsqueeze(1).contiguous(memory_format=torch.channels_last)


def best_device() -> str:
    """Return "cuda" if there is one, otherwise "cpu"."""
    return "cuda" if torch.cuda.is_available() else "cpu"


class Trainer:
    """A run in memory: `step()` once per batch; `state()` and `restore()` for checkpoints.

    InputError where its steps would need too much memory, or there is nothing to learn from.
    """

    def __init__(self, settings: Settings, digits: Digits, device: str | None = None) -> None:
        require_affordable(ledger_of(settings.network), settings.batch_size)
        if len(digits) < 2:
            raise InputError("two digits or more to learn from", f"{len(digits)}", "Draw some.")
        self.settings = settings
        self.device = device or best_device()
        self.products = product_type(self.device)
        self.digits = digits
        self.images = as_images(digits, self.device)
        self.labels = torch.from_numpy(digits.labels.astype(np.int64)).to(self.device)
        self.steps_per_epoch = steps_of(len(digits), settings.batch_size)
        self.total_steps = self.steps_per_epoch * settings.epochs
        torch.manual_seed(settings.seed)
        self.model = build_network(settings.network).to(self.device)
        # torch's own types leave this keyword out
        self.model.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        expect_pixels(self.model)
        self.averaged = copy.deepcopy(self.model) if settings.average else self.model
        self.optimiser = make_optimiser(self.model, settings)
        self.recipe = RECIPES[settings.augmentation]
        if self.recipe is None:  # nothing is computed from pixels but products
            self.images = self.images.to(self.products)
        self.redrawn = 0.0 if self.recipe is None else self.recipe.strokes  # share of digits
        self.number = 0
        self._order: tuple[int, torch.Tensor] = (-1, torch.empty(0))

    @property
    def finished(self) -> bool:
        """Tell whether the last step has been taken."""
        return self.number >= self.total_steps

    def step(self) -> TrainStep:
        """Train on the next batch; raise Diverged, and leave the weights, if the loss is NaN."""
        seed = self.settings.seed * 1_000_003 + self.number
        generator = torch.Generator().manual_seed(seed)
        if self.settings.dropout or "drop" in self.settings.network:
            torch.manual_seed(seed)
        images, labels = self._batch(generator)
        rate = learning_rate(self.settings, self.number, self.total_steps)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.model.train()
        self.optimiser.zero_grad(set_to_none=True)
        with torch.autocast(self.device, self.products, self.products is not torch.float32):
            scores = training_logits(self.model, images, self.settings.dropout).float()
        loss = functional.cross_entropy(scores, labels)
        value = loss.item()
        if not math.isfinite(value):
            raise Diverged(f"loss is {value} at step {self.number + 1}")
        loss.backward()
        self.optimiser.step()
        self.number += 1
        self._average()
        return TrainStep(self.number, self.number / self.steps_per_epoch, value, rate)

    def _batch(self, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        epoch, place = divmod(self.number, self.steps_per_epoch)
        if self._order[0] != epoch:
            shuffle = torch.Generator().manual_seed(self.settings.seed * 7919 + epoch)
            self._order = (epoch, torch.randperm(len(self.digits), generator=shuffle))
        size = self.settings.batch_size
        end = len(self.digits) if place + 1 == self.steps_per_epoch else (place + 1) * size
        chosen = self._order[1][place * size : end]
        images, labels = self.images[chosen], self.labels[chosen]
        if self.recipe is None:
            return images, labels
        if self.redrawn:
            images, labels = self.pens.redraw(images, labels, chosen, generator)
        return augment(images, self.recipe, generator), labels

    @cached_property
    def pens(self) -> PenPool:
        """The training digits as lines, made on first use (seconds)."""
        return PenPool(self.digits, self.redrawn, self.settings.seed, self.device)

    def _average(self) -> None:
        if self.averaged is self.model:
            return
        decay = min(self.settings.average, self.number / (self.number + 10))
        pairs = zip(
            self.averaged.state_dict().values(), self.model.state_dict().values(), strict=True
        )
        for mean, new in pairs:
            if mean.is_floating_point():
                mean.lerp_(new, 1 - decay)
            else:
                mean.copy_(new)

    def state(self) -> dict[str, Any]:
        """Return everything a later `restore` needs, tensors and plain numbers only."""
        return {
            "step": self.number,
            "model": self.model.state_dict(),
            "averaged": self.averaged.state_dict(),
            "optimiser": self.optimiser.state_dict(),
        }

    def restore(self, state: object) -> None:
        """Go on from a state as `state()` gave it; ValueError, and no change, for any other."""
        own = own_state(state, self.model, self.settings.optimiser, self.total_steps)
        self.model.load_state_dict(own["model"])
        self.averaged.load_state_dict(own["averaged"])
        groups = self.optimiser.state_dict()["param_groups"]  # the settings say them
        self.optimiser.load_state_dict({"state": own["optimiser"]["state"], "param_groups": groups})
        self.number = own["step"]


def steps_of(count: int, batch_size: int) -> int:
    """Return how many steps an epoch has; one digit left over goes with the last batch.

    Batch norm learns nothing from one digit: its spread is 0.

    >>> steps_of(64, 64), steps_of(65, 64), steps_of(66, 64)
    (1, 1, 2)
    """
    whole, left = divmod(count, batch_size)
    return max(1, whole + (left > 1))


def make_optimiser(model: nn.Module, settings: Settings) -> torch.optim.Optimizer:
    """Return the chosen optimiser, fused."""
    weights, rate, decay = model.parameters(), settings.learning_rate, settings.weight_decay
    if settings.optimiser == "adam":
        return torch.optim.AdamW(weights, lr=rate, weight_decay=decay, fused=True)
    momentum = 0.9 if settings.optimiser == "momentum" else 0.0
    return torch.optim.SGD(weights, lr=rate, momentum=momentum, weight_decay=decay, fused=True)


def learning_rate(settings: Settings, number: int, total: int) -> float:
    """Return the rate of step `number` (from 0): constant, half a cosine, or tenths.

    The steps come after 60 and 85 % of the run.

    >>> learning_rate(Settings(learning_rate=0.1, schedule="steps"), 70, 100)
    0.01
    """
    share = number / max(total, 1)
    if settings.schedule == "cosine":
        return settings.learning_rate * (0.01 + 0.99 * (1 + math.cos(math.pi * share)) / 2)
    if settings.schedule == "steps":
        return settings.learning_rate / (1 if share < 0.6 else 10 if share < 0.85 else 100)
    return settings.learning_rate


@torch.inference_mode()
def score(model: nn.Module, images: torch.Tensor, labels: torch.Tensor) -> Score:
    """Measure a network on images as `as_images` gives them and int64 labels."""
    model.eval()
    loss = right = 0.0
    for part, truth in zip(images.split(500), labels.split(500), strict=True):
        scores = training_logits(model, part, 0.0)
        loss += functional.cross_entropy(scores, truth, reduction="sum").item()
        right += (scores.argmax(1) == truth).sum().item()
    return Score(loss / len(labels), right / len(labels))


def score_digits(model: nn.Module, digits: Digits) -> Score:
    """Measure a network on a set of digits."""
    device = next(model.parameters()).device
    labels = torch.from_numpy(digits.labels.astype(np.int64)).to(device)
    return score(model, as_images(digits, str(device)), labels)


def facts(model: nn.Module) -> dict[str, object]:
    """Return what a record of a run says about where it was made."""
    return {
        "parameters": count_parameters(model),
        "torch": torch.__version__,
        "numpy": np.__version__,
        "made": time.strftime("%Y-%m-%d"),
    }
