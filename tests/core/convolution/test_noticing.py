"""What the board says is read back against what it shows."""

import re
from dataclasses import replace

import numpy as np
import pytest

from cnncore.convolution import STAGES, Setup, Worked, image_named, parse_grid, work_out
from cnncore.convolution.grids import KERNELS
from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.noticing import notice, number
from tests.core.convolution.setups import drawn


def article(**settings: object) -> Setup:
    image, kernel = image_named("The article's"), parse_grid(KERNELS["The article's cross"])
    return replace(Setup(image[None], kernel), **settings)


def settings(count: int) -> list[Worked]:
    """Draw settings that fit: whole and fractional kernels, every stage, small and large maps."""
    random = np.random.default_rng(19)
    found: list[Worked] = []
    while len(found) < count:
        setup = drawn(random)
        if random.random() < 0.6:
            setup = replace(setup, kernel=np.sign(setup.kernel), bias=0.0)
        if random.random() < 0.5:
            setup = replace(setup, image=np.sign(setup.image))
        window, step = (int(one) for one in random.integers(1, 5, 2))
        setup = replace(setup, stage=str(random.choice(STAGES)), window=window, window_stride=step)
        if not misfit_of(setup):
            found.append(work_out(setup))
    return found


def cells(worked: Worked, words: str) -> tuple[str, set[tuple[int, int]] | int] | None:
    """Read "largest" or "smallest" back: the number, and the places or how many they are."""
    found = re.search(rf"{words}, ([−.\d]+(?:e[+−]\d+)?), (in .*?): there", notice(worked))
    if not found:
        return None
    if many := re.fullmatch(r"in (\d+) places", found[2]):
        return found[1], int(many[1])
    places = re.findall(r"row (\d+), column (\d+)", found[2])
    return found[1], {(int(row) - 1, int(col) - 1) for row, col in places}


@pytest.mark.parametrize("worked", settings(250), ids=range(250))
def test_every_sentence_is_true_of_the_board(worked: Worked) -> None:
    map_, said = np.round(worked.map, 9), notice(worked)
    constant = re.search(r"Every cell of the map is ([−.\d]+)", said)
    assert bool(constant) == (map_.min() == map_.max())
    for words, value in (("largest", map_.max()), ("smallest", map_.min())):
        read = cells(worked, words)
        if constant or (words == "smallest" and value >= 0):
            assert read is None
            continue
        places = {(int(row), int(col)) for row, col in np.argwhere(map_ == value)}
        assert read == (number(value), places if len(places) <= 3 else len(places))
    _second_stage_is_true(worked, said)
    _settings_are_true(worked, said)


def _second_stage_is_true(worked: Worked, said: str) -> None:
    setup, negative = worked.setup, re.search(r"ReLU turns (?:(\d+) negative|nothing)", said)
    assert bool(negative) == (setup.stage != "none")
    if negative:
        assert int(negative[1] or 0) == (np.round(worked.map, 9) < 0).sum()
    pooled = re.search(r"(Max|Average) pooling .*?: (\d+) numbers? from (\d+)\.", said)
    assert bool(pooled) == (worked.pooled is not None)
    dropped = re.search(r"(\d+) cells? lies? in no window and (?:is|are) dropped: (.*?)\.", said)
    if worked.pooled is None:
        assert not dropped
        return
    assert pooled[1].lower() == setup.stage
    assert (int(pooled[2]), int(pooled[3])) == (worked.pooled.values.size, worked.map.size)
    used = np.zeros(worked.map.shape, bool)
    for row, col in np.ndindex(worked.pooled.values.shape):
        top, left = row * setup.window_stride, col * setup.window_stride
        used[top : top + setup.window, left : left + setup.window] = True
    assert (int(dropped[1]) if dropped else 0) == (~used).sum()
    ends = [_unused_at_the_end(used.any(axis)) for axis in (1, 0)]
    for count, word in zip(ends, ("row", "column"), strict=True):
        told = re.search(rf"the last (?:(\d+) )?{word}s?\b", dropped[2] if dropped else "")
        assert (int(told[1] or 1) if told else 0) == count
    gaps = (~used).sum() > used.size - np.prod(np.array(used.shape) - ends)
    assert ("between the windows" in said) == gaps


