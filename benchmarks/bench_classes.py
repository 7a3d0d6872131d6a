"""Own classes: how long 60 photos of a phone take, how soon it answers, how often it is right.

Three sets of small classes that anybody can make from this repository: things drawn by a formula,
pieces of the bundled photos, and bundled digits as pictures. Of each, ten photos a class are learnt
and fifteen others named, ten times over; a small CNN from random weights has the same photos.
"""

import asyncio
import io
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from PIL import Image

import cnncore
from benchmarks.chromium import running_app
from benchmarks.photographer import Photographer
from benchmarks.table import Measurement
from benchmarks.visitors import Visitor
from cnncore.imagenet.classifiers import Classifier, efficientnet_lite0
from cnncore.photos import SAMPLES, decode_photo, sample_photo
from cnncore.pieces import whole
from cnncore.transfer.album import COLOURS, Album, Kind, take_shot, take_shots
from cnncore.transfer.features import evidence, look
from cnncore.transfer.last_layer import fit_last_layer
from cnncore.transfer.learning import Learnt, train
from cnncore.transfer.ready import READY, draw_class
from cnncore.transfer.scenes import THINGS, Scene, draw_scene
from cnncore.transfer.scratch import from_scratch

PHOTOS, LEARNT, TESTED, DRAWS = 60, 10, 15, 10
VISITORS, MOVES = 10, 60
_PIECE = 96


def measure() -> list[Measurement]:
    """Measure a visit with 60 photos, then accuracy on three sets."""
    network = efficientnet_lite0()
    rows = _visit(network) + asyncio.run(_ten_at_once())
    for name, pictures in SETS.items():
        rows += _accuracy(network, name, pictures())
    return rows


def _visit(network: Classifier) -> list[Measurement]:
    files = [_phone_photo(number) for number in range(PHOTOS)]
    start, first, shots = time.perf_counter(), 0.0, []
    for place in range(0, PHOTOS, 4):
        with ThreadPoolExecutor(2) as readers:
            photos = list(readers.map(decode_photo, files[place : place + 4]))
        for number, photo in enumerate(photos, place):
            shots.append(take_shot(network, photo, number % 3))
            first = first or time.perf_counter() - start
    seconds = time.perf_counter() - start
    kinds = tuple(Kind(f"thing {k}", COLOURS[k]) for k in range(3))
    album = Album(kinds, tuple(shots))
    kept = sum(len(shot.png) + shot.numbers.nbytes for shot in shots)
    megabytes = sum(map(len, files)) / PHOTOS / 1e6
    learnt, training = _timed(lambda: train(album))
    square = draw_scene(Scene("mug", "cloth"), 1)
    _, answer = _timed(lambda: learnt.layer.chances(take_shot(network, square, 0).numbers[None]))
    seen = look(network, square[None]).maps[0]
    _, heat = _timed(lambda: evidence(look(network, square[None]).maps[0], learnt.layer.weights[0]))
    assert seen.shape == (1280, 7, 7)
    return [
        Measurement(
            f"{PHOTOS} photos of 12 megapixels, read and looked at", seconds, "s", "≤ 8 s",
            f"{megabytes:.1f} MB each",
        ),
        Measurement("the first of them", first, "s", "≤ 1 s"),
        Measurement("an album of 200 such photos", 200 * kept / PHOTOS / 1e6, "MB", "≤ 40 MB"),
        Measurement("Train to answer", training, "s", "≤ 1.5 s", f"{PHOTOS} photos, 3 classes"),
        Measurement("a live photo to its answer", 1000 * answer, "ms", "≤ 250 ms"),
        Measurement("its heat-map besides", 1000 * heat, "ms", "≤ 120 ms"),
    ]  # fmt: skip


