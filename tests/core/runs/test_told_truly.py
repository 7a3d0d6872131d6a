"""Sentences about runs read back against random records."""

import dataclasses
import math
import re
from pathlib import Path

import numpy as np
import pytest

from cnncore.runs import History, RunFolder, RunView, Status, explain, gap_line, state_line
from cnncore.runs.diagnosis import GUESSING, Reading
from cnncore.runs.pace import KNOWN_AFTER, Pace
from cnncore.training import Settings

CASES = 200


def _numbers(text: str) -> list[float]:
    plain = text.replace("−", "-").replace(",", "").replace("*", " ")
    return [float(one.rstrip(".")) for one in re.findall(r"-?\d+(?:\.\d+)?", plain)]


def _history(steps: list[int], train: np.ndarray, held_out: np.ndarray) -> History:
    at, none = np.array(steps, float), np.array([])
    zeros = np.zeros(len(steps))
    return History(none, none, none, none, at, at / 133, train, held_out, zeros, zeros)


def test_the_gap_is_that_of_the_evaluation_it_names() -> None:
    random = np.random.default_rng(0)
    for _ in range(CASES):
        count = int(random.integers(0, 6))
        history = _history(
            [133 * n for n in range(count)], random.random(count), random.random(count)
        )
        told = gap_line(history)
        if count < 2:
            assert not _numbers(told)
            continue
        epoch, points = _numbers(told)
        assert epoch == count - 1
        apart = 100 * (history.train_accuracy - history.held_out_accuracy)[-1]
        assert points == pytest.approx(apart, abs=0.051)


def test_a_network_before_its_first_step_has_no_gap() -> None:
    history = _history([0], np.array([0.11]), np.array([0.09]))
    assert gap_line(history) == "Accuracy comes with the first evaluation."


def _status(random: np.random.Generator) -> Status:
    total = int(random.integers(1, 9000))
    speed = float(random.choice([0.0, random.uniform(50, 9000)]))
    step = int(random.integers(0, total + 1))
    return Status("running", step=step, total=total, epoch=step / 133, speed=speed)


def test_the_time_left_is_told_once_the_speed_is_known() -> None:
    random, settings = np.random.default_rng(1), Settings()
    for _ in range(CASES):
        status = _status(random)
        told = state_line(RunView("run", settings, status, RunFolder(Path("none"))))
        numbers = _numbers(told)
        assert numbers[:2] == pytest.approx([status.epoch, settings.epochs], abs=0.051)
        assert (len(numbers) == 4) == ("left" in told) == (status.speed > 0)
        if status.speed:
            left = (status.total - status.step) * settings.batch_size / status.speed
            assert numbers[2:] == pytest.approx([status.speed, left], abs=0.51)


def test_a_slow_beginning_does_not_count_for_long() -> None:
    """Two hundred random runs: a slow start, then steady; what is told is soon near the truth."""
    random = np.random.default_rng(2)
    for _ in range(CASES):
        slow, speed = random.uniform(5, 60), random.uniform(200, 9000)
        pace, told = Pace(), 0.0
        told = pace.note(0.0, 0)
        assert told == 0
        assert pace.note(KNOWN_AFTER / 2, 1) == 0
        images, now = int(KNOWN_AFTER / 2 * slow), KNOWN_AFTER / 2
        for _ in range(20):
            now += 0.4
            images += round(0.4 * speed)
            told = pace.note(now, images)
        assert told == pytest.approx(speed, rel=0.02)


KINDS = ("learning", "settling", "settled", "stuck", "unfinished", "overfitting")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_in_a_run_is_true_of_its_numbers(kind: str) -> None:
    random = np.random.default_rng(3)
    for _ in range(CASES):
        found = Reading(
            kind,
            {"epochs": int(random.integers(1, 99))},
            epoch=int(random.integers(1, 60)),
            rate=0.1,
            loss=float(random.exponential(0.8)),
            before=float(random.exponential(0.8)),
            accuracy=float(1 - random.exponential(0.01) % 1),
            gap=random.choice([None, random.normal(0, 1)]),
        )
        if kind == "stuck":
            found = dataclasses.replace(found, remedy={"learning_rate": 0.01})
        _true_of(explain(found), found)


def _true_of(told, found: Reading) -> None:
    text = f"{told.headline} {told.why}"
    if "down from" in text:
        assert found.loss < GUESSING
    if found.kind in ("learning", "settling"):
        share = 100 * math.exp(-found.loss)
        assert ("over 99 %" in text) == (share >= 99.5)
        assert "100 %" not in text.replace("1,000", "")
    if found.kind == "settled":
        wrong = 1000 * (1 - found.accuracy)
        assert ("hardly one" in text) == (wrong < 0.5)
        assert "about 0 " not in text
    if "agree" in text:
        assert abs(found.gap) < 0.3
    if "above train" in text:
        assert found.gap <= -0.3
    if "above held-out" in text:
        assert found.gap >= 0.3
