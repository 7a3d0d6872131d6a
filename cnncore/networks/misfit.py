"""Why a layer does not fit what arrives: which rule, and the two numbers that clash."""

from dataclasses import dataclass
from typing import Literal

from cnncore.networks.layers import Layer
from cnncore.networks.shapes import Shape, count, has_window, window_of


@dataclass(frozen=True)
class Problem:
    """The first layer that does not fit: its place, what arrives there, the numbers that clash.

    `kind` is "flat" (maps are expected, a list arrives), "maps" (the other way round) or "window"
    (wider than the map).
    """

    number: int
    kind: Literal["flat", "maps", "window"]
    layer: Layer
    taken: Shape
    clash: tuple[int, int]


def problem_of(number: int, layer: Layer, shape: Shape) -> Problem | None:
    """Return the problem of this layer with an input of this shape, or None where it fits.

    >>> from cnncore.networks.layers import layer
    >>> problem = problem_of(3, layer("linear", features=10), (1, 14, 14))
    >>> problem.kind, problem.clash
    ('maps', (14, 196))
    """
    if len(shape) == 1:
        maps = has_window(layer) or layer.kind == "gap"
        return Problem(number, "flat", layer, shape, (3, 1)) if maps else None
    if layer.kind == "linear" and shape[-1] != count(shape):
        return Problem(number, "maps", layer, shape, (shape[-1], count(shape)))
    if has_window(layer):
        window, padding = window_of(layer)
        least = min(shape[1:]) + 2 * padding
        if window > least:
            return Problem(number, "window", layer, shape, (window, least))
    return None
