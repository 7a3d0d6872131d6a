"""The inputs of the gallery's ImageNet network, bound to the address."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.shared import address
from ui.shared.imagenet import INSTALLED

_CUTS = {"whole": "the whole photo", "middle": "the middle, as its authors do"}
_STRONGEST = "strongest"


def network(offers: Mapping[str, str]) -> str:
    """Choose the network: the installed one, or one that is fetched (key -> name); the name."""
    names = {"efficientnet_lite0": INSTALLED, **offers}
    return names[address.choose(st.selectbox, "Network", names, key="imagenet")]


def sees_whole() -> bool:
    """Choose between the middle square and the whole photo as the network's input."""
    chosen = address.choose(st.segmented_control, "The network sees", _CUTS, key="sees")
    return chosen == "whole"


def stage(titles: Sequence[str]) -> int:
    """Choose a stage of the network; return its number."""
    options = {str(number): title for number, title in enumerate(titles)}
    return int(address.choose(st.selectbox, "Stage", options, key="map-stage", default="2"))


def channel(count: int) -> int | None:
    """Choose one of a stage's channels; None for the strongest."""
    numbers = {str(number): str(number + 1) for number in range(count)}
    options = {_STRONGEST: _STRONGEST} | numbers
    chosen = address.choose(st.selectbox, "Channel, from 1", options, key="map-channel")
    return None if chosen == _STRONGEST else int(chosen)
