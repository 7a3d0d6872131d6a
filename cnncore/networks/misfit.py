"""Why a layer does not fit what arrives, in our words and in torch's own."""

from dataclasses import dataclass

from cnncore.networks.layers import Layer
from cnncore.networks.shapes import Shape, count, window_of

_LIST = {
    "conv": "Expected 3D (unbatched) or 4D (batched) input to conv2d, "
    "but got input of size: [1, {0}]",
    "local": "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
    "max": "non-empty 3D or 4D (batch mode) tensor expected for input",
    "avg": "Dimension out of range (expected to be in range of [-2, 1], but got -3)",
    "gap": "PyTorch raises nothing here: it averages over the batch as well.",
}


@dataclass(frozen=True)
class Problem:
    """The first layer that does not fit: its place, a sentence, the two numbers that clash.

    `torch_message` is what torch 2.13 raises there for one image on the CPU; where torch lets a
    misfit pass, it says so. A test compares it with torch on a thousand random networks.
    """

    number: int
    sentence: str
    clash: tuple[int, int]
    torch_message: str

    @property
    def torch_error(self) -> str:
        """The message with the exception's name before it, as a traceback ends."""
        if self.torch_message == _LIST["gap"]:
            return self.torch_message
        name = "IndexError" if self.torch_message.startswith("Dimension") else "RuntimeError"
        return f"{name}: {self.torch_message}"


def problem_of(number: int, layer: Layer, shape: Shape) -> Problem | None:
    """Return the problem of this layer with an input of this shape, or None where it fits.

    >>> from cnncore.networks.layers import layer
    >>> problem_of(3, layer("linear", features=10), (1, 14, 14)).torch_message
    'mat1 and mat2 shapes cannot be multiplied (14x14 and 196x10)'
    """
    kind = layer.kind
    if kind in _LIST and len(shape) == 1:
        sentence = (
            f"{kind} slides over maps of 3 dimensions (channels, height, width), but a list of "
            f"{shape[0]:,} numbers arrives, of 1 dimension: the maps were flattened before it."
        )
        return Problem(number, sentence, (3, 1), _LIST[kind].format(shape[0]))
    if kind == "linear" and len(shape) == 3 and shape[-1] != count(shape):
        sentence = (
            f"linear expects all {count(shape):,} numbers in one list, but maps arrive, in rows "
            f"of {shape[-1]}: they were not flattened."
        )
        message = (
            f"mat1 and mat2 shapes cannot be multiplied ({shape[0] * shape[1]}x{shape[2]} "
            f"and {count(shape)}x{layer['features']})"
        )
        return Problem(number, sentence, (shape[-1], count(shape)), message)
    if kind in ("conv", "local", "max", "avg"):
        window, padding = window_of(layer)
        least = min(shape[1:]) + 2 * padding
        if window > least:
            padded = " with its padding" if padding else ""
            sentence = f"The window is {window} wide, but the map{padded} is only {least}."
            return Problem(number, sentence, (window, least), _too_small(layer, shape))
    return None


def _too_small(layer: Layer, shape: Shape) -> str:
    channels, *sides = shape
    window, padding = window_of(layer)
    stride = layer["stride"]
    padded = [side + 2 * padding for side in sides]
    outs = [(side - window) // stride + 1 for side in padded]
    if layer.kind == "conv":
        return (
            f"Calculated padded input size per channel: ({padded[0]} x {padded[1]}). "
            f"Kernel size: ({window} x {window}). "
            "Kernel size can't be greater than actual input size"
        )
    if layer.kind == "local":
        return (
            f"Given input with spatial size ({sides[0]}, {sides[1]}), "
            f"kernel_size=({window}, {window}), dilation=(1, 1), padding=({padding}, {padding}), "
            f"calculated shape of the array of sliding blocks as ({outs[0]}, {outs[1]}), "
            "but its components must be at least one."
        )
    return (
        f"Given input size: ({channels}x{sides[0]}x{sides[1]}). "
        f"Calculated output size: ({channels}x{outs[0]}x{outs[1]}). Output size is too small"
    )
