"""Questions about networks: a layer's shape, its parameters, what one number sees."""

import numpy as np

from cnncore.exercises import words
from cnncore.exercises.draw import Draw, Maker, draw_exercise
from cnncore.exercises.exercise import Exercise
from cnncore.exercises.network_slips import parameter_slips, shape_slips, view_slips
from cnncore.networks.layers import Layer, layer
from cnncore.networks.ledger import account

KINDS = {
    "shape": "a layer’s output",
    "parameters": "its parameters",
    "view": "what one number sees",
}


def network_exercise(kind: str, level: int, seed: int) -> Exercise:
    """Write the question of this kind (see `KINDS`), level (1 to 3) and seed; always the same one.

    >>> question = network_exercise("parameters", 1, 3)
    >>> question == network_exercise("parameters", 1, 3), len(question.slips) >= 3
    (True, True)
    """
    return draw_exercise(_MAKERS, kind, level, seed, draws=8, stream=(9,))


def _shape(random: np.random.Generator, level: int) -> Draw:
    taken = _start(random)
    stride = int(random.choice([2, 3])) if level > 1 else 1
    padding = int(random.integers(1, 3))
    conv = _conv(random, stride=stride, padding=padding)
    chain = (conv, layer("max", size=2)) if level == 3 else (conv,)
    book = account(chain, taken)
    return Draw(
        words.shape_question(book, in_words=level == 1),
        book.entries[-1].shapes[1],
        words.shape_working(book),
        shape_slips(chain, taken),
        ("Channels", "Height", "Width"),
    )


def _parameters(random: np.random.Generator, level: int) -> Draw:
    taken = (1, 28, 28) if level == 1 else _start(random)
    if level < 3:
        chain: tuple[Layer, ...] = (_conv(random, stride=1, padding=1),)
    else:
        pool, flatten = layer("max", size=2), layer("flatten")
        linear = layer("linear", features=int(random.choice([10, 20, 32])))
        chain = (_conv(random, stride=1, padding=0), layer("relu"), pool, flatten, linear)
        channels, side = int(random.choice([1, 3])), int(random.choice([8, 10, 12, 16]))
        taken = (channels, side, side)
    book = account(chain, taken)
    return Draw(
        words.parameters_question(book, in_words=level == 1),
        book.parameters,
        words.parameters_working(book),
        parameter_slips(book),
    )


def _view(random: np.random.Generator, level: int) -> Draw:
    first = _conv(random, stride=2 if level == 3 else 1, padding=0)
    last = _conv(random, stride=1, padding=0)
    chain = (first, last) if level == 1 else (first, layer("max", size=2), last)
    book = account(chain, (1, 64, 64))
    return Draw(
        words.view_question(book, in_words=level == 1),
        book.entries[-1].receptive_field,
        words.view_working(book),
        view_slips(chain),
    )


def _start(random: np.random.Generator) -> tuple[int, int, int]:
    channels, side = int(random.choice([3, 8, 16, 32])), int(random.choice([12, 14, 20, 28]))
    return channels, side, side


def _conv(random: np.random.Generator, *, stride: int, padding: int) -> Layer:
    channels = int(random.choice([4, 6, 10, 24, 64]))
    kernel = int(random.choice([3, 5]))
    return layer("conv", channels=channels, kernel=kernel, stride=stride, padding=padding)


_MAKERS: dict[str, Maker] = {"shape": _shape, "parameters": _parameters, "view": _view}
