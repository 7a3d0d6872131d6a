"""Surgery, shifts and favourites: judged by the network's own answers."""

import numpy as np
import pytest

import cnncore
from cnncore.digits.address_text import read_digit, write_digit
from cnncore.inside.favourites import exciting, peaks
from cnncore.inside.shift import shifted, stability
from cnncore.inside.steps import steps_of
from cnncore.inside.surgery import Operation, confusions, filters_of, judge_held_out, operate


@pytest.fixture(scope="module")
def model():
    return cnncore.load_pretrained()


@pytest.fixture(scope="module")
def digits():
    return cnncore.load_digits(split="held-out")


def test_a_filter_switched_off_leaves_an_empty_map(model, digits) -> None:
    operated = operate(model, Operation("conv1", off=(3, 7)))
    digit = digits.images[0] / np.float32(255)
    before, after = (steps_of(one, digit)[1].value for one in (model, operated))
    assert not after[[3, 7]].any()
    np.testing.assert_array_equal(np.delete(after, [3, 7], 0), np.delete(before, [3, 7], 0))
    assert before[3].any()
    assert before[7].any()


def test_all_filters_off_answers_the_same_for_every_digit(model) -> None:
    outcome = judge_held_out(operate(model, Operation("conv2", off=tuple(range(32)))))
    assert len(set(outcome.answers.tolist())) == 1


def test_swapped_filters_swap_their_maps(model, digits) -> None:
    digit = digits.images[1] / np.float32(255)
    before = steps_of(model, digit)[1].value
    after = steps_of(operate(model, Operation("conv1", swapped=(2, 9))), digit)[1].value
    np.testing.assert_array_equal(after[[2, 9]], before[[9, 2]])


def test_an_edited_kernel_is_used(model) -> None:
    rows = ((1.0, 0.0, 0.0),) * 3
    edited = operate(model, Operation("conv2", kernel=(4, 11, rows)))
    np.testing.assert_array_equal(edited.conv2.weight[4, 11].detach(), rows)
    assert not np.array_equal(model.conv2.weight[4, 11].detach(), rows)


def test_confusions_count_what_was_lost(model) -> None:
    before, after = (
        judge_held_out(one) for one in (model, operate(model, Operation("conv1", off=(0, 1, 2, 3))))
    )
    lost = (before.answers == before.labels) & (after.answers != after.labels)
    pairs = confusions(before, after, most=90)
    assert sum(pair.count for pair in pairs) == lost.sum()
    assert confusions(before, before) == []


@pytest.mark.parametrize(
    "wrong",
    [
        Operation("conv9"),
        Operation("conv1", off=(16,)),
        Operation("conv1", swapped=(0, 99)),
        Operation("conv1", kernel=(0, 1, ((0.0,) * 3,) * 3)),
        Operation("conv1", kernel=(0, 0, ((0.0, 1.0),))),
        Operation("conv1", kernel=(0, 0, ((float("nan"),) * 3,) * 3)),
        Operation("conv1", kernel=(0, 0, ((1e9,) * 3,) * 3)),
    ],
)
def test_an_impossible_operation_is_refused(model, wrong: Operation) -> None:
    with pytest.raises(cnncore.InputError):
        operate(model, wrong)


def test_maps_move_along_with_the_drawing(model) -> None:
    digit = np.zeros((28, 28), np.float32)
    digit[10:18, 10:14] = 1
    still = steps_of(model, digit)[1].value
    moved = steps_of(model, shifted(digit, 3, -2))[1].value
    inner = np.s_[:, 5:23, 5:23]
    np.testing.assert_allclose(np.roll(still, (3, -2), axis=(1, 2))[inner], moved[inner], atol=1e-6)


def test_stability_is_the_prediction_at_each_shift(model, digits) -> None:
    digit = digits.images[5] / np.float32(255)
    told = stability(model, digit, reach=2)
    label = cnncore.predict(model, digit).label
    assert told.answers[2, 2] == label
    prediction = cnncore.predict(model, shifted(digit, -2, 1))
    assert told.answers[0, 3] == prediction.label
    assert told.chances[0, 3] == pytest.approx(prediction.probabilities[label], abs=1e-5)


def test_the_most_exciting_digit_holds_the_value(model, digits) -> None:
    assert filters_of(model) == {"conv1": (16, 1, 3, 3), "conv2": (32, 16, 3, 3)}
    first = exciting(model, "conv2", 6, peaks(model, "conv2"))[0]
    value = steps_of(model, digits.images[first.number] / np.float32(255))[3].value[6].max()
    assert max(first.value, 0.0) == pytest.approx(value)  # a filter may never fire
    top, left, bottom, right = first.box
    assert 0 < bottom - top <= 8
    assert 0 < right - left <= 8


def test_a_digit_survives_its_word(digits) -> None:
    digit = digits.images[2] / np.float32(255)
    word = write_digit(digit)
    assert len(word) < 600
    np.testing.assert_array_equal(read_digit(word), digit)


@pytest.mark.parametrize("word", ["", "banana", "!!", write_digit(np.ones((28, 28)))[:-3], "é"])
def test_another_word_is_refused(word: str) -> None:
    with pytest.raises(cnncore.InputError):
        read_digit(word)
