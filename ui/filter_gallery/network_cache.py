"""What the gallery keeps of what networks saw, for one visitor."""

from dataclasses import dataclass

import numpy as np

from cnncore import photos
from cnncore.errors import InputError
from cnncore.filters.resemblance import Resemblance, most_alike
from cnncore.filters.response import filter_response, to_grey
from cnncore.imagenet.observation import Observation, feature_map, grad_cam, observe
from ui.filter_gallery.cache import data_url
from ui.filter_gallery.figures.maps import kernel_picture, map_picture
from ui.shared import networks
from ui.shared.imagenet import network
from ui.shared.photo_cache import kept

LEARNED_SIDE = 160


@dataclass(frozen=True)
class Observed:
    """What a network saw, with every shown map as a data URL in the order of its stage."""

    observation: Observation
    pictures: tuple[tuple[str, ...], ...]


@kept(1)
def observed(digest: str, _pixels: np.ndarray, name: str, whole: bool) -> Observed:
    """Run the network once over the photo."""
    seen = observe(network(name), _pixels, whole=whole)
    pictures = tuple(
        tuple(
            data_url(photos.encode_photo(map_picture(one, signed=stage.signed)), "png")
            for one in stage.maps
        )
        for stage in seen.stages
    )
    return Observed(seen, pictures)


@kept(2)
def heat(digest: str, _pixels: np.ndarray, name: str, whole: bool, place: int) -> np.ndarray:
    """Return the Grad-CAM of one class."""
    return grad_cam(network(name), _pixels, place, whole=whole)


@kept(2)
def one_map(
    digest: str, _pixels: np.ndarray, name: str, whole: bool, stage: int, channel: int
) -> np.ndarray:
    """Return one feature map."""
    return feature_map(network(name), _pixels, stage, channel, whole=whole)


@dataclass(frozen=True)
class Learned:
    """One learned filter: its kernel, its likeness, and four pictures as data URLs."""

    kernel: np.ndarray
    like: Resemblance
    pictures: tuple[str, str, str, str]


@kept(1)
def learned(digest: str, _pixels: np.ndarray, weights: tuple) -> tuple[Learned, ...]:
    """Put the photo's middle square through learned filters and those they resemble."""
    side = min(_pixels.shape[:2])
    top, left = ((size - side) // 2 for size in _pixels.shape[:2])
    square = to_grey(np.ascontiguousarray(_pixels[top : top + side, left : left + side]))
    square = photos.shrink_photo(square, LEARNED_SIDE)
    return tuple(_learned(square, np.array(kernel)) for kernel in weights)


def _learned(square: np.ndarray, kernel: np.ndarray) -> Learned:
    like = most_alike(kernel)
    pictures = []
    for grid in (kernel, like.kernel):
        response = filter_response(square, grid)
        pictures += [kernel_picture(grid), map_picture(response, signed=True)]
    one, two, three, four = (data_url(photos.encode_photo(one), "png") for one in pictures)
    return Learned(kernel, like, (one, two, three, four))


def first_kernels(key: str) -> tuple:
    """Return the 3 × 3 kernels of a digit network's first layer, as tuples of rows.

    Raise `InputError` for a network that starts otherwise.
    """
    for layer in networks.load(key).modules():
        if hasattr(layer, "kernel_size") and hasattr(layer, "in_channels"):
            weights = layer.get_parameter("weight").detach()
            if weights.ndim == 4 and tuple(weights.shape[1:]) == (1, 3, 3):
                return tuple(tuple(map(tuple, grid[0])) for grid in weights.tolist())
            break
    raise InputError(
        "a network whose first layer has kernels of 3 × 3",
        "one that starts otherwise",
        "Choose another network.",
    )
