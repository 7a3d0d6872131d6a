"""Classifiers of torchvision that are fetched when somebody asks for one and has internet."""

import hashlib
import http.client
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import torch
from torch import nn

from cnncore.errors import InputError
from cnncore.imagenet.classifiers import Classifier, assemble
from cnncore.networks.tensors_file import fit_tensors, read_tensors
from cnncore.torchvision_import import load_torchvision

if TYPE_CHECKING:
    from torchvision.models import MobileNetV3, ResNet, SqueezeNet

Pieces = list[tuple[str, nn.Module]]

# torchvision's ImageNet transforms, on pixels 0..255
_MEAN = (123.675, 116.28, 103.53)
_DEVIATION = (58.395, 57.12, 57.375)
_PATIENCE = 20.0


_SOURCE = "https://download.pytorch.org/models/"


@dataclass(frozen=True)
class Offer:
    """A network that can be fetched: its name in torchvision, its file and that file's MB.

    The file is named here, and held against torchvision's own by a test, because asking
    torchvision for it costs a server a second and 90 MB even where nobody fetches anything.
    """

    name: str
    builder: str
    file: str
    megabytes: float

    @property
    def most_bytes(self) -> int:
        """Bound what is fetched and read: the file's megabytes and some room."""
        return int(self.megabytes * 1.2e6)


OFFERS = {
    offer.name: offer
    for offer in (
        Offer("SqueezeNet 1.1", "squeezenet1_1", "squeezenet1_1-b8a52dc0.pth", 4.7),
        Offer("MobileNetV3 small", "mobilenet_v3_small", "mobilenet_v3_small-047dcff4.pth", 9.8),
        Offer("ResNet-18", "resnet18", "resnet18-f37072fd.pth", 44.7),
    )
}


def is_here(name: str) -> bool:
    """Tell whether the weights lie in torch's hub folder already."""
    return weights_path(name).exists()


def weights_path(name: str) -> Path:
    """Return where torch's hub keeps the weights of this network."""
    return Path(torch.hub.get_dir()) / "checkpoints" / _offer(name).file


def fetch_weights(name: str, progress: Callable[[float], object] = lambda share: None) -> None:
    """Download the weights, tell `progress` the share done, and check them; no half file stays.

    Raise `InputError` where they cannot be had.
    """
    path = weights_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            digest = _download(_SOURCE + path.name, file, _offer(name).most_bytes, progress)
        # The file's name ends in the first figures of its SHA-256.
        if not digest.startswith(path.stem.rpartition("-")[2]):
            raise OSError("another file than the one that was asked for")
        Path(half).replace(path)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise InputError(
            f"the weights of {name} from download.pytorch.org",
            "no answer" if isinstance(problem, urllib.error.URLError) else str(problem),
            "Connect to the internet and try again; EfficientNet-Lite0 needs none.",
        ) from problem
    finally:
        Path(half).unlink(missing_ok=True)


def load_offer(name: str) -> Classifier:
    """Return a network whose weights are here, in stages. Raise `InputError` if they are not."""
    offer, path = _offer(name), weights_path(name)
    if not path.exists():
        raise InputError(f"the weights of {name}", "none on this computer", "Download them first.")
    network = getattr(load_torchvision("models"), offer.builder)(weights=None).eval()
    try:
        with path.open("rb") as file:
            tensors = read_tensors(file.read(offer.most_bytes + 1), offer.most_bytes)
        network.load_state_dict(fit_tensors(tensors, network.state_dict()))
    except (OSError, InputError) as problem:
        raise InputError(
            f"the weights of {name} in {path.name}",
            f"a file that cannot be read ({_why(problem)})",
            "Remove it and download it again.",
        ) from problem
    pieces, head = _PIECES[offer.builder](network.requires_grad_(False))
    return assemble(name, pieces, head, _MEAN, _DEVIATION)


def _why(problem: OSError | InputError) -> str:
    return problem.got if isinstance(problem, InputError) else type(problem).__name__


def _download(url: str, file: BinaryIO, most: int, progress: Callable[[float], object]) -> str:
    digest, done = hashlib.sha256(), 0
    with urllib.request.urlopen(url, timeout=_PATIENCE) as answer:
        size = int(answer.headers.get("Content-Length") or 0)
        while block := answer.read(1 << 18):
            file.write(block)
            digest.update(block)
            done += len(block)
            if done > most:
                raise OSError("a larger file than the one that was asked for")
            progress(min(1.0, done / size) if size else 0.0)
    return digest.hexdigest()


def _offer(name: str) -> Offer:
    if name not in OFFERS:
        raise InputError(f"a network of {', '.join(OFFERS)}", repr(name), "Choose one of these.")
    return OFFERS[name]


def _resnet(net: "ResNet") -> tuple[Pieces, nn.Module]:
    pieces = [
        ("Stem", nn.Sequential(net.conv1, net.bn1, net.relu)),
        ("Layer 1", nn.Sequential(net.maxpool, net.layer1)),
        ("Layer 2", net.layer2),
        ("Layer 3", net.layer3),
        ("Layer 4", net.layer4),
    ]
    return pieces, nn.Sequential(net.avgpool, nn.Flatten(1), net.fc)


def _squeezenet(net: "SqueezeNet") -> tuple[Pieces, nn.Module]:
    cuts = {
        "Stem": (0, 2),
        "Fires 1 and 2": (2, 5),
        "Fires 3 and 4": (5, 8),
        "Fires 5 to 8": (8, 13),
    }
    pieces = [(title, net.features[start:end]) for title, (start, end) in cuts.items()]
    return pieces, nn.Sequential(net.classifier, nn.Flatten(1))


def _mobilenet(net: "MobileNetV3") -> tuple[Pieces, nn.Module]:
    cuts = {
        "Stem": (0, 1),
        "Block 1": (1, 2),
        "Blocks 2 and 3": (2, 4),
        "Blocks 4 to 8": (4, 9),
        "Blocks 9 to 11": (9, 12),
        "Head": (12, 13),
    }
    pieces = [(title, net.features[start:end]) for title, (start, end) in cuts.items()]
    return pieces, nn.Sequential(net.avgpool, nn.Flatten(1), net.classifier)


_PIECES = {"resnet18": _resnet, "squeezenet1_1": _squeezenet, "mobilenet_v3_small": _mobilenet}
