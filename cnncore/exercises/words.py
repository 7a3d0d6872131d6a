"""What an exercise says: its question, its working, and what came of an answer.

Questions and workings are Markdown, formulas between dollar signs.
"""

from collections.abc import Sequence

import numpy as np

from cnncore.exercises.exercise import Verdict
from cnncore.exercises.tasks import CellTask, SizeTask, WeightsTask
from cnncore.networks.ledger import Ledger, Line
from cnncore.networks.shapes import has_window

_GAP = " &emsp; "


def verdict_sentence(verdict: Verdict) -> str:
    """Say whether the answer is right, or what happened and the cure.

    >>> verdict_sentence(Verdict(True, None))
    'Right.'
    """
    if verdict.right:
        return "Right."
    if verdict.mistake:
        return verdict.mistake.sentence
    return "Not this. Write the sum out step by step and compare."


def cell_question(task: CellTask) -> str:
    """Show the image, the kernel and the map with a gap, and ask for the gap."""
    joint = "\n\n" if len(task.image) > 1 else _GAP
    kernels = [*_equations("K", task.kernel), _map_equation(task)]
    extra = f" The stride is {task.stride}." if task.stride > 1 else ""
    extra += f" The bias is {task.bias:g}." if task.bias else ""
    return (
        f"{_GAP.join(_equations('I', task.image))}{joint}{_GAP.join(kernels)}\n\n"
        f"Which number stands in the map at the question mark?{extra}"
    )


def _equations(name: str, grids: np.ndarray) -> list[str]:
    """Write an image I or a kernel K, one equation a channel."""
    if len(grids) == 1:
        return [_equation(name, _numbers(grids[0]))]
    names = ["R", "G", "B"] if name == "I" else ["K_{R}", "K_{G}", "K_{B}"]
    return [_equation(one, _numbers(grid)) for one, grid in zip(names, grids, strict=True)]


def _map_equation(task: CellTask) -> str:
    """Write the map with a question mark in the cell asked for, and dots behind it."""
    cells, place = _numbers(task.map), (task.step.row, task.step.col)
    for row, col in np.ndindex(task.map.shape):
        if (row, col) > place:
            cells[row][col] = r"\cdot"
    cells[place[0]][place[1]] = r"\mathbf{?}"
    return _equation("S", cells)


def _numbers(grid: np.ndarray) -> list[list[str]]:
    return [[f"{value:g}" for value in row] for row in grid.tolist()]


def _equation(name: str, cells: Sequence[Sequence[str]]) -> str:
    body = r" \\ ".join(" & ".join(row) for row in cells)
    matrix = rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"
    return f"${{{name} = {matrix}}}$"  # in braces: no line ends inside


def cell_working(task: CellTask) -> str:
    """Write the cell out, product by product."""
    step, bias, lines = task.step, task.bias, []
    names = "RGB" if len(task.kernel) > 1 else [""]
    for name, patch, weights in zip(names, step.patch, task.kernel, strict=True):
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


def size_question(task: SizeTask) -> str:
    """Name the settings and ask for the map's size."""
    told = f"A {task.image[0]} × {task.image[1]} image, a {task.kernel} × {task.kernel} kernel"
    if task.padding:
        told += f", padding {task.padding}, stride {task.stride}"
    if task.dilation > 1:
        told += f", dilation {task.dilation}"
    both = "and columns " if len(task.sizes) > 1 else ""
    return f"{told}. How many rows {both}does the feature map have?"


def size_working(task: SizeTask) -> str:
    """Write the size formula out with its numbers."""
    return "\n\n".join(
        rf"$\left\lfloor \frac{{{size} + 2\cdot{task.padding} - "
        rf"{task.dilation}\cdot({task.kernel}-1) - 1}}"
        rf"{{{task.stride}}} \right\rfloor + 1 = {result}$"
        for size, result in zip(task.sizes, task.answer, strict=True)
    )


def weights_question(task: WeightsTask) -> str:
    """Describe the layer and ask how many numbers are learned."""
    many = f"{task.kernels} kernels" if task.kernels > 1 else "one kernel"
    deep = f"{task.channels} channels" if task.channels > 1 else "one channel"
    return (
        f"A layer slides {many} of {task.side} × {task.side} over an image of "
        f"{task.size} × {task.size} with {deep}; {'each kernel' if task.kernels > 1 else 'it'} has "
        "a bias. How many numbers are learned?"
    )


