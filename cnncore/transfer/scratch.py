"""What ten photos cannot do: a small network that begins from nothing and sees only them."""

import numpy as np
import torch
from PIL import Image
from torch import Tensor, nn

from cnncore.pieces import Pieces
from cnncore.transfer.learning import Learnt

SIDE = 64
EPOCHS = 40
_BATCH = 16
_RATE = 3e-3


class SmallCNN(nn.Module):
    """Three convolutions of 3 × 3 with 16, 32 and 32 kernels, the mean of each map, one layer."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for inputs, outputs in ((3, 16), (16, 32), (32, 32)):
            layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        self.layers = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.last = nn.Linear(32, classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.last(self.layers(x))


def from_scratch(learnt: Learnt, *, epochs: int = EPOCHS, seed: int = 0) -> Pieces[int]:
    """Train on the same photos, from random weights, an epoch a piece; return how many of the
    photos set aside are named right. The same album and seed always give the same number."""
    squares = _small([shot.square for shot in learnt.album.shots])
    labels = torch.from_numpy(learnt.album.labels)
    aside = torch.from_numpy(learnt.aside)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        network = SmallCNN(len(learnt.album.kinds))
    draw = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.Adam(network.parameters(), lr=_RATE)
    x, y = squares[~aside], labels[~aside]
    for epoch in range(1, epochs + 1):
        for some in torch.randperm(len(x), generator=draw).split(_BATCH):
            optimiser.zero_grad()
            nn.functional.cross_entropy(network(x[some]), y[some]).backward()
            optimiser.step()
        yield epoch / epochs
    with torch.inference_mode():
        right = network(squares[aside]).argmax(1) == labels[aside]
    return int(right.sum())


def weights_of(classes: int) -> int:
    """Count the weights of the small network."""
    return sum(weight.numel() for weight in SmallCNN(classes).parameters())


def _small(squares: list[np.ndarray]) -> Tensor:
    size = (SIDE, SIDE)
    small = [np.asarray(Image.fromarray(one).resize(size, Image.Resampling.BOX)) for one in squares]
    return torch.from_numpy(np.stack(small)).permute(0, 3, 1, 2).float() / 127.5 - 1
