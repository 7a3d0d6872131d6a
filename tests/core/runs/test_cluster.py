"""The cluster's engine on a real scheduler and two real workers, all on loopback."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from benchmarks.dask_cluster import Cluster, until
from cnncore.errors import InputError
from cnncore.runs import engine_here, sentence
from cnncore.training import Settings

pytest.importorskip("distributed", reason="distributed not found: requirements-cluster.txt has it")
from cnncore.runs.cluster import ClusterEngine

pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own, when its parts are killed
QUICK = Settings(epochs=1, augmentation="none", network="simple")
LONG = Settings(epochs=60, augmentation="none", network="simple")


@pytest.fixture
def cluster(tmp_path) -> Iterator[Cluster]:
    running = Cluster(tmp_path / "dask")
    yield running
    running.close()


@pytest.fixture
def engine(cluster, tmp_path, monkeypatch) -> Iterator[ClusterEngine]:
    monkeypatch.setenv("CNN_CLUSTER", cluster.address)
    monkeypatch.setenv("CNN_RUNS", str(tmp_path / "runs"))
    made = engine_here()
    yield made
    made.close()


def test_runs_train_far_away_come_home_whole_and_stop(engine) -> None:
    first, second = engine.submit(QUICK, "ann"), engine.submit(QUICK, "bob")
    for run in (first, second):
        view = until(lambda run=run: (v := engine.watch(run)).status.state == "done" and v)
        history = view.folder.history()
        assert history.held_out_accuracy[-1] > 0.9
        assert view.folder.checkpoints()
        assert view.folder.weights() is not None
    one, two = (engine.find(run).history().loss for run in (first, second))
    assert one.tolist() == two.tolist()
    third = engine.submit(LONG, "ann")
    until(lambda: engine.watch(third).status.step > 50)
    with pytest.raises(InputError, match="your own"):
        engine.stop(third, "bob")
    engine.stop(third, "ann")
    until(lambda: engine.watch(third).status.state == "stopped")


def test_killed_worker_run_goes_on_elsewhere_from_its_state(engine, cluster) -> None:
    run = engine.submit(LONG, "ann")
    until(lambda: engine.find(run).states())
    step = engine.watch(run).status.step
    busy = [w for w in cluster.workers if _training_children(w.pid)]
    cluster.kill(busy[0])
    until(lambda: engine.watch(run).status.step > step + 200)
    steps = engine.find(run).history().step
    assert (steps[1:] > steps[:-1]).all()
    engine.stop(run, "ann")
    until(lambda: engine.watch(run).status.state == "stopped")


def test_scheduler_gone_is_told_and_the_run_is_kept(engine, cluster) -> None:
    run = engine.submit(LONG, "ann")
    until(lambda: engine.watch(run).status.step > 50)
    cluster.kill(cluster.scheduler)
    status = until(lambda: (s := engine.watch(run).status).state == "lost" and s, 90)
    # whichever end is met first, the connection's or the worker's, going on is offered
    ends = ("cluster lost", "cluster refused")
    offered = {"broke off": "Resume it"} | dict.fromkeys(ends, "it can be resumed")
    assert offered[status.cause] in sentence(status)
    with pytest.raises(InputError, match="Ask the host"):
        engine.submit(QUICK, "ann")


def _training_children(pid: int) -> list[str]:
    listed = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "args="], capture_output=True, text=True
    )
    return [line for line in listed.stdout.splitlines() if "cnncore.runs.worker" in line]


class _Leaving:
    """A connection that still calls itself running when its scheduler has just gone."""

    status = "running"

    def nthreads(self) -> dict:
        raise OSError("timed out")


def test_scheduler_that_goes_between_two_words_is_told_the_same_way(tmp_path) -> None:
    engine = ClusterEngine("tcp://127.0.0.1:1", tmp_path)
    engine._client = _Leaving()
    with pytest.raises(InputError, match=r"no answer \(OSError\)"):
        engine.submit(QUICK, "ann")
    engine.start_waiting()  # nothing waits, nobody answers: no error for a visitor who only looks


def test_without_dask_the_way_out_is_named(monkeypatch) -> None:
    monkeypatch.setenv("CNN_CLUSTER", "tcp://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "cnncore.runs.cluster", raising=False)
    monkeypatch.delitem(sys.modules, "cnncore.runs.cluster_task", raising=False)
    with pytest.raises(InputError, match="requirements-cluster"):
        engine_here()
