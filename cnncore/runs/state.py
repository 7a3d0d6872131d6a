"""A run's weights and state on disk, written so that a crash leaves a readable one."""

import io
import os
from pathlib import Path

import torch
from torch import nn

from cnncore.runs.folder import write_whole


def weights_bytes(model: nn.Module) -> bytes:
    """Return a state dict as a file's content, loadable with `weights_only=True`."""
    state = {name: value.detach().cpu().contiguous() for name, value in model.state_dict().items()}
    return _file(state)


def save_state(folder: Path, state: dict) -> None:
    """Write `state.pt` and keep the one before it."""
    newest = folder / "state.pt"
    content = _file(state)
    if newest.exists():
        os.replace(newest, folder / "state-before.pt")
    write_whole(newest, content)


def read_state(folder: Path) -> tuple[dict | None, str]:
    """Return the newest readable state, None to begin anew, and a sentence if one was damaged."""
    damaged = ""
    for name in ("state.pt", "state-before.pt"):
        if not (folder / name).exists():
            continue
        try:
            return torch.load(folder / name, map_location="cpu", weights_only=True), damaged
        except Exception:  # torch raises a dozen kinds for a damaged file
            damaged = "The newest checkpoint was damaged; the run went on from an earlier one."
    if damaged:
        damaged = "All checkpoints were damaged; the run began again from its seed."
    return None, damaged


def _file(content: dict) -> bytes:
    buffer = io.BytesIO()
    torch.save(content, buffer)
    return buffer.getvalue()
