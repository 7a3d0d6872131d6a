"""The path through the convolution lesson: seven questions on what a small kernel does."""

import numpy as np

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
from cnncore.exercises import Exercise, slips
from cnncore.exercises.exercise import slips_of
from ui.convolution.drawn import drawn_image
from ui.shared.path_steps import Path, Step, cell_names

_IMAGE, _KERNEL = parse_grid(ARTICLE_IMAGE)[0], parse_grid(ARTICLE_KERNEL)[0]
_FLAT = _IMAGE * 0 + 3
_UNEVEN, _BRIGHTEST = parse_grid("00000_09005_00005_00005_00000")[0], (1, 1)
_EDGE = KERNELS["Sobel, vertical"]
_POOLED = image_named("Gradient", 6, 6)
_SAME = "1"  # a kernel of one weight hands the image on
_PADDING, _STRIDE = 1, 2


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
        slips_of(answer, {slips.UNWEIGHTED: float(patch.sum())}),
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
        slips_of(answer, {slips.EVERYWHERE: answer * cells, slips.ONE_SIDE: rows}),
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
            (slips.UNPADDED, output_size(side, kernel, stride=_STRIDE)),
            (slips.NO_STRIDE, output_size(side, kernel, padding=_PADDING)),
            (slips.ONE_P, (side + _PADDING - kernel) // _STRIDE + 1),
        ]),
    )  # fmt: skip


def map_of_uneven() -> np.ndarray:
    """Return the map that is asked for cell by cell."""
    return convolve(_UNEVEN, parse_grid(_EDGE)[0])


def _where() -> Exercise:
    cells = map_of_uneven()
    answer, reach = int(cells.argmax()), (len(parse_grid(_EDGE)[0]) - 1) // 2
    row, col = divmod(answer, cells.shape[1])
    under = (_BRIGHTEST[0] - reach) * cells.shape[1] + _BRIGHTEST[1] - reach
    others = [place for place in range(cells.size) if place not in (answer, under)]
    return Exercise(
        "where", 1, 1,
        "What is bright under this kernel’s right side counts for a cell of the map; under its "
        "left side, against it. **Which cell of the map will be the largest?**",
        answer,
        f"Row {row + 1}, column {col + 1}: {cells.max():g}. With the kernel’s middle on the "
        f"brightest pixel, {_UNEVEN[_BRIGHTEST]:g}, it is {cells.flat[under]:g}.",
        {under: slips.BRIGHTEST} | dict.fromkeys(others, slips.ELSEWHERE),
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
        slips_of(answer, {slips.ONLY_PLUS: plus * float(_FLAT[0, 0])}),
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
        slips_of(answer, {slips.MEAN: float(window.mean()), slips.SUMMED: float(window.sum())}),
    )  # fmt: skip


_MOVES = ("It moves by one cell too", "It stays as it is", "Its numbers change")


def _moved(image: np.ndarray) -> np.ndarray:
    """Move an image one pixel to the right; what comes in on the left is 0."""
    return np.pad(image, ((0, 0), (1, 0)))[:, :-1]


def _shift() -> Exercise:
    kernel, image = parse_grid(_EDGE)[0], drawn_image()
    before, after = convolve(image, kernel), convolve(_moved(image), kernel)
    along = np.array_equal(after[:, 1:], before[:, :-1])
    answer = 0 if along else 1 if np.array_equal(after, before) else 2
    return Exercise(
        "shift", 1, 1,
        "On the board is your drawing, so small that its pixels can be read; ours, if you have "
        "not drawn yet. Now it moves one pixel to the right. **What happens to the map?**",
        answer,
        "The same kernel meets the same edges, one place later: same numbers, one cell on.",
        {1: slips.STAYS, 2: slips.NEW_SUMS},
    )  # fmt: skip


PATH = Path(
    "convolution",
    (
        Step(
            "cell", "What is one cell of the map?", _cell,
            "One cell of a map is one sum of products: the kernel against one small patch.",
            "board", covers=("map", "told", "notice", "tab"),
        ),
        Step(
            "weights", "How many weights does a map need?", _weights,
            "A map needs few weights, because all its cells share one kernel.",
            "board", covers=("tab",),
        ),
        Step(
            "size", "How large will the map be?", _size,
            "Padding adds room on both sides; the stride skips places.",
            "board", inputs={"padding": _PADDING, "stride": _STRIDE},
            covers=("map", "told", "notice", "tab"),
        ),
        Step(
            "where", "Where will the map be largest?", _where,
            "A map is largest where the image is most like the kernel’s pattern.",
            "board", choices=cell_names(*map_of_uneven().shape), picked="board",
            inputs={"image": format_grid(_UNEVEN), "kernel": _EDGE},
            covers=("told", "notice", "tab"),
        ),
        Step(
            "edge", "What does an edge kernel say where there is none?", _edge,
            "An edge kernel’s weights add up to 0, so what is the same everywhere cancels.",
            "board", inputs={"image": format_grid(_FLAT), "kernel": _EDGE},
            covers=("map", "told", "notice", "tab"),
        ),
        Step(
            "pool", "What does max pooling keep?", _pool,
            "Max pooling keeps how strongly something was found, and gives up exactly where.",
            "board", inputs={"image": format_grid(_POOLED), "kernel": _SAME},
            options={"then": "max"}, covers=("map", "told", "notice", "tab"),
        ),
        Step(
            "shift", "What if the pattern moves?", _shift,
            "The map moves with the pattern: a kernel finds it wherever it is.",
            "board", choices=_MOVES,
            inputs={"image": lambda: format_grid(drawn_image()), "kernel": _EDGE},
            shows={"image": lambda: format_grid(_moved(drawn_image()))}, covers=("tab",),
        ),
    ),
    inputs={
        "image": ARTICLE_IMAGE, "kernel": ARTICLE_KERNEL, "padding": 0, "stride": 1, "dilation": 1,
        "bias": 0.0, "flip": False, "window": 2, "window_stride": 2,
    },
    options={"padding_by": "slider", "border": "zeros", "then": "none", "tab": "size"},
)  # fmt: skip
