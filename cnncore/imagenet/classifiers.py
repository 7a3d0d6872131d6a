"""ImageNet classifiers cut into stages, so that one can look between the layers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import util
from pathlib import Path

from torch import nn

from cnncore.errors import InputError
from cnncore.imagenet.efficientnet import Same, load_efficientnet
from cnncore.torchvision_import import load_torchvision


@dataclass(frozen=True)
class Field:
    """What one cell of a stage sees of the input: cell i looks at `size` pixels whose middle is
    `start` + i · `jump`, along either axis."""

    size: int
    jump: int
    start: float


@dataclass(frozen=True)
class Stage:
    """A piece of the network: its name, its layers, and what one cell of its output sees."""

    title: str
    layers: nn.Module
    field: Field


@dataclass(frozen=True)
class Classifier:
    """A network as a chain of stages and a head that turns the last one into 1,000 logits.

    Colours enter as (pixel - mean) / deviation, pixel 0..255, one pair a channel.
    """

    name: str
    stages: tuple[Stage, ...]
    head: nn.Module
    mean: tuple[float, float, float]
    deviation: tuple[float, float, float]


def efficientnet_lite0() -> Classifier:
    """Return the network that is installed with this project, in six stages."""
    network = load_efficientnet()
    blocks = network.stages
    pieces = [
        ("Stem", network.stem),
        ("Blocks 1 and 2", nn.Sequential(*blocks[:2])),
        ("Block 3", blocks[2]),
        ("Blocks 4 and 5", nn.Sequential(*blocks[3:5])),
        ("Blocks 6 and 7", nn.Sequential(*blocks[5:])),
        ("Head", network.head),
    ]
    # The values the authors' code evaluates with: lite/efficientnet_lite_builder.py
    return assemble("EfficientNet-Lite0", pieces, network.classify, (127.0,) * 3, (128.0,) * 3)


def assemble(
    name: str,
    pieces: Sequence[tuple[str, nn.Module]],
    head: nn.Module,
    mean: tuple[float, float, float],
    deviation: tuple[float, float, float],
) -> Classifier:
    """Join pieces in their order, with the receptive field each one reaches."""
    field = Field(1, 1, 0.0)
    stages = []
    for title, layers in pieces:
        field = _widened(field, layers)
        stages.append(Stage(title, layers, field))
    return Classifier(name, tuple(stages), head, mean, deviation)


def _widened(field: Field, layers: nn.Module) -> Field:
    """Walk the spatial layers: each adds (kernel - 1) jumps; a stride multiplies the jump."""
    size, jump, start = field.size, field.jump, field.start
    for kernel, stride, before in _spatial(layers):
        size += (kernel - 1) * jump
        start += ((kernel - 1) / 2 - before) * jump
        jump *= stride
    return Field(size, jump, start)


def _spatial(layers: nn.Module) -> Iterator[tuple[int, int, int]]:
    """Yield (kernel, stride, padding before) along the main path; 1 × 1 shortcuts are left out."""
    for name, layer in layers.named_modules():
        if "downsample" in name:
            continue
        if isinstance(layer, Same):
            yield layer.kernel_size[0], layer.stride[0], layer.sides[0]
        elif isinstance(layer, nn.Conv2d):
            yield layer.kernel_size[0], layer.stride[0], _side(layer.padding)
        elif isinstance(layer, nn.MaxPool2d):
            yield _side(layer.kernel_size), _side(layer.stride), _side(layer.padding)


def _side(setting: int | str | tuple[int, ...]) -> int:
    return setting[0] if isinstance(setting, tuple) else int(setting)


@cache
def imagenet_classes() -> tuple[str, ...]:
    """Return the 1,000 names in the order of the logits, from the installed torchvision.

    The list lies in a file of plain data; read alone it spares the second that importing all of
    torchvision takes.
    """
    found = util.find_spec("torchvision")
    if found is None or not found.submodule_search_locations:
        raise InputError(
            "torchvision", "an environment without it", "Run pip install -r requirements.txt."
        )
    path = Path(found.submodule_search_locations[0]) / "models" / "_meta.py"
    spec = util.spec_from_file_location("imagenet_meta", path) if path.exists() else None
    if spec is None or spec.loader is None:
        models = load_torchvision("models")
        return tuple(models.ResNet18_Weights.DEFAULT.meta["categories"])
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return tuple(module._IMAGENET_CATEGORIES)
