"""Prepare a lesson, bring a room to it, and see how the room is doing.

Answers: how do I bring a room of people to the lesson I have prepared?
"""

import streamlit as st

from ui import frame
from ui.host import (
    collect,
    controls,
    lead,
    lesson_link,
    notes,
    project,
    queue,
    ready,
    the_room,
    without_internet,
)
from ui.shared import address, hosting, tabs

projected = bool(address.only("view", "project"))
hosting.keep_in_address()
frame.open_lesson("host", titled=not projected)
if projected:
    project.draw()
    st.stop()
with tabs.choose(controls.TABS, key=controls.TAB) as name:
    if name == "link":
        lesson_link.draw()
    elif name == "room":
        the_room.draw()
    elif name == "lead":
        lead.draw()
    elif name == "collect":
        collect.draw()
    elif name == "queue":
        queue.draw()
    elif name == "notes":
        notes.draw()
    elif name == "offline":
        without_internet.draw()
ready.draw()
