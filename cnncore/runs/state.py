"""A run's weights and state as bytes, and the newest state that can be read."""

import io

import torch
from torch import nn

from cnncore.runs.folder import RunFolder


def weights_bytes(model: nn.Module) -> bytes:
    """Return a state dict as a file's content, loadable with `weights_only=True`."""
    state = {name: value.detach().cpu().contiguous() for name, value in model.state_dict().items()}
    return state_bytes(state)


def state_bytes(state: dict) -> bytes:
    """Return a state as a file's content."""
    buffer = io.BytesIO()
    torch.save(state, buffer)
    return buffer.getvalue()


def read_state(folder: RunFolder) -> tuple[dict | None, str]:
    """Return the newest readable state, None to begin anew, and the cause if one was damaged."""
    damaged = ""
    for file in folder.states():
        try:
            return torch.load(file, map_location="cpu", weights_only=True), damaged
        except Exception:  # torch raises a dozen kinds for a damaged file
            damaged = "damaged"
    return None, "all damaged" if damaged else ""
