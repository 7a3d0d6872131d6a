"""Results worked out from a photo: shared for the samples, one visitor's alone for an own photo."""

from collections.abc import Callable

import streamlit as st

from cnncore.photos import Photo


def kept(entries: int) -> Callable:
    """Cache a function of (digest, _pixels, ...) apart for shared and for private photos."""

    def wrap(function: Callable) -> Callable:
        shared = st.cache_data(max_entries=16, show_spinner=False)(function)
        own = st.cache_data(max_entries=entries, scope="session", show_spinner=False)(function)

        def cached(photo: Photo, *settings: object) -> object:
            return (own if photo.private else shared)(photo.digest, photo.pixels, *settings)

        return cached

    return wrap
