"""When a network should say "I don't know": how strange a digit looks to it, and to its memory.

Ten probabilities always add up to one, whatever was drawn. So five other questions are asked: is
any score high; is a training digit with the same answer near, by angle and by distance, in the
last hidden layer; is the line as long as a digit's; does it fall into as many pieces and loops as
a digit does. How the held-out digits answer them sets the scale and the threshold.
"""

import copy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from torch import nn

from cnncore.digits.dataset import Digits, load_digits
from cnncore.digits.ink import pieces, thin, to_bytes
from cnncore.digits.pens import draw_lines, formula_digits
from cnncore.networks.simple_cnn import BATCH, as_input
from cnncore.pieces import Pieces, within

COVERAGE = 0.965  # share of held-out digits that are answered
_HANDS = 1000  # digits in hands that MNIST hardly has, added to the memory
_CLOSEST = 3
_AT_ONCE = 500
_JUDGED = 250  # held-out digits of a piece
_REMEMBERED = 0.6  # of the work, as measured on the bundled network
_REFINED = 300
_HALF_HOLDS = 3e4  # half precision ends at 65,504
_PEN = 1.2  # half-width of the lines of `cnncore.digits.drawing`


@dataclass(frozen=True)
class Memory:
    """Known digits with what they excite: images uint8 (N, 28, 28), features (N, F) half."""

    images: np.ndarray
    labels: np.ndarray
    features: torch.Tensor
    lengths: np.ndarray  # of the feature vectors, float32 (N,)


@dataclass(frozen=True)
class Judge:
    """The scale of each question, the held-out digits' strangeness, and whether each was right."""

    memory: Memory
    usual: dict[str, float]
    unusual: dict[str, float]
    strangeness: np.ndarray
    right: np.ndarray

    def threshold(self, coverage: float = COVERAGE) -> float:
        """Return the strangeness that this share of the held-out digits stays below."""
        return float(np.quantile(self.strangeness, min(max(coverage, 0.0), 1.0)))


@dataclass(frozen=True)
class Doubt:
    """One digit's verdict: each question's part, their sum, and the threshold it is held to."""

    parts: dict[str, float]
    strangeness: float
    threshold: float

    @property
    def refused(self) -> bool:
        """Say whether the honest answer is "I don't know"."""
        return self.strangeness > self.threshold

    @property
    def weightiest(self) -> str:
        """Name the question that weighs most."""
        return max(self.parts, key=self.parts.__getitem__)


@dataclass(frozen=True)
class Neighbour:
    """A known digit near the drawing: its picture (28, 28), its label, and the distance."""

    image: np.ndarray
    label: int
    distance: float


