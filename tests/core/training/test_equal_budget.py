"""Three networks of one size on three kinds of digits: shuffles only move, the table is true."""

from pathlib import Path

import numpy as np

from cnncore import Digits, load_digits
from cnncore.locks import FileLock
from cnncore.networks.from_words import build_network
from cnncore.networks.simple_cnn import count_parameters
from cnncore.training import KINDS, NETWORKS, Here, measure, of_kind, recorded


def few() -> Digits:
    digits = load_digits()
    return Digits(digits.images[:192], digits.labels[:192])


def test_budgets_are_equal_within_five_percent() -> None:
    sizes = [count_parameters(build_network(words)) for words in NETWORKS.values()]
    assert max(sizes) / min(sizes) < 1.06


def test_kinds_move_pixels_and_keep_them() -> None:
    digits = few()
    shuffled, shifted = of_kind(digits, "shuffled"), of_kind(digits, "shifted")
    np.testing.assert_array_equal(
        np.sort(shuffled.images.reshape(192, -1)), np.sort(digits.images.reshape(192, -1))
    )
    order = [of_kind(digits, "shuffled").images.tobytes() for _ in range(2)]
    assert order[0] == order[1]
    ink = [d.images.astype(int).sum((1, 2)) for d in (digits, shifted)]
    assert (ink[0] >= ink[1]).all()
    assert ink[1].sum() > 0.97 * ink[0].sum()  # a large digit may lose some at the border
    assert (shifted.images != digits.images).any((1, 2)).mean() > 0.9


def test_recorded_table_shows_what_the_lesson_says() -> None:
    at = {(one.network, one.kind): one.accuracy for one in recorded()}
    assert len(at) == 9
    written, shifted, shuffled = KINDS
    lost = {
        n: (at[n, written] - at[n, shifted], at[n, written] - at[n, shuffled]) for n in NETWORKS
    }
    assert lost["convolutional"][0] < min(lost["dense"][0], lost["local, untied"][0])
    assert lost["dense"][1] < lost["convolutional"][1]


def test_experiment_yields_nine_results() -> None:
    results = list(measure(1, few()))
    assert [(one.kind, one.network) for one in results] == [(k, n) for k in KINDS for n in NETWORKS]


def test_measuring_here_is_done_by_one_process_at_a_time(tmp_path: Path, monkeypatch) -> None:
    started = []
    monkeypatch.setattr(
        "cnncore.training.equal_budget.subprocess.Popen", lambda *a, **k: started.append(a)
    )
    here, other = Here(tmp_path), Here(tmp_path)
    with FileLock(here.lock):
        other.start()
        assert other.running()
        assert not started
    other.start()
    assert len(started) == 1
    row = '{"network": "dense", "kind": "shifted", "parameters": 1, "accuracy": 0.5, "seconds": 1}'
    here.path.write_text(f"{row}\n{row[:20]}")
    assert [one.accuracy for one in here.results()] == [0.5]
