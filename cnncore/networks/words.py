"""What is said about a network: what does not fit, in our words and torch's, and how to mend it."""

from cnncore.networks.layers import Layer
from cnncore.networks.ledger import Line
from cnncore.networks.misfit import Problem
from cnncore.networks.repairs import Mend
from cnncore.networks.shapes import Shape, count, window_of

_FLAT = {
    "conv": "Expected 3D (unbatched) or 4D (batched) input to conv2d, "
    "but got input of size: [1, {0}]",
    "local": "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
    "max": "non-empty 3D or 4D (batch mode) tensor expected for input",
    "avg": "Dimension out of range (expected to be in range of [-2, 1], but got -3)",
    "gap": "PyTorch raises nothing here: it averages over the batch as well.",
}


def problem_sentence(problem: Problem) -> str:
    """Say why the layer does not fit.

    >>> from cnncore.networks.layers import layer
    >>> problem_sentence(Problem(1, "window", layer("max", size=3), (1, 2, 2), (3, 2)))
    'The window is 3 wide, but the map is only 2.'
    """
    kind, taken = problem.layer.kind, problem.taken
    if problem.kind == "flat":
        return (
            f"{kind} slides over maps of 3 dimensions (channels, height, width), but a list of "
            f"{taken[0]:,} numbers arrives, of 1 dimension: the maps were flattened before it."
        )
    if problem.kind == "maps":
        return (
            f"{kind} expects all {count(taken):,} numbers in one list, but maps arrive, in rows "
            f"of {taken[-1]}: they were not flattened."
        )
    window, least = problem.clash
    padded = " with its padding" if window_of(problem.layer)[1] else ""
    return f"The window is {window} wide, but the map{padded} is only {least}."


def torch_message(problem: Problem) -> str:
    """Return what torch 2.13 raises there for one image on the CPU; where it lets one pass, so.

    A test compares it with torch on a thousand random networks.

    >>> from cnncore.networks.layers import layer
    >>> torch_message(Problem(3, "maps", layer("linear", features=10), (1, 14, 14), (14, 196)))
    'mat1 and mat2 shapes cannot be multiplied (14x14 and 196x10)'
    """
    layer, taken = problem.layer, problem.taken
    if problem.kind == "flat":
        return _FLAT[layer.kind].format(taken[0])
    if problem.kind == "maps":
        return (
            f"mat1 and mat2 shapes cannot be multiplied ({taken[0] * taken[1]}x{taken[2]} "
            f"and {count(taken)}x{layer['features']})"
        )
    return _window_message(layer, taken)


def torch_error(problem: Problem) -> str:
    """Return torch's message with the exception's name before it, as a traceback ends."""
    message = torch_message(problem)
    if message == _FLAT["gap"]:
        return message
    name = "IndexError" if message.startswith("Dimension") else "RuntimeError"
    return f"{name}: {message}"


def _window_message(layer: Layer, shape: Shape) -> str:
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


def slices_sentence(line: Line) -> str:
    """Count a convolution's weights and biases, kernel by kernel and slice by slice.

    >>> from cnncore.networks.layers import layer
    >>> from cnncore.networks.ledger import account
    >>> book = account([layer("conv", channels=8, kernel=5)], (3, 28, 28))
    >>> slices_sentence(book.entries[0])[-44:]
    '= 600 weights, and 8 biases: **608** in all.'
    """
    (channels, *_), (maps, *_) = line.shapes
    side = line.layer["kernel"]
    return (
        f"A kernel has a slice for every channel, {channels}, each of {side} × {side} weights; "
        f"their sums are added to one number, so a kernel makes one map. {maps} kernels, {maps} "
        f"maps: {maps} · {channels} · {side} · {side} = {maps * channels * side * side:,} "
        f"weights, and {maps} biases: **{line.parameters:,}** in all."
    )


_MENDS = {
    "flatten": "Flatten before it",
    "mean": "Take the global mean before it",
    "move": "Move it before the flatten",
    "unflatten": "Remove the flatten before it",
    "remove": "Remove it",
    "size": "Make its size {}",
    "kernel": "Make its kernel {}",
    "padding": "Pad it by {}",
    "unpool": "Remove the pooling at layer {}",
    "end": "End with linear to 10",
    "end-flat": "End with flatten, linear to 10",
    "end-mean": "End with the global mean, flatten, linear to 10",
}


def mend_label(mend: Mend) -> str:
    """Say on a button what a mend does.

    >>> mend_label(Mend("padding", (), 2))
    'Pad it by 2'
    """
    return _MENDS[mend.kind].format(mend.number)
