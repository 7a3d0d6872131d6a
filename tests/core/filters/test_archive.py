"""The wall's value rules: a filter whose response goes below zero is shown by its size."""

import numpy as np

from cnncore.filters.archive import wall_modes
from cnncore.filters.catalogue import FILTERS
from cnncore.filters.wall import filter_wall

RULES = dict(zip([listed.name for listed in FILTERS], wall_modes(), strict=True))
FALLING = np.where(np.arange(16) < 8, 200, 50).astype(np.uint8) * np.ones((16, 1), np.uint8)


def test_kernels_that_sum_to_zero_are_shown_by_their_size_and_others_are_cut() -> None:
    for listed in FILTERS:
        if len(listed.kernels()) == 1:
            signed = abs(listed.kernels()[0].sum()) < 1e-6
            assert RULES[listed.name] == ("absolute" if signed else "clip"), listed.name
    assert set(RULES.values()) == {"absolute", "clip"}


def test_an_edge_from_bright_to_dark_is_seen_on_the_wall() -> None:
    names = ("sobel-x", "gaussian", "sharpen")
    kernels = [listed.kernels() for listed in FILTERS if listed.name in names]
    shown = [listed.name for listed in FILTERS if listed.name in names]
    wall = dict(zip(shown, filter_wall(FALLING, kernels, [RULES[n] for n in shown]), strict=True))
    assert (wall["sobel-x"][:, 7:9] == 255).all()  # 4 · 150 below zero
    assert not wall["sobel-x"][:, :6].any()
    assert (wall["sharpen"][:, 8] == 0).all()  # below zero, and cut there
