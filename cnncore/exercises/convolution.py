"""Questions about one convolution: a cell of the map, its size, the numbers that are learned."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnncore.convolution.operation import ConvStep, convolution_steps, output_size
from cnncore.errors import InputError
from cnncore.exercises import Answer, Exercise, Mistake, slips_of

KINDS = {"cell": "Next cell", "size": "Map size", "weights": "Weights"}

FLIPPED = Mistake("Flipped the kernel", "Networks do not turn the kernel: lay it on as it is.")
WRONG_PATCH = Mistake(
    "Wrong patch", "That is a neighbour’s patch. Row and column, times the stride, give its corner."
)
NO_STRIDE = Mistake("Forgot the stride", "The window moves by the stride, not by one cell.")
NO_BIAS = Mistake("Forgot the bias", "Add the bias once, after the products are added.")
BIAS_EACH = Mistake("Bias for every channel", "There is one bias for the whole cell: add it once.")
NO_CHANNEL = Mistake("Forgot a channel", "Every channel has its kernel; add all their sums.")
SIGN = Mistake("Lost a sign", "Negative weights take away: keep their signs when adding.")
SUMS = Mistake(
    "Multiplied the sums", "Multiply cell by cell first, then add; not the other way round."
)
UNPADDED = Mistake("Forgot the padding", "The image grows by the padding on both sides: add 2P.")
ONE_P = Mistake("Forgot 2P", "The padding is on both sides: count it twice, 2P.")
ROUNDED_UP = Mistake(
    "Rounded up", "A window that does not fit whole is dropped: round down, not up."
)
NO_ONE = Mistake("Dropped the +1", "The first place counts too: add 1 after dividing.")
NO_DILATION = Mistake(
    "Forgot the dilation", "A dilated kernel reaches over D·(K − 1) + 1 cells, not over K."
)
SWAPPED = Mistake("Swapped rows and columns", "Rows come first, then columns.")
BIAS_CHANNELS = Mistake(
    "One bias a channel", "Each kernel has one bias, however many channels it looks at."
)
NO_IN = Mistake("Forgot the input channels", "Each kernel has a layer for every input channel.")
NO_OUT = Mistake("Forgot the kernels", "Count all the kernels, one for each feature map.")
EVERYWHERE = Mistake(
    "Counted every place", "The same kernel is used at every place: its weights count once."
)
ONE_SIDE = Mistake("Counted one side", "A kernel has K × K weights, not K.")

_GAP = " &emsp; "


def make(kind: str, level: int, seed: int) -> Exercise:
    """Write the question of this kind (see `KINDS`), level (1 to 3) and seed; always the same one.

    Of some draws the one is taken whose slips differ most, so that a slip can be told.

    >>> make("size", 1, 4) == make("size", 1, 4)
    True
    """
    if kind not in KINDS or level not in (1, 2, 3):
        raise InputError(
            f"one of {', '.join(KINDS)} at level 1 to 3", f"{kind!r} at level {level!r}", "Choose."
        )
    random = np.random.default_rng([list(KINDS).index(kind), level, seed])
    drawn = [_MAKERS[kind](random, level) for _ in range(12)]
    best = max(drawn, key=lambda one: len(one.slips))
    return Exercise(kind, level, seed, **vars(best))


@dataclass(frozen=True)
class _Draw:
    question: str
    answer: Answer
    working: str
    slips: dict[Answer, Mistake]
    parts: tuple[str, ...] = ("Your prediction",)


def _matrix(rows: np.ndarray, hide: tuple[int, int] | None = None) -> str:
    cells = [[f"{value:g}" for value in row] for row in rows.tolist()]
    if hide:
        at = list(np.ndindex(rows.shape))
        for row, col in at[at.index(hide) + 1 :]:
            cells[row][col] = r"\cdot"
        cells[hide[0]][hide[1]] = r"\mathbf{?}"
    body = r" \\ ".join(" & ".join(row) for row in cells)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def _equation(name: str, rows: np.ndarray, hide: tuple[int, int] | None = None) -> str:
    return f"${{{name} = {_matrix(rows, hide)}}}$"  # in braces: no line ends inside


def _cell(random: np.random.Generator, level: int) -> _Draw:
    channels = 3 if level == 3 else 1
    size, side = (4, 2) if level == 1 else (5, 3) if level == 2 else (3, 2)
    image = random.integers(0, 2 if level == 1 else 4, (channels, size, size)).astype(float)
    kernel = random.integers(0 if level == 1 else -2, 3, (channels, side, side)).astype(float)
    stride, bias = (2 if level == 2 else 1), (0.0 if level == 1 else float(random.integers(1, 4)))
    settings = {"stride": stride, "bias": bias}
    steps = {(s.row, s.col): s for s in convolution_steps(image, kernel, **settings)}
    step = steps[list(steps)[random.integers(1, len(steps))]]
    place = (step.row, step.col)
    wrong = _wrong_cells(image, kernel, settings, step, steps)
    map_ = np.array([one.total for one in steps.values()]).reshape(list(steps)[-1][0] + 1, -1)
    names = ["I"] if channels == 1 else ["R", "G", "B"]
    images = [_equation(name, one) for name, one in zip(names, image, strict=True)]
    shown = [
        _equation(rf"K_{{{name}}}" if channels > 1 else "K", one)
        for name, one in zip(names, kernel, strict=True)
    ]
    shown.append(_equation("S", map_, place))
    joint = "\n\n" if channels > 1 else _GAP
    extra = f" The stride is {stride}." if stride > 1 else ""
    extra += f" The bias is {bias:g}." if bias else ""
    question = (
        f"{_GAP.join(images)}{joint}{_GAP.join(shown)}\n\n"
        f"Which number stands in the map at the question mark?{extra}"
    )
    answer = round(step.total, 6)
    return _Draw(question, answer, _cell_working(step, kernel, bias), slips_of(answer, wrong))


def _wrong_cells(image, kernel, settings, step, steps):
    """Yield each slip with the number it gives for this cell."""
    bias, stride = settings["bias"], settings["stride"]
    flipped = convolution_steps(image, kernel, **settings, flip=True)
    yield FLIPPED, next(s.total for s in flipped if (s.row, s.col) == (step.row, step.col))
    if bias:
        yield NO_BIAS, step.total - bias
    if bias and len(image) > 1:
        yield BIAS_EACH, step.total + bias * (len(image) - 1)
    for channel in range(len(image) if len(image) > 1 else 0):
        without = Mistake(NO_CHANNEL.name, f"{NO_CHANNEL.sentence} {'RGB'[channel]} is missing.")
        yield without, step.total - step.products[channel].sum()
    if stride > 1:
        single = convolution_steps(image, kernel, bias=bias)
        yield NO_STRIDE, next(s.total for s in single if (s.row, s.col) == (step.row, step.col))
    for place in ((0, -1), (-1, 0), (0, 1), (1, 0)):
        other = steps.get((step.row + place[0], step.col + place[1]))
        if other is not None:
            yield WRONG_PATCH, other.total
    yield SIGN, float(np.abs(step.products).sum()) + bias
    yield SUMS, float(step.patch.sum() * kernel.sum()) + bias


def _cell_working(step: ConvStep, kernel: np.ndarray, bias: float) -> str:
    lines = []
    names = "RGB" if len(kernel) > 1 else [""]
    for name, patch, weights in zip(names, step.patch, kernel, strict=True):
        pairs = zip(patch.ravel(), weights.ravel(), strict=True)
        terms = " + ".join(f"{pixel:g}×{_factor(weight)}" for pixel, weight in pairs)
        lines.append(f"{name}{': ' if name else ''}{terms} = {(patch * weights).sum():g}")
    parts = [_factor(products.sum()) for products in step.products]
    parts += [f"{bias:g} (bias)"] if bias else []
    if len(parts) > 1:
        lines.append(f"{' + '.join(parts)} = **{step.total:g}**")
    return "\n\n".join(lines).replace("-", "−")


def _factor(value: float) -> str:
    return f"({value:g})" if value < 0 else f"{value:g}"


def _size(random: np.random.Generator, level: int) -> _Draw:
    rows, cols = (int(n) for n in random.choice(np.arange(7, 33), 2, replace=False))
    cols = cols if level == 3 else rows
    kernel = int(random.integers(2, 6))
    padding = 0 if level == 1 else int(random.integers(1, 4))
    stride = 1 if level == 1 else int(random.integers(2, 4))
    dilation = 2 if level == 3 else 1
    settings = {"stride": stride, "padding": padding, "dilation": dilation}
    sizes = (rows, cols) if level == 3 else (rows,)
    reach = dilation * (kernel - 1) + 1
    if reach > min(sizes):
        return _size(random, level)
    answer = tuple(output_size(size, kernel, **settings) for size in sizes)
    wrong = [
        (slip, tuple(rule(size) for size in sizes))
        for slip, rule in _wrong_sizes(kernel, padding, stride, dilation)
    ]
    if level == 3:
        wrong.append((SWAPPED, answer[::-1]))
    told = [f"{rows} × {cols} image", f"{kernel} × {kernel} kernel"]
    told += [f"padding {padding}, stride {stride}"] if level > 1 else []
    told += [f"dilation {dilation}"] if level == 3 else []
    one = level < 3
    working = "\n\n".join(
        rf"$\left\lfloor \frac{{{size} + 2\cdot{padding} - {dilation}\cdot({kernel}-1) - 1}}"
        rf"{{{stride}}} \right\rfloor + 1 = {result}$"
        for size, result in zip(sizes, answer, strict=True)
    )
    return _Draw(
        f"A {', a '.join(told[:2])}{''.join(f', {more}' for more in told[2:])}. "
        f"How many rows {'' if one else 'and columns '}does the feature map have?",
        answer[0] if one else answer,
        working,
        slips_of(
            answer[0] if one else answer,
            [(slip, value[0] if one else value) for slip, value in wrong],
        ),
        ("Rows",) if one else ("Rows", "Columns"),
    )


def _wrong_sizes(kernel: int, padding: int, stride: int, dilation: int):
    """Yield each slip with the size it gives for an image of some size."""
    reach = dilation * (kernel - 1) + 1
    yield NO_ONE, lambda size: (size + 2 * padding - reach) // stride
    if padding:
        yield ONE_P, lambda size: (size + padding - reach) // stride + 1
        yield UNPADDED, lambda size: (size - reach) // stride + 1
    if stride > 1:
        yield ROUNDED_UP, lambda size: -(-(size + 2 * padding - reach) // stride) + 1
        yield NO_STRIDE, lambda size: size + 2 * padding - reach + 1
    if dilation > 1:
        yield NO_DILATION, lambda size: (size + 2 * padding - kernel) // stride + 1


def _weights(random: np.random.Generator, level: int) -> _Draw:
    side = int(random.integers(2, 6))
    channels = 1 if level == 1 else int(random.choice([3, 4, 8, 16]))
    kernels = 1 if level < 3 else int(random.choice([5, 6, 10, 12, 32]))
    size = int(random.integers(8, 29))
    answer = side * side * channels * kernels + kernels
    places = output_size(size, side) ** 2
    wrong = [(NO_BIAS, answer - kernels), (ONE_SIDE, side * channels * kernels + kernels)]
    if channels > 1:
        wrong += [
            (BIAS_CHANNELS, (side * side + 1) * channels * kernels),
            (NO_IN, side * side * kernels + kernels),
        ]
    if kernels > 1:
        wrong += [(NO_OUT, side * side * channels + 1), (NO_OUT, side * side * channels + kernels)]
    wrong += [(EVERYWHERE, answer * places), (EVERYWHERE, (answer - kernels) * places)]
    many = f"{kernels} kernels" if kernels > 1 else "one kernel"
    deep = f"{channels} channels" if channels > 1 else "one channel"
    return _Draw(
        f"A layer slides {many} of {side} × {side} over an image of {size} × {size} with {deep}; "
        f"{'each kernel has' if kernels > 1 else 'it has'} a bias. How many numbers are learned?",
        answer,
        f"{kernels} × ({channels} × {side} × {side} + 1) = **{answer:,}**: weights and biases; "
        "the places do not count.",
        slips_of(answer, wrong),
    )


_MAKERS: dict[str, Callable[[np.random.Generator, int], _Draw]] = {
    "cell": _cell,
    "size": _size,
    "weights": _weights,
}
