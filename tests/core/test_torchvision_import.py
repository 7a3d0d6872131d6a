"""Torchvision loads whether or not its compiled half does; both paths with stand-ins."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAIN = "operators = 'compiled half loaded'"
MIXED = """
import torch
@torch.library.register_fake("torchvision::nms")
def nms(dets, scores, iou_threshold):
    return dets
"""
OTHER = "raise RuntimeError('the disk is on fire')"
TELL = """
import sys, torch
sys.path.insert(0, sys.argv[1])
from cnncore.torchvision_import import load_torchvision, _declared
module = load_torchvision()
print(len(_declared), module.__file__.startswith(sys.argv[1]))
"""


def run(folder: Path, stand_in: str) -> subprocess.CompletedProcess:
    (folder / "torchvision").mkdir()
    (folder / "torchvision" / "__init__.py").write_text(stand_in)
    return subprocess.run(
        [sys.executable, "-c", TELL, str(folder)], cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.parametrize(("stand_in", "declared"), [(PLAIN, "0 True"), (MIXED, "1 True")])
def test_plain_import_is_left_alone_and_mixed_is_cured(
    tmp_path: Path, stand_in: str, declared: str
) -> None:
    assert run(tmp_path, stand_in).stdout.strip() == declared


def test_other_errors_pass_through(tmp_path: Path) -> None:
    assert "the disk is on fire" in run(tmp_path, OTHER).stderr


def test_the_installed_torchvision_loads() -> None:
    from cnncore.torchvision_import import load_torchvision

    assert load_torchvision("transforms.v2").ToImage
    assert load_torchvision("datasets").MNIST
