"""What is said of sizes, coverage and repairs is read back against the convolution itself."""

import re
from dataclasses import replace

import numpy as np
import pytest

from cnncore.convolution import Setup, Worked, work_out
from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.words import (
    coverage_sentences,
    left_over_sentence,
    repair_label,
    size_lines,
)
from tests.core.convolution.setups import drawn


def settings(count: int, *, fit: bool) -> list[Setup]:
    random, found = np.random.default_rng(6), []
    while len(found) < count:
        setup = drawn(random)
        if random.random() < 0.3:
            setup = replace(setup, padding=0)
        if (misfit_of(setup) is None) == fit:
            found.append(setup)
    return found


FITTING = settings(220, fit=True)


def uses(worked: Worked) -> np.ndarray:
    """Count the windows that lay a weight on each pixel, place by place."""
    setup, (above, beside) = worked.setup, worked.margins
    counts = np.zeros(worked.padded.shape[1:], int)
    rows, cols = (setup.dilation * np.arange(size) for size in setup.kernel.shape[1:])
    for row, col in np.ndindex(worked.map.shape):
        counts[np.ix_(row * setup.stride + rows, col * setup.stride + cols)] += 1
    height, width = setup.image.shape[1:]
    return counts[above[0] : above[0] + height, beside[0] : beside[0] + width]


@pytest.mark.parametrize("setup", FITTING, ids=range(len(FITTING)))
def test_the_size_written_is_the_map_s(setup: Setup) -> None:
    shape = work_out(setup).map.shape
    lines = size_lines(setup)
    results = [int(re.search(r"= (\d+)$", line)[1]) for line in lines]
    assert results == (list(shape) if len(lines) == 2 else [shape[0]])
    assert len(lines) == 2 or shape[0] == shape[1]
    for line in lines:
        told = line.split(": ", 1)[1].rpartition(" = ")[0]
        sum_ = told.replace("⌊(", "((").replace("⌋", ")").replace("÷", "//")
        assert eval(sum_.replace("·", "*").replace("−", "-")) == int(line.rpartition("= ")[2])


@pytest.mark.parametrize("setup", FITTING, ids=range(len(FITTING)))
def test_what_is_left_over_lies_behind_the_last_window(setup: Setup) -> None:
    worked, said = work_out(setup), left_over_sentence(setup)
    reach = [setup.dilation * (size - 1) + 1 for size in setup.kernel.shape[1:]]
    for axis, word in enumerate(("row", "column")):
        size = worked.padded.shape[1 + axis]
        last = (worked.map.shape[axis] - 1) * setup.stride + reach[axis]
        told = re.search(rf"<b>(\d+) {word}s?</b> of (\d+)", said)
        assert (int(told[1]) if told else 0) == size - last
        if told:
            assert int(told[2]) == size
            assert 0 < int(told[1]) < setup.stride
    assert ("nothing is left over" in said) == ("<b>" not in said)


@pytest.mark.parametrize("setup", FITTING, ids=range(len(FITTING)))
def test_how_often_pixels_are_used(setup: Setup) -> None:
    pixels = uses(work_out(setup))
    said = coverage_sentences(setup)
    corner, most = re.match(r"The corner pixel counts for \*\*(\d+) cells?\*\* .*?\*\*(\d+)\*\*",
                            said[0]).groups()  # fmt: skip
    assert (int(corner), int(most)) == (pixels[0, 0], pixels.max())
    unused = int(re.match(r"\*\*(\d+) of", said[1])[1]) if len(said) > 1 else 0
    assert unused == (pixels == 0).sum()
    _the_other_padding_is_true(setup, pixels[0, 0], said[0])


def _the_other_padding_is_true(setup: Setup, corner: int, said: str) -> None:
    with_one = re.search(r"with a padding of 1 the corner would be used by (\d+) cell", said)
    without = re.search(
        r"without (?:it|the padding, too,) the corner would be used by (\d+)", said, re.I
    )
    if with_one:
        assert int(with_one[1]) == uses(work_out(replace(setup, padding=1)))[0, 0]
    if without:
        before = uses(work_out(replace(setup, padding=0)))[0, 0]
        assert int(without[1]) == before
        assert ("That is why" in said) == (before < corner)
    if "would not fit at all" in said:
        assert misfit_of(replace(setup, padding=0))


@pytest.mark.parametrize("setup", settings(200, fit=False), ids=range(200))
def test_a_repair_does_what_its_button_says(setup: Setup) -> None:
    for repair in misfit_of(setup).repairs:
        label, mended = repair_label(repair), repair.setup
        assert misfit_of(mended) is None
        numbers = [int(one) for one in re.findall(r"\d+", label)]
        holds = {
            "stride": [mended.stride],
            "padding": [mended.padding],
            "dilation": [mended.dilation],
            "kernel": list(mended.kernel.shape[1:]),
            "image": list(mended.image.shape[1:]),
        }.get(repair.kind, [])
        assert numbers in (holds, holds[:1] if len(set(holds)) == 1 else holds)
        if repair.kind == "border":
            assert mended.border in label
