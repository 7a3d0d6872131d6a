"""A run always ends with a sentence, and at once where it is asked to."""

import dataclasses
import json
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnncore import Digits, InputError, load_digits
from cnncore.networks.limits import (
    MOST_TRAINING_BYTES,
    ledger_of,
    require_affordable,
    training_bytes,
)
from cnncore.runs import LocalEngine, RunFolder, Status, sentence, worker
from cnncore.runs.ends import ending
from cnncore.runs.listening import Listener
from cnncore.training import Settings, Trainer
from cnncore.training.trainer import steps_of
from tests.fuzz import cases, peak_megabytes

SHORT = Settings(epochs=1, augmentation="none", batch_size=512)
WIDE = "-".join(["conv256k1-relu-bn"] * 4 + ["max14", "flatten", "linear10"])
NORMED = "flatten-linear8-bn-relu-linear10"


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    """Begin a run in a folder of runs."""
    made = RunFolder(tmp_path / "owner" / "AAAAAAAAAAAA")
    made.begin(SHORT, state="starting")
    return made


def some(count: int) -> Digits:
    digits = load_digits()
    return Digits(digits.images[:count], digits.labels[:count])


@pytest.mark.parametrize("network", [NORMED, "conv4k11-gap-bn-flatten-linear10"])
@pytest.mark.parametrize("count", [9, 65, 129])
def test_batch_norm_learns_where_one_digit_is_left_over(network: str, count: int) -> None:
    settings = Settings(epochs=2, batch_size=64 if count > 9 else 8, network=network)
    trainer = Trainer(settings, some(count), "cpu")
    while not trainer.finished:
        assert np.isfinite(trainer.step().loss)


@cases(300)
@given(count=st.integers(2, 3_000), size=st.integers(8, 512))
def test_every_digit_is_in_a_batch_and_none_is_alone(count: int, size: int) -> None:
    steps = steps_of(count, size)
    last = count - (steps - 1) * size
    assert steps * size >= count - 1
    assert 2 <= last <= size + 1


@pytest.mark.parametrize("count", [0, 1])
def test_too_few_digits_are_refused_before(count: int) -> None:
    with pytest.raises(InputError, match="two digits"):
        Trainer(SHORT, some(count), "cpu")


@cases(60)
@given(
    error=st.sampled_from(
        [ValueError, RuntimeError, KeyError, OSError, MemoryError, RecursionError, AttributeError]
    ),
    words=st.text(max_size=30),
    place=st.sampled_from(["prepare", "train"]),
)
def test_whatever_goes_wrong_is_told(tmp_path_factory, error, words: str, place: str) -> None:
    folder = RunFolder(tmp_path_factory.mktemp("runs") / "owner" / "AAAAAAAAAAAA")
    folder.begin(SHORT, state="starting")
    broken = worker.Worker(folder)

    def go_wrong() -> None:
        raise error(words)

    setattr(broken, place, go_wrong)
    if place == "train":
        broken.prepare = lambda: None
    broken.run()
    status = folder.status()
    assert status.state in ("failed", "lost")
    assert status.cause not in ("", "broke off", "unreadable")
    assert len(sentence(status)) > 20


def test_memory_that_runs_out_is_told_as_such() -> None:
    told = "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"
    for error in (MemoryError(), RuntimeError(told), torch.OutOfMemoryError("CUDA out of memory")):
        assert ending(error)[:2] == ("failed", "memory")


def test_a_folder_that_goes_while_it_trains_ends_the_worker_quietly(folder: RunFolder) -> None:
    busy = worker.Worker(folder)
    busy.prepare()
    for file in folder.path.iterdir():
        file.unlink()
    folder.path.rmdir()
    busy.prepare = lambda: None
    busy.run()
    assert not folder.path.exists()


@pytest.mark.parametrize(("word", "state"), [("stop", "stopped"), ("pause", "paused")])
@pytest.mark.parametrize("place", ["prepare", "train"])
def test_an_order_is_obeyed_while_a_step_goes_on(folder, word, state, place) -> None:
    """The worker is held in a step (or in a download) that never ends; the listener obeys."""
    step, left, busy = threading.Event(), threading.Event(), worker.Worker(folder)
    if place == "train":
        busy.prepare()
        busy.trainer.step()
        busy.show("running")
        busy.prepare = lambda: None
    setattr(busy, place, step.wait)
    training = threading.Thread(target=busy.run)
    training.start()
    Listener(busy, lambda code: left.set()).start()
    folder.order(word)
    assert left.wait(30)
    status = folder.status()
    assert status.state == state
    if place == "train":
        assert status.step == 1
        assert folder.checkpoints()[1].read_bytes() == folder.weights().read_bytes()
    assert folder.ordered() == ""
    step.set()
    training.join()


def test_an_order_at_the_start_is_obeyed(folder: RunFolder) -> None:
    folder.order("stop")
    worker.Worker(folder).run()
    assert folder.status().state == "stopped"
    assert folder.status().step < folder.status().total


