"""The lesson on own classes as a short script, to run beside a copy of this project."""

OWN_CLASSES = """import numpy as np
import torch
from torch import nn

from cnncore.imagenet import efficientnet_lite0
from cnncore.pieces import whole
from cnncore.transfer import ready_album

network = efficientnet_lite0()                 # frozen: 3,371,008 weights below its last layer
album = whole(ready_album(network, "ground"))  # or your own photos, through take_shots
x = torch.tensor(album.numbers)                # (24, 1280): the mean of each of 1,280 maps
y = torch.tensor(album.labels)

layer = nn.Linear(x.shape[1], len(album.kinds))
optimiser = torch.optim.Adam(layer.parameters(), lr=0.01)
for _ in range(100):
    optimiser.zero_grad()
    loss = nn.functional.cross_entropy(layer(x), y)
    loss.backward()
    optimiser.step()
right = (layer(x).argmax(1) == y).sum().item()
print(f"{right} of {len(y)} right, loss {loss.item():.3f}")
"""
