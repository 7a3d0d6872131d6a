"""Not a digit: hearts, horses, scribbles and blanks are refused, digits are not."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

import cnncore
from cnncore.digits.dataset import load_digits
from cnncore.digits.not_digits import ODDITIES, draw_oddity
from cnncore.digits.strokes import fitted_strokes, render_strokes, sample_strokes
from cnncore.inside.doubt import (
    COVERAGE,
    Judge,
    calibrate,
    doubt_of,
    doubts,
    hidden_features,
    neighbours,
    remember,
)
from cnncore.inside.doubt_bundled import bundled_judge
from cnncore.pieces import whole

NAMED = ["heart", "horse", "scribble"]
SEED = 4711  # no threshold was chosen with it


@pytest.fixture(scope="module")
def judge(model) -> Judge:
    return whole(calibrate(model))


@pytest.fixture(scope="module")
def oddities() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(SEED)

    def digit(kind: str) -> np.ndarray:
        strokes = fitted_strokes(draw_oddity(kind, rng))
        return cnncore.prepare_drawing(render_strokes(strokes)).digit

    often = {kind: 40 if kind in NAMED else 8 for kind in ODDITIES}
    return {kind: np.stack([digit(kind) for _ in range(often[kind])]) for kind in ODDITIES}


def test_shipped_scale_is_the_networks(judge, model) -> None:
    """Fails when the bundled weights are new: run `python -m cnncore.inside.doubt_bundled`."""
    shipped = whole(bundled_judge(model))
    assert shipped.usual == pytest.approx(judge.usual, rel=1e-3)
    assert shipped.unusual == pytest.approx(judge.unusual, rel=1e-3)
    np.testing.assert_allclose(shipped.strangeness, judge.strangeness, rtol=1e-2, atol=1e-2)
    np.testing.assert_array_equal(shipped.right, judge.right)


def share_refused(judge, model, digits) -> float:
    return float(np.mean([verdict.refused for verdict in doubts(judge, model, digits)]))


def test_what_is_no_digit_is_refused(judge, model, oddities) -> None:
    assert share_refused(judge, model, np.concatenate(list(oddities.values()))) >= 0.9


@pytest.mark.parametrize("kind", NAMED)
def test_named_shapes_are_refused(judge, model, oddities, kind: str) -> None:
    assert share_refused(judge, model, oddities[kind]) >= 0.75


def test_blank_is_refused(judge, model) -> None:
    assert doubt_of(judge, model, np.zeros((28, 28), np.float32)).refused


def test_held_out_digits_are_answered(judge, model) -> None:
    held_out = cnncore.load_digits(split="held-out").images[:500]
    assert 1 - share_refused(judge, model, held_out) >= 0.95
    assert (judge.strangeness <= judge.threshold()).mean() == pytest.approx(COVERAGE, abs=0.002)


def test_digits_drawn_here_are_answered(judge, model) -> None:
    pictures = [render_strokes(sample_strokes(n % 10, n)) for n in range(60)]
    digits = np.stack([cnncore.prepare_drawing(picture).digit for picture in pictures])
    assert share_refused(judge, model, digits) <= 0.1


def test_refusing_more_leaves_the_surer_answers(judge) -> None:
    covered = judge.strangeness <= judge.threshold(0.9)
    assert judge.right[covered].mean() > judge.right.mean()


def test_neighbours_of_a_known_digit_begin_with_itself(judge, model) -> None:
    image = judge.memory.images[37]
    features, _ = hidden_features(model, image[None])
    near = neighbours(judge.memory, features[0], 5)
    np.testing.assert_array_equal(near[0].image, image)
    assert near[0].distance == pytest.approx(0, abs=1e-3)
    assert [one.distance for one in near] == sorted(one.distance for one in near)


def test_hidden_features_are_what_the_last_layer_gets(model) -> None:
    images = cnncore.load_digits(split="held-out").images[:3]
    features, logits = hidden_features(model, images)
    weight, bias = (value.detach().numpy() for value in (model.fc.weight, model.fc.bias))
    assert features.shape == (3, 1568)
    np.testing.assert_allclose(features @ weight.T + bias, logits, atol=1e-4)


def test_visitors_who_share_a_network_do_not_hear_each_other(model) -> None:
    digits = load_digits(split="held-out").images
    expected = hidden_features(model, digits[:100])[0]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: hidden_features(model, digits[:100])[0], range(24)))
    for features in told:
        np.testing.assert_array_equal(features, expected)


def test_what_was_taught_is_known(model, oddities) -> None:
    hearts = (oddities["heart"] * 255).astype(np.uint8)
    also = cnncore.Digits(hearts, np.full(len(hearts), 3, np.uint8))
    memory = whole(remember(model, also))
    features, _ = hidden_features(model, hearts[:1])
    assert neighbours(memory, features[0], 1)[0].label == 3


def test_one_digit_is_judged_as_among_many(judge, model) -> None:
    digits = load_digits(split="held-out").images[:12]
    for digit, among in zip(digits, doubts(judge, model, digits), strict=True):
        alone = doubt_of(judge, model, digit)
        assert alone.strangeness == pytest.approx(among.strangeness, rel=0.02, abs=0.02)
