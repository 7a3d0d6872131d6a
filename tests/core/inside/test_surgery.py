"""Surgery: judged by the network's own maps and answers."""

import numpy as np
import pytest

import cnncore
from cnncore.inside.steps import steps_of
from cnncore.inside.surgery import Operation, confusions, filters_of, judge_held_out, operate


def test_layers_with_filters_are_named(model) -> None:
    assert filters_of(model) == {"conv1": (16, 1, 3, 3), "conv2": (32, 16, 3, 3)}


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


def test_a_kernel_of_another_size_is_told_the_right_one(model) -> None:
    wrong = Operation("conv1", kernel=(0, 0, ((0.0, 1.0),)))
    with pytest.raises(cnncore.InputError) as told:
        operate(model, wrong)
    assert told.value.expected == "a kernel of 3 × 3 numbers"
    assert told.value.got == "((0.0, 1.0),)"


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
