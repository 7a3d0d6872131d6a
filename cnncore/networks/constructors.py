"""How PyTorch makes each layer, with a comment and a meaning for the line."""

from cnncore.networks.ledger import Ledger, Line


def constructor(entry: Line, book: Ledger) -> tuple[str, str, str]:
    """Return the call that makes this layer, the comment on it and what it does."""
    layer, (taken, given) = entry.layer, entry.shapes
    count = f"{entry.formula} = {entry.parameters:,} parameters"
    if layer.kind in ("conv", "local"):
        return _window(entry, count)
    if layer.kind in ("max", "avg"):
        pool, keep = ("MaxPool2d", "largest") if layer.kind == "max" else ("AvgPool2d", "mean")
        size, stride = layer["size"], layer["stride"]
        comment = f"keep the {keep} of each {size}×{size} square, moving by {stride}"
        return f"nn.{pool}({size}, {stride})", comment, f"Keeps the {keep} number of each square."
    if layer.kind == "bn":
        kind = "BatchNorm1d" if len(taken) == 1 else "BatchNorm2d"
        comment = "bring each channel to mean 0, spread 1; then scale, shift"
        return f"nn.{kind}({taken[0]})", comment, f"A scale and a shift a channel: {count}."
    if layer.kind == "drop":
        share = layer["percent"] / 100
        comment = f"while training, drop {layer['percent']} % of the numbers"
        return f"nn.Dropout({share:g})", comment, "Does nothing once training is over."
    if layer.kind == "gap":
        return "nn.AdaptiveAvgPool2d(1)", "the mean of each whole map", "One number a map."
    if layer.kind == "linear":
        inputs = _factors(entry, book)
        comment = f"{taken[-1]:,} numbers in, {given[-1]} out"
        return f"nn.Linear({inputs}, {given[-1]})", comment, f"Every input weighs in: {count}."
    return "nn.ReLU()", "negative numbers become 0", "Keeps what is positive; no parameters."


def _window(entry: Line, count: str) -> tuple[str, str, str]:
    layer, (taken, _) = entry.layer, entry.shapes
    kernel, channels = layer["kernel"], layer["channels"]
    arguments = [str(taken[0]), str(channels)]
    if layer.kind == "local":
        arguments.append(f"({taken[1]}, {taken[2]})")
    arguments.append(f"kernel_size={kernel}")
    if layer["stride"] != 1:
        arguments.append(f"stride={layer['stride']}")
    if layer["padding"]:
        arguments.append(f"padding={layer['padding']}")
    maps = f"{taken[0]} map" + ("s" if taken[0] > 1 else "")
    name = "nn.Conv2d" if layer.kind == "conv" else "LocallyConnected2d"
    where = "" if layer.kind == "conv" else " at every place its own"
    comment = f"{channels} filters of {kernel}×{kernel} over {maps}{where}"
    return f"{name}({', '.join(arguments)})", comment, f"{count}."


def _factors(entry: Line, book: Ledger) -> str:
    """Write the length of a flattened stack of maps as its factors, as the article does."""
    before = book.entries[entry.number - 1] if entry.number else None
    if before and before.layer.kind == "flatten" and len(before.shapes[0]) == 3:
        return " * ".join(str(side) for side in before.shapes[0])
    return str(entry.shapes[0][-1])


def shape_words(entry: Line) -> str:
    """Say in words what goes in and out of a layer."""
    taken, given = ("×".join(f"{side:,}" for side in shape) for shape in entry.shapes)
    return f"{taken} numbers in, {given} out"
