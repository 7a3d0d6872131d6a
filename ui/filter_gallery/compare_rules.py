"""What lies beyond the edge, times how values become pixels: sixteen pictures of one filter."""

import streamlit as st

from cnncore.convolution.operation import BORDERS
from cnncore.filters.response import MODES
from cnncore.photos import Photo
from ui.components.picture_table import Row, show_table
from ui.filter_gallery import cache, controls
from ui.shared import address


def draw(photo: Photo, *, grey: bool) -> None:
    """Draw one filter under every border rule and every value rule."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = controls.named_filter()
        settings = controls.settings(chosen)
    shown = cache.rules(photo, chosen.name, tuple(settings.items()), grey)
    pictures = shown.pictures
    whole = Row("whole photo, reflect", tuple(pictures["reflect", mode][0] for mode in MODES))
    corners = [
        Row(
            f"{border}: {shown.corner} corner",
            tuple(pictures[border, mode][1] for mode in MODES),
            True,
        )
        for border in BORDERS
    ]

    def opened(row: int, col: int) -> None:
        address.put("gallery", "filter")
        address.put("edge", list(BORDERS)[row - 1] if row else "reflect")
        address.put(f"{chosen.name}-values", MODES[col])

    titles = [controls.RULES[mode] for mode in MODES]
    show_table(titles, [whole, *corners], key="rules", on_open=opened)
    st.markdown(
        "**What to notice.** A sum can leave the range of a pixel: cutting loses it, dropping the "
        "sign makes both directions of an edge alike, stretching keeps everything but turns zero "
        "grey. At the border the kernel sees what the rule invents: *zeros* can draw a false "
        "edge round a photo, *circular* can let the opposite side show through."
    )
    st.caption(
        f"The photo at {cache.COMPARED} pixels; corners {cache.CORNER} pixels high, enlarged. "
        "A click on a picture opens it with these rules."
    )
