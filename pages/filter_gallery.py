"""Photos through a wall of filters, one filter opened, and what a network sees in them.

Answers: what can one small kernel find in your photo?
"""

import streamlit as st

from ui import frame
from ui.filter_gallery import chain, compare_rules, controls, one_filter, wall, your_kernel
from ui.filter_gallery import photo as gallery_photo

frame.open_lesson("filter_gallery")
st.markdown(
    "A filter looks at a pixel and its neighbours, weighs them by the numbers of its kernel and "
    "adds them up. **Everything on this page, up to a real network, is that, repeated.**"
)

photo = gallery_photo.choose_photo()
view = controls.view()
grey = view in controls.IN_COLOUR and controls.in_grey()
if view == "Wall":
    wall.draw(photo, grey=grey)
elif view == "One filter":
    one_filter.draw(photo, grey=grey)
elif view == "Compare rules":
    compare_rules.draw(photo, grey=grey)
elif view == "Chain":
    chain.draw(photo)
elif view == "Your kernel":
    your_kernel.draw(photo, grey=grey)
elif view == "Learned filters":
    from ui.filter_gallery import learned_filters  # torch

    learned_filters.draw(photo)
elif view == "ImageNet network":
    from ui.filter_gallery import imagenet_network  # torch

    imagenet_network.draw(photo)
st.caption(f"Photo: {photo.credit}")

frame.link_next("filter_gallery")
