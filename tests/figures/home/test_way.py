"""The flow: seven stages of the record's own arrays, and windows that stand where they look."""

import base64
from dataclasses import replace

import numpy as np
import pytest

from cnncore.inside.seven_steps import Strip, load_strip
from ui.components.flow import Window, flow_data
from ui.home.figures.way import STEPS, stages


def _spot(count: int, side: int, place: tuple[int, int, int]) -> np.ndarray:
    maps = np.full((count, side, side), 0.5, np.float32)
    maps[place] = 2.0
    return maps


CHANCES = np.array([0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.6, 0.08, 0.04])
STRIP = Strip(
    digit=_spot(1, 28, (0, 3, 9))[0] / 2,
    filters=np.zeros((16, 3, 3)),
    biases=np.zeros(16),
    first=_spot(16, 28, (1, 0, 5)),
    pooled=_spot(16, 14, (4, 2, 0)),
    second=_spot(32, 14, (31, 13, 12)),
    repooled=_spot(32, 7, (3, 5, 6)),
    scores=np.zeros(10),
    probabilities=CHANCES,
)


def told(strip: Strip = STRIP, *, own: bool = True) -> dict:
    return flow_data(stages(strip), [], of="x", own=own)


def shades(stage: dict) -> np.ndarray:
    values = np.frombuffer(base64.b64decode(stage["values"]), np.uint8)
    return values.reshape(stage["count"], stage["rows"], stage["cols"])


def test_every_number_lies_in_its_map_row_and_column() -> None:
    maps = [shades(stage) for stage in told()["stages"][:6]]
    assert [np.argwhere(one == 255).tolist() for one in maps] == [
        [[0, 3, 9]],
        [[1, 0, 5]],
        [[4, 2, 0]],
        [[31, 13, 12]],
        [[3, 5, 6]],
        [[0, *divmod(3 * 49 + 5 * 7 + 6, 40)]],  # the list, folded into rows of 40
    ]
    assert all((one == 64).sum() == one.size - 1 for one in maps[:5])  # 0.5 of 2, of 255


def test_the_answer_is_the_most_probable_digit() -> None:
    data = told()
    assert data["answer"] == {"digit": "7", "words": "60.0 % sure."}
    assert data["stages"][-1]["chances"] == CHANCES.tolist()
    assert "the answer is 7 with 60.0 %" in data["stages"][-1]["alt"]
    assert told(own=False)["answer"]["digit"] == ""


def test_numbers_in_words_are_the_networks() -> None:
    strip = load_strip()
    words = dict(zip([step[0] for step in STEPS], stages(strip), strict=True))
    for name, maps in (("Filters", strip.first), ("More filters", strip.second)):
        assert words[name].words.startswith(f"{len(maps)} ")
        assert f"{len(maps)} feature maps of {maps.shape[1]} by" in words[name].alt
    assert f"{strip.repooled.size:,}" in words["Flatten"].words
    assert f"{strip.repooled.size:,}" in words["Flatten"].alt


@pytest.mark.parametrize(("stage", "before"), [(1, 0), (2, 1), (3, 2), (4, 3)])
def test_a_cell_depends_on_what_its_window_covers_and_on_nothing_else(stage, before) -> None:
    """The window is where the network looks: move a pixel in it, and only then a cell changes."""
    window = stages(STRIP)[stage].window
    size = stages(load_strip())[before].maps.shape[1]
    rows = stages(load_strip())[stage].maps.shape[1]
    chance = np.random.default_rng(stage)
    for _ in range(40):
        row, column = (int(one) for one in chance.integers(0, size, 2))
        touched = {
            (r, c)
            for r in range(rows)
            for c in range(rows)
            if covers(window, r, row) and covers(window, c, column)
        }
        assert touched == reached(stage, size, row, column)


def covers(window: Window, cell: int, place: int) -> bool:
    first = cell * window.stride + window.start
    return first <= place < first + window.size


def reached(stage: int, size: int, row: int, column: int) -> set[tuple[int, int]]:
    """Ask torch which cells of a step can depend on a cell before it."""
    import torch
    from torch import nn

    maps = torch.zeros(1, 1, size, size, requires_grad=True)
    layer = nn.MaxPool2d(2) if stage in (2, 4) else nn.Conv2d(1, 1, 3, padding=1)
    if isinstance(layer, nn.Conv2d):
        nn.init.ones_(layer.weight)
        with torch.no_grad():
            lit = maps.detach().clone()
            lit[0, 0, row, column] = 1
            changed = (layer(lit) - layer(maps))[0, 0]
    else:
        lit = torch.zeros(1, 1, size, size)
        lit[0, 0, row, column] = 1
        changed = layer(lit)[0, 0]
    return {(int(r), int(c)) for r, c in changed.nonzero()}


def test_a_blank_digit_has_no_shade_beyond_white() -> None:
    blank = replace(STRIP, first=np.zeros((16, 28, 28), np.float32))
    assert not shades(told(blank)["stages"][1]).any()
