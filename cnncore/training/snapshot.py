"""A trainer's state from disk, held against its own before it is believed."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

# what each optimiser remembers of a weight
_REMEMBERED = {"adam": {"step", "exp_avg", "exp_avg_sq"}, "momentum": {"momentum_buffer"}}


def own_state(state: object, model: nn.Module, optimiser: str, total: int) -> dict[str, Any]:
    """Return a state of a run of `total` steps with this network; ValueError for any other.

    Names, shapes and kinds of all tensors must agree, and every number must be finite.
    """
    if not isinstance(state, dict) or state.keys() != {"step", "model", "averaged", "optimiser"}:
        raise ValueError("no state of a run")
    if type(state["step"]) is not int or not 0 <= state["step"] <= total:
        raise ValueError("a step that this run has not")
    for part in ("model", "averaged"):
        _require_like(state[part], model.state_dict())
    shapes = [weights.shape for weights in model.parameters()]
    _require_memories(state["optimiser"], shapes, _REMEMBERED.get(optimiser, set()))
    return state


def _require_like(tensors: object, own: Mapping[str, torch.Tensor]) -> None:
    if not isinstance(tensors, dict) or tensors.keys() != own.keys():
        raise ValueError("weights of another network")
    for name, like in own.items():
        if not _is_finite_like(tensors[name], like.shape, like.dtype):
            raise ValueError(f"{name} of another shape or kind")


def _is_finite_like(value: object, shape: torch.Size, dtype: torch.dtype) -> bool:
    if not isinstance(value, torch.Tensor) or value.layout is not torch.strided:
        return False
    return value.shape == shape and value.dtype == dtype and bool(torch.isfinite(value).all())


def _require_memories(optimiser: object, shapes: list[torch.Size], names: set[str]) -> None:
    """Check what the optimiser remembers; its rates and the like come from the settings."""
    memories = optimiser.get("state") if isinstance(optimiser, dict) else None
    if not isinstance(memories, dict):
        raise ValueError("no state of an optimiser")
    for number, memory in memories.items():
        if type(number) is not int or not 0 <= number < len(shapes):
            raise ValueError("a memory of no weight")
        if not isinstance(memory, dict) or memory.keys() != names:
            raise ValueError("a memory of another optimiser")
        for name, value in memory.items():
            shape = torch.Size() if name == "step" else shapes[number]
            if not _is_finite_like(value, shape, torch.float32):
                raise ValueError(f"{name} of another shape or kind")
