"""Teach a trained network a visitor's own digits, in seconds, in a process of its own.

`python -m cnncore.training.teaching FOLDER` reads lesson.json, before.pt and mine.npz there,
prints one JSON line a few steps, and writes after.pt. The parent is `teach`.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from cnncore.assets import PROJECT
from cnncore.border.folders import writing
from cnncore.digits.collection import pack, unpack
from cnncore.digits.dataset import Digits, load_digits
from cnncore.errors import InputError
from cnncore.networks.from_words import build_network
from cnncore.networks.simple_cnn import load_weights, logits
from cnncore.training.settings import Settings
from cnncore.training.trainer import Trainer

KNOWN = 1_500  # bundled digits repeated so that they are not forgotten
SHOWN = 600  # how often the own digits are shown an epoch, all together
EPOCHS = 2
RATE = 0.0015


@dataclass(frozen=True)
class Effect:
    """Before and after: right answers on both sets, and what was learnt and forgotten."""

    mine: int
    mine_before: int
    mine_after: int
    held_out: int
    held_out_before: int
    held_out_after: int
    learnt: int  # held-out digits that are right only now
    forgotten: np.ndarray  # held-out digits no longer right, by label, (10,)


def teach(
    words: str, model: nn.Module, mine: Digits, *, keep: bool = True
) -> Generator[float, None, bytes]:
    """Train on `mine` in a child process, yielding how far it is; return the new weights' bytes.

    `words` say how the network is built. With `keep` bundled digits are shown in between; without,
    only the visitor's, and the network forgets. The child ends with the iterator.
    """
    with contextlib.ExitStack() as stack:
        with writing(Path(os.environ.get("TMPDIR", "/tmp")), "TMPDIR"):
            place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            (place / "lesson.json").write_text(json.dumps({"network": words, "keep": keep}))
            (place / "mine.npz").write_bytes(pack(mine))
            torch.save(model.state_dict(), place / "before.pt")
        command = [sys.executable, "-m", "cnncore.training.teaching", str(place)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as child:
            try:
                for line in child.stdout or ():
                    yield float(json.loads(line)["part"])
            finally:
                child.kill()
        if not (place / "after.pt").exists():
            raise InputError(
                "weights that got better",
                "a training process that ended early",
                "Try again, or choose another network.",
            )
        return (place / "after.pt").read_bytes()


def taught_network(words: str, weights: bytes) -> nn.Module:
    """Build the network that `teach` returned the weights of, in eval mode."""
    model = build_network(words)
    model.load_state_dict(torch.load(io.BytesIO(weights), map_location="cpu", weights_only=True))
    return model.eval()


def effect(before: nn.Module, after: nn.Module, mine: Digits) -> Effect:
    """Ask both networks for the visitor's digits and for all held-out ones."""
    held_out = load_digits(split="held-out")
    old, new = (_right(model, held_out) for model in (before, after))
    own_old, own_new = (_right(model, mine) for model in (before, after))
    forgotten = np.bincount(held_out.labels[old & ~new], minlength=10)
    return Effect(
        mine=len(mine),
        mine_before=int(own_old.sum()),
        mine_after=int(own_new.sum()),
        held_out=len(held_out),
        held_out_before=int(old.sum()),
        held_out_after=int(new.sum()),
        learnt=int((new & ~old).sum()),
        forgotten=forgotten,
    )


def _right(model: nn.Module, digits: Digits) -> np.ndarray:
    return logits(model, digits.images).argmax(1).numpy() == digits.labels


def lesson_digits(mine: Digits, keep: bool) -> Digits:
    """Return what is trained on: each own digit many times, and known ones in between."""
    times = max(1, SHOWN // len(mine))
    images, labels = np.repeat(mine.images, times, axis=0), np.repeat(mine.labels, times)
    if not keep:
        return Digits(images, labels)
    known = load_digits()
    return Digits(
        np.concatenate([known.images[:KNOWN], images]),
        np.concatenate([known.labels[:KNOWN], labels]),
    )


def main(folder: str) -> None:
    """Train as the folder says; print progress and write the new weights."""
    place = Path(folder)
    torch.set_num_threads(1)
    lesson = json.loads((place / "lesson.json").read_text())
    digits = lesson_digits(unpack((place / "mine.npz").read_bytes()), lesson["keep"])
    settings = Settings(
        epochs=EPOCHS, learning_rate=RATE, augmentation="light", network=lesson["network"]
    )
    trainer = Trainer(settings, digits, "cpu")
    load_weights(trainer.model, place / "before.pt")
    while not trainer.finished:
        trainer.step()
        if trainer.number % 5 == 0:
            print(json.dumps({"part": trainer.number / trainer.total_steps}), flush=True)
    torch.save(trainer.model.state_dict(), place / "after.tmp")
    print(json.dumps({"part": 1.0}), flush=True)
    (place / "after.tmp").rename(place / "after.pt")


if __name__ == "__main__":
    main(sys.argv[1])
