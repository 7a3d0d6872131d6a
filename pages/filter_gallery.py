"""Photos through a wall of filters, one filter opened, and what a network sees in them.

Answers: what can one small kernel find in your photo?
"""

import streamlit as st

from ui import frame
from ui.filter_gallery import chain, compare_rules, controls, one_filter, wall, your_kernel
from ui.filter_gallery import photo as gallery_photo
from ui.filter_gallery.path import PATH
from ui.shared import path, process, room, tabs

# the tabs whose filters can work on each colour channel
IN_COLOUR = {
    "wall": wall.draw,
    "filter": one_filter.draw,
    "rules": compare_rules.draw,
    "kernel": your_kernel.draw,
}

frame.open_lesson("filter_gallery")
path.lead(
    PATH,
    "A filter looks at a pixel and its neighbours, weighs them by the numbers of its kernel "
    "and adds them up: one sum a pixel, all over the photo. A real network, in the last tab, "
    "is many such filters with a bend (ReLU) between its layers. **Click a picture on the "
    "wall to open its filter.**",
)


@st.fragment  # a changed setting redraws this, not the frame around it
def lesson() -> None:
    """Choose a photo and see it through filters."""
    photo, beside = gallery_photo.choose_photo()
    with tabs.choose(controls.TABS, key="gallery") as name:
        if name in IN_COLOUR:
            with beside:
                grey = controls.in_grey()
            IN_COLOUR[name](photo, grey=grey)
        elif name == "chain":
            chain.draw(photo)
        elif name == "learned":
            from ui.filter_gallery import learned_filters  # torch

            learned_filters.draw(photo)
        elif name == "imagenet":
            from ui.filter_gallery import imagenet_network  # torch

            imagenet_network.draw(photo)
    st.caption(f"Photo: {photo.credit}")
    room.remember_settings("filter_gallery")
    process.settle()  # a changed setting redraws only this part: nobody else would


lesson()
frame.link_next("filter_gallery")
