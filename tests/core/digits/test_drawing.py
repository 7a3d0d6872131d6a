"""A drawing becomes the digit MNIST would have made of it, whatever pen, place, size, colours."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnncore import InputError, prepare_drawing
from cnncore.digits.drawing import SIZE, STROKE, without_each_step
from cnncore.digits.ink import find_ink, pieces, thin
from cnncore.digits.strokes import Stroke, render_strokes, sample_strokes

SEVEN = [(0.0, 0.0), (0.7, 0.0), (0.25, 1.0)]


def drawn(points=SEVEN, *, size=200, left=40, top=40, pen=16, ink="black", paper="white", side=280):
    """Draw strokes given in a unit square with a round pen on an opaque canvas."""
    canvas = Image.new("RGBA", (side, side), paper)
    draw = ImageDraw.Draw(canvas)
    places = [(left + x * size, top + y * size) for x, y in points]
    draw.line(places, fill=ink, width=pen, joint="curve")
    for x, y in places:
        draw.ellipse((x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2), fill=ink)
    return np.asarray(canvas)


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """Return the share of ink that differs between two drawings' digits."""
    first, second = prepare_drawing(one).digit, prepare_drawing(other).digit
    return float(np.abs(first - second).sum() / first.sum())


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("white", "black"),
        ("#d00000", "#ffffff"),
        ("#2050a0", "#f5eecb"),
        ("yellow", "navy"),
        ("#777777", "#999999"),
        ((0, 0, 0, 255), (0, 0, 0, 0)),
        ((255, 255, 255, 255), (255, 255, 255, 0)),
        ((30, 90, 200, 120), (0, 0, 0, 0)),
    ],
)
def test_ink_is_found_whatever_the_colours(ink, paper) -> None:
    assert distance(drawn(), drawn(ink=ink, paper=paper)) < 0.02


@pytest.mark.parametrize(
    "other",
    [
        {"size": 60, "left": 10, "top": 15, "pen": 5},
        {"size": 60, "left": 200, "top": 200, "pen": 12},
        {"size": 200, "pen": 2},
        {"size": 200, "pen": 40},
        {"size": 900, "pen": 3, "side": 1000},
        {"size": 90, "pen": 20},
    ],
    ids=str,
)
def test_same_drawing_small_large_thin_thick_is_the_same_digit(other) -> None:
    assert distance(drawn(), drawn(**other)) < 0.25


def test_digit_is_made_as_mnist_makes_it() -> None:
    drawing = prepare_drawing(drawn(left=5, top=70, size=90))
    digit = drawing.digit
    assert digit.shape == (SIZE, SIZE)
    assert digit.dtype == np.float32
    assert digit.max() == pytest.approx(1, abs=0.01)
    rows, cols = (np.flatnonzero(digit.sum(axis=axis) > 0.05) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(cols)) + 1 in (20, 21)
    mass = [digit.sum(axis=axis) @ np.arange(SIZE) / digit.sum() for axis in (1, 0)]
    np.testing.assert_allclose(mass, 13.5, atol=0.1)


@pytest.mark.parametrize("pen", [2, 6, 16, 30])
def test_strokes_come_out_equally_wide(pen: int) -> None:
    digit = prepare_drawing(drawn([(0, 0), (0, 1)], pen=pen)).digit
    assert digit[10:18].sum(axis=1).mean() == pytest.approx(STROKE, abs=0.15)


@pytest.mark.parametrize("colour", ["white", "black", "#33aa33", (0, 0, 0, 0)])
def test_blank_canvas_gives_a_blank_digit(colour) -> None:
    drawing = prepare_drawing(np.asarray(Image.new("RGBA", (280, 280), colour)))
    assert (drawing.content, drawing.box, drawing.digit.any()) == ("blank", None, False)


def test_full_canvas_is_said_to_be_full() -> None:
    canvas = np.full((280, 280, 4), 255, np.uint8)
    canvas[5:-5, 5:-5, :3] = 0
    drawing = prepare_drawing(canvas)
    assert drawing.content == "full"
    assert np.isfinite(drawing.digit).all()


def test_one_dot_is_said_to_be_a_dot() -> None:
    drawing = prepare_drawing(drawn([(0.5, 0.5)], pen=20))
    assert drawing.content == "dot"
    assert drawing.digit.max() > 0.9


