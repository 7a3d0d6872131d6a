"""Shapes of what flows through a network, the batch left out: maps (C, H, W) or a list (F,)."""

from math import prod

from cnncore.networks.layers import Layer

Shape = tuple[int, ...]

DIGIT = (1, 28, 28)
SCORES = (10,)
_WINDOWED = ("conv", "local", "max", "avg")


def count(shape: Shape) -> int:
    """Count the numbers an array of this shape holds.

    >>> count((16, 28, 28))
    12544
    """
    return prod(shape)


def has_window(layer: Layer) -> bool:
    """Say whether the layer slides a window over maps."""
    return layer.kind in _WINDOWED


def window_of(layer: Layer) -> tuple[int, int]:
    """Return the side of the layer's window and its padding."""
    if layer.kind in ("max", "avg"):
        return layer["size"], 0
    return layer["kernel"], layer["padding"]


def shape_after(layer: Layer, taken: Shape) -> Shape:
    """Return the shape of the layer's output; the layer must fit.

    >>> from cnncore.networks.layers import layer
    >>> shape_after(layer("conv", channels=32, padding=1, stride=2), (16, 28, 28))
    (32, 14, 14)
    """
    kind = layer.kind
    if has_window(layer):
        window, padding = window_of(layer)
        sides = ((side + 2 * padding - window) // layer["stride"] + 1 for side in taken[1:])
        channels = taken[0] if kind in ("max", "avg") else layer["channels"]
        return (channels, *sides)
    if kind == "gap":
        return (taken[0], 1, 1)
    if kind == "flatten":
        return (count(taken),)
    return (*taken[:-1], layer["features"]) if kind == "linear" else taken


def size_formula(layer: Layer, taken: Shape) -> str:
    """Write the height of the map with its numbers; "" where there is nothing to compute.

    >>> from cnncore.networks.layers import layer
    >>> size_formula(layer("conv", padding=1, stride=2), (1, 28, 28))
    '⌊(28 + 2·1 − 3)/2⌋ + 1 = 14'
    """
    if has_window(layer):
        window, padding = window_of(layer)
        padded = f" + 2·{padding}" if padding else ""
        inside, stride = f"{taken[1]}{padded} − {window}", layer["stride"]
        size = f"({inside})/{stride}"
        if (taken[1] + 2 * padding - window) % stride:
            size = f"⌊{size}⌋"
        return f"{inside if stride == 1 else size} + 1 = {shape_after(layer, taken)[1]}"
    if layer.kind == "flatten" and len(taken) == 3:
        return f"{taken[0]}·{taken[1]}·{taken[2]} = {count(taken):,}"
    return ""
