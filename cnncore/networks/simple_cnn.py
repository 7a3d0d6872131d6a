"""The article's network, its bundled weights and its answers."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from cnncore.assets import WEIGHTS
from cnncore.errors import InputError
from cnncore.networks.tensors_file import MOST_BYTES, fit_tensors, read_tensors

BATCH = 64  # digits at a time: what a layer gives still fits the cache, twice as quick as 512


class SimpleCNN(nn.Module):
    """Two convolutions, two poolings and one linear layer: (N, 1, 28, 28) to (N, 10) logits.

    >>> count_parameters(SimpleCNN())  # 160 + 4,640 + 15,690
    20490
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels=1, out_channels=16, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(in_channels=16, out_channels=32, kernel_size=3, padding=1)
        self.pool = nn.MaxPool2d(2, 2)
        self.fc = nn.Linear(32 * 7 * 7, 10)
        self.relu = nn.ReLU()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return ten scores an image."""
        x = self.pool(self.relu(self.conv1(x)))  # 16 x 14 x 14
        x = self.pool(self.relu(self.conv2(x)))  # 32 x 7 x 7
        x = x.reshape(-1, 32 * 7 * 7)  # reshape, not view: the set may be channels-last
        return self.fc(x)


@dataclass(frozen=True)
class Prediction:
    """A network's answer to one digit."""

    probabilities: np.ndarray  # (10,) float64, sums to 1
    label: int
    logits: np.ndarray  # (10,) float64


def count_parameters(model: nn.Module) -> int:
    """Count the numbers that training changes."""
    return sum(parameter.numel() for parameter in model.parameters())


def as_input(digits: np.ndarray) -> torch.Tensor:
    """Turn digits into (N, 1, 28, 28) float32; they are (28, 28) or (N, 28, 28), bytes or 0..1."""
    array = np.asarray(digits)
    if array.ndim not in (2, 3) or array.shape[-2:] != (28, 28):
        raise InputError(
            "digits of 28 × 28 pixels", f"shape {array.shape}", "Prepare the drawing first."
        )
    scaled = array / np.float32(255) if array.dtype == np.uint8 else array.astype(np.float32)
    if not np.isfinite(scaled).all():
        raise InputError("finite pixels", "NaN or infinity", "Draw the digit again.")
    return torch.from_numpy(np.ascontiguousarray(scaled, dtype=np.float32)).reshape(-1, 1, 28, 28)


def logits(model: nn.Module, digits: np.ndarray, batch: int = BATCH) -> torch.Tensor:
    """Return (N, 10) float32 scores for digits as `as_input` takes them, in eval mode."""
    model.eval()
    device = next(model.parameters()).device
    with torch.inference_mode():
        parts = [model(part.to(device)).cpu() for part in as_input(digits).split(batch)]
    return torch.cat(parts)


def predict(model: nn.Module, digit: np.ndarray) -> Prediction:
    """Classify one digit, (28, 28) float32 in 0..1 with ink = 1."""
    scores = logits(model, digit)[0].double()
    probabilities = torch.softmax(scores, 0).numpy()
    return Prediction(probabilities, int(probabilities.argmax()), scores.numpy())


def load_pretrained(path: str | Path = WEIGHTS) -> SimpleCNN:
    """Load the bundled SimpleCNN, in eval mode; InputError names a missing or damaged file."""
    model = SimpleCNN()
    load_weights(model, path)
    return model.eval()


def load_weights(model: nn.Module, path: str | Path) -> None:
    """Fill `model` from a state dict on disk, never executing anything from the file."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            tensors = read_tensors(file.read(MOST_BYTES + 1))
        model.load_state_dict(fit_tensors(tensors, model.state_dict()))
    except OSError as error:
        raise _unusable(path, "weights", f"no file to read ({type(error).__name__})") from error
    except InputError as error:
        raise _unusable(path, error.expected, error.got) from error


def _unusable(path: Path, expected: str, got: str) -> InputError:
    todo = f"Restore {path.name} from the repository, train anew, or take an earlier checkpoint."
    return InputError(f"{expected} in {path.name}", got, todo)
