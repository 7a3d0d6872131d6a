"""Small pictures: every value in its own pixel and in its own colour."""

import re

import numpy as np

from tests.figures.reading import images, plain, rgb
from ui.figures import style
from ui.figures.pictures import cards, coloured, fold, framed_photo, mosaic, pixels, wall_image


def test_ink_is_black_where_the_value_is_one() -> None:
    (seen,) = images(pixels(np.array([[0.0, 1.0, 0.0], [0.5, 0.0, 0.0]]), alt="", width=30))
    assert "aspect-ratio:3/2;" in pixels(np.zeros((2, 3)), alt="", width=30)
    assert seen.shape == (2, 3, 3)
    assert seen[0, 1].tolist() == [0, 0, 0]
    assert seen[0, 0].tolist() == seen[1, 2].tolist() == [255, 255, 255]
    assert 120 < seen[1, 0, 0] < 136


def test_a_signed_picture_is_pink_below_and_green_above_zero() -> None:
    values = np.array([[-2.0, 0.0, 2.0]])
    (seen,) = images(pixels(values, alt="", width=9, scale=style.SIGNED, low=-2, high=2))
    assert seen[0].tolist() == [rgb("#8e0152"), rgb("#f7f7f7"), rgb("#0b6b41")]


def test_a_colour_scale_is_read_between_its_stops_and_held_at_its_ends() -> None:
    seen = coloured(np.array([-9.0, -1.0, -0.5, 1.0, 9.0]), style.WEIGHTS, -1, 1)
    assert seen.tolist() == [
        rgb("#762a83"),
        rgb("#762a83"),
        rgb("#af8dc3"),
        rgb("#a06b00"),
        rgb("#a06b00"),
    ]
    assert coloured(np.array([3.0]), style.WEIGHTS, 3, 3).tolist() == [rgb("#762a83")]
    assert coloured(np.array([0.25]), [[0, "#000000"], [1, "#ffffff"]], 0, 1).tolist() == [[64] * 3]


def test_maps_stand_in_rows_from_the_top_left() -> None:
    maps = np.arange(1.0, 6)[:, None, None] * np.ones((5, 1, 2))
    sheet = mosaic(maps, across=3, fill=0)
    assert sheet.tolist() == [
        [1, 1, 0, 2, 2, 0, 3, 3],
        [0, 0, 0, 0, 0, 0, 0, 0],
        [4, 4, 0, 5, 5, 0, 0, 0],
    ]
    assert mosaic(maps).min() == 1
    assert mosaic(maps[:1]).shape == (1, 2)


def test_a_wall_shows_dark_ink_on_white_with_two_pixels_between() -> None:
    drawn = np.zeros((13, 28, 28), np.uint8)
    drawn[1, 0, 27] = 255
    drawn[12, 3, 0] = 200
    wall = wall_image(drawn)
    assert wall.shape == (60, 360)
    assert sorted(map(tuple, np.argwhere(wall < 255).tolist())) == [(1, 58), (34, 1)]
    assert wall[34, 1] == 55
    assert wall_image(drawn[:0]).shape == (30, 360)


def test_a_list_is_folded_from_left_to_right() -> None:
    assert fold(np.arange(1, 8)).tolist() == [[1, 2, 3], [4, 5, 6], [7, 0, 0]]


def test_a_frame_lies_where_the_digit_was_found_and_the_chosen_one_is_blue() -> None:
    photo = np.zeros((100, 200, 3), np.uint8)
    html = framed_photo(photo, [(10, 40, 30, 100), (50, 0, 90, 20)], [7, 3], chosen=1, width=400)
    marks = re.findall(
        r"left:(-?\d+)px;top:(-?\d+)px;width:(\d+)px;height:(\d+)px;border:(.*?);", html
    )
    assert marks == [
        ("78", "18", "124", "44", f"1px solid {style.MAP}"),
        ("-2", "98", "44", "84", f"3px solid {style.PATCH}"),
    ]
    assert plain(html) == "73"
    (seen,) = images(html)
    assert seen.shape == (200, 400, 3)
    assert 'alt="A photo read as 7 3"' in html


def test_each_card_has_its_own_words() -> None:
    html = cards([("<img a>", "one"), ("<img b>", "two")], width=40)
    assert html.index("<img a>") < html.index("one") < html.index("<img b>") < html.index("two")


def test_only_the_chosen_frame_is_wide() -> None:
    boxes = [(2, 2, 9, 9), (2, 12, 9, 19), (2, 22, 9, 29)]
    html = framed_photo(np.zeros((12, 32, 3), np.uint8), boxes, [4, 0, 8], chosen=1, width=64)
    assert re.findall(r"border:(\d)px solid (#\w+)", html) == [
        ("1", style.MAP),
        ("3", style.PATCH),
        ("1", style.MAP),
    ]
