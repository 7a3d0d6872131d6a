"""A run's weights and state as bytes, and the newest state that a trainer can go on from."""

import io
from typing import Any

import torch
from torch import nn

from cnncore.runs.files import set_aside
from cnncore.runs.folder import RunFolder
from cnncore.training.trainer import Trainer


def weights_bytes(model: nn.Module) -> bytes:
    """Return a state dict as a file's content, loadable with `weights_only=True`."""
    state = {name: value.detach().cpu().contiguous() for name, value in model.state_dict().items()}
    return state_bytes(state)


def state_bytes(state: dict[str, Any]) -> bytes:
    """Return a state as a file's content."""
    buffer = io.BytesIO()
    torch.save(state, buffer)
    return buffer.getvalue()


def take_up(folder: RunFolder, trainer: Trainer) -> str:
    """Have a trainer go on from the newest state of its own; return the cause if one was not.

    What is damaged, or another run's, is set aside.
    """
    damaged = ""
    for file in folder.states():
        try:
            state = torch.load(file, map_location="cpu", weights_only=True)
            trainer.restore(state)
            return damaged
        except Exception:  # torch raises a dozen kinds for a damaged file
            set_aside(file)
            damaged = "damaged"
    return "all damaged" if damaged else ""
