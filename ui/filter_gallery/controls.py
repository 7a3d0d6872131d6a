"""The inputs of the filter gallery, each bound to one word of the address."""

from collections.abc import Callable

import streamlit as st

from cnncore.convolution.operation import BORDERS
from cnncore.filters.catalogue import FILTERS, NamedFilter, filter_named
from cnncore.filters.kernel_text import LARGEST
from cnncore.photos import SAMPLES, SUFFIXES
from ui.shared import address

OWN, DRAWING = "own", "drawing"
OWN_KERNEL = "own-kernel"
TABS = {
    "wall": "Wall",
    "filter": "One filter",
    "rules": "Compare rules",
    "chain": "Chain",
    "kernel": "Your kernel",
    "learned": "Learned filters",
    "imagenet": "ImageNet network",
}
RULES = {
    "clip": "cutting at 0 and 255",
    "absolute": "size without sign",
    "rescale": "stretching",
    "signed": "signed colours",
}
_FILTERS = {listed.name: listed.title for listed in FILTERS}
_NO_THIRD = "none"


def photo(*, has_own: bool, drawing: str) -> str:
    """Choose a sample by its name, the visitor's own photo, `OWN`, or the drawing, `DRAWING`."""
    own = {OWN: "Your photo"} if has_own else {}
    options = own | {sample.name: sample.title for sample in SAMPLES} | {DRAWING: drawing}
    return address.choose(st.selectbox, "Photo", options, key="photo")


def upload(*, key: str, on_change: Callable[[], None]) -> None:
    """Take a photo file; Streamlit refuses more than 20 MB in the browser."""
    st.file_uploader(
        "A photo of your own",
        type=SUFFIXES,
        key=key,
        on_change=on_change,
        max_upload_size=20,
        help="It stays in this tab's memory, shrunk to 1024 pixels, and goes when you close it.",
    )


def camera(*, key: str, on_change: Callable[[], None]) -> None:
    """Take a photo by the camera, where the browser allows it (https or localhost)."""
    st.camera_input("A photo by your camera", key=key, on_change=on_change)


def in_grey() -> bool:
    """Choose between filtering each colour channel and filtering the brightness alone."""
    options = {"colour": "colour", "grey": "grey"}
    chosen = address.choose(
        st.segmented_control,
        "Filtered in",
        options,
        key="colour",
        label_visibility="collapsed",
    )
    return chosen == "grey"


def chain() -> list[NamedFilter]:
    """Choose two or three filters of one kernel each, in their order."""
    single = {listed.name: listed.title for listed in FILTERS if len(listed.kernels()) == 1}
    starts = ("gaussian", "laplacian", _NO_THIRD)
    chosen = []
    for number, (label, start) in enumerate(zip(("First", "Then", "Then"), starts, strict=True), 1):
        options = single if number < 3 else {_NO_THIRD: "no third"} | single
        key = f"chain-{number}"
        chosen.append(address.choose(st.selectbox, label, options, key=key, default=start))
    return [filter_named(name) for name in chosen if name != _NO_THIRD]


def cut_between() -> bool:
    """Choose whether each step is saved as a picture, rounded and cut, before the next."""
    return st.toggle(
        "Round and cut to 0…255 between the steps",
        key="chain-cut",
        bind="query-params",
    )


def kernel_text() -> str:
    """Type a kernel as text; the grid beside it writes here too, so that the link holds it."""
    return st.text_input(
        "Your kernel as text",
        "0,-1,0;-1,5,-1;0,-1,0",
        key=OWN_KERNEL,
        bind="query-params",
        max_chars=800,
        help='Rows parted by ";", numbers by ",": 1 to 7 rows of 1 to 7 numbers.',
    )


def kernel_preset() -> NamedFilter:
    """Choose the named filter whose kernel is copied into the grid."""
    fitting = [listed.name for listed in FILTERS if max(listed.kernels()[0].shape) <= LARGEST]
    shown = address.labels(_FILTERS)
    return filter_named(
        st.selectbox("Start from", fitting, 4, format_func=shown, key="kernel-start")
    )


def named_filter() -> NamedFilter:
    """Choose one filter of the gallery."""
    return filter_named(
        address.choose(st.selectbox, "Filter", _FILTERS, key="filter", default="sobel-x")
    )


def settings(chosen: NamedFilter) -> dict[str, float]:
    """Set what means something for this filter: strength, size, angle."""
    values = {}
    for name, knob in chosen.knobs.items():
        kind = float if name == "strength" else int
        values[name] = st.slider(
            f"{name.capitalize()} ({knob.unit})",
            kind(knob.least),
            kind(knob.most),
            kind(knob.start),
            kind(knob.step),
            key=f"{chosen.name}-{name}",
            bind="query-params",
        )
    return values


def border(key: str = "edge", start: str = "reflect") -> str:
    """Choose what lies beyond the photo's edge."""
    return address.choose(
        st.selectbox,
        "Beyond the edge",
        {name: name for name in BORDERS},
        key=key,
        default=start,
        help="zeros: black · reflect: a mirror · replicate: the last pixel again · "
        "circular: the other side of the photo",
    )


def value_rule(name: str, start: str) -> str:
    """Choose how the responses of the filter of this name become pixels."""
    return address.choose(
        st.selectbox, "Values become pixels by", RULES, key=f"{name}-values", default=start
    )
