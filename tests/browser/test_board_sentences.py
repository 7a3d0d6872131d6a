"""What the board says of a cell, put together in the browser, read back against the arithmetic."""

import re
from dataclasses import dataclass

import numpy as np
import pytest

from cnncore.convolution import convolve

pytestmark = pytest.mark.browser
POOLS = ("max", "average")


@dataclass(frozen=True)
class Case:
    """A random board, by its grids and settings."""

    image: np.ndarray
    kernel: np.ndarray
    padding: int
    stride: int
    bias: int
    pool: str

    @property
    def padded(self) -> np.ndarray:
        return np.pad(self.image, self.padding)

    @property
    def map(self) -> np.ndarray:
        settings = {"padding": self.padding, "stride": self.stride, "bias": self.bias}
        return convolve(self.image, self.kernel, **settings)

    @property
    def query(self) -> str:
        return (
            f"?image={as_text(self.image)}&kernel={as_text(self.kernel)}&padding={self.padding}"
            f"&stride={self.stride}&bias={self.bias}&then={self.pool}&window=2&window_stride=1"
        )


def random_case(rng: np.random.Generator, seed: int) -> Case:
    image = rng.integers(-4, 10, tuple(rng.integers(5, 8, 2)))
    kernel = rng.integers(-3, 4, tuple(rng.integers(1, 4, 2)))
    padding, stride, bias = (int(rng.integers(*ends)) for ends in ((0, 3), (1, 3), (-2, 3)))
    return Case(image, kernel, padding, stride, bias, POOLS[seed % 2])


def as_text(grid: np.ndarray) -> str:
    return "_".join(" ".join(map(str, row)) for row in grid.tolist())


def numbers(text: str) -> list[float]:
    return [float(one.replace("−", "-")) for one in re.findall(r"−?\d+(?:\.\d+)?", text)]


def said(page, grid: str, at: int) -> tuple[str, str]:
    """Point at a cell; return the sentence and the line below it."""
    page.locator(f'.board .cell[data-grid={grid}][data-at="{at}"]').hover()
    return page.locator(".board .lead").inner_text(), page.locator(".board .sum").inner_text()


def check_map(page, case: Case, at: int) -> None:
    row, col = divmod(at, case.map.shape[1])
    lead, line = said(page, "map0", at)
    assert numbers(lead) == [row + 1, col + 1]
    found = numbers(line)
    assert found[-1] == case.map[row, col]
    patch = case.padded[row * case.stride :, col * case.stride :]
    patch = patch[: case.kernel.shape[0], : case.kernel.shape[1]]
    terms = np.array(found[: 2 * patch.size]).reshape(-1, 2)
    np.testing.assert_array_equal(terms, np.stack([patch.ravel(), case.kernel.ravel()], axis=1))


def check_pixel(page, case: Case, at: int) -> None:
    row, col = divmod(at, case.padded.shape[1])
    lead, _ = said(page, "image0", at)
    place = [row - case.padding + 1, col - case.padding + 1]
    inside = all(1 <= one <= size for one, size in zip(place, case.image.shape, strict=True))
    assert lead.startswith("The pixel" if inside else "This padding cell")
    rows, columns = case.kernel.shape
    used = sum(
        0 <= row - i * case.stride < rows and 0 <= col - j * case.stride < columns
        for i, j in np.ndindex(case.map.shape)
    )
    told = [*(place if inside else []), case.padded[row, col], used, case.map.size]
    assert numbers(lead) == told


def check_weight(page, case: Case, at: int) -> None:
    row, col = divmod(at, case.kernel.shape[1])
    weight, (rows, columns) = case.kernel[row, col], case.map.shape
    lead, line = said(page, "kernel0", at)
    assert numbers(lead) == [weight, row + 1, col + 1, rows * columns]
    pixels = case.padded[row :: case.stride, col :: case.stride][:rows, :columns].ravel()
    told = np.stack([pixels, np.full(pixels.size, weight), pixels * weight], axis=1)[:16]
    shown = np.array(numbers(line)[: told.size]).reshape(-1, 3)
    np.testing.assert_array_equal(shown, told)


def check_relu(page, case: Case, at: int) -> None:
    row, col = divmod(at, case.map.shape[1])
    lead, line = said(page, "rectified0", at)
    assert numbers(lead) == [row + 1, col + 1]
    assert numbers(line) == [0, case.map[row, col], max(0, case.map[row, col])]


def check_pooled(page, case: Case, at: int) -> None:
    row, col = divmod(at, case.map.shape[1] - 1)
    lead, line = said(page, "pooled0", at)
    window = np.maximum(case.map, 0)[row : row + 2, col : col + 2].ravel()
    assert lead.startswith("The largest" if case.pool == "max" else "The mean")
    assert numbers(lead) == [4, row + 1, col + 1]
    result = [window.max()] if case.pool == "max" else [4, window.mean()]
    np.testing.assert_allclose(numbers(line), [*window, *result], rtol=1e-3)


@pytest.mark.parametrize("seed", range(5))
def test_every_sentence_of_the_board_is_true(board, seed: int) -> None:
    rng = np.random.default_rng(seed)
    case = random_case(rng, seed)
    page = board(case.query)
    height, width = case.map.shape
    for check, count in (
        (check_map, case.map.size),
        (check_pixel, case.padded.size),
        (check_weight, case.kernel.size),
        (check_relu, case.map.size),
        (check_pooled, (height - 1) * (width - 1)),
    ):
        for at in rng.permutation(count)[:10].tolist():
            check(page, case, at)
