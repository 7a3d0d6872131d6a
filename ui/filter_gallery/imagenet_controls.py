"""The inputs of the gallery's ImageNet network, bound to the address."""

from collections.abc import Sequence

import streamlit as st

INSTALLED = "EfficientNet-Lite0"
_CUTS = ("the middle, as its authors do", "the whole photo")
_STRONGEST = "strongest"


def network(offers: Sequence[str]) -> str:
    """Choose the network: the installed one, or one that is fetched."""
    return st.selectbox("Network", [INSTALLED, *offers], key="imagenet", bind="query-params")


def sees_whole() -> bool:
    """Choose between the middle square and the whole photo as the network's input."""
    chosen = st.segmented_control(
        "The network sees",
        _CUTS,
        default=_CUTS[0],
        required=True,
        key="sees",
        bind="query-params",
    )
    return chosen == _CUTS[1]


def stage(titles: Sequence[str]) -> int:
    """Choose a stage of the network; return its number."""
    chosen = st.selectbox("Stage", titles, index=2, key="map-stage", bind="query-params")
    return list(titles).index(chosen)


def channel(count: int) -> int | None:
    """Choose one of a stage's channels; None for the strongest."""
    options = [_STRONGEST, *map(str, range(count))]
    chosen = st.selectbox("Channel", options, key="map-channel", bind="query-params")
    return None if chosen == _STRONGEST else int(chosen)
