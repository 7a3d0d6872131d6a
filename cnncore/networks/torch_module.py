"""From layers to a PyTorch module, and torch's own words where a layer does not fit."""

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

from cnncore.networks.layers import Layer
from cnncore.networks.ledger import account
from cnncore.networks.limits import require_buildable
from cnncore.networks.shapes import DIGIT, Shape, count


class LocallyConnected2d(nn.Module):
    """A convolution that does not share its weights: every place has a kernel of its own.

    Takes (N, C, H, W) of the size it was made for; gives (N, channels, H_out, W_out).

    >>> layer = LocallyConnected2d(1, 16, (28, 28), kernel_size=3, padding=1)
    >>> sum(p.numel() for p in layer.parameters())
    125440
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        size: tuple[int, int],
        kernel_size: int,
        stride: int = 1,
        padding: int = 0,
    ) -> None:
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding
        sides = [max(0, (side + 2 * padding - kernel_size) // stride + 1) for side in size]
        inputs = in_channels * kernel_size**2
        bound = inputs**-0.5
        weight = torch.empty(out_channels, inputs, sides[0] * sides[1])
        bias = torch.empty(out_channels, *sides)
        self.weight = nn.Parameter(weight.uniform_(-bound, bound))
        self.bias = nn.Parameter(bias.uniform_(-bound, bound))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        patches = functional.unfold(x, self.kernel_size, padding=self.padding, stride=self.stride)
        sums = torch.einsum("nip,oip->nop", patches, self.weight)
        return sums.unflatten(2, self.bias.shape[1:]) + self.bias

    def extra_repr(self) -> str:
        out_channels, inputs, places = self.weight.shape
        return (
            f"{inputs // self.kernel_size**2}, {out_channels}, kernel_size={self.kernel_size}, "
            f"stride={self.stride}, padding={self.padding}, places={places}"
        )


def build(
    layers: Sequence[Layer], input_shape: Shape = DIGIT, seed: int | None = 0
) -> nn.Sequential:
    """Make the network with PyTorch's own initial weights, the same for the same seed.

    `seed=None` leaves the random state alone. Raise `InputError` where a layer does not fit or
    the network is too large to train here.

    >>> from cnncore.networks.layers import PRESETS, parse
    >>> network = build(parse(PRESETS["SimpleCNN"]))
    >>> network(torch.zeros(2, 1, 28, 28)).shape
    torch.Size([2, 10])
    """
    book = account(layers, input_shape)
    require_buildable(book)
    with torch.random.fork_rng(devices=[], enabled=seed is not None):
        if seed is not None:
            torch.manual_seed(seed)
        return nn.Sequential(*(_module(entry.layer, entry.shapes[0]) for entry in book.entries))


def failure(layers: Sequence[Layer], input_shape: Shape = DIGIT) -> tuple[int, str] | None:
    """Run the network on one image; return where it fails and torch's message, or None.

    The one misfit that torch lets pass, a global average pool over a flat list (it would average
    over the batch as well), is told in our words.

    >>> from cnncore.networks.layers import parse
    >>> failure(parse("max2-linear10"))
    (1, 'mat1 and mat2 shapes cannot be multiplied (14x14 and 196x10)')
    """
    problem = account(layers, input_shape).problem
    image = torch.zeros(1, *input_shape)
    with torch.no_grad(), torch.random.fork_rng(devices=[]):
        for number, layer in enumerate(layers[: problem.number + 1] if problem else layers):
            module = _module(layer, tuple(image.shape[1:])).eval()
            if layer.kind == "gap" and image.dim() == 2:
                return number, "PyTorch raises nothing here: it averages over the batch as well."
            try:
                image = module(image)
            except (RuntimeError, IndexError, ValueError) as error:
                return number, str(error)
    return None


def _module(layer: Layer, taken: Shape) -> nn.Module:
    kind, flat = layer.kind, len(taken) == 1
    if kind == "conv":
        kernel, stride, padding = (layer[name] for name in ("kernel", "stride", "padding"))
        return nn.Conv2d(taken[0], layer["channels"], kernel, stride=stride, padding=padding)
    if kind == "local":
        kernel, stride, padding = (layer[name] for name in ("kernel", "stride", "padding"))
        channels, *size = (1, 1, 1) if flat else taken
        return LocallyConnected2d(
            channels, layer["channels"], (size[0], size[1]), kernel, stride, padding
        )
    if kind in ("max", "avg"):
        pool = nn.MaxPool2d if kind == "max" else nn.AvgPool2d
        return pool(layer["size"], layer["stride"])
    if kind == "bn":
        return nn.BatchNorm1d(taken[0]) if flat else nn.BatchNorm2d(taken[0])
    if kind == "drop":
        return nn.Dropout(layer["percent"] / 100)
    if kind == "linear":
        return nn.Linear(count(taken), layer["features"])
    if kind == "gap":
        return nn.AdaptiveAvgPool2d(1)
    return nn.ReLU() if kind == "relu" else nn.Flatten()
