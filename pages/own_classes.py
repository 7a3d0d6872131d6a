"""Your own classes: a few photos, a last layer in a second, and what it really looks at.

Answers: how can a network learn your things from ten photos, when it needed a million for its own?
"""

import streamlit as st

from cnncore.transfer.snippets import OWN_CLASSES
from ui import frame
from ui.own_classes import all_photos, controls, holds, photos, take_away, trap, try_it, why
from ui.own_classes.path import PATH
from ui.shared import path, process, room, show, tabs

frame.open_lesson("own_classes")
path.lead(
    PATH,
    "A network that has seen a million photos turns each of yours into 1,280 numbers. **Only "
    "one last layer learns what they mean** (transfer learning). **Press Train; then catch it "
    "cheating.**",
)


@st.fragment
def lesson() -> None:
    """Collect, train, try, and ask why."""
    with tabs.choose(controls.TABS, key="own") as name:
        TABS[name]()
    room.remember_settings("own_classes")
    process.settle()


TABS = {
    "photos": photos.draw,
    "try": try_it.draw,
    "why": why.draw,
    "all": all_photos.draw,
    "trap": trap.draw,
    "holds": holds.draw,
    "take": take_away.draw,
}
lesson()
show.in_pytorch(OWN_CLASSES)
frame.link_next("own_classes")
