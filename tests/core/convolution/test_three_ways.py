"""Loops, NumPy and torch give one map, and so does the script."""

import numpy as np
import pytest

from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.operation import BORDERS
from cnncore.convolution.three_ways import by_hand, three_way, three_way_script
from cnncore.convolution.worked import Setup, work_out
from tests.core.convolution.setups import drawn

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same'")  # torch, of its own copy


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


def test_by_hand_reaches_over_every_border() -> None:
    image = np.arange(12.0).reshape(1, 3, 4)
    for border in BORDERS:
        setup = Setup(image, np.ones((1, 2, 2)), padding=2, border=border)
        ours = by_hand(image.tolist(), [[[1, 1], [1, 1]]], 0.0, 1, 1, (2, 2, 2, 2), border)
        np.testing.assert_array_equal(ours, work_out(setup).map)
