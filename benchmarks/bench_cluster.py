"""Images a second over a cluster of 1, 2 and 4 workers on this machine, a run for each worker."""

import tempfile
import time
from pathlib import Path

from benchmarks.dask_cluster import Cluster, until
from benchmarks.table import Measurement
from cnncore.digits.dataset import load_digits
from cnncore.runs.cluster import ClusterEngine
from cnncore.training.settings import Settings

EPOCHS = 6


def measure() -> list[Measurement]:
    """Train one run a worker at the same time and count all images over the time of all."""
    images = EPOCHS * len(load_digits())
    rows = []
    for workers in (1, 2, 4):
        seconds = _seconds(workers)
        speed = workers * images / seconds
        rows.append(
            Measurement(
                f"{workers} workers, {workers} runs", speed, "images/s", "", f"{seconds:.0f} s"
            )
        )
    return rows


def _seconds(workers: int) -> float:
    home = Path(tempfile.mkdtemp(prefix="cluster-"))
    cluster = Cluster(home / "dask", workers)
    engine = ClusterEngine(cluster.address, home / "runs")
    try:
        settings = Settings(epochs=EPOCHS, augmentation="none")
        engine.client()
        started = time.perf_counter()
        runs = [engine.submit(settings, f"visitor {n}") for n in range(workers)]
        for run in runs:
            until(lambda run=run: engine.watch(run).status.state == "done", 600)
        return time.perf_counter() - started
    finally:
        engine.close()
        cluster.close()