def _timed(act: Callable) -> tuple[object, float]:
    """Do it three times; return what it gave, and the middle time in seconds."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        given = act()
        times.append(time.perf_counter() - start)
    return given, sorted(times)[1]


async def _ten_at_once() -> list[Measurement]:
    """Let ten visitors teach their own classes at once, beside somebody who moves a slider."""
    files = [_phone_photo(number) for number in range(PHOTOS)]
    with running_app() as (address, _, _):
        other = Visitor(address, random.Random(1))
        await other.join("own_classes")  # so that its network is loaded, as in a class
        await other.switch("convolution")
        usual = [await other.move() for _ in range(MOVES)]
        started, beside = time.perf_counter(), []
        people = [Photographer(address, random.Random(n), patience=600) for n in range(VISITORS)]
        class_ = asyncio.gather(*(_teach(person, files) for person in people))
        while not class_.done():
            await asyncio.sleep(0.15)
            beside.append(await other.move())
        await class_
        seconds = time.perf_counter() - started
        failures = [failure for person in (*people, other) for failure in person.failures]
        await other.leave()
    ratio = np.quantile(beside, 0.95) / np.quantile(usual, 0.95)
    all_of = f"{VISITORS} visitors, {PHOTOS} photos each and Train"
    return [
        Measurement(f"{all_of}: all done", seconds, "s", "", f"{len(failures)} exceptions shown"),
        Measurement("a slider elsewhere meanwhile, p95 against its usual", ratio, "x", "at most 2"),
    ]


async def _teach(person: Photographer, files: list[bytes]) -> None:
    await person.join("own_classes")
    await person.upload(*files)
    await person.press("Train")
    await person.leave()


def _phone_photo(number: int) -> bytes:
    scene = Scene(list(THINGS)[number % 3], "cloth")
    large = Image.fromarray(draw_scene(scene, number)).resize(
        (3000, 3000), Image.Resampling.BICUBIC
    )
    photo = Image.new("RGB", (4000, 3000), (120, 110, 100))
    photo.paste(large, (500, 0))
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=92)
    return file.getvalue()


def _accuracy(
    network: Classifier, name: str, pictures: list[list[np.ndarray]]
) -> list[Measurement]:
    kinds = tuple(Kind(f"class {k}", COLOURS[k]) for k in range(len(pictures)))
    shots = [shot for k, some in enumerate(pictures) for shot in take_shots(network, some, k)]
    of = np.array([shot.label for shot in shots])
    ours, scratch = [], []
    for draw in range(DRAWS):
        random = np.random.default_rng(draw)
        order = [random.permutation(np.flatnonzero(of == k)) for k in range(len(kinds))]
        chosen = np.concatenate([one[: LEARNT + TESTED] for one in order])
        album = Album(kinds, tuple(shots[place] for place in chosen))
        aside = np.concatenate([np.arange(LEARNT + TESTED) >= LEARNT for _ in kinds])
        layer = fit_last_layer(album.numbers[~aside], album.labels[~aside], len(kinds))
        learnt = Learnt(album, aside, layer)
        ours.append(learnt.right / learnt.tested)
        right = whole(from_scratch(learnt, seed=draw))
        scratch.append(right / learnt.tested)
    mean, other = 100 * float(np.mean(ours)), 100 * float(np.mean(scratch))
    note = f"{len(kinds)} classes, {LEARNT} photos each; mean of {DRAWS} draws"
    return [
        Measurement(f"{name}: a last layer", mean, "%", "≥ 90 %", note),
        Measurement(f"{name}: above a small CNN from nothing", mean - other, "points", "≥ 30",
                    f"{other:.1f} %"),
    ]  # fmt: skip


def _things() -> list[list[np.ndarray]]:
    return [
        list(draw_class(scenes, 40, 7000 * k)) for k, scenes in enumerate(READY["things"].scenes)
    ]


def _pieces() -> list[list[np.ndarray]]:
    """Cut pieces of 96 pixels out of each bundled photo, here and there."""
    random = np.random.default_rng(5)
    found = []
    for sample in SAMPLES:
        photo = sample_photo(sample.name).pixels
        tops = random.integers(0, photo.shape[0] - _PIECE, 40)
        lefts = random.integers(0, photo.shape[1] - _PIECE, 40)
        found.append(
            [photo[t : t + _PIECE, s : s + _PIECE] for t, s in zip(tops, lefts, strict=True)]
        )
    return found


def _digits() -> list[list[np.ndarray]]:
    """Return 40 held-out digits of each of 0 to 5, ink on paper, as pictures."""
    digits = cnncore.load_digits(split="held-out")
    grey = [255 - digits.images[digits.labels == k][:40] for k in range(6)]
    return [[np.repeat(one[..., None], 3, axis=2) for one in some] for some in grey]


SETS: dict[str, Callable[[], list[list[np.ndarray]]]] = {
    "things drawn on any ground": _things,
    "pieces of the bundled photos": _pieces,
    "digits 0 to 5 as pictures": _digits,
}
