"""Colours by meaning: green is for, pink against; zero is pale; both themes can read them."""

import plotly.graph_objects as go
import pytest

from ui.figures import style


def _light(colour: str) -> float:
    parts = [part / 255 for part in style.stops([[0, colour]])[0][1]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_scale_about_zero_has_its_hues_on_the_right_sides() -> None:
    (_, against), *_, (_, towards) = style.stops(style.SIGNED)
    assert against[0] > against[1] < against[2]  # pink below zero
    assert towards[1] == max(towards)  # green above
    (_, below), *_, (_, above) = style.stops(style.WEIGHTS)
    assert below[2] == max(below)  # violet below zero
    assert above[2] == min(above)  # yellow above
    for scale in (style.SIGNED, style.WEIGHTS):
        assert scale[2] == [0.5, "#f7f7f7"]


def test_ink_is_dark_and_a_grey_is_light_where_the_value_is_large() -> None:
    assert style.INK[0][1] == style.GREYS[1][1] == "#ffffff"
    assert style.INK[1][1] == style.GREYS[0][1] == "#000000"
    lights = [_light(colour) for _, colour in style.ACTIVATION]
    assert lights == sorted(lights)


def test_a_picture_stands_upright_with_square_pixels_and_no_axes() -> None:
    layout = style.picture_axes(go.Figure()).layout
    assert layout.xaxis.visible is layout.yaxis.visible is False
    assert (layout.xaxis.constrain, layout.yaxis.scaleanchor) == ("domain", "x")
    assert layout.yaxis.autorange == "reversed"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_reads_on_its_own_theme(theme: str) -> None:
    paper = {"light": 1.0, "dark": _light("#14181f")}[theme]
    one, other = sorted((paper, _light(style.TEXT[theme])))
    assert (other + 0.05) / (one + 0.05) > 7


def test_train_and_held_out_are_told_apart() -> None:
    meanings = [style.PATCH, style.KERNEL, style.MAP, style.TRAIN, style.HELD_OUT, style.BAD]
    assert len(set(meanings)) == len(meanings)
