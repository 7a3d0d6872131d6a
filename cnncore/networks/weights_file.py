"""Weights taken away and brought back: measured and checked, never executed."""

import io
from pathlib import Path

import torch
from safetensors.torch import save

from cnncore.networks.from_words import build_network
from cnncore.networks.tensors_file import fit_tensors, read_tensors


def read_weights(content: bytes, network: str) -> dict[str, torch.Tensor]:
    """Return the state dict in a file, PyTorch's or safetensors, for the network named in words.

    Checks size, kind, names, shapes and finiteness; nothing in the file is executed. InputError
    says what does not fit.
    """
    return fit_tensors(read_tensors(content), build_network(network).state_dict())


def repacked(content: bytes, network: str) -> bytes:
    """Return the weights that `read_weights` finds in a file as torch saves them, and only them."""
    file = io.BytesIO()
    torch.save(read_weights(content, network), file)
    return file.getvalue()


def safetensors_bytes(path: Path) -> bytes:
    """Return a weights file as safetensors, float32: https://huggingface.co/docs/safetensors."""
    tensors = read_tensors(path.read_bytes())
    return save({name: value.float().contiguous() for name, value in tensors.items()})