def weights_working(task: WeightsTask) -> str:
    """Write the count out."""
    return (
        f"{task.kernels} × ({task.channels} × {task.side} × {task.side} + 1) = "
        f"**{task.answer:,}**: weights and biases; the places do not count."
    )


def shape_question(book: Ledger, *, in_words: bool = False) -> str:
    """Ask which shape leaves these layers; `in_words` names them without code."""
    if in_words:
        return f"{_entering_in_words(book)} How many maps leave, and how large is each?"
    return f"{_entering(book)} What shape leaves? Leave out N."


def shape_working(book: Ledger) -> str:
    """Write every layer's shape out."""
    return "\n".join(
        f"- {_in_words(line)}: side {line.size_formula}, so {line.shapes[1][0]} maps of "
        f"{line.shapes[1][1]} × {line.shapes[1][2]}"
        for line in book.entries
    )


def parameters_question(book: Ledger, *, in_words: bool = False) -> str:
    """Ask how many parameters these layers have; `in_words` names them without code."""
    if in_words:
        return f"{_entering_in_words(book)} How many numbers does it learn, biases included?"
    whole = "has this network" if len(book.entries) > 1 else "has this layer"
    return f"{_entering(book)} How many parameters {whole}?"


def parameters_working(book: Ledger) -> str:
    """Write every count out, and their sum."""
    weighed = [line for line in book.entries if line.parameters]
    lines = [f"- {_in_words(line)}: {line.formula} = {line.parameters:,}" for line in weighed]
    if len(lines) > 1:
        lines.append(f"\nTogether {book.parameters:,}. ReLU, pooling and flatten have none.")
    return "\n".join(lines)


def view_question(book: Ledger, *, in_words: bool = False) -> str:
    """Ask what one number of the last map depends on; `in_words` names layers without code."""
    passed = ", then ".join(_in_words(line) for line in book.entries) + "."
    return (
        f"An image passes {passed if in_words else _calls(book)} How wide, in pixels of the "
        "image, is the square that one number of the last map depends on?"
    )


def view_working(book: Ledger) -> str:
    """Follow the receptive field from layer to layer."""
    lines, view, jump = ["Start with 1 pixel, 1 pixel apart."], 1, 1
    for line in book.entries:
        side = line.layer["kernel" if line.layer.kind == "conv" else "size"]
        lines.append(
            f"- {_in_words(line)}: {view} + ({side} − 1)·{jump} = "
            f"{line.receptive_field} pixels; neighbours are now {line.jump} apart"
        )
        view, jump = line.receptive_field, line.jump
    return "\n".join(lines)


def _entering(book: Ledger) -> str:
    shape = ", ".join(map(str, book.input_shape))
    return f"Maps of shape (N, {shape}) enter {_calls(book)}"


def _entering_in_words(book: Ledger) -> str:
    channels, height, width = book.input_shape
    many = "1 map" if channels == 1 else f"{channels} maps"
    verb = "enters" if channels == 1 else "enter"
    passed = ", then ".join(_in_words(line) for line in book.entries)
    return f"{many} of {height} × {width} {verb} {passed}."


def _in_words(line: Line) -> str:
    """Describe a layer as a sentence does."""
    layer = line.layer
    if layer.kind == "linear":
        return f"a last layer of {layer['features']} numbers"
    if layer.kind in ("relu", "flatten"):
        return {"relu": "ReLU", "flatten": "flatten"}[layer.kind]
    if layer.kind != "conv":
        return f"max pooling of {layer['size']} × {layer['size']}"
    side = layer["kernel"]
    return (
        f"a convolution with {layer['channels']} filters of {side} × {side}, "
        f"stride {layer['stride']}, padding {layer['padding']}"
    )


def _calls(book: Ledger) -> str:
    return ", then ".join(f"`{_call(line)}`" for line in book.entries) + "."


def _call(line: Line) -> str:
    """Write a layer as PyTorch does, short."""
    layer = line.layer
    if layer.kind == "conv":
        more = f", stride={layer['stride']}" if layer["stride"] != 1 else ""
        more += f", padding={layer['padding']}" if layer["padding"] else ""
        return f"Conv2d({line.shapes[0][0]}, {layer['channels']}, {layer['kernel']}{more})"
    if has_window(layer):
        return f"MaxPool2d({layer['size']})"
    if layer.kind == "linear":
        return f"Linear(…, {layer['features']})"
    return {"relu": "ReLU()", "flatten": "Flatten()"}[layer.kind]
