"""The script of a run executes in a Python of its own and learns."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from cnncore.runs.script import run_notebook, run_script
from cnncore.training.settings import Settings

CASES = [
    Settings(epochs=4, seed=3),
    Settings(
        epochs=4,
        optimiser="momentum",
        schedule="steps",
        learning_rate=0.03,
        augmentation="none",
        dropout=0.2,
        network="conv8k3p1-relu-max2-flatten-linear10",
    ),
]


@pytest.mark.parametrize("settings", CASES, ids=["default", "changed"])
def test_script_runs_learns_and_leaves_weights(settings: Settings, tmp_path: Path) -> None:
    script = run_script(settings)
    script = script.replace("def mnist(train):", "def mnist(train):\n    raise OSError", 1)
    script += "print(torch.get_num_threads(), 'thread')\n"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"OMP_NUM_THREADS": "2"},
    )
    last, threads = done.stdout.strip().splitlines()[-2:]
    assert threads == "1 thread"
    assert last.startswith("Epoch 4")
    assert float(last.split()[-5].rstrip("%")) > 60
    assert torch.load(tmp_path / "my_network.pt", weights_only=True)


def test_notebook_holds_the_same_code() -> None:
    cells = json.loads(run_notebook(CASES[0]))["cells"]
    code = "".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    assert "EPOCHS, BATCH, RATE = 4, 64, 0.003" in code
    assert "torch.manual_seed(3)" in code
