"""The worked board against torch, over thousands of random settings, and its own laws."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from cnncore import InputError
from cnncore.convolution.misfits import examples, misfit_of, torch_says
from cnncore.convolution.operation import BORDERS
from cnncore.convolution.size import axis_sizes, coverage
from cnncore.convolution.three_ways import by_hand, three_way, three_way_script
from cnncore.convolution.worked import Setup, work_out
from cnncore.notebook import notebook
from tests.oracles import torch_convolve

ROUNDS = 5000
pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same'")  # torch, of its own copy


def drawn(random: np.random.Generator) -> Setup:
    """Draw any setting the lesson can reach, whether it fits or not."""
    channels = int(random.choice([1, 3]))
    names = ["valid", "same", *range(5)]
    return Setup(
        image=random.integers(-9, 10, (channels, *random.integers(3, 13, 2))).astype(float),
        kernel=random.normal(size=(channels, *random.integers(1, 6, 2))).round(3),
        bias=float(random.normal().__round__(2)),
        stride=int(random.integers(1, 5)),
        padding=names[random.integers(len(names))],
        dilation=int(random.integers(1, 4)),
        border=str(random.choice(list(BORDERS))),
        flip=bool(random.integers(2)),
    )


def test_5000_random_setups_agree_with_torch() -> None:
    random = np.random.default_rng(3)
    fitting = 0
    with torch.no_grad():
        while fitting < ROUNDS:
            setup = drawn(random)
            try:
                worked = work_out(setup)
            except InputError:
                continue
            fitting += 1
            theirs = torch_convolve(setup.image, setup.kernel, **setup.settings())
            np.testing.assert_allclose(worked.map, theirs, rtol=0, atol=1e-10)
            totals = worked.sums.sum(axis=1) + setup.bias
            np.testing.assert_allclose(totals, worked.map.ravel(), rtol=0, atol=1e-10)


def test_misfits_are_torchs_too_and_their_repairs_fit() -> None:
    random = np.random.default_rng(4)
    misfits = 0
    for _ in range(400):
        setup = drawn(random)
        found = misfit_of(setup)
        assert bool(torch_says(setup)) == bool(found), setup
        if found:
            misfits += 1
            assert len(found.repairs) == 2
            assert not [one for one in found.repairs if misfit_of(one.setup)]
    assert misfits > 40


@pytest.mark.parametrize("name", examples())
def test_the_examples_do_not_fit(name: str) -> None:
    found = misfit_of(examples()[name])
    assert len(found.repairs) == 2
    assert torch_says(examples()[name])


def test_sizes_and_coverage_count_what_the_steps_use() -> None:
    random = np.random.default_rng(5)
    for _ in range(200):
        setup = drawn(random)
        if misfit_of(setup):
            continue
        worked = work_out(setup)
        rows, cols = axis_sizes(setup)
        assert (rows.result, cols.result) == worked.map.shape
        ones = np.ones(worked.products.shape[2])
        assert coverage(setup).sum() == worked.map.size * ones.sum()
        assert coverage(setup).shape == worked.padded.shape[1:]


def test_three_ways_agree_and_the_script_runs(tmp_path, capsys) -> None:
    random = np.random.default_rng(6)
    setups = [one for one in (drawn(random) for _ in range(40)) if not misfit_of(one)]
    uneven = Setup(np.eye(5)[None], np.ones((1, 2, 3)), padding="same", border="replicate")
    for setup in [uneven, *setups[:12]]:
        assert three_way(setup).difference < 1e-10
        space: dict[str, object] = {}
        exec(compile(three_way_script(setup), "convolution.py", "exec"), space)
        assert space["difference"] < 1e-10
        np.testing.assert_allclose(space["hand"], work_out(setup).map, atol=1e-10)
    assert "largest difference" in capsys.readouterr().out


def test_the_notebook_runs_cell_by_cell() -> None:
    setup = Setup(np.eye(5)[None], np.ones((1, 3, 3)), padding=1, stride=2)
    cells = json.loads(notebook(three_way_script(setup)))["cells"]
    space: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    assert space["difference"] == 0


def test_by_hand_reaches_over_every_border() -> None:
    image = np.arange(12.0).reshape(1, 3, 4)
    for border in BORDERS:
        setup = Setup(image, np.ones((1, 2, 2)), padding=2, border=border)
        ours = by_hand(image.tolist(), [[[1, 1], [1, 1]]], 0.0, 1, 1, (2, 2, 2, 2), border)
        np.testing.assert_array_equal(ours, work_out(setup).map)


def test_the_second_stage() -> None:
    setup = Setup(np.arange(16.0).reshape(1, 4, 4) - 8, np.ones((1, 1, 1)), stage="max")
    worked = work_out(setup)
    assert worked.rectified.min() == 0
    theirs = torch.nn.functional.max_pool2d(torch.tensor(worked.rectified)[None], 2)[0]
    np.testing.assert_array_equal(worked.pooled.values, theirs)
    for (row, col), value in np.ndenumerate(worked.pooled.values):
        assert worked.rectified[tuple(worked.pooled.winners[row, col])] == value
    average = work_out(replace(setup, stage="average"))
    theirs = torch.nn.functional.avg_pool2d(torch.tensor(worked.rectified)[None], 2)[0]
    np.testing.assert_allclose(average.pooled.values, theirs)
    assert "window of 2 or less" not in str(work_out(replace(setup, window=5)).note)
    assert "window of 4 or less" in str(work_out(replace(setup, window=5)).note)
