"""The ImageNet networks, each loaded once for all visitors."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from cnncore.imagenet.classifiers import Classifier

INSTALLED = "EfficientNet-Lite0"


@st.cache_resource(max_entries=2, show_spinner="Loading the network")
def network(name: str = INSTALLED) -> "Classifier":
    """Return an ImageNet network by its name."""
    from cnncore.imagenet import classifiers, offers  # torch

    return offers.load_offer(name) if name in offers.OFFERS else classifiers.efficientnet_lite0()
