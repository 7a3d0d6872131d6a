"""Every setting worked out ahead equals that setting worked out alone."""

from dataclasses import replace

import numpy as np
import pytest

from cnncore.convolution.family import (
    DILATIONS,
    PADDINGS,
    STRIDES,
    Unfit,
    by_others,
    by_sliders,
    members,
    product_table,
)
from cnncore.convolution.operation import convolve
from cnncore.convolution.worked import STAGES, Setup, work_out
from tests.core.convolution.setups import drawn
from tests.fuzz import tried

BOARDS = 200


def test_an_impulse_gives_the_turned_kernel_under_every_padding_that_keeps_it() -> None:
    image, kernel = np.zeros((1, 5, 5)), np.arange(9.0).reshape(1, 3, 3)
    image[0, 2, 2] = 1
    for member in members(by_sliders(Setup(image, kernel))[:5]):
        pad = member.setup.padding
        expected = np.pad(kernel[0, ::-1, ::-1], pad)
        np.testing.assert_array_equal(member.map, expected)


def test_the_nearest_come_first_and_all_are_there() -> None:
    setup = Setup(np.ones((1, 5, 5)), np.ones((1, 3, 3)), stride=2, padding=1)
    every = by_sliders(setup)
    assert every[0] == setup
    moves = [(one.padding != 1) + (one.stride != 2) + (one.dilation != 1) for one in every]
    assert moves == sorted(moves)
    assert len({(one.padding, one.stride, one.dilation) for one in every}) == 60
    assert (len(PADDINGS), len(STRIDES), len(DILATIONS)) == (5, 4, 3)


def test_a_named_padding_stays() -> None:
    setup = Setup(np.ones((1, 5, 5)), np.ones((1, 3, 3)), padding="same")
    assert {one.padding for one in by_sliders(setup)} == {"same"}
    assert "valid" in {one.padding for one in by_others(setup)}


@pytest.mark.parametrize("start", range(0, BOARDS, 25))
def test_every_member_equals_the_convolution_alone(start: int) -> None:
    for seed in range(start, start + 25):
        random = np.random.default_rng(seed)
        stage = str(random.choice(STAGES))
        setup = replace(drawn(random), stage=stage, window=int(random.integers(1, 5)))
        for member in members([*by_sliders(setup), *by_others(setup)]):
            _same_as_alone(member)


def _same_as_alone(member) -> None:
    setup = member.setup
    alone, refusal = tried(convolve, setup.image, setup.kernel, **setup.settings())
    if refusal:
        assert isinstance(member, Unfit)
        assert str(member.error) == str(refusal)
        return
    assert not isinstance(member, Unfit)
    np.testing.assert_allclose(member.map, alone, atol=1e-9)
    np.testing.assert_allclose(member.sums.sum(axis=0) + setup.bias, alone, atol=1e-9)
    if setup.flip:
        other = convolve(setup.image, setup.kernel, **setup.settings() | {"flip": False})
        np.testing.assert_allclose(member.other, other, atol=1e-9)


def test_the_second_stage_and_the_channels_are_those_of_the_setting_alone() -> None:
    random = np.random.default_rng(3)
    image, kernel = random.integers(-9, 10, (3, 7, 6)), random.integers(-3, 4, (3, 3, 2))
    for stage in ("relu", "max", "average"):
        setup = Setup(image.astype(float), kernel.astype(float), stage=stage, window=3)
        for member in members(by_sliders(setup)):
            if isinstance(member, Unfit):
                continue
            alone = work_out(member.setup)
            np.testing.assert_array_equal(member.rectified, alone.rectified)
            np.testing.assert_array_equal(member.sums.reshape(3, -1).T, alone.sums)
            assert (member.pooled is None) == (alone.pooled is None)
            assert str(member.note) == str(alone.note)
            if alone.pooled:
                np.testing.assert_array_equal(member.pooled.values, alone.pooled.values)


def test_the_table_holds_every_product_of_the_first_window() -> None:
    setup = Setup(np.arange(9.0).reshape(1, 3, 3), np.array([[[1.0, 2.0], [3.0, 4.0]]]))
    table = product_table(setup)
    assert table.shape == (1, 4, 3, 3)
    first = work_out(setup).products[0, 0]
    np.testing.assert_array_equal(table[0, range(4), [0, 0, 1, 1], [0, 1, 0, 1]], first)
