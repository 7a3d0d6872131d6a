"""Grids as text: what is written is read back, and what is no grid is told so."""

import numpy as np
import pytest

from cnncore import InputError
from cnncore.convolution.grids import (
    ARTICLE_KERNEL,
    IMAGES,
    KERNELS,
    digit_grid,
    format_grid,
    image_named,
    parse_grid,
    parse_number,
)
from cnncore.digits.dataset import load_digits


def test_any_grid_is_read_back() -> None:
    random = np.random.default_rng(0)
    for _ in range(300):
        shape = (int(random.choice([1, 3])), *random.integers(1, 13, 2))
        digits = random.integers(0, 10, shape).astype(float)
        decimals = random.uniform(-99, 99, shape).round(3)
        for grid in (digits, decimals):
            np.testing.assert_array_equal(parse_grid(format_grid(grid)), grid)


@pytest.mark.parametrize("name", IMAGES)
def test_named_images_are_grids(name: str) -> None:
    image = image_named(name, 7, 9)
    np.testing.assert_array_equal(parse_grid(format_grid(image))[0], image)
    expected = {"The article's": (5, 5), "A real digit": (12, 12)}.get(name, (7, 9))
    assert image.shape == expected


def test_the_real_digit_is_a_bundled_one_written_as_a_grid() -> None:
    digits = load_digits()
    written = [digit_grid(image / 255) for image in digits.images[digits.labels == 7]]
    assert any(np.array_equal(grid, image_named("A real digit")) for grid in written)


def test_a_blank_digit_is_a_grid_of_zeros() -> None:
    np.testing.assert_array_equal(digit_grid(np.zeros((28, 28))), np.zeros((12, 12)))


@pytest.mark.parametrize("name", KERNELS)
def test_named_kernels_fit_the_board(name: str) -> None:
    assert parse_grid(KERNELS[name], most=5).ndim == 3


@pytest.mark.parametrize("text", ["", "  ", "x", "nan", "inf", "-inf", "1e300", "1000", "--"])
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(InputError, match="a number from −999 to 999"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "one grid"),
        ("12_1", "2 numbers in every row"),
        ("1 2_1 2 3", "3 in row 2"),
        ("11_11__11_11", "three for three channels"),
        ("11_11__11_11__11", "2 rows in every channel"),
        ("banana", "banana"),
        ("1 nan", "nan"),
        ("1" * 13, "1 to 12 rows"),
    ],
)
def test_what_is_no_grid_is_told(text: str, word: str) -> None:
    with pytest.raises(InputError, match=word):
        parse_grid(text)


def test_pasted_lines_are_a_grid() -> None:
    np.testing.assert_array_equal(parse_grid("1\t2\r\n3\t4\r\n"), [[[1, 2], [3, 4]]])


def test_articles_filter_looks_the_same_turned() -> None:
    kernel = parse_grid(ARTICLE_KERNEL)[0]
    np.testing.assert_array_equal(kernel, np.rot90(kernel, 2))
