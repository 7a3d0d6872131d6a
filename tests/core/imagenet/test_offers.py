"""Networks from torchvision, on weights that the test makes itself in a folder of its own."""

import dataclasses
import functools
import hashlib
import http.server
import subprocess
import sys
import threading

import numpy as np
import pytest
import torch

from cnncore import InputError
from cnncore.imagenet import offers
from cnncore.imagenet.observation import grad_cam, observe
from cnncore.torchvision_import import load_torchvision
from tests.fuzz import answering


@pytest.fixture
def hub(tmp_path, monkeypatch):
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    return tmp_path


def make_weights(name: str) -> None:
    torch.manual_seed(0)
    network = getattr(load_torchvision("models"), offers.OFFERS[name].builder)(weights=None)
    path = offers.weights_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), path)


@pytest.mark.parametrize("name", offers.OFFERS)
def test_network_answers_as_torchvisions_own(hub, name: str) -> None:
    make_weights(name)
    photo = np.random.default_rng(0).integers(0, 256, (224, 256, 3), dtype=np.uint8)
    ours = offers.load_offer(name)
    network = getattr(load_torchvision("models"), offers.OFFERS[name].builder)(weights=None).eval()
    network.load_state_dict(torch.load(offers.weights_path(name), weights_only=True))
    seen = observe(ours, photo)
    pixels = torch.from_numpy(seen.view.pixels.copy()).permute(2, 0, 1)[None].float()
    mean, deviation = (torch.tensor(v).view(3, 1, 1) for v in (ours.mean, ours.deviation))
    with torch.inference_mode():
        theirs = network((pixels - mean) / deviation).softmax(1)[0]
    for answer in seen.answers:
        assert answer.probability == pytest.approx(theirs[answer.place].item(), rel=1e-4)
    fields = [stage.field.size for stage in seen.stages]
    assert fields == sorted(fields)
    assert 4 <= len(fields) <= 6
    heat = grad_cam(ours, photo, seen.answers[0].place)
    assert heat.shape == seen.stages[-1].maps.shape[1:]


def test_resnets_field_is_the_published_one(hub) -> None:
    """435 pixels: Araujo et al., "Computing receptive fields", Distill, 2019, for ResNet-18."""
    make_weights("ResNet-18")
    assert [stage.field.size for stage in offers.load_offer("ResNet-18").stages] == [
        7,
        43,
        99,
        211,
        435,
    ]


@pytest.mark.parametrize("name", offers.OFFERS)
def test_files_are_those_that_torchvision_names(name: str) -> None:
    weights = load_torchvision("models").get_model_weights(offers.OFFERS[name].builder)
    assert weights.DEFAULT.url == offers._SOURCE + offers.OFFERS[name].file


def test_a_look_at_the_disk_loads_no_torchvision() -> None:
    code = "from cnncore.imagenet.offers import is_here as h; import sys; h('ResNet-18')"
    code += "; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert "torch" in done.stdout.split()
    assert "torchvision" not in done.stdout.split()


@pytest.fixture
def source(tmp_path_factory, monkeypatch):
    """Serve a folder in place of download.pytorch.org; yield a function that fills it."""
    folder = tmp_path_factory.mktemp("source")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    monkeypatch.setattr(http.server.SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def offered(data: bytes, digest: str | None = None) -> None:
        name = f"net-{(digest or hashlib.sha256(data).hexdigest())[:8]}.pth"
        (folder / name).write_bytes(data)
        monkeypatch.setattr(offers, "_SOURCE", f"http://127.0.0.1:{server.server_address[1]}/")
        offer = dataclasses.replace(offers.OFFERS["ResNet-18"], file=name)
        monkeypatch.setitem(offers.OFFERS, "ResNet-18", offer)

    yield offered
    server.shutdown()
    server.server_close()


def test_weights_are_fetched_with_progress(hub, source) -> None:
    source(b"w" * 1_000_000)
    shares: list[float] = []
    offers.fetch_weights("ResNet-18", shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert offers.is_here("ResNet-18")
    assert len(list((hub / "checkpoints").iterdir())) == 1


def test_wrong_file_is_told_and_not_kept(hub, source) -> None:
    source(b"something else", digest="0" * 64)
    with pytest.raises(InputError, match="another file"):
        offers.fetch_weights("ResNet-18")
    assert not list((hub / "checkpoints").iterdir())


def test_no_internet_is_told(hub, monkeypatch) -> None:
    monkeypatch.setattr(offers, "_SOURCE", "http://127.0.0.1:9/")
    with pytest.raises(InputError, match="Connect to the internet"):
        offers.fetch_weights("SqueezeNet 1.1")
    assert not list((hub / "checkpoints").iterdir())


def test_missing_damaged_and_unknown_are_told(hub) -> None:
    with pytest.raises(InputError, match="Download them first"):
        offers.load_offer("ResNet-18")
    offers.weights_path("ResNet-18").parent.mkdir(parents=True)
    offers.weights_path("ResNet-18").write_bytes(b"not weights")
    with pytest.raises(InputError, match="cannot be read"):
        offers.load_offer("ResNet-18")
    with pytest.raises(InputError, match="SqueezeNet"):
        offers.load_offer("GPT")


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.0 200 OK\r\nContent-Length: many\r\n\r\n12",
        b"HTTP/1.0 200 OK\r\nContent-Length: 90\r\n\r\n12",
        b"SSH-2.0-OpenSSH\r\n",
    ],
)
def test_any_answer_is_told_and_not_kept(hub, monkeypatch, answer: bytes) -> None:
    with answering(answer) as address:
        monkeypatch.setattr(offers, "_SOURCE", address)
        with pytest.raises(InputError, match="Connect to the internet"):
            offers.fetch_weights("SqueezeNet 1.1")
    assert not list((hub / "checkpoints").iterdir())


def test_a_file_without_end_is_left(hub, source) -> None:
    source(b"w" * 60_000_000)
    with pytest.raises(InputError, match="larger"):
        offers.fetch_weights("ResNet-18")
    assert not list((hub / "checkpoints").iterdir())


@pytest.mark.parametrize(
    "change", [torch.Tensor.to_sparse, lambda v: v.to("meta"), lambda v: v[:0]]
)
def test_tensors_of_another_kind_are_told(hub, change) -> None:
    make_weights("SqueezeNet 1.1")
    path = offers.weights_path("SqueezeNet 1.1")
    torch.save({name: change(value) for name, value in torch.load(path).items()}, path)
    with pytest.raises(InputError, match="cannot be read"):
        offers.load_offer("SqueezeNet 1.1")
