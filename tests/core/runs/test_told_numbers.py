"""Numbers of runs that reach a reader: the wait in the queue, the steps kept, a race's verdict."""

from pathlib import Path

import pytest

from cnncore.runs import LocalEngine, Runner, Status, outcome, state_line, verdict
from cnncore.runs.measuring import MOST_CHECKPOINTS, kept_steps
from cnncore.training import Settings

FORTY = Settings(epochs=40)  # 8,500 digits an epoch, 4,000 a second: 85 s
TWENTY = Settings(epochs=20)


@pytest.fixture
def two_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalEngine:
    """Return an engine of two slots that starts no process, and looks afresh each time."""
    made = LocalEngine(tmp_path / "runs", slots=2)
    monkeypatch.setattr(made, "_spawn", lambda folder: None)
    monkeypatch.setattr("cnncore.runs.local._NOW", 0.0)
    return made


def test_the_wait_is_the_work_ahead_shared_by_the_slots(two_at_once: LocalEngine) -> None:
    order = (FORTY, TWENTY, FORTY, TWENTY)
    runs = [two_at_once.submit(one, f"visitor {n}") for n, one in enumerate(order)]
    third, fourth = (two_at_once.watch(run) for run in runs[2:])
    assert (third.place, third.wait) == (1, (85 + 42.5) / 2)
    assert (fourth.place, fourth.wait) == (2, (85 + 42.5 + 85) / 2)
    assert state_line(fourth) == "Waiting: place 2 in the queue, about 106 s"


def test_a_run_half_way_counts_for_what_is_left_of_it(two_at_once: LocalEngine) -> None:
    half, _, waiting = (two_at_once.submit(FORTY, f"visitor {n}") for n in range(3))
    status = Status("starting", step=100, total=300, speed=640)
    two_at_once.find(half).set_status(status)
    left = 200 * FORTY.batch_size / 640
    assert two_at_once.watch(waiting).wait == (left + 85) / 2


@pytest.mark.parametrize(
    ("epochs", "kept"), [(1, 1), (40, 40), (41, 20), (60, 30), (100, 33), (1000, 40)]
)
def test_no_more_steps_are_kept_than_the_bound(epochs: int, kept: int) -> None:
    steps = kept_steps(133 * epochs, 133)
    assert len(steps) == kept <= MOST_CHECKPOINTS
    stride = min(steps)
    assert steps == set(range(stride, 133 * epochs + 1, stride))


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ((97.5, 97.6, 97.7), "more than seeds differ"),  # 0.6 points apart, ±0.2
        ((97.8, 97.9, 98.0), "no more than seeds differ"),  # 0.3 points: over one spread, not two
    ],
)
def test_a_difference_is_sure_beyond_twice_the_spread_of_seeds(second: tuple, told: str) -> None:
    found = outcome([Runner("a", (98.0, 98.2, 98.4)), Runner("b", second)])
    assert found.spread == pytest.approx(0.2)
    assert verdict(found, "optimiser").endswith(f"±0.20 points, so that is {told}.")
