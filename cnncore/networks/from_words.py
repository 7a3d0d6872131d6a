"""From a setting's words to a network that can be trained."""

from pathlib import Path

from torch import nn

from cnncore.networks.layers import parse
from cnncore.networks.limits import SIMPLE
from cnncore.networks.simple_cnn import SimpleCNN, load_weights
from cnncore.networks.torch_module import build


def build_network(words: str) -> nn.Module:
    """Build "simple", the article's network, or layers as `cnncore.networks.layers` reads them."""
    if words == SIMPLE:
        return SimpleCNN()
    return build(parse(words))


def load_network(words: str, path: Path) -> nn.Module:
    """Build a network and fill it with the weights of a file, in eval mode."""
    model = build_network(words)
    load_weights(model, path)
    return model.eval()
