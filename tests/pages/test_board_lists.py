"""What is sent ahead to the board: what the front end looks up is what Python computes."""

import json
from dataclasses import replace

import numpy as np
import pytest

from cnncore.convolution.family import members
from cnncore.convolution.misfits import misfit_of
from cnncore.convolution.worked import Setup, work_out
from tests.core.convolution.setups import drawn
from ui.components.board.lists import grids_lists, member_lists, members_text, setting_key
from ui.convolution import cache


@pytest.fixture(autouse=True)
def _no_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work out what else is kept for a visitor, of whom there is none here."""
    for name in ("_sliders", "_others"):
        monkeypatch.setattr(cache, name, getattr(cache, name).__wrapped__)


def read(setup: Setup) -> tuple[dict, dict]:
    """Return the grids and every setting that is sent ahead for a setup, as the browser gets it."""
    texts = cache.ahead(setup)
    assert sum(map(len, texts.values())) <= cache.MOST
    grids, sliders, others = (json.loads(texts[name]) for name in ("grids", "sliders", "others"))
    return grids, sliders | others


def at(pixels: list, rows: list, cols: list) -> np.ndarray:
    """Look a padded grid up as the front end does: −1 is a cell of zero."""
    return np.array([[0 if r < 0 or c < 0 else pixels[r][c] for c in cols] for r in rows])


@pytest.mark.parametrize("seed", range(60))
def test_lookups_give_the_padded_image_and_every_product(seed: int) -> None:
    setup = drawn(np.random.default_rng(seed))
    grids, member = grids_lists(setup), member_lists(next(members([setup])))
    if misfit_of(setup):
        assert member == {"unfit": member["unfit"]}
        return
    alone, flip = work_out(setup), str(setup.flip).lower()
    taps, order = grids["taps"][str(setup.dilation)], grids["order"][flip]
    steps = grids["corners"][str(setup.stride)]
    height, width = alone.map.shape
    for channel, pixels in enumerate(grids["image"]):
        padded = at(pixels, member["rows"], member["cols"])
        np.testing.assert_array_equal(padded, alone.padded[channel])
        np.testing.assert_array_equal(grids["kernels"][flip][channel], alone.weights[channel])
        for tap, (down, right) in enumerate(taps):
            products = at(grids["products"][channel][order[tap]], member["rows"], member["cols"])
            seen = products[
                np.ix_([r + down for r in steps[:height]], [c + right for c in steps[:width]])
            ]
            expected = alone.products[:, channel, tap].reshape(height, width)
            np.testing.assert_allclose(seen, expected, atol=1e-8)
    np.testing.assert_allclose(member["map"], alone.map, atol=1e-8)


def test_a_small_board_sends_every_padding_stride_and_dilation() -> None:
    setup = Setup(np.ones((1, 5, 5)), np.ones((1, 3, 3)))
    _, sent = read(setup)
    for padding in range(5):
        for stride in range(1, 5):
            for dilation in range(1, 4):
                assert f"{padding} {stride} {dilation} zeros false none" in sent
    assert "0 1 1 reflect false none" in sent
    assert "0 1 1 zeros true none" in sent
    assert "same 1 1 zeros false none" in sent
    assert "0 1 1 zeros false max 2 2" in sent


def test_the_largest_board_stays_within_its_bound_and_sends_the_nearest() -> None:
    random = np.random.default_rng(0)
    image, kernel = random.normal(size=(3, 12, 12)), random.normal(size=(3, 5, 5))
    for small in (kernel, kernel[:, :1, :1]):
        setup = Setup(image, small, padding=4, flip=True, stage="max")
        _, sent = read(setup)
        for padding in range(5):
            assert setting_key(replace(setup, padding=padding)) in sent


def test_settings_that_fit_no_more_are_left_out() -> None:
    setup = Setup(np.ones((1, 5, 5)), np.ones((1, 3, 3)))
    text, whole = members_text(members([setup, replace(setup, padding=4)]), 500)
    assert not whole
    assert list(json.loads(text)) == ["0 1 1 zeros false none"]


def test_what_does_not_fit_says_the_same_as_alone() -> None:
    setup = Setup(np.ones((1, 3, 3)), np.ones((1, 5, 5)))
    _, sent = read(setup)
    error = misfit_of(setup).error
    assert sent[setting_key(setup)]["unfit"] == [
        f"This needs {error.expected}; it got {error.got}.",
        error.todo,
    ]
