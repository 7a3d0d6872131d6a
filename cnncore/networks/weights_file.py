"""Weights taken away and brought back: checked, never executed."""

import io
import json
from pathlib import Path

import torch

from cnncore.errors import InputError
from cnncore.networks.from_words import build_network

MOST_BYTES = 45_000_000  # of an imported file: ten million float32 weights and some room
_TODO = "Choose a state dict saved by this page or by torch.save(model.state_dict(), ...)."


def read_weights(content: bytes, network: str) -> dict[str, torch.Tensor]:
    """Return the state dict in a file for the network named in words.

    Checks size, kind, names, shapes and finiteness; `weights_only=True` never runs code from
    the file. InputError says what does not fit.
    """
    if len(content) > MOST_BYTES:
        raise InputError(
            f"at most {MOST_BYTES / 1e6:.0f} MB", f"{len(content) / 1e6:.0f} MB", _TODO
        )
    try:
        state = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises a dozen kinds for what it will not read
        raise InputError("a file of weights", type(error).__name__, _TODO) from error
    wanted = build_network(network).state_dict()
    if not isinstance(state, dict) or not all(torch.is_tensor(v) for v in state.values()):
        raise InputError("a state dict: names and tensors", type(state).__name__, _TODO)
    if odd := sorted(map(str, set(state) ^ set(wanted))):
        raise InputError(f"the weights of {network}", f"other names ({', '.join(odd[:4])})", _TODO)
    for name, value in state.items():
        if value.shape != wanted[name].shape:
            shapes = (tuple(wanted[name].shape), tuple(value.shape))
            raise InputError(f"{name} of shape {shapes[0]}", f"shape {shapes[1]}", _TODO)
        if not torch.isfinite(value.float()).all():
            raise InputError(f"finite weights in {name}", "NaN or infinity", _TODO)
    return {name: value.to(wanted[name].dtype) for name, value in state.items()}


def safetensors_bytes(path: Path) -> bytes:
    """Return a weights file as safetensors: a JSON header, then the numbers, nothing to execute.

    Format: https://huggingface.co/docs/safetensors (8 bytes header length, JSON, raw data).
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    header, parts, at = {}, [], 0
    for name, value in state.items():
        raw = value.float().contiguous().numpy().tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(value.shape),
            "data_offsets": [at, at + len(raw)],
        }
        parts.append(raw)
        at += len(raw)
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    return len(head).to_bytes(8, "little") + head + b"".join(parts)
