"""What the gallery keeps of a photo and its filters."""

from base64 import b64encode
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from cnncore import photos
from cnncore.convolution.operation import BORDERS
from cnncore.filters.archive import wall_modes
from cnncore.filters.catalogue import FILTERS, filter_named
from cnncore.filters.chain import Chain, chain_filters
from cnncore.filters.kernel_text import parse_kernel
from cnncore.filters.opened import Opened, open_filter
from cnncore.filters.response import MODES, render, to_grey
from cnncore.filters.wall import filter_wall
from ui.filter_gallery.figures.kernels import signed_colours, signed_table
from ui.shared.photo_cache import kept

THUMBNAIL = 288
COMPARED = 512
CORNER = 36
_SMALL = 70  # of the wall's JPEGs: half as many bytes to send


@st.cache_resource(max_entries=len(photos.SAMPLES))
def sample(name: str) -> photos.Photo:
    """Return a bundled photo; its pixels are read-only, as all visitors share them."""
    photo = photos.sample_photo(name)
    photo.pixels.setflags(write=False)
    return photo


@kept(2)
def thumbnails(digest: str, _pixels: np.ndarray, grey: bool) -> dict[str, str]:
    """Return every filter's thumbnail as a data URL, by its name; the photo at 288 pixels."""
    small = photos.shrink_photo(_pixels, THUMBNAIL)
    small = to_grey(small) if grey else small
    kernels = [tuple(listed.gain * k for k in listed.kernels()) for listed in FILTERS]
    wall = filter_wall(small, kernels, wall_modes())
    return {
        listed.name: data_url(photos.encode_photo(picture, "JPEG", quality=_SMALL), "jpeg")
        for listed, picture in zip(FILTERS, wall, strict=True)
    }


@kept(1)
def before(digest: str, _pixels: np.ndarray, grey: bool) -> bytes:
    """Return what is filtered, as a picture whose every pixel is exact."""
    return photos.encode_photo(to_grey(_pixels) if grey else _pixels, "WEBP")


@dataclass(frozen=True)
class Shown:
    """A filter's result, ready to be drawn: the record without its pictures, and the picture."""

    opened: Opened
    picture: bytes


@kept(1)
def opened(
    digest: str,
    _pixels: np.ndarray,
    name: str,
    settings: tuple[tuple[str, float], ...],
    grey: bool,
    border: str,
    mode: str,
) -> Shown:
    """Open one named filter at its settings."""
    return _shown(_pixels, filter_named(name).kernels(**dict(settings)), grey, border, mode)


@kept(1)
def own_opened(
    digest: str, _pixels: np.ndarray, text: str, grey: bool, border: str, mode: str
) -> Shown:
    """Open a kernel written as text."""
    return _shown(_pixels, (parse_kernel(text),), grey, border, mode)


def _shown(pixels: np.ndarray, kernels: tuple, grey: bool, border: str, mode: str) -> Shown:
    result = open_filter(pixels, kernels, grey=grey, border=border, mode=mode)
    if mode == "signed":
        picture = photos.encode_coloured(result.shown, signed_table())
    else:
        picture = photos.encode_photo(result.shown, "WEBP")
    nothing = np.empty(0, np.uint8)
    return Shown(replace(result, before=nothing, shown=nothing), picture)


@dataclass(frozen=True)
class Rules:
    """By border and value rule: the picture and its corner as data URLs; which corner it is."""

    corner: str
    pictures: dict[tuple[str, str], tuple[str, str]]


@kept(1)
def rules(digest: str, _pixels: np.ndarray, name: str, settings: tuple, grey: bool) -> Rules:
    """Put the photo at 512 pixels through one filter under every border and value rule."""
    small = photos.shrink_photo(_pixels, COMPARED)
    kernels = filter_named(name).kernels(**dict(settings))
    corner_name, corner_of = _liveliest_corner(small)
    pictures = {}
    for border in BORDERS:
        for mode in MODES:
            result = open_filter(small, kernels, grey=grey, border=border, mode=mode)
            picture = signed_colours(result.shown) if mode == "signed" else result.shown
            whole = photos.encode_photo(photos.shrink_photo(picture, 256), "JPEG")
            corner = photos.encode_photo(np.ascontiguousarray(picture[corner_of]))
            pictures[border, mode] = data_url(whole, "jpeg"), data_url(corner, "png")
    return Rules(corner_name, pictures)


def _liveliest_corner(pixels: np.ndarray) -> tuple[str, tuple[slice, slice]]:
    """Find the corner in which most happens: a flat one would show nothing."""
    rows = {"top": slice(0, CORNER), "bottom": slice(-CORNER, None)}
    cols = {"left": slice(0, CORNER * 4 // 3), "right": slice(-CORNER * 4 // 3, None)}
    corners = {f"{r} {c}": (rows[r], cols[c]) for r in rows for c in cols}
    name = max(corners, key=lambda place: pixels[corners[place]].std())
    return name, corners[name]


@dataclass(frozen=True)
class ChainShown:
    """A chain's pictures as PNG: each step, once, the difference; and its record, emptied."""

    steps: tuple[bytes, ...]
    once: bytes
    difference: bytes
    chain: Chain


@kept(1)
def chained(
    digest: str, _pixels: np.ndarray, names: tuple[str, ...], between: bool, border: str
) -> ChainShown:
    """Put the photo's brightness, at 512 pixels, through named filters in turn and at once."""
    grey = to_grey(photos.shrink_photo(_pixels, COMPARED))
    kernels = [filter_named(name).kernels()[0] for name in names]
    chain = chain_filters(grey, kernels, border=border, between=between)
    signed = [abs(float(kernel.sum())) < 1e-6 for kernel in kernels]
    core = slice(chain.margin, -chain.margin or None)
    reach = _reach(chain.once[core, core])  # the last step and the one kernel share a scale
    pictures = [
        _chain_picture(step, any(signed[: number + 1]), _reach(step[core, core]))
        for number, step in enumerate(chain.steps[:-1])
    ]
    last = _chain_picture(chain.steps[-1], any(signed), reach)
    once = _chain_picture(chain.once, any(signed), reach)
    bright = 255 * np.sqrt(chain.difference / max(float(chain.difference.max()), 1.0))
    difference = photos.encode_photo(render(bright))
    nothing = np.empty(0)
    emptied = replace(chain, steps=(), once=nothing, difference=nothing)
    return ChainShown((*pictures, last), once, difference, emptied)


def _reach(response: np.ndarray) -> float:
    """Return the size that all but the strongest two in a hundred responses stay below."""
    return max(float(np.quantile(np.abs(response), 0.98)), 1e-9) if response.size else 1.0


def _chain_picture(response: np.ndarray, signed: bool, reach: float) -> bytes:
    if signed:
        return photos.encode_photo(signed_colours(render(128 + response * (127 / reach))))
    return photos.encode_photo(render(response))


def data_url(data: bytes, kind: str) -> str:
    """Return the bytes of a picture as a URL that holds them."""
    return f"data:image/{kind};base64,{b64encode(data).decode()}"
