"""The inputs of the filter gallery, each bound to one word of the address."""

from collections.abc import Callable

import streamlit as st

from cnncore.convolution.operation import BORDERS
from cnncore.filters.catalogue import FILTERS, NamedFilter, filter_named
from cnncore.filters.kernel_text import LARGEST
from cnncore.filters.response import MODES
from cnncore.photos import SAMPLES, SUFFIXES

OWN = "Your photo"
OWN_KERNEL = "own-kernel"
VIEWS = (
    "Wall",
    "One filter",
    "Compare rules",
    "Chain",
    "Your kernel",
    "Learned filters",
    "ImageNet network",
)
# The views whose filters can work on each colour channel.
IN_COLOUR = ("Wall", "One filter", "Compare rules", "Your kernel")
RULES = {
    "clip": "cutting at 0 and 255",
    "absolute": "size without sign",
    "rescale": "stretching",
    "signed": "signed colours",
}
_COLOURS = ("colour", "grey")


def photo(*, has_own: bool) -> str:
    """Choose a sample by its name, or the visitor's own photo, `OWN`."""
    titles = {sample.title: sample.name for sample in SAMPLES}
    options = [*([OWN] if has_own else []), *titles]
    title = st.selectbox("Photo", options, key="photo", bind="query-params")
    return titles.get(title, OWN)


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


def view() -> str:
    """Choose what the page shows: one of `VIEWS`."""
    chosen = st.segmented_control(
        "View",
        VIEWS,
        default=VIEWS[0],
        required=True,
        key="gallery",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or VIEWS[0]


def in_grey() -> bool:
    """Choose between filtering each colour channel and filtering the brightness alone."""
    chosen = st.segmented_control(
        "Filtered in",
        _COLOURS,
        default=_COLOURS[0],
        required=True,
        key="colour",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen == _COLOURS[1]


def chain() -> list[NamedFilter]:
    """Choose two or three filters of one kernel each, in their order."""
    single = {listed.title: listed for listed in FILTERS if len(listed.kernels()) == 1}
    titles = list(single)
    starts = ("Gaussian blur", "Laplacian", "no third")
    chosen = []
    for number, (label, start) in enumerate(zip(("First", "Then", "Then"), starts, strict=True), 1):
        options = titles if number < 3 else ["no third", *titles]
        chosen.append(
            st.selectbox(
                label,
                options,
                index=options.index(start),
                key=f"chain-{number}",
                bind="query-params",
            )
        )
    return [single[title] for title in chosen if title in single]


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
    fitting = {
        listed.title: listed for listed in FILTERS if max(listed.kernels()[0].shape) <= LARGEST
    }
    return fitting[st.selectbox("Start from", list(fitting), index=4, key="kernel-start")]


def named_filter() -> NamedFilter:
    """Choose one filter of the gallery."""
    titles = {listed.title: listed.name for listed in FILTERS}
    title = st.selectbox("Filter", list(titles), index=6, key="filter", bind="query-params")
    return filter_named(titles[title])


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
    return st.selectbox(
        "Beyond the edge",
        list(BORDERS),
        index=list(BORDERS).index(start),
        key=key,
        bind="query-params",
        help="zeros: black · reflect: a mirror · replicate: the last pixel again · "
        "circular: the other side of the photo",
    )


def value_rule(name: str, start: str) -> str:
    """Choose how the responses of the filter of this name become pixels."""
    titles = {title: mode for mode, title in RULES.items()}
    title = st.selectbox(
        "Values become pixels by",
        list(titles),
        index=MODES.index(start),
        key=f"{name}-values",
        bind="query-params",
    )
    return titles[title]
