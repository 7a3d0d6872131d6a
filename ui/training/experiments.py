"""The controls of the training lesson's experiments, one function an input."""

from collections.abc import Callable

import streamlit as st

from cnncore.training.settings import Settings
from ui.shared import session
from ui.training.controls import BATCHES, RATES


def checkpoint(words: dict[int, str], at: int, choose: Callable[[int], None]) -> int:
    """Choose a checkpoint of the run, by its name in `words`; `choose` is told a new one."""
    session.choose("checkpoint", at)
    return st.select_slider(
        "Moment of the run",
        list(words),
        format_func=lambda step: words[step],
        key="checkpoint",
        on_change=lambda: choose(session.held("checkpoint")),
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
    "Learning rate": ("learning_rate", RATES),
    "Batch size": ("batch_size", BATCHES),
    "Optimiser": ("optimiser", ("adam", "momentum", "sgd")),
    "Augmentation": ("augmentation", ("none", "light", "pen")),
    "Schedule": ("schedule", ("constant", "cosine", "steps")),
    "Dropout": ("dropout", (0.0, 0.2, 0.4, 0.6)),
    "Weight decay": ("weight_decay", (0.0, 0.0001, 0.001, 0.01)),
}


def _nearest(values: tuple, now: object) -> list:
    """Return the value after the present one, or the one before the last."""
    place = values.index(now) if now in values else -1
    return [values[place + 1] if place + 1 < len(values) else values[place - 1]]


def race(base: Settings) -> tuple[str, list, bool]:
    """Choose what differs in a race: the setting's name, its other values, three seeds or one."""
    left, right = st.columns(2)
    with left:
        label = st.selectbox(
            "One setting differs", tuple(_RACE), key="race_setting", bind="query-params"
        )
    name, values = _RACE[label]
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
        kernel = st.selectbox("Hidden kernel", kernels, key="hidden", bind="query-params")
    with second:
        image = st.selectbox("Image", images, key="small_image", bind="query-params")
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
    cells = [f"row {row}, column {col}" for row in range(3) for col in range(3)]
    chosen = st.selectbox("Written out for the weight in", cells, key="cell", bind="query-params")
    return divmod(cells.index(chosen), 3)


def report_drawings() -> bool:
    """Choose whether the visitor's own digits go into the report."""
    return st.toggle("With my drawings", key="report_drawings", bind="query-params")
