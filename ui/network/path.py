"""The path through the network lesson: five questions on shapes, weights and what a cell sees."""

from math import prod

from cnncore.exercises import Exercise, slips
from cnncore.exercises.exercise import slips_of
from cnncore.exercises.network_slips import parameter_slips, view_slips
from cnncore.networks.layers import PRESETS, format, parse
from cnncore.networks.ledger import account
from cnncore.networks.shapes import window_of
from ui.network.figures.network_blocks import words_for
from ui.shared.path_steps import Path, Step

_LAYERS = parse(PRESETS["SimpleCNN"])
_BOOK = account(_LAYERS)
_CONVS = [line for line in _BOOK.entries if line.layer.kind == "conv"]
_POOL = next(line for line in _BOOK.entries if line.layer.kind == "max")
_FLATTEN = next(place for place, one in enumerate(_LAYERS) if one.kind == "flatten")
_UNFLAT = (*_LAYERS[:_FLATTEN], *_LAYERS[_FLATTEN + 1 :])


def _shape() -> Exercise:
    taken, given = _POOL.shapes
    answer = prod(given)
    return Exercise(
        "shape", 1, 1,
        f"{taken[0]} feature maps of {taken[1]} × {taken[2]} numbers reach a max pooling with "
        f"windows of {_POOL.layer['size']} × {_POOL.layer['size']}. **How many numbers leave it?**",
        answer,
        f"Each window keeps one number: {given[0]} maps of {given[1]} × {given[2]}, which is "
        f"{answer:,}.",
        slips_of(answer, [
            (slips.HALF, prod(taken) // _POOL.layer["size"]),
            (slips.ONE_MAP, given[1] * given[2]),
            (slips.UNCHANGED, prod(taken)),
        ]),
    )  # fmt: skip


def _parameters() -> Exercise:
    first = account(_LAYERS[:1], _BOOK.input_shape)
    layer, answer = first.entries[0].layer, first.parameters
    kernel, filters = layer["kernel"], layer["channels"]
    return Exercise(
        "parameters", 1, 1,
        f"The first layer has {filters} filters of {kernel} × {kernel} weights, each with one "
        "bias, for an image of one channel. **How many numbers does it learn?**",
        answer,
        f"({kernel} · {kernel} + 1) · {filters} = {answer}, however large the image is.",
        slips_of(answer, parameter_slips(first)),
    )  # fmt: skip


def _slices() -> Exercise:
    second = _CONVS[1]
    kernel, channels, filters = second.layer["kernel"], second.shapes[0][0], second.shapes[1][0]
    answer = kernel * kernel * channels
    return Exercise(
        "slices", 1, 1,
        f"The second convolution reads {channels} maps and makes {filters}; each of its filters "
        f"covers {kernel} × {kernel} cells of every map. **How many weights has one of them?**",
        answer,
        f"One slice of {kernel} × {kernel} for each of the {channels} maps: {answer}.",
        slips_of(answer, [
            (slips.LAYER_NO_IN, kernel * kernel),
            (slips.ALL_FILTERS, answer * filters),
            (slips.LAYER_ONE_SIDE, kernel * channels),
        ]),
    )  # fmt: skip


def _view() -> Exercise:
    place = _BOOK.entries.index(_CONVS[1])
    jumps = (1, *(line.jump for line in _BOOK.entries))
    seen = [
        (one, jump)
        for one, jump in zip(_LAYERS[: place + 1], jumps, strict=False)
        if one.kind in ("conv", "max")
    ]
    answer = _CONVS[1].receptive_field
    terms = " + ".join(f"{window_of(one)[0] - 1}·{jump}" for one, jump in seen)
    return Exercise(
        "view", 1, 1,
        "One cell of a map of the second convolution is made from a patch of pooled cells, each of "
        "which saw a patch itself. **How many pixels wide is the square of the image that it has "
        "seen?**",
        answer,
        f"1 + {terms} = {answer}. {', '.join(words_for(one) for one, _ in seen)}: each adds its "
        "side minus 1, times how far apart its cells lie in the image.",
        slips_of(answer, view_slips([one for one, _ in seen])),
    )  # fmt: skip


_ASKED = 3  # of the layers, the last ones


def _clash() -> Exercise:
    problem = account(_UNFLAT).problem
    unfit = problem.number if problem else 0
    answer = unfit - (len(_UNFLAT) - _ASKED)
    return Exercise(
        "clash", 1, 1,
        "Here *flatten* was taken out: the maps are no longer put into one list. **Which layer "
        "does not fit any more?**",
        answer,
        f"{words_for(_UNFLAT[unfit]).capitalize()} wants a list of numbers, and maps arrive.",
        {place: slips.FITS_ANY for place in range(_ASKED) if place != answer},
    )  # fmt: skip


PATH = Path(
    "network",
    (
        Step(
            "shape", "What does pooling leave?", _shape,
            "Pooling keeps one number of each window, in every map for itself.",
            "picture", covers=("picture", "network_tab"),
        ),
        Step(
            "parameters", "What does a layer learn?", _parameters,
            "A convolution learns its filters’ weights and biases, and nothing for their places.",
            "network_tab", covers=("picture", "network_tab"),
        ),
        Step(
            "slices", "What does a filter of the second layer read?", _slices,
            "A filter reads all the maps before it, with a slice of weights for each.",
            "network_slices", options={"network_tab": "sharing"}, covers=("network_tab",),
        ),
        Step(
            "view", "What has a cell of the second layer seen?", _view,
            "Each layer widens the view: later cells answer to larger parts of the image.",
            "network_tab", covers=("network_tab",),
        ),
        Step(
            "clash", "What if one layer is missing?", _clash,
            "Layers fit where the shape that leaves one is the shape that the next one wants.",
            "picture", choices=tuple(map(words_for, _UNFLAT[-_ASKED:])),
            inputs={"layers": format(_UNFLAT)},
            covers=("picture", "network_tab"),
        ),
    ),
    inputs={"layers": PRESETS["SimpleCNN"]},
    options={"network_tab": "apart"},
)  # fmt: skip