def test_one_pixel_canvas_is_answered() -> None:
    assert prepare_drawing(np.full((1, 1, 4), 9, np.uint8)).content == "blank"


def test_two_digits_side_by_side_are_counted() -> None:
    two = np.minimum(drawn(size=90, left=20), drawn(size=90, left=170))
    assert prepare_drawing(two).groups == 2
    assert prepare_drawing(drawn()).groups == 1


def test_a_speck_of_dust_does_not_move_the_digit() -> None:
    dusty = drawn(left=60, pen=20).copy()
    dusty[4:6, 4:6, :3] = 0
    assert distance(drawn(left=60, pen=20), dusty) == 0


def test_every_step_can_be_left_out() -> None:
    canvas = drawn(left=5, top=20, size=80, pen=4)
    full = prepare_drawing(canvas)
    for step in ("ink", "crop", "fit", "thickness", "centre"):
        without = prepare_drawing(canvas, skip={step})
        assert np.abs(without.digit - full.digit).sum() > 5, step


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((28, 28), np.uint8),
        np.zeros((5, 5, 3), np.uint8),
        np.zeros((5, 5, 4)),
        np.zeros((0, 5, 4), np.uint8),
    ],
    ids=["grey", "rgb", "float", "empty"],
)
def test_another_shape_or_type_is_refused(wrong) -> None:
    with pytest.raises(InputError, match="uint8 of shape"):
        prepare_drawing(wrong)


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(InputError, match="steps of"):
        prepare_drawing(drawn(), skip={"magic"})


def test_thinning_keeps_the_pieces_and_their_holes() -> None:
    ring = np.hypot(*np.mgrid[-20:21, -20:21])
    mask = (ring < 18) & (ring > 8)
    line = thin(mask)
    assert len(pieces(line)[1]) == 1
    assert len(pieces(~line)[1]) <= 2
    assert line.sum() < 120


def test_a_piece_knows_its_box() -> None:
    mask = np.zeros((30, 40), bool)
    mask[7:20, 9:31] = True
    (_, (piece,)) = pieces(mask)
    assert (piece.top, piece.left, piece.bottom, piece.right) == (7, 9, 20, 31)
    assert (piece.height, piece.width) == (13, 22)


def test_pieces_join_u_shapes() -> None:
    mask = np.array([[1, 0, 1, 0, 1], [1, 0, 1, 0, 1], [1, 1, 1, 0, 1]], bool)
    labels, found = pieces(mask)
    assert [piece.area for piece in found] == [7, 3]
    assert labels[0].tolist() == [1, 0, 1, 0, 2]


def test_ink_of_noise_paper_stays_paper() -> None:
    rng = np.random.default_rng(0)
    canvas = drawn().astype(np.int16)
    canvas[..., :3] += rng.integers(-12, 13, (*canvas.shape[:2], 3))
    noisy = np.clip(canvas, 0, 255).astype(np.uint8)
    assert np.abs(find_ink(noisy) - find_ink(drawn())).max() < 0.3


def test_without_each_step_is_the_same_as_leaving_it_out() -> None:
    canvas = drawn(left=5, top=20, size=80, pen=4)
    for step, drawing in without_each_step(canvas).items():
        np.testing.assert_array_equal(drawing.digit, prepare_drawing(canvas, skip={step}).digit)


@pytest.mark.parametrize("pen", [4, 16, 30])
def test_a_tap_is_a_dot_whatever_the_pen(pen: int) -> None:
    assert prepare_drawing(drawn([(0.5, 0.5), (0.505, 0.505)], pen=pen)).content == "dot"


def test_a_filled_shape_is_no_line() -> None:
    rows, cols = np.mgrid[:280, :280]
    canvas = np.full((280, 280, 4), 255, np.uint8)
    canvas[np.hypot(rows - 140, cols - 130) < 80, :3] = 0
    drawing = prepare_drawing(canvas)
    assert drawing.content == "blob"
    assert drawing.digit.sum() > 250


@pytest.mark.parametrize("label", range(10))
@pytest.mark.parametrize("bits", [1e-11, -1e-11])
def test_the_last_bits_of_a_sum_move_no_pixel(label: int, bits: float) -> None:
    strokes = sample_strokes(label)
    moved = [Stroke(stroke.points + bits) for stroke in strokes]
    assert np.array_equal(render_strokes(moved), render_strokes(strokes))
