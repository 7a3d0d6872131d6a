"""What a classifier makes of a photo: answers, feature maps, receptive fields, Grad-CAM."""

from dataclasses import dataclass

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from cnncore.errors import InputError
from cnncore.imagenet.classifiers import Classifier, Field, imagenet_classes

SIDE = 224
LONGEST = 448
SHOWN = 8

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Given:
    """What the network is given: `pixels` (H, W, 3) uint8, their sides multiples of 32, cut from
    `box` of the photo: (top, left, bottom, right) in its pixels."""

    pixels: np.ndarray
    box: Box


@dataclass(frozen=True)
class Answer:
    """One of the five likeliest classes: its place among the 1,000, its name, its probability."""

    place: int
    name: str
    probability: float


@dataclass(frozen=True)
class StageMaps:
    """The strongest maps of one stage: `channels` (8,) by peak, `maps` (8, h, w) float32.

    `count` is the number of channels; `signed` tells that values fall on both sides of zero, as
    they do where a stage does not end in a ReLU; `peaks` (8, 2) the (row, column) of each map's
    strongest cell; `field` what one cell sees of the input.
    """

    title: str
    count: int
    signed: bool
    field: Field
    channels: tuple[int, ...]
    maps: np.ndarray
    peaks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Observation:
    """A photo through a network: what it was given, its five answers, its stages."""

    view: Given
    answers: tuple[Answer, ...]
    stages: tuple[StageMaps, ...]


def see(photo: np.ndarray, *, whole: bool = False) -> Given:
    """Cut and shrink the photo as the network's authors evaluate it, or keep the whole of it.

    By default the middle square, 224 / 256 of the shorter side, becomes 224 × 224; `whole=True`
    brings the shorter side to 224 and the longer to at most 448.

    >>> see(np.zeros((300, 400, 3), np.uint8)).pixels.shape
    (224, 224, 3)
    >>> see(np.zeros((300, 400, 3), np.uint8), whole=True).pixels.shape
    (224, 288, 3)
    """
    if photo.ndim != 3 or photo.shape[2] != 3 or photo.dtype != np.uint8:
        raise InputError(
            "a photo as (H, W, 3) uint8", f"{photo.shape} {photo.dtype}", "Decode it first."
        )
    height, width = photo.shape[:2]
    if whole:
        scale = min(SIDE / min(height, width), LONGEST / max(height, width))
        size = tuple(max(32, round(side * scale / 32) * 32) for side in (width, height))
        box = (0.0, 0.0, float(height), float(width))
    else:
        side = min(height, width) * SIDE / (SIDE + 32)
        top, left = (height - side) / 2, (width - side) / 2
        size, box = (SIDE, SIDE), (top, left, top + side, left + side)
    place = (box[1], box[0], box[3], box[2])
    image = Image.fromarray(photo).resize(size, Image.Resampling.BICUBIC, place, reducing_gap=3.0)
    return Given(np.asarray(image), box)


def observe(classifier: Classifier, photo: np.ndarray, *, whole: bool = False) -> Observation:
    """Classify the photo and keep the eight strongest maps of every stage."""
    view = see(photo, whole=whole)
    with torch.inference_mode():
        x = _input(classifier, view)
        stages = []
        for stage in classifier.stages:
            x = stage.layers(x)
            stages.append(_strongest(stage.title, stage.field, x[0]))
        chances = classifier.head(x).softmax(1)[0]
        best = chances.topk(5)
    names = imagenet_classes()
    answers = tuple(
        Answer(place, names[place], chance)
        for chance, place in zip(best.values.tolist(), best.indices.tolist(), strict=True)
    )
    return Observation(view, answers, tuple(stages))


def feature_map(
    classifier: Classifier, photo: np.ndarray, stage: int, channel: int, *, whole: bool = False
) -> np.ndarray:
    """Return one map of one stage, (h, w) float32. Raise `InputError` where there is none."""
    if not 0 <= stage < len(classifier.stages):
        raise InputError(
            f"a stage of 0 to {len(classifier.stages) - 1}", str(stage), "Choose another."
        )
    with torch.inference_mode():
        x = _input(classifier, see(photo, whole=whole))
        for piece in classifier.stages[: stage + 1]:
            x = piece.layers(x)
    if not 0 <= channel < x.shape[1]:
        raise InputError(f"a channel of 0 to {x.shape[1] - 1}", str(channel), "Choose another.")
    return x[0, channel].numpy()


def grad_cam(
    classifier: Classifier, photo: np.ndarray, place: int, *, whole: bool = False
) -> np.ndarray:
    """Return where the evidence for class `place` lies: (h, w) float32, 0..1, the last stage.

    Selvaraju et al., "Grad-CAM: Visual explanations from deep networks via gradient-based
    localization", ICCV 2017: each map weighed by the mean gradient of the class's logit,
    added up, negative sums dropped, the largest brought to 1 (all 0 where there is none).
    """
    if not 0 <= place < 1000:
        raise InputError("a class of 0 to 999", str(place), "Choose one of the top five.")
    with torch.inference_mode():
        x = _input(classifier, see(photo, whole=whole))
        for stage in classifier.stages:
            x = stage.layers(x)
    maps = x.clone().requires_grad_()
    with torch.enable_grad():
        (gradient,) = torch.autograd.grad(classifier.head(maps)[0, place], maps)
    weights = gradient.mean(dim=(2, 3), keepdim=True)
    heat = (weights * maps.detach()).sum(1)[0].clamp(min=0).numpy()
    return heat / heat.max() if heat.max() > 0 else heat


def patch_seen(view: Given, field: Field, row: int, col: int) -> tuple[int, int, int, int]:
    """Return what a cell sees as (top, left, bottom, right) in whole pixels of the photo.

    Clipped to what the network was given: beyond it there is only padding.
    """
    height, width = view.pixels.shape[:2]
    top, left, bottom, right = view.box
    spans = []
    for cell, size, low, high in ((row, height, top, bottom), (col, width, left, right)):
        middle = field.start + cell * field.jump + 0.5
        first = max(0.0, middle - field.size / 2)
        last = min(float(size), middle + field.size / 2)
        scale = (high - low) / size
        spans.append((int(low + first * scale), int(np.ceil(low + last * scale))))
    (top, bottom), (left, right) = spans
    return top, left, max(bottom, top + 1), max(right, left + 1)


def _input(classifier: Classifier, view: Given) -> Tensor:
    mean, deviation = torch.tensor(classifier.mean), torch.tensor(classifier.deviation)
    colours = (torch.from_numpy(view.pixels.copy()).float() - mean) / deviation
    return colours.permute(2, 0, 1)[None].contiguous(memory_format=torch.channels_last)


def _strongest(title: str, field: Field, maps: Tensor) -> StageMaps:
    flat = maps.flatten(1).abs()
    peaks, places = flat.max(1)
    best = peaks.topk(min(SHOWN, len(peaks))).indices
    width = maps.shape[2]
    cells = tuple(divmod(place, width) for place in places[best].tolist())
    chosen = maps[best].contiguous().numpy()
    signed = bool((maps < 0).any())
    return StageMaps(title, len(maps), signed, field, tuple(best.tolist()), chosen, cells)
