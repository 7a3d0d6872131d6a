"""Teaching: a visitor's own digits are learnt, and little else is forgotten."""

import numpy as np

import cnncore
from cnncore.training.teaching import effect, taught_network, teach


def test_teaching_learns_mine_and_forgets_little() -> None:
    held_out = cnncore.load_digits(split="held-out")
    wrong = cnncore.Digits(held_out.images[:2], ((held_out.labels[:2] + 1) % 10).astype(np.uint8))
    before = cnncore.load_pretrained()
    steps, parts = teach("simple", before, wrong), []
    try:
        while True:
            parts.append(next(steps))
    except StopIteration as done:
        after = taught_network("simple", done.value)
    told = effect(before, after, wrong)
    assert parts == sorted(parts)
    assert parts[-1] == 1
    assert (told.mine_before, told.mine_after) == (0, 2)
    assert told.held_out_after > 0.9 * told.held_out
    assert told.held_out_after == told.held_out_before + told.learnt - told.forgotten.sum()