def hidden_features(model: nn.Module, digits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what enters the last linear layer, float32 (N, F), and the logits (N, 10).

    A network without a linear layer has no such layer: its logits stand in. The network is
    copied: a hook on one that visitors share would hear each other's digits.
    """
    model = copy.deepcopy(model).eval()
    seen: list[torch.Tensor] = []
    last = [part for part in model.modules() if isinstance(part, nn.Linear)][-1:]
    for layer in last:
        layer.register_forward_hook(lambda _, given, __: seen.append(given[0]))
    with torch.inference_mode():
        logits = torch.cat([model(part) for part in as_input(digits).split(BATCH)])
    features = torch.cat(seen).flatten(1) if seen else logits
    return features.numpy(), logits.numpy()


@lru_cache(maxsize=1)
def _known() -> Digits:
    """Return the training digits and some in other hands: the same 7 MB for every network."""
    train = load_digits()
    distances, labels = formula_digits(_HANDS, seed=11)
    hands = to_bytes(draw_lines(distances, np.float32(_PEN)))
    return _joined(train, Digits(hands, labels))


def _joined(one: Digits, other: Digits) -> Digits:
    images = np.concatenate([one.images, other.images])
    return Digits(images, np.concatenate([one.labels, other.labels]))


def remember(model: nn.Module, also: Digits | None = None) -> Pieces[Memory]:
    """Run all known digits through the network once: training digits, other hands, `also`."""
    known = _joined(_known(), also) if also else _known()
    features, lengths = [], []
    for start in range(0, len(known), _AT_ONCE):  # all of them in full precision take 60 MB
        part = hidden_features(model, known.images[start : start + _AT_ONCE])[0]
        features.append(torch.from_numpy(part).half())
        lengths.append(np.linalg.norm(part, axis=1))
        yield min(1.0, (start + _AT_ONCE) / len(known))
    return Memory(known.images, known.labels, torch.cat(features), np.concatenate(lengths))


def neighbours(memory: Memory, features: np.ndarray, count: int = 8) -> list[Neighbour]:
    """Return the known digits whose features (F,) lie nearest by angle, nearest first.

    The distance is 1 − cosine, 0 for the same direction and 1 for nothing in common.
    """
    apart = 1 - _cosines(memory, features[None])[0]
    order = np.argsort(apart)[:count]
    return [Neighbour(memory.images[i], int(memory.labels[i]), float(apart[i])) for i in order]


def calibrate(model: nn.Module, also: Digits | None = None) -> Pieces[Judge]:
    """Let the held-out digits set the scale: usual is their median, unusual their 97th percent.

    `also` are digits that the network was taught besides the bundled ones.
    """
    memory = yield from within(remember(model, also), 0, _REMEMBERED)
    held_out, told = load_digits(split="held-out"), []
    count = len(held_out.labels)
    for start in range(0, count, _JUDGED):
        some = slice(start, start + _JUDGED)
        told.append(_questions(model, memory, held_out.images[some], held_out.labels[some]))
        yield _REMEMBERED + (1 - _REMEMBERED) * min(1.0, (start + _JUDGED) / count)
    raw = {name: np.concatenate([one[name] for one, _ in told]) for name in told[0][0]}
    right = np.concatenate([right for _, right in told])
    usual = {name: float(np.median(raw[name])) for name in raw if name != "shape"}
    unusual = {name: float(np.quantile(raw[name], 0.97)) for name in usual}
    parts = _parts(raw, usual, unusual)
    return Judge(memory, usual, unusual, sum(parts.values(), np.zeros(len(right))), right)


def doubt_of(
    judge: Judge, model: nn.Module, digit: np.ndarray, coverage: float = COVERAGE
) -> Doubt:
    """Say how strange a digit (28, 28) is, and whether it is stranger than the threshold."""
    return doubts(judge, model, digit[None], coverage)[0]


def doubts(
    judge: Judge, model: nn.Module, digits: np.ndarray, coverage: float = COVERAGE
) -> list[Doubt]:
    """Judge digits (N, 28, 28), uint8 or float in 0..1, one verdict each."""
    raw, _ = _questions(model, judge.memory, digits, None)
    parts = _parts(raw, judge.usual, judge.unusual)
    limit = judge.threshold(coverage)
    rows = [{name: float(parts[name][i]) for name in parts} for i in range(len(digits))]
    return [Doubt(row, sum(row.values()), limit) for row in rows]


def _parts(
    raw: dict[str, np.ndarray], usual: dict[str, float], unusual: dict[str, float]
) -> dict[str, np.ndarray]:
    """Square how far each answer goes beyond the usual, in steps from usual to unusual."""
    parts = {
        name: np.maximum((raw[name] - usual[name]) / max(unusual[name] - usual[name], 1e-9), 0) ** 2
        for name in usual
    }
    return parts | {"shape": raw["shape"]}


def _questions(
    model: nn.Module, memory: Memory, digits: np.ndarray, labels: np.ndarray | None
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    features, logits = hidden_features(model, digits)
    guess = logits.argmax(axis=1)
    angle, distance = [], []
    for start in range(0, len(features), 250):
        part = slice(start, start + 250)
        cosines = _cosines(memory, features[part])
        lengths = np.linalg.norm(features[part], axis=1)[:, None]
        squared = lengths**2 + memory.lengths**2 - 2 * cosines * lengths * memory.lengths
        other = memory.labels[None] != guess[part, None]
        apart = np.where(other, 2.0, 1 - cosines)
        angle.append(np.sqrt(2 * np.partition(apart, _CLOSEST)[:, :_CLOSEST].clip(0)).mean(axis=1))
        near = np.partition(squared, _CLOSEST)[:, :_CLOSEST].clip(0)
        distance.append(np.sqrt(near).mean(axis=1))
    lines = _as_float(digits) > 0.5
    peak = logits.max(axis=1, keepdims=True)
    energy = -(peak[:, 0] + np.log(np.exp(logits - peak).sum(axis=1)))
    raw = {
        "scores": energy,
        "angle": np.concatenate(angle),
        "distance": np.concatenate(distance),
        "length": thin(lines).sum(axis=(1, 2)).astype(np.float64),
        "shape": np.array([_odd_shape(mask) for mask in lines], np.float64),
    }
    return raw, guess == labels


def _cosines(memory: Memory, features: np.ndarray) -> np.ndarray:
    asked = torch.from_numpy(features)
    lengths = np.linalg.norm(features, axis=1)[:, None] * memory.lengths
    if len(features) == 1 and lengths.max() < _HALF_HOLDS:
        products = _quick_products(memory, asked[0], lengths[0])[None]
    else:
        parts = [asked @ part.float().T for part in memory.features.split(1000)]
        products = torch.cat(parts, 1).numpy()
    return products / np.maximum(lengths, 1e-9)


def _quick_products(memory: Memory, asked: torch.Tensor, lengths: np.ndarray) -> np.ndarray:
    """Multiply in half precision, then the nearest few hundred again in full."""
    products = (memory.features @ asked.half()).float()
    near = (products / torch.from_numpy(lengths).clamp(min=1e-9)).topk(_REFINED).indices
    products[near] = memory.features[near].float() @ asked
    return products.numpy()


def _odd_shape(mask: np.ndarray) -> float:
    """Count pieces above three and loops above two, which no digit has; 9 for no ink at all."""
    if not mask.any():
        return 9.0
    inks = len(pieces(mask)[1])
    papers = pieces(np.pad(~mask, 1, constant_values=True))[1]
    loops = sum(piece.area > 1 for piece in papers) - 1
    return 2.0 * (max(inks - 3, 0) + max(loops - 2, 0))


def _as_float(digits: np.ndarray) -> np.ndarray:
    return digits / np.float32(255) if digits.dtype == np.uint8 else digits
