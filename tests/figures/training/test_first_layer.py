"""The first layer: each filter above its own map, all on one scale."""

import re

import numpy as np

from tests.figures.reading import images, rgb
from ui.figures import style
from ui.training.figures.first_layer import first_layer

KERNELS = np.array([[[-2.0, 1.0]], [[0.0, 2.0]]])
MAPS = np.array([[[4.0, 0.0, 0.0]], [[0.0, 2.0, 0.0]]])


def test_filters_share_a_scale_about_zero_and_maps_one_from_zero() -> None:
    first, first_map, second, second_map = [one[0] for one in images(first_layer(KERNELS, MAPS))]
    low, _, zero, half, high = (rgb(colour) for _, colour in style.WEIGHTS)
    dark, middle, bright = (rgb(colour) for _, colour in style.ACTIVATION)
    np.testing.assert_allclose(first, [low, half], atol=3)
    assert second.tolist() == [zero, high]
    assert first_map.tolist() == [bright, dark, dark]
    assert second_map.tolist() == [dark, middle, dark]


def test_each_filter_tells_its_own_strongest_weight() -> None:
    html = first_layer(KERNELS, MAPS)
    assert re.findall(r"strongest weight ([\d.]+)", html) == ["2.00", "2.00"]
    assert re.findall(r"What filter (\d)", html) == ["1", "2"]
    assert 'class="first-layer"' in html
    assert 'class="first-layer half"' in first_layer(KERNELS, MAPS, half=True)
