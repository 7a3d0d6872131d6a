"""Convolution against known answers, torch, and its own laws."""

from itertools import product

import numpy as np
import pytest

from cnncore import InputError, convolution_steps, convolve, output_size
from tests.oracles import torch_convolve, torch_output_size

ARTICLE = np.array(
    [[1, 0, 1, 0, 0], [0, 1, 1, 0, 1], [0, 0, 1, 1, 0], [1, 0, 0, 1, 1], [0, 1, 0, 1, 1]]
)
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])


def test_convolve_article() -> None:
    np.testing.assert_array_equal(convolve(ARTICLE, CROSS), [[4, 2, 2], [2, 3, 4], [1, 3, 3]])


def test_convolve_impulse_gives_the_flipped_kernel_back() -> None:
    impulse = np.zeros((5, 5))
    impulse[2, 2] = 1
    kernel = np.arange(9.0).reshape(3, 3)
    np.testing.assert_array_equal(convolve(impulse, kernel), kernel[::-1, ::-1])
    np.testing.assert_array_equal(convolve(impulse, kernel, flip=True), kernel)


def test_convolve_constant_image_vanishes_under_zero_sum_kernel() -> None:
    kernel = np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])
    for border in ("reflect", "replicate", "circular"):
        out = convolve(np.full((6, 7), 3.5), kernel, padding=1, border=border)
        np.testing.assert_allclose(out, np.zeros((6, 7)), atol=1e-12)


@pytest.mark.parametrize("border", ["zeros", "reflect", "replicate", "circular"])
@pytest.mark.parametrize("flip", [False, True])
def test_convolve_agrees_with_torch(border: str, flip: bool) -> None:
    random = np.random.default_rng(0)
    for stride, padding, dilation in product([1, (2, 3)], [0, 2, (1, 3)], [1, (2, 1)]):
        image, kernel = random.normal(size=(3, 7, 9)), random.normal(size=(3, 3, 2))
        settings = {"stride": stride, "padding": padding, "dilation": dilation}
        settings |= {"border": border, "flip": flip, "bias": 0.25}
        ours = convolve(image, kernel, **settings)
        np.testing.assert_allclose(ours, torch_convolve(image, kernel, **settings), atol=1e-10)


def test_convolve_is_linear_and_follows_shifts() -> None:
    random = np.random.default_rng(1)
    a, b, kernel = random.normal(size=(3, 8, 8))
    np.testing.assert_allclose(
        convolve(2 * a - b, kernel[:3, :3]),
        2 * convolve(a, kernel[:3, :3]) - convolve(b, kernel[:3, :3]),
        atol=1e-12,
    )
    shifted = np.roll(a, 1, axis=1)
    np.testing.assert_allclose(
        convolve(shifted, kernel[:3, :3])[:, 1:], convolve(a, kernel[:3, :3])[:, :-1]
    )


def test_steps_sum_to_the_map() -> None:
    random = np.random.default_rng(2)
    image, kernel = random.normal(size=(2, 6, 5)), random.normal(size=(2, 3, 3))
    settings = {"padding": (1, 2), "stride": (2, 1), "bias": -1.5, "flip": True}
    map_ = convolve(image, kernel, **settings)
    steps = list(convolution_steps(image, kernel, **settings))
    assert [(s.row, s.col) for s in steps] == list(np.ndindex(map_.shape))
    for step in steps:
        assert step.patch.shape == step.products.shape == kernel.shape
        np.testing.assert_allclose(step.total, map_[step.row, step.col], atol=1e-12)
        np.testing.assert_allclose(step.products, step.patch * kernel[:, ::-1, ::-1])


def test_output_size_agrees_with_torch() -> None:
    for size, kernel, stride, padding, dilation in product(
        range(3, 9), range(1, 4), range(1, 4), range(3), range(1, 3)
    ):
        settings = {"stride": stride, "padding": padding, "dilation": dilation}
        if dilation * (kernel - 1) + 1 <= size + 2 * padding:
            expected = torch_output_size(size, kernel, **settings)
            assert output_size(size, kernel, **settings) == expected


@pytest.mark.parametrize(
    ("image", "kernel", "settings", "word"),
    [
        (ARTICLE, np.ones((7, 7)), {}, "padding of 1 or more"),
        ([[1.0, np.nan]], [[1.0]], {}, "NaN"),
        (ARTICLE, [[np.inf]], {}, "infinity"),
        (ARTICLE, CROSS, {"stride": 0}, "stride"),
        (ARTICLE, CROSS, {"stride": 1.5}, "stride"),
        (ARTICLE, CROSS, {"padding": -1}, "padding"),
        (ARTICLE, CROSS, {"dilation": (1, 2, 3)}, "dilation"),
        (ARTICLE, CROSS, {"border": "mirror"}, "reflect"),
        (ARTICLE, CROSS, {"border": "reflect", "padding": 5}, "at most 4 rows"),
        (ARTICLE, CROSS, {"border": "circular", "padding": 6}, "at most 5 rows"),
        (ARTICLE, CROSS, {"bias": "much"}, "bias"),
        (np.ones((2, 5, 5)), np.ones((3, 2, 2)), {}, "channels"),
        (ARTICLE, np.ones((1, 2, 2)), {}, "channels"),
        ([["a"]], [[1.0]], {}, "numbers"),
        ([[1, 2], [3]], [[1.0]], {}, "full grid"),
        (np.zeros((0, 3)), [[1.0]], {}, "not empty"),
        ([1, 2, 3], [[1.0]], {}, "shape"),
    ],
)
def test_wrong_input_says_what_to_do(image, kernel, settings, word: str) -> None:
    with pytest.raises(InputError, match=word):
        convolve(image, kernel, **settings)


def test_reflect_and_circular_go_as_far_as_torch_allows() -> None:
    image = np.arange(20.0).reshape(4, 5)
    for border, most in (("reflect", (3, 4)), ("circular", (4, 5))):
        settings = {"padding": most, "border": border}
        ours = convolve(image, np.ones((2, 2)), **settings)
        np.testing.assert_allclose(ours, torch_convolve(image, np.ones((2, 2)), **settings))


def test_the_size_formulas_on_home_hold_for_the_articles_grid() -> None:
    assert output_size(5, 3) == 5 - 3 + 1
    assert output_size(5, 3, padding=1) == 5 + 2 - 3 + 1 == 5
    assert output_size(5, 3, padding=1, stride=2) == (5 + 2 - 3) / 2 + 1
