"""Import torchvision whichever torch build pip picked.

On Linux pip may put a CPU torch beside a torchvision that was compiled for CUDA. The
compiled half of torchvision then does not load, and `import torchvision` stops with
"operator torchvision::nms does not exist", because its Python half describes two
detection operators that nobody declared. Nothing here detects objects: declaring the
two is enough for `datasets`, `transforms.v2`, `models` and `utils`.
Seen with torch 2.13.0 (CPU) and torchvision 0.28.0, which are a matched pair.
"""

from importlib import import_module
from types import ModuleType

_SIGNATURE = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_declared: list[object] = []  # torch forgets the operators when their library object goes


def load_torchvision(submodule: str = "") -> ModuleType:
    """Return torchvision, or a submodule such as "datasets"; declare what a mixed build lacks."""
    name = f"torchvision.{submodule}" if submodule else "torchvision"
    try:
        return import_module(name)
    except RuntimeError as error:
        if "torchvision::nms" not in str(error) or _declared:
            raise
        _declare_operators()
        return import_module(name)


def _declare_operators() -> None:
    import torch  # torch

    library = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        library.define(operator + _SIGNATURE)
    _declared.append(library)
