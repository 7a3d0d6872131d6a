"""The inputs of the network lesson; the whole network is one word of the address."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from cnncore.errors import InputError
from cnncore.networks.layers import KINDS, MOST_LAYERS, PRESETS, Layer, changed, format, layer
from ui.network.figures.network_blocks import words_for
from ui.shared import session

NETWORK = "layers"
TABS = {
    "apart": "Take it apart",
    "sharing": "Sharing weights",
    "code": "The code",
    "exercise": "Exercises",
}
_PRESET = "network_preset"
_PLACE = "network_layer"
_NAMES = {
    "conv": "conv",
    "relu": "ReLU",
    "max": "max pool",
    "avg": "mean pool",
    "bn": "batch norm",
    "drop": "dropout",
    "flatten": "flatten",
    "linear": "linear",
    "gap": "global mean",
    "local": "untied conv",
}


def network_text() -> str:
    """Take the network as text, such as "conv16k3p1-relu-max2-flatten-linear10"."""
    return st.text_input(
        "The network as text, as it stands in the address",
        PRESETS["SimpleCNN"],
        max_chars=400,
        key=NETWORK,
        bind="query-params",
        help="Layers joined by -. k is the kernel's side, p the padding, s the stride; "
        "max2 is a 2×2 max pooling, drop50 drops 50 %.",
    )


def preset(text: str) -> None:
    """Offer the presets; choosing one replaces the network."""
    names = {network: name for name, network in PRESETS.items()}
    session.choose(_PRESET, names.get(text))
    st.pills("Start from", tuple(PRESETS), key=_PRESET, on_change=_take_preset, wrap=True)


def layer_place(layers: Sequence[Layer], failing: int | None) -> int:
    """Choose a layer to work on; return its number, from 0. The failing one stands out."""

    def label(number: int) -> str:
        words = f"{number} {words_for(layers[number - 1])}"
        return f":red[:material/error: {words}]" if number - 1 == failing else words

    if (session.held(_PLACE) or 0) > len(layers):
        session.choose(_PLACE, len(layers))
    return (
        st.pills(
            "Layer",
            range(1, len(layers) + 1),
            default=1,
            format_func=label,
            key=_PLACE,
            required=True,
        )
        - 1
    )


def layer_settings(layers: tuple[Layer, ...], place: int) -> None:
    """Set the numbers of one layer; every change rewrites the network."""
    one = layers[place]
    for setting, (name, number) in zip(KINDS[one.kind], one.settings, strict=True):
        key = f"network_{name}"
        session.choose(key, number)
        st.number_input(
            name.capitalize(),
            setting.least,
            setting.most,
            key=key,
            width=128,
            on_change=_set_number,
            args=(layers, place, name),
        )


def layer_order(layers: tuple[Layer, ...], place: int) -> None:
    """Move the layer or take it out."""
    earlier = (*layers[: place - 1], layers[place], layers[place - 1], *layers[place + 1 :])
    later = (*layers[:place], *layers[place + 1 : place + 2], layers[place], *layers[place + 2 :])
    without = (*layers[:place], *layers[place + 1 :])
    for label, icon, changed_to, move, off in (
        ("Earlier", "arrow_back", earlier, -1, place == 0),
        ("Later", "arrow_forward", later, 1, place == len(layers) - 1),
        ("Remove", "delete", without, 0, len(layers) == 1),
    ):
        st.button(
            label,
            icon=f":material/{icon}:",
            disabled=off,
            key=f"network_{label.lower()}",
            on_click=replace,
            args=(changed_to, place + move),
        )


def layer_kinds(layers: tuple[Layer, ...], place: int) -> None:
    """Offer a layer of each kind to put behind the chosen one."""
    full = len(layers) >= MOST_LAYERS
    for kind, name in _NAMES.items():
        padded = {"padding": 1} if kind in ("conv", "local") else {}
        more = (*layers[: place + 1], layer(kind, **padded), *layers[place + 1 :])
        st.button(
            name,
            key=f"network_add_{kind}",
            disabled=full,
            on_click=replace,
            args=(more, place + 1),
        )


def repair(label: str, layers: tuple[Layer, ...], number: int) -> None:
    """Offer one repair as a button."""
    st.button(
        label,
        icon=":material/build:",
        key=f"network_repair_{number}",
        on_click=replace,
        args=(layers, None),
    )


def shift() -> tuple[int, int]:
    """Choose how far to slide the digit, right and down, in pixels."""
    right = st.slider("Slide right", -7, 7, 0, key="slide_right", bind="query-params")
    down = st.slider("Slide down", -2, 2, 0, key="slide_down", bind="query-params")
    return right, down


def replace(layers: tuple[Layer, ...], place: int | None) -> None:
    """Put another network on the page, from a callback; `place` is the layer to show."""
    session.choose(NETWORK, format(layers))
    if place is not None:
        session.choose(_PLACE, min(max(place, 0), len(layers) - 1) + 1)


def _take_preset() -> None:
    name = session.held(_PRESET)
    if name in PRESETS:
        session.choose(NETWORK, PRESETS[name])
        session.choose(_PLACE, 1)


def _set_number(layers: tuple[Layer, ...], place: int, name: str) -> None:
    number, one = session.held(f"network_{name}"), layers[place]
    if number is None:
        return
    if one.kind in ("max", "avg") and name == "size" and one["stride"] == one["size"]:
        changes: dict[str, int] = {"size": number, "stride": number}
    else:
        changes = {name: number}
    with suppress(InputError):  # it was said of another layer
        replace((*layers[:place], changed(one, **changes), *layers[place + 1 :]), None)
