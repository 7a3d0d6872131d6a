"""The path through the convolution lesson: six questions on what a small kernel does."""

from cnncore.convolution import (
    convolve,
    format_grid,
    image_named,
    output_size,
    parse_grid,
    pool,
    relu,
)
from cnncore.convolution.grids import ARTICLE_IMAGE, ARTICLE_KERNEL, KERNELS
from cnncore.exercises import Exercise, Mistake
from cnncore.exercises.exercise import slips_of
from cnncore.exercises.slips import EVERYWHERE, NO_STRIDE, ONE_P, ONE_SIDE, UNPADDED
from ui.shared.path_steps import Path, Step

_IMAGE, _KERNEL = parse_grid(ARTICLE_IMAGE)[0], parse_grid(ARTICLE_KERNEL)[0]
_FLAT = _IMAGE * 0 + 3
_EDGE = KERNELS["Sobel, vertical"]
_LINE = image_named("Vertical edge", 6, 6)
_POOLED = image_named("Gradient", 6, 6)
_SAME = "1"  # a kernel of one weight hands the image on
_PADDING, _STRIDE = 1, 2

_ADDED = Mistake("Added the pixels", "Each pixel counts times the weight on it: a 0 takes it out.")
_ONLY_PLUS = Mistake(
    "Left out the negative side", "The negative weights take away what the positive ones add."
)
_MEAN = Mistake("Took the mean", "Max pooling keeps the largest number and drops the others.")
_ALL = Mistake("Added them", "Max pooling adds nothing: it keeps the largest.")
_STAYS = Mistake(
    "Thought of the answer", "The same kernel meets the same pattern, only one place further on."
)
_OTHER = Mistake(
    "Thought of new sums", "Kernel and pattern are the same as before, and so are their sums."
)


def _cell() -> Exercise:
    rows, cols = _KERNEL.shape
    patch = _IMAGE[:rows, :cols]
    terms = " + ".join(f"{p:g}·{w:g}" for p, w in zip(patch.flat, _KERNEL.flat, strict=True))
    answer = float(convolve(_IMAGE, _KERNEL)[0, 0])
    return Exercise(
        "cell", 1, 1,
        "The kernel lies on the top left corner of the image. Multiply each weight by the pixel "
        "under it and add the products. **Which number comes out?**",
        answer,
        f"{terms} = {answer:g}.",
        slips_of(answer, {_ADDED: float(patch.sum())}),
    )  # fmt: skip


def _weights() -> Exercise:
    cells = convolve(_IMAGE, _KERNEL).size
    rows, cols = _KERNEL.shape
    answer = _KERNEL.size
    return Exercise(
        "weights", 1, 1,
        f"The kernel slides to every place, and the map gets {cells} cells. **How many different "
        "weights were needed for the whole map?**",
        answer,
        f"{rows} × {cols} = {answer}, for one cell as for all {cells}.",
        slips_of(answer, {EVERYWHERE: answer * cells, ONE_SIDE: rows}),
    )  # fmt: skip


def _size() -> Exercise:
    side, kernel = _IMAGE.shape[0], _KERNEL.shape[0]
    answer = output_size(side, kernel, padding=_PADDING, stride=_STRIDE)
    return Exercise(
        "size", 1, 1,
        f"Now {_PADDING} row of zeros surrounds the {side} × {side} image, and the kernel moves "
        f"{_STRIDE} cells at a time. **How many rows has the map?**",
        answer,
        f"({side} + 2·{_PADDING} − {kernel}) / {_STRIDE} + 1 = {answer}.",
        slips_of(answer, [
            (UNPADDED, output_size(side, kernel, stride=_STRIDE)),
            (NO_STRIDE, output_size(side, kernel, padding=_PADDING)),
            (ONE_P, (side + _PADDING - kernel) // _STRIDE + 1),
        ]),
    )  # fmt: skip


def _edge() -> Exercise:
    kernel = parse_grid(_EDGE)[0]
    answer = float(convolve(_FLAT, kernel)[0, 0])
    plus = float(kernel[kernel > 0].sum())
    return Exercise(
        "edge", 1, 1,
        f"This kernel looks for edges. The image is {_FLAT[0, 0]:g} everywhere: there is no edge. "
        "**Which number stands in every cell of the map?**",
        answer,
        f"{_FLAT[0, 0]:g}·{plus:g} − {_FLAT[0, 0]:g}·{plus:g} = {answer:g}: the weights add up to "
        f"{kernel.sum():g}.",
        slips_of(answer, {_ONLY_PLUS: plus * float(_FLAT[0, 0])}),
    )  # fmt: skip


def _pool() -> Exercise:
    window = relu(_POOLED)[:2, :2]
    answer = float(pool(relu(_POOLED), 2, 2).values[0, 0])
    numbers = ", ".join(f"{value:g}" for value in window.flat)
    return Exercise(
        "pool", 1, 1,
        f"Max pooling looks at 2 × 2 cells at a time. The first four are {numbers}. "
        "**Which number is kept of them?**",
        answer,
        f"The largest of {numbers} is {answer:g}. Where it stood is not kept.",
        slips_of(answer, {_MEAN: float(window.mean()), _ALL: float(window.sum())}),
    )  # fmt: skip


_MOVES = ("It moves by one cell too", "It stays as it is", "Its numbers change")


def _shift() -> Exercise:
    return Exercise(
        "shift", 1, 1,
        "Think of this edge one pixel further to the right. **What happens to the map?**",
        0,
        "The same kernel meets the same edge, one place later: same numbers, one cell on.",
        {1: _STAYS, 2: _OTHER},
    )  # fmt: skip


PATH = Path(
    "convolution",
    (
        Step(
            "cell", "What is one cell of the map?", _cell,
            "One cell of a map is one sum of products: the kernel against one small patch.",
            "board", covers=("map", "told", "notice", "tabs"),
        ),
        Step(
            "weights", "How many weights does a map need?", _weights,
            "A map needs few weights, because all its cells share one kernel.",
            "board", covers=("tabs",),
        ),
        Step(
            "size", "How large will the map be?", _size,
            "Padding adds room on both sides; the stride skips places.",
            "board", inputs={"padding": _PADDING, "stride": _STRIDE},
            covers=("map", "told", "notice", "tabs"),
        ),
        Step(
            "edge", "What does an edge kernel say where there is none?", _edge,
            "An edge kernel’s weights add up to 0, so what is the same everywhere cancels.",
            "board", inputs={"image": format_grid(_FLAT), "kernel": _EDGE},
            covers=("map", "told", "notice", "tabs"),
        ),
        Step(
            "pool", "What does max pooling keep?", _pool,
            "Max pooling keeps how strongly something was found, and gives up exactly where.",
            "board", inputs={"image": format_grid(_POOLED), "kernel": _SAME},
            options={"then": "max"}, covers=("map", "told", "notice", "tabs"),
        ),
        Step(
            "shift", "What if the pattern moves?", _shift,
            "The map moves with the pattern: a kernel finds it wherever it is.",
            "board", choices=_MOVES,
            inputs={"image": format_grid(_LINE), "kernel": _EDGE}, covers=("tabs",),
        ),
    ),
    inputs={
        "image": ARTICLE_IMAGE, "kernel": ARTICLE_KERNEL, "padding": 0, "stride": 1, "dilation": 1,
        "bias": 0.0, "flip": False, "window": 2, "window_stride": 2,
    },
    options={"padding_by": "slider", "border": "zeros", "then": "none", "tab": "size"},
)  # fmt: skip
