"""What is worth noticing on a board: each sentence says only what its record holds."""

from collections.abc import Sequence

import numpy as np

from cnncore.convolution.family import Member
from cnncore.convolution.pooling import Pooled
from cnncore.convolution.size import AxisSize, axis_sizes
from cnncore.convolution.worked import Setup, Worked

_MOST_PLACES = 3


def notice(worked: Worked | Member) -> str:
    """Say what is worth noticing on this board, with its numbers; rows and columns from 1.

    >>> from cnncore.convolution.worked import work_out
    >>> notice(work_out(Setup(np.ones((1, 3, 3)), np.ones((1, 2, 2)))))[:31]
    'Every cell of the map is 4: thi'
    """
    setup = worked.setup
    sentences = [
        _extremes(worked.map),
        *_second_stage(worked),
        *_moved(setup),
        *_zero_sum(setup),
        _shared(setup.kernel.size, worked.map.size),
    ]
    return " ".join(sentences)


def number(value: float) -> str:
    """Write a number as the board does: four digits, but every digit of a whole thousand.

    >>> number(-2.0), number(0.12345), number(123456.4)
    ('−2', '0.1235', '123456')
    """
    text = f"{value:.0f}" if abs(value) >= 1000 else f"{round(value, 9) + 0.0:.4g}"
    return text.replace("-", "−")


def _extremes(map_: np.ndarray) -> str:
    """Name the largest cells, and the smallest where they are negative: all that are tied."""
    map_ = np.round(map_, 9)  # as the board shows it
    most, least = map_.max(), map_.min()
    if most == least:
        return (
            f"Every cell of the map is {number(most)}: "
            "this kernel finds nothing here to tell apart."
        )
    told = f"The map is largest, {number(most)}, {_places(map_ == most)}: "
    told += "there patch and kernel agree most."
    if least < 0:
        told += f" It is smallest, {number(least)}, {_places(map_ == least)}: "
        told += "there they are opposed most."
    return told


def _places(chosen: np.ndarray) -> str:
    places = np.argwhere(chosen)
    if len(places) > _MOST_PLACES:
        return f"in {len(places)} places"
    named = [f"in row {row + 1}, column {col + 1}" for row, col in places]
    return _joined(named)


def _joined(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1])] * (len(parts) > 1) + [parts[-1]])


def _second_stage(worked: Worked | Member) -> list[str]:
    """Say what ReLU and pooling keep and lose, where they are set."""
    setup, told = worked.setup, []
    if worked.rectified is not None:
        below = int((np.round(worked.map, 9) < 0).sum())
        cells = _counted(below, "negative cell") if below else "nothing here"
        told.append(f"ReLU turns {cells} into 0.")
    if worked.pooled is not None:
        told.append(_pooled(setup, worked.pooled, worked.map.size))
        told += _dropped(setup, worked.map.shape)
    return told


def _pooled(setup: Setup, pooled: Pooled, cells: int) -> str:
    window = f"{setup.window} × {setup.window} window"
    numbers = f"{_counted(pooled.values.size, 'number')} from {cells}"
    if setup.stage == "average":
        return f"Average pooling keeps the mean of each {window}: {numbers}."
    lost = (
        ""
        if setup.window == 1
        else " That the pattern is there is kept, where in the window is lost: "
        "a digit drawn a little to the side should count the same."
    )
    return f"Max pooling keeps the largest number of each {window}: {numbers}.{lost}"


def _dropped(setup: Setup, shape: tuple[int, ...]) -> list[str]:
    """Say which cells of the map no pooling window covers."""
    starts = [range(0, size - setup.window + 1, setup.window_stride) for size in shape]
    covered = [len({s + i for s in one for i in range(setup.window)}) for one in starts]
    unused = shape[0] * shape[1] - covered[0] * covered[1]
    if not unused:
        return []
    ends = [size - one[-1] - setup.window for size, one in zip(shape, starts, strict=True)]
    last = [_last(count, word) for count, word in zip(ends, ("row", "column"), strict=True)]
    named = [one for one in last if one]
    if setup.window_stride > setup.window and max(map(len, starts)) > 1:
        named.append("those between the windows")
    many = "1 cell lies" if unused == 1 else f"{unused} cells lie"
    return [f"{many} in no window and {'is' if unused == 1 else 'are'} dropped: {_joined(named)}."]


def _last(count: int, word: str) -> str:
    if not count:
        return ""
    return f"the last {word}" if count == 1 else f"the last {count} {word}s"


def _moved(setup: Setup) -> list[str]:
    """Say what padding, stride and dilation do, where they are set."""
    rows, cols = axis_sizes(setup)
    told = []
    if any((rows.before, rows.after, cols.before, cols.after)):
        cells = rows.result * cols.result
        edge = cells - _inner(rows) * _inner(cols)
        told.append(
            f"Padding: {edge} of {_counted(cells, 'cell')} also read pixels that the image has not."
        )
    if setup.stride > 1:
        places = _every(rows) * _every(cols)
        visited = rows.result * cols.result
        told.append(f"Stride {setup.stride}: it visits {visited} of {_counted(places, 'place')}.")
    if setup.dilation > 1:
        height, width = setup.kernel.shape[1:]
        told.append(
            f"Dilation {setup.dilation}: the kernel reaches over {rows.reach} × {cols.reach} "
            f"pixels and reads {height * width} of them."
        )
    return told


def _inner(axis: AxisSize) -> int:
    """Count the places along an axis whose weights all lie on the image itself."""
    inside = range(axis.before, axis.before + axis.size)
    starts = range(0, axis.result * axis.stride, axis.stride)
    return sum(start in inside and start + axis.reach - 1 in inside for start in starts)


def _every(axis: AxisSize) -> int:
    return axis.padded - axis.reach + 1


def _zero_sum(setup: Setup) -> list[str]:
    """Say why an edge kernel adds up to 0."""
    if abs(setup.kernel.sum()) > 1e-9 or not setup.kernel.any():
        return []
    answer = f"its bias, {number(setup.bias)}" if setup.bias else "0"
    return [
        f"The weights add up to 0, so a patch of equal pixels gives {answer}: "
        "only differences count, and that is what an edge is."
    ]


def _shared(weights: int, cells: int) -> str:
    same = "The same weight" if weights == 1 else f"The same {weights} weights"
    return f"{same} made {'its one cell' if cells == 1 else f'all {cells} cells'}."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
