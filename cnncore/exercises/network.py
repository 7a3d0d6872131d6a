"""Questions about networks: a layer's shape, its parameters, what one number sees."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cnncore.errors import InputError
from cnncore.exercises import Answer, Exercise, Mistake, slips_of
from cnncore.exercises.network_slips import parameter_slips, shape_slips, view_slips
from cnncore.networks.layers import Layer, layer
from cnncore.networks.ledger import Ledger, account
from cnncore.networks.shapes import has_window

KINDS = {
    "shape": "a layer’s output",
    "parameters": "its parameters",
    "view": "what one number sees",
}


@dataclass(frozen=True)
class _Draw:
    question: str
    answer: Answer
    working: str
    slips: dict[Answer, Mistake]
    parts: tuple[str, ...] = ("Your prediction",)


def make(kind: str, level: int, seed: int) -> Exercise:
    """Write the question of this kind (see `KINDS`), level (1 to 3) and seed; always the same one.

    Of some draws the one is taken whose slips differ most, so that a slip can be told.

    >>> question = make("parameters", 1, 3)
    >>> question == make("parameters", 1, 3), len(question.slips) >= 3
    (True, True)
    """
    if kind not in KINDS or level not in (1, 2, 3):
        raise InputError(
            f"one of {', '.join(KINDS)} at level 1 to 3", f"{kind!r} at level {level!r}", "Choose."
        )
    random = np.random.default_rng([list(KINDS).index(kind), level, seed, 9])
    drawn = [_MAKERS[kind](random, level) for _ in range(8)]
    best = max(drawn, key=lambda one: len(one.slips))
    return Exercise(kind, level, seed, **vars(best))


def _shape(random: np.random.Generator, level: int) -> _Draw:
    channels, side = _start(random)
    stride = int(random.choice([2, 3])) if level > 1 else 1
    padding = int(random.integers(1, 3))
    conv = _conv(random, stride=stride, padding=padding)
    chain = (conv, layer("max", size=2)) if level == 3 else (conv,)
    book = account(chain, (channels, side, side))
    answer = book.output_shape
    question = (
        f"Maps of shape (N, {channels}, {side}, {side}) enter {_in_words(chain, channels)} "
        "What shape leaves? Leave out N."
    )
    sizes = "\n".join(
        f"- {_call(entry.layer, entry.taken[0])}: side {entry.size_formula}, "
        f"so (N, {', '.join(map(str, entry.given))})"
        for entry in book.entries
    )
    slips = slips_of(answer, shape_slips(chain, (channels, side, side)))
    return _Draw(question, answer, sizes, slips, ("Channels", "Height", "Width"))


def _parameters(random: np.random.Generator, level: int) -> _Draw:
    channels, side = (1, 28) if level == 1 else _start(random)
    if level < 3:
        chain: tuple[Layer, ...] = (_conv(random, stride=1, padding=1),)
    else:
        pool, flatten = layer("max", size=2), layer("flatten")
        linear = layer("linear", features=int(random.choice([10, 20, 32])))
        chain = (_conv(random, stride=1, padding=0), layer("relu"), pool, flatten, linear)
        channels, side = int(random.choice([1, 3])), int(random.choice([8, 10, 12, 16]))
    book = account(chain, (channels, side, side))
    question = (
        f"Maps of shape (N, {channels}, {side}, {side}) enter {_in_words(chain, channels)} "
        f"How many parameters {'has this network' if level == 3 else 'has this layer'}?"
    )
    slips = slips_of(book.parameters, parameter_slips(book))
    return _Draw(question, book.parameters, _sum_of_parameters(book), slips)


def _view(random: np.random.Generator, level: int) -> _Draw:
    first = _conv(random, stride=2 if level == 3 else 1, padding=0)
    last = _conv(random, stride=1, padding=0)
    chain = (first, last) if level == 1 else (first, layer("max", size=2), last)
    book = account(chain, (1, 64, 64))
    answer = book.entries[-1].receptive_field
    question = (
        f"An image passes {_in_words(chain, 1)} How wide, in pixels of the image, is the square "
        "that one number of the last map depends on?"
    )
    lines, view, jump = ["Start with 1 pixel, 1 pixel apart."], 1, 1
    for entry in book.entries:
        side = entry.layer["kernel" if entry.layer.kind == "conv" else "size"]
        lines.append(
            f"- {_call(entry.layer, entry.taken[0])}: {view} + ({side} − 1)·{jump} = "
            f"{entry.receptive_field} pixels; neighbours are now {entry.jump} apart"
        )
        view, jump = entry.receptive_field, entry.jump
    return _Draw(question, answer, "\n".join(lines), slips_of(answer, view_slips(chain)))


def _start(random: np.random.Generator) -> tuple[int, int]:
    return int(random.choice([3, 8, 16, 32])), int(random.choice([12, 14, 20, 28]))


def _conv(random: np.random.Generator, *, stride: int, padding: int) -> Layer:
    channels = int(random.choice([4, 6, 10, 24, 64]))
    kernel = int(random.choice([3, 5]))
    return layer("conv", channels=channels, kernel=kernel, stride=stride, padding=padding)


def _in_words(chain: Sequence[Layer], channels: int) -> str:
    calls = [
        f"`{_call(one, at)}`" for one, at in zip(chain, _channels(chain, channels), strict=True)
    ]
    return calls[0] + "." if len(calls) == 1 else ", then ".join(calls) + "."


def _channels(chain: Sequence[Layer], channels: int) -> Iterator[int]:
    for one in chain:
        yield channels
        channels = one["channels"] if one.kind == "conv" else channels


def _call(one: Layer, channels: int) -> str:
    """Write a layer as PyTorch does, short."""
    if one.kind == "conv":
        more = f", stride={one['stride']}" if one["stride"] != 1 else ""
        more += f", padding={one['padding']}" if one["padding"] else ""
        return f"Conv2d({channels}, {one['channels']}, {one['kernel']}{more})"
    if has_window(one):
        return f"MaxPool2d({one['size']})"
    if one.kind == "linear":
        return f"Linear(…, {one['features']})"
    return {"relu": "ReLU()", "flatten": "Flatten()"}[one.kind]


def _sum_of_parameters(book: Ledger) -> str:
    lines = [
        f"- {_call(entry.layer, entry.taken[0])}: {entry.formula} = {entry.parameters:,}"
        for entry in book.entries
        if entry.parameters
    ]
    if len(lines) > 1:
        lines.append(f"\nTogether {book.parameters:,}. ReLU, pooling and flatten have none.")
    return "\n".join(lines)


_MAKERS = {"shape": _shape, "parameters": _parameters, "view": _view}