def _unused_at_the_end(used: np.ndarray) -> int:
    return int(used[::-1].argmax())


def _settings_are_true(worked: Worked, said: str) -> None:
    setup = worked.setup
    padded = re.search(r"Padding: (\d+) of (\d+) cells? also read", said)
    assert bool(padded) == (worked.padded.shape != setup.image.shape)
    if padded:
        assert (int(padded[1]), int(padded[2])) == (_reading_padding(worked), worked.map.size)
    visited = re.search(r"Stride (\d+): it visits (\d+) of (\d+) place", said)
    assert bool(visited) == (setup.stride > 1)
    if visited:
        dense = np.prod(np.array(worked.padded.shape[1:]) - _reach(setup) + 1)
        assert [int(one) for one in visited.groups()] == [setup.stride, worked.map.size, dense]
    wide = re.search(r"Dilation (\d+): .*? over (\d+) × (\d+) pixels and reads (\d+)", said)
    assert bool(wide) == (setup.dilation > 1)
    if wide:
        expected = [setup.dilation, *_reach(setup), setup.kernel[0].size]
        assert [int(one) for one in wide.groups()] == expected
    assert ("add up to 0" in said) == (abs(setup.kernel.sum()) < 1e-9 and setup.kernel.any())
    shared = re.search(r"The same (?:(\d+) )?weights? made (?:all (\d+) cells|its one cell)", said)
    assert (int(shared[1] or 1), int(shared[2] or 1)) == (setup.kernel.size, worked.map.size)


def _reach(setup: Setup) -> np.ndarray:
    return setup.dilation * (np.array(setup.kernel.shape[1:]) - 1) + 1


def _reading_padding(worked: Worked) -> int:
    """Count the cells of which a weight lies outside the image, window by window."""
    setup, (above, beside) = worked.setup, worked.margins
    outside = np.ones(worked.padded.shape[1:], bool)
    height, width = setup.image.shape[1:]
    outside[above[0] : above[0] + height, beside[0] : beside[0] + width] = False
    down, right = _reach(setup)
    step, gap = setup.stride, setup.dilation
    return sum(
        outside[row * step : row * step + down : gap, col * step : col * step + right : gap].any()
        for row, col in np.ndindex(worked.map.shape)
    )


def test_equal_cells_are_all_named() -> None:
    said = notice(work_out(article()))
    assert "largest, 4, in row 1, column 1 and in row 2, column 3:" in said
    said = notice(work_out(article(kernel=parse_grid(KERNELS["Sobel, vertical"]))))
    assert "largest, 3, in row 1, column 1 and in row 3, column 2:" in said
    assert "smallest, −2, in row 1, column 3:" in said
    said = notice(work_out(article(kernel=parse_grid(KERNELS["Sobel, horizontal"]))))
    assert "smallest, −2, in row 2, column 1 and in row 2, column 2:" in said


def test_what_a_small_map_drops_is_said() -> None:
    said = notice(work_out(article(stage="max")))
    assert "1 number from 9" in said
    assert "5 cells lie in no window and are dropped: the last row and the last column." in said


@pytest.mark.parametrize("kernel", [name for name in KERNELS if "Sobel" in name])
def test_why_an_edge_kernel_adds_up_to_zero(kernel: str) -> None:
    flat = Setup(np.full((1, 5, 5), 7.0), parse_grid(KERNELS[kernel]))
    assert "a patch of equal pixels gives 0:" in notice(work_out(flat))
    np.testing.assert_array_equal(work_out(flat).map, 0)
    told = notice(work_out(replace(flat, bias=2.0)))
    assert "a patch of equal pixels gives its bias, 2:" in told
