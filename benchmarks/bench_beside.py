"""Another visitor's slider while two runs train, and the time slider of a run."""

import asyncio
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from benchmarks.chromium import running_app
from benchmarks.table import Measurement
from benchmarks.visitors import Visitor
from cnncore.inside.first_filters import first_layer
from cnncore.networks.from_words import load_network
from cnncore.networks.simple_cnn import predict
from cnncore.runs import LocalEngine, recorded_run
from cnncore.training.judging import judge, reliability
from cnncore.training.settings import Settings

MOVES = 60


async def moves(address: str) -> list[float]:
    """Open the convolution lesson and move a control `MOVES` times; return milliseconds."""
    visitor = Visitor(address, random.Random(1))
    await visitor.join("convolution")
    for _ in range(5):
        await visitor.move()
    seconds = []
    for _ in range(MOVES):
        await asyncio.sleep(0.15)
        took = await visitor.move()
        seconds += [] if took is None else [1000 * took]
    await visitor.leave()
    return seconds


def p95(values: list[float]) -> float:
    """Return the value that 95 of 100 stay below."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def time_slider_ms() -> float:
    """Return the slowest of all checkpoints, everything the page asks for, nothing cached."""
    view = recorded_run()
    from cnncore import load_digits

    held_out = load_digits(split="held-out")
    digit = held_out.images[0] / np.float32(255)
    times = []
    for weights in view.folder.checkpoints().values():
        began = time.process_time()
        model = load_network("simple", weights)
        reliability(judge(model, held_out))
        first_layer("simple", weights, digit)
        predict(model, digit)
        times.append(1000 * (time.process_time() - began))
    return max(times[1:])


def measure() -> list[Measurement]:
    """Measure idle, then beside two training runs in niced processes."""
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        environment = {"CNN_RUNS": folder, "CNN_SLOTS": "2"}
        os.environ |= environment
        with running_app(**environment) as (address, _, _):
            idle = asyncio.run(moves(address))
            engine = LocalEngine(Path(folder), slots=2)
            runs = [engine.submit(Settings(epochs=100), f"visitor {n}") for n in "ab"]
            while any(engine.watch(run).status.state != "running" for run in runs):
                time.sleep(0.1)
            busy = asyncio.run(moves(address))
            for run, name in zip(runs, "ab", strict=True):
                engine.stop(run, f"visitor {name}")
            for child in engine.workers.started:
                child.wait()
    return [
        Measurement("slider p95, idle", p95(idle), "ms", "", f"{len(idle)} moves"),
        Measurement("slider p95 while two runs train", p95(busy), "ms", ""),
        Measurement("times the idle one", p95(busy) / p95(idle), "x", "at most 2 x"),
        Measurement("time slider moved, nothing cached", time_slider_ms(), "ms", "at most 150 ms"),
    ]
