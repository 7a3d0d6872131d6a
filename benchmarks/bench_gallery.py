"""The filter gallery: a wall against OpenCV, upload, one filter, the network, memory."""

import asyncio
import random
import time
from collections.abc import Callable
from statistics import median

import cv2
import numpy as np

from benchmarks.chromium import memory_mb, running_app
from benchmarks.photographer import Photographer, phone_photo
from benchmarks.table import Measurement
from cnncore.filters.archive import wall_modes
from cnncore.filters.catalogue import FILTERS, NamedFilter
from cnncore.filters.wall import filter_wall
from cnncore.photos import decode_photo

# One or more of every family: the wall that the comparison with OpenCV is about.
EIGHTEEN = (
    "identity", "box", "gaussian", "motion", "sharpen", "unsharp", "sobel-x", "sobel-y", "sobel",
    "scharr", "prewitt", "roberts-x", "laplacian", "log", "outline", "emboss", "gabor-0",
    "gabor-45",
)  # fmt: skip
ROUNDS = 25
VISITORS = 40
# Streamlit keeps a session this long after its tab is gone; two minutes by default.
KEPT_FOR = 5


def best_of(*jobs: Callable[[], object]) -> list[float]:
    """Run the jobs in turn, round after round; return each one's best time in ms."""
    best = [float("inf")] * len(jobs)
    for _ in range(ROUNDS):
        for number, job in enumerate(jobs):
            started = time.perf_counter()
            job()
            best[number] = min(best[number], (time.perf_counter() - started) * 1000)
    return best


def opencv_wall(photo: np.ndarray, filters: list[NamedFilter], modes: list[str]) -> list:
    """Do the same by `cv2.filter2D`, in the cheapest depth that holds the result."""
    pictures = []
    for listed, mode in zip(filters, modes, strict=True):
        kernels = listed.kernels()
        whole = all((kernel == np.rint(kernel)).all() for kernel in kernels)
        if len(kernels) == 2:
            x, y = (_by_opencv(photo, kernel, cv2.CV_32F) for kernel in kernels)
            joined = cv2.magnitude(x.reshape(len(x), -1), y.reshape(len(y), -1))
            pictures.append(cv2.convertScaleAbs(joined).reshape(photo.shape))
        elif mode == "absolute":
            depth = cv2.CV_16S if whole else cv2.CV_32F
            pictures.append(cv2.convertScaleAbs(_by_opencv(photo, kernels[0], depth)))
        else:
            pictures.append(_by_opencv(photo, kernels[0], -1))
    return pictures


def _by_opencv(photo: np.ndarray, kernel: np.ndarray, depth: int) -> np.ndarray:
    middle = ((kernel.shape[1] - 1) // 2, (kernel.shape[0] - 1) // 2)
    return cv2.filter2D(photo, depth, kernel, anchor=middle, borderType=cv2.BORDER_REFLECT_101)


def walls(photo: np.ndarray) -> list[Measurement]:
    """Compare walls of 18 and of all filters on the whole photo, in one run."""
    cv2.setNumThreads(2)
    rows = []
    for names in (EIGHTEEN, tuple(listed.name for listed in FILTERS)):
        chosen = [(f, m) for f, m in zip(FILTERS, wall_modes(), strict=True) if f.name in names]
        filters, modes = map(list, zip(*chosen, strict=True))
        kernels = [listed.kernels() for listed in filters]
        ours, theirs = best_of(
            lambda k=kernels, m=modes: filter_wall(photo, k, m),
            lambda f=filters, m=modes: opencv_wall(photo, f, m),
        )
        agree = max(
            np.abs(one.astype(int) - two).max()
            for one, two in zip(
                filter_wall(photo, kernels, modes), opencv_wall(photo, filters, modes), strict=True
            )
        )
        what = f"wall of {len(filters)} filters, 1024 × 768 in colour"
        target = "at most 150 ms" if len(filters) == 18 else ""
        note = f"largest difference of a pixel {agree}"
        rows.append(Measurement(what, ours, "ms", target))
        rows.append(Measurement(f"{what}: OpenCV filter2D", theirs, "ms", "not faster", note))
    return rows


def network(photo: np.ndarray) -> list[Measurement]:
    """Time the ImageNet network's answers and maps, warm, with one thread as in the server."""
    import torch

    from cnncore.imagenet.classifiers import efficientnet_lite0
    from cnncore.imagenet.observation import grad_cam, observe

    torch.set_num_threads(1)
    lite = efficientnet_lite0()
    maps, whole, heat = best_of(
        lambda: observe(lite, photo),
        lambda: observe(lite, photo, whole=True),
        lambda: grad_cam(lite, photo, 281),
    )
    return [
        Measurement("ImageNet network: answers and maps of six stages", maps, "ms", "at most 400"),
        Measurement("the same on the whole photo", whole, "ms", "at most 400"),
        Measurement("Grad-CAM of one class", heat, "ms", ""),
    ]


async def visits(address: str, process: object) -> list[Measurement]:
    """Upload a phone's photo, open every filter, then let three classes bring a photo each."""
    visitor = Photographer(address, random.Random(1))
    await visitor.join("filter_gallery")
    big, small = phone_photo(4032, 3024), phone_photo(1024, 768)
    uploads = [await visitor.upload(big) for _ in range(3)]
    await visitor.upload(small)
    await visitor.choose("gallery", "One filter")
    opened = [await visitor.choose("filter", listed.title) for listed in FILTERS[::-1]]
    await visitor.choose("gallery", "ImageNet network")
    assert not visitor.failures, visitor.failures
    await visitor.leave()
    peaks = [await crowd(address, process) for _ in range(3)]
    megabytes = len(big) / 2**20
    return [
        Measurement(
            "upload to first wall", min(uploads), "s", "at most 1 s",
            f"a 12-megapixel JPEG of {megabytes:.1f} MB, over localhost",
        ),
        Measurement("opening a filter, median", median(opened) * 1000, "ms", "at most 150 ms",
                    f"server time over {len(opened)} filters, photo of 1024 × 768"),
        Measurement("opening a filter, slowest", max(opened) * 1000, "ms", "at most 150 ms"),
        Measurement(f"memory a visitor adds by a photo and an opened filter ({VISITORS})",
                    peaks[0][1], "MB", "at most 10 MB"),
        Measurement("memory a visitor leaves behind: peak of the third class over the second's",
                    (peaks[2][0] - peaks[1][0]) / VISITORS, "MB", "given back",
                    f"{KEPT_FOR} s are left to a tab that lost its connection"),
    ]  # fmt: skip


async def crowd(address: str, process: object) -> tuple[float, float]:
    """Let a class bring a photo each and leave; return the server's peak and the MB a visitor."""
    visitors = [Photographer(address, random.Random(number)) for number in range(VISITORS)]
    for visitor in visitors:
        await visitor.join("filter_gallery")
    before = memory_mb(process)
    for number, visitor in enumerate(visitors):
        await visitor.upload(phone_photo(1600, 1200, number))
        await visitor.choose("gallery", "One filter")
    held = memory_mb(process)
    for visitor in visitors:
        await visitor.leave()
    await asyncio.sleep(2 * KEPT_FOR)
    return held, (held - before) / VISITORS


def measure() -> list[Measurement]:
    """Measure the wall, the network, then the served lesson."""
    photo = decode_photo(phone_photo(1024, 768))
    rows = walls(photo) + network(photo)
    with running_app(STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(KEPT_FOR)) as (
        address,
        process,
        _,
    ):
        rows += asyncio.run(visits(address, process))
    return rows
