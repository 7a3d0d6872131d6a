"""The wall: every filter's thumbnail of the photo; a click opens the filter."""

import streamlit as st

from cnncore.filters.archive import wall_archive
from cnncore.filters.catalogue import FILTERS
from cnncore.photos import Photo
from ui.components.filter_wall import Tile, show_wall
from ui.filter_gallery import cache
from ui.shared import address


def draw(photo: Photo, *, grey: bool) -> None:
    """Draw all filters of the gallery for this photo."""
    pictures = cache.thumbnails(photo, grey)
    tiles = [
        Tile(
            listed.name,
            listed.title,
            listed.family,
            pictures[listed.name],
            f"{photo.title} through {listed.title}. {listed.finds}",
        )
        for listed in FILTERS
    ]
    height, width = photo.pixels.shape[:2]
    shape = min(max(width / height, 0.8), 2.0)
    show_wall(tiles, shape=f"{shape:.3f}", key="wall", on_open=_open)
    st.caption(
        f"{len(FILTERS)} filters on the photo at {cache.THUMBNAIL} pixels; open one for the full "
        "photo. Where a response falls below zero, the wall shows its size without the sign."
    )
    st.download_button(
        "The whole wall (ZIP)",
        lambda: wall_archive(photo.pixels, grey=grey),
        file_name="filters.zip",
        mime="application/zip",
        on_click="ignore",
        icon=":material/download:",
    )


def _open(name: str) -> None:
    address.put("gallery", "filter")
    address.put("filter", name)
