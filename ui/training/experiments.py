"""The controls of the training lesson's experiments, one function an input."""

from collections.abc import Callable

import streamlit as st

from cnncore.training.settings import Settings
from ui.shared import address, session
from ui.training.controls import BATCHES, RATES


def checkpoint(words: dict[int, str], at: int, choose: Callable[[int], None]) -> int:
    """Choose a checkpoint of the run, by its name in `words`; `choose` is told a new one."""
    session.choose("checkpoint", at)

    def chosen() -> None:
        if (step := session.held("checkpoint")) is not None:
            choose(step)

    return st.select_slider(
        "Moment of the run",
        list(words),
        format_func=lambda step: words[step],
        key="checkpoint",
        on_change=chosen,
    )


def upload_weights():
    """Take a file of weights."""
    return st.file_uploader(
        "Weights (.pt or .safetensors)",
        type=["pt", "pth", "safetensors"],
        key="weights",
        max_upload_size=45,
    )


_RACE = {
    "learning_rate": ("Learning rate", RATES),
    "batch_size": ("Batch size", BATCHES),
    "optimiser": ("Optimiser", ("adam", "momentum", "sgd")),
    "augmentation": ("Augmentation", ("none", "light", "pen")),
    "schedule": ("Schedule", ("constant", "cosine", "steps")),
    "dropout": ("Dropout", (0.0, 0.2, 0.4, 0.6)),
    "weight_decay": ("Weight decay", (0.0, 0.0001, 0.001, 0.01)),
}
# the keys of the kernels and images that can be learnt on, in their order
_HIDDEN = ("cross", "identity", "sobel-v", "sobel-h", "laplacian", "sharpen", "sum", "shift")
_IMAGES = ("mixed", "article")


def _nearest(values: tuple, now: object) -> list:
    """Return the value after the present one, or the one before the last."""
    place = values.index(now) if now in values else -1
    return [values[place + 1] if place + 1 < len(values) else values[place - 1]]


def race(base: Settings) -> tuple[str, list, bool]:
    """Choose what differs in a race: the setting's name, its other values, three seeds or one."""
    left, right = st.columns(2)
    with left:
        labels = {name: label for name, (label, _) in _RACE.items()}
        name = address.choose(st.selectbox, "One setting differs", labels, key="race_setting")
    label, values = _RACE[name]
    others = [value for value in values if value != getattr(base, name)]
    with right:
        chosen = st.multiselect(
            f"{label}: {getattr(base, name)} against",
            others,
            _nearest(values, getattr(base, name)),
            max_selections=3,
            key=f"race_{name}",
        )
    seeds = st.toggle(
        "Three seeds each",
        key="race_seeds",
        bind="query-params",
        help="One seed can be luck. Three show how far runs differ that differ in nothing else.",
    )
    return name, chosen, seeds


def hidden_kernel(kernels: list[str], images: list[str]) -> tuple[str, str, bool]:
    """Choose the hidden kernel, the image it works on, and whether the target is flipped."""
    first, second, third = st.columns(3, vertical_alignment="bottom")
    with first:
        named = dict(zip(_HIDDEN, kernels, strict=True))
        kernel = named[address.choose(st.selectbox, "Hidden kernel", named, key="hidden")]
    with second:
        named = dict(zip(_IMAGES, images, strict=True))
        image = named[address.choose(st.selectbox, "Image", named, key="small_image")]
    with third:
        flip = st.toggle("Target by true convolution", key="target_flip", bind="query-params")
    return kernel, image, flip


def kernel_rate(best: float, limit: float) -> float:
    """Choose the size of a step, as a share of the rate beyond which it diverges."""
    share = st.slider(
        "Learning rate, share of the largest that converges",
        0.1,
        1.2,
        round(best / limit, 1),
        0.1,
        key="kernel_rate",
        bind="query-params",
        help="Above 1 every step overshoots by more than the last.",
    )
    return share * limit


def kernel_cell() -> tuple[int, int]:
    """Choose the weight whose gradient is written out."""
    cells = {
        f"{row}.{col}": f"row {row + 1}, column {col + 1}" for row in range(3) for col in range(3)
    }
    chosen = address.choose(st.selectbox, "Written out for the weight in", cells, key="cell")
    row, col = map(int, chosen.split("."))
    return row, col


def report_drawings() -> bool:
    """Choose whether the visitor's own digits go into the report."""
    return st.toggle("With my drawings", key="report_drawings", bind="query-params")