@pytest.mark.parametrize(("word", "state"), [("stop", "stopped"), ("pause", "paused")])
def test_a_run_ended_while_its_process_starts_is_not_trained(tmp_path, monkeypatch, word, state):
    engine = LocalEngine(tmp_path / "runs", slots=1)
    monkeypatch.setattr(engine, "_spawn", lambda folder: None)
    run = engine.find(engine.submit(SHORT, "anna"))
    assert run.status().state == "starting"
    getattr(engine, word)(run.id, "anna")
    assert run.status().state == state
    assert worker.work_on(run) is None
    assert run.status().state == state
    assert run.weights() is None


def test_no_process_to_be_had_is_told(tmp_path, monkeypatch) -> None:
    engine = LocalEngine(tmp_path / "runs", slots=1)

    def none_left(folder: RunFolder) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(engine, "_spawn", none_left)
    monkeypatch.setattr(engine.workers, "prepare", lambda: none_left(None))
    engine.prepare()
    view = engine.watch(engine.submit(SHORT, "anna"))
    assert view.status.state == "lost"
    assert "No process" in sentence(view.status)


def test_the_same_press_is_one_run(tmp_path, monkeypatch) -> None:
    engine = LocalEngine(tmp_path / "runs", slots=1)
    monkeypatch.setattr(engine, "_spawn", lambda folder: None)
    found, gate = [], threading.Barrier(6)

    def press() -> None:
        gate.wait()
        found.append(engine.submit(SHORT, "anna", press="one"))

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert engine.submit(SHORT, "bert", press="one") not in found
    assert engine.submit(SHORT, "anna", press="two") not in found
    assert len({engine.submit(SHORT, "anna") for _ in "12"}) == 2


def test_a_network_of_too_large_maps_is_refused_before_it_is_queued(tmp_path) -> None:
    engine = LocalEngine(tmp_path / "runs", slots=1)
    with pytest.raises(InputError, match="smaller batch"):
        engine.submit(Settings(network=WIDE, batch_size=512), "anna")
    assert engine.runs_of("anna") == []
    with pytest.raises(InputError, match="memory"):
        Trainer(Settings(network=WIDE, batch_size=512), some(600), "cpu")


LAYERS = st.lists(
    st.sampled_from(
        ["conv4k3p1", "conv32k1", "conv8k5p2", "local2k3p1", "relu", "bn", "drop20", "max2", "avg2"]
    ),
    max_size=8,
)


@cases(200)
@given(layers=LAYERS, batch=st.integers(8, 512))
def test_more_digits_or_layers_never_need_less(layers: list[str], batch: int) -> None:
    words = "-".join([*layers, "flatten", "linear10"])
    book = ledger_of(words)
    if book.problem or len(layers) > 20:
        return
    needed = training_bytes(book, batch)
    assert needed > 4 * book.parameters
    assert training_bytes(book, batch + 8) >= needed
    held = 4 * batch * sum(int(np.prod(entry.given)) for entry in book.entries[:-2])
    assert needed >= held


@pytest.mark.parametrize(
    "network", ["simple", "conv32k3p1-relu-bn-conv32k3p1-relu-bn-max2-flatten-linear10"]
)
def test_a_step_stays_within_what_was_estimated(network: str) -> None:
    before = (
        "import torch; torch.set_num_threads(1)\n"
        "from cnncore import Digits, load_digits\n"
        "from cnncore.training import Settings, Trainer\n"
        "digits = load_digits(); few = Digits(digits.images[:512], digits.labels[:512])\n"
        "Trainer(Settings(), few, 'cpu').step()\n"
    )
    code = (
        f"trainer = Trainer(Settings(network={network!r}, batch_size=256, "
        "augmentation='none'), few, 'cpu')\ntrainer.step(); trainer.step()"
    )
    needed = training_bytes(ledger_of(network), 256) / 1e6
    assert peak_megabytes(before, code) < 1.5 * needed + 60


def test_the_lessons_own_networks_can_all_be_trained() -> None:
    deep = "conv32k7p3-relu-max2-conv64k7p3-relu-max2-conv64k7p3-relu-flatten-linear10"
    for words in ("simple", deep, "local4k3s2p1-relu-flatten-linear10"):
        require_affordable(ledger_of(words), 512)
    assert training_bytes(ledger_of(WIDE), 512) > MOST_TRAINING_BYTES


def test_a_remedy_is_always_a_setting(folder: RunFolder) -> None:
    from cnncore.runs import read_run

    status = Status("failed", cause="diverged", detail="loss is nan at step 9")
    settings = Settings(learning_rate=2e-5)
    remedy = read_run(folder.history(), settings, status).remedy
    assert dataclasses.replace(settings, **remedy).learning_rate == 1e-5
    json.dumps(remedy)
