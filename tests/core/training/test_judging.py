"""Confusion, conviction and calibration on answers that are known."""

import numpy as np

from cnncore import load_digits, load_pretrained
from cnncore.training.judging import Judgement, judge, reliability


def test_bundled_network_is_judged() -> None:
    found = judge(load_pretrained(), load_digits(split="held-out"))
    assert found.confusion.sum() == 1500
    np.testing.assert_allclose(found.accuracy, found.confusion.trace() / 1500)
    worst = found.worst(10)
    assert (found.labels[worst] != found.answers[worst]).all()
    assert (np.diff(found.confidence[worst]) <= 0).all()
    assert len(found.cell(4, 4)) == found.confusion[4, 4]


def test_reliability_counts_every_answer_once() -> None:
    labels = np.array([1, 1, 2, 2], np.uint8)
    answers = np.array([1, 2, 2, 2], np.uint8)
    found = Judgement(labels, answers, np.array([0.95, 0.55, 0.91, 1.0]), np.zeros((10, 10)))
    confidence, right, count = reliability(found)
    np.testing.assert_array_equal(count, [0, 0, 0, 0, 0, 1, 0, 0, 0, 3])
    np.testing.assert_allclose(right[[5, 9]], [0, 1])
    np.testing.assert_allclose(confidence[5], 0.55)
